"""Channels beside each other, each against its own past: no channel is compared with another."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from matplotlib.figure import Figure

from coachkit.charts.chart import Chart, sentences
from coachkit.charts.lettering import wrapped
from coachkit.charts.look import BRAND, EDGE, FAINT, INK, PAPER, SOFT, in_our_look
from coachkit.charts.paper import Paper, paper
from coachkit.charts.scales import Mark, round_marks
from coachkit.charts.sheet import Margins, Sheet, Words
from coachkit.language.findings import change_sentence, interval
from coachkit.language.speech import Speech
from coachkit.language.terms import metric_name, platform_name
from coachkit.model.results import INTERVAL_LEVEL, MetricResults, Typical

_GAP: Final = 24
_AIR: Final = 16
_DOT: Final = 8
_BESIDE: Final = 5
_NAMES: Final = 0.27
_MARKS: Final = {False: 6, True: 4}
_LEAST: Final = (0.5, 1.5)
_MOST: Final = 4.0
"""What lies beyond four times the usual is cut off at the edge, and said to be."""


@dataclass(frozen=True)
class _Row:
    """One channel: its lines of words, and its typical posts as parts of its usual median."""

    results: MetricResults
    name: tuple[str, ...]
    figures: str
    now: tuple[float, ...]
    usual: tuple[float, ...]


@dataclass(frozen=True)
class _Drawn:
    rows: tuple[_Row, ...]
    low: float
    high: float
    words: Words
    paper: Paper

    @property
    def lines(self) -> int:
        return max((len(row.name) for row in self.rows), default=1)


def baselines(
    channels: Sequence[MetricResults],
    title: str,
    speech: Speech,
    *,
    narrow: bool = False,
    column: bool = False,
) -> Chart:
    """A row per channel: its typical post as a part of what was usual there.

    A channel without a usual post to compare with has its figures alone.
    """
    page = paper(narrow=narrow, column=column)
    rows = tuple(_row(one, page, speech) for one in channels)
    reach = [part for row in rows for part in (*row.now, *row.usual)]
    high = min(max([*reach, _LEAST[1]]), _MOST)
    drawn = _Drawn(
        rows=rows,
        low=min([*reach, _LEAST[0]]),
        high=high,
        words=Words(
            title,
            speech.say("The typical post, each channel beside its own year before (100%%)"),
            _note(rows, high, speech),
        ),
        paper=page,
    )
    with in_our_look():
        figure = _figure(drawn, speech)
    return Chart(figure, title, _alt(channels, title, speech), drawn.words.note)


def _row(results: MetricResults, page: Paper, speech: Speech) -> _Row:
    name = f"{platform_name(results.platform, speech)}, {metric_name(results.metric, speech)}"
    room = page.width - 8 if page.narrow else page.width * _NAMES
    base = results.usual.median or 0.0
    return _Row(
        results=results,
        name=wrapped(name, room, page.text, most=2),
        figures=_figures(results, speech),
        now=_parts(results.typical, base),
        usual=_parts(results.usual, base),
    )


def _parts(typical: Typical, base: float) -> tuple[float, ...]:
    """Low, median, high as parts of the base; the median alone where there is no interval."""
    if not base or typical.median is None:
        return ()
    if typical.low is None or typical.high is None:
        return (typical.median / base,)
    return (typical.low / base, typical.median / base, typical.high / base)


def _figures(results: MetricResults, speech: Speech) -> str:
    now = speech.number(results.typical.median)
    if results.usual.median is None:
        return now
    before = speech.number(results.usual.median)
    return speech.say("%(now)s (before %(before)s)", now=now, before=before)


def _note(rows: Sequence[_Row], high: float, speech: Speech) -> str:
    said = [
        speech.say(
            "Dark line: %(level)s interval now; pale: before.", level=speech.percent(INTERVAL_LEVEL)
        )
    ]
    if any(len(row.now) == 1 for row in rows):
        said.append(speech.say("Hollow: too few posts for an interval, not judged."))
    if any(part > high for row in rows for part in row.now):
        said.append(speech.say("Arrow: it goes further than drawn."))
    return " ".join(said)


def _alt(channels: Sequence[MetricResults], title: str, speech: Speech) -> str:
    each = [
        speech.say(
            "%(channel)s, %(metric)s: %(now)s, before %(before)s. %(finding)s",
            channel=platform_name(one.platform, speech),
            metric=metric_name(one.metric, speech),
            now=interval(one.typical, speech),
            before=interval(one.usual, speech),
            finding=change_sentence(one, speech),
        )
        for one in channels
    ]
    return sentences([title, *each])


def _figure(drawn: _Drawn, speech: Speech) -> Figure:
    page, rows = drawn.paper, drawn.rows
    names = max((page.wide(line, bold=True) for row in rows for line in row.name), default=40)
    figures = max((page.wide(row.figures) for row in rows), default=40)
    words = drawn.lines + 1 if page.narrow else drawn.lines
    height = (words + (1 if page.narrow else 0)) * page.rows + _AIR
    sheet = Sheet(
        page,
        drawn.words,
        Margins(
            left=_DOT if page.narrow else names + _GAP,
            right=_DOT if page.narrow else figures + _GAP,
            above=0,
            below=page.rows + 14,
        ),
        height * max(len(rows), 1),
    )
    sheet.plot.set_xlim(drawn.low - 0.04, drawn.high + 0.06)
    sheet.plot.set_ylim(-0.5, max(len(rows), 1) - 0.5)
    marks = round_marks(drawn.low, drawn.high, _MARKS[page.narrow])
    sheet.below([Mark(mark, speech.percent(mark)) for mark in marks], lines=not page.narrow)
    sheet.plot.axvline(1, color=EDGE if page.narrow else SOFT, linewidth=1.2, zorder=1)
    for place, row in enumerate(rows):
        top = sheet.top - place * height
        sheet.rule(top)
        _words(sheet, row, top, height)
        # On a phone the lines stand below the words, on a screen beside them.
        middle = _AIR / 2 + (words - 0.5) * page.rows + page.rows if page.narrow else height / 2
        _line(sheet, row.usual, _at(sheet, top - middle - _BESIDE, rows), drawn, before=True)
        _line(sheet, row.now, _at(sheet, top - middle + _BESIDE, rows), drawn, before=False)
    return sheet.figure


def _at(sheet: Sheet, pixels: float, rows: Sequence[_Row]) -> float:
    """The value of the plot's y axis that is at so many pixels."""
    share = (pixels - sheet.bottom) / (sheet.top - sheet.bottom)
    return share * max(len(rows), 1) - 0.5


