"""A goal ahead: what has come so far, and the fan of what the period may come to."""

import math
from dataclasses import dataclass
from datetime import date
from typing import Final

from matplotlib.figure import Figure

from coachkit.charts.chart import Chart, sentences
from coachkit.charts.lettering import wrapped
from coachkit.charts.look import BRAND, INK, SOFT, in_our_look
from coachkit.charts.paper import Paper, paper
from coachkit.charts.scales import Amounts, day_marks, round_marks
from coachkit.charts.sheet import Block, Margins, Sheet, Words
from coachkit.language.forecasts_said import forecast_finding
from coachkit.language.speech import Speech
from coachkit.model.courses import GoalAhead
from coachkit.model.effects import Forecast
from coachkit.model.results import INTERVAL_LEVEL

_BESIDE: Final = 10
_NAME: Final = {False: 130, True: 88}
_MARKS: Final = {False: 5, True: 4}


@dataclass(frozen=True)
class _Drawn:
    seen: GoalAhead
    amounts: Amounts
    marks: tuple[float, ...]
    highest: float
    words: Words
    paper: Paper

    @property
    def forecast(self) -> Forecast:
        return self.seen.forecast


def ahead(
    seen: GoalAhead,
    speech: Speech,
    *,
    title: str | None = None,
    narrow: bool = False,
    column: bool = False,
) -> Chart:
    """How the period's total has grown, where it will end, and the goal as a dashed line.

    Only the end is foretold: the way there is drawn straight. ``title``: the finding, if not
    given.
    """
    forecast = seen.forecast
    title = title or forecast_finding(forecast, speech).text
    values = [value for _, value in seen.grown]
    values += [forecast.target or 0.0, forecast.total.high if forecast.total else 0.0]
    highest = max(values) or 1.0
    amounts = Amounts.of(forecast.metric, [highest], speech)
    drawn = _Drawn(
        seen=seen,
        amounts=amounts,
        marks=tuple(round_marks(0, highest, _MARKS[narrow])),
        highest=highest,
        words=Words(title, _measure(forecast, amounts, speech), _note(forecast, speech)),
        paper=paper(narrow=narrow, column=column),
    )
    with in_our_look():
        figure = _figure(drawn, speech)
    return Chart(figure, title, _alt(drawn, speech), drawn.words.note)


def _measure(forecast: Forecast, amounts: Amounts, speech: Speech) -> str:
    span = speech.span(forecast.period.first, forecast.period.last)
    return speech.say("%(metric)s, added up: %(span)s", metric=amounts.measure(), span=span)


def _note(forecast: Forecast, speech: Speech) -> str:
    if forecast.total is None or not forecast.days_left:
        return ""
    return speech.say(
        "Band: %(level)s interval of the total at the end. Only the end is foretold; the way "
        "there is drawn straight.",
        level=speech.percent(INTERVAL_LEVEL),
    )


def _alt(drawn: _Drawn, speech: Speech) -> str:
    finding = forecast_finding(drawn.forecast, speech)
    return sentences(dict.fromkeys([drawn.words.title, finding.text, finding.detail]))


def _figure(drawn: _Drawn, speech: Speech) -> Figure:
    page, period = drawn.paper, drawn.forecast.period
    marks = [drawn.amounts.mark(mark) for mark in drawn.marks]
    beside = _beside(drawn, speech)
    lines = [line for _, block in beside for line in block]
    right = max((page.wide(text, bold=bold) for text, _, bold in lines), default=0)
    sheet = Sheet(
        page,
        drawn.words,
        Margins(
            left=_BESIDE + max(page.wide(mark) for mark in marks),
            right=right + (_BESIDE if right else 0),
            above=page.rows * 0.5,
            below=page.rows * 2 + 14,
        ),
        page.plot,
    )
    sheet.plot.set_xlim(period.first.toordinal(), period.last.toordinal() + 1)
    sheet.plot.set_ylim(0, drawn.highest * 1.06)
    sheet.levels(drawn.marks, marks)
    sheet.below(day_marks(period.first, period.last, speech), lines=False)
    _grown(sheet, drawn)
    _fan(sheet, drawn)
    if drawn.forecast.target is not None:
        sheet.plot.axhline(
            drawn.forecast.target, color=INK, linewidth=1.2, linestyle=(0, (4, 3)), zorder=4
        )
    sheet.ground_line()
    sheet.beside(beside)
    return sheet.figure


def _points(drawn: _Drawn) -> tuple[list[float], list[float]]:
    start = drawn.forecast.period.first.toordinal()
    days = [float(start), *(_end(day) for day, _ in drawn.seen.grown)]
    return days, [0.0, *(value for _, value in drawn.seen.grown)]


def _end(day: date) -> float:
    return float(day.toordinal() + 1)


def _grown(sheet: Sheet, drawn: _Drawn) -> None:
    if drawn.seen.grown:
        days, values = _points(drawn)
        sheet.plot.plot(days, values, color=BRAND, linewidth=2.4, zorder=3)


def _fan(sheet: Sheet, drawn: _Drawn) -> None:
    total, left = drawn.forecast.total, drawn.forecast.days_left
    if total is None or not left:
        return
    end = _end(drawn.forecast.period.last)
    start, so_far = end - left, drawn.forecast.so_far
    sheet.plot.fill_between(
        [start, end],
        [so_far, total.low],
        [so_far, total.high],
        color=BRAND,
        alpha=0.13,
        linewidth=0,
        zorder=1,
    )
    sheet.plot.plot(
        [start, end],
        [so_far, total.value],
        color=BRAND,
        linewidth=1.4,
        linestyle=(0, (3, 3)),
        zorder=2,
    )


def _beside(drawn: _Drawn, speech: Speech) -> list[Block]:
    """What stands at the right: the total with its interval, and the goal."""
    forecast, amounts = drawn.forecast, drawn.amounts
    blocks: list[Block] = []
    if forecast.total is not None:
        value = amounts.say(round(forecast.total.value))
        low, high = math.floor(forecast.total.low), math.ceil(forecast.total.high)
        if forecast.days_left:
            span = speech.say("%(low)s–%(high)s", low=amounts.say(low), high=amounts.say(high))
            lines = [(speech.say("about %(value)s", value=value), BRAND, True), (span, SOFT, False)]
        else:
            lines = [(value, BRAND, True)]
        blocks.append((forecast.total.value, lines))
    if forecast.target is not None:
        page = drawn.paper
        name = wrapped(speech.say("goal"), _NAME[page.narrow], page.text, most=2)
        said = [(line, INK, False) for line in (*name, amounts.say(forecast.target))]
        blocks.append((forecast.target, said))
    return blocks
