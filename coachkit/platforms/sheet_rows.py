"""A long sheet's rows, made only as they are come to.

A sheet of 200,000 rows has millions of cells. Made all at once they crowd out the processor's
cache, and looking through them again takes longer than making them did; made by the thousand and
let go, they cost a third.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import overload

from python_calamine import CalamineSheet

from coachkit.platforms.cells import Cell

Row = Sequence[Cell]


class Stretch(Sequence[Row]):
    """The rows from ``first`` up to, but not with, ``end``: none is made before it is asked for."""

    def __init__(self, rows: Sequence[Row], first: int, end: int) -> None:
        self._rows = rows
        self._first = first
        self._end = end

    def __len__(self) -> int:
        return self._end - self._first

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...

    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        if isinstance(place, int):
            return self._rows[self._first + range(len(self))[place]]
        begin, end, step = place.indices(len(self))
        return self._rows[self._first + begin : self._first + end : step]


class SheetRows(Sequence[Row]):
    """The rows of a sheet from ``first`` on; reading them in order is quick, jumping back is not.

    Only for sheets whose first cell is the first row's: others have blank rows above.
    """

    def __init__(self, sheet: CalamineSheet, first: int = 0) -> None:
        self._sheet = sheet
        self._first = first
        self._at = 0
        self._coming = self._from_the_top()

    def __len__(self) -> int:
        end = self._sheet.end
        return 0 if end is None else max(end[0] + 1 - self._first, 0)

    def __iter__(self) -> Iterator[Row]:
        return self._from_the_top()

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...

    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        if isinstance(place, int):
            begin = range(len(self))[place]
            return self._rows(begin, begin + 1)[0]
        begin, end, step = place.indices(len(self))
        if step != 1:
            return list(self)[place]
        if end == len(self) and place.stop is None:
            return SheetRows(self._sheet, self._first + begin)
        return self._rows(begin, end)

    def _rows(self, begin: int, end: int) -> list[Row]:
        if begin < self._at:
            self._coming, self._at = self._from_the_top(), 0
        for _ in islice(self._coming, begin - self._at):
            pass
        rows = list(islice(self._coming, max(end - begin, 0)))
        self._at = max(begin, end)
        return rows

    def _from_the_top(self) -> Iterator[Row]:
        rows: Iterator[Row] = iter(self._sheet.iter_rows())
        return islice(rows, self._first, None)
