"""Workbooks, ``.xlsx`` and BIFF ``.xls``: each sheet may be a table of its own, or none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from coachkit.model.errors import UnreadableExport
from coachkit.platforms.biff import biff_sheets
from coachkit.platforms.cells import Cell, written
from coachkit.platforms.files import Kind, OpenedFile
from coachkit.platforms.ooxml import ooxml_sheets
from coachkit.platforms.recognition import HEADER_WITHIN, Layout, recognised
from coachkit.platforms.rows import TEXT, RawBatch


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
            cells = tuple(
                pa.array((written(row[place]) if place < len(row) else None for row in rows), TEXT)
                for place in range(self.layout.width)
            )
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


def sheet_tables(opened: OpenedFile) -> tuple[list[SheetTable], list[SkippedSheet]]:
    """The tables of a workbook in the order of its sheets, and the sheets that are none.

    Raises :class:`UnreadableExport`: ``damaged_file``, ``too_large``, and if no sheet holds a
    known table with rows ``unknown_format``, ``no_rows`` or ``empty_file``.
    """
    sheets = biff_sheets(opened) if opened.kind is Kind.BIFF else ooxml_sheets(opened)
    found = [_table(opened, name, rows) for name, rows in sheets]
    tables = [table for table in found if isinstance(table, SheetTable)]
    skipped = [sheet for sheet in found if isinstance(sheet, SkippedSheet)]
    if not tables:
        raise _nothing_known(opened, skipped)
    return tables, skipped


def _table(
    opened: OpenedFile, name: str, rows: Sequence[Sequence[Cell]]
) -> SheetTable | SkippedSheet:
    if not _says_something(rows):
        return SkippedSheet(name, "empty_sheet")
    layout = recognised([[written(cell) or "" for cell in row] for row in rows[:HEADER_WITHIN]])
    if layout is None:
        return SkippedSheet(name, "unknown_sheet")
    below = rows[layout.header_row + 1 :]
    if not _says_something(below):
        return SkippedSheet(name, "no_rows")
    return SheetTable(opened, name, layout, below)


def _says_something(rows: Sequence[Sequence[Cell]]) -> bool:
    return any(written(cell) for row in rows for cell in row)


def _nothing_known(opened: OpenedFile, skipped: Sequence[SkippedSheet]) -> UnreadableExport:
    for sheet in skipped:
        if sheet.code == "no_rows":
            return UnreadableExport("no_rows", file=opened.name, sheet=sheet.sheet)
    if all(sheet.code == "empty_sheet" for sheet in skipped):
        return UnreadableExport("empty_file", file=opened.name)
    sheets = ", ".join(sheet.sheet for sheet in skipped)
    return UnreadableExport("unknown_format", file=opened.name, reason="sheets", value=sheets[:200])
