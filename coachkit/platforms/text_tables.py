"""The table in which people have written posts' texts, read back whole: a workbook or a CSV.

What it cannot be sure of is refused with its row and column, all at once. A row says by its mark
for which item it was written, so a key that was typed over, or a column that was sorted alone, is
seen; a row whose item the plan has no longer is still that item's.
"""

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from coachkit.model.errors import InvalidValue, UnreadableExport
from coachkit.model.post_texts import PostText, TextColumn, row_mark, shown_key
from coachkit.platforms.cells import Cell, written
from coachkit.platforms.files import Kind, OpenedFile, looked_at
from coachkit.platforms.ooxml import ooxml_sheets
from coachkit.platforms.problems import Problems

Headings = Mapping[TextColumn, Sequence[str]]
"""What each column may be called."""

APOSTROPHE: Final = "'"
FORMULA_SIGNS: Final = "=+-@\t\r\n"
"""A CSV's cell that begins with one of them gets an apostrophe before it: see :func:`unmarked`."""

_MOST_ROWS: Final = 20_000
_DELIMITERS: Final = (",", ";", "\t")
_DAYS: Final = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y")
_WRITTEN_BY_PEOPLE: Final = (
    TextColumn.TEXT,
    TextColumn.LINK,
    TextColumn.PICTURES,
    TextColumn.ALT_TEXTS,
)


@dataclass(frozen=True)
class _Sheet:
    """A sheet's rows, the first its headings. ``marked``: apostrophes stand before formulas."""

    name: str | None
    rows: Sequence[Sequence[Cell]]
    formulas: Collection[tuple[int, int]]
    marked: bool


def read_texts(
    path: Path, *, opened_at: datetime, headings: Headings, keys: Collection[str]
) -> dict[str, PostText]:
    """What is written in each row, by item key; a row in which nothing is written is empty.

    ``keys``: of the plan's items. :class:`UnreadableExport`: what
    :func:`~coachkit.platforms.files.looked_at` raises, ``not_texts`` (no table of texts, or more
    than one), ``too_large``; of columns ``missing_heading``, ``unknown_heading``,
    ``repeated_heading``; of rows ``unknown_item``, ``repeated_item``, ``changed_item``,
    ``formula_typed``, ``not_a_text``, ``not_an_address``, ``more_alt_texts``, ``too_long``.
    """
    opened = looked_at(path, opened_at=opened_at)
    found = [sheet for sheet in _sheets(opened) if _is_ours(sheet, headings)]
    if len(found) != 1:
        raise UnreadableExport("not_texts", file=opened.name)
    sheet = found[0]
    if len(sheet.rows) > _MOST_ROWS:
        size = len(sheet.rows)
        raise UnreadableExport("too_large", file=opened.name, value=size, expected=_MOST_ROWS)
    problems = Problems(opened.name, sheet.name)
    places = _places(sheet, headings, problems)
    problems.refuse()
    texts = _Reading(sheet, places, {shown_key(key): key for key in keys}, problems).texts()
    problems.refuse()
    return texts


def marked(text: str) -> str:
    """A text as it stands in a CSV: no spreadsheet takes it for a formula."""
    return APOSTROPHE + text if text.startswith(tuple(FORMULA_SIGNS + APOSTROPHE)) else text


def unmarked(text: str) -> str:
    """What :func:`marked` was given."""
    is_marked = text[:1] == APOSTROPHE and text[1:2] and text[1] in FORMULA_SIGNS + APOSTROPHE
    return text[1:] if is_marked else text


def _sheets(opened: OpenedFile) -> Iterator[_Sheet]:
    if opened.kind is Kind.OOXML:
        for name, rows, formulas in ooxml_sheets(opened):
            yield _Sheet(name, rows, formulas, marked=False)
    elif opened.kind is Kind.TEXT:
        for delimiter in _DELIMITERS:
            yield _Sheet(None, _lines(opened, delimiter), (), marked=True)


def _lines(opened: OpenedFile, delimiter: str) -> list[list[str]]:
    try:
        with opened.path.open(encoding=opened.encoding, newline="") as text:
            return list(csv.reader(text, delimiter=delimiter, strict=True))
    except csv.Error:
        # Not with this delimiter.
        return []


def _is_ours(sheet: _Sheet, headings: Headings) -> bool:
    first = {_folded(cell) for cell in sheet.rows[0]} if len(sheet.rows) else set()
    return all(
        first & set(map(str.casefold, headings[column]))
        for column in (TextColumn.KEY, TextColumn.TEXT)
    )


def _folded(cell: Cell) -> str:
    return " ".join((written(cell) or "").split()).casefold()


