"""Twenty processes save to one client at once, beside as many bare SQLite inserts.

``python -m benchmarks.autosave [ADDRESS]`` prints the figures as JSON; with the address of a
PostgreSQL database it saves there, too.

The bare insert is the least that a durable save can be: one row in one transaction, to a table of
one column, in a write-ahead log with the same ``synchronous=FULL``, by the same processes. The
store's save also reads what was saved before, refuses a stale base and writes down the event.
A page saves at most once a second; here nobody ever pauses, so the times are mostly queueing.
"""

import json
import multiprocessing
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from benchmarks.figure import Figure
from coachkit.model.client import Client
from coachkit.model.errors import StaleRevision
from coachkit.store.workspace import Workspace

_PROCESSES = 20
_WRITES = 2_000
_SLUG = "busy"
_PATIENCE = 60  # seconds

_Work = Callable[[str, str | None, int, Barrier], "Timed"]


@dataclass(frozen=True)
class Timed:
    """The seconds of every save that was kept, and how many were refused as stale and retried."""

    seconds: list[float]
    refused: int = 0


def figures() -> list[Figure]:
    """What ``python -m benchmarks`` shows."""
    measured = measure()
    bare, store = measured["bare"], measured["sqlite"]
    return [
        Figure("saves lost, of 2,000 by 20 processes", store["lost"], "saves", 0),
        Figure("save, median", store["p50_ms"], "ms"),
        Figure("save, p95", store["p95_ms"], "ms"),
        Figure("bare insert, p95", bare["p95_ms"], "ms"),
        Figure("save / bare insert, p95", store["p95_ms"] / bare["p95_ms"], "×"),
    ]


def measure(
    processes: int = _PROCESSES, writes: int = _WRITES, database_url: str | None = None
) -> dict[str, Any]:
    """Both in one run: for ``bare`` and ``sqlite`` the lost, the refused, p50 and p95."""
    with tempfile.TemporaryDirectory() as folder:
        measured = {
            "processes": processes,
            "writes": writes,
            "bare": _bare(Path(folder) / "bare.db", processes, writes),
            "sqlite": _saved(Path(folder) / "sqlite", None, processes, writes),
        }
        if database_url is not None:
            # A server gives its locks in turn, so of all who save the same value at one moment
            # all but the first are stale: a tenth of the saves takes long enough.
            place = Path(folder) / "postgresql"
            measured["postgresql"] = _saved(place, database_url, processes, writes // 10)
    return measured


def _bare(file: Path, processes: int, writes: int) -> dict[str, Any]:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE saves (value TEXT)")
    taken, times = _together(_insert, (str(file), None), processes, writes)
    with closing(sqlite3.connect(file)) as connection:
        kept = connection.execute("SELECT count(*) FROM saves").fetchone()[0]
    return _told(taken, times, lost=writes - kept)


def _saved(path: Path, database_url: str | None, processes: int, writes: int) -> dict[str, Any]:
    workspace = Workspace.create(path, database_url=database_url)
    client = Client(slug=_SLUG, name="Busy")
    workspace.new_client(client, now=_now, who="benchmark").close()
    taken, times = _together(_count, (str(path), database_url), processes, writes)
    with workspace.open_client(_SLUG, now=_now, who="benchmark") as store:
        numbers = {version.value.sector for version in store.history(Client)}
        events = sum(event.event == "saved" for event in store.events())
    workspace.erase(_SLUG)
    kept = min(len(numbers) - 1, events - 1)
    return _told(taken, times, lost=writes - kept)


def _together(
    work: _Work, where: tuple[str, str | None], processes: int, writes: int
) -> tuple[float, list[Timed]]:
    """How long all took, from the moment that the last was ready, and what each measured."""
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager:
        ready = manager.Barrier(processes + 1)
        with context.Pool(processes) as pool:
            each = pool.starmap_async(work, [(*where, writes // processes, ready)] * processes, 1)
            ready.wait(_PATIENCE)
            began = time.perf_counter()
            times = each.get()
            return time.perf_counter() - began, times


def _insert(file: str, _: str | None, times: int, ready: Barrier) -> Timed:
    connection = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    value = Client(slug=_SLUG, name="Busy").model_dump_json()
    ready.wait(_PATIENCE)
    seconds = []
    for _number in range(times):
        began = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO saves VALUES (?)", (value,))
        connection.execute("COMMIT")
        seconds.append(time.perf_counter() - began)
    connection.close()
    return Timed(seconds)


def _count(path: str, database_url: str | None, times: int, ready: Barrier) -> Timed:
    """Add one to a number that all count on, so that a lost save would be a number missing."""
    workspace = Workspace.open(path, database_url=database_url)
    with workspace.open_client(_SLUG, now=_now, who="benchmark") as store:
        seen = store.load(Client)
        ready.wait(_PATIENCE)
        seconds: list[float] = []
        refused = 0
        while len(seconds) < times:
            seen = store.load(Client) or seen
            assert seen is not None  # noqa: S101  a client has a first version
            value = seen.value.changed(sector=str(int(seen.value.sector or 0) + 1))
            began = time.perf_counter()
            try:
                store.save(value, based_on=seen.revision, because="one more")
            except StaleRevision:
                refused += 1
            else:
                seconds.append(time.perf_counter() - began)
    return Timed(seconds, refused)


def _told(taken: float, times: list[Timed], *, lost: int) -> dict[str, Any]:
    seconds = [second for timed in times for second in timed.seconds]
    hundredths = statistics.quantiles(seconds, n=100)
    return {
        "lost": lost,
        "refused": sum(timed.refused for timed in times),
        "p50_ms": round(hundredths[49] * 1000, 2),
        "p95_ms": round(hundredths[94] * 1000, 2),
        "saves_per_second": round(len(seconds) / taken),
    }


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    address = sys.argv[1] if len(sys.argv) > 1 else None
    print(json.dumps(measure(database_url=address), indent=2))
