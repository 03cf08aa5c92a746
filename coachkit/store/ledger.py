"""The book of one client's store: every change stands in it with who made it, and when."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select

from coachkit.model.errors import InvalidValue
from coachkit.store.changes import Event
from coachkit.store.database import Database
from coachkit.store.schema import events, in_utc

_NOTE = insert(events)
_AFTER = select(events).where(events.c.id > bindparam("after")).order_by(events.c.id)
_LAST_NUMBER = select(func.max(events.c.id))
_OF_SESSION = select(events).where(events.c.session == bindparam("session")).order_by(events.c.id)
_LATEST_SESSION = (
    select(events.c.session).where(events.c.session.is_not(None)).order_by(events.c.id.desc())
).limit(1)

Now = datetime | Callable[[], datetime]
"""A moment with its zone, or a clock that tells it."""


@dataclass(frozen=True)
class Entry:
    """A transaction that writes: what is done in it was done by ``who`` at ``moment``."""

    connection: Connection
    who: str
    moment: datetime

    def note(  # noqa: PLR0913 - an event is all of this
        self,
        event: str,
        *,
        kind: str | None = None,
        revision: int | None = None,
        minute: float | None = None,
        details: dict[str, Any] | None = None,
        session: int | None = None,
    ) -> None:
        """Write the event down, in this transaction.

        A minute without its ``session`` is one of the session that wrote last.
        """
        if session is None and minute is not None:
            session = self.connection.execute(_LATEST_SESSION).scalar()
        row = {
            "happened_at": self.moment,
            "who": self.who,
            "event": event,
            "kind": kind,
            "revision": revision,
            "minute": minute,
            "details": _written(details or {}),
        }
        if session is not None:
            row["session"] = session
        self.connection.execute(_NOTE, row)


def entry(connection: Connection, *, now: Now, who: str) -> Entry:
    """An entry in a transaction that is open already; the clock is read here."""
    return Entry(connection, who, in_utc(now() if callable(now) else now))


class Ledger:
    """Who is at the store, which clock hangs there, and the database behind both."""

    def __init__(self, database: Database, *, now: Now, who: str) -> None:
        self.database = database
        self._who = who
        self._now = now

    def reading(self) -> AbstractContextManager[Connection]:
        """One consistent look."""
        return self.database.reading()

    @contextmanager
    def writing(self) -> Iterator[Entry]:
        """One transaction, alone with the store from its first word on."""
        with self.database.writing() as connection:
            # Asked only now, so that versions and their times run in the same order.
            yield entry(connection, now=self._now, who=self._who)

    def events(self, *, after: int = 0) -> tuple[Event, ...]:
        """Everything that happened after event number ``after``, oldest first."""
        with self.reading() as connection:
            return tuple(map(_event, connection.execute(_AFTER, {"after": after})))

    def last_event(self) -> int:
        """The number of the event that happened last; asked for many times a minute."""
        with self.reading() as connection:
            return connection.execute(_LAST_NUMBER).scalar() or 0

    def events_of(self, session: int) -> tuple[Event, ...]:
        """Everything that happened in the session of that number, oldest first."""
        with self.reading() as connection:
            return tuple(map(_event, connection.execute(_OF_SESSION, {"session": session})))


def _event(row: Row[Any]) -> Event:
    return Event(
        number=row.id,
        happened_at=row.happened_at,
        who=row.who,
        event=row.event,
        kind=row.kind,
        revision=row.revision,
        minute=row.minute,
        details=json.loads(row.details),
        session=row.session,
    )


def _written(details: dict[str, Any]) -> str:
    try:
        return json.dumps(details, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError) as refused:
        raise InvalidValue("wrong_type", "details", value=str(details)[:80]) from refused
