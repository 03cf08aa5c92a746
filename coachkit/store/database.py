"""One client's tables, wherever they stand: two kinds of transaction over one connection pool.

SQLite and PostgreSQL differ only in the words that begin a transaction; everything after them is
the same code. A *writing* transaction is alone from its first word on, so what it reads stays
true until it has written.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, event

from coachkit.model.errors import NotWritable, StoreError
from coachkit.store.refusals import named


@dataclass(frozen=True)
class FirstWords:
    """The SQL words that begin a transaction that reads, and one that writes."""

    to_read: str
    to_write: str


class Database:
    """The tables of one client; ``place`` says to people where they are.

    ``stands``: whether the tables are still where they were when they were opened.
    """

    def __init__(
        self,
        engine: Engine,
        place: str,
        words: FirstWords,
        *,
        read_only: bool,
        stands: Callable[[], bool] = lambda: True,
    ) -> None:
        self.place = place
        self.read_only = read_only
        self._stands = stands
        self._reader = engine.execution_options(first_words=words.to_read)
        self._writer = engine.execution_options(first_words=words.to_write)
        event.listen(engine, "begin", _say_first_words)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent look; :class:`StoreError` for what the database refuses."""
        with self._begun(self._reader) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Everything within is kept, or nothing; :class:`NotWritable` where it can't be."""
        if self.read_only:
            raise NotWritable("not_permitted", path=self.place)
        with self._begun(self._writer) as connection:
            yield connection

    def close(self) -> None:
        """Let go of every connection."""
        with named(self.place):
            self._reader.dispose()

    @contextmanager
    def _begun(self, engine: Engine) -> Iterator[Connection]:
        with named(self.place):
            if not self._stands():
                raise StoreError("gone", path=self.place)
            with engine.begin() as connection:
                yield connection


def _say_first_words(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options()["first_words"])
