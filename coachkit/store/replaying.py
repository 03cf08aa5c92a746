"""How everything stood at a minute of a session: its events lead to the versions of that time.

Clocks are set back and folders are copied to other machines, so the order of events decides, not
their times: whatever was written before the last event up to that minute counts, in the session
or outside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Row, and_, bindparam, func, select

from coachkit.model.errors import StoreError
from coachkit.model.values import Value
from coachkit.store.changes import Saved
from coachkit.store.kinds import KINDS, read
from coachkit.store.schema import events, versions

V = TypeVar("V", bound=Value)

_SLACK: Final = 1e-6
"""Minutes: a second is no whole part of one."""

_FIRST = select(func.min(events.c.id)).where(events.c.session == bindparam("session"))
_UNTIL = select(func.max(events.c.id)).where(
    events.c.session == bindparam("session"), events.c.minute <= bindparam("minute")
)
_REVISIONS = (
    select(events.c.kind, func.max(events.c.revision).label("revision"))
    .where(events.c.id <= bindparam("until"), events.c.event == "saved")
    .group_by(events.c.kind)
    .subquery()
)
_STOOD = select(versions).join(
    _REVISIONS,
    and_(
        versions.c.kind == _REVISIONS.c.kind,
        versions.c.revision == _REVISIONS.c.revision,
    ),
)


@dataclass(frozen=True)
class Replayed:
    """How everything stood. ``event``: the number of the last event that counts.

    ``kept``: by kind, the version that was the last one then; kinds without any are left out.
    """

    session: int
    minute: float
    event: int
    kept: Mapping[str, Saved[Any]]

    def the(self, kind: type[V]) -> V | None:
        """The value of that type, ``None`` where there was none yet."""
        return next((one.value for one in self.kept.values() if isinstance(one.value, kind)), None)

    @property
    def values(self) -> tuple[Value, ...]:
        """All values, in the order of their kinds."""
        return tuple(self.kept[kind].value for kind in sorted(self.kept))


def replayed(connection: Connection, session: int, minute: float) -> Replayed:
    """How everything stood at that minute of the session of that number.

    Before its first event it is how the session found everything. Raises :class:`StoreError`
    ``unknown_session`` where nothing was ever written in it.
    """
    asked = {"session": session, "minute": minute + _SLACK}
    first = connection.execute(_FIRST, asked).scalar()
    if first is None:
        raise StoreError("unknown_session", "session", session=session)
    until = connection.execute(_UNTIL, asked).scalar() or first - 1
    rows = connection.execute(_STOOD, {"until": until}).all()
    known = {row.kind: _saved(row) for row in rows if row.kind in KINDS}
    return Replayed(session, minute, until, known)


def _saved(row: Row[Any]) -> Saved[Any]:
    return Saved(
        value=read(KINDS[row.kind], row.value),
        revision=row.revision,
        saved_at=row.saved_at,
        who=row.who,
        because=row.because,
        minute=row.minute,
    )
