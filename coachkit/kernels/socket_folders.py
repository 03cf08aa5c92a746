"""Folders for the sockets of kernels: their owner's alone, and gone with whoever made them.

Who is killed cannot tidy up. A folder is therefore locked for as long as its process lives, for
the system lets go of a lock whatever becomes of its holder; whoever makes the next folder removes
those that nobody holds any more. Programs that tidy up the folder of temporary files leave a
locked one alone, too.
"""

import contextlib
import os
import shutil
import socket
import stat
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import zmq

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has none, and no such sockets either
    locks: Any = None
else:
    locks = fcntl

Transport = Literal["ipc", "tcp"]

_PREFIX: Final = "ck-"
_MARK: Final = "coachkit-sockets"
_LONGEST_NAME: Final = "kernel-00000000-0000-0000-0000-000000000000-ipc-5"


@dataclass
class SocketFolder:
    """A folder of mode 0700 for the connections to kernels, and how they connect.

    ``ipc`` wherever there are Unix sockets and the path is short enough for them: sockets on
    loopback can be listened to by every user of the machine.
    """

    path: Path
    transport: Transport
    _held: int = -1

    def close(self) -> None:
        """Remove the folder with all that is in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._held >= 0:
            os.close(self._held)
            self._held = -1


def socket_folder() -> SocketFolder:
    """A new one; those that a killed process of this user has left are removed."""
    parents = dict.fromkeys((tempfile.gettempdir(), "/tmp"))  # noqa: S108 - macOS's own folder is too long
    for parent in parents:
        _remove_left(Path(parent))
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
        if _takes_sockets(folder):
            return SocketFolder(folder, "ipc", _held(folder))
        folder.rmdir()
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    return SocketFolder(folder, "tcp", _held(folder))


def _held(folder: Path) -> int:
    """Lock the folder, then mark it as one of ours: none is ever marked and not yet locked."""
    if locks is None:
        return -1
    held = os.open(folder, os.O_RDONLY)
    with contextlib.suppress(OSError):
        # where there are no locks, what is left over stays
        locks.flock(held, locks.LOCK_EX | locks.LOCK_NB)
        (folder / _MARK).touch(mode=stat.S_IRUSR | stat.S_IWUSR)
    return held


def _remove_left(parent: Path) -> None:
    if locks is None:
        return
    for folder in parent.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError), _opened(folder) as held:
            found = os.fstat(held)
            if found.st_uid == os.getuid() and (folder / _MARK).is_file():
                locks.flock(held, locks.LOCK_EX | locks.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _opened(folder: Path) -> Iterator[int]:
    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        yield held
    finally:
        os.close(held)


def _takes_sockets(folder: Path) -> bool:
    longest = len(bytes(folder / _LONGEST_NAME))
    return hasattr(socket, "AF_UNIX") and zmq.has("ipc") and longest < zmq.IPC_PATH_MAX_LEN
