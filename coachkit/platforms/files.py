"""What kind of file is it, and can it be read at all? Looked at before anything is parsed.

A file's kind is told from its first bytes, never from its name: people rename files.
"""

import codecs
import hashlib
import re
import stat
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import pyarrow as pa

from coachkit.model.errors import UnreadableExport

_BLOCK = 1 << 20
_START = 4096
_LARGEST = 8 << 30

_HIGH = re.compile(rb"[\x80-\xff]")
_UTF8_LETTER = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PICTURES_AND_PAPERS = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"{\\rtf",
    b"PAR1",
)
_SPREADSHEETML = b"urn:schemas-microsoft-com:office:spreadsheet"
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<head", b"<body", b"<meta")


class Kind(StrEnum):
    """How a file's content is written."""

    TEXT = "text"
    OOXML = "ooxml"
    BIFF = "biff"
    SPREADSHEETML = "spreadsheetml"


@dataclass(frozen=True)
class OpenedFile:
    """A file that looks readable. ``encoding``: of a text, ``None`` for a workbook.

    ``exported``: when the file was made, as far as its date can be believed.
    """

    path: Path
    kind: Kind
    encoding: str | None
    sha256: str
    exported: datetime

    @property
    def name(self) -> str:
        """The file's name without its folders."""
        return self.path.name


def looked_at(path: Path, *, opened_at: datetime) -> OpenedFile:
    """The file at ``path``, read once from end to end.

    Raises :class:`UnreadableExport`: ``file_not_found``, ``is_a_folder``, ``not_permitted``,
    ``empty_file``, ``not_a_table``, ``damaged_file``, ``truncated``, ``too_large``.
    """
    if "\x00" in str(path):
        raise UnreadableExport("file_not_found", file=str(path))
    try:
        return _looked_at(path, opened_at)
    except FileNotFoundError:
        raise UnreadableExport("file_not_found", file=str(path)) from None
    except PermissionError:
        raise UnreadableExport("not_permitted", file=str(path)) from None
    except OSError as refused:
        reason = refused.strerror or type(refused).__name__
        raise UnreadableExport("damaged_file", file=str(path), reason=reason) from refused


def _looked_at(path: Path, opened_at: datetime) -> OpenedFile:
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise UnreadableExport("is_a_folder", file=str(path))
    if not stat.S_ISREG(found.st_mode):
        raise UnreadableExport("not_a_table", file=str(path), reason="binary")
    if found.st_size > _LARGEST:
        raise UnreadableExport("too_large", file=path.name, value=found.st_size, expected=_LARGEST)
    digest = hashlib.sha256()
    with path.open("rb") as opened:
        block = opened.read(_BLOCK)
        kind, encoding = _kind(path, block[:_START])
        decoding = _Decoding(path, encoding) if encoding else None
        while block:
            digest.update(block)
            if decoding:
                decoding.add(block)
            block = opened.read(_BLOCK)
    made = datetime.fromtimestamp(found.st_mtime, tz=opened_at.tzinfo)
    fitting = decoding.end() if decoding else None
    return OpenedFile(path, kind, fitting, digest.hexdigest(), min(made, opened_at))


def _kind(path: Path, start: bytes) -> tuple[Kind, str | None]:
    if not start.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise UnreadableExport("empty_file", file=path.name)
    if start.startswith(_OLE):
        return Kind.BIFF, None
    if start.startswith(_ZIP):
        return Kind.OOXML, None
    if start.startswith(_PICTURES_AND_PAPERS):
        raise UnreadableExport("not_a_table", file=path.name, reason="binary")
    markup = start.removeprefix(codecs.BOM_UTF8).lstrip()
    if markup.startswith(b"<?xml") and _SPREADSHEETML in start:
        return Kind.SPREADSHEETML, None
    if markup.lower().startswith(_MARKUP):
        raise UnreadableExport("not_a_table", file=path.name, reason="markup")
    found = (encoding for mark, encoding in _BOMS if start.startswith(mark))
    return Kind.TEXT, next(found, "utf-8")


class _Decoding:
    """Reads along block by block whether a file is the encoding it seems to be, to its end.

    Without a mark it is strict UTF-8 or else cp1252, the encoding of older Nordic Windows. A
    UTF-8 file with a broken place must not pass for cp1252: every ä would turn into two letters.
    """

    def __init__(self, path: Path, encoding: str) -> None:
        self._path = path
        self._encoding = encoding
        self._utf16 = codecs.getincrementaldecoder("utf-16")()
        self._held = b""
        self._sequences = 0
        self._strays = 0

    def add(self, block: bytes) -> None:
        """The next bytes of the file."""
        if self._encoding == "utf-16":
            self._add_utf16(block)
        elif b"\x00" in block:
            raise self._no_table()
        elif self._encoding == "cp1252":
            self._add_cp1252(block)
        else:
            self._add_utf8(self._held + block)

    def end(self) -> str:
        """The encoding that fits the whole file."""
        if self._held and (self._sequences or self._encoding != "utf-8"):
            raise UnreadableExport("truncated", file=self._path.name)
        if self._held:
            self._encoding = "cp1252"
            self._add_cp1252(self._held)
        if self._encoding == "utf-16":
            self._add_utf16(b"", final=True)
        if self._encoding == "cp1252" and self._sequences >= self._strays:
            raise self._damaged()
        return self._encoding

    def _add_utf8(self, block: bytes) -> None:
        whole = len(block) - _begun_letter(block)
        letters, self._held = block[:whole], block[whole:]
        if letters.isascii():
            return
        try:
            # Arrow checks ten times as fast as Python decodes.
            pa.array([letters], type=pa.binary()).cast(pa.string())
        except pa.ArrowInvalid:
            if self._sequences or self._encoding != "utf-8":
                raise self._damaged() from None
            self._encoding = "cp1252"
            self._held = b""
            self._add_cp1252(block)
        else:
            self._sequences += 1

    def _add_utf16(self, block: bytes, *, final: bool = False) -> None:
        try:
            text = self._utf16.decode(block, final=final)
        except UnicodeDecodeError:
            raise self._damaged() from None
        if "\x00" in text:
            raise self._no_table()

    def _add_cp1252(self, block: bytes) -> None:
        try:
            block.decode("cp1252")
        except UnicodeDecodeError:
            raise self._damaged() from None
        sequences = _UTF8_LETTER.findall(block)
        self._sequences += len(sequences)
        self._strays += len(_HIGH.findall(block)) - sum(map(len, sequences))

    def _no_table(self) -> UnreadableExport:
        return UnreadableExport("not_a_table", file=self._path.name, reason="binary")

    def _damaged(self) -> UnreadableExport:
        return UnreadableExport("damaged_file", file=self._path.name, reason="encoding")


def _begun_letter(block: bytes) -> int:
    """How many bytes at the end begin a UTF-8 letter that the next block will finish."""
    for back in range(1, min(len(block), 3) + 1):
        byte = block[-back]
        if byte >= 0xC0:  # a first byte: it tells how many belong together
            letter = 2 + (byte >= 0xE0) + (byte >= 0xF0)
            return back if back < letter else 0
        if byte < 0x80:
            return 0
    return 0
