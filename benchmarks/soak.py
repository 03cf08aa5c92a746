"""Five hundred runs in a row: what they leave behind in the warm process, and in the batch's own.

Each is a whole run of the shipped report, on two workers, as ``coachkit run`` makes it. The first
twenty are not counted: whatever is made once has been made by then.
"""

import ctypes
import gc
import os
import tempfile
from itertools import cycle, islice
from pathlib import Path
from typing import Any, Final

import psutil

from benchmarks.figure import Figure
from coachkit.batch.engines import LocalEngine
from coachkit.batch.planning import Job, plan
from coachkit.kernels.warm_place import FOLDER_VARIABLE, IDLE_VARIABLE
from coachkit.sessions.demo import CLIENTS, demo_client, demo_workspace

RUNS: Final = 500
_SETTLED: Final = 20
_WORKERS: Final = 2
_PERIOD: Final = "2026-10"
_LONG: Final = "600"


def figures(runs: int = RUNS) -> list[Figure]:
    """Runs that failed, zombies, descriptors and memory that have come to stay."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ |= {FOLDER_VARIABLE: str(folder / "warm"), IDLE_VARIABLE: _LONG}
        workspace = demo_workspace(folder / "w")
        for slug in CLIENTS:
            demo_client(workspace, slug)
        jobs = plan(workspace, "report", list(CLIENTS), period=_PERIOD, again=True)
        return _measured(jobs, runs, folder / "warm")


def _measured(jobs: tuple[Job, ...], runs: int, address: Path) -> list[Figure]:
    failed = _failed(jobs, _SETTLED)
    _give_back()
    warm, own = _warm_process(address), psutil.Process()
    before = _taken(warm), _taken(own)
    failed += _failed(jobs, runs)
    zombies = _zombies(own, warm)
    _give_back()
    after = _taken(warm), _taken(own)
    same = _warm_process(address).pid == warm.pid
    warm.terminate()
    (warm_mb, warm_files), (own_mb, own_files) = (
        (now[0] - then[0], now[1] - then[1]) for now, then in zip(after, before, strict=True)
    )
    return [
        Figure(f"{runs} runs in a row: failed", failed, "", limit=0),
        Figure("… warm processes that had to be replaced", not same, "", limit=0),
        Figure("… zombies", zombies, "", limit=0),
        Figure("… descriptors left in the warm process", warm_files, "", limit=0),
        Figure("… its memory has grown by", warm_mb, "MB", limit=5),
        Figure("… descriptors left in the batch's own process", own_files, "", limit=0),
        Figure("… its memory has grown by", own_mb, "MB", limit=10),
    ]


def _give_back() -> None:
    """Let go of what is free: what nobody holds any longer has not come to stay.

    Python looks through its objects when it likes, and the C library keeps free memory by: up to
    10 MB more or less at one moment than at another, with not one object more.
    """
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def _failed(jobs: tuple[Job, ...], runs: int) -> int:
    states: list[str] = []
    several = list(islice(cycle(jobs), runs))
    # One client's runs take turns: two at once would write into the same place.
    for at in range(0, runs, len(jobs)):
        some = several[at : at + len(jobs)]
        LocalEngine(_WORKERS).run(some, on_done=lambda outcome: states.append(outcome.state))
    return sum(state != "made" for state in states)


def _warm_process(address: Path) -> Any:
    """The oldest of those that were started with such an address: kernels are its children."""
    found = [one for one in psutil.process_iter(["cmdline"]) if _is_at(one, address)]
    return min(found, key=lambda one: (one.create_time(), one.pid))


def _is_at(process: Any, address: Path) -> bool:
    return any(str(address) in word for word in process.info["cmdline"] or ())


def _taken(process: Any) -> tuple[float, int]:
    """MB that are no file's, and descriptors.

    A library's pages count as a process's own once nobody else has them open, whatever it does.
    """
    told = process.memory_info()
    return float(told.rss - told.shared) / 2**20, int(process.num_fds())


def _zombies(*processes: Any) -> int:
    return sum(
        child.status() == psutil.STATUS_ZOMBIE
        for process in processes
        for child in process.children(recursive=True)
    )
