"""Invented exports in the shapes of genuine ones, and how the tests read them."""

from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from coachkit.model.observations import TableSource
from coachkit.platforms.exports import ExportTable, open_export

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)

FACEBOOK = (
    "Post ID,Page ID,Page name,Title,Description,Duration (sec),Publish time,Permalink,Post type,"
    "Date,Views,Reach,Reactions,Comments,Shares,Total clicks,Link Clicks"
)
FACEBOOK_SV = (
    "Publicerings-id,Sid-id,Sidnamn,Titel,Beskrivning,Varaktighet (sek),Publiceringstid,Permalänk,"
    "Inläggstyp,Datum,Visningar,Räckvidd,Reaktioner,Kommentarer,Delningar,Totalt antal klick,"
    "Länkklick"
)


def facebook_row(
    post: str = "122100000000000001",
    *,
    page: str = "100000000000001",
    published: str = "03/18/2025 12:59",
    kind: str = "Photos",
    span: str = "Lifetime",
    numbers: str = "100,80,7,2,1,5,3",
    title: str = "Hej",
) -> str:
    """One row below :data:`FACEBOOK`."""
    link = "https://www.facebook.com/invented/posts/1"
    return f"{post},{page},Invented Boats,{title},,0,{published},{link},{kind},{span},{numbers}"


def whole(table: ExportTable) -> tuple[pd.DataFrame, TableSource]:
    """All items of a table as one frame, and its source."""
    frame = pd.concat(list(table.batches()), ignore_index=True)
    return frame, table.source


def only(path: Path, *, chunk_rows: int = 100_000) -> tuple[pd.DataFrame, TableSource]:
    """The one table of a file."""
    (table,) = open_export(path, opened_at=NOW, chunk_rows=chunk_rows).tables
    return whole(table)


def facebook(*rows: str, header: str = FACEBOOK) -> str:
    """A Facebook export with those rows."""
    return "\n".join((header, *rows)) + "\n"


def codes(source: TableSource) -> list[str]:
    """The codes of a table's warnings."""
    return [warning.code for warning in source.warnings]
