"""What a store tells of its past: saved versions, events, frozen names, and what differs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic

from coachkit.store.kinds import V, plain


@dataclass(frozen=True)
class Saved(Generic[V]):
    """One version of a value. ``revision`` counts from 1 for each kind of value.

    ``minute``: of the session, or ``None`` outside one. ``names``: under which it was frozen.
    """

    value: V
    revision: int
    saved_at: datetime
    who: str
    because: str
    minute: float | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Event:
    """Something that happened. ``number`` only grows; ``kind`` and ``revision`` for a save.

    ``session``: the number of the session it belongs to, ``minute`` when in it.
    """

    number: int
    happened_at: datetime
    who: str
    event: str
    kind: str | None
    revision: int | None
    minute: float | None
    details: Mapping[str, Any]
    session: int | None = None


@dataclass(frozen=True)
class Frozen:
    """A name for how everything stood: ``revisions`` has the revision of every kind."""

    name: str
    frozen_at: datetime
    who: str
    because: str
    revisions: Mapping[str, int]


@dataclass(frozen=True)
class Change:
    """One place where two versions differ, as plain JSON data; ``None`` where nothing was.

    ``path`` leads there: names of fields, names of list items that have one, else positions.
    """

    path: tuple[str | int, ...]
    before: Any
    after: Any

    @property
    def field(self) -> str:
        """The path in one word, as in :attr:`coachkit.model.errors.CoachkitError.field`."""
        return ".".join(str(step) for step in self.path)


def differences(older: V, newer: V) -> tuple[Change, ...]:
    """What was changed between two values of one type, in the order of their fields."""
    return tuple(_between((), plain(older), plain(newer)))


def _between(path: tuple[str | int, ...], before: Any, after: Any) -> list[Change]:
    if before == after:
        return []
    if isinstance(before, dict) and isinstance(after, dict):
        return _steps(path, before, after)
    if isinstance(before, list) and isinstance(after, list):
        return _between_lists(path, before, after)
    return [Change(path, before, after)]


def _between_lists(
    path: tuple[str | int, ...], before: list[Any], after: list[Any]
) -> list[Change]:
    named_before, named_after = _by_name(before), _by_name(after)
    if named_before is None or named_after is None:
        return _steps(path, dict(enumerate(before)), dict(enumerate(after)))
    changes = _steps(path, named_before, named_after)
    stayed_before = [name for name in named_before if name in named_after]
    stayed_after = [name for name in named_after if name in named_before]
    if stayed_before != stayed_after:
        changes.append(Change(path, stayed_before, stayed_after))
    return changes


def _by_name(items: list[Any]) -> dict[Any, Any] | None:
    """The items by their name, so that one put in front does not change all the others."""
    if not all(isinstance(item, dict) and isinstance(item.get("name"), str) for item in items):
        return None
    named = {item["name"]: item for item in items}
    return named if len(named) == len(items) else None


def _steps(
    path: tuple[str | int, ...], before: Mapping[Any, Any], after: Mapping[Any, Any]
) -> list[Change]:
    everywhere = {**before, **after}
    return [
        change
        for step in everywhere
        for change in _between((*path, step), before.get(step), after.get(step))
    ]
