"""Keeps what the forms of a page give, a moment after the last keystroke, against what was seen.

One for every page: a value waits until nothing more is typed, at the longest :data:`LONGEST`, then
it is saved as a version of its kind. A kernel that ends keeps first what waits. What somebody else
saved meanwhile is never overwritten: both changes are kept where they can stand together, and
somebody is asked where they cannot.
"""

import asyncio
import atexit
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, Protocol, TypeVar
from weakref import WeakSet

from coachkit.documents.planning_pages import Kept
from coachkit.model.drafts import Drafts
from coachkit.model.errors import CoachkitError, NotWritable, StaleRevision, StoreError
from coachkit.model.plans import Plan
from coachkit.model.values import Value
from coachkit.store.changes import Saved
from coachkit.store.client_store import ClientStore
from coachkit.store.merging import Prefer, together

_log = logging.getLogger(__name__)

QUIET: Final = 0.4
"""Seconds without a keystroke after which an entry is kept."""

LONGEST: Final = 0.8
"""Seconds after which an entry is kept although more is being typed."""

AGAIN: Final = 2.0
"""Seconds after which a store that was busy or away is asked again."""

_WHOLE: Final = frozenset[type[Value]]({Plan})
"""Values that are worked out as a whole: half of one and half of another would be neither."""

V = TypeVar("V", bound=Value)

_OPEN: WeakSet["Autosave"] = WeakSet()


