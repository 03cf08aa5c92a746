"""BIFF workbooks, ``.xls`` of Excel 97 to 2003, as LinkedIn still writes them.

Read by xlrd, in Python: a damaged file makes the readers written in Rust take all memory there is
and end the whole process.
"""

import io
import struct
from collections.abc import Iterator
from typing import Literal

import xlrd
from xlrd.biffh import (
    XL_CELL_BOOLEAN,
    XL_CELL_DATE,
    XL_CELL_ERROR,
    XLRDError,
    error_text_from_code,
)
from xlrd.compdoc import CompDocError
from xlrd.xldate import XLDateError

from coachkit.model.errors import UnreadableExport
from coachkit.platforms.cells import MOST_CELLS, MOST_PACKED, MOST_SHEETS, Cell, Sheet
from coachkit.platforms.files import OpenedFile

# xlrd believes what a file says of itself; where that is not true it stumbles in one of these.
_STUMBLES = (
    XLRDError,
    CompDocError,
    XLDateError,
    struct.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    TypeError,
    ValueError,
)


def biff_sheets(opened: OpenedFile) -> Iterator[Sheet]:
    """Each sheet's name and rows; which cells are computed is not told.

    Raises :class:`UnreadableExport`: ``damaged_file``, ``too_large``.
    """
    packed = opened.path.stat().st_size
    if packed > MOST_PACKED:
        raise UnreadableExport("too_large", file=opened.name, value=packed, expected=MOST_PACKED)
    try:
        book = xlrd.open_workbook(
            file_contents=opened.path.read_bytes(), logfile=io.StringIO(), ragged_rows=True
        )
        yield from _sheets(opened, book)
    except _STUMBLES as stumble:
        raise UnreadableExport(
            "damaged_file", file=opened.name, reason=str(stumble)[:200]
        ) from stumble


def _sheets(opened: OpenedFile, book: xlrd.Book) -> Iterator[Sheet]:
    if book.nsheets > MOST_SHEETS:
        raise UnreadableExport("too_large", file=opened.name, value=book.nsheets)
    cells = 0
    for sheet in book.sheets():
        cells += sum(sheet.row_len(row) for row in range(sheet.nrows))
        if cells > MOST_CELLS:
            raise UnreadableExport(
                "too_large", file=opened.name, sheet=sheet.name, value=cells, expected=MOST_CELLS
            )
        rows = [[_cell(cell, book.datemode) for cell in row] for row in sheet.get_rows()]
        yield sheet.name, rows, frozenset()


def _cell(cell: xlrd.sheet.Cell, datemode: Literal[0, 1]) -> Cell:
    if cell.ctype == XL_CELL_DATE:
        # Less than a day is a time of day: Excel keeps both in one number.
        days = float(cell.value)
        moment = xlrd.xldate_as_datetime(days, datemode)
        return moment.time() if days < 1 else moment
    if cell.ctype == XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == XL_CELL_ERROR:
        return error_text_from_code.get(int(cell.value), "#N/A")
    return cell.value
