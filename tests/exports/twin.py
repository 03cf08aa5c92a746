"""An invented export in the shape of a genuine one, and what must be read from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from coachkit.platforms.told import NOTHING_TOLD, Told

FILES = Path(__file__).parent / "files"
"""Where the twins lie; ``python -m tests.exports.make`` writes them anew."""

OPENED_AT = datetime(2026, 11, 1, 12, tzinfo=UTC)
"""The moment at which the twins are opened: their years count back from here."""


@dataclass(frozen=True)
class Table:
    """One table that has to come out. ``sums``: additive metrics, counted by hand or by script.

    ``totals``: the platform's own. ``warnings``: the codes of all warnings, each once, sorted.
    ``covers`` is compared only where it is given.
    """

    format: str
    platform: str
    granularity: str
    rows: int
    items: int
    language: str = "en"
    first: date | None = None
    last: date | None = None
    covers: tuple[date, date] | None = None
    sums: Mapping[str, float | None] = field(default_factory=dict)
    totals: Mapping[str, float] = field(default_factory=dict)
    currency: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Twin:
    """``name``: its path below :data:`FILES`. ``refused``: the code, if it has to be refused."""

    name: str
    content: bytes
    tables: tuple[Table, ...] = ()
    refused: str | None = None
    told: Told = NOTHING_TOLD

    @property
    def path(self) -> Path:
        """Where it lies."""
        return FILES / self.name
