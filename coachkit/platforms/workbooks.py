"""Workbooks, ``.xlsx``, BIFF ``.xls`` and SpreadsheetML: each sheet may hold tables, or none."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from coachkit.model.errors import UnreadableExport
from coachkit.platforms.biff import biff_sheets
from coachkit.platforms.cells import Cell, written
from coachkit.platforms.files import Kind, OpenedFile
from coachkit.platforms.formats import Format
from coachkit.platforms.grids import Formulas, GridTable, grid_tables
from coachkit.platforms.ooxml import ooxml_sheets
from coachkit.platforms.spreadsheetml import spreadsheetml_sheets

Sheet = tuple[str, Sequence[Sequence[Cell]], Formulas]

_READERS: Mapping[Kind, Callable[[OpenedFile], Iterable[Sheet]]] = {
    Kind.BIFF: biff_sheets,
    Kind.OOXML: ooxml_sheets,
    Kind.SPREADSHEETML: spreadsheetml_sheets,
}


@dataclass(frozen=True)
class Skipped:
    """A part that was not read.

    ``sheet``: where it stands, if in a workbook; ``title``: what heads it, where it is a part of a
    page. ``code``: ``unknown_sheet``, ``unknown_block``, ``no_rows`` or ``empty_sheet``.
    """

    sheet: str | None
    code: str
    title: str | None = None


def sheet_tables(
    opened: OpenedFile, known: Sequence[Format]
) -> tuple[list[GridTable], list[Skipped]]:
    """The tables of a workbook in the order of its sheets, and the parts that are none.

    Raises :class:`UnreadableExport`: ``damaged_file``, ``too_large``, and if no sheet holds a
    known table with rows ``unknown_format``, ``no_rows`` or ``empty_file``.
    """
    tables: list[GridTable] = []
    skipped: list[Skipped] = []
    for sheet in _READERS[opened.kind](opened):
        found, left = _tables(opened, sheet, known)
        tables += found
        skipped += left
    if not tables:
        raise _nothing_known(opened, skipped)
    return tables, skipped


def _tables(
    opened: OpenedFile, sheet: Sheet, known: Sequence[Format]
) -> tuple[list[GridTable], list[Skipped]]:
    name, rows, formulas = sheet
    if not _says_something(rows):
        return [], [Skipped(name, "empty_sheet")]
    there = [one for one in known if one.may_stand_on(name)]
    tables, page = grid_tables(opened, name, rows, there, formulas=formulas)
    if not tables:
        return [], [Skipped(name, "unknown_sheet")]
    filled = [table for table in tables if _says_something(table.cells)]
    skipped = [Skipped(name, "unknown_block", title) for title in page.unknown]
    if len(filled) < len(tables):
        skipped.append(Skipped(name, "no_rows"))
    return filled, skipped


def _says_something(rows: Sequence[Sequence[Cell]]) -> bool:
    return any(written(cell) for row in rows for cell in row)


def _nothing_known(opened: OpenedFile, skipped: Sequence[Skipped]) -> UnreadableExport:
    for part in skipped:
        if part.code == "no_rows":
            return UnreadableExport("no_rows", file=opened.name, sheet=part.sheet)
    if all(part.code == "empty_sheet" for part in skipped):
        return UnreadableExport("empty_file", file=opened.name)
    sheets = ", ".join(part.sheet or "" for part in skipped)
    return UnreadableExport("unknown_format", file=opened.name, reason="sheets", value=sheets[:200])
