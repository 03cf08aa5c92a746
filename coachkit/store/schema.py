"""The tables of one client's store, as the newest migration leaves them.

The same tables stand in a client's own SQLite file or in its own PostgreSQL schema, so no table
has a column that says whose row it is.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

from coachkit.model.errors import InvalidValue

NEWEST = "0003"
"""The revision that this coachkit reads and writes: the newest one in ``migrations``."""


def in_utc(moment: datetime) -> datetime:
    """The same instant in UTC, or :class:`InvalidValue` at ``now`` for one without a zone."""
    if moment.tzinfo is None:
        raise InvalidValue("unknown_time_zone", "now", value=moment.isoformat())
    return moment.astimezone(UTC)


class Instant(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no zone, so it is put on again when read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database, in UTC."""
        del dialect
        return None if value is None else in_utc(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """From the database, with its zone."""
        del dialect
        if not isinstance(value, datetime):
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

versions = Table(
    "versions",
    metadata,
    Column("kind", String(40), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("saved_at", Instant, nullable=False),
    Column("who", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("minute", Float),
    Column("value", Text, nullable=False),
    # The key is the order in which rows are kept: a save touches one page, not two.
    sqlite_with_rowid=False,
)

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("happened_at", Instant, nullable=False),
    Column("who", Text, nullable=False),
    Column("event", String(80), nullable=False),
    Column("kind", String(40)),
    Column("revision", Integer),
    Column("minute", Float),
    Column("details", Text, nullable=False),
    # Last, as in a table to which it was added.
    Column("session", Integer, index=True),
    ForeignKeyConstraint(["kind", "revision"], ["versions.kind", "versions.revision"]),
)

frozen = Table(
    "frozen",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("frozen_at", Instant, nullable=False),
    Column("who", Text, nullable=False),
    Column("because", Text, nullable=False),
)

frozen_versions = Table(
    "frozen_versions",
    metadata,
    Column("name", String(80), ForeignKey("frozen.name"), primary_key=True),
    Column("kind", String(40), primary_key=True),
    Column("revision", Integer, nullable=False),
    ForeignKeyConstraint(["kind", "revision"], ["versions.kind", "versions.revision"]),
)

imports = Table(
    "imports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file", Text, nullable=False),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("imported_at", Instant, nullable=False),
    Column("who", Text, nullable=False),
    # A removed import's number is never given to another: results quote it.
    sqlite_autoincrement=True,
)

import_tables = Table(
    "import_tables",
    metadata,
    Column("import_id", Integer, ForeignKey("imports.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("parquet", String(120), nullable=False, unique=True),
    Column("platform", String(40), nullable=False),
    Column("granularity", String(40), nullable=False),
    Column("format", Text, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("source", Text, nullable=False),
)
