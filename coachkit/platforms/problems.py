"""What is wrong with a table, place by place, so that a person can mend all of it in one go."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from coachkit.model.errors import UnreadableExport

MOST = 20
"""So many problems are reported at once."""


_OF_VALUES = ("bad_id", "bad_date", "bad_number")


@dataclass
class Problems:
    """The problems of some rows of one table, gathered until :meth:`refuse`.

    ``torn``: whether a row, by its number, ends early: then a line break tore it in two, and what
    is wrong with its values, or with those of the row below, is nothing but that.
    """

    file: str
    sheet: str | None
    torn: Callable[[int], bool] = lambda _row: False
    _found: list[dict[str, Any]] = field(default_factory=list)

    def add(self, code: str, row: int, column: str | None, **details: Any) -> None:
        """One problem; ``value``, ``expected`` and whatever else its sentence needs."""
        shown = {
            name: said[:80] if isinstance(said, str) else said for name, said in details.items()
        }
        self._found.append({"code": code, "row": int(row), "column": column, **shown})

    def refuse(self) -> None:
        """Raise :class:`UnreadableExport` for the first problem, with ``problems`` up to 20."""
        if not self._found:
            return
        ordered = sorted(map(self._retold, self._found), key=lambda problem: problem["row"])
        first = dict(ordered[0])
        code = first.pop("code")
        where = {"file": self.file, **({"sheet": self.sheet} if self.sheet else {})}
        raise UnreadableExport(code, **where, **first, count=len(ordered), problems=ordered[:MOST])

    def _retold(self, problem: dict[str, Any]) -> dict[str, Any]:
        if problem["code"] in _OF_VALUES:
            for row in (problem["row"] - 1, problem["row"]):
                if self.torn(row):
                    return {**problem, "code": "wrapped_row", "row": row}
        return problem
