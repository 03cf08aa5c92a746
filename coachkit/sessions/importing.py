"""Exports into a client's folder: each file whole or not at all, none of them twice."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from coachkit.model.errors import UnreadableExport
from coachkit.model.observations import TableSource
from coachkit.platforms.ahead import ahead
from coachkit.platforms.drops import DroppedFile, dropped
from coachkit.platforms.exports import ExportTable, open_export
from coachkit.platforms.formats import Format
from coachkit.platforms.told import NOTHING_TOLD, Told
from coachkit.sessions.mapping import known_formats
from coachkit.sessions.opening import now
from coachkit.sessions.room import room_in
from coachkit.sessions.undoing import begin_together
from coachkit.store.client_store import ClientStore


@dataclass(frozen=True)
class Imported:
    """What became of one file: stored, already there, or refused with a reason.

    ``file``: the file, or the archive it lies in; ``shown``: its name for people; ``import_id``:
    the import that has its content, ``None`` where it was refused.
    """

    file: Path
    shown: str = ""
    tables: tuple[TableSource, ...] = ()
    already_there: bool = False
    refused: UnreadableExport | None = None
    import_id: int | None = None

    @property
    def rows(self) -> int:
        """Data rows in all tables of the file."""
        return sum(table.rows for table in self.tables)


def import_files(
    store: ClientStore,
    paths: Iterable[Path],
    started: Callable[[str], None] = lambda _: None,
    told: Told = NOTHING_TOLD,
) -> list[Imported]:
    """Import files, folders and ZIPs, file by file; a refused one stops no other.

    ``started`` is told the name of each file before it is read; ``told``: what a person says of
    all of them. A store that cannot be written stops everything
    (:class:`~coachkit.model.errors.NotWritable`): no later file would fare better. What was
    imported together is undone together.
    """
    known = known_formats(store)
    begin_together(store)
    done: list[Imported] = []
    with room_in(store.inbox) as room:
        for path in paths:
            try:
                files = dropped(path).files
            except UnreadableExport as refused:
                started(path.name)
                done.append(Imported(path, path.name, refused=refused))
                continue
            for file in files:
                started(file.shown)
                done.append(import_dropped(store, file, room, told, known))
    return done


def import_dropped(
    store: ClientStore, file: DroppedFile, room: Path, told: Told, known: Sequence[Format] | None
) -> Imported:
    """Import one file of a drop; what lies in an archive is unpacked in ``room``."""
    try:
        with file.at_hand(room) as path:
            imported = import_file(store, path, told, known)
    except UnreadableExport as cannot:
        imported = Imported(file.path, refused=cannot)
    refused = imported.refused and named_as(imported.refused, file)
    return replace(imported, file=file.path, shown=file.shown, refused=refused)


def import_file(
    store: ClientStore,
    file: Path,
    told: Told = NOTHING_TOLD,
    known: Sequence[Format] | None = None,
) -> Imported:
    """Import one file. ``known``: the formats, the shipped ones if left out."""
    try:
        export = open_export(file, opened_at=now(), told=told, known=known)
        stored = store.observations.known(export.sha256)
        if stored is None:
            export.require_told()
            stored = store.observations.add(
                (ahead(table.batches()), partial(_source, table)) for table in export.tables
            )
    except UnreadableExport as refused:
        return Imported(file, file.name, refused=refused)
    sources = tuple(table.source for table in stored.tables)
    return Imported(
        file, file.name, sources, already_there=stored.already_there, import_id=stored.id
    )


def named_as(refused: UnreadableExport, file: DroppedFile) -> UnreadableExport:
    """The refusal with the name that people know the file by, where it is not by itself."""
    if not file.inside:
        return refused
    return UnreadableExport(refused.code, refused.field, **{**refused.details, "file": file.shown})


def _source(table: ExportTable) -> TableSource:
    return table.source
