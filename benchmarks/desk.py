"""How soon the coach's desk lists 300 clients, beside as many bare openings of their files.

The bare opening is the least that looking at a client can be: its file opened, one value read.
Every client has a year of exports, a strategy, a session and a plan, as the demo's two have.
"""

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.many_clients import many_clients
from coachkit.model.client import Client
from coachkit.sessions.home_page import HomePage
from coachkit.store.sqlite import FILE
from coachkit.store.workspace import Workspace

CLIENTS = 300
_TIMES = 5
_ONE = "SELECT value FROM versions WHERE kind = 'client' ORDER BY revision DESC LIMIT 1"


def figures() -> list[Figure]:
    """What ``python -m benchmarks desk`` shows."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = many_clients(Path(folder), CLIENTS)
        return measured(workspace)


def measured(workspace: Workspace) -> list[Figure]:
    """The figures of a workspace that is there."""
    bare = _median(lambda: _bare(workspace))
    path = str(workspace.path)
    # what is imported once is no part of a list
    page = HomePage(path, "en", ("dashboard",))
    listed = _median(lambda: _list(path, len(page.seen)))
    again = _median(page.refresh)
    _touch(workspace, page)
    began = time.perf_counter()
    page.refresh()
    changed = time.perf_counter() - began
    n = len(page.seen)
    return [
        Figure(f"{n} clients listed", listed, "s", 1),
        Figure(f"{n} files opened, one value read", bare, "s"),
        Figure("list / bare opening", listed / bare, "×"),
        Figure("looked again, nothing new", again * 1000, "ms"),
        Figure("looked again, one has changed", changed * 1000, "ms", 1000),
    ]


def _list(path: str, n: int) -> None:
    if len(HomePage(path, "en", ("dashboard",)).list.clients) != n:
        raise RuntimeError(path)


def _touch(workspace: Workspace, page: HomePage) -> None:
    slug = page.list.clients[-1].slug
    with workspace.open_client(slug, now=lambda: datetime.now(UTC), who="benchmark") as store:
        kept = store.load(Client)
        if kept is not None:
            store.save(kept.value.changed(sector="new"), based_on=kept.revision, because="new")


def _bare(workspace: Workspace) -> None:
    for folder in sorted(workspace.folder("x").parent.iterdir()):
        uri = f"{(folder / FILE).as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            connection.execute(_ONE).fetchone()


def _median(act: Callable[[], None]) -> float:
    seconds = []
    for _ in range(_TIMES):
        began = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)
