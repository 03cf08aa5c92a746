"""Changes beside each other, each a dot with its interval, and the line that means no change."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from matplotlib.figure import Figure

from coachkit.charts.chart import Chart, sentences
from coachkit.charts.lettering import wrapped
from coachkit.charts.look import BRAND, EDGE, INK, PAPER, SOFT, in_our_look
from coachkit.charts.paper import COLUMN, Paper, paper
from coachkit.charts.scales import Mark, round_marks
from coachkit.charts.sheet import Margins, Sheet, Words
from coachkit.language.lifts_said import lift
from coachkit.language.speech import Speech
from coachkit.model.effects import Change
from coachkit.model.results import INTERVAL_LEVEL

_GAP: Final = 0.024
_AIR: Final = 14
_DOT: Final = 8
_LINE: Final = 4.5
_NAMES: Final = 0.27
_NAME_LINES: Final = 2
_MARKS: Final = {False: 6, True: 4}
_APART: Final = 14
_LEAST: Final = 0.2
_MOST: Final = 2.0
"""What lies beyond three times as much is cut off at the edge, and said to be."""


@dataclass(frozen=True)
class Lift:
    """One row. ``beside``: its n, where it has one. ``judged``: else it is hollow."""

    name: str
    change: Change
    beside: str = ""
    judged: bool = True

    @property
    def shown(self) -> bool:
        """Whether the interval lies on one side of nothing."""
        return self.judged and (self.change.up or self.change.down)


@dataclass(frozen=True)
class _Drawn:
    rows: tuple[Lift, ...]
    names: tuple[tuple[str, ...], ...]
    values: tuple[tuple[str, str, str], ...]
    words: Words
    low: float
    high: float
    paper: Paper

    @property
    def name_lines(self) -> int:
        return max((len(name) for name in self.names), default=1)


def lifts(  # noqa: PLR0913  what a chart says around its dots is its caller's
    rows: Sequence[Lift],
    title: str,
    measure: str,
    speech: Speech,
    *,
    beside: str = "",
    hollow: str = "",
    narrow: bool = False,
    column: bool = False,
) -> Chart:
    """A dot and its interval per row, in the order given, beside the line of no change.

    ``measure``: what is compared with what. ``beside``: the head over :attr:`Lift.beside`.
    ``hollow``: why a row is not judged, in a sentence.
    """
    page = paper(narrow=narrow, column=column)
    low, high = _ends(rows)
    drawn = _Drawn(
        rows=tuple(rows),
        names=tuple(_name(row, page) for row in rows),
        values=tuple(_cells(row, speech) for row in rows),
        words=Words(title, measure, _note(rows, high, hollow, speech)),
        low=low,
        high=high,
        paper=page,
    )
    with in_our_look():
        figure = _stacked(drawn, speech) if narrow else _table(drawn, beside, speech)
    return Chart(figure, title, _alt(drawn, speech), drawn.words.note)


def _ends(rows: Sequence[Lift]) -> tuple[float, float]:
    lowest = min([-_LEAST, *(row.change.low for row in rows)])
    highest = max([_LEAST, *(row.change.high for row in rows)])
    least = max([_MOST, *(row.change.value * 1.2 for row in rows if row.change.value < 10)])
    return lowest, min(highest, least)


def _name(row: Lift, page: Paper) -> tuple[str, ...]:
    room = page.width - 8 if page.narrow else page.width * _NAMES
    return wrapped(row.name, room, page.text, bold=row.shown, most=_NAME_LINES)


def _cells(row: Lift, speech: Speech) -> tuple[str, str, str]:
    change = row.change
    span = speech.say(
        "%(low)s to %(high)s", low=lift(change.low, speech), high=lift(change.high, speech)
    )
    return lift(change.value, speech), span, row.beside


def _note(rows: Sequence[Lift], high: float, hollow: str, speech: Speech) -> str:
    said = [speech.say("Line: %(level)s interval.", level=speech.percent(INTERVAL_LEVEL))]
    if any(row.change.high > high for row in rows):
        said.append(speech.say("Arrow: it goes further than drawn."))
    if hollow and not all(row.judged for row in rows):
        said.append(hollow)
    return " ".join(said)


def _alt(drawn: _Drawn, speech: Speech) -> str:
    each = [
        speech.say("%(name)s: %(value)s (%(span)s)", name=row.name, value=value, span=span)
        for row, (value, span, _) in zip(drawn.rows, drawn.values, strict=True)
    ]
    return sentences([drawn.words.title, *([] if not each else ["; ".join(each)])])


def _table(drawn: _Drawn, beside: str, speech: Speech) -> Figure:
    """Name, line, change, interval and n side by side: for a screen."""
    page, rows = drawn.paper, drawn.rows
    gap = page.width * _GAP
    level = speech.percent(INTERVAL_LEVEL)
    # In a column the note alone says what kind of interval it is: the line needs the room.
    whole = speech.say("%(level)s interval", level=level)
    heads = [speech.say("change"), whole if page.width > COLUMN.width else level]
    heads += [beside] if beside else []
    cells = [value[: len(heads)] for value in drawn.values]
    columns = [
        max(page.wide(cell, bold=True) for cell in column)
        for column in zip(heads, *cells, strict=True)
    ]
    names = max((page.wide(line, bold=True) for name in drawn.names for line in name), default=40)
    height = drawn.name_lines * page.rows + _AIR
    margins = Margins(
        left=names + gap,
        right=sum(columns) + len(columns) * gap,
        above=page.rows,
        below=page.rows + 14,
    )
    sheet = Sheet(page, drawn.words, margins, height * max(len(rows), 1))
    _axis(sheet, drawn, speech)
    edges = [sheet.right + gap * (i + 1) + sum(columns[: i + 1]) for i in range(len(columns))]
    for edge, head in zip(edges, heads, strict=True):
        sheet.write(edge, sheet.top + page.rows * 0.35, head, across="right", colour=SOFT)
    for place, row in enumerate(rows):
        middle = sheet.top - (place + 0.5) * height
        sheet.rule(middle + height / 2)
        _write_name(sheet, row, drawn.names[place], middle)
        _dot(sheet, row, len(rows) - 1 - place, drawn)
        for column, (edge, cell) in enumerate(zip(edges, cells[place], strict=True)):
            strong = column == 0 and row.judged
            sheet.write(
                edge,
                middle,
                cell,
                across="right",
                upright="middle",
                colour=INK if strong else SOFT,
                bold=strong,
            )
    return sheet.figure


def _stacked(drawn: _Drawn, speech: Speech) -> Figure:
    """Name and figures above each line: for a phone."""
    page, rows = drawn.paper, drawn.rows
    height = (drawn.name_lines + 2) * page.rows + _AIR
    margins = Margins(left=_DOT, right=_DOT, above=0, below=page.rows + 14)
    sheet = Sheet(page, drawn.words, margins, height * max(len(rows), 1))
    _axis(sheet, drawn, speech)
    for place, row in enumerate(rows):
        top = sheet.top - place * height
        sheet.rule(top)
        lines = len(drawn.names[place])
        _write_name(sheet, row, drawn.names[place], top - _AIR / 2 - lines * page.rows / 2)
        value, span, beside = drawn.values[place]
        figures = f"{value} ({span})" + (f" · n = {beside}" if beside else "")
        sheet.write(
            4,
            top - _AIR / 2 - (drawn.name_lines + 0.5) * page.rows,
            figures,
            upright="middle",
            colour=INK if row.judged else SOFT,
            ground=PAPER,
        )
        _dot(sheet, row, len(rows) - 1 - place - 0.32, drawn)
    return sheet.figure


def _axis(sheet: Sheet, drawn: _Drawn, speech: Speech) -> None:
    air = (drawn.high - drawn.low) * 0.04
    sheet.plot.set_xlim(drawn.low - air, drawn.high + air)
    sheet.plot.set_ylim(-0.5, max(len(drawn.rows), 1) - 0.5)
    sheet.below(_marks(sheet, drawn, speech), lines=not drawn.paper.narrow)
    sheet.plot.axvline(0, color=EDGE if drawn.paper.narrow else SOFT, linewidth=1.2, zorder=1)


def _marks(sheet: Sheet, drawn: _Drawn, speech: Speech) -> list[Mark]:
    """As many as all have room: to drop every other one might drop the line of no change."""
    for most in range(_MARKS[drawn.paper.narrow], 1, -1):
        places = round_marks(drawn.low, drawn.high, most)
        marks = [Mark(place, speech.signed_percent(place)) for place in places]
        room = min(
            (sheet.x(other) - sheet.x(one) for one, other in pairwise(places)), default=math.inf
        )
        if room >= max(sheet.wide(mark.label) for mark in marks) + _APART:
            return marks
    return [Mark(0, speech.signed_percent(0))]


def _write_name(sheet: Sheet, row: Lift, lines: Sequence[str], middle: float) -> None:
    rows = sheet.paper.rows
    for place, line in enumerate(lines):
        sheet.write(
            4,
            middle + (len(lines) / 2 - place - 0.5) * rows,
            line,
            upright="middle",
            bold=row.shown,
            ground=PAPER if sheet.paper.narrow else None,
        )


def _dot(sheet: Sheet, row: Lift, y: float, drawn: _Drawn) -> None:
    change, end = row.change, drawn.high
    colour = BRAND if row.judged else SOFT
    beyond = change.high > end
    high = min(change.high, end)
    sheet.plot.plot(
        [change.low, high],
        [y, y],
        color=colour,
        linewidth=_LINE if row.judged else 2,
        solid_capstyle="round",
        zorder=3,
    )
    if beyond:
        sheet.plot.plot([high], [y], ">", color=colour, markersize=_DOT, clip_on=False, zorder=3)
    if change.value <= end:
        sheet.plot.plot(
            [change.value],
            [y],
            "o",
            markersize=_DOT,
            markerfacecolor=BRAND if row.judged else PAPER,
            markeredgecolor=colour,
            markeredgewidth=1.5,
            clip_on=False,
            zorder=4,
        )
