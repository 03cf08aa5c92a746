"""Columns that say the same thing twice, and what to do where they do not agree.

*Translations* (``Länkklick`` and ``Link Clicks`` in one file) are one column: each row fills one
of them. Where both are filled and differ the file contradicts itself and is refused.

*Namesakes* (two columns ``Views`` in Meta's spring 2025 exports of pages) and *synonyms* in one
language may be two measures. The genuine file shows zeros in both, beside a reach above zero, so
its values cannot tell; its order can: the first stands before ``Reach``, where every other export
of Meta has its only ``Views``, the second at the head of the video columns. So the first is
believed wherever it is filled, and a warning says how often the second said something else.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from coachkit.platforms.formats import folded
from coachkit.platforms.notices import Notices
from coachkit.platforms.problems import Problems
from coachkit.platforms.recognition import Column
from coachkit.platforms.rows import TEXT, RawBatch


def translations(one: Column, other: Column) -> bool:
    """Whether two columns of one meaning are the same column in two languages."""
    if folded(one.header) == folded(other.header):
        return False
    return not one.languages & other.languages


def joined_by_trust(batch: RawBatch, columns: Sequence[Column]) -> pa.Array:
    """The first of the columns that says something, row by row; missing if none does."""
    if not columns:
        return pa.nulls(len(batch), TEXT)
    said = [batch.text(column.place) for column in columns]
    return pc.coalesce(*said) if len(said) > 1 else said[0]


def coalesced_text(
    batch: RawBatch, columns: Sequence[Column], problems: Problems, notices: Notices
) -> pa.Array:
    """Twin columns of text as one; ``columns_disagree`` where translations contradict."""
    joined = _trimmed(joined_by_trust(batch, columns))
    for other in columns[1:]:
        said = _trimmed(batch.text(other.place))
        differ = pc.fill_null(pc.not_equal(joined, said), fill_value=False)
        places = np.flatnonzero(differ)
        _tell(columns[0], other, len(places), notices)
        if translations(columns[0], other):
            for place in places:
                problems.add(
                    "columns_disagree",
                    batch.numbers[place],
                    columns[0].header,
                    other_column=other.header,
                    value=joined[place].as_py(),
                    other_value=said[place].as_py(),
                )
    return joined


def coalesced_numbers(
    batch: RawBatch,
    columns: Sequence[Column],
    read: Sequence[np.ndarray],
    problems: Problems,
    notices: Notices,
) -> np.ndarray:
    """Twin columns of numbers as one; ``columns_disagree`` where translations contradict."""
    joined = read[0]
    for other, values in zip(columns[1:], read[1:], strict=True):
        both = ~np.isnan(joined) & ~np.isnan(values)
        places = np.flatnonzero(both & (joined != values))
        _tell(columns[0], other, len(places), notices)
        if translations(columns[0], other):
            for place in places:
                problems.add(
                    "columns_disagree",
                    batch.numbers[place],
                    columns[0].header,
                    other_column=other.header,
                    value=f"{joined[place]:g}",
                    other_value=f"{values[place]:g}",
                )
        joined = np.where(np.isnan(joined), values, joined)
    return joined


def _tell(first: Column, other: Column, differ: int, notices: Notices) -> None:
    notices.note("twin_columns", first.header, other_column=other.header)
    notices.add("twin_columns", first.header, differ=differ)


def _trimmed(cells: pa.Array) -> pa.Array:
    trimmed = pc.utf8_trim_whitespace(cells)
    return pc.if_else(pc.equal(pc.binary_length(trimmed), 0), pa.scalar(None, TEXT), trimmed)
