"""What a person should know about a table that could be read: gathered on the way, told once.

The codes and what their sentences need are listed in :mod:`coachkit.platforms`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from coachkit.model.observations import ExportWarning

_SHOWN_ROWS = 10


@dataclass
class _Noted:
    count: int = 0
    rows: list[int] = field(default_factory=list)
    details: dict[str, str | int | float] = field(default_factory=dict)


@dataclass
class Notices:
    """Warnings by code and column; what happens often becomes one warning with a count."""

    _noted: dict[tuple[str, str | None, str], _Noted] = field(default_factory=dict)

    def note(
        self,
        code: str,
        column: str | None = None,
        rows: Iterable[int] = (),
        *,
        value: str = "",
        **details: str | float,
    ) -> None:
        """One thing worth knowing; ``value`` keeps different values of a column apart."""
        noted = self._noted.setdefault((code, column, value), _Noted())
        places = [int(row) for row in rows]
        noted.count += len(places)
        noted.rows.extend(places[: _SHOWN_ROWS - len(noted.rows)])
        noted.details.update(details)

    def add(self, code: str, column: str | None, **counts: int) -> None:
        """Counts that grow from batch to batch."""
        noted = self._noted.setdefault((code, column, ""), _Noted())
        for name, count in counts.items():
            noted.details[name] = int(noted.details.get(name, 0)) + count

    def warnings(self) -> Iterator[ExportWarning]:
        """All of them, in the order in which they were first noted."""
        for (code, column, value), noted in self._noted.items():
            details = dict(noted.details)
            if value:
                details["value"] = value[:80]
            if noted.count:
                details["count"] = noted.count
                details["rows"] = ", ".join(map(str, noted.rows))
            yield ExportWarning(
                code=code,
                row=noted.rows[0] if noted.rows else None,
                column=column,
                details=details,
            )
