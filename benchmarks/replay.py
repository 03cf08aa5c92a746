"""A full session of 2,000 saved versions, replayed: to one minute, and minute by minute.

Beside it, in the same run, what a page pays that only loads what is there now.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from benchmarks.figure import Figure
from coachkit.model.actions import Action, ActionPlan
from coachkit.model.client import Client
from coachkit.model.session_record import note
from coachkit.model.session_time import new_session, next_block, start
from coachkit.model.sessions import Session
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.model.strategy import OurQuestion, Strategy
from coachkit.model.values import Value
from coachkit.store.client_store import ClientStore
from coachkit.store.workspace import Workspace

_VERSIONS = 2_000
_MINUTES = 90
_KINDS: tuple[type[Value], ...] = (Session, Strategy, ActionPlan, Client)
_BEGAN = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)


def figures() -> list[Figure]:
    """What ``python -m benchmarks`` shows."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.create(Path(folder))
        client = Client(slug="busy", name="Busy")
        with workspace.new_client(client, now=_BEGAN, who="benchmark") as store:
            _hold(store)
            every = [_timed(partial(store.replay, 1, minute)) for minute in range(_MINUTES + 1)]
            loads = [_timed(partial(_load, store)) for _ in range(_MINUTES)]
    one, load = statistics.median(every), statistics.median(loads)
    return [
        Figure("a session of 2,000 versions, to one minute, median", one * 1000, "ms"),
        Figure("… minute by minute, all of it", sum(every), "s", 1),
        Figure("… to one minute / load of what is there now", one / load, "×"),
    ]


def _hold(store: ClientStore) -> None:
    """A session in which something is kept every few seconds, by turns of every kind."""
    session = start(new_session(shipped_sheet("strategy")), _BEGAN)
    strategy, plan = Strategy(), ActionPlan()
    revisions: dict[type[Value], int | None] = dict.fromkeys(_KINDS)
    for number in range(_VERSIONS):
        minute = _MINUTES * number / _VERSIONS
        words = f"{number} words, as somebody types them " * 10
        value: Value
        if number % 3 == 0:
            if number % 150 == 0:
                session = next_block(session, _BEGAN + timedelta(minutes=minute))
            value = session = note(session, words)
        elif number % 3 == 1:
            value = strategy = strategy.changed(question=OurQuestion(answer=words))
        else:
            value = plan = plan.with_action(_action(words[:200]))
        kind = type(value)
        saved = store.save(value, based_on=revisions[kind], because="", minute=minute)
        revisions[kind] = saved.revision


def _action(what: str) -> Action:
    day = date(2026, 11, 10)
    return Action(
        key="action-1", what=what, who="Bo", when=day, first_step="ask", done_sign="a list"
    )


def _load(store: ClientStore) -> None:
    for kind in _KINDS:
        store.load(kind)


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
