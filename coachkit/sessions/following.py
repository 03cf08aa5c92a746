"""What others change in a client's store while a page is open, heard of within two seconds.

The number of the last event is asked for once a second, which takes well under a millisecond: a
store that is followed stays open. Only where the number has grown are the events read.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from weakref import WeakMethod

from coachkit.model.errors import CoachkitError
from coachkit.model.values import Value
from coachkit.sessions.autosave import running_loop
from coachkit.store.changes import Event
from coachkit.store.client_store import ClientStore
from coachkit.store.kinds import KINDS

if TYPE_CHECKING:
    import asyncio

_log = logging.getLogger(__name__)

EVERY: Final = 1.0
"""Seconds between two looks."""

FIRST: Final = 2.0
"""Seconds until the first: a browser is still opening the page."""

PATIENCE: Final = 10.0
"""Seconds until the next look where the store could not be read."""

_IMPORTS: Final = frozenset({"imported", "import_removed"})


@dataclass(frozen=True)
class News:
    """A kind of value that somebody has saved, or files, where ``kind`` is ``None``.

    ``revision``: the newest; ``who`` saved it, and ``at`` what moment.
    """

    kind: type[Value] | None
    revision: int
    who: str
    at: datetime


class Following:
    """Looks again and again for what happened to those kinds of values since the page was opened.

    ``heard`` is told, the newest of each kind alone; ``imports``: also of files that came in.
    Without a running event loop (a test, a script) :meth:`look` is called by hand.
    """

    def __init__(
        self,
        opened: Callable[..., ClientStore],
        kinds: Sequence[type[Value]],
        heard: Callable[[Sequence[News]], None],
        *,
        imports: bool = False,
    ) -> None:
        self._opened, self._kinds, self._heard = opened, frozenset(kinds), heard
        self._imports = imports
        self._store: ClientStore | None = None
        self._alarm: asyncio.TimerHandle | None = None
        self._last: int | None = None
        with suppress(CoachkitError):
            self.pass_over()
        self._again(FIRST)

    def look(self) -> None:
        """Look once: whatever is new is told."""
        with self._looking() as store:
            last = store.last_event()
            if self._last is None or last == self._last:
                self._last = last
                return
            events, self._last = store.events(after=self._last), last
        news = self._news(events)
        if news:
            self._heard(news)

    def pass_over(self) -> None:
        """What happened until now was this page's own doing, or is known to it."""
        with self._looking() as store:
            self._last = store.last_event()

    def stop(self) -> None:
        """Look no more."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        self._let_go()

    def _news(self, events: Sequence[Event]) -> tuple[News, ...]:
        newest: dict[type[Value] | None, News] = {}
        for event in events:
            if self._imports and event.event in _IMPORTS:
                newest[None] = News(None, event.number, event.who, event.happened_at)
            kind = KINDS.get(event.kind or "")
            if kind is not None and kind in self._kinds and event.revision is not None:
                newest[kind] = News(kind, event.revision, event.who, event.happened_at)
        return tuple(newest.values())

    @contextmanager
    def _looking(self) -> Iterator[ClientStore]:
        """The store, which a page keeps open: opening it takes a hundred times as long."""
        if running_loop() is None:
            with self._opened(read_only=True) as store:
                yield store
            return
        if self._store is None:
            self._store = self._opened(read_only=True)
        yield self._store

    def _let_go(self) -> None:
        if self._store is not None:
            with suppress(CoachkitError):
                self._store.close()
            self._store = None

    def _again(self, seconds: float) -> None:
        loop = running_loop()
        if loop is not None:
            self._alarm = loop.call_later(seconds, _tick, WeakMethod(self._tick))

    def _tick(self) -> None:
        wait = EVERY
        try:
            self.look()
        except CoachkitError as error:
            # The store may be busy, or away; it is opened anew once it is back.
            _log.warning("not followed: %s", error.code)
            self._let_go()
            wait = PATIENCE
        finally:
            # What a page makes of the news may fail; it hears the next all the same.
            self._again(wait)


def _tick(tick: "WeakMethod[Callable[[], None]]") -> None:
    """A page that nobody holds any longer is not followed for."""
    still_there = tick()
    if still_there is not None:
        still_there()
