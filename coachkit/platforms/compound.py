"""Is a BIFF ``.xls`` whole? Its container is checked before a reader follows it.

The container (Microsoft's Compound File, MS-CFB) is a small file system: sectors, and tables that
chain them. In a damaged file a chain may run in a circle, and the reader follows it until the
machine has no memory left.
"""

import struct
from collections.abc import Iterator

_HEADER = struct.Struct("<24s HHHHH 6x IIIIIIIII")
_FIRST_TABLES = 109
_HEADER_SIZE = 512
_ENTRY_SIZE = 128
_END = 0xFFFFFFFE
_LAST_SECTOR = 0xFFFFFFFA
_STREAM, _ROOT = 2, 5


class BrokenContainer(ValueError):
    """The container contradicts itself; the message says where."""


def check_container(content: bytes) -> None:
    """Raise :class:`BrokenContainer` unless every chain of sectors ends inside the file."""
    if len(content) < _HEADER_SIZE:
        raise BrokenContainer("header")
    _Container(content).check()


class _Container:
    """The tables of a compound file, as far as they are needed to follow its chains."""

    def __init__(self, content: bytes) -> None:
        said = _HEADER.unpack_from(content)
        shift, mini_shift = said[4], said[5]
        if shift not in (9, 12) or mini_shift != 6:
            raise BrokenContainer("sector_size")
        self._content = content
        self._size = 1 << shift
        # The header takes one sector's room; the last sector may be cut short.
        self._sectors = -(-(len(content) - self._size) // self._size)
        self._directory = said[8]
        self._smallest_stream = said[10]
        self._mini_table = said[11]
        self._more_tables = said[13]
        self._table: list[int] = self._numbers(self._table_sectors())

    def check(self) -> None:
        """Follow the directory, the table of small streams and every stream."""
        mini = self._numbers(self._chain(self._mini_table, self._table))
        for entry in self._entries():
            kind, start = entry[66], struct.unpack_from("<I", entry, 116)[0]
            length = struct.unpack_from("<I", entry, 120)[0]
            if kind not in (_STREAM, _ROOT) or not length:
                continue
            if length > len(self._content):
                raise BrokenContainer("stream_length")
            small = kind == _STREAM and length < self._smallest_stream
            for _ in self._chain(start, mini if small else self._table, inside=not small):
                pass

    def _entries(self) -> Iterator[bytes]:
        for sector in self._chain(self._directory, self._table):
            content = self._sector(sector)
            for place in range(0, len(content) - _ENTRY_SIZE + 1, _ENTRY_SIZE):
                yield content[place : place + _ENTRY_SIZE]

    def _table_sectors(self) -> list[int]:
        """The sectors that hold the table of chains: the first in the header, others chained."""
        first = struct.unpack_from(f"<{_FIRST_TABLES}I", self._content, 76)
        sectors = [number for number in first if number <= _LAST_SECTOR]
        following = self._more_tables
        while following <= _LAST_SECTOR:
            *numbers, following = self._numbers([following])
            sectors += [number for number in numbers if number <= _LAST_SECTOR]
            if not numbers or len(sectors) > self._sectors:
                raise BrokenContainer("tables")
        return sectors

    def _chain(self, start: int, table: list[int], *, inside: bool = True) -> Iterator[int]:
        number, steps = start, 0
        while number != _END:
            steps += 1
            if number >= len(table) or steps > len(table) or (inside and number >= self._sectors):
                raise BrokenContainer("chain")
            yield number
            number = table[number]

    def _numbers(self, sectors: list[int] | Iterator[int]) -> list[int]:
        content = b"".join(self._sector(sector) for sector in sectors)
        return list(struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4]))

    def _sector(self, number: int) -> bytes:
        if number >= self._sectors:
            raise BrokenContainer("sector")
        start = (number + 1) * self._size
        return self._content[start : start + self._size]
