"""A session as it stood at a minute: everything can be looked at, nothing can be changed."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from coachkit.model.run_sheets import RunSheet
from coachkit.model.session_time import moment_of
from coachkit.model.sessions import Pause, Session
from coachkit.model.values import Value
from coachkit.sessions.opening import open_workspace
from coachkit.sessions.past_sessions import latest_of, own_sheets, session_at
from coachkit.sessions.session_desk import SessionDesk


class PastDesk(SessionDesk):
    """A client's latest session by that sheet, or that of a ``number``, as it was at ``minute``.

    Raises :class:`coachkit.model.errors.StoreError`: ``no_session``, ``unknown_session``.
    """

    read_only = True

    def __init__(
        self, client: str, workspace: str, sheet: RunSheet, minute: float, number: int | None = None
    ) -> None:
        self._at, self._asked = minute, number
        super().__init__(client, workspace, sheet, None)

    def _take_over(self) -> None:
        own = own_sheets(open_workspace(self._workspace))
        with self._opened(read_only=True) as store:
            number = self._asked or latest_of(store, self.sheet.key).number
            stood = session_at(store, own, self._at, number)
        self.sheet = stood.sheet
        for value in stood.known.values:
            self._values[type(value)] = value
        self._values[Session] = _standing_still(stood.known.session, self._at)

    def _another_one(self) -> bool:
        return False

    def put(self, value: Value, because: str) -> None:
        """Nothing: what was, stays."""

    def draft(self, form: str, entries: Mapping[str, Any] | None) -> None:
        """Nothing."""

    def fill_in_audit(self) -> None:
        """Nothing."""

    def move(self, step: Callable[[Session, datetime], Session], because: str) -> None:
        """Nothing."""


def _standing_still(session: Session, minute: float) -> Session:
    """The session with its clock held at that minute."""
    if session.paused or not session.started:
        return session
    held = Pause(since=moment_of(session, minute))
    return session.changed(ended_at=None, pauses=(*session.pauses, held))
