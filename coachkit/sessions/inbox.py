"""A client's inbox: what waits there, what storing it would change, the click that stores it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import pandas as pd

from coachkit.documents.incoming import Preview, SeenTable, WillChange
from coachkit.model.errors import UnreadableExport
from coachkit.model.metrics import METRICS
from coachkit.model.observations import Platform, TableSource
from coachkit.platforms.asking import Ask, asks_of
from coachkit.platforms.drops import DroppedFile, dropped
from coachkit.platforms.exports import Export, ExportTable, open_export
from coachkit.platforms.formats import Format
from coachkit.platforms.told import NOTHING_TOLD, Told
from coachkit.sessions.filing import put_aside, waiting
from coachkit.sessions.importing import Imported, import_dropped, named_as
from coachkit.sessions.mapping import known_formats
from coachkit.sessions.opening import now
from coachkit.sessions.room import room_in
from coachkit.sessions.undoing import begin_together, file_away
from coachkit.store.client_store import ClientStore
from coachkit.store.foreseeing import Foreseen

Started = Callable[[str], None]
"""Is told the name of each file as its turn comes."""

_FORESEEN_BY = frozenset({"row", "account", "item", "published"})


@dataclass(frozen=True)
class Lying:
    """What lies in the inbox: files as people know them, and what cannot be looked into."""

    files: tuple[DroppedFile, ...]
    refused: tuple[tuple[Path, UnreadableExport], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The name of every file, and of what cannot be looked into."""
        return (*(file.shown for file in self.files), *(path.name for path, _ in self.refused))


def lying(store: ClientStore) -> Lying:
    """What lies in the inbox now; folders without a file are not spoken of."""
    return looked_into(waiting(store.inbox))


def looked_into(paths: Iterable[Path]) -> Lying:
    """The files of all these drops, in their order."""
    files: list[DroppedFile] = []
    refused: list[tuple[Path, UnreadableExport]] = []
    for path in paths:
        try:
            files += dropped(path).files
        except UnreadableExport as cannot:
            if cannot.code != "nothing_inside" or not path.is_dir():
                refused.append((path, cannot))
    return Lying(tuple(files), tuple(refused))


def preview_all(
    store: ClientStore,
    found: Lying,
    said: Mapping[str, Told],
    started: Started = lambda _: None,
) -> tuple[Preview, ...]:
    """A preview of each file; nothing is stored. ``said``: by name, what a person said of it."""
    known = known_formats(store)
    previews = []
    with room_in(store.inbox) as room:
        for file in found.files:
            started(file.shown)
            told = said.get(file.shown, NOTHING_TOLD)
            preview = preview_one(store, file, room, told, known)
            previews.append(replace(preview, original=str(file.path)))
    cannot = (
        Preview(path.name, original=str(path), refused=refused) for path, refused in found.refused
    )
    return (*previews, *cannot)


def preview_one(
    store: ClientStore,
    file: DroppedFile,
    room: Path,
    told: Told,
    known: Sequence[Format] | None,
) -> Preview:
    """What one file is and what storing it would change."""
    try:
        with file.at_hand(room) as path:
            export = open_export(path, opened_at=now(), told=told, known=known)
            return _seen(store, file.shown, export, told)
    except UnreadableExport as refused:
        return Preview(file.shown, refused=named_as(refused, file))


def _seen(store: ClientStore, name: str, export: Export, told: Told) -> Preview:
    stored = store.observations.known(export.sha256)
    if stored is not None:
        seen = tuple(SeenTable(table.source) for table in stored.tables)
        return Preview(name, seen, already_there=True)
    tables = tuple(_foreseen(store, table) for table in export.tables)
    asks = _asks(store, tables, told)
    return Preview(name, tables, notes=export.warnings(), asks=asks)


def _asks(store: ClientStore, tables: Sequence[SeenTable], told: Told) -> tuple[Ask, ...]:
    """What is left open and nobody has said."""
    sources = [table.source for table in tables]
    asked = set(asks_of(sources))
    if told.covers is not None:
        asked -= {Ask.PERIOD, Ask.YEAR}
    if told.account is None and _account_matters(store, sources):
        asked.add(Ask.ACCOUNT)
    return tuple(ask for ask in Ask if ask in asked)


def _foreseen(store: ClientStore, table: ExportTable) -> SeenTable:
    frames = [_by_numbers(frame) for frame in table.batches()]
    source = table.source
    if source.platform is Platform.META:
        return SeenTable(source)
    return SeenTable(source, _will_change(store.observations.foresee(frames, source)))


def _by_numbers(frame: pd.DataFrame) -> pd.DataFrame:
    """What the numbers hang on, without the texts: a whole file of them is held at once."""
    return frame[[name for name in frame.columns if name in METRICS or name in _FORESEEN_BY]]


def _will_change(foreseen: Foreseen) -> WillChange:
    sums = (
        (name, before, foreseen.after[name])
        for name, before in foreseen.before.items()
        if before != foreseen.after[name]
    )
    return WillChange(
        new=foreseen.new,
        known=foreseen.known,
        changed=foreseen.changed,
        sums=tuple(sums),
        parts=foreseen.parts,
        days=foreseen.days,
        days_covered=foreseen.days_covered,
    )


def _account_matters(store: ClientStore, sources: Sequence[TableSource]) -> bool:
    """Whether the file names nobody while others of its platform name several accounts."""
    if any(source.accounts for source in sources):
        return False
    platforms = {source.platform for source in sources}
    named = {
        account
        for table in store.observations.sources()
        if table.source.platform in platforms
        for account in table.source.accounts
    }
    return len(named) > 1


def store_waiting(
    store: ClientStore,
    said: Mapping[str, Told],
    started: Started = lambda _: None,
    *,
    only: str | None = None,
) -> list[Imported]:
    """Store what waits, file by file; the originals of what is stored go to ``imported/``.

    ``said``: by name, what a person said of a file; ``only``: the name of the one file that is
    meant. A refused file stays where it is and stops no other. Raises
    :class:`coachkit.model.errors.StoreError` where the store cannot be written.
    """
    found = lying(store)
    known = known_formats(store)
    begin_together(store)
    done: list[Imported] = []
    with room_in(store.inbox) as room:
        for original, files in _by_original(found.files):
            wanted = [file for file in files if only in (None, file.shown)]
            imported = []
            for file in wanted:
                started(file.shown)
                told = said.get(file.shown, NOTHING_TOLD)
                imported.append(import_dropped(store, file, room, told, known))
            if imported and len(wanted) == len(files):
                _put_away(store, original, imported)
            done += imported
    cannot = [(path, why) for path, why in found.refused if only in (None, path.name)]
    return done + [Imported(path, path.name, refused=refused) for path, refused in cannot]


def set_aside(store: ClientStore, name: str) -> None:
    """Take what cannot be read out of the way: the file, or the archive it lies in, is kept."""
    found = lying(store)
    originals = [file.path for file in found.files if file.shown == name]
    originals += [path for path, _ in found.refused if path.name == name]
    for original in originals[:1]:
        put_aside(store.inbox, original)


def _by_original(files: Sequence[DroppedFile]) -> Iterator[tuple[Path, list[DroppedFile]]]:
    for original, of_one in groupby(files, key=lambda file: file.path):
        yield original, list(of_one)


def _put_away(store: ClientStore, original: Path, imported: Sequence[Imported]) -> None:
    """An archive goes once all in it is stored: it cannot be in two places."""
    if all(one.refused is None for one in imported):
        file_away(store, original, [one.import_id for one in imported if one.import_id])
