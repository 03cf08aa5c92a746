"""The tables of a file that nobody has named yet: where the header is, and what stands below.

The header row is the widest row near the top whose cells are all words. That is a proposal like
everything else on the mapping screen: a person may point at another row.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import islice
from pathlib import Path

import pyarrow as pa

from coachkit.model.errors import InvalidValue, UnreadableExport
from coachkit.platforms.biff import biff_sheets
from coachkit.platforms.cells import Cell, written
from coachkit.platforms.files import Kind, OpenedFile, looked_at
from coachkit.platforms.ooxml import ooxml_sheets
from coachkit.platforms.recognition import HEADER_WITHIN, lines, title_of
from coachkit.platforms.rows import TEXT
from coachkit.platforms.spreadsheetml import spreadsheetml_sheets
from coachkit.platforms.workbooks import Sheet

SAMPLED_ROWS = 500
"""So many rows are looked at for a proposal; what is kept is checked over the whole file."""

_CHUNK = 50_000
_DELIMITERS = (",", ";", "\t")
_SEP_LINE = re.compile(r"\ufeff?sep=(.)[^\r\n]*(?:\r\n|\r|\n)?", re.IGNORECASE)
_VALUE = re.compile(r"[+-]?[\d\s.,:/'%T-]+|https?://.*", re.IGNORECASE)
_SHEETS: Mapping[Kind, Callable[[OpenedFile], Iterable[Sheet]]] = {
    Kind.BIFF: biff_sheets,
    Kind.OOXML: ooxml_sheets,
    Kind.SPREADSHEETML: spreadsheetml_sheets,
}

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Header:
    """A header as it stands in the file. ``places``: of its columns, 0 is the first."""

    text: str
    places: tuple[int, ...]


@dataclass(frozen=True)
class UnnamedTable:
    """A table that no format knows.

    ``header_row``: as a spreadsheet counts. ``headers``: in the file's order, each once.
    ``sample``: the first rows below, at most :data:`SAMPLED_ROWS`. ``title``: the line right above
    the header, if there is one. ``delimiter``: of a text.
    """

    opened: OpenedFile
    sheet: str | None
    header_row: int
    headers: tuple[Header, ...]
    sample: Rows = field(repr=False)
    title: str | None = None
    delimiter: str | None = None
    _rows: Rows | None = field(default=None, repr=False)

    @property
    def file(self) -> str:
        """The file's name."""
        return self.opened.name

    @property
    def where(self) -> dict[str, str]:
        """File and sheet, for a refusal."""
        return {"file": self.file, **({"sheet": self.sheet} if self.sheet else {})}

    def header(self, text: str) -> Header:
        """The header of that text, or :class:`InvalidValue` ``unknown_header`` with ``known``."""
        found = next((known for known in self.headers if known.text == text), None)
        if found is None:
            known = [header.text[:80] for header in self.headers]
            raise InvalidValue("unknown_header", "headers", value=text[:80], known=known)
        return found

    def sampled(self, header: Header) -> list[str]:
        """What the first rows say in that column, blank cells left out."""
        place = header.places[0]
        said = (row[place].strip() for row in self.sample if place < len(row))
        return [cell for cell in said if cell]

    def column(self, header: Header) -> pa.Array:
        """That column over the whole file, blank cells as null: one array of text.

        Raises :class:`UnreadableExport` ``damaged_file`` where a cell has no end.
        """
        return self._columns[header.text]

    @cached_property
    def _columns(self) -> Mapping[str, pa.Array]:
        """Every column by its header, read at once: the checks ask for most of them."""
        rows = _records(self.opened, self.delimiter or ",") if self._rows is None else self._rows
        below = _until_next_title(islice(rows, self.header_row, None))
        read: dict[str, list[pa.Array]] = {header.text: [] for header in self.headers}
        while chunk := list(islice(below, _CHUNK)):
            for header in self.headers:
                place = header.places[0]
                cells = (row[place].strip() if place < len(row) else "" for row in chunk)
                read[header.text].append(pa.array((cell or None for cell in cells), TEXT))
        blank = pa.array([], TEXT)
        return {text: pa.concat_arrays([blank, *parts]) for text, parts in read.items()}


