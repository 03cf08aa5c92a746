"""What stands when several exports speak of the same item: the last word on each measure.

Platforms correct their numbers, and exports overlap. An export is a snapshot: for an item that
two exports have, the later one's value of a metric stands. Where the later one says nothing
about a metric, because it lacks the column or left the cell blank, the last thing that was said
stands. What nobody ever said stays missing.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from coachkit.store.stored_tables import StoredTable

_ABOUT_THE_ROW = ("row", "import_id")
"""These say where the newest row of an item came from: they belong together, present or not."""


def in_order(tables: Sequence[StoredTable]) -> list[StoredTable]:
    """The tables, those first that others supersede: by export, then by import, then as filed."""
    return sorted(
        tables,
        key=lambda table: (_instant(table.source.exported), table.import_id, table.position),
    )


def last_of_each(tables: Sequence[StoredTable]) -> list[StoredTable]:
    """Of tables in order, the last of each format, sheet and set of accounts.

    For tables that break a whole down: an old part beside new ones adds up to nonsense.
    """
    last = {
        (table.source.format, table.source.sheet, table.source.accounts): table for table in tables
    }
    return list(last.values())


def superseded(rows: pa.Table) -> pa.Table:
    """One row for each account and item, in the order of their first appearance.

    ``rows``: those of all tables, superseded ones first, with ``account``, ``item``, ``row`` and
    ``import_id``; ``time_zone`` belongs to ``published`` and goes with it.
    """
    group = _groups(rows)
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


def _groups(rows: pa.Table) -> NDArray[np.int64]:
    items, _ = pd.factorize(_codes(rows["item"]))
    accounts = _codes(rows["account"])
    together = accounts * (int(items.max(initial=0)) + 1) + items
    groups, _ = pd.factorize(together)
    return np.asarray(groups, dtype=np.int64)


def _codes(column: pa.ChunkedArray) -> NDArray[np.int64]:
    """A number for each distinct value; missing is one of them."""
    encoded = column.combine_chunks().dictionary_encode(null_encoding="encode")
    return np.asarray(encoded.indices.to_numpy(zero_copy_only=False), dtype=np.int64)


def _said(column: pa.ChunkedArray) -> NDArray[np.bool_]:
    said: NDArray[np.bool_] = column.is_valid().to_numpy()
    return said


def _take(column: pa.ChunkedArray, places: NDArray[Any]) -> pa.Array:
    return column.combine_chunks().take(pa.array(places, mask=places < 0))
