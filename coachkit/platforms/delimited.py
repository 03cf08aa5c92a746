"""Text files with delimiters: comma, semicolon or tab, quoted line breaks, a ``sep=`` line.

The delimiter is the one with which the header is recognised best, not a count of characters.
"""

import csv
import io
import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from coachkit.model.errors import UnreadableExport
from coachkit.platforms.ahead import ahead
from coachkit.platforms.blocks import Page, has_gap
from coachkit.platforms.files import OpenedFile
from coachkit.platforms.formats import Format
from coachkit.platforms.grids import GridTable, grid_tables
from coachkit.platforms.recognition import HEADER_WITHIN, Layout, lines, recognised, title_of
from coachkit.platforms.rows import TEXT, RawBatch
from coachkit.platforms.workbooks import Skipped

_DELIMITERS = (",", ";", "\t")
_SAMPLE = 1 << 18
_SAMPLE_ROWS = 60
_SEP_LINE = re.compile(r"\ufeff?sep=(.)[^\r\n]*(?:\r\n|\r|\n)", re.IGNORECASE)
_TOO_WIDE = re.compile(r"Expected \d+ fields in line (\d+), saw \d+")
_UNCLOSED = re.compile(r"EOF inside string starting at row (\d+)")
_WIDEST = 2_000
_SPARE = 200
_LARGEST_PAGE = 1 << 25  # several tables are read at once; no platform's are longer


@dataclass(frozen=True)
class _Dialect:
    """How a text is written; a spreadsheet swallows a ``sep=`` line and does not count it."""

    delimiter: str
    has_sep_line: bool


@dataclass(frozen=True)
class DelimitedTable:
    """A recognised table in a text file. ``spare``: cells beyond the header that a row may have."""

    opened: OpenedFile
    layout: Layout
    dialect: _Dialect
    spare: int
    sheet: str | None = None

    @property
    def torn(self) -> tuple[int, ...]:
        """No row of one table alone is put together again."""
        return ()

    @property
    def decimal_comma(self) -> bool:
        """Whether commas are free to be decimal marks."""
        return self.dialect.delimiter != ","

    def batches(self, chunk_rows: int) -> Iterator[RawBatch]:
        """The rows below the header.

        Raises :class:`UnreadableExport`: ``ragged_row`` where a row has more cells than the
        header, ``truncated`` where a quote is never closed, ``damaged_file``.
        """
        done, spare = 0, self.spare
        while True:
            try:
                for place, frame in enumerate(ahead(self._frames(chunk_rows, spare))):
                    if place >= done:
                        done += 1
                        yield self._batch(frame, place * chunk_rows)
            except pd.errors.ParserError as refused:
                spare = self._spare_needed(refused, spare)
            else:
                return

    def _frames(self, chunk_rows: int, spare: int) -> Generator[pd.DataFrame, None, None]:
        # Every cell is read as text: pandas guesses numbers where ids and words are meant.
        with pd.read_csv(
            self.opened.path,
            sep=self.dialect.delimiter,
            # Plain UTF-8 goes to the parser as it is; a mark stands in the lines that are skipped.
            encoding=str(self.opened.encoding).removesuffix("-sig"),
            header=None,
            names=range(self.layout.width + spare),
            index_col=False,
            skiprows=self._lines_above,
            skip_blank_lines=False,
            dtype=pd.ArrowDtype(TEXT),
            keep_default_na=False,
            na_values=[""],
            low_memory=False,
            chunksize=chunk_rows,
        ) as frames:
            yield from frames

    @property
    def _lines_above(self) -> int:
        return self.layout.first_row + self.dialect.has_sep_line

    def _batch(self, frame: pd.DataFrame, before: int) -> RawBatch:
        first = self.layout.first_row + 1 + before
        columns = [_array(frame[place]) for place in frame.columns]
        width = self.layout.width
        for extra in columns[width:]:
            if extra.null_count < len(extra):
                at = int(np.flatnonzero(extra.is_valid().to_numpy(zero_copy_only=False))[0])
                raise self._ragged(first + at, extra[at].as_py())
        numbers = np.arange(first, first + len(frame), dtype=np.int64)
        return RawBatch(numbers, tuple(columns[:width])).without_blank_rows()

    def _spare_needed(self, refused: pd.errors.ParserError, spare: int) -> int:
        said = str(refused)
        if unclosed := _UNCLOSED.search(said):
            row = int(unclosed[1]) + 1 - self.dialect.has_sep_line
            raise UnreadableExport("truncated", file=self.opened.name, row=row) from None
        if not _TOO_WIDE.search(said):
            raise UnreadableExport("damaged_file", file=self.opened.name, reason=said) from None
        needed = self._widest_row() - self.layout.width
        if not spare < needed <= _WIDEST:
            raise UnreadableExport("damaged_file", file=self.opened.name, reason=said) from None
        return needed

    def _widest_row(self) -> int:
        """The cells of the widest row if all beyond the header are blank, else ``ragged_row``."""
        widest = 0
        for row, cells in enumerate(self._below(), start=self.layout.first_row + 1):
            widest = max(widest, len(cells))
            if extra := [cell for cell in cells[self.layout.width :] if cell]:
                raise self._ragged(row, extra[0])
        return widest

    def _below(self) -> Iterator[list[str]]:
        return islice(_records(self.opened, self.dialect), self.layout.first_row, None)

    def _ragged(self, row: int, value: str) -> UnreadableExport:
        return UnreadableExport(
            "ragged_row",
            file=self.opened.name,
            row=row,
            value=value[:80],
            expected=self.layout.width,
        )


