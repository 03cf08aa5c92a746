"""How files come into ``observations``: all of an export's, or none.

    observations/arriving-<token>/   being written; its lock is held as long as the writer lives
    observations/<name>.parquet      counts if, and only if, the database names it

A name appears inside the SQL transaction that records it. So whoever holds the store's writing
transaction knows that a file which the database does not name is left over from a crash.
"""

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from secrets import token_hex

from coachkit.store.folders import private_folder, sync_folder

_ARRIVING = "arriving-"


class Arrival:
    """A folder in which the tables of one export are written before they count."""

    def __init__(self, observations: Path) -> None:
        self._observations = observations
        self._folder = private_folder(observations / f"{_ARRIVING}{token_hex(8)}")
        self._lock = locked(self._folder)
        self._files: list[Path] = []

    def new_file(self) -> Path:
        """Where to write the next table. The name is nobody else's."""
        file = self._folder / f"{token_hex(16)}.parquet"
        self._files.append(file)
        return file

    def settle(self) -> None:
        """Move the files to where they count; called within the transaction that names them."""
        for file in self._files:
            file.rename(self._observations / file.name)
        sync_folder(self._observations)

    def leave(self) -> None:
        """Remove the folder, and with it whatever was not settled."""
        shutil.rmtree(self._folder, ignore_errors=True)
        if self._lock is not None:
            os.close(self._lock)


def sweep(observations: Path, named: Iterable[str]) -> None:
    """Remove what crashes left over: called within a writing transaction, ``named`` read in it."""
    counted = set(named)
    for path in observations.iterdir():
        if path.name.startswith(_ARRIVING):
            _sweep_arrival(path)
        elif path.suffix == ".parquet" and path.name not in counted:
            path.unlink(missing_ok=True)


def _sweep_arrival(folder: Path) -> None:
    lock = locked(folder)
    if lock is not None:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


if sys.platform == "win32":

    def locked(folder: Path) -> int | None:
        """Windows locks no folders: what a killed writer left stays until the client goes."""
        del folder
        return None

else:
    import fcntl

    def locked(folder: Path) -> int | None:
        """The lock of a folder whose writer is dead or is ourselves; ``None`` if one lives."""
        try:
            lock = os.open(folder, os.O_RDONLY)
        except FileNotFoundError:
            return None
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            return None
        return lock
