"""A workbook's cells, as text that still shows what Excel made of them.

A number that has outgrown Excel's fifteen digits is written with an exponent, a day as ISO, so
that what Excel did to a value can be seen later.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

Cell = str | float | bool | datetime | date | time | timedelta | None

Sheet = tuple[str, Sequence[Sequence[Cell]], frozenset[tuple[int, int]]]
"""A sheet's name, its rows, and where cells are computed: row and column, both from 0."""

MOST_SHEETS = 100
MOST_CELLS = 12_000_000
"""All sheets of a workbook together; they take some 100 bytes each."""
MOST_PACKED = 1 << 28

EXCEL_DIGITS = 1e15
"""From here on Excel's fifteen digits are too few for whole numbers."""


def written(cell: Cell) -> str | None:
    """A cell as text, or ``None`` if it is blank."""
    if cell is None or isinstance(cell, str):
        return cell or None
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, int | float):
        return _number(float(cell))
    if isinstance(cell, time):
        return _clock(cell.hour * 3600 + cell.minute * 60 + cell.second)
    return _clock(cell.total_seconds()) if isinstance(cell, timedelta) else cell.isoformat()


def _number(value: float) -> str:
    if abs(value) >= EXCEL_DIGITS:
        return f"{value:.14E}"
    return str(int(value)) if value.is_integer() else repr(value)


def _clock(seconds: float) -> str:
    minutes, second = divmod(round(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}"
