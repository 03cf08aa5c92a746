"""Text files with delimiters: comma, semicolon or tab, quoted line breaks, a ``sep=`` line.

The delimiter is the one with which the header is recognised best, not a count of characters.
"""

import csv
import io
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from coachkit.model.errors import UnreadableExport
from coachkit.platforms.ahead import ahead
from coachkit.platforms.files import OpenedFile
from coachkit.platforms.recognition import HEADER_WITHIN, Layout, recognised
from coachkit.platforms.rows import TEXT, RawBatch

_DELIMITERS = (",", ";", "\t")
_SAMPLE = 1 << 18
_SAMPLE_ROWS = 60
_SEP_LINE = re.compile(r"\ufeff?sep=(.)[^\r\n]*(?:\r\n|\r|\n)", re.IGNORECASE)
_TOO_WIDE = re.compile(r"Expected \d+ fields in line (\d+), saw \d+")
_UNCLOSED = re.compile(r"EOF inside string starting at row (\d+)")
_WIDEST = 2_000
_SPARE = 200


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
        return self.layout.header_row + 1 + self.dialect.has_sep_line

    def _batch(self, frame: pd.DataFrame, before: int) -> RawBatch:
        first = self.layout.header_row + 2 + before
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
        for row, cells in enumerate(self._records(), start=self.layout.header_row + 2):
            widest = max(widest, len(cells))
            if extra := [cell for cell in cells[self.layout.width :] if cell]:
                raise self._ragged(row, extra[0])
        return widest

    def _records(self) -> Iterator[list[str]]:
        with self.opened.path.open(encoding=self.opened.encoding, newline="") as text:
            records = csv.reader(text, delimiter=self.dialect.delimiter)
            try:
                yield from islice(records, self._lines_above, None)
            except csv.Error as refused:
                raise UnreadableExport(
                    "damaged_file", file=self.opened.name, reason=str(refused)
                ) from None

    def _ragged(self, row: int, value: str) -> UnreadableExport:
        return UnreadableExport(
            "ragged_row",
            file=self.opened.name,
            row=row,
            value=value[:80],
            expected=self.layout.width,
        )


def delimited_table(opened: OpenedFile) -> DelimitedTable:
    """The table of a text file.

    Raises :class:`UnreadableExport`: ``unknown_format`` for a table that no format knows,
    ``not_a_table`` for a text without columns.
    """
    with opened.path.open(encoding=opened.encoding, newline="") as text:
        sample = text.read(_SAMPLE)
    sep_line = _SEP_LINE.match(sample)
    body = sample[sep_line.end() :] if sep_line else sample
    delimiters = (sep_line[1],) if sep_line and sep_line[1] in _DELIMITERS else _DELIMITERS
    samples = {delimiter: _first_rows(body, delimiter) for delimiter in delimiters}
    found = [
        (delimiter, layout)
        for delimiter, rows in samples.items()
        if (layout := recognised(rows)) is not None
    ]
    if not found:
        raise _unrecognised(opened, samples)
    delimiter, layout = max(found, key=lambda pair: len(pair[1].columns))
    widest = max(map(len, samples[delimiter]))
    spare = min(max(1, widest - layout.width), _SPARE)
    return DelimitedTable(opened, layout, _Dialect(delimiter, bool(sep_line)), spare)


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
            return UnreadableExport(
                "unknown_format", file=opened.name, reason="headers", value=headers[:200]
            )
    return UnreadableExport("not_a_table", file=opened.name, reason="no_columns")


def _array(column: pd.Series) -> pa.Array:
    cells = pa.array(column.array)
    whole = cells.combine_chunks() if isinstance(cells, pa.ChunkedArray) else cells
    return pc.cast(whole, TEXT)
