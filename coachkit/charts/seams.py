"""Seams in a chart over time: dotted lines up to words that say what changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from coachkit.charts.lettering import wrapped
from coachkit.charts.look import INK, PAPER
from coachkit.charts.paper import Paper
from coachkit.charts.sheet import Sheet
from coachkit.language.speech import Speech

_ROOM: Final = 300
_ABOVE: Final = 0.35


@dataclass(frozen=True)
class Seam:
    """A day from which a platform counts something else. ``label``: what changed, in words."""

    day: date
    label: str


def said(seams: Sequence[Seam], speech: Speech) -> list[str]:
    """The seams in words, for those who do not see the chart."""
    return [
        speech.say("From %(day)s: %(change)s.", day=speech.day(seam.day), change=seam.label)
        for seam in seams
    ]


def lines_of(seams: Sequence[Seam], page: Paper) -> list[Sequence[str]]:
    """The words of each, broken into the lines that they take."""
    return [wrapped(seam.label, _ROOM, page.text, most=2) for seam in seams]


def rows_of(changes: Sequence[Sequence[str]]) -> float:
    """How many rows the words take above a plot, with a little air."""
    return sum(map(len, changes)) + 0.5


def draw(
    sheet: Sheet, places: Sequence[float], changes: Sequence[Sequence[str]], *, above: float = 0
) -> None:
    """Each line with its words, the earliest highest, so that none runs through another.

    ``places``: on the plot's x axis, in order. ``above``: pixels kept free over the plot.
    """
    rows = sheet.paper.rows
    line_top = sheet.top + above + rows * (sum(map(len, changes)) + _ABOVE)
    for place, lines in zip(places, changes, strict=True):
        share = (line_top - sheet.bottom) / (sheet.top - sheet.bottom)
        sheet.plot.axvline(
            place, 0, share, color=INK, linewidth=1.2, linestyle=(0, (1, 2)), clip_on=False
        )
        x, room = sheet.x(place), max(map(sheet.wide, lines))
        leftwards = x + 8 + room > sheet.paper.width
        for line in lines:
            line_top -= rows
            sheet.write(
                max(x - 8, room) if leftwards else x + 8,
                line_top + rows * 0.3,
                line,
                across="right" if leftwards else "left",
                colour=INK,
                ground=PAPER,
            )
