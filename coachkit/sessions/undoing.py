"""Undoing the last import: what was stored together goes together, and its files come back.

The client's own book says what belongs together: every import begins with a mark, so that also
one that was cut short can be undone whole. An original is noted before it is filed away.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coachkit.model.errors import StoreError
from coachkit.sessions.filing import filed_away, moved
from coachkit.store.changes import Event
from coachkit.store.client_store import ClientStore
from coachkit.store.stored_tables import Import

_BEGUN = "import_begun"
_KEPT = "original_kept"


@dataclass(frozen=True)
class Undone:
    """``imports``: what is no longer stored, newest first; ``back``: what is in the inbox again."""

    imports: tuple[Import, ...]
    back: tuple[str, ...]


def begin_together(store: ClientStore) -> None:
    """Whatever is imported from now on, until the next mark, is undone together."""
    store.record(_BEGUN)


def file_away(store: ClientStore, original: Path, imports: Iterable[int]) -> Path:
    """Move a stored original from the inbox to those that are kept; where it lies then."""
    kept = filed_away(store.inbox, original)
    store.record(
        _KEPT,
        import_ids=sorted(set(imports)),
        came=original.relative_to(store.inbox).as_posix(),
        kept=kept.relative_to(store.inbox).as_posix(),
    )
    moved(store.inbox, original, kept)
    return kept


def last_import(store: ClientStore) -> tuple[Import, ...]:
    """What :func:`undo_last` would undo, the newest first; nothing where nothing is stored."""
    there = {one.id: one for one in store.observations.imports()}
    if not there:
        return ()
    together = _together(store.events())
    numbers = next((group for group in together if not there.keys().isdisjoint(group)), [])
    return tuple(there[number] for number in sorted(numbers, reverse=True) if number in there)


def undo_last(store: ClientStore) -> Undone:
    """Undo the last import.

    Raises :class:`StoreError` ``nothing_to_undo`` where nothing is stored.
    """
    imports = last_import(store)
    if not imports:
        raise StoreError("nothing_to_undo", client=store.client.slug)
    # First the files: cut short here, they are only seen to be stored already.
    back = tuple(_brought_back(store, {one.id for one in imports}))
    for one in imports:
        store.observations.remove(one.id)
    return Undone(imports, back)


def _together(events: Sequence[Event]) -> list[list[int]]:
    """The numbers of what was imported together, the newest first."""
    groups: list[list[int]] = []
    marked = False
    for event in events:
        if event.event == _BEGUN:
            groups.append([])
            marked = True
        elif event.event == "imported":
            number = int(event.details["import_id"])
            if marked:
                groups[-1].append(number)
            else:
                groups.append([number])
    return groups[::-1]


def _brought_back(store: ClientStore, imports: set[int]) -> Iterator[str]:
    for event in store.events():
        if event.event == _KEPT and not imports.isdisjoint(event.details["import_ids"]):
            kept = store.inbox / event.details["kept"]
            if kept.is_file():
                came = moved(store.inbox, kept, store.inbox / event.details["came"])
                yield came.relative_to(store.inbox).as_posix()
