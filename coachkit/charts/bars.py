"""Bars over time that know the difference between nothing and not known."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from coachkit.charts import seams as drawn_seams
from coachkit.charts.chart import Chart, sentences
from coachkit.charts.lettering import drawable, wrapped
from coachkit.charts.look import BRAND, FAINT, INK, PAPER, SOFT, in_our_look
from coachkit.charts.paper import Paper, paper
from coachkit.charts.scales import Amounts, Mark, round_marks
from coachkit.charts.seams import Seam
from coachkit.charts.sheet import Margins, Sheet, Words
from coachkit.language.speech import Speech

_WIDTH: Final = 0.68
_LABEL_GAP: Final = 8
_HEADROOM: Final = 1.06
_FOR_LABELS: Final = 0.12
_FEWEST: Final = {False: 8, True: 4}
_BESIDE: Final = {False: 130, True: 88}


@dataclass(frozen=True)
class Bar:
    """One stretch of time. ``value`` ``None``: nobody knows. ``partly``: at least so much.

    ``year`` is said below the first label of each.
    """

    label: str
    year: int
    value: float | None
    partly: bool = False


@dataclass(frozen=True)
class Bars:
    """Everything a chart of bars says. ``whole``: parts of one make no sense here.

    ``seams``: each with its place, where 0 is the middle of the first bar.
    """

    bars: tuple[Bar, ...]
    amounts: Amounts
    title: str
    measure: str
    note: str
    target: float | None
    target_label: str
    whole: bool = False
    seams: tuple[tuple[float, Seam], ...] = ()

    @property
    def values(self) -> list[float]:
        """What is known."""
        return [bar.value for bar in self.bars if bar.value is not None]

    @property
    def lowest(self) -> float:
        """Zero, or the value furthest below it."""
        return min([0.0, *self.values])

    @property
    def highest(self) -> float:
        """The top of the highest bar or of the target; never zero."""
        return max([0.0, *self.values, self.target or 0.0]) or (0.0 if self.lowest else 1.0)


def chart_of(drawn: Bars, alt: str, speech: Speech, *, narrow: bool) -> Chart:
    """The bars as a chart; a target's name that has no room beside its line is in the note."""
    page = paper(narrow=narrow)
    room = _Room(drawn, page)
    note = _note(drawn, room.unsaid, speech)
    with in_our_look():
        figure = _stand(drawn, room, Words(drawn.title, drawn.measure, note), page, speech)
    return Chart(figure, drawn.title, alt, note)


def _stand(drawn: Bars, room: "_Room", words: Words, page: Paper, speech: Speech) -> Figure:
    free = page.rows if room.labelled else 8
    changes = drawn_seams.lines_of([seam for _, seam in drawn.seams], page)
    sheet = Sheet(
        page,
        words,
        Margins(
            left=room.left,
            right=room.right,
            above=free + (page.rows * drawn_seams.rows_of(changes) if changes else 0),
            below=page.rows * 2 + 14,
        ),
        page.plot,
    )
    below = (drawn.highest - drawn.lowest) * (_FOR_LABELS if drawn.lowest < 0 else 0)
    sheet.plot.set_xlim(-0.5, _slots(drawn, page) - 0.5)
    sheet.plot.set_ylim(drawn.lowest * _HEADROOM - below, drawn.highest * _HEADROOM)
    if not room.labelled:
        marks = room.marks
        sheet.levels(marks, [drawn.amounts.mark(mark) for mark in marks])
    _bars(sheet, drawn)
    drawn_seams.draw(sheet, [place for place, _ in drawn.seams], changes, above=free)
    if room.labelled:
        _values(sheet, drawn, room.labels)
    else:
        _zeros(sheet, drawn)
    if drawn.values:
        _missing(sheet, drawn.bars, speech.say("no data"))
    else:
        sheet.missing(*sheet.plot.get_xlim(), speech.say("no data"))
    sheet.ground_line()
    sheet.below(
        [Mark(place, bar.label, str(bar.year)) for place, bar in enumerate(drawn.bars)],
        lines=False,
    )
    if drawn.target is not None:
        sheet.target(drawn.target, room.target)
    return sheet.figure


def _slots(drawn: Bars, page: Paper) -> int:
    """As many as there are bars, or more: one bar alone must not fill the sheet."""
    return max(len(drawn.bars), _FEWEST[page.narrow])


