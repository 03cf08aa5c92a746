"""What the database knows of imported files: which tables they had, and where each one lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, select

from coachkit.model.errors import StoreError
from coachkit.model.observations import Granularity, Platform, TableSource
from coachkit.store.ledger import Entry
from coachkit.store.schema import import_tables, imports


@dataclass(frozen=True)
class StoredTable:
    """One table of one imported file, and the Parquet file that holds it.

    ``position``: which of the file's tables, from 0.
    """

    import_id: int
    position: int
    imported_at: datetime
    who: str
    source: TableSource
    path: Path


@dataclass(frozen=True)
class Import:
    """What storing a file came to. ``already_there``: it had been stored before, as ``id``."""

    id: int
    already_there: bool
    tables: tuple[StoredTable, ...]

    @property
    def file(self) -> str:
        """The name of the file that was imported."""
        return self.tables[0].source.file

    @property
    def imported_at(self) -> datetime:
        """When that was."""
        return self.tables[0].imported_at

    @property
    def who(self) -> str:
        """Who imported it."""
        return self.tables[0].who


@dataclass(frozen=True)
class Arrived:
    """A table that is written but not recorded yet."""

    path: Path
    rows: int
    source: TableSource


_EVERY = (
    select(
        import_tables.c.import_id,
        import_tables.c.position,
        imports.c.imported_at,
        imports.c.who,
        import_tables.c.source,
        import_tables.c.parquet,
    )
    .join(imports, imports.c.id == import_tables.c.import_id)
    .order_by(import_tables.c.import_id, import_tables.c.position)
)


def every_table(connection: Connection, folder: Path) -> tuple[StoredTable, ...]:
    """All tables, in the order of import."""
    return _read(connection, folder, _EVERY)


def tables_about(
    connection: Connection,
    folder: Path,
    platform: Platform,
    granularity: Granularity,
    written_as: str | None,
) -> tuple[StoredTable, ...]:
    """Those of one platform and granularity, and of one format if that is given."""
    asked = _EVERY.where(
        import_tables.c.platform == str(platform),
        import_tables.c.granularity == str(granularity),
    )
    if written_as is not None:
        asked = asked.where(import_tables.c.format == written_as)
    return _read(connection, folder, asked)


def import_of(connection: Connection, folder: Path, sha256: str) -> Import | None:
    """The import of that very content, if there is one."""
    tables = _read(connection, folder, _EVERY.where(imports.c.sha256 == sha256))
    return Import(tables[0].import_id, already_there=True, tables=tables) if tables else None


def every_import(connection: Connection, folder: Path) -> tuple[Import, ...]:
    """All imports with their tables, the newest first."""
    tables = _read(connection, folder, _EVERY)
    found = [
        Import(number, already_there=True, tables=tuple(of_one))
        for number, of_one in groupby(tables, key=lambda table: table.import_id)
    ]
    return tuple(reversed(found))


def parquet_names(connection: Connection) -> list[str]:
    """The names of all files that count."""
    return list(connection.execute(select(import_tables.c.parquet)).scalars())


def record_import(entry: Entry, folder: Path, arrived: Sequence[Arrived]) -> Import:
    """Make the tables of one file count, from the end of the transaction on."""
    first = arrived[0].source
    made = entry.connection.execute(
        insert(imports)
        .values(file=first.file, sha256=first.sha256, imported_at=entry.moment, who=entry.who)
        .returning(imports.c.id)
    )
    number = int(made.scalar_one())
    entry.connection.execute(
        insert(import_tables),
        [_row(number, position, table) for position, table in enumerate(arrived)],
    )
    rows = sum(table.rows for table in arrived)
    entry.note("imported", details={"import_id": number, "file": first.file, "rows": rows})
    asked = _EVERY.where(imports.c.id == number)
    return Import(number, already_there=False, tables=_read(entry.connection, folder, asked))


def forget_import(entry: Entry, import_id: int) -> None:
    """Make the tables of an import count no more; :class:`StoreError` ``unknown_import``."""
    file = entry.connection.execute(
        select(imports.c.file).where(imports.c.id == import_id)
    ).scalar()
    if file is None:
        raise StoreError("unknown_import", "import_id", import_id=import_id)
    entry.connection.execute(delete(imports).where(imports.c.id == import_id))
    entry.note("import_removed", details={"import_id": import_id, "file": file})


def _row(import_id: int, position: int, table: Arrived) -> dict[str, Any]:
    return {
        "import_id": import_id,
        "position": position,
        "parquet": table.path.name,
        "platform": str(table.source.platform),
        "granularity": str(table.source.granularity),
        "format": table.source.format,
        "rows": table.rows,
        "source": table.source.model_dump_json(),
    }


def _read(
    connection: Connection, folder: Path, asked: Select[tuple[Any, ...]]
) -> tuple[StoredTable, ...]:
    return tuple(
        StoredTable(
            import_id=row.import_id,
            position=row.position,
            imported_at=row.imported_at,
            who=row.who,
            source=TableSource.model_validate_json(row.source),
            path=folder / row.parquet,
        )
        for row in connection.execute(asked)
    )
