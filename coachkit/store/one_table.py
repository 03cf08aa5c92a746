"""Many stored tables read as one: what every export said about a platform, each item once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import compute

from coachkit.model.errors import InvalidValue
from coachkit.model.metrics import METRICS
from coachkit.model.observations import ITEM_COLUMNS, MENTION_COLUMNS, Granularity
from coachkit.store import parquet, superseding
from coachkit.store.stored_tables import StoredTable

_ABOUT_THE_IMPORT = ("import_id", "time_zone")
_ABOUT_THE_TABLE = ("import_id", "position", "covers_first", "covers_last", "time_zone")
"""Beside items that mean nothing without the table they stand in, or without its period."""
_NEEDED = ("account", "item", "row", "published")
"""What superseding and sorting go by, whichever columns were asked for."""
_OF_A_PERIOD = frozenset({Granularity.AD, *superseding.WHOLES})
_DATED = frozenset({Granularity.POST, Granularity.MENTION})


@dataclass(frozen=True)
class Laid:
    """A stored table and its rows, or those of one that may be stored."""

    table: StoredTable
    rows: pa.Table


def known_columns(columns: Sequence[str] | None) -> tuple[str, ...] | None:
    """The columns, each once; :class:`InvalidValue` for one that no export can have."""
    if columns is None:
        return None
    others = (*ITEM_COLUMNS, *MENTION_COLUMNS, *_ABOUT_THE_TABLE)
    for column in columns:
        if column not in METRICS and column not in others:
            raise InvalidValue("unexpected", "columns", value=column[:80])
    return tuple(dict.fromkeys(columns))


def standing(tables: Sequence[StoredTable], granularity: Granularity) -> list[StoredTable]:
    """Those tables that have a say, later ones superseding earlier ones."""
    ordered = superseding.in_order(tables)
    return superseding.last_of_each(ordered) if granularity in superseding.WHOLES else ordered


def laid_out(
    tables: Iterable[StoredTable], granularity: Granularity, wanted: tuple[str, ...] | None
) -> list[Laid]:
    """The tables with their rows, or with what of them is needed for the columns wanted."""
    read = None if wanted is None else (*_needed(granularity), *wanted)
    return [Laid(table, parquet.read(table.path, read)) for table in tables]


def each_item_once(
    laid: Sequence[Laid], granularity: Granularity, wanted: tuple[str, ...] | None
) -> pa.Table:
    """The rows of tables in their order, superseded and sorted by time."""
    together = _laid_together(laid, granularity, wanted)
    rows = (
        together
        if granularity in superseding.WHOLES
        else superseding.superseded(together, identity(granularity))
    )
    # A day is named by its date; a post's name says nothing of its time. (A breakdown has none.)
    by = ["published"] if granularity in _DATED else ["item"]
    if granularity in _OF_A_PERIOD:
        by = ["covers_first", *by]
    order = compute.sort_indices(rows, [(name, "ascending") for name in by]).to_numpy()
    # Exports mostly come in order, and moving a million posts takes longer than to look.
    return rows if (np.diff(order) == 1).all() else rows.take(order)


def identity(granularity: Granularity) -> tuple[str, ...]:
    """The columns that say which item a row is about: an ad is one for each period."""
    if granularity is Granularity.AD:
        return ("account", "item", "covers_first", "covers_last")
    return ("account", "item")


def as_frame(
    rows: pa.Table, granularity: Granularity, wanted: tuple[str, ...] | None
) -> pd.DataFrame:
    """The rows for evaluation: ``wanted`` columns, or all, then those about the import."""
    if wanted is None:
        metrics = sorted(set(rows.column_names) & METRICS.keys())
        wanted = (*_named(granularity), *metrics)
    about = _ABOUT_THE_TABLE if granularity in _OF_A_PERIOD else _ABOUT_THE_IMPORT
    chosen = list(dict.fromkeys((*wanted, *about)))
    for name in chosen:
        if name not in rows.column_names:
            rows = rows.append_column(name, pa.nulls(rows.num_rows, parquet.type_of(name)))
    frame: pd.DataFrame = rows.select(chosen).to_pandas()
    return frame


def _named(granularity: Granularity) -> tuple[str, ...]:
    if granularity is Granularity.MENTION:
        return (*ITEM_COLUMNS, *MENTION_COLUMNS)
    return ITEM_COLUMNS


def _needed(granularity: Granularity) -> tuple[str, ...]:
    return (*_NEEDED, *_ABOUT_THE_TABLE) if granularity in _OF_A_PERIOD else _NEEDED


def _laid_together(
    laid: Sequence[Laid], granularity: Granularity, wanted: tuple[str, ...] | None
) -> pa.Table:
    names = _named(granularity) if wanted is None else _NEEDED
    about = _ABOUT_THE_TABLE if granularity in _OF_A_PERIOD else _ABOUT_THE_IMPORT
    # Puts the columns in their order and gives them a type where no table has them.
    head = pa.table(
        {name: pa.array([], parquet.type_of(name)) for name in dict.fromkeys((*names, *about))}
    )
    said = [_marked(one, about) for one in laid]
    return pa.concat_tables([head, *said], promote_options="default")


def _marked(one: Laid, about: Sequence[str]) -> pa.Table:
    """The rows that have a say, each with where it came from."""
    source = one.table.source
    first, last = source.covers or (None, None)
    marks = {
        "import_id": one.table.import_id,
        "position": one.table.position,
        "covers_first": _moment(first),
        "covers_last": _moment(last),
        "time_zone": source.time_zone,
    }
    rows = superseding.whole_lives(one.rows, source)
    for name in about:
        mark = pa.scalar(marks[name], parquet.type_of(name))
        rows = rows.append_column(name, pa.repeat(mark, rows.num_rows))
    return rows


def _moment(day: date | None) -> pd.Timestamp | None:
    return None if day is None else pd.Timestamp(day)
