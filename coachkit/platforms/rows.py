"""Rows as they stand in a file: cells in columns, with the row's number beside them.

Both kinds of files, delimited text and workbooks, become this before anything is understood.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from coachkit.platforms.columns import NUMBERS, TEXT, as_text
from coachkit.platforms.recognition import Layout

__all__ = ["NUMBERS", "TEXT", "RawBatch", "RawTable"]


@dataclass(frozen=True)
class RawBatch:
    """Some rows of a table. ``numbers``: int64, as a spreadsheet counts them, header = row 1.

    ``cells``: one array per column that has a header, all of one length: of :data:`TEXT`, or of
    :data:`NUMBERS` where a workbook's column has nothing else.
    """

    numbers: np.ndarray
    cells: tuple[pa.Array, ...]

    def text(self, place: int) -> pa.Array:
        """A column as :data:`TEXT`."""
        return as_text(self.cells[place])

    def without_blank_rows(self) -> "RawBatch":
        """The rows that say something: saving again in a spreadsheet leaves ``;;;;`` behind."""
        blank = None
        for column in self.cells:
            empty = pc.is_null(column)
            blank = empty if blank is None else pc.and_(blank, empty)
            if not pc.any(blank).as_py():
                return self
        return self.where(pc.invert(blank))

    def where(self, mask: pa.Array) -> "RawBatch":
        """The rows for which the mask is true."""
        kept = self.numbers[mask.to_numpy(zero_copy_only=False)]
        return RawBatch(kept, tuple(column.filter(mask) for column in self.cells))

    def __len__(self) -> int:
        return len(self.numbers)


class RawTable(Protocol):
    """A recognised table in a file, whatever kind of file it is."""

    @property
    def sheet(self) -> str | None:
        """The sheet it stands on, ``None`` in a text file."""

    @property
    def layout(self) -> Layout:
        """What it was recognised as."""

    @property
    def decimal_comma(self) -> bool:
        """Whether the file separates columns by something else, so that 1,5 may be a number."""

    @property
    def torn(self) -> tuple[int, ...]:
        """Rows whose name had been torn into several cells and was put together again."""

    def batches(self, chunk_rows: int) -> Iterator[RawBatch]:
        """The rows below the header, at most ``chunk_rows`` at a time, blank rows left out."""
