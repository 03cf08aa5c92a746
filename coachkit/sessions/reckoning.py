"""Finds something that takes a moment: a little after the last keystroke, and says so meanwhile."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Generic, Protocol, TypeVar

from coachkit.model.errors import CoachkitError
from coachkit.sessions.autosave import running_loop
from coachkit.sessions.session_reality import K, Remembered

if TYPE_CHECKING:
    import asyncio

T = TypeVar("T")

QUIET: Final = 0.2
"""Seconds without a change after which it is found."""


class Working(Protocol):
    """Hears whether something is being found."""

    def __call__(self, *, busy: bool) -> None:
        """It is, or it is no longer."""


class Reckoning(Generic[K, T]):
    """One question at a time to what is remembered: a newer one takes the place of the older.

    Inside a running event loop (a page) the answer is found once nothing more is typed; outside one
    (a test, a script) at once. What was found before is there at once. ``working`` hears whether
    something is being found.
    """

    def __init__(
        self,
        remembered: Remembered[K, T],
        working: Working,
        refused: Callable[[CoachkitError], None],
    ) -> None:
        self._remembered, self._working, self._refused = remembered, working, refused
        self._alarm: asyncio.TimerHandle | None = None

    def ask(self, asked: K, found: Callable[[T], None]) -> None:
        """``found`` hears the answer, now or soon."""
        self.forget()
        known = self._remembered.known(asked)
        loop = running_loop()
        if known is not None:
            found(known)
        elif loop is None:
            self._find(asked, found)
        else:
            self._working(busy=True)
            self._alarm = loop.call_later(QUIET, self._find, asked, found)

    def forget(self) -> None:
        """Nothing is to be found any longer."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
            self._working(busy=False)

    def _find(self, asked: K, found: Callable[[T], None]) -> None:
        self._alarm = None
        try:
            answer = self._remembered.of(asked)
        except CoachkitError as error:
            self._refused(error)
            return
        finally:
            self._working(busy=False)
        found(answer)
