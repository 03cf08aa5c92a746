"""A workspace's and a client's folders and files, which only their owner can read.

    workspace/coachkit.toml
    workspace/clients/<slug>/   client.db · observations/ · inbox/ · documents/ · runs/

A folder whose name starts with a dot is being made or being erased; it is no client.
"""

import errno
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import IO

OBSERVATIONS = "observations"
INBOX = "inbox"
DOCUMENTS = "documents"
RUNS = "runs"
_PARTS = (OBSERVATIONS, INBOX, DOCUMENTS, RUNS)
_TOKEN = 4  # bytes


def private_folder(path: Path) -> Path:
    """Make ``path``, and those above it, if they are not there; one that is there is left as is."""
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(mode=0o700, exist_ok=True)
    return path


def private_file(path: Path) -> IO[bytes]:
    """A new file to write, for its owner alone from its first byte on."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def write_durably(path: Path, content: bytes) -> None:
    """The whole content under that name, or, whatever happens, what was there before."""
    draft = path.with_name(f".{path.name}-{token_hex(_TOKEN)}")
    try:
        with private_file(draft) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """See to it that the names in a folder outlive a power cut."""
    if os.name == "nt":
        # Windows opens no folders, and writes names through.
        return
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def lay_out(folder: Path) -> None:
    """Make those of a client's folders that are not there: an empty one gets lost in copying."""
    for part in _PARTS:
        private_folder(folder / part)


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """A draft for the folder ``path``, gone at the end unless :func:`appear` gave it its name."""
    draft = path.with_name(f".new-{path.name}-{token_hex(_TOKEN)}")
    try:
        yield private_folder(draft)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def appear(draft: Path, path: Path) -> None:
    """Give the draft its name at one stroke; :class:`FileExistsError` if that is taken."""
    try:
        _move(draft, path)
    except OSError as refused:
        if refused.errno in {errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR}:
            raise FileExistsError(refused.errno, refused.strerror, str(path)) from refused
        raise


def vanish(path: Path) -> Path:
    """Take a folder's name away at one stroke; :func:`unfinished` finds what it became."""
    gone = path.with_name(f".erased-{path.name}-{token_hex(_TOKEN)}")
    _move(path, gone)
    return gone


def _move(path: Path, to: Path) -> None:
    path.rename(to)
    try:
        sync_folder(to.parent)
    except OSError:
        to.rename(path)
        raise


def unfinished(parent: Path, name: str) -> tuple[Path, ...]:
    """What creating or erasing ``name`` left behind so far."""
    mark = re.compile(rf"\.(new|erased)-{re.escape(name)}-[0-9a-f]{{{2 * _TOKEN}}}")
    return tuple(path for path in sorted(parent.iterdir()) if mark.fullmatch(path.name))


def measured(paths: Iterable[Path]) -> tuple[int, int]:
    """How many files are in the folders, and how many bytes in the files."""
    sizes = [
        Path(folder, file).lstat().st_size
        for path in paths
        for folder, _, files in os.walk(path)
        for file in files
    ]
    return len(sizes), sum(sizes)


def remove(path: Path) -> None:
    """Remove a folder with all in it; :class:`OSError` if something of it stays."""
    shutil.rmtree(path)
    sync_folder(path.parent)
