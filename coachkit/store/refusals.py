"""What a disk or a database refuses, named once for the whole store.

    OSError, SQLite, PostgreSQL  ──▶  NotWritable("not_permitted" | "disk_full", path=…)
                                      StoreError("busy" | "damaged" | "gone" | "unreachable", …)

Whatever has no name here is a defect and goes through unchanged.
"""

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from coachkit.model.errors import NotWritable, StoreError

_NOT_PERMITTED = {errno.EACCES, errno.EPERM, errno.EROFS}
_DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_GONE = {errno.ENOENT, errno.ENOTDIR}
_NO_ROOM = 64 * 1024  # bytes: SQLite's shared memory alone takes 32 KiB

_SQLITE = {
    sqlite3.SQLITE_PERM: "not_permitted",
    sqlite3.SQLITE_READONLY: "not_permitted",
    sqlite3.SQLITE_AUTH: "not_permitted",
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
    sqlite3.SQLITE_IOERR: "damaged",
    sqlite3.SQLITE_CANTOPEN: "not_permitted",
}
_POSTGRESQL = {
    "42501": "not_permitted",
    "25006": "not_permitted",
    "53100": "disk_full",
    "40P01": "busy",
    "55P03": "busy",
    "22023": "gone",
    "42704": "gone",
    "3F000": "gone",
    "42P01": "damaged",
}
_CANNOT_CONNECT = ("08", "28", "3D", "53", "57")


@contextmanager
def named(place: Path | str) -> Iterator[None]:
    """Raise what the disk or the database refuses within as a :class:`StoreError`."""
    try:
        yield
    except OSError as refused:
        code = disk_code(refused)
        if code is None:
            raise
        raise _error(code, place) from refused
    except (DBAPIError, sqlite3.Error) as refused:
        said = refused.orig if isinstance(refused, DBAPIError) else refused
        code = _database_code(said, place)
        if code is None:
            raise
        raise _error(code, place) from refused


def disk_code(refused: OSError) -> str | None:
    """``not_permitted``, ``disk_full``, ``gone``, or nothing that we have a name for."""
    if refused.errno in _NOT_PERMITTED:
        return "not_permitted"
    if refused.errno in _DISK_FULL:
        return "disk_full"
    return "gone" if refused.errno in _GONE else None


def _error(code: str, place: Path | str) -> StoreError:
    kind = NotWritable if code in {"not_permitted", "disk_full"} else StoreError
    return kind(code, path=str(place))


def _database_code(refused: object, place: Path | str) -> str | None:
    if isinstance(refused, sqlite3.Error):
        return _sqlite_code(refused, Path(place))
    state = getattr(refused, "sqlstate", None)
    if state is None:
        # psycopg leaves the state out where there was no server to give one.
        return "unreachable"
    known = _POSTGRESQL.get(state)
    return known or ("unreachable" if state.startswith(_CANNOT_CONNECT) else None)


def _sqlite_code(refused: sqlite3.Error, file: Path) -> str | None:
    # Errors that the sqlite3 module itself raises carry no code.
    extended = getattr(refused, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    primary = extended & 0xFF
    if primary == sqlite3.SQLITE_ERROR and str(refused).startswith("no such table"):
        return "damaged"
    if primary in {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}:
        return _what_the_disk_says(file) or _SQLITE[primary]
    return _SQLITE.get(primary)


def _what_the_disk_says(file: Path) -> str | None:
    """SQLite says "disk I/O error" or "unable to open" for a full disk and a lost file alike."""
    if not file.exists():
        return "gone"
    return "disk_full" if shutil.disk_usage(file.parent).free < _NO_ROOM else None
