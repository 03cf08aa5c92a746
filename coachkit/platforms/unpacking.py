"""What a ZIP archive holds, unpacked within bounds, whatever the archive says of itself.

The sizes that an archive states need not be true, and two readers need not see the same parts in
it. So everything is unpacked once and counted before any other reader is let near it, and an
archive that can be read in two ways is taken for damaged.
"""

import struct
import zipfile
import zlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

MOST_PARTS = 10_000

_LONGEST_LIST = 1 << 22
_READ = 1 << 17
_UNPACKED = 1 << 20
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_END = struct.Struct("<4s4xHHIIH")
_LONGER_END = 20
_END_MARK, _LONGER_MARK, _LOCAL_MARK = b"PK\x05\x06", b"PK\x06\x07", b"PK\x03\x04"
_ENCRYPTED = 1
_TWO_WAYS = "its list of parts is torn, or can be read in two ways"


class TooLarge(Exception):
    """An archive unpacks to more than it may. ``unpacked``: how far it got."""

    def __init__(self, unpacked: int) -> None:
        super().__init__(unpacked)
        self.unpacked = unpacked


@dataclass(frozen=True)
class Block:
    """Some bytes of a part, about a megabyte; ``last`` of that part."""

    part: str
    content: bytes
    last: bool


def blocks(path: Path, most: int) -> Generator[Block, None, None]:
    """Every part of the archive in the order of its list, at most ``most`` bytes in all.

    Raises :class:`TooLarge`, and :class:`zipfile.BadZipFile` or :class:`zlib.error` for an
    archive that is damaged, encrypted, or not what it says of itself.
    """
    left = most
    with path.open("rb") as file:
        for part in _parts(file, path):
            for block in _unpacked(file, part):
                left -= len(block.content)
                if left < 0:
                    raise TooLarge(most - left)
                yield block


def part_of(path: Path, name: str, most: int) -> bytes | None:
    """One part as a whole, ``None`` if there is none of that name; raises as :func:`blocks`."""
    with path.open("rb") as file:
        for part in _parts(file, path):
            if part.filename == name:
                whole = b""
                for block in _unpacked(file, part):
                    whole += block.content
                    if len(whole) > most:
                        raise TooLarge(len(whole))
                return whole
    return None


def _parts(file: BinaryIO, path: Path) -> list[zipfile.ZipInfo]:
    begins, count = _listed(file)
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        if (len(parts), archive.start_dir) != (count, begins):
            raise zipfile.BadZipFile(_TWO_WAYS)
    return [part for part in parts if not part.is_dir()]


def _listed(file: BinaryIO) -> tuple[int, int]:
    """Where the list of parts begins and how many it has, as the last bytes say it.

    Whoever looks elsewhere (behind a comment, in the longer record of ZIP64) may find another
    list; no archive of bearable size needs that.
    """
    size = file.seek(0, 2)
    file.seek(max(size - _END.size - _LONGER_END, 0))
    ending = file.read()
    if len(ending) < _END.size or ending.startswith(_LONGER_MARK):
        raise zipfile.BadZipFile(_TWO_WAYS)
    mark, here, count, length, begins, comment = _END.unpack(ending[-_END.size :])
    if mark != _END_MARK or comment or here != count:
        raise zipfile.BadZipFile(_TWO_WAYS)
    if count > MOST_PARTS or length > _LONGEST_LIST:
        raise TooLarge(size)
    return begins, count


def _unpacked(file: BinaryIO, part: zipfile.ZipInfo) -> Iterator[Block]:
    file.seek(part.header_offset)
    header = file.read(_LOCAL_HEADER.size)
    mark, name, extra = _LOCAL_HEADER.unpack(header)
    if mark != _LOCAL_MARK or part.flag_bits & _ENCRYPTED:
        raise zipfile.BadZipFile(part.filename)
    file.seek(name + extra, 1)
    if part.compress_type == zipfile.ZIP_STORED:
        pieces = _stored(file, part.compress_size)
    elif part.compress_type == zipfile.ZIP_DEFLATED:
        pieces = _inflated(file, part.compress_size)
    else:
        raise zipfile.BadZipFile(part.filename)
    size = 0
    for piece in pieces:
        size += len(piece)
        yield Block(part.filename, piece, last=False)
    if size != part.file_size:
        raise zipfile.BadZipFile(part.filename)
    yield Block(part.filename, b"", last=True)


def _stored(file: BinaryIO, packed: int) -> Iterator[bytes]:
    while packed > 0 and (piece := file.read(min(_UNPACKED, packed))):
        packed -= len(piece)
        yield piece


def _inflated(file: BinaryIO, packed: int) -> Iterator[bytes]:
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    while packed > 0 and not inflate.eof:
        read = file.read(min(_READ, packed))
        if not read:
            break
        packed -= len(read)
        while True:
            piece = inflate.decompress(read, _UNPACKED)
            read = inflate.unconsumed_tail
            if piece:
                yield piece
            if not read and len(piece) < _UNPACKED:
                break
