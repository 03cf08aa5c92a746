"""Bring a store's tables to the newest revision; an up-to-date store only pays for one query."""

from pathlib import Path

from sqlalchemy import Connection, String, column, select, table

from coachkit.model.errors import StoreError
from coachkit.store.database import Database
from coachkit.store.schema import NEWEST

_MIGRATIONS = Path(__file__).with_name("migrations")
_STAMP = select(column("version_num", String)).select_from(table("alembic_version"))


def migrate(connection: Connection, to: str = NEWEST) -> None:
    """Run what is missing, inside the connection's transaction: all of it or nothing."""
    # Importing Alembic takes as long as all the rest: only who migrates pays for it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    # "%" would start an interpolation.
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def bring_up_to_date(database: Database) -> None:
    """Migrate an older store in place; refuse one that a newer coachkit wrote.

    Raises :class:`StoreError`: ``damaged`` for tables that are no store's, ``newer_version``,
    and ``older_version`` where the store was opened only to be read.
    """
    with database.reading() as connection:
        found = connection.execute(_STAMP).scalar()
    if found == NEWEST:
        return
    if found is None:
        raise StoreError("damaged", path=database.place)
    if found > NEWEST:
        raise StoreError("newer_version", path=database.place, found=found, known=NEWEST)
    if database.read_only:
        raise StoreError("older_version", path=database.place, found=found, known=NEWEST)
    with database.writing() as connection:
        # Another process may have migrated between the two transactions: nothing is left then.
        migrate(connection)
