"""Several tables on one page: stacked with blank rows between, side by side, or lying otherwise.

A page is read from top to bottom. Lines of one cell, and comments, are what stands above the next
table; the last of them is its title. Whatever shape a table has, it leaves here as plain rows of
items, so that nobody further on has to know how it lay.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from coachkit.platforms.cells import Cell, written
from coachkit.platforms.formats import Format, Shape
from coachkit.platforms.recognition import (
    Column,
    Layout,
    headed,
    lines,
    title_of,
    titled_by,
)

Row = Sequence[Cell]

_WIDEST = 1 << 20


@dataclass(frozen=True)
class Block:
    """One table of a page as plain rows. ``numbers``: of each row, counted from 0 on the page.

    ``title`` or headers of what could not be recognised are in :class:`Page`. ``torn``: the
    numbers of rows whose name had been torn into several cells.
    """

    layout: Layout
    rows: list[Row]
    numbers: list[int]
    torn: tuple[int, ...] = ()


@dataclass
class Page:
    """The tables of one page, and what names the parts that no format knows."""

    tables: list[Block] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def columns(self) -> int:
        """How many columns were recognised."""
        return sum(len(block.layout.columns) for block in self.tables)


def page_of(rows: Sequence[Row], known: Sequence[Format]) -> Page:
    """Every table on the page, from top to bottom."""
    return _Reading(rows, known).page()


def has_gap(row: Sequence[str]) -> bool:
    """Whether a header row has a column without a header between others."""
    places = [place for place, cell in enumerate(row) if cell and cell.strip()]
    return bool(places) and places[-1] - places[0] + 1 > len(places)


class _Reading:
    def __init__(self, rows: Sequence[Row], known: Sequence[Format]) -> None:
        self._rows = rows
        self._text = [[written(cell) or "" for cell in row] for row in rows]
        self._known = known
        self._stacked = [one for one in known if one.titled or one.shape is Shape.PAIRS]

    def page(self) -> Page:
        page = Page()
        above: list[str] = []
        at, fresh = 0, True
        while at < len(self._rows):
            if self._blank(at):
                at, fresh = at + 1, True
                continue
            found, end = self._tables_at(at, tuple(above), fresh=fresh)
            if found:
                page.tables += found
                above = []
            elif self._stands_above(at):
                above += lines([self._text[at]])
                end = at + 1
            else:
                page.unknown.append(_named(above, self._text[at]))
                above, end = [], self._until_blank(at)
            at, fresh = end, False
        return page

    def _tables_at(
        self, at: int, above: tuple[str, ...], *, fresh: bool
    ) -> tuple[list[Block], int]:
        if (line := self._line(at)) is not None:
            return [line], at + 1
        if fresh and (pairs := self._pairs(at)) is not None:
            return [pairs], self._until_blank(at)
        beside = self._side_by_side(at, above)
        if beside:
            return beside, max(block.numbers[-1] if block.numbers else at for block in beside) + 1
        titled = self._titled(at, above)
        return ([titled], self._until_blank(at)) if titled else ([], at + 1)

    def _side_by_side(self, at: int, above: tuple[str, ...]) -> list[Block]:
        whole = slice(0, _WIDEST)
        parts = _parts(self._text[at])
        beside = [block for part in parts for block in self._below(at, part, above)]
        return beside if len(beside) == len(parts) else list(self._below(at, whole, above))

    def _below(self, at: int, part: slice, above: tuple[str, ...]) -> Iterator[Block]:
        shown = [[""] * part.start + row[part] for row in self._text[at : at + 2]]
        layout = headed(shown, 0, self._known, above=above)
        if layout is None:
            return
        last = self._until_blank(at) if layout.format.stacked else len(self._rows)
        first = at + 1 + layout.described
        numbers = [row for row in range(first, last) if not self._blank(row)]
        rows: list[Row] = [
            [*[None] * part.start, *self._rows[row][part.start : part.stop]] for row in numbers
        ]
        torn: tuple[int, ...] = ()
        if layout.format.torn_items:
            torn = tuple(
                n for n, row in zip(numbers, rows, strict=True) if _filled(row) > layout.width
            )
            rows = [_mended(row, layout.width) for row in rows]
        yield Block(replace(layout, header_row=at), rows, numbers, torn)

    def _titled(self, at: int, above: tuple[str, ...]) -> Block | None:
        for known in self._stacked:
            told = titled_by(known, above[-1] if above else None)
            if told is None or told[0].shape not in _LAID:
                continue
            titled, language = told
            body = list(range(at + 1, self._until_blank(at)))
            rows, numbers, roles = _LAID[titled.shape](self._rows, at, body)
            columns = tuple(
                Column(place, above[-1], role or titled.metric, frozenset({language}))
                for place, role in enumerate(roles)
            )
            layout = Layout(
                known,
                at,
                columns,
                (),
                titled.breakdown,
                len(roles),
                above=above,
                title=above[-1],
                titled=titled,
            )
            return Block(layout, rows, numbers)
        return None

    def _line(self, at: int) -> Block | None:
        said = [cell for cell in self._rows[at] if written(cell)]
        if len(said) != 2:
            return None
        label = written(said[0]) or ""
        for known in self._stacked:
            told = titled_by(known, label)
            if told is not None and told[0].shape is Shape.LINE:
                column = Column(0, label, told[0].metric, frozenset({told[1]}))
                layout = Layout(
                    known, at, (column,), (), None, 1, above=(label,), title=label, titled=told[0]
                )
                return Block(layout, [[said[1]]], [at])
        return None

    def _pairs(self, at: int) -> Block | None:
        body = range(at, self._until_blank(at))
        if any(_filled(self._rows[row]) > 2 for row in body):
            return None
        labels = [self._text[row][0] if self._text[row] else "" for row in body]
        values = [self._rows[row][1] if len(self._rows[row]) > 1 else None for row in body]
        above = lines([self._text[row] for row in body])
        layout = headed([labels], 0, self._known, above=above, shape=Shape.PAIRS)
        return None if layout is None else Block(replace(layout, header_row=at), [values], [at])

    def _stands_above(self, at: int) -> bool:
        said = [cell for cell in self._text[at] if cell.strip()]
        return len(said) == 1 or said[0].startswith("#")

    def _blank(self, at: int) -> bool:
        return not any(cell.strip() for cell in self._text[at])

    def _until_blank(self, at: int) -> int:
        end = at
        while end < len(self._rows) and not self._blank(end):
            end += 1
        return end


def _parts(header: Sequence[str]) -> list[slice]:
    """The whole row, or its parts where blank columns divide it into several tables."""
    filled = [place for place, cell in enumerate(header) if cell.strip()]
    runs = [
        [place for _, place in run]
        for _, run in groupby(enumerate(filled), key=lambda pair: pair[1] - pair[0])
    ]
    if len(runs) < 2:
        return [slice(0, _WIDEST)]
    return [slice(run[0], run[-1] + 1) for run in runs]


def _filled(row: Row) -> int:
    return sum(1 for cell in row if written(cell))


def _mended(row: Row, width: int) -> Row:
    """A name that was torn at its commas in one cell again, its value behind it."""
    said = [text for cell in row if (text := written(cell))]
    if len(said) <= width:
        return row
    return [", ".join(text.strip() for text in said[:-1]), said[-1]]


Laid = tuple[list[Row], list[int], list[str | None]]


def _across(rows: Sequence[Row], at: int, body: Sequence[int]) -> Laid:
    laid: list[Row] = []
    for below in body[:1]:
        values = rows[below]
        laid = [
            [label, values[place] if place < len(values) else None]
            for place, label in enumerate(rows[at])
            if written(label)
        ]
    return laid, [body[0]] * len(laid) if body else [], ["item", None]


def _cross(rows: Sequence[Row], at: int, body: Sequence[int]) -> Laid:
    laid: list[Row] = []
    numbers = []
    for below in body:
        row = rows[below]
        for place, part in enumerate(rows[at][1:], start=1):
            if written(part) and place < len(row):
                laid.append([row[0], part, row[place]])
                numbers.append(below)
    return laid, numbers, ["item", "part", None]


def _single(rows: Sequence[Row], at: int, body: Sequence[int]) -> Laid:
    del at
    return [[rows[below][0]] for below in body[:1]], list(body[:1]), [None]


_LAID = {Shape.ACROSS: _across, Shape.CROSS: _cross, Shape.SINGLE: _single}


def _named(above: Sequence[str], header: Sequence[str]) -> str:
    return (title_of(above) or ", ".join(cell for cell in header if cell))[:80]
