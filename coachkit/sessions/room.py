"""A room: a folder in which files are unpacked or arrive, gone when it is no longer needed.

It lies within the client's own folder, so that nothing of a client is ever anywhere else, and on
the same disk as the place where its files will lie. What a crash leaves is swept by the next one.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from coachkit.store.arrivals import locked
from coachkit.store.folders import private_folder
from coachkit.store.refusals import named

_MARK = ".room-"


@contextmanager
def room_in(folder: Path) -> Iterator[Path]:
    """A new folder below ``folder``, its owner's alone; :class:`NotWritable`."""
    with named(folder):
        private_folder(folder)
        _sweep(folder)
        room, lock = _made(folder)
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _made(folder: Path) -> tuple[Path, int | None]:
    while True:
        room = folder / f"{_MARK}{token_hex(8)}"
        room.mkdir(mode=0o700)
        lock = locked(room)
        # Somebody who swept just then took it for abandoned.
        if room.is_dir():
            return room, lock
        if lock is not None:
            os.close(lock)


def _sweep(folder: Path) -> None:
    for room in folder.glob(f"{_MARK}*"):
        lock = locked(room)
        if lock is not None:
            with suppress(OSError):
                shutil.rmtree(room)
            os.close(lock)
