"""Files are written whole or not at all."""

import errno
import os
import tempfile
from pathlib import Path

from coachkit.model.errors import NotWritable

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def write_whole(path: Path, content: bytes) -> Path:
    """Write beside the file, then take its place. :class:`NotWritable` names the path."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as refused:
        raise not_writable(refused, path) from refused
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except OSError as refused:
        Path(beside).unlink(missing_ok=True)
        raise not_writable(refused, path) from refused
    return path


def not_writable(refused: OSError, path: Path) -> NotWritable:
    """The refusal of the operating system, under our name."""
    code = "disk_full" if refused.errno in _NO_ROOM else "not_permitted"
    return NotWritable(code, "path", path=str(path))
