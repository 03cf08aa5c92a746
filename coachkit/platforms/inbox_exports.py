"""A table of conversations: when somebody asked, when somebody first answered, where, about what.

No platform's own export of its inbox is documented well enough to be believed, so the layout is
coachkit's: four columns, two of them needed. Who wrote, and what, is never read: a column of any
other name is let be.
"""

import csv
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pandas as pd

from coachkit.model.errors import UnreadableExport
from coachkit.model.shipped import shipped
from coachkit.platforms.cells import Cell, written
from coachkit.platforms.files import Kind, OpenedFile, looked_at
from coachkit.platforms.ooxml import ooxml_sheets
from coachkit.platforms.problems import Problems

Rows = Sequence[Sequence[Cell]]

SHOWN: Final = "2026-10-31 14:05"
"""How a time is written."""

_MOST_ROWS: Final = 200_000
_DELIMITERS: Final = (",", ";", "\t")
_LAYOUTS: Final = ("%d.%m.%Y %H:%M", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H.%M")
"""Beside ISO's own. With slashes nobody knows the day from the month: those are refused."""


class InboxColumn(StrEnum):
    """What a table of conversations has; ``received`` and ``replied`` are needed."""

    RECEIVED = "received"
    REPLIED = "replied"
    CHANNEL = "channel"
    THEME = "theme"


_NEEDED: Final = (InboxColumn.RECEIVED, InboxColumn.REPLIED)


@dataclass(frozen=True, eq=False)
class InboxTable:
    """The conversations of a file.

    ``questions``: a row for each, with ``received`` and ``replied`` (missing: not yet) by the
    client's clock, ``channel`` and ``theme`` (empty where nobody said).
    """

    file: str
    questions: pd.DataFrame

    def themes(self) -> tuple[tuple[str, int], ...]:
        """How many conversations each theme has, the most frequent first."""
        named = self.questions["theme"][self.questions["theme"] != ""]
        return tuple((str(name), int(n)) for name, n in named.value_counts().items())


def read_inbox(path: Path, *, opened_at: datetime, zone: str) -> InboxTable:
    """The conversations of a CSV or a workbook, all of them or none.

    Times without a zone are the client's; those with one are turned into it.
    :class:`UnreadableExport`: what :func:`~coachkit.platforms.files.looked_at` raises,
    ``not_an_inbox`` (no such table, or more than one), ``too_large``, ``no_rows``,
    ``repeated_heading``; of rows, all at once: ``not_a_moment``, ``no_question_time``,
    ``answered_before_asked``, ``not_yet``, ``formula_typed``.
    """
    opened = looked_at(path, opened_at=opened_at)
    found = [sheet for sheet in _sheets(opened) if _is_ours(sheet.rows)]
    if len(found) != 1:
        raise UnreadableExport("not_an_inbox", file=opened.name)
    sheet = found[0]
    if len(sheet.rows) > _MOST_ROWS:
        size = len(sheet.rows)
        raise UnreadableExport("too_large", file=opened.name, value=size, expected=_MOST_ROWS)
    problems = Problems(opened.name, sheet.name)
    places = _places(sheet.rows[0], problems)
    problems.refuse()
    until = opened_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    reading = _Reading(sheet, places, ZoneInfo(zone), until, problems)
    rows = list(reading.conversations())
    problems.refuse()
    if not rows:
        raise UnreadableExport("no_rows", file=opened.name)
    frame = pd.DataFrame(rows, columns=[column.value for column in InboxColumn])
    for column in _NEEDED:
        frame[column.value] = pd.to_datetime(frame[column.value])
    return InboxTable(opened.name, frame)


@cache
def inbox_headings() -> Mapping[str, InboxColumn]:
    """What each column may be called, in small letters."""
    told = tomllib.loads(shipped("data", "inbox_columns.toml").read_text(encoding="utf-8"))
    return {
        heading.casefold(): InboxColumn(column)
        for column, known in told.items()
        for heading in known["headings"]
    }


@dataclass(frozen=True)
class _Sheet:
    name: str | None
    rows: Rows
    formulas: frozenset[tuple[int, int]]


def _sheets(opened: OpenedFile) -> Iterator[_Sheet]:
    if opened.kind is Kind.OOXML:
        for name, rows, formulas in ooxml_sheets(opened):
            yield _Sheet(name, rows, frozenset(formulas))
    elif opened.kind is Kind.TEXT:
        for delimiter in _DELIMITERS:
            yield _Sheet(None, _lines(opened, delimiter), frozenset())


def _lines(opened: OpenedFile, delimiter: str) -> list[list[str]]:
    try:
        with opened.path.open(encoding=opened.encoding, newline="") as text:
            return list(csv.reader(text, delimiter=delimiter, strict=True))
    except csv.Error:
        # Not with this delimiter.
        return []


def _folded(cell: Cell) -> str:
    return " ".join((written(cell) or "").split()).casefold()


def _is_ours(rows: Rows) -> bool:
    first = [inbox_headings().get(_folded(cell)) for cell in rows[0]] if len(rows) else []
    return all(column in first for column in _NEEDED)


def _places(header: Sequence[Cell], problems: Problems) -> dict[InboxColumn, int]:
    places: dict[InboxColumn, int] = {}
    for place, cell in enumerate(header):
        column = inbox_headings().get(_folded(cell))
        if column is None:
            continue
        if column in places:
            problems.add("repeated_heading", 1, None, value=written(cell))
        else:
            places[column] = place
    return places


@dataclass(frozen=True)
class _Reading:
    """The rows below the headings. ``until``: nothing can have happened later."""

    sheet: _Sheet
    places: Mapping[InboxColumn, int]
    zone: ZoneInfo
    until: datetime
    problems: Problems

    def conversations(self) -> Iterator[tuple[datetime, datetime | None, str, str]]:
        """Each conversation; what is wrong is among the problems."""
        for number, row in enumerate(self.sheet.rows[1:], start=2):
            if not any(_folded(cell) for cell in row):
                continue
            received, replied = (self._moment(column, row, number) for column in _NEEDED)
            if received is None:
                if not self._text(InboxColumn.RECEIVED, row):
                    self._wrong("no_question_time", InboxColumn.RECEIVED, row, number)
                continue
            if replied is not None and replied < received:
                self._wrong("answered_before_asked", InboxColumn.REPLIED, row, number)
            yield (
                received,
                replied,
                self._text(InboxColumn.CHANNEL, row)[:80],
                self._text(InboxColumn.THEME, row)[:80],
            )

    def _moment(self, column: InboxColumn, row: Sequence[Cell], number: int) -> datetime | None:
        if (number - 1, self.places[column]) in self.sheet.formulas:
            self._wrong("formula_typed", column, row, number)
            return None
        cell = self._cell(column, row)
        if not self._text(column, row):
            return None
        found = _read(cell)
        if found is None:
            self._wrong("not_a_moment", column, row, number, expected=SHOWN)
            return None
        here = found.astimezone(self.zone).replace(tzinfo=None) if found.tzinfo else found
        if here > self.until:
            self._wrong("not_yet", column, row, number)
        return here

    def _cell(self, column: InboxColumn, row: Sequence[Cell]) -> Cell:
        place = self.places.get(column, len(row))
        return row[place] if place < len(row) else None

    def _text(self, column: InboxColumn, row: Sequence[Cell]) -> str:
        return " ".join((written(self._cell(column, row)) or "").split())

    def _wrong(
        self,
        code: str,
        column: InboxColumn,
        row: Sequence[Cell],
        number: int,
        **details: object,
    ) -> None:
        header = written(self.sheet.rows[0][self.places[column]])
        self.problems.add(code, number, header, value=self._text(column, row), **details)


def _read(cell: Cell) -> datetime | None:
    """A time with its minute; a day alone tells nothing of hours."""
    if isinstance(cell, datetime):
        return cell
    said = " ".join((written(cell) or "").split())
    if ":" not in said and "." not in said:
        return None
    try:
        if said[:4].isdigit() and len(said) > len("2026-10-31"):
            return datetime.fromisoformat(said)
    except ValueError:
        return None
    for layout in _LAYOUTS:
        try:
            return datetime.strptime(said, layout)  # noqa: DTZ007  by the client's clock
        except ValueError:
            continue
    return None
