"""Versions of values: appended, never changed; and the names that freeze them.

Functions over one open transaction; :class:`coachkit.store.client_store.ClientStore` opens it.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select

from coachkit.model.client import Client
from coachkit.model.errors import InvalidValue, StaleRevision, StoreError
from coachkit.model.sessions import Session
from coachkit.model.values import Value
from coachkit.store.changes import Frozen, Saved
from coachkit.store.kinds import V, kind_of, read, written
from coachkit.store.ledger import Entry
from coachkit.store.schema import frozen, frozen_versions, import_tables, imports, versions

_LONGEST_NAME = 80

# Built once: a save should take no longer than it must.
_OF_KIND = versions.c.kind == bindparam("kind")
_LATEST_FIRST = versions.c.revision.desc()
_LAST = select(versions.c.revision, versions.c.who).where(_OF_KIND).order_by(_LATEST_FIRST).limit(1)
_LATEST = select(versions).where(_OF_KIND).order_by(_LATEST_FIRST).limit(1)
_EVERY = select(versions).where(_OF_KIND).order_by(versions.c.revision)
_NUMBERED = select(versions).where(_OF_KIND, versions.c.revision == bindparam("revision"))
_APPEND = insert(versions)
_NEWEST = (
    select(versions.c.kind, func.max(versions.c.revision).label("revision"))
    .group_by(versions.c.kind)
    .subquery()
)
_LAST_OF_ALL = (
    select(versions.c.kind, versions.c.value)
    .join(
        _NEWEST,
        (versions.c.kind == _NEWEST.c.kind) & (versions.c.revision == _NEWEST.c.revision),
    )
    .order_by(versions.c.kind)
)
_ALL_IMPORTED = (
    select(imports.c.sha256, import_tables.c.parquet)
    .join(import_tables, import_tables.c.import_id == imports.c.id)
    .order_by(imports.c.id, import_tables.c.position)
)
_NAMES = (
    select(frozen_versions.c.revision, frozen_versions.c.name)
    .join(frozen, frozen.c.name == frozen_versions.c.name)
    .where(frozen_versions.c.kind == bindparam("kind"))
    .order_by(frozen.c.frozen_at, frozen.c.name)
)


def append(
    entry: Entry, value: V, *, based_on: int | None, because: str, minute: float | None
) -> Saved[V]:
    """The next version, with its event; :class:`StaleRevision` if ``based_on`` is not the last."""
    kind = kind_of(type(value))
    last = entry.connection.execute(_LAST, {"kind": kind}).first()
    current = last.revision if last else None
    if based_on != current:
        raise StaleRevision(
            "stale_revision",
            kind,
            based_on=based_on,
            current=current,
            who=last.who if last else None,
        )
    saved = Saved(value, (current or 0) + 1, entry.moment, entry.who, because, minute)
    row = {
        "kind": kind,
        "revision": saved.revision,
        "saved_at": saved.saved_at,
        "who": saved.who,
        "because": because,
        "minute": minute,
        "value": written(value),
    }
    entry.connection.execute(_APPEND, row)
    entry.note(
        "saved",
        kind=kind,
        revision=saved.revision,
        minute=minute,
        session=value.number if isinstance(value, Session) else None,
    )
    return saved


def latest(connection: Connection, kept: type[V]) -> Saved[V] | None:
    """The last version, or nothing where none was ever saved."""
    row = connection.execute(_LATEST, {"kind": kind_of(kept)}).first()
    return None if row is None else _saved(connection, kept, [row])[0]


def client_called(connection: Connection, slug: str) -> Client:
    """The client in its store; :class:`StoreError` ``damaged`` where it has none.

    The folder's name is the slug: who copies or renames the folder has moved the client.
    """
    row = connection.execute(_LATEST, {"kind": kind_of(Client)}).first()
    if row is None:
        raise StoreError("damaged", client=slug)
    client = read(Client, row.value)
    return client if client.slug == slug else client.changed(slug=slug)


def every(connection: Connection, kept: type[V]) -> tuple[Saved[V], ...]:
    """All versions, oldest first."""
    rows = connection.execute(_EVERY, {"kind": kind_of(kept)}).all()
    return _saved(connection, kept, rows)


def numbered(connection: Connection, kept: type[V], revision: int) -> Saved[V]:
    """The version of that number, or :class:`StoreError` ``unknown_revision``."""
    kind = kind_of(kept)
    row = connection.execute(_NUMBERED, {"kind": kind, "revision": revision}).first()
    if row is None:
        raise StoreError("unknown_revision", kind, revision=revision)
    return _saved(connection, kept, [row])[0]


def seal(connection: Connection) -> str:
    """A hash of the last value of every kind, and of every table that was imported."""
    sealed = hashlib.sha256()
    for row in connection.execute(_LAST_OF_ALL):
        sealed.update(f"{row.kind} {len(row.value)} {row.value}\n".encode())
    for row in connection.execute(_ALL_IMPORTED):
        sealed.update(f"{row.sha256} {row.parquet}\n".encode())
    return sealed.hexdigest()


def freeze(entry: Entry, name: str, *, because: str) -> Frozen:
    """Name the last version of every kind, once and for all."""
    if not name.strip():
        raise InvalidValue("missing", "name")
    if len(name) > _LONGEST_NAME:
        raise InvalidValue("too_long", "name", value=name[:_LONGEST_NAME])
    if entry.connection.execute(select(frozen.c.name).where(frozen.c.name == name)).first():
        raise StoreError("name_taken", "name", name=name)
    last = select(versions.c.kind, func.max(versions.c.revision)).group_by(versions.c.kind)
    revisions = {kind: int(revision) for kind, revision in entry.connection.execute(last)}
    entry.connection.execute(
        insert(frozen).values(name=name, frozen_at=entry.moment, who=entry.who, because=because)
    )
    entry.connection.execute(
        insert(frozen_versions),
        [{"name": name, "kind": kind, "revision": at} for kind, at in revisions.items()],
    )
    entry.note("frozen", details={"name": name})
    return Frozen(name, entry.moment, entry.who, because, revisions)


def frozen_names(connection: Connection) -> tuple[Frozen, ...]:
    """Every name that was given, oldest first."""
    revisions: dict[str, dict[str, int]] = {}
    for name, kind, revision in connection.execute(select(frozen_versions)):
        revisions.setdefault(name, {})[kind] = revision
    return tuple(
        Frozen(row.name, row.frozen_at, row.who, row.because, revisions.get(row.name, {}))
        for row in connection.execute(select(frozen).order_by(frozen.c.frozen_at, frozen.c.name))
    )


def _saved(connection: Connection, kept: type[V], rows: Sequence[Row[Any]]) -> tuple[Saved[V], ...]:
    names = _names(connection, kept, (row.revision for row in rows))
    return tuple(
        Saved(
            value=read(kept, row.value),
            revision=row.revision,
            saved_at=row.saved_at,
            who=row.who,
            because=row.because,
            minute=row.minute,
            names=names.get(row.revision, ()),
        )
        for row in rows
    )


def _names(
    connection: Connection, kept: type[Value], revisions: Iterable[int]
) -> dict[int, tuple[str, ...]]:
    wanted = set(revisions)
    names: dict[int, tuple[str, ...]] = {}
    for revision, name in connection.execute(_NAMES, {"kind": kind_of(kept)}):
        if revision in wanted:
            names[revision] = (*names.get(revision, ()), name)
    return names