def running_loop() -> asyncio.AbstractEventLoop | None:
    """The event loop of a page, ``None`` in a script."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def keep_all() -> None:
    """Keep what waits on any page of this process, now: its kernel is about to end."""
    for autosave in tuple(_OPEN):
        try:
            autosave.flush()
        except Exception:  # noqa: BLE001 - one page must not cost another its words
            _log.exception("not kept at the end")


@dataclass(frozen=True)
class Conflict:
    """The same was changed here and elsewhere. ``base``: what both had before them."""

    mine: Value
    because: str
    base: Value | None
    theirs: Saved[Any]

    @property
    def kind(self) -> type[Value]:
        """What kind of value it is."""
        return type(self.mine)


class Others(Protocol):
    """Hears of what other pages have saved."""

    def joined(self, saved: Saved[Any], theirs: Saved[Any]) -> None:
        """What was changed here and ``theirs`` stand together now, as ``saved``."""

    def collided(self) -> None:
        """The conflicts are others now."""


class Autosave:
    """The way of a page's values to the store.

    ``opened``: opens the client's store; ``told`` hears the moment of each save, ``refused`` the
    error where the store says no, with the kind. ``minute``: of the session, ``None`` outside one.
    ``others``: hears of changes made side by side; without it a :class:`StaleRevision` is told as
    refused. ``unsettled`` is called whenever something begins to wait.
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
        self.others: Others | None = None
        self.unsettled: Callable[[], None] = lambda: None
        self._seen: dict[type[Value], Saved[Any] | None] = {}
        self._waiting: dict[type[Value], tuple[Value, str]] = {}
        self._conflicts: dict[type[Value], Conflict] = {}
        self._alarm: asyncio.TimerHandle | None = None
        self._latest = 0.0
        self._unwell: str | None = None
        _OPEN.add(self)
        _hear_the_end()

    # ── What there is ───────────────────────────────────────────────────────────────────────────

    @property
    def waiting(self) -> bool:
        """Whether something is not kept yet."""
        return bool(self._waiting)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What somebody has to choose about; it is not kept until then."""
        return tuple(self._conflicts.values())

    @property
    def kept(self) -> Kept:
        """How much of what was entered is kept, for the page to say so."""
        if self._conflicts or self._unwell is not None:
            return Kept.NOT
        return Kept.SOON if self._waiting else Kept.ALL

    def has_unkept(self, kind: type[Value]) -> bool:
        """Whether a value of that kind was entered here and is not kept."""
        return kind in self._waiting or kind in self._conflicts

    def seen(self, kind: type[V]) -> Saved[V] | None:
        """The version of that kind that this page goes by."""
        return self._seen.get(kind)

    def current(self, kind: type[V]) -> Saved[V] | None:
        """The same, with what somebody still has to choose about as it was entered here."""
        saved, conflict = self._seen.get(kind), self._conflicts.get(kind)
        if saved is None or conflict is None:
            return saved
        return replace(saved, value=conflict.mine)

    def is_news(self, kind: type[Value], revision: int) -> bool:
        """Whether that version is newer than what this page goes by."""
        seen = self._seen.get(kind)
        return seen is None or revision > seen.revision

    def read(self, *kinds: type[Value]) -> Mapping[type[Value], Saved[Any] | None]:
        """What the store has of those kinds; what waits of them is forgotten."""
        with self._opened(read_only=True) as store:
            found = {kind: store.load(kind) for kind in kinds}
        for kind, saved in found.items():
            self._waiting.pop(kind, None)
            self._conflicts.pop(kind, None)
            self._seen[kind] = saved
        return found

    # ── Entries ─────────────────────────────────────────────────────────────────────────────────

    def soon(self, value: Value, because: str) -> None:
        """Keep it once nothing more is typed."""
        if not self._entered(value, because):
            return
        loop = running_loop()
        if loop is None:
            self.flush()
            return
        if self._alarm is None:
            self._latest = loop.time() + LONGEST
        else:
            self._alarm.cancel()
        self._alarm = loop.call_at(min(loop.time() + QUIET, self._latest), self.flush)
        self.unsettled()

    def now(self, value: Value, because: str) -> None:
        """Keep it at once, with whatever waits."""
        if self._entered(value, because):
            self.flush()

    def flush(self) -> None:
        """Keep whatever waits. What the store will never take is told, and waits no longer."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        if not self._waiting:
            return
        try:
            with self._opened() as store:
                for kind in tuple(self._waiting):
                    self._keep(store, kind)
            self._unwell = None
        except CoachkitError as error:
            self._could_not(error)

    def _entered(self, value: Value, because: str) -> bool:
        """Whether it waits to be kept; where there is a conflict about it, it waits for that."""
        kind = type(value)
        conflict = self._conflicts.get(kind)
        if conflict is None:
            self._waiting[kind] = (value, because)
            return True
        self._conflicts[kind] = Conflict(value, because, conflict.base, conflict.theirs)
        if self.others is not None:
            self.others.collided()
        return False

    def _keep(self, store: ClientStore, kind: type[Value]) -> None:
        if kind not in self._waiting:
            return
        value, because = self._waiting[kind]
        seen = self._seen.get(kind)
        try:
            saved = store.save(
                value,
                based_on=None if seen is None else seen.revision,
                because=because,
                minute=self._minute(),
            )
        except StaleRevision as stale:
            # One kind that somebody else changed must not keep the others from being saved.
            self._changed_elsewhere(store, stale, value, because)
            return
        self._done(saved, value)

    def _done(self, saved: Saved[Any], value: Value) -> None:
        """It is kept, and no sooner: whoever is interrupted on the way tries again."""
        kind = type(value)
        self._seen[kind] = saved
        if kind in self._waiting and self._waiting[kind][0] is value:
            del self._waiting[kind]
        self._told(saved.saved_at)

    def _could_not(self, error: CoachkitError) -> None:
        """A store that is busy or away is asked again; what one refuses waits no longer."""
        kind = next(iter(self._waiting), Value)
        passing = isinstance(error, StoreError) and not isinstance(error, NotWritable)
        if not passing:
            self._waiting.clear()
        loop = running_loop()
        if passing and loop is not None:
            self._latest = loop.time() + AGAIN
            self._alarm = loop.call_at(self._latest, self.flush)
        if not passing or self._unwell != error.code:
            self._refused(error, kind)
        self._unwell = error.code if passing else None

    # ── Changes made side by side ───────────────────────────────────────────────────────────────

    def _changed_elsewhere(
        self, store: ClientStore, stale: StaleRevision, value: Value, because: str
    ) -> None:
        kind = type(value)
        theirs = store.load(kind)
        if self.others is None or theirs is None:
            del self._waiting[kind]
            self._refused(stale, kind)
            return
        seen = self._seen.get(kind)
        base = None if seen is None else seen.value
        if theirs.value == value:
            self._done(theirs, value)
            return
        both = self._side_by_side(base, value, theirs.value)
        if both is None:
            del self._waiting[kind]
            self._conflicts[kind] = Conflict(value, because, base, theirs)
            self.others.collided()
            return
        self._join(store, both, because, theirs)

    def _side_by_side(self, base: Value | None, mine: Value, theirs: Value) -> Value | None:
        if type(mine) in _WHOLE:
            return None
        # What is half filled in stands on the page that it was typed on, and nowhere else.
        prefer = Prefer.MINE if isinstance(mine, Drafts) else None
        return together(base, mine, theirs, prefer)

    def _join(self, store: ClientStore, both: Value, because: str, theirs: Saved[Any]) -> None:
        kind = type(both)
        self._seen[kind] = theirs
        self._waiting[kind] = (both, because)
        if both == theirs.value:
            self._done(theirs, both)
        else:
            self._keep(store, kind)
        kept = self._seen[kind]
        if self.others is not None and kept is not None and not self.has_unkept(kind):
            self.others.joined(kept, theirs)

    def settle(self, kind: type[Value], prefer: Prefer, because: str) -> Saved[Any] | None:
        """Somebody has chosen: whose word counts where both changed the same.

        What only one of the two changed is kept either way. ``because``: why, in the record.
        The version that stands then, ``None`` where a still newer one is in the way.
        """
        conflict = self._conflicts.get(kind)
        if conflict is None:
            return self._seen.get(kind)
        mine, theirs = conflict.mine, conflict.theirs
        chosen = None
        if kind not in _WHOLE:
            chosen = together(conflict.base, mine, theirs.value, prefer)
        if chosen is None:
            chosen = mine if prefer is Prefer.MINE else theirs.value
        del self._conflicts[kind]
        self._seen[kind] = theirs
        if chosen != theirs.value:
            self._waiting[kind] = (chosen, because)
            self.flush()
        if self.others is not None:
            self.others.collided()
        return None if self.has_unkept(kind) else self._seen.get(kind)

    def newer(self, kind: type[Value]) -> None:
        """Somebody saved a newer version of what there is a conflict about: show that one."""
        conflict = self._conflicts.get(kind)
        if conflict is None:
            return
        with self._opened(read_only=True) as store:
            theirs = store.load(kind)
        if theirs is not None and theirs.revision > conflict.theirs.revision:
            self._conflicts[kind] = Conflict(conflict.mine, conflict.because, conflict.base, theirs)
            if self.others is not None:
                self.others.collided()


# ── The end of a kernel ─────────────────────────────────────────────────────────────────────────

atexit.register(keep_all)


def _hear_the_end() -> None:
    """Whoever is told to end by a signal ends as Python does, with what waits kept."""
    if (
        os.environ.get("SERVER_SOFTWARE", "").startswith("voila/")
        and threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    ):
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
