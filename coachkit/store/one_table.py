"""Many stored tables read as one: what every export said about a platform, each item once."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import compute

from coachkit.model.errors import InvalidValue
from coachkit.model.metrics import METRICS
from coachkit.model.observations import ITEM_COLUMNS, Granularity
from coachkit.store import parquet, superseding
from coachkit.store.stored_tables import StoredTable

_ABOUT_THE_IMPORT = ("import_id", "time_zone")
_NEEDED = ("account", "item", "row", "published")
"""What superseding and sorting go by, whichever columns were asked for."""


def known_columns(columns: Sequence[str] | None) -> tuple[str, ...] | None:
    """The columns, each once; :class:`InvalidValue` for one that no export can have."""
    if columns is None:
        return None
    for column in columns:
        if column not in METRICS and column not in (*ITEM_COLUMNS, *_ABOUT_THE_IMPORT):
            raise InvalidValue("unexpected", "columns", value=column[:80])
    return tuple(dict.fromkeys(columns))


def standing(tables: Sequence[StoredTable], granularity: Granularity) -> list[StoredTable]:
    """Those tables that have a say, later ones superseding earlier ones."""
    ordered = superseding.in_order(tables)
    if granularity is Granularity.BREAKDOWN:
        return superseding.last_of_each(ordered)
    return ordered


def each_item_once(
    tables: Sequence[StoredTable], granularity: Granularity, wanted: tuple[str, ...] | None
) -> pa.Table:
    """The rows of tables in their order, superseded and sorted by time."""
    rows = superseding.superseded(_laid_together(tables, wanted))
    # A day is named by its date; a post's name says nothing of its time. (A breakdown has none.)
    by = "published" if granularity is Granularity.POST else "item"
    order = compute.sort_indices(rows[by]).to_numpy()
    # Exports mostly come in order, and moving a million posts takes longer than to look.
    return rows if (np.diff(order) == 1).all() else rows.take(order)


def as_frame(rows: pa.Table, wanted: tuple[str, ...] | None) -> pd.DataFrame:
    """The rows for evaluation: ``wanted`` columns, or all, then those about the import."""
    if wanted is None:
        metrics = sorted(set(rows.column_names) & METRICS.keys())
        wanted = (*ITEM_COLUMNS, *metrics)
    chosen = list(dict.fromkeys((*wanted, *_ABOUT_THE_IMPORT)))
    for name in chosen:
        if name not in rows.column_names:
            rows = rows.append_column(name, pa.nulls(rows.num_rows, parquet.type_of(name)))
    frame: pd.DataFrame = rows.select(chosen).to_pandas()
    return frame


def _laid_together(tables: Sequence[StoredTable], wanted: tuple[str, ...] | None) -> pa.Table:
    read = None if wanted is None else (*_NEEDED, *wanted)
    names = ITEM_COLUMNS if wanted is None else _NEEDED
    # Puts the columns in their order and gives them a type where no table has them.
    head = pa.table({name: pa.array([], parquet.type_of(name)) for name in names})
    said = [
        _marked(parquet.read(table.path, read), table.import_id, table.source.time_zone)
        for table in tables
    ]
    return pa.concat_tables([_marked(head, 0, None), *said], promote_options="default")


def _marked(rows: pa.Table, import_id: int, time_zone: str | None) -> pa.Table:
    ids = pa.repeat(pa.scalar(import_id, pa.int64()), rows.num_rows)
    zones = pa.repeat(pa.scalar(time_zone, pa.large_string()), rows.num_rows)
    return rows.append_column("import_id", ids).append_column("time_zone", zones)
