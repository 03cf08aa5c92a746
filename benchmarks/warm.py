"""How soon a warm kernel is ready with what notebooks import, beside one that starts from nothing.

Both are asked for by turns, through papermill's own way of starting and stopping kernels. Memory
is that of kernels which have run the shipped report.
"""

import asyncio
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import nbformat
import psutil
from jupyter_client.manager import AsyncKernelManager

from benchmarks.figure import Figure
from coachkit.kernels.private import KERNEL, OwnInterpreter
from coachkit.kernels.warm_place import FOLDER_VARIABLE, IDLE_VARIABLE
from coachkit.kernels.warm_provisioner import SWITCH
from coachkit.model.shipped import shipped
from coachkit.sessions.demo import demo_client, demo_workspace

_ROUNDS = 7
_AT_ONCE = 6
_IMPORTS = "import pandas, matplotlib.pyplot, ipywidgets"


class _Kernel:
    def __init__(self) -> None:
        self.manager: Any = AsyncKernelManager(
            kernel_name=KERNEL, kernel_spec_manager=OwnInterpreter()
        )

    async def start(self) -> "_Kernel":
        await self.manager.start_kernel()
        self.client = self.manager.client()
        self.client.start_channels()
        await self.client.wait_for_ready(timeout=60)
        await self.run(_IMPORTS)
        return self

    async def run_report(self, workspace: str) -> None:
        report = shipped("notebooks", "report.ipynb")
        cells = nbformat.read(report, as_version=4).cells  # type: ignore[no-untyped-call]  # untyped
        first, *others = [cell.source for cell in cells if cell.cell_type == "code"]
        told = f"workspace, period = {workspace!r}, '2026-10'"
        for code in (first, told, *others):
            await self.run(code)

    async def run(self, code: str) -> None:
        quiet = {"output_hook": lambda _: None, "allow_stdin": False, "timeout": 120}
        answer = await self.client.execute_interactive(code, **quiet)
        if answer["content"]["status"] != "ok":
            raise RuntimeError(answer["content"])

    async def stop(self) -> None:
        self.client.stop_channels()
        await self.manager.shutdown_kernel()

    @property
    def number(self) -> int:
        provisioner: Any = self.manager.provisioner
        return int(provisioner.pid)

    def private_mb(self) -> float:
        told = psutil.Process(self.number).memory_full_info()
        return float(told.uss) / 2**20


def figures() -> list[Figure]:
    """Seconds until ready and until gone, and private memory."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o700)
        os.environ |= {FOLDER_VARIABLE: folder, IDLE_VARIABLE: "600"}
        workspace = Path(folder) / "demo"
        demo_client(demo_workspace(workspace), "nordlykta")
        return asyncio.run(_measured(str(workspace)))


async def _measured(workspace: str) -> list[Figure]:
    cold: list[float] = []
    warm: list[float] = []
    stopped: dict[str, list[float]] = {"0": [], "1": []}
    # the warm process is started by whoever comes first
    await (await _Kernel().start()).stop()
    for _ in range(_ROUNDS):
        for switch, ready in (("0", cold), ("1", warm)):
            os.environ[SWITCH] = switch
            began = time.perf_counter()
            kernel = await _Kernel().start()
            ready.append(time.perf_counter() - began)
            began = time.perf_counter()
            await kernel.stop()
            stopped[switch].append(time.perf_counter() - began)
    memory = {switch: await _memory(switch, workspace) for switch in ("0", "1")}
    last = await _Kernel().start()
    process: Any = psutil.Process(last.number).parent()
    await last.stop()
    sooner = statistics.median(warm) / statistics.median(cold)
    process.terminate()
    less = memory["1"] / memory["0"]
    return [
        Figure("kernel ready, imports done: warm ÷ cold", sooner, "×", limit=0.1),
        Figure("… warm", statistics.median(warm), "s"),
        Figure("… stopped: warm", statistics.median(stopped["1"]), "s"),
        Figure("private memory after the report: warm ÷ cold", less, "×", limit=0.5),
    ]


async def _memory(switch: str, workspace: str) -> float:
    """Private MB of a kernel that has run the report, the median of several at once."""
    os.environ[SWITCH] = switch
    kernels = [await _Kernel().start() for _ in range(_AT_ONCE)]
    for kernel in kernels:
        await kernel.run_report(workspace)
    private = [kernel.private_mb() for kernel in kernels]
    for kernel in kernels:
        await kernel.stop()
    return statistics.median(private)
