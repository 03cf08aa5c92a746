"""A table that lies in memory as rows of cells: of a workbook, or of a small text with several."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from coachkit.model.errors import UnreadableExport
from coachkit.platforms.blocks import Block, Page, has_gap, page_of
from coachkit.platforms.cells import Cell, written
from coachkit.platforms.columns import columns_of
from coachkit.platforms.files import OpenedFile
from coachkit.platforms.formats import Format
from coachkit.platforms.recognition import HEADER_WITHIN, Layout, recognised
from coachkit.platforms.rows import RawBatch
from coachkit.platforms.sheet_rows import Stretch

Formulas = frozenset[tuple[int, int]]
"""Places (row, column), both from 0, of cells that are computed."""


@dataclass(frozen=True)
class GridTable:
    """A recognised table and its rows below the header.

    ``numbers``: of each row as a spreadsheet counts, or the first of them where they follow each
    other. ``torn``: rows whose name had been torn into several cells.
    """

    opened: OpenedFile
    sheet: str | None
    layout: Layout
    cells: Sequence[Sequence[Cell]]
    numbers: Sequence[int] | int
    decimal_comma: bool = False
    torn: tuple[int, ...] = ()
    formulas: Formulas = frozenset()

    def batches(self, chunk_rows: int) -> Iterator[RawBatch]:
        """The rows below the header, blank ones left out.

        Raises :class:`UnreadableExport`: ``ragged_row`` where a row has cells beyond the header,
        ``formula_cell`` where a cell of the table is computed.
        """
        self._refuse_formulas()
        for start in range(0, len(self.cells), chunk_rows):
            rows = Stretch(self.cells, start, min(start + chunk_rows, len(self.cells)))
            numbers = self._numbered(start, len(rows))
            columns = columns_of(rows, self.layout.width, partial(self._refuse_ragged, numbers))
            yield RawBatch(numbers, columns).without_blank_rows()

    def _numbered(self, start: int, count: int) -> np.ndarray:
        if isinstance(self.numbers, int):
            first = self.numbers + start
            return np.arange(first, first + count, dtype=np.int64)
        return np.array(self.numbers[start : start + count], dtype=np.int64)

    def _refuse_ragged(
        self, numbers: np.ndarray, rows: Sequence[Sequence[Cell]], start: int
    ) -> None:
        width = self.layout.width
        if max(map(len, rows), default=0) <= width:
            return
        for number, row in zip(numbers[start:], rows, strict=False):
            if len(row) > width and (extra := [said for c in row[width:] if (said := written(c))]):
                raise UnreadableExport(
                    "ragged_row",
                    **self._where(),
                    row=int(number),
                    value=extra[0][:80],
                    expected=width,
                )

    def _refuse_formulas(self) -> None:
        headers = {column.place: column.header for column in self.layout.columns}
        first = self.numbers if isinstance(self.numbers, int) else min(self.numbers, default=1)
        for row, column in sorted(self.formulas):
            if row + 1 >= first and column in headers:
                raise UnreadableExport(
                    "formula_cell", **self._where(), row=row + 1, column=headers[column]
                )

    def _where(self) -> dict[str, str]:
        sheet = {"sheet": self.sheet} if self.sheet else {}
        return {"file": self.opened.name, **sheet}


def grid_tables(
    opened: OpenedFile,
    sheet: str | None,
    rows: Sequence[Sequence[Cell]],
    known: Sequence[Format],
    *,
    formulas: Formulas = frozenset(),
) -> tuple[list[GridTable], Page]:
    """The tables of one sheet; the page tells what could not be recognised."""
    layout = recognised([_said(row) for row in rows[: HEADER_WITHIN + 1]], known)
    if layout is not None and not layout.format.stacked:
        parted = has_gap(_said(rows[layout.header_row]))
        page = page_of(rows, known) if parted else Page()
        if len(page.tables) < 2:
            first = layout.first_row
            plain = GridTable(
                opened, sheet, layout, rows[first:], first + 1, _commas(layout), (), formulas
            )
            return [plain], Page()
    else:
        page = page_of(rows, known)
    return [_of_block(opened, sheet, block, formulas) for block in page.tables], page


def _of_block(opened: OpenedFile, sheet: str | None, block: Block, formulas: Formulas) -> GridTable:
    return GridTable(
        opened,
        sheet,
        block.layout,
        block.rows,
        [number + 1 for number in block.numbers],
        _commas(block.layout),
        tuple(number + 1 for number in block.torn),
        formulas,
    )


def _commas(layout: Layout) -> bool:
    """Whether 1,5 is a number: no comma divides a sheet's cells, but English has thousands."""
    return layout.language != "en"


def _said(row: Sequence[Cell]) -> list[str]:
    return [written(cell) or "" for cell in row]
