"""SpreadsheetML of Excel 2003: a workbook that is one XML file, mostly called ``.xls``.

Read as a stream. A document that defines entities of its own is refused, so that none can grow.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from xml.parsers import expat

from coachkit.model.errors import UnreadableExport
from coachkit.platforms.cells import MOST_CELLS, MOST_PACKED, MOST_SHEETS, Cell, Sheet
from coachkit.platforms.columns import without_collecting
from coachkit.platforms.files import OpenedFile

_BLOCK = 1 << 20
_SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
_SEPARATOR = "|"
_TIMES = "1899-12-31T"
_DEEPEST = 50

_CUT_OFF = frozenset(
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
    )
)


def spreadsheetml_sheets(opened: OpenedFile) -> Iterator[Sheet]:
    """Each sheet's name, rows and computed cells.

    Raises :class:`UnreadableExport`: ``damaged_file``, ``truncated``, ``too_large``.
    """
    size = opened.path.stat().st_size
    if size > MOST_PACKED:
        raise UnreadableExport("too_large", file=opened.name, value=size, expected=MOST_PACKED)
    reading = _Reading(opened)
    try:
        with opened.path.open("rb") as file:
            while reading.feed(file.read(_BLOCK)):
                yield from reading.finished()
        yield from reading.finished()
    except expat.ExpatError as broken:
        if broken.code in _CUT_OFF:
            raise UnreadableExport("truncated", file=opened.name) from broken
        reason = expat.errors.messages.get(broken.code, str(broken))
        raise UnreadableExport("damaged_file", file=opened.name, reason=reason) from broken
    except (ArithmeticError, LookupError, ValueError) as broken:
        # An unknown encoding, a place that is no number.
        raise UnreadableExport(
            "damaged_file", file=opened.name, reason=str(broken)[:200]
        ) from broken


@dataclass
class _Reading:
    """The document as far as it was read. ``kind``: of the cell's data that is being read."""

    opened: OpenedFile
    sheets: list[Sheet] = field(default_factory=list)
    _names: int = 0
    _name: str = ""
    _rows: list[list[Cell]] = field(default_factory=list)
    _row: int = 0
    _column: int = 0
    _next_row: int = 0
    _next_column: int = 0
    _cells: int = 0
    _formulas: set[tuple[int, int]] = field(default_factory=set)
    _within: list[str] = field(default_factory=list)
    _kind: str | None = None
    _words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        parser.buffer_text = True
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._say
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser = parser

    def feed(self, block: bytes) -> bool:
        """The next bytes of the document, none at its end; whether there may be more."""
        with without_collecting():
            self._parser.Parse(block, not block)
        return bool(block)

    def finished(self) -> Iterator[Sheet]:
        """The sheets that came to their end since it was last asked."""
        ready, self.sheets = self.sheets, []
        yield from ready

    def _begin(self, element: str, attributes: dict[str, str]) -> None:
        name = _plain(element)
        parent = self._within[-1] if self._within else ""
        self._within.append(name)
        if len(self._within) > _DEEPEST:
            raise UnreadableExport("damaged_file", file=self.opened.name, reason=name[:80])
        if name == "Cell" and parent == "Row":
            self._begin_cell(_said(attributes))
        elif name == "Data" and parent == "Cell":
            self._kind = _said(attributes).get("Type", "String")
            self._words = []
        elif name == "Row" and parent == "Table":
            self._begin_row(_said(attributes))
        elif name == "Worksheet":
            self._begin_sheet(_said(attributes))

    def _end(self, _: str) -> None:
        name = self._within.pop()
        if name == "Data" and self._kind is not None and self._within[-1] == "Cell":
            row = self._rows[self._row]
            row[self._column] = _cell("".join(self._words), self._kind)
            self._kind = None
        elif name == "Worksheet":
            self.sheets.append((self._name, self._rows, frozenset(self._formulas)))

    def _say(self, words: str) -> None:
        # Words within words are its letters' looks; a comment's data are no cell's.
        if self._kind is not None:
            self._words.append(words)

    def _begin_sheet(self, said: dict[str, str]) -> None:
        self._names += 1
        if self._names > MOST_SHEETS:
            raise self._too_large(self._names, MOST_SHEETS)
        self._name = said.get("Name", "")
        self._rows, self._formulas = [], set()
        self._next_row = 0

    def _begin_row(self, said: dict[str, str]) -> None:
        self._row = int(said["Index"]) - 1 if "Index" in said else self._next_row
        self._next_row = self._row + 1 + int(said.get("Span", 0))
        self._next_column = 0
        self._make_room(self._row + 1 - len(self._rows))
        while len(self._rows) <= self._row:
            self._rows.append([])

    def _begin_cell(self, said: dict[str, str]) -> None:
        self._column = int(said["Index"]) - 1 if "Index" in said else self._next_column
        self._next_column = self._column + 1 + int(said.get("MergeAcross", 0))
        row = self._rows[self._row]
        missing = self._column + 1 - len(row)
        self._make_room(missing)
        row.extend([None] * missing)
        if "Formula" in said:
            self._formulas.add((self._row, self._column))

    def _make_room(self, more: int) -> None:
        if self._row < 0 or self._column < 0:
            raise UnreadableExport("damaged_file", file=self.opened.name, reason="Index")
        self._cells += max(more, 0)
        if self._cells > MOST_CELLS:
            raise self._too_large(self._cells, MOST_CELLS)

    def _too_large(self, value: int, expected: int) -> UnreadableExport:
        return UnreadableExport("too_large", file=self.opened.name, value=value, expected=expected)

    def _refuse_doctype(self, *_: Any) -> None:
        raise UnreadableExport("damaged_file", file=self.opened.name, reason="DOCTYPE")


def _plain(name: str) -> str:
    """A name of the spreadsheet's namespace without it; any other stays as it is."""
    space, _, plain = name.rpartition(_SEPARATOR)
    return plain if space in ("", _SPREADSHEET) else name


def _said(attributes: dict[str, str]) -> dict[str, str]:
    return {_plain(name): said for name, said in attributes.items()}


def _cell(said: str, kind: str) -> Cell:
    if kind == "Number":
        return _number(said)
    if kind == "Boolean":
        return said.strip() not in ("0", "")
    if kind == "DateTime":
        return _moment(said)
    return said or None


def _number(said: str) -> Cell:
    try:
        number = float(said)
    except ValueError:
        return said
    return number if math.isfinite(number) and "_" not in said else said


def _moment(said: str) -> Cell:
    """A day, or a time of day, which Excel dates to the last day of 1899."""
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return said
    plain = moment.replace(tzinfo=None)
    return plain.time() if said.startswith(_TIMES) else plain
