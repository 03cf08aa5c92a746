"""The sheet a chart is drawn on: title above, one plot, note below, every place known in pixels.

Margins are fixed before anything is drawn and no layout engine runs; what labels need is
measured first. matplotlib's own axes are switched off: they cost half of a redraw, and labels in
three languages want placing by hand anyhow.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, Literal

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import XAxis, YAxis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from coachkit.charts.lettering import width, wrapped
from coachkit.charts.line import Line
from coachkit.charts.look import DPI, EDGE, GROUND, INK, LINE, SOFT
from coachkit.charts.paper import Paper
from coachkit.charts.scales import Mark, Ruler

Across = Literal["left", "center", "right"]
Block = tuple[float, Sequence[tuple[str, str, bool]]]
"""What stands beside a value: the value, then its lines (text, colour, bold)."""
Upright = Literal["under", "middle", "over", "baseline"]

_EDGE: Final = 4
_BELOW_TITLE: Final = 4
_BELOW_MEASURE: Final = 14
_ABOVE_NOTE: Final = 8
_APART: Final = 12
_HAIR: Final = 1e-4
_NEAR_ZERO: Final = 0.4
_BEFORE: Final = {"left": 0.0, "center": 0.5, "right": 1.0}
# In ems from a place to the baseline. Capitals and figures of Inter are 0.73 em high.
_BASELINE: Final = {"baseline": 0.0, "over": 0.0, "middle": -0.365, "under": -0.73}
_TITLE_LINES: Final = {False: 3, True: 6}
_NOTE_LINES: Final = {False: 3, True: 7}


@dataclass(frozen=True)
class Margins:
    """Pixels kept free around the plot for what stands beside it."""

    left: float = 0
    right: float = 0
    above: float = 0
    below: float = 0


@dataclass(frozen=True)
class Words:
    """What a sheet says around its plot; ``measure`` says what is drawn, smaller."""

    title: str
    measure: str = ""
    note: str = ""


class _Across(XAxis):
    def set_clip_path(self, path: Any, transform: Any = None) -> None:
        """Cut itself off: its ticks are never made, and asking for them would make them."""
        Artist.set_clip_path(self, path, transform)


class _Up(YAxis):
    set_clip_path = _Across.set_clip_path


class _BarePlot(Axes):
    """A plot without axes: half of the time to make one went into ticks that nobody sees."""

    def _init_axis(self) -> None:
        across, up = _Across(self, clear=False), _Up(self, clear=False)
        self.xaxis, self.yaxis = across, up
        for name, axis in (("bottom", across), ("top", across), ("left", up), ("right", up)):
            self.spines[name].register_axis(axis)

    def grid(self, *_: Any, **__: Any) -> None:
        """Have none: a sheet draws its own hairlines."""

    def tick_params(self, *_: Any, **__: Any) -> None:
        """Have none."""


class Sheet:
    """One figure. Places are pixels at scale 1, from the left and from the bottom."""

    def __init__(self, paper: Paper, words: Words, margins: Margins, plot: float) -> None:
        """Set title, measure and note; ``plot`` is the height of what is drawn."""
        self.paper = paper
        room = paper.width - 2 * _EDGE
        title = wrapped(words.title, room, paper.title, bold=True, most=_TITLE_LINES[paper.narrow])
        measure = wrapped(words.measure, room, paper.text, most=2)
        note = wrapped(words.note, room, paper.text, most=_NOTE_LINES[paper.narrow])
        head = len(title) * paper.title_rows + len(measure) * paper.rows
        head += _BELOW_TITLE + _BELOW_MEASURE
        foot = len(note) * paper.rows + (_ABOVE_NOTE if note else 0) + _EDGE
        self.height = round(_EDGE + head + margins.above + plot + margins.below + foot)
        self.left = _EDGE + margins.left
        self.right = paper.width - _EDGE - margins.right
        self.bottom = foot + margins.below
        self.top = self.bottom + plot
        # A hair more than whole pixels: what is lost in dividing must not cost the last one.
        size = ((paper.width + _HAIR) / DPI, (self.height + _HAIR) / DPI)
        self.figure = Figure(figsize=size, dpi=DPI)
        FigureCanvasAgg(self.figure)
        self.plot = self._plot()
        self._head(title, measure)
        for row, line in enumerate(reversed(note)):
            self.write(_EDGE, _EDGE + row * paper.rows + paper.rows * 0.25, line, colour=SOFT)

    def _plot(self) -> Axes:
        across, down = self.paper.width, self.height
        place = (
            self.left / across,
            self.bottom / down,
            (self.right - self.left) / across,
            (self.top - self.bottom) / down,
        )
        axes = _BarePlot(self.figure, place)
        axes.set_axis_off()
        return self.figure.add_axes(axes)

    def _head(self, title: Sequence[str], measure: Sequence[str]) -> None:
        paper = self.paper
        line_bottom = self.height - _EDGE
        for line in title:
            line_bottom -= paper.title_rows
            self.write(
                _EDGE, line_bottom + paper.title_rows * 0.25, line, bold=True, size=paper.title
            )
        line_bottom -= _BELOW_TITLE
        for line in measure:
            line_bottom -= paper.rows
            self.write(_EDGE, line_bottom + paper.rows * 0.25, line, colour=SOFT)

    def write(  # noqa: PLR0913 - how a label looks is best said where it is written
        self,
        x: float,
        y: float,
        line: str,
        *,
        across: Across = "left",
        upright: Upright = "baseline",
        colour: str = INK,
        bold: bool = False,
        size: float | None = None,
        ground: str | None = None,
        upwards: bool = False,
    ) -> None:
        """One line of text at a place: on its baseline, under, over or in the middle of ``y``.

        ``ground``: a colour behind it, where it would stand on lines. ``upwards``: turned left,
        around its middle.
        """
        points = size or self.paper.text
        em = points * DPI / 72
        wide = width(line, points, bold=bold)
        base = y + _BASELINE[upright] * em
        if ground is not None:
            left = x - wide * _BEFORE[across]
            box = (left - 3, base - 0.25 * em, wide + 6, 1.2 * em)
            self._behind(box, (x, y) if upwards else None, ground)
        if upwards:
            x, base = x - _BASELINE["middle"] * em, y
        text = Line(
            x / self.paper.width,
            base / self.height,
            line,
            bold=bold,
            ha=across,
            color=colour,
            size=points,
            rotation=90 if upwards else 0,
            transform=self.figure.transFigure,
            figure=self.figure,
        )
        self.figure.add_artist(text, clip=False)

    def _behind(
        self,
        box: tuple[float, float, float, float],
        turned_around: tuple[float, float] | None,
        colour: str,
    ) -> None:
        left, bottom, wide, high = box
        if turned_around is not None:
            x, y = turned_around
            left, bottom, wide, high = x - (y - bottom), y - wide / 2, high, wide
        across, down = self.paper.width, self.height
        ground = Rectangle(
            (left / across, bottom / down),
            wide / across,
            high / down,
            facecolor=colour,
            linewidth=0,
            zorder=2,
        )
        self.figure.add_artist(ground)

    def x(self, value: float) -> float:
        """Where a value of the plot's x axis is."""
        return float(self.plot.transData.transform((value, self.plot.get_ylim()[0]))[0])

    def y(self, value: float) -> float:
        """Where a value of the plot's y axis is."""
        return float(self.plot.transData.transform((self.plot.get_xlim()[0], value))[1])

    def wide(self, line: str, *, bold: bool = False) -> float:
        """How wide a line of ordinary text gets."""
        return self.paper.wide(line, bold=bold)

    def measure_across(self, axis: Ruler) -> None:
        """Let the plot's x axis be this ruler."""
        if axis.scale == "symlog":
            self.plot.set_xscale("symlog", linthresh=axis.near_zero, linscale=_NEAR_ZERO)
        elif axis.scale == "log":
            self.plot.set_xscale("log")
        self.plot.set_xlim(axis.low, axis.high)

    def measure_up(self, axis: Ruler) -> None:
        """Let the plot's y axis be this ruler."""
        if axis.scale == "symlog":
            self.plot.set_yscale("symlog", linthresh=axis.near_zero, linscale=_NEAR_ZERO)
        elif axis.scale == "log":
            self.plot.set_yscale("log")
        self.plot.set_ylim(axis.low, axis.high)

    def rule(self, y: float) -> None:
        """A hairline across the whole sheet."""
        height = y / self.height
        self.figure.add_artist(
            Line2D([0, 1], [height, height], color=LINE, linewidth=0.8, zorder=0)
        )

    def below(self, marks: Sequence[Mark], *, lines: bool = True) -> None:
        """Labels below the plot, every so many of them that all have room.

        The year stands below the first label of each year. ``lines``: hairlines up the plot.
        """
        base = self.bottom - self.paper.rows * 1.25
        year = ""
        for mark in self._with_room(marks):
            x = self.x(mark.place)
            if lines:
                self.plot.axvline(mark.place, color=LINE, linewidth=0.8, zorder=0)
            self.write(x, base, mark.label, across="center", colour=SOFT)
            if mark.year != year:
                year = mark.year
                self.write(x, base - self.paper.rows, year, across="center", colour=SOFT)

    def _with_room(self, marks: Sequence[Mark]) -> Sequence[Mark]:
        spans = []
        for mark in marks:
            x, half = self.x(mark.place), max(self.wide(mark.label), self.wide(mark.year)) / 2
            if x - half >= 0 and x + half <= self.paper.width:
                spans.append((x - half, x + half, mark))
        for stride in range(1, len(spans) + 1):
            chosen = spans[::stride]
            if all(one[1] + _APART <= other[0] for one, other in pairwise(chosen)):
                return [mark for *_, mark in chosen]
        return []

    def levels(self, values: Sequence[float], labels: Sequence[str]) -> None:
        """Hairlines across the plot, their labels in the left margin, as many as have room."""
        highest = -math.inf
        for value, label in zip(values, labels, strict=True):
            if self.y(value) - highest < self.paper.rows:
                continue
            highest = self.y(value)
            self.plot.axhline(value, color=LINE, linewidth=0.8, zorder=0)
            self.write(
                self.left - 10,
                self.y(value),
                label,
                across="right",
                upright="middle",
                colour=SOFT,
            )

    def ground_line(self, value: float = 0) -> None:
        """The line that bars stand on."""
        self.plot.axhline(value, color=EDGE, linewidth=1, zorder=3)

    def missing(self, first: float, last: float, words: str) -> None:
        """A hatched band where nothing is known, with words in it if they find room."""
        self.plot.axvspan(
            first, last, facecolor=GROUND, edgecolor=EDGE, hatch="////", linewidth=0, zorder=1
        )
        room = self.x(last) - self.x(first)
        middle = (self.x(first) + self.x(last)) / 2
        height = self.paper.rows
        lying = self.wide(words) + 12 <= room
        if not lying and (room < height or self.wide(words) + 12 > self.top - self.bottom):
            return
        self.write(
            middle,
            (self.top + self.bottom) / 2,
            words,
            across="center",
            upright="middle",
            colour=SOFT,
            ground=GROUND,
            upwards=not lying,
        )

    def target(self, value: float, label: Sequence[str]) -> None:
        """A dashed line across the plot with its words in the right margin."""
        self.plot.axhline(value, color=INK, linewidth=1.2, linestyle=(0, (4, 3)), zorder=4)
        self.beside([(value, [(line, INK, False) for line in label])])

    def beside(self, blocks: Sequence[Block]) -> None:
        """Blocks of lines in the right margin, each near its value and none over another."""
        rows = self.paper.rows
        heights = [len(lines) * rows for _, lines in blocks]
        wanted = [self.y(value) for value, _ in blocks]
        for middle, height, (_, lines) in zip(
            apart(wanted, heights, self.bottom - rows / 2, self.top + rows / 2),
            heights,
            blocks,
            strict=True,
        ):
            for row, (line, colour, bold) in enumerate(lines):
                self.write(
                    self.right + 10,
                    middle + height / 2 - (row + 0.5) * rows,
                    line,
                    upright="middle",
                    colour=colour,
                    bold=bold,
                )


def apart(
    wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """Middles as near to ``wanted`` as can be, between ``low`` and ``high``, none overlapping.

    The order of ``wanted`` is kept from bottom to top.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    places = list(wanted)
    floor = low
    for i in order:
        places[i] = max(places[i], floor + heights[i] / 2)
        floor = places[i] + heights[i] / 2
    ceiling = high
    for i in reversed(order):
        places[i] = min(places[i], ceiling - heights[i] / 2)
        ceiling = places[i] - heights[i] / 2
    return places