def _note(drawn: Bars, unsaid: str, speech: Speech) -> str:
    if not unsaid:
        return drawn.note
    return sentences([speech.say("Dashed line: %(target)s.", target=unsaid), drawn.note])


class _Room:
    """What fits: values on their bars, or an axis with marks in the left margin."""

    def __init__(self, drawn: Bars, page: Paper) -> None:
        sheet_width = page.width - 8
        self.target, self.unsaid = _target(drawn, page)
        self.right = 10 + max((page.wide(line) for line in self.target), default=0)
        if not self.target:
            self.right = 0
        self.labels = [_value_label(bar, drawn.amounts) for bar in drawn.bars]
        widest = max((page.wide(label) for label in self.labels), default=0)
        slot = (sheet_width - self.right) / _slots(drawn, page)
        self.labelled = widest + _LABEL_GAP <= slot
        self.marks = round_marks(drawn.lowest, drawn.highest, 5, whole=drawn.whole)
        marks = [drawn.amounts.mark(mark) for mark in self.marks]
        self.left = 0 if self.labelled else 10 + max(map(page.wide, marks))


def _target(drawn: Bars, page: Paper) -> tuple[tuple[str, ...], str]:
    """What stands beside the line of the target, and the name that has no room there."""
    if drawn.target is None:
        return (), ""
    value = drawn.amounts.say(drawn.target)
    lines = wrapped(drawn.target_label, _BESIDE[page.narrow], page.text, most=3)
    if " ".join(lines) != drawable(drawn.target_label):
        return (value,), drawn.target_label
    return (*lines, value), ""


def _value_label(bar: Bar, amounts: Amounts) -> str:
    if bar.value is None:
        return ""
    return f"≥{amounts.say(bar.value)}" if bar.partly else amounts.say(bar.value)


def _bars(sheet: Sheet, drawn: Bars) -> None:
    for partly, colour, edge, style in (
        (False, BRAND, BRAND, "solid"),
        (True, FAINT, BRAND, (0, (3, 2))),
    ):
        chosen = [
            (place, bar.value)
            for place, bar in enumerate(drawn.bars)
            if bar.value is not None and bar.partly is partly
        ]
        corners = [_corners(place, value) for place, value in chosen]
        # One collection: a patch for each bar would cost a third of a redraw.
        bars = PolyCollection(
            corners, facecolor=colour, edgecolor=edge, linewidth=1, linestyle=style, zorder=2
        )
        sheet.plot.add_collection(bars, autolim=False)
    none = [place for place, bar in enumerate(drawn.bars) if bar.value == 0]
    sheet.plot.plot(none, [0] * len(none), "_", color=BRAND, markeredgewidth=3, zorder=4)


def _corners(place: int, value: float) -> list[tuple[float, float]]:
    left, right = place - _WIDTH / 2, place + _WIDTH / 2
    return [(left, 0), (left, value), (right, value), (right, 0)]


def _values(sheet: Sheet, drawn: Bars, labels: Sequence[str]) -> None:
    for place, (bar, label) in enumerate(zip(drawn.bars, labels, strict=True)):
        if bar.value is None:
            continue
        up = bar.value >= 0
        sheet.write(
            sheet.x(place),
            sheet.y(bar.value) + (9 if up else -9),
            label,
            across="center",
            upright="over" if up else "under",
            colour=SOFT if bar.partly else INK,
            ground=PAPER,
        )


def _zeros(sheet: Sheet, drawn: Bars) -> None:
    """A nought where a value is known to be zero: an empty place could be taken for missing."""
    nought = drawn.amounts.say(0)
    if sheet.wide(nought) + 2 > sheet.x(1) - sheet.x(0):
        return
    for place, bar in enumerate(drawn.bars):
        if bar.value == 0:
            sheet.write(
                sheet.x(place),
                sheet.y(0) + 6,
                nought,
                across="center",
                upright="over",
            )


def _missing(sheet: Sheet, bars: Sequence[Bar], words: str) -> None:
    for missing, run in groupby(enumerate(bars), key=lambda placed: placed[1].value is None):
        places = [place for place, _ in run]
        if missing:
            sheet.missing(places[0] - 0.5, places[-1] + 0.5, words)
