"""Keeps what the forms of a page give, a moment after the last keystroke, against what was seen.

One for every page: a value waits until nothing more is typed, then it is saved as a version of its
kind. What somebody else saved meanwhile is told, never overwritten.
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final, TypeVar

from coachkit.model.errors import CoachkitError, StaleRevision
from coachkit.model.values import Value
from coachkit.store.changes import Saved
from coachkit.store.client_store import ClientStore

QUIET: Final = 0.4
"""Seconds without a keystroke after which an entry is kept."""

V = TypeVar("V", bound=Value)


def running_loop() -> asyncio.AbstractEventLoop | None:
    """The event loop of a page, ``None`` in a script."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


class Autosave:
    """The way of a page's values to the store.

    ``opened``: opens the client's store; ``told`` hears the moment of each save, ``refused`` the
    error where the store says no, with the kind. ``minute``: of the session, ``None`` outside one.
    Inside a running event loop (a page) an entry waits; outside one (a test, a script) it is kept
    at once.
    """

    def __init__(
        self,
        opened: Callable[..., ClientStore],
        told: Callable[[datetime], None],
        refused: Callable[[CoachkitError, type[Value]], None],
        minute: Callable[[], float | None] = lambda: None,
    ) -> None:
        self._opened, self._told, self._refused, self._minute = opened, told, refused, minute
        self._revisions: dict[type[Value], int | None] = {}
        self._waiting: dict[type[Value], tuple[Value, str]] = {}
        self._alarm: asyncio.TimerHandle | None = None

    @property
    def waiting(self) -> bool:
        """Whether something is not kept yet."""
        return bool(self._waiting)

    def read(self, *kinds: type[Value]) -> Mapping[type[Value], Saved[Any] | None]:
        """What the store has of those kinds; what waits of them is forgotten."""
        with self._opened(read_only=True) as store:
            found = {kind: store.load(kind) for kind in kinds}
        for kind, saved in found.items():
            self._waiting.pop(kind, None)
            self._revisions[kind] = None if saved is None else saved.revision
        return found

    def seen_newer(self, saved: Saved[Any]) -> bool:
        """Whether a version is newer than what this page has seen; from now on it is seen."""
        kind = type(saved.value)
        seen = self._revisions.get(kind)
        if seen is not None and saved.revision <= seen:
            return False
        self._revisions[kind] = saved.revision
        return True

    def soon(self, value: Value, because: str) -> None:
        """Keep it once nothing more is typed."""
        self._waiting[type(value)] = (value, because)
        loop = running_loop()
        if loop is None:
            self.flush()
            return
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = loop.call_later(QUIET, self.flush)

    def now(self, value: Value, because: str) -> None:
        """Keep it at once, with whatever waits."""
        self._waiting[type(value)] = (value, because)
        self.flush()

    def flush(self) -> None:
        """Keep whatever waits. What the store refuses is told, and waits no longer."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        waiting, self._waiting = self._waiting, {}
        if not waiting:
            return
        kind: type[Value] = type(next(iter(waiting.values()))[0])
        try:
            with self._opened() as store:
                for kind, (value, because) in waiting.items():
                    self._keep(store, kind, value, because)
        except CoachkitError as error:
            self._refused(error, kind)

    def _keep(self, store: ClientStore, kind: type[Value], value: Value, because: str) -> None:
        try:
            saved = store.save(
                value,
                based_on=self._revisions.get(kind),
                because=because,
                minute=self._minute(),
            )
        except StaleRevision as stale:
            # One kind that somebody else changed must not keep the others from being saved.
            self._refused(stale, kind)
            return
        self._revisions[kind] = saved.revision
        self._told(saved.saved_at)
