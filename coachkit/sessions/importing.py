"""Exports into a client's folder: each file whole or not at all, none of them twice."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from coachkit.model.errors import UnreadableExport
from coachkit.model.observations import TableSource
from coachkit.platforms.ahead import ahead
from coachkit.platforms.exports import ExportTable, open_export
from coachkit.sessions.opening import now
from coachkit.store.client_store import ClientStore


@dataclass(frozen=True)
class Imported:
    """What became of one file: stored, already there, or refused with a reason."""

    file: Path
    tables: tuple[TableSource, ...] = ()
    already_there: bool = False
    refused: UnreadableExport | None = None

    @property
    def rows(self) -> int:
        """Data rows in all tables of the file."""
        return sum(table.rows for table in self.tables)


def import_files(
    store: ClientStore, files: Iterable[Path], started: Callable[[Path], None] = lambda _: None
) -> list[Imported]:
    """Import the files one by one; a refused one stops no other.

    ``started`` is told of each file before it is read. A store that cannot be written stops
    everything (:class:`~coachkit.model.errors.NotWritable`): no later file would fare better.
    """
    done = []
    for file in files:
        started(file)
        done.append(import_file(store, file))
    return done


def import_file(store: ClientStore, file: Path) -> Imported:
    """Import one file."""
    try:
        export = open_export(file, opened_at=now())
        stored = store.observations.known(export.sha256) or store.observations.add(
            (ahead(table.batches()), partial(_source, table)) for table in export.tables
        )
    except UnreadableExport as refused:
        return Imported(file, refused=refused)
    sources = tuple(table.source for table in stored.tables)
    return Imported(file, sources, already_there=stored.already_there)


def _source(table: ExportTable) -> TableSource:
    return table.source