def _words(sheet: Sheet, row: _Row, top: float, height: float) -> None:
    page = sheet.paper
    lines = [*row.name, *([row.figures] if page.narrow else [])]
    middle = top - _AIR / 2 - len(lines) * page.rows / 2 if page.narrow else top - height / 2
    for place, line in enumerate(lines):
        sheet.write(
            4,
            middle + (len(lines) / 2 - place - 0.5) * page.rows,
            line,
            upright="middle",
            colour=SOFT if page.narrow and place == len(row.name) else INK,
            ground=PAPER if page.narrow else None,
        )
    if not page.narrow:
        sheet.write(
            page.width - 4, middle, row.figures, across="right", upright="middle", colour=INK
        )


def _line(sheet: Sheet, parts: tuple[float, ...], y: float, drawn: _Drawn, *, before: bool) -> None:
    if not parts:
        return
    colour = FAINT if before else BRAND
    sure = len(parts) > 1
    middle = parts[len(parts) // 2]
    if sure:
        high = min(parts[-1], drawn.high)
        sheet.plot.plot(
            [parts[0], high],
            [y, y],
            color=colour,
            linewidth=4.5,
            solid_capstyle="round",
            zorder=2 if before else 3,
        )
        if parts[-1] > drawn.high:
            sheet.plot.plot([high], [y], ">", color=colour, markersize=_DOT, clip_on=False)
    if middle <= drawn.high:
        sheet.plot.plot(
            [middle],
            [y],
            "o",
            markersize=5 if before else _DOT,
            markerfacecolor=colour if sure else PAPER,
            markeredgecolor=colour,
            markeredgewidth=1.4,
            clip_on=False,
            zorder=3 if before else 4,
        )
