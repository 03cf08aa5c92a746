"""What the platforms reported about one client: stored file by file, read as one table."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from coachkit.model.errors import InvalidValue, StoreError
from coachkit.model.observations import Granularity, Platform, TableSource
from coachkit.store import foreseeing, one_table, parquet, stored_tables
from coachkit.store.arrivals import Arrival, sweep
from coachkit.store.folders import OBSERVATIONS
from coachkit.store.foreseeing import Foreseen, Snapshot
from coachkit.store.ledger import Ledger
from coachkit.store.refusals import named
from coachkit.store.stored_tables import Arrived, Import, StoredTable

if TYPE_CHECKING:
    import pyarrow as pa

ExportTable = tuple[Iterable[pd.DataFrame], Callable[[], TableSource]]
"""One table of an export: its frames, batch by batch, and what it was, once they are read."""

_LARGE = 32 * 1024 * 1024  # bytes: more is read again each time it is asked for


class Observations:
    """The observations of one client; a :class:`ClientStore` has them."""

    def __init__(self, folder: Path, ledger: Ledger) -> None:
        self._folder = folder / OBSERVATIONS
        self._ledger = ledger
        self._remembered: dict[object, tuple[tuple[str, ...], pa.Table]] = {}

    def add(self, tables: Iterable[ExportTable]) -> Import:
        """Store all tables of one file, or, whatever goes wrong, nothing of it.

        The same content again (by its sha256) changes nothing. What the frames' iterators raise
        comes through; :class:`coachkit.model.errors.NotWritable` if the disk refuses.
        """
        with named(self._folder):
            arrival = self._arrival()
            stored = None
            try:
                stored = self._stored(arrival, [_written(arrival, *table) for table in tables])
            finally:
                arrival.leave()
                if stored is None:
                    self._sweep()
            return stored

    def known(self, sha256: str) -> Import | None:
        """The import of that very content, if there is one: asked before reading a long file."""
        with self._ledger.reading() as connection:
            return stored_tables.import_of(connection, self._folder, sha256)

    def sources(self) -> tuple[StoredTable, ...]:
        """Every stored table, in the order of import."""
        with self._ledger.reading() as connection:
            return stored_tables.every_table(connection, self._folder)

    def frame(
        self,
        platform: Platform,
        granularity: Granularity,
        *,
        columns: Sequence[str] | None = None,
        format: str | None = None,  # noqa: A002  the field of TableSource
    ) -> pd.DataFrame:
        """Every item of that platform, a row each, later exports superseding earlier ones.

        Columns: those of :data:`coachkit.model.observations.ITEM_COLUMNS` (of mentions also
        ``MENTION_COLUMNS``) and the metrics that any export had, or just ``columns`` in that
        order; then ``import_id`` (of the newest export that has the item; ``row`` is of that
        export, too) and ``time_zone`` (of ``published``). ``format``: only what exports of that
        format said. Sorted by time. Missing stays missing, also a metric that was asked for and
        that no export has.

        Of posts whose exports tell only what happened within a period: those alone that were
        published within it. Ads, breakdowns and totals are of a period: those of several stand
        beside each other, with ``covers_first`` and ``covers_last`` (datetime64, missing where
        unsaid) and ``position``, which with ``import_id`` names the table in :meth:`sources`.

        Raises :class:`coachkit.model.errors.InvalidValue` at ``columns`` for one that is neither
        an item's nor a metric.
        """
        wanted = one_table.known_columns(columns)
        tables = one_table.standing(self._about(platform, granularity, format), granularity)
        asked = (platform, granularity, format, wanted)
        files = tuple(table.path.name for table in tables)
        remembered = self._remembered.get(asked)
        # A file of that name never changes, so the same files always give the same rows.
        if remembered is not None and remembered[0] == files:
            return one_table.as_frame(remembered[1], granularity, wanted)
        laid = one_table.laid_out(tables, granularity, wanted)
        rows = one_table.each_item_once(laid, granularity, wanted)
        if rows.nbytes < _LARGE:
            self._remembered[asked] = (files, rows)
        return one_table.as_frame(rows, granularity, wanted)

    def foresee(self, frames: Iterable[pd.DataFrame], source: TableSource) -> Foreseen:
        """What storing that table would change; nothing is stored.

        Raises :class:`coachkit.model.errors.InvalidValue` where :meth:`add` would.
        """
        _check_platform(source)
        return foreseeing.foreseen(
            self._about(source.platform, source.granularity, None), source, frames
        )

    def snapshots(
        self, platform: Platform, granularity: Granularity, item: str, *, account: str | None = None
    ) -> tuple[Snapshot, ...]:
        """What each export said of the item, oldest first; ``account``: whose, if that matters."""
        return foreseeing.snapshots(self._about(platform, granularity, None), item, account)

    def imports(self) -> tuple[Import, ...]:
        """Every import with its tables, the newest first."""
        with self._ledger.reading() as connection:
            return stored_tables.every_import(connection, self._folder)

    def remove(self, import_id: int) -> None:
        """Undo an import; :class:`coachkit.model.errors.StoreError` ``unknown_import``."""
        with self._ledger.writing() as entry:
            stored_tables.forget_import(entry, import_id)
        # Only now that nothing names the files any more.
        self._sweep()

    def _arrival(self) -> Arrival:
        with self._ledger.writing() as entry:
            # Alone with the store: nobody can sweep the new folder away before it is locked.
            sweep(self._folder, stored_tables.parquet_names(entry.connection))
            return Arrival(self._folder)

    def _stored(self, arrival: Arrival, arrived: Sequence[Arrived]) -> Import:
        sha256 = _content(arrived)
        with self._ledger.writing() as entry:
            known = stored_tables.import_of(entry.connection, self._folder, sha256)
            if known is not None:
                return known
            arrival.settle()
            return stored_tables.record_import(entry, self._folder, arrived)

    def _sweep(self) -> None:
        # What cannot be removed now does not count, and goes before the next import.
        with suppress(StoreError), named(self._folder), self._ledger.writing() as entry:
            sweep(self._folder, stored_tables.parquet_names(entry.connection))

    def _about(
        self, platform: Platform, granularity: Granularity, written_as: str | None
    ) -> tuple[StoredTable, ...]:
        with self._ledger.reading() as connection:
            return stored_tables.tables_about(
                connection, self._folder, platform, granularity, written_as
            )


def _written(
    arrival: Arrival, batches: Iterable[pd.DataFrame], source: Callable[[], TableSource]
) -> Arrived:
    file = arrival.new_file()
    rows = parquet.write(file, batches)
    arrived = Arrived(file, rows, source())
    _check_platform(arrived.source)
    return arrived


def _check_platform(source: TableSource) -> None:
    if source.platform is Platform.META:
        raise InvalidValue("not_allowed", "platform", value=str(source.platform))


def _content(arrived: Sequence[Arrived]) -> str:
    """The hash of the one file that all tables are of."""
    hashes = {table.source.sha256 for table in arrived}
    if len(hashes) != 1:
        raise InvalidValue("missing" if not hashes else "not_allowed", "tables")
    return hashes.pop()
