"""A client's tables in a PostgreSQL schema that belongs to a role of its own.

The role cannot log in. Every transaction takes it on with its first words, and with it loses all
rights but those on its own schema: a query that strays into another client's is refused by the
server. The login needs ``CREATEROLE`` and ``CREATE`` on the database, and nothing else.

Beside it each client has a role that may read its tables and nothing else: whoever only looks
takes on that one, so that nothing can be written even past the store.

A writing transaction holds an advisory lock on its client, which comes to the same as SQLite's
``BEGIN IMMEDIATE``.
"""

from collections.abc import Mapping
from importlib.util import find_spec

from sqlalchemy import URL, Connection, Dialect, Engine, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError

from coachkit.model.errors import InvalidValue, StoreError
from coachkit.store.database import Database, FirstWords

_PREFIX = "coachkit_"
_READER = "_ro"  # a slug has no such sign, so no client's own role ends like this
_DRIVER = "postgresql+psycopg"
_PATIENCE = 10  # seconds until a server that does not answer counts as not there

_SCHEMAS = text(
    "SELECT nspname, pg_get_userbyid(nspowner) FROM pg_namespace"
    " WHERE starts_with(nspname, :prefix) ORDER BY nspname"
)
_OWNER = text("SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = :schema")
_ROLE = text("SELECT rolname FROM pg_roles WHERE rolname = :role")
_ROLES = text("SELECT rolname FROM pg_roles WHERE starts_with(rolname, :prefix)")


def valid_url(written: str) -> URL:
    """The address of a PostgreSQL database, or :class:`InvalidValue` at ``database_url``.

    :class:`StoreError` ``driver_missing`` where psycopg is not installed. The address, which may
    hold a password, is never repeated.
    """
    try:
        url = make_url(written)
    except ArgumentError:
        # The cause would show the address.
        raise InvalidValue("not_allowed", "database_url") from None
    if url.drivername not in {"postgresql", _DRIVER}:
        raise InvalidValue("not_allowed", "database_url", value=url.drivername)
    if find_spec("psycopg") is None:
        raise StoreError("driver_missing", "database_url", package="psycopg")
    return url.set(drivername=_DRIVER)


def as_login(url: URL) -> Database:
    """The whole database, as whoever logs in: to list, make and erase clients."""
    # The first words are a formality: PostgreSQL begins by itself.
    words = FirstWords("SELECT 1", "SELECT 1")
    return Database(_engine(url), _place(url), words, read_only=False)


def as_client(url: URL, slug: str, role: str, *, read_only: bool = False) -> Database:
    """The schema of one client, as its own role, or as the one that may only read it."""
    engine = _engine(url)
    takes_on = _taking_on(engine.dialect, slug, role)
    words = FirstWords(
        # One snapshot for the whole look, as SQLite has it.
        f"SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; {takes_on}",
        f"{takes_on}; {_lock(slug)}",
    )
    return Database(engine, _place(url), words, read_only=read_only)


def take_on(connection: Connection, slug: str, role: str) -> None:
    """Make the login's transaction the client's own, until it ends."""
    connection.exec_driver_sql(_taking_on(connection.dialect, slug, role))


def create(connection: Connection, slug: str) -> bool:
    """Make the schema and its role and take the role on; whether there was no such schema yet."""
    connection.exec_driver_sql(_lock(slug))
    if role_of(connection, slug) is not None:
        return False
    quote = connection.dialect.identifier_preparer.quote_identifier
    role = _free_role(connection, slug)
    for words in (
        f"CREATE ROLE {quote(role)} NOLOGIN",
        f"GRANT {quote(role)} TO CURRENT_USER",
        f"CREATE SCHEMA {quote(_PREFIX + slug)} AUTHORIZATION {quote(role)}",
    ):
        connection.exec_driver_sql(words)
    ensure_reader(connection, slug, role)
    take_on(connection, slug, role)
    return True


def ensure_reader(connection: Connection, slug: str, role: str) -> str:
    """The role that may read what the client's role owns; made if it is not there yet.

    The connection is the login's, and is the login's afterwards.
    """
    reader = role + _READER
    connection.exec_driver_sql(_lock(slug))
    if connection.execute(_ROLE, {"role": reader}).scalar() is not None:
        return reader
    quote = connection.dialect.identifier_preparer.quote_identifier
    schema = quote(_PREFIX + slug)
    for words in (
        f"CREATE ROLE {quote(reader)} NOLOGIN",
        f"GRANT {quote(reader)} TO CURRENT_USER",
        f"SET LOCAL ROLE {quote(role)}",
        f"GRANT USAGE ON SCHEMA {schema} TO {quote(reader)}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {quote(reader)}",
        # tables that are made when a store is brought up to date
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT ON TABLES TO {quote(reader)}",
        "RESET ROLE",
    ):
        connection.exec_driver_sql(words)
    return reader


def erase(connection: Connection, slug: str) -> str | None:
    """Drop the schema with all in it, and its role, whose name it gives; nothing if none is."""
    connection.exec_driver_sql(_lock(slug))
    role = role_of(connection, slug)
    if role is not None:
        quote = connection.dialect.identifier_preparer.quote_identifier
        connection.exec_driver_sql(f"DROP SCHEMA {quote(_PREFIX + slug)} CASCADE")
        if connection.execute(_ROLE, {"role": role + _READER}).scalar() is not None:
            connection.exec_driver_sql(f"DROP ROLE {quote(role + _READER)}")
        connection.exec_driver_sql(f"DROP ROLE {quote(role)}")
    return role


def roles(connection: Connection) -> Mapping[str, str]:
    """The role of every client that the database has, by slug."""
    found = connection.execute(_SCHEMAS, {"prefix": _PREFIX})
    return {schema.removeprefix(_PREFIX): role for schema, role in found}


def role_of(connection: Connection, slug: str) -> str | None:
    """The role that owns the client's schema, or nothing where there is no such schema."""
    found = connection.execute(_OWNER, {"schema": _PREFIX + slug}).scalar()
    return None if found is None else str(found)


def _free_role(connection: Connection, slug: str) -> str:
    """A name for the role. Roles belong to the whole server: another database may have it."""
    wanted = _PREFIX + slug
    taken = set(connection.execute(_ROLES, {"prefix": wanted}).scalars())
    number = 1
    while (name := wanted if number == 1 else f"{wanted}_{number}") in taken:
        number += 1
    return name


def _engine(url: URL) -> Engine:
    return create_engine(
        url, pool_size=1, max_overflow=-1, connect_args={"connect_timeout": _PATIENCE}
    )


def _taking_on(dialect: Dialect, slug: str, role: str) -> str:
    quote = dialect.identifier_preparer.quote_identifier
    return f"SET LOCAL ROLE {quote(role)}; SET LOCAL search_path TO {quote(_PREFIX + slug)}"


def _lock(slug: str) -> str:
    # A slug has nothing that would end the quotation.
    return f"SELECT pg_advisory_xact_lock(hashtextextended('{_PREFIX}{slug}', 0))"


def _place(url: URL) -> str:
    return f"{url.host or 'localhost'}/{url.database or ''}"
