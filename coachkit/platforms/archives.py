"""A ZIP of exports: what lies in it, told before anything is unpacked, and each file taken out.

An archive is a stranger's word. Its list is bounded before it is read, a name that leads out of
it is refused, and a part that is not what the list says of it is damaged.
"""

import errno
import lzma
import os
import struct
import time
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from coachkit.model.errors import NotWritable, UnreadableExport

MOST_FILES = 500
"""Of one drop: more are a backup of something, and no exports."""

_MOST_UNPACKED = 4 << 30
_MOST_RATIO = 250
"""Tables of text shrink to a fiftieth at best; zip bombs to a thousandth."""
_HARMLESS = 1 << 26
_LONGEST_LIST = 1 << 22
_LONGEST_COMMENT = 1 << 16
_LONGEST_PART_OF_NAME = 200
_PIECE = 1 << 20
_END = struct.Struct("<4s4xHHIIH")
_END_64 = struct.Struct("<4sQ2H2I4Q")
_WAY_TO_64 = struct.Struct("<4sIQI")
_ENCRYPTED, _UTF8 = 0x1, 0x800
_LINK, _KIND = 0o120000, 0o170000
_NO_DATE = (1980, 1, 1, 0, 0, 0)
_UTC_DATE = 0x5455
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_OUTWARDS = frozenset({".", ".."})
_JUNK = frozenset({"__macosx", "thumbs.db", "desktop.ini"})
_OF_A_DOCUMENT = frozenset({"[Content_Types].xml", "mimetype"})

# zipfile stumbles over a broken archive in as many ways.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    ValueError,
    IndexError,
    OverflowError,
)


@dataclass(frozen=True)
class Part:
    """A file in an archive. ``inside``: its folders and its name; ``refused``: why it stays in."""

    inside: tuple[str, ...]
    size: int
    number: int
    refused: UnreadableExport | None = None


@dataclass(frozen=True)
class Archive:
    """A ZIP and the list of its files. ``document``: it is one file to people, such as .xlsx."""

    path: Path
    parts: tuple[Part, ...]
    document: bool

    @contextmanager
    def unpacked(self, part: Part, room: Path) -> Iterator[Path]:
        """The part as a file in a folder named as the archive, below ``room``; gone at the end.

        Raises :class:`UnreadableExport` (its own refusal, ``damaged_file``, ``other_archive``,
        ``too_large``) and :class:`NotWritable` where ``room`` has no room.
        """
        if part.refused is not None:
            raise part.refused
        to = room.joinpath(self.path.stem.strip(". ") or "archive", *part.inside)
        with _writing(room):
            to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            self._unpack(part, to)
            yield to
        finally:
            to.unlink(missing_ok=True)
            _leave_no_folders(to.parent, room)

    def _unpack(self, part: Part, to: Path) -> None:
        name = "/".join((self.path.name, *part.inside))
        with _readable(name), zipfile.ZipFile(self.path) as archive:
            info = archive.infolist()[part.number]
            with archive.open(info) as packed, _new_file(to) as file:
                while piece := packed.read(_PIECE):
                    with _writing(to):
                        file.write(piece)
            made = _made(info, self.path)
        os.utime(to, (made, made))


def listed(path: Path) -> Archive:
    """The archive's list, hidden files left out.

    Raises :class:`UnreadableExport` for an archive of which nothing can be had: ``damaged_file``,
    ``other_archive``, ``too_many_files``, ``too_large``.
    """
    with _readable(path.name), path.open("rb") as file:
        count, length = _directory(file)
        if length > _LONGEST_LIST:
            raise UnreadableExport(
                "too_many_files", file=path.name, value=count, expected=MOST_FILES
            )
        with zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
    document = any(info.filename in _OF_A_DOCUMENT for info in infos)
    if document:
        return Archive(path, (), document=True)
    parts = [
        _part(path, number, info)
        for number, info in enumerate(infos)
        if not info.is_dir() and not hidden(_steps(info))
    ]
    _check_bearable(path, parts)
    return Archive(path, tuple(parts), document=False)


def hidden(steps: tuple[str, ...]) -> bool:
    """Whether a path is what systems leave behind: nobody means it when dropping a folder."""
    return any(
        step.casefold() in _JUNK or (step.startswith((".", "~$")) and step not in _OUTWARDS)
        for step in steps
    )


