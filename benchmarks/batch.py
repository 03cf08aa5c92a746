"""A month's report for many clients: our batch beside a loop over papermill, and beside the floor.

The same notebook, clients and month each time, in turns. The floor is the cells' own work in one
process that has everything imported, divided by the workers: no kernel, no files of a run.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from papermill.execute import execute_notebook

from benchmarks.figure import Figure
from benchmarks.many_clients import whole_copies
from coachkit.batch.engines import LocalEngine
from coachkit.batch.planning import plan
from coachkit.kernels.warm_place import FOLDER_VARIABLE
from coachkit.kernels.warm_start import import_all, touch_all
from coachkit.model.shipped import shipped
from coachkit.sessions.opening import open_workspace

CLIENTS: Final = 20
_WORKERS: Final = 2
_ROUNDS: Final = 2
_LOOPS: Final = ("loop", "command")
_PERIOD: Final = "2026-10"
_REPORT: Final = shipped("notebooks", "report.ipynb")


def figures(clients: int = CLIENTS) -> list[Figure]:
    """How many times faster than each loop, and how much slower than the floor."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ[FOLDER_VARIABLE] = str(folder / "warm")
        workspace, slugs = whole_copies(folder / "w", clients)
        return _measured(workspace.path, slugs)


def _measured(workspace: Path, slugs: Sequence[str]) -> list[Figure]:
    opened = open_workspace(str(workspace))

    def ours(some: Sequence[str]) -> None:
        jobs = plan(opened, "report", some, period=_PERIOD, again=True)
        states: list[str] = []
        LocalEngine(_WORKERS).run(jobs, on_done=lambda outcome: states.append(outcome.state))
        if states != ["made"] * len(some):
            raise RuntimeError(states)

    began = time.perf_counter()
    ours(slugs[:1])
    first = time.perf_counter() - began
    ways: dict[str, Callable[[Sequence[str]], float]] = {
        "ours": lambda some: _timed(ours, some),
        "loop": lambda some: _timed(lambda all_: _loop(workspace, all_), some),
        "command": lambda some: _timed(lambda all_: _commands(workspace, all_), some),
        "floor": lambda some: _floor(workspace, some),
    }
    taken = dict.fromkeys(ways, 0.0)
    for number in range(_ROUNDS):
        for way, run in ways.items():
            # A loop takes as long for each as for all; of several at once the last runs alone.
            taken[way] += run(slugs[number::_ROUNDS]) if way in _LOOPS else run(slugs) / _ROUNDS
    n = len(slugs)
    return [
        Figure(f"{n} clients: ours ÷ papermill loop", taken["ours"] / taken["loop"], "×", 1 / 6),
        Figure("… ÷ loop over its command", taken["ours"] / taken["command"], "×", 1 / 10),
        Figure("… ÷ floor", taken["ours"] / (taken["floor"] / _WORKERS), "×", 1.5),
        Figure("… a client: ours", taken["ours"] / n, "s"),
        Figure("… a client: papermill loop", taken["loop"] / n, "s"),
        Figure("… a client: its command", taken["command"] / n, "s"),
        Figure("… a client: floor, one process", taken["floor"] / n, "s"),
        Figure("the first client, the warm process begun for it", first, "s"),
    ]


def _timed(run: Callable[[Sequence[str]], None], some: Sequence[str]) -> float:
    began = time.perf_counter()
    run(some)
    return time.perf_counter() - began


def _told(workspace: Path, slug: str) -> dict[str, str]:
    return {"client": slug, "workspace": str(workspace), "period": _PERIOD}


def _loop(workspace: Path, slugs: Sequence[str]) -> None:
    for slug in slugs:
        execute_notebook(
            str(_REPORT),
            str(workspace / f"{slug}.ipynb"),
            parameters=_told(workspace, slug),
            kernel_name="python3",
            progress_bar=False,
        )


def _commands(workspace: Path, slugs: Sequence[str]) -> None:
    for slug in slugs:
        told = [word for pair in _told(workspace, slug).items() for word in ("-p", *pair)]
        command = [
            sys.executable,
            "-m",
            "papermill",
            str(_REPORT),
            str(workspace / f"{slug}.ipynb"),
        ]
        subprocess.run(
            [*command, *told, "-k", "python3", "--no-progress-bar", "--log-level", "ERROR"],
            check=True,
            stderr=subprocess.DEVNULL,
        )


def _floor(workspace: Path, slugs: Sequence[str]) -> float:
    """Seconds of the cells' own work, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.batch", str(workspace), *slugs]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(told.stdout)


def _cells(workspace: Path, slugs: Sequence[str]) -> float:
    import_all()
    touch_all()
    first, *others = (
        "".join(cell["source"]) for cell in json.loads(_REPORT.read_text("utf-8"))["cells"]
    )
    compiled = [compile(code, "cell", "exec") for code in others]
    began = time.perf_counter()
    for slug in slugs:
        namespace: dict[str, Any] = {"In": []}
        exec(first, namespace)  # noqa: S102 - our own notebook
        namespace |= _told(workspace, slug)
        for code in compiled:
            exec(code, namespace)  # noqa: S102 - the same
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.stdout.write(str(_cells(Path(sys.argv[1]), sys.argv[2:])))
