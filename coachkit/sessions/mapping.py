"""The mappings that are kept with a client, and the screen on which a manager makes one.

In a notebook cell: ``mapping_panel(lambda: open_client("big-green"), Path("export.csv"), "fi")``.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from coachkit.model.errors import CoachkitError, InvalidValue
from coachkit.model.languages import Language
from coachkit.model.mappings import ColumnMapping, ColumnMappings
from coachkit.platforms.formats import Format
from coachkit.platforms.mapping import client_formats, unusable
from coachkit.platforms.mapping_proposal import Proposal, proposed
from coachkit.platforms.mapping_tables import UnnamedTable
from coachkit.platforms.mapping_trial import Trial, tried
from coachkit.platforms.told import NOTHING_TOLD, Told
from coachkit.sessions.opening import now, open_workspace, whoever
from coachkit.store.client_store import ClientStore

if TYPE_CHECKING:
    from coachkit.widgets.mapping import MappingForm
    from coachkit.widgets.panel import Panel

StoreOpener = Callable[[], AbstractContextManager[ClientStore]]
"""Opens the client's store for as long as one thing takes."""


def open_client(slug: str, workspace: str = "") -> ClientStore:
    """The client's store, opened to be written."""
    return open_workspace(workspace).open_client(slug, now=now, who=whoever())


def kept_mappings(store: ClientStore) -> ColumnMappings:
    """Every mapping of the client; none is kept before the first."""
    saved = store.load(ColumnMappings)
    return saved.value if saved else ColumnMappings()


def known_formats(store: ClientStore) -> tuple[Format, ...]:
    """The shipped formats and the client's own, as ``open_export`` takes them.

    A mapping whose layout is gone is left out; :func:`refused_mappings` says why.
    """
    return client_formats(kept_mappings(store))


def refused_mappings(store: ClientStore) -> tuple[tuple[ColumnMapping, InvalidValue], ...]:
    """The client's mappings that can no longer be used, each with the reason."""
    return unusable(kept_mappings(store))


def keep_mapping(
    store: ClientStore, mapping: ColumnMapping, *, learning: str | None = None
) -> ColumnMapping:
    """Keep one mapping more, or have the earlier one called ``learning`` learn its columns.

    Gives what is kept. Raises :class:`InvalidValue` ``name_taken`` or ``unknown_mapping``,
    :class:`coachkit.model.errors.StaleRevision` if somebody kept one in between.
    """
    saved = store.load(ColumnMappings)
    before = saved.value if saved else ColumnMappings()
    kept = mapping if learning is None else before.named(learning).learning(mapping)
    after = before.keeping(kept, replacing=learning)
    revision = saved.revision if saved else None
    store.save(after, based_on=revision, because=f"columns matched: {kept.name}")
    return kept


def forget_mapping(store: ClientStore, name: str) -> None:
    """Remove a mapping; what was imported with it stays. ``unknown_mapping`` if there is none."""
    saved = store.load(ColumnMappings)
    before = saved.value if saved else ColumnMappings()
    after = before.without(name)
    revision = saved.revision if saved else None
    store.save(after, based_on=revision, because=f"matching removed: {name}")


def propose(store: ClientStore, file: Path, header_row: int | None = None) -> tuple[Proposal, ...]:
    """What the tables of a file might be, with the client's earlier matches suggested again."""
    return proposed(file, opened_at=now(), kept=kept_mappings(store), header_row=header_row)


def try_out(
    store: ClientStore, table: UnnamedTable, mapping: ColumnMapping, told: Told = NOTHING_TOLD
) -> Trial:
    """The whole file read as the mapping says, beside everything the client knows already."""
    return tried(table, mapping, opened_at=now(), known=known_formats(store), told=told)


def mapping_panel(
    store_opener: StoreOpener,
    file: Path,
    language: Language,
    done: Callable[[ColumnMapping], None] = lambda _: None,
    told: Told = NOTHING_TOLD,
) -> "MappingForm | Panel":
    """The mapping screen for one file: in a page, or alone in a cell.

    ``store_opener`` opens the client's store, once for each thing that is done; ``done`` is told
    of the mapping once it is kept; ``told``: what only a person knows of the file. A file of
    which no mapping can be made (a picture, an empty file) is refused with a sentence.
    """
    # An import asks for the formats above, and has no use for widgets.
    from coachkit.sessions.refusing import refuse  # noqa: PLC0415
    from coachkit.widgets.mapping import MappingForm  # noqa: PLC0415

    def proposals(header_row: int | None) -> Sequence[Proposal]:
        with store_opener() as store:
            return propose(store, file, header_row)

    def trial(table: UnnamedTable, mapping: ColumnMapping) -> Trial:
        with store_opener() as store:
            return try_out(store, table, mapping, told)

    def keep(mapping: ColumnMapping, learns: str | None) -> ColumnMapping:
        with store_opener() as store:
            kept = keep_mapping(store, mapping, learning=learns)
        done(kept)
        return kept

    try:
        return MappingForm(proposals, trial, keep, language)
    except CoachkitError as error:
        return refuse(error, language)
