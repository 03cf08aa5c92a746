"""Rows that are no items: the platform's own totals, kept beside the sum of the rows."""

import re
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from coachkit.platforms.recognition import Layout
from coachkit.platforms.rows import TEXT, RawBatch

_HALF = 0.5
_ROUNDING = 0.005
"""How far a part may be rounded: platforms write hours and money with two decimals or more."""


@dataclass(frozen=True)
class TotalRows:
    """Tells the total rows of a table from its items."""

    layout: Layout

    def among(self, batch: RawBatch) -> pa.Array | None:
        """A mask of the rows that are totals; ``None`` where there are none."""
        known = self.layout.format
        marks = [self._worded(batch.text(place)) for place in self._places()]
        if known.total_marks and batch.cells:
            beyond = batch.text(self.layout.width - 1)
            marks.append(pc.is_in(beyond, value_set=pa.array(known.total_marks, type=TEXT)))
        if known.unnamed_total:
            marks.append(self._unnamed(batch))
        found = None
        for mark in marks:
            sure = pc.fill_null(mark, fill_value=False)
            found = sure if found is None else pc.or_(found, sure)
        return found if found is not None and pc.any(found).as_py() else None

    def _places(self) -> list[int]:
        """Total rows are named in the first column, or where items are named."""
        known = self.layout.format
        if not (known.totals or known.total_patterns) or not self.layout.columns:
            return []
        first = min(column.place for column in self.layout.columns)
        named = {column.place for column in (*self.layout.of("item"), *self.layout.of("text"))}
        return sorted({first} | named)

    def _worded(self, cells: pa.Array) -> pa.Array:
        known = self.layout.format
        words = "|".join([*map(re.escape, known.totals), *known.total_patterns])
        return pc.match_substring_regex(cells, pattern=f"^(?:{words})$")

    def _unnamed(self, batch: RawBatch) -> pa.Array:
        keys = [*self.layout.of("item"), *self.layout.of("text"), *self.layout.of("campaign")]
        silent = pa.array(np.ones(len(batch), dtype=bool))
        for column in keys:
            silent = pc.and_(silent, pc.is_null(batch.cells[column.place]))
        return silent


def differ(total: float | None, platform_total: float | None, *, parts: bool, rows: int) -> bool:
    """Whether the platform's own total is another than the sum of that many rounded rows."""
    if total is None or platform_total is None:
        return False
    # The total itself is rounded, too.
    allowed = (rows + 1) * _ROUNDING if parts else _HALF
    return abs(platform_total - total) > allowed
