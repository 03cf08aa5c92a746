"""One writer at a time, among all processes that share a folder."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    @contextmanager
    def alone(lock: Path) -> Iterator[None]:
        """Wait until nobody else is within; ``lock`` is an empty file that stays."""
        with lock.open("a+b") as file:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
            try:
                yield
            finally:
                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl
    import os

    @contextmanager
    def alone(lock: Path) -> Iterator[None]:
        """Wait until nobody else is within; ``lock`` is an empty file that stays."""
        file = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
        finally:
            os.close(file)
