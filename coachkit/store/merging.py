"""Two changes of one value made side by side: what they come to together, if they can.

What only one of the two has changed is taken from it. Where both have changed the same place in
different ways, somebody has to choose.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

from coachkit.model.errors import InvalidValue
from coachkit.store.kinds import V, plain

_GONE: Final = object()
_NAMES: Final = ("key", "name")
"""What the items of a list are told apart by."""


class Prefer(StrEnum):
    """Whose word counts where both have changed the same place."""

    MINE = "mine"
    THEIRS = "theirs"


class _Collision(Exception):
    """Both have changed the same place."""


def together(base: V | None, mine: V, theirs: V, prefer: Prefer | None = None) -> V | None:
    """Both changes of ``base`` in one value; ``None`` where they cannot stand together.

    ``prefer``: whose word counts where they collide; without it a collision is ``None``.
    """
    before: Any = {} if base is None else plain(base)
    try:
        merged = _merged(before, plain(mine), plain(theirs), prefer)
        return type(mine).model_validate(merged)
    except (_Collision, InvalidValue):
        return None


def _merged(base: Any, mine: Any, theirs: Any, prefer: Prefer | None) -> Any:
    if theirs in (mine, base):
        return mine
    if mine == base:
        return theirs
    if isinstance(mine, dict) and isinstance(theirs, dict):
        return _by_place(base if isinstance(base, dict) else {}, mine, theirs, prefer)
    named = _all_named(base, mine, theirs)
    if named is not None:
        before, ours, others = named
        return list(_by_place(before, ours, others, prefer).values())
    if prefer is None:
        raise _Collision
    return mine if prefer is Prefer.MINE else theirs


def _by_place(
    base: Mapping[str, Any],
    mine: Mapping[str, Any],
    theirs: Mapping[str, Any],
    prefer: Prefer | None,
) -> dict[str, Any]:
    places = dict.fromkeys((*theirs, *mine))
    found = {
        place: _merged(
            base.get(place, _GONE), mine.get(place, _GONE), theirs.get(place, _GONE), prefer
        )
        for place in places
    }
    return {place: value for place, value in found.items() if value is not _GONE}


def _all_named(base: Any, mine: Any, theirs: Any) -> list[dict[str, Any]] | None:
    """Three lists by what their items are called, where every item is called something."""
    lists = ([] if base is _GONE else base, mine, theirs)
    for name in _NAMES:
        found = [_named(items, name) for items in lists]
        if all(items is not None for items in found) and any(found):
            return [items for items in found if items is not None]
    return None


def _named(items: Any, name: str) -> dict[str, Any] | None:
    if not isinstance(items, list) or not _have(items, name):
        return None
    named = {item[name]: item for item in items}
    return named if len(named) == len(items) else None


def _have(items: Sequence[Any], name: str) -> bool:
    return all(isinstance(item, dict) and isinstance(item.get(name), str) for item in items)


def names_on(path: Iterable[str | int], value: Any) -> tuple[str, ...]:
    """What the items on the way to a place are called; names of fields are left out."""
    found: list[str] = []
    here = value
    for step in path:
        if isinstance(here, list):
            if isinstance(step, str):
                found.append(step)
            here = _item(here, step)
        else:
            here = here.get(step) if isinstance(here, dict) else None
    return tuple(found)


def _item(items: list[Any], step: str | int) -> Any:
    if isinstance(step, int):
        return items[step] if step < len(items) else None
    return next((one for one in items if isinstance(one, dict) and one.get("name") == step), None)
