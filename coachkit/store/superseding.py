"""What stands when several exports speak of the same item: the last word on each measure.

Platforms correct their numbers, and exports overlap. An export is a snapshot: for an item that
two exports have, the later one's value of a metric stands. Where the later one says nothing
about a metric, because it lacks the column or left the cell blank, the last thing that was said
stands. What nobody ever said stays missing.

Some exports tell of a post only what happened within a period. Of a post that was published in
it, that is its life up to the period's end, and of several such the one that ends last stands.
Of an older post it is a part of its life, which neither supersedes anything nor stands for it.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute

from coachkit.model.observations import Granularity, TableSource, ValuesOf
from coachkit.store.stored_tables import StoredTable

WHOLES = frozenset({Granularity.BREAKDOWN, Granularity.TOTAL})
"""A table of these says what a whole consists of: an old part beside new ones is nonsense."""

_ABOUT_THE_ROW = ("row", "import_id", "position")
"""These say where the newest row of an item came from: they belong together, present or not."""


def in_order(tables: Sequence[StoredTable]) -> list[StoredTable]:
    """The tables, those first that others supersede: by export, then by import, then as filed.

    Posts of a period: by its end before all that; those whose period nobody knows come first,
    for their numbers may be of any part of a post's life.
    """
    return sorted(
        tables,
        key=lambda table: (*_standing(table.source), table.import_id, table.position),
    )


def _standing(source: TableSource) -> tuple[bool, datetime, datetime]:
    told = source.values_of is ValuesOf.LIFE or source.covers is not None
    made = _instant(source.exported)
    of_posts = source.granularity is Granularity.POST
    return told or not of_posts, source.counted_until if of_posts else made, made


def replaces(one: TableSource, other: TableSource) -> bool:
    """Whether two tables are the same whole, exported twice."""
    return _whole(one) == _whole(other)


def _whole(source: TableSource) -> tuple[Any, ...]:
    return (source.format, source.sheet, source.title, source.accounts, source.covers)


def last_of_each(tables: Sequence[StoredTable]) -> list[StoredTable]:
    """Of tables in order, the last of each format, sheet, title, set of accounts and period."""
    return list({_whole(table.source): table for table in tables}.values())


def tells_parts(source: TableSource) -> bool:
    """Whether the table has posts of which it tells a part of their life, as far as is known."""
    return (
        source.granularity is Granularity.POST
        and source.values_of is ValuesOf.PERIOD
        and source.covers is not None
    )


def whole_lives(rows: pa.Table, source: TableSource) -> pa.Table:
    """The rows that tell all of a post's life so far: those published within the period."""
    if not tells_parts(source) or source.covers is None:
        return rows
    begins = datetime.combine(source.covers[0], time())
    ends = datetime.combine(source.covers[1] + timedelta(days=1), time())
    published = rows["published"]
    within = compute.and_(
        compute.greater_equal(published, pa.scalar(begins, pa.timestamp("us"))),
        compute.less(published, pa.scalar(ends, pa.timestamp("us"))),
    )
    return rows.filter(within)


def superseded(rows: pa.Table, by: Sequence[str] = ("account", "item")) -> pa.Table:
    """One row for each value of the columns ``by``, in the order of their first appearance.

    ``rows``: those of all tables, superseded ones first, with ``account``, ``item``, ``row`` and
    ``import_id``; ``time_zone`` belongs to ``published`` and goes with it.
    """
    group = groups(rows, by)
    count = int(group.max()) + 1 if len(group) else 0
    if count == len(group):
        return rows
    order = np.argsort(group, kind="stable")
    starts = np.searchsorted(group[order], np.arange(count))
    newest = np.maximum.reduceat(order, starts)

    def last(said: NDArray[np.bool_]) -> NDArray[np.intp]:
        places = np.where(said, np.arange(len(group)), -1)[order]
        return np.asarray(np.maximum.reduceat(places, starts), np.intp)

    places = {name: last(_said(rows[name])) for name in rows.column_names}
    places |= dict.fromkeys(_ABOUT_THE_ROW, newest)
    if "published" in places and "time_zone" in places:
        dated = places["published"]
        places["time_zone"] = np.where(dated >= 0, dated, newest)
    return pa.table({name: _take(rows[name], places[name]) for name in rows.column_names})


def _instant(exported: datetime) -> datetime:
    # A file's own date may come without a zone; a few hours do not change which month is newer.
    return exported.replace(tzinfo=UTC) if exported.tzinfo is None else exported


def groups(rows: pa.Table, by: Sequence[str]) -> NDArray[np.int64]:
    """The number of the group that each row is in, counted as they appear."""
    together = np.zeros(rows.num_rows, dtype=np.int64)
    for column in by:
        # Numbered anew each time, so that the product stays far below what an integer holds.
        codes, _ = pd.factorize(_codes(rows[column]))
        together, _ = pd.factorize(together * (int(codes.max(initial=0)) + 1) + codes)
    return np.asarray(together, dtype=np.int64)


def _codes(column: pa.ChunkedArray) -> NDArray[np.int64]:
    """A number for each distinct value; missing is one of them."""
    encoded = column.combine_chunks().dictionary_encode(null_encoding="encode")
    return np.asarray(encoded.indices.to_numpy(zero_copy_only=False), dtype=np.int64)


def _said(column: pa.ChunkedArray) -> NDArray[np.bool_]:
    said: NDArray[np.bool_] = column.is_valid().to_numpy()
    return said


def _take(column: pa.ChunkedArray, places: NDArray[Any]) -> pa.Array:
    return column.combine_chunks().take(pa.array(places, mask=places < 0))
