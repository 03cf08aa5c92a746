"""How soon a warm kernel is ready with its imports, beside one that starts from nothing.

Both are asked for by turns, through papermill's own way of starting and stopping kernels: once with
what the shipped report imports, once with three libraries. Memory is that of kernels which have run
the report.
"""

import asyncio
import os
import statistics
import tempfile
import time
from dataclasses import dataclass
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
_REPORT = "from coachkit.sessions import report"
_LIBRARIES = "import pandas, matplotlib.pyplot, ipywidgets"


class _Kernel:
    def __init__(self) -> None:
        self.manager: Any = AsyncKernelManager(
            kernel_name=KERNEL, kernel_spec_manager=OwnInterpreter()
        )

    async def start(self, imports: str = _REPORT) -> "_Kernel":
        await self.manager.start_kernel()
        self.client = self.manager.client()
        self.client.start_channels()
        await self.client.wait_for_ready(timeout=60)
        await self.run(imports)
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
    # the warm process is started by whoever comes first
    await (await _Kernel().start()).stop()
    report = await _ready(_REPORT)
    libraries = await _ready(_LIBRARIES)
    memory = {switch: await _memory(switch, workspace) for switch in ("0", "1")}
    last = await _Kernel().start()
    process: Any = psutil.Process(last.number).parent()
    await last.stop()
    process.terminate()
    less = memory["1"] / memory["0"]
    return [
        Figure("kernel ready with the report's imports: warm ÷ cold", report.ratio, "×", limit=0.1),
        Figure("… warm", report.warm, "s"),
        Figure("… with pandas, pyplot, ipywidgets: warm ÷ cold", libraries.ratio, "×", limit=0.1),
        Figure("… warm", libraries.warm, "s"),
        Figure("… stopped: warm", libraries.stopped, "s"),
        Figure("private memory after the report: warm ÷ cold", less, "×", limit=0.5),
    ]


@dataclass(frozen=True)
class _Ready:
    """Seconds, medians."""

    cold: float
    warm: float
    stopped: float

    @property
    def ratio(self) -> float:
        return self.warm / self.cold


async def _ready(imports: str) -> _Ready:
    taken: dict[str, list[float]] = {"0": [], "1": []}
    stopped: list[float] = []
    for _ in range(_ROUNDS):
        for switch, ready in taken.items():
            os.environ[SWITCH] = switch
            began = time.perf_counter()
            kernel = await _Kernel().start(imports)
            ready.append(time.perf_counter() - began)
            began = time.perf_counter()
            await kernel.stop()
            if switch == "1":
                stopped.append(time.perf_counter() - began)
    cold, warm, gone = (statistics.median(some) for some in (taken["0"], taken["1"], stopped))
    return _Ready(cold, warm, gone)


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