def _directory(file: BinaryIO) -> tuple[int, int]:
    """How many parts the archive's list has and how many bytes it takes, as its end says."""
    size = file.seek(0, os.SEEK_END)
    reach = min(size, _END.size + _LONGEST_COMMENT)
    file.seek(size - reach)
    tail = file.read(reach)
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) - place < _END.size:
        raise zipfile.BadZipFile
    _, _, count, length, _, _ = _END.unpack_from(tail, place)
    ahead = size - reach + place - _WAY_TO_64.size
    if ahead >= 0:
        file.seek(ahead)
        mark, _, begins, _ = _WAY_TO_64.unpack(file.read(_WAY_TO_64.size))
        if mark == b"PK\x06\x07":
            file.seek(begins)
            end = _END_64.unpack(file.read(_END_64.size))
            count, length = max(count, end[7]), max(length, end[8])
    file.seek(0)
    return count, length


def _part(path: Path, number: int, info: zipfile.ZipInfo) -> Part:
    steps = _steps(info)
    shown = "/".join((path.name, *steps))
    code = None
    if not steps or any(_leads_astray(step) for step in steps) or info.filename.startswith("/"):
        code = "unsafe_name"
    elif info.flag_bits & _ENCRYPTED:
        code = "encrypted"
    elif info.external_attr >> 16 & _KIND == _LINK:
        code = "is_a_link"
    refused = None if code is None else UnreadableExport(code, file=shown)
    return Part(steps, info.file_size, number, refused)


def _steps(info: zipfile.ZipInfo) -> tuple[str, ...]:
    name = info.filename
    if not info.flag_bits & _UTF8 and not name.isascii():
        # macOS writes UTF-8 and does not say so.
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = info.filename
    plain = unicodedata.normalize("NFC", name).replace("\\", "/")
    return tuple(step for step in plain.split("/") if step)


def _leads_astray(step: str) -> bool:
    return (
        step in _OUTWARDS
        or ":" in step
        or not step.isprintable()
        or len(step.encode()) > _LONGEST_PART_OF_NAME
    )


def _check_bearable(path: Path, parts: list[Part]) -> None:
    if len(parts) > MOST_FILES:
        raise UnreadableExport(
            "too_many_files", file=path.name, value=len(parts), expected=MOST_FILES
        )
    unpacked = sum(part.size for part in parts)
    shrunk = unpacked > _HARMLESS and unpacked > _MOST_RATIO * path.stat().st_size
    if unpacked > _MOST_UNPACKED or shrunk:
        raise UnreadableExport(
            "too_large",
            file=path.name,
            reason="archive",
            value=unpacked,
            expected=_MOST_UNPACKED,
        )


def _made(info: zipfile.ZipInfo, path: Path) -> float:
    """When the part was last changed; of a part that does not say, when the archive was."""
    extra = info.extra
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        if kind == _UTC_DATE and length >= 5 and extra[4] & 1:
            return float(struct.unpack_from("<i", extra, 5)[0])
        extra = extra[4 + length :]
    if info.date_time <= _NO_DATE:
        return path.stat().st_mtime
    try:
        return time.mktime((*info.date_time, 0, 0, -1))
    except (OverflowError, ValueError):
        return path.stat().st_mtime


def _new_file(path: Path) -> BinaryIO:
    with _writing(path):
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    # Unbuffered: a full disk is noticed where it is written to.
    return os.fdopen(made, "wb", buffering=0)


def _leave_no_folders(folder: Path, room: Path) -> None:
    while folder != room and room in folder.parents:
        try:
            folder.rmdir()
        except OSError:
            # Something else lies there, or it was never made.
            return
        folder = folder.parent


@contextmanager
def _readable(name: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise UnreadableExport("file_not_found", file=name) from None
    except PermissionError:
        raise UnreadableExport("not_permitted", file=name) from None
    except NotImplementedError:
        raise UnreadableExport("other_archive", file=name) from None
    except RuntimeError:
        # How zipfile says that it wants a password.
        raise UnreadableExport("encrypted", file=name) from None
    except (*_BROKEN, OSError) as broken:
        raise UnreadableExport("damaged_file", file=name, reason=str(broken)[:200]) from broken


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as refused:
        code = "disk_full" if refused.errno in _NO_ROOM else "not_permitted"
        raise NotWritable(code, "path", path=str(path)) from refused
