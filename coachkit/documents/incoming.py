"""What waits to be stored, as values: one preview for each file, and what it would change."""

from dataclasses import dataclass

from coachkit.model.errors import UnreadableExport
from coachkit.model.observations import ExportWarning, TableSource
from coachkit.platforms.asking import Ask


@dataclass(frozen=True)
class WillChange:
    """What storing a table would change.

    ``new``, ``known``, ``changed`` (of the known): items. ``sums``: metric, what the known items
    come to now, what they would come to; only where that differs. ``parts``: rows that are kept
    and stand for nothing (a part of an older post's life). ``days``: how many the table covers,
    ``None`` where it does not say; ``days_covered``: how many of them were covered before.
    """

    new: int
    known: int
    changed: int
    sums: tuple[tuple[str, float, float], ...] = ()
    parts: int = 0
    days: int | None = None
    days_covered: int = 0


@dataclass(frozen=True)
class SeenTable:
    """One table of a file. ``change``: ``None`` where nothing can be said of it yet."""

    source: TableSource
    change: WillChange | None = None


@dataclass(frozen=True)
class Preview:
    """One file that waits.

    ``name``: as people know it; ``original``: the file that is moved once it is stored, which an
    archive shares with all in it; ``notes``: of the file as a whole; ``asks``: what it does not say
    and nobody has said; ``already_there``: its very content is stored; ``refused``: why it cannot
    be read.
    """

    name: str
    tables: tuple[SeenTable, ...] = ()
    original: str = ""
    notes: tuple[ExportWarning, ...] = ()
    asks: tuple[Ask, ...] = ()
    already_there: bool = False
    refused: UnreadableExport | None = None

    @property
    def can_be_stored(self) -> bool:
        """Whether one click would store something new."""
        return self.refused is None and not self.already_there and Ask.PLATFORM not in self.asks

    @property
    def can_be_matched(self) -> bool:
        """Whether a person could say what its columns mean."""
        return (
            self.refused is not None
            and self.refused.code == "unknown_format"
            and self.refused.details.get("reason") in ("headers", "sheets")
        )

    @property
    def year_assumed(self) -> tuple[str, str] | None:
        """The first and last day that were counted back, as ``2026-10-31``."""
        for table in self.tables:
            for warning in table.source.warnings:
                if warning.code == "year_assumed":
                    return str(warning.details["first"]), str(warning.details["last"])
        return None