def delimited_tables(
    opened: OpenedFile, known: Sequence[Format]
) -> tuple[list[DelimitedTable | GridTable], list[Skipped]]:
    """The tables of a text file: one of any length, or several on a page.

    Raises :class:`UnreadableExport`: ``unknown_format`` for a table that no format knows,
    ``not_a_table`` for a text without columns, ``too_large`` for several tables in a large file.
    """
    known = [one for one in known if one.may_stand_on(None)]
    with opened.path.open(encoding=opened.encoding, newline="") as text:
        sample = text.read(_SAMPLE)
    sep_line = _SEP_LINE.match(sample)
    body = sample[sep_line.end() :] if sep_line else sample
    delimiters = (sep_line[1],) if sep_line and sep_line[1] in _DELIMITERS else _DELIMITERS
    samples = {delimiter: _first_rows(body, delimiter) for delimiter in delimiters}
    found = [
        (delimiter, layout)
        for delimiter, rows in samples.items()
        if (layout := recognised(rows, known)) is not None
    ]
    if found:
        delimiter, layout = max(found, key=lambda pair: len(pair[1].columns))
        if not layout.format.stacked and not has_gap(samples[delimiter][layout.header_row]):
            widest = max(map(len, samples[delimiter]))
            spare = min(max(1, widest - layout.width), _SPARE)
            return [DelimitedTable(opened, layout, _Dialect(delimiter, bool(sep_line)), spare)], []
    return _on_one_page(
        opened, [_Dialect(one, bool(sep_line)) for one in delimiters], known, samples
    )


def _on_one_page(
    opened: OpenedFile,
    dialects: Sequence[_Dialect],
    known: Sequence[Format],
    samples: dict[str, list[list[str]]],
) -> tuple[list[DelimitedTable | GridTable], list[Skipped]]:
    if opened.path.stat().st_size > _LARGEST_PAGE:
        raise _unrecognised(opened, samples)
    best: tuple[int, list[GridTable], Page, str] = 0, [], Page(), ","
    for dialect in dialects:
        try:
            rows = list(_records(opened, dialect))
        except UnreadableExport:
            continue
        tables, page = grid_tables(opened, None, rows, known)
        columns = sum(len(table.layout.columns) for table in tables)
        if columns > best[0]:
            best = columns, tables, page, dialect.delimiter
    _, tables, page, delimiter = best
    filled = [replace(table, decimal_comma=delimiter != ",") for table in tables if table.cells]
    if not filled:
        if tables:
            raise UnreadableExport("no_rows", file=opened.name)
        raise _unrecognised(opened, samples)
    empty = [Skipped(None, "no_rows", _named(table.layout)) for table in tables if not table.cells]
    return [*filled], [*(Skipped(None, "unknown_block", title) for title in page.unknown), *empty]


def _named(layout: Layout) -> str:
    return (layout.title or ", ".join(column.header for column in layout.columns))[:80]


def _records(opened: OpenedFile, dialect: _Dialect) -> Iterator[list[str]]:
    with opened.path.open(encoding=opened.encoding, newline="") as text:
        records = csv.reader(text, delimiter=dialect.delimiter)
        try:
            yield from islice(records, int(dialect.has_sep_line), None)
        except csv.Error as refused:
            raise UnreadableExport("damaged_file", file=opened.name, reason=str(refused)) from None


def _first_rows(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        rows.extend(
            islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _SAMPLE_ROWS)
        )
    except csv.Error:
        # A field without end: what stands above it is enough to know the table.
        return rows
    return rows


def _unrecognised(opened: OpenedFile, samples: dict[str, list[list[str]]]) -> UnreadableExport:
    for rows in samples.values():
        several = [row for row in rows[:HEADER_WITHIN] if len(row) > 1]
        if len(several) > 1:
            headers = ", ".join(cell for cell in several[0] if cell)
            title = title_of(lines(rows[: rows.index(several[0])]))
            value = f"{title}: {headers}" if title else headers
            return UnreadableExport(
                "unknown_format", file=opened.name, reason="headers", value=value[:200]
            )
    return UnreadableExport("not_a_table", file=opened.name, reason="no_columns")


def _array(column: pd.Series) -> pa.Array:
    cells = pa.array(column.array)
    whole = cells.combine_chunks() if isinstance(cells, pa.ChunkedArray) else cells
    return pc.cast(whole, TEXT)
