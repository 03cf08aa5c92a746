"""Workbooks, ``.xlsx`` and BIFF ``.xls``: each sheet may be a table of its own, or none.

A cell's type is kept in how it is written: a number that has outgrown Excel's fifteen digits is
written with an exponent, a day as ISO, so that what Excel did to a value can be seen later.
"""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np
import pyarrow as pa
from python_calamine import CalamineError, CalamineWorkbook

from coachkit.model.errors import UnreadableExport
from coachkit.platforms.compound import BrokenContainer, check_container
from coachkit.platforms.files import OpenedFile
from coachkit.platforms.recognition import HEADER_WITHIN, Layout, recognised
from coachkit.platforms.rows import TEXT, RawBatch

Cell = str | float | bool | datetime | date | time | timedelta | None

_MOST_SHEETS = 100
_MOST_CELLS = 20_000_000
_MOST_UNPACKED = 1 << 29
_MOST_PACKED = 1 << 28
_EXCEL_DIGITS = 1e15


@dataclass(frozen=True)
class SkippedSheet:
    """A sheet that was not read. ``code``: ``unknown_sheet``, ``no_rows`` or ``empty_sheet``."""

    sheet: str
    code: str


@dataclass(frozen=True)
class SheetTable:
    """A recognised table on a sheet; ``cells`` are its rows below the header."""

    opened: OpenedFile
    sheet: str
    layout: Layout
    cells: Sequence[Sequence[Cell]]
    decimal_comma: bool = False

    def batches(self, chunk_rows: int) -> Iterator[RawBatch]:
        """The rows below the header; ``ragged_row`` where one has cells beyond the header."""
        for start in range(0, len(self.cells), chunk_rows):
            rows = self.cells[start : start + chunk_rows]
            first = self.layout.header_row + 2 + start
            self._refuse_ragged(rows, first)
            columns = zip(*(row[: self.layout.width] for row in rows), strict=True)
            cells = tuple(pa.array(map(written, column), type=TEXT) for column in columns)
            numbers = np.arange(first, first + len(rows), dtype=np.int64)
            yield RawBatch(numbers, cells).without_blank_rows()

    def _refuse_ragged(self, rows: Sequence[Sequence[Cell]], first: int) -> None:
        width = self.layout.width
        for number, row in enumerate(rows, start=first):
            if extra := [said for cell in row[width:] if (said := written(cell))]:
                raise UnreadableExport(
                    "ragged_row",
                    file=self.opened.name,
                    sheet=self.sheet,
                    row=number,
                    value=extra[0][:80],
                    expected=width,
                )


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
    if abs(value) >= _EXCEL_DIGITS:
        return f"{value:.14E}"
    return str(int(value)) if value.is_integer() else repr(value)


def _clock(seconds: float) -> str:
    minutes, second = divmod(round(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}"


def sheet_tables(opened: OpenedFile) -> tuple[list[SheetTable], list[SkippedSheet]]:
    """The tables of a workbook in the order of its sheets, and the sheets that are none.

    Raises :class:`UnreadableExport`: ``damaged_file``, ``too_large``, and ``unknown_format`` if
    no sheet is known.
    """
    try:
        _check_container(opened)
        return _sheet_tables(opened)
    except (CalamineError, BrokenContainer, zipfile.BadZipFile, OSError) as refused:
        raise _damaged(opened, refused) from refused
    except NotImplementedError as refused:  # a ZIP of a version that does not exist
        raise _damaged(opened, refused) from refused
    except BaseException as panic:
        # calamine's Rust panics at some broken files, with an exception that no module exports.
        if type(panic).__name__ != "PanicException":
            raise
        raise _damaged(opened, panic) from panic


def _damaged(opened: OpenedFile, refused: BaseException) -> UnreadableExport:
    return UnreadableExport("damaged_file", file=opened.name, reason=str(refused)[:200])


def _sheet_tables(opened: OpenedFile) -> tuple[list[SheetTable], list[SkippedSheet]]:
    tables: list[SheetTable] = []
    skipped: list[SkippedSheet] = []
    # By content: by path calamine believes the name, and an .xlsx may be called .xls.
    with opened.path.open("rb") as file, CalamineWorkbook.from_filelike(file) as workbook:
        names = workbook.sheet_names
        if len(names) > _MOST_SHEETS:
            raise UnreadableExport("too_large", file=opened.name, value=len(names))
        for name in names:
            found = _table(opened, name, workbook)
            if isinstance(found, SheetTable):
                tables.append(found)
            else:
                skipped.append(found)
    if not tables:
        raise _nothing_known(opened, skipped)
    return tables, skipped


def _nothing_known(opened: OpenedFile, skipped: Sequence[SkippedSheet]) -> UnreadableExport:
    for sheet in skipped:
        if sheet.code == "no_rows":
            return UnreadableExport("no_rows", file=opened.name, sheet=sheet.sheet)
    if all(sheet.code == "empty_sheet" for sheet in skipped):
        return UnreadableExport("empty_file", file=opened.name)
    sheets = ", ".join(sheet.sheet for sheet in skipped)
    return UnreadableExport("unknown_format", file=opened.name, reason="sheets", value=sheets[:200])


def _table(opened: OpenedFile, name: str, workbook: CalamineWorkbook) -> SheetTable | SkippedSheet:
    sheet = workbook.get_sheet_by_name(name)
    if sheet.end is None:
        return SkippedSheet(name, "empty_sheet")
    cells = (sheet.end[0] + 1) * (sheet.end[1] + 1)
    if cells > _MOST_CELLS:
        raise UnreadableExport(
            "too_large", file=opened.name, sheet=name, value=cells, expected=_MOST_CELLS
        )
    rows = sheet.to_python(skip_empty_area=False)
    layout = recognised([[written(cell) or "" for cell in row] for row in rows[:HEADER_WITHIN]])
    if layout is None:
        return SkippedSheet(name, "unknown_sheet")
    below = rows[layout.header_row + 1 :]
    if not any(written(cell) for row in below for cell in row):
        return SkippedSheet(name, "no_rows")
    return SheetTable(opened, name, layout, below)


def _check_container(opened: OpenedFile) -> None:
    """What unpacks to more than a workbook should, or runs in circles, is never unpacked."""
    packed = opened.path.stat().st_size
    if packed > _MOST_PACKED:
        raise UnreadableExport("too_large", file=opened.name, value=packed, expected=_MOST_PACKED)
    if not zipfile.is_zipfile(opened.path):
        check_container(opened.path.read_bytes())
        return
    with zipfile.ZipFile(opened.path) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())
    if unpacked > _MOST_UNPACKED:
        raise UnreadableExport(
            "too_large", file=opened.name, value=unpacked, expected=_MOST_UNPACKED
        )
