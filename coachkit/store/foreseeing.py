"""What storing an export would change, before it is stored; and what exports said in turn."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyarrow import compute

from coachkit.model.metrics import METRICS
from coachkit.model.observations import Granularity, TableSource
from coachkit.store import one_table, parquet, superseding
from coachkit.store.one_table import Laid
from coachkit.store.stored_tables import StoredTable

_BETWEEN = pa.scalar("\x1f", pa.large_string())


@dataclass(frozen=True)
class Foreseen:
    """What would become of a table's items.

    ``new``: items that no export had; ``known``: the others; ``changed``: those of them of which
    another value would stand for any metric. ``before`` and ``after``: by additive metric, what
    the known items come to now and would come to; over items with a value both times, and only
    metrics of which there are any. ``parts``: rows that tell a part of an older post's life: they
    are kept, and stand for nothing. ``days``: how many the table covers, ``None`` where it does
    not say; ``days_covered``: how many of them an export had covered.
    """

    new: int
    known: int
    changed: int
    before: Mapping[str, float] = field(default_factory=dict)
    after: Mapping[str, float] = field(default_factory=dict)
    parts: int = 0
    days: int | None = None
    days_covered: int = 0


@dataclass(frozen=True)
class Snapshot:
    """What one export said of an item, by metric; what it left out is not there.

    ``covers``: the days that the values are of; ``None`` where they are of all its life.
    """

    exported: datetime
    import_id: int
    file: str
    covers: tuple[date, date] | None
    said: Mapping[str, float]


def foreseen(
    tables: Sequence[StoredTable], source: TableSource, frames: Iterable[pd.DataFrame]
) -> Foreseen:
    """What a table of that source would change. ``tables``: those of its platform and kind.

    Raises :class:`coachkit.model.errors.InvalidValue` at ``columns`` as storing it would.
    """
    arriving = parquet.as_table(frames)
    granularity = source.granularity
    later = Laid(_not_yet(tables, source), arriving)
    if granularity in superseding.WHOLES:
        tables = [table for table in tables if superseding.replaces(table.source, source)]
    said = superseding.whole_lives(arriving, source)
    metrics = [name for name in arriving.column_names if name in METRICS]
    by = one_table.identity(granularity)
    wanted = tuple(metrics)
    laid = one_table.laid_out(one_table.standing(tables, granularity), granularity, wanted)
    keys = _keys(one_table.each_item_once([later], granularity, wanted), by).unique()
    now = _by_item(laid, granularity, wanted, by)
    then = _by_item(_with(laid, later, granularity), granularity, wanted, by)
    known = keys.intersection(now.index)
    before, after = now.loc[known, metrics], then.reindex(known)[metrics]
    same = (before == after) | (before.isna() & after.isna())
    sums = _sums(before, after)
    days = None if source.covers is None else (source.covers[1] - source.covers[0]).days + 1
    return Foreseen(
        new=len(keys) - len(known),
        known=len(known),
        changed=int((~same).any(axis=1).sum()),
        before={name: total for name, (total, _) in sums.items()},
        after={name: total for name, (_, total) in sums.items()},
        parts=arriving.num_rows - said.num_rows,
        days=days,
        days_covered=_days_covered(tables, source),
    )


def _not_yet(tables: Sequence[StoredTable], source: TableSource) -> StoredTable:
    """The table as it would be stored: after all others."""
    number = max((table.import_id for table in tables), default=0) + 1
    never = datetime.max.replace(tzinfo=UTC)
    return StoredTable(number, 0, imported_at=never, who="", source=source, path=Path())


def _with(laid: Sequence[Laid], later: Laid, granularity: Granularity) -> list[Laid]:
    rows = {id(one.table): one for one in (*laid, later)}
    stand = one_table.standing([one.table for one in (*laid, later)], granularity)
    return [rows[id(table)] for table in stand]


def _by_item(
    laid: Sequence[Laid], granularity: Granularity, wanted: tuple[str, ...], by: Sequence[str]
) -> pd.DataFrame:
    rows = one_table.each_item_once(laid, granularity, wanted)
    frame = one_table.as_frame(rows, granularity, (*by, *wanted))
    keyed = frame.set_index(_keys(rows, by))
    return keyed[~keyed.index.duplicated()]


def _keys(rows: pa.Table, by: Sequence[str]) -> pd.Index:
    """One text for each item, so that a missing account is an account like any other."""
    texts = [compute.fill_null(compute.cast(rows[name], pa.large_string()), "") for name in by]
    keys: pd.Series = compute.binary_join_element_wise(*texts, _BETWEEN).to_pandas()
    index: pd.Index = pd.Index(keys)
    return index


def _sums(before: pd.DataFrame, after: pd.DataFrame) -> dict[str, tuple[float, float]]:
    found = {}
    for name in before.columns:
        both = before[name].notna() & after[name].notna()
        if METRICS[name].additive and both.any():
            found[name] = (float(before.loc[both, name].sum()), float(after.loc[both, name].sum()))
    return found


def _days_covered(tables: Sequence[StoredTable], source: TableSource) -> int:
    return len(_days(source) & {day for table in tables for day in _days(table.source)})


def _days(source: TableSource) -> set[date]:
    if source.covers is None:
        return set()
    first, last = source.covers
    return {first + timedelta(days=day) for day in range((last - first).days + 1)}


def snapshots(
    tables: Sequence[StoredTable], item: str, account: str | None
) -> tuple[Snapshot, ...]:
    """What each of the tables said of the item, the one first that others supersede.

    ``account``: whose item; ``None`` for whoever's.
    """
    found = []
    for table in superseding.in_order(tables):
        rows = parquet.read(table.path, None)
        mine = compute.equal(rows["item"], item)
        if account is not None and "account" in rows.column_names:
            mine = compute.and_(mine, compute.equal(rows["account"], account))
        found += [_snapshot(table, row) for row in rows.filter(mine).to_pylist()]
    return tuple(found)


def _snapshot(table: StoredTable, row: Mapping[str, object]) -> Snapshot:
    source = table.source
    of_days = superseding.tells_parts(source) or source.granularity is not Granularity.POST
    return Snapshot(
        exported=source.exported,
        import_id=table.import_id,
        file=source.file,
        covers=source.covers if of_days else None,
        said={
            name: value
            for name, value in row.items()
            if name in METRICS and isinstance(value, float)
        },
    )
