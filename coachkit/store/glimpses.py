"""A glimpse of a client: the last values of a few kinds, what was imported, when anything happened.

A list of many clients asks each once, in as few words as there are, and opens none of them.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import (
    Connection,
    Select,
    String,
    column,
    func,
    literal,
    select,
    table,
    union_all,
)

from coachkit.model.client import Client
from coachkit.model.errors import CoachkitError, StoreError
from coachkit.model.observations import Platform
from coachkit.model.values import Value
from coachkit.store.kinds import kind_of, read
from coachkit.store.schema import events, import_tables, imports, versions

V = TypeVar("V", bound=Value)

State = tuple[int, ...]
"""What changes as soon as anything in a client's store does."""


@dataclass(frozen=True)
class BroughtIn:
    """A table that was imported. ``until``: the last day it tells of; ``None`` where none is."""

    platform: Platform
    until: date | None


@dataclass(frozen=True)
class Glimpse:
    """What was asked of one client.

    ``imported_at``: when a file last came in; ``active_at``: when anything was last written.

    ``texts``: the last values as the store writes them, by kind: of most a list needs a word or
    two, and to make whole values of them takes longer than to read them.
    """

    client: Client
    texts: Mapping[str, str]
    brought_in: tuple[BroughtIn, ...]
    imported_at: datetime | None
    active_at: datetime | None

    def the(self, kept: type[V]) -> V | None:
        """The last value of that kind, ``None`` where there is none."""
        text = self.texts.get(kind_of(kept))
        return None if text is None else read(kept, text)

    def plain(self, kept: type[Value]) -> Mapping[str, Any]:
        """The same as plain JSON data, empty where there is none."""
        text = self.texts.get(kind_of(kept))
        found = {} if text is None else json.loads(text)
        return found if isinstance(found, dict) else {}


@dataclass(frozen=True)
class Glimpsed:
    """A client that was looked at. ``found``: ``None`` where it is as it was in that ``state``."""

    slug: str
    state: State
    found: Glimpse | CoachkitError | None


def glimpse(connection: Connection, slug: str, kinds: frozenset[type[Value]]) -> Glimpse:
    """One look; :class:`StoreError` ``damaged`` where the store has no client, or no sense."""
    names = tuple(sorted(map(kind_of, kinds | {Client})))
    texts = {row.kind: row.value for row in connection.execute(_last_of(names))}
    written = texts.pop(kind_of(Client), None)
    if written is None:
        raise StoreError("damaged", client=slug)
    client = read(Client, written)
    if client.slug != slug:
        client = client.changed(slug=slug)
    lately = connection.execute(_LATELY).one()
    imports_known = lately.stamp >= _IMPORTS_SINCE
    return Glimpse(
        client=client,
        texts=texts,
        brought_in=_brought_in(connection.execute(_IMPORTED), slug) if imports_known else (),
        imported_at=connection.execute(_LAST_IMPORT).scalar() if imports_known else None,
        active_at=lately.active_at,
    )


_IMPORTED = select(import_tables.c.platform, import_tables.c.source)
# Read as JSON, the sources of a client with a year of exports take longer than all the rest. Within
# a value a quotation mark is escaped, so that nothing but these two fields can look like them.
_COVERS = re.compile(r'"covers":\["[0-9-]{10}","([0-9-]{10})"\]')
_LAST = re.compile(r'"last":"([0-9-]{10})"')
_LAST_EVENT = select(events.c.happened_at).order_by(events.c.id.desc()).limit(1)
_LAST_IMPORT = select(func.max(imports.c.imported_at))
_STAMP = select(column("version_num", String)).select_from(table("alembic_version"))
_IMPORTS_SINCE = "0002"
"""A store that is older has no table of imports yet: it is upgraded when it is opened."""
_LATELY = select(
    _STAMP.scalar_subquery().label("stamp"),
    _LAST_EVENT.scalar_subquery().label("active_at"),
)


@cache
def _last_of(kinds: tuple[str, ...]) -> Any:
    """The last version of each, in one question; every part of it goes straight to its row."""
    return union_all(*(select(_last(kind).subquery()) for kind in kinds))


def _last(kind: str) -> Select[Any]:
    return (
        select(versions.c.kind, versions.c.value)
        .where(versions.c.kind == literal(kind))
        .order_by(versions.c.revision.desc())
        .limit(1)
    )


def _brought_in(rows: Iterable[Any], slug: str) -> tuple[BroughtIn, ...]:
    try:
        return tuple(BroughtIn(Platform(platform), _until(source)) for platform, source in rows)
    except ValueError as unknown:
        raise StoreError("damaged", client=slug) from unknown


def _until(source: str) -> date | None:
    found = _COVERS.search(source) or _LAST.search(source)
    return None if found is None else date.fromisoformat(found[1])