def _places(sheet: _Sheet, headings: Headings, problems: Problems) -> dict[TextColumn, int]:
    known = {name.casefold(): column for column, names in headings.items() for name in names}
    places: dict[TextColumn, int] = {}
    for place, cell in enumerate(sheet.rows[0]):
        heading = _folded(cell)
        if not heading:
            continue
        column = known.get(heading)
        if column is None:
            problems.add("unknown_heading", 1, None, value=written(cell))
        elif column in places:
            problems.add("repeated_heading", 1, None, value=written(cell))
        else:
            places[column] = place
    for column, names in headings.items():
        if column not in places:
            problems.add("missing_heading", 1, None, value=names[0])
    return places


@dataclass(frozen=True)
class _Reading:
    """The rows below the headings. ``keys``: by how they are shown."""

    sheet: _Sheet
    places: Mapping[TextColumn, int]
    keys: Mapping[str, str]
    problems: Problems

    def texts(self) -> dict[str, PostText]:
        """What is written, by key; what is wrong is among the problems."""
        found: dict[str, PostText] = {}
        rows: dict[str, int] = {}
        for number, row in enumerate(self.sheet.rows[1:], start=2):
            if not any(_folded(cell) for cell in row):
                continue
            self._refuse_beyond(row, number)
            key = self._key(row, number)
            text = self._text(row, number)
            if key is not None and key in rows:
                self._wrong("repeated_item", TextColumn.KEY, row, number, other_row=rows[key])
            elif key is not None:
                rows[key] = number
                if text is not None:
                    found[key] = text
        return found

    def _refuse_beyond(self, row: Sequence[Cell], number: int) -> None:
        width = max(self.places.values()) + 1
        named = set(self.places.values())
        for place, cell in enumerate(row):
            if place not in named and (said := written(cell)):
                self.problems.add("ragged_row", number, None, value=said, expected=width)

    def _key(self, row: Sequence[Cell], number: int) -> str | None:
        key, _, mark = self._said(TextColumn.KEY, row).strip().rpartition("~")
        channel, title = self._said(TextColumn.CHANNEL, row), self._said(TextColumn.TITLE, row)
        days = set(_days(self._cell(TextColumn.DAY, row)))
        if any(row_mark(key, day, channel, title) == mark for day in days):
            return self.keys.get(key, key)
        code = "changed_item" if key in self.keys else "unknown_item"
        self._wrong(code, TextColumn.KEY, row, number)
        return None

    def _text(self, row: Sequence[Cell], number: int) -> PostText | None:
        if not self._all_text(row, number):
            return None
        try:
            return PostText(
                text=_lined(self._said(TextColumn.TEXT, row)),
                link=self._said(TextColumn.LINK, row),
                pictures=tuple(self._said(TextColumn.PICTURES, row).split()),
                alt_texts=tuple(_lined(self._said(TextColumn.ALT_TEXTS, row)).splitlines()),
            )
        except InvalidValue as wrong:
            column = TextColumn((wrong.field or TextColumn.TEXT).partition(".")[0])
            self._wrong(wrong.code, column, row, number, value=wrong.details.get("value"))
            return None

    def _all_text(self, row: Sequence[Cell], number: int) -> bool:
        fine = True
        for column in _WRITTEN_BY_PEOPLE:
            if (number - 1, self.places[column]) in self.sheet.formulas:
                self._wrong("formula_typed", column, row, number)
                fine = False
            elif not isinstance(self._cell(column, row), str | None):
                self._wrong("not_a_text", column, row, number)
                fine = False
        return fine

    def _cell(self, column: TextColumn, row: Sequence[Cell]) -> Cell:
        place = self.places[column]
        return row[place] if place < len(row) else None

    def _said(self, column: TextColumn, row: Sequence[Cell]) -> str:
        said = written(self._cell(column, row)) or ""
        return unmarked(said) if self.sheet.marked else said

    def _wrong(
        self, code: str, column: TextColumn, row: Sequence[Cell], number: int, **details: object
    ) -> None:
        header = written(self.sheet.rows[0][self.places[column]])
        details.setdefault("value", written(self._cell(column, row)) or "")
        self.problems.add(code, number, header, **details)


def _lined(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _days(cell: Cell) -> Iterator[date]:
    """All days that a cell may mean; the row's mark knows which one it is."""
    if isinstance(cell, datetime):
        yield cell.date()
    elif isinstance(cell, date):
        yield cell
    elif isinstance(cell, str):
        for layout in _DAYS:
            try:
                yield datetime.strptime(cell.strip(), layout).date()  # noqa: DTZ007 - a day
            except ValueError:
                continue