def unnamed_tables(
    path: Path, *, opened_at: datetime, header_row: int | None = None
) -> tuple[UnnamedTable, ...]:
    """Every table of the file, a sheet's first one each; ``header_row`` as a person points at it.

    Raises :class:`UnreadableExport`: what :func:`coachkit.platforms.files.looked_at` refuses, and
    ``not_a_table`` where no row could be a header.
    """
    opened = looked_at(path, opened_at=opened_at)
    if opened.kind is Kind.TEXT:
        found = [_of_text(opened, header_row)]
    else:
        sheets = _SHEETS[opened.kind](opened)
        found = [_of_sheet(opened, name, rows, header_row) for name, rows, _ in sheets]
    tables = tuple(table for table in found if table is not None)
    if not tables:
        raise UnreadableExport("not_a_table", file=opened.name, reason="no_columns")
    return tables


def _of_text(opened: OpenedFile, header_row: int | None) -> UnnamedTable | None:
    with opened.path.open(encoding=opened.encoding, newline="") as text:
        sep_line = _SEP_LINE.match(text.readline())
    delimiters = (sep_line[1],) if sep_line and sep_line[1] in _DELIMITERS else _DELIMITERS
    found = []
    for delimiter in delimiters:
        rows = _first(opened, delimiter, (header_row or HEADER_WITHIN) + SAMPLED_ROWS)
        place = _header_place(rows, header_row)
        if place is not None:
            found.append(_table(opened, None, rows, place, delimiter))
    return max(found, key=lambda table: len(table.headers), default=None)


def _of_sheet(
    opened: OpenedFile, name: str, cells: Sequence[Sequence[Cell]], header_row: int | None
) -> UnnamedTable | None:
    rows = [[written(cell) or "" for cell in row] for row in cells]
    place = _header_place(rows[: (header_row or HEADER_WITHIN) + SAMPLED_ROWS], header_row)
    return None if place is None else _table(opened, name, rows, place, None)


def _table(
    opened: OpenedFile, sheet: str | None, rows: Rows, place: int, delimiter: str | None
) -> UnnamedTable:
    sample = list(_until_next_title(rows[place + 1 :][:SAMPLED_ROWS]))
    title = title_of(lines(rows[max(0, place - HEADER_WITHIN) : place]))
    kept = None if delimiter else rows
    headers = _headers(rows[place])
    return UnnamedTable(opened, sheet, place + 1, headers, sample, title, delimiter, kept)


def _until_next_title(rows: Iterable[Sequence[str]]) -> Iterator[Sequence[str]]:
    """The rows of one table: where a blank row and a lonely line follow, another begins."""
    blank = False
    for row in rows:
        said = sum(1 for cell in row if cell.strip())
        if blank and said == 1:
            return
        blank = not said
        if said:
            yield row


def _header_place(rows: Rows, pointed_at: int | None) -> int | None:
    """Where the header is, counted from 0: the widest row of words with something below it."""
    if pointed_at is not None:
        within = 0 < pointed_at <= len(rows) and len(_headers(rows[pointed_at - 1])) > 1
        return pointed_at - 1 if within else None
    wide = {
        place: len(_headers(row))
        for place, row in enumerate(rows[:HEADER_WITHIN])
        if _is_words(row) and any(cell.strip() for below in rows[place + 1 :] for cell in below)
    }
    return max(wide, key=lambda place: (wide[place], -place), default=None)


def _is_words(row: Sequence[str]) -> bool:
    said = [cell.strip() for cell in row if cell.strip()]
    return len(said) > 1 and not any(_VALUE.fullmatch(cell) for cell in said)


def _headers(row: Sequence[str]) -> tuple[Header, ...]:
    places: dict[str, list[int]] = {}
    for place, cell in enumerate(row):
        if text := " ".join(cell.replace("\ufeff", "").split()):
            places.setdefault(text, []).append(place)
    return tuple(Header(text, tuple(where)) for text, where in places.items())


def _first(opened: OpenedFile, delimiter: str, count: int) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        rows.extend(islice(_records(opened, delimiter), count))
    except UnreadableExport:
        # What stands above a cell without end is enough to propose; the reading itself refuses.
        return rows
    return rows


def _records(opened: OpenedFile, delimiter: str) -> Iterator[list[str]]:
    with opened.path.open(encoding=opened.encoding, newline="") as text:
        try:
            yield from csv.reader(_without_sep_line(text), delimiter=delimiter)
        except csv.Error as refused:
            raise UnreadableExport("damaged_file", file=opened.name, reason=str(refused)) from None


def _without_sep_line(text: Iterable[str]) -> Iterator[str]:
    """A spreadsheet swallows that line and does not count it."""
    for number, line in enumerate(text):
        if number or not _SEP_LINE.match(line):
            yield line
