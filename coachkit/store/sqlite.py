"""A client's tables in a SQLite file in its folder.

Write-ahead log, because a page reads while another saves. ``BEGIN IMMEDIATE`` for writes, because
a plain ``BEGIN`` that only later writes gets "database is locked" at once, whatever the timeout.
``synchronous=FULL``, because with ``NORMAL`` a power cut takes back all saves since the last
checkpoint, which in a quiet session is the whole session; FULL costs one fsync a save, and
nobody saves more often than once a second.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.pool import NullPool, QueuePool

from coachkit.model.errors import StoreError
from coachkit.store.database import Database, FirstWords
from coachkit.store.folders import private_file
from coachkit.store.refusals import named

T = TypeVar("T")

FILE = "client.db"
_ALONE = "ro&immutable=1"
"""How to open a file that nobody writes: without the files that readers and writers share.

A file has a log beside it as long as somebody has it open to write.
"""
_PATIENCE = 30.0  # seconds to wait for another process's save, which takes milliseconds


def create_file(file: Path) -> None:
    """An empty store file that only its owner can read; the log takes on its permissions."""
    with named(file):
        private_file(file).close()
        with closing(_connect(file, "rw")) as connection:
            # Kept in the file's header, and not to be changed within a transaction.
            connection.execute("PRAGMA journal_mode = WAL")


def open_file(file: Path, *, read_only: bool = False) -> Database:
    """The database in ``file``, which must be there: opening never makes a file."""
    engine = _engine_to_read(file) if read_only else _engine_to_write(file)
    opened = _identity(file)
    return Database(
        engine,
        str(file),
        FirstWords("BEGIN", "BEGIN IMMEDIATE"),
        read_only=read_only,
        # SQLite goes on writing to a file that was deleted, and nobody would ever see it again.
        stands=lambda: _identity(file) == opened,
    )


def _engine_to_write(file: Path) -> Engine:
    return create_engine(
        "sqlite://",
        creator=lambda: _connect(file, "rw"),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=-1,
    )


def _engine_to_read(file: Path) -> Engine:
    # Anew for each look: how the file has to be opened depends on who else has it open.
    return create_engine("sqlite://", creator=lambda: _connect_to_read(file), poolclass=NullPool)


class Glances:
    """Brief looks into many files with one engine: an engine a file costs five times as much."""

    def __init__(self) -> None:
        self._file = Path()
        self._mode = "ro"
        self._engine = create_engine(
            "sqlite://",
            creator=lambda: _connect(self._file, self._mode),
            poolclass=NullPool,
        )

    def look(self, file: Path, ask: Callable[[Connection], T]) -> T:
        """The answer to one question to the file; :class:`StoreError` if it can't be read."""
        with named(file):
            if not _log(file).exists():
                before = file.stat()
                answer = self._asked(file, _ALONE, ask)
                # It counts only if nobody came in meanwhile.
                if not _log(file).exists() and _unchanged(before, file.stat()):
                    return answer
            return self._asked(file, "ro", ask)

    def _asked(self, file: Path, mode: str, ask: Callable[[Connection], T]) -> T:
        self._file, self._mode = file, mode
        with self._engine.connect() as connection:
            return ask(connection)


def state_of(file: Path) -> tuple[int, ...]:
    """What changes with every save to that file; :class:`StoreError` if it can't be found out."""
    with named(file):
        found = [file.stat()]
        # no log: nobody has the file open to write
        with suppress(FileNotFoundError):
            found.append(_log(file).stat())
        return tuple(part for one in found for part in (one.st_ino, one.st_mtime_ns, one.st_size))


def _connect(
    file: Path, mode: str, *, kind: type[sqlite3.Connection] = sqlite3.Connection
) -> sqlite3.Connection:
    # as_uri() quotes "?", "#" and "%", which a folder's name may well have.
    connection = sqlite3.connect(
        f"{file.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=_PATIENCE,
        isolation_level=None,
        factory=kind,
        # The pool hands a connection to one thread at a time.
        check_same_thread=False,
    )
    if mode == "rw":
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
    return connection


def _connect_to_read(file: Path) -> sqlite3.Connection:
    """A connection for a look. What may be written is found out by trying: walls are not seen."""
    connection = _connect(file, "ro")
    try:
        connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        if _log(file).exists():
            raise
        # Nobody has it open, and the files that readers share cannot be made beside it.
        return _connect(file, _ALONE, kind=_Alone)
    return connection


class _Alone(sqlite3.Connection):
    """A look at a file that nobody else has open; it counts only if nobody came in meanwhile."""

    def __init__(self, place: str, *how: Any, **more: Any) -> None:
        self._file = Path(unquote(urlsplit(place).path))
        self._before = self._file.stat()
        super().__init__(place, *how, **more)

    def commit(self) -> None:
        """End the look, or refuse it: what it saw may be half of what was saved just then."""
        super().commit()
        if not _unchanged(self._before, self._file.stat()):
            raise StoreError("busy", path=str(self._file))


def _log(file: Path) -> Path:
    return file.with_name(f"{file.name}-wal")


def _identity(file: Path) -> tuple[int, int]:
    found = file.stat()
    return found.st_dev, found.st_ino


def _unchanged(before: os.stat_result, after: os.stat_result) -> bool:
    return (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size)
