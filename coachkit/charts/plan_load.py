"""How full everybody's weeks are: a row for each contributor, a column for each week."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.colors import LinearSegmentedColormap, Normalize
from matplotlib.figure import Figure
from numpy.typing import NDArray

from coachkit.charts.chart import Chart, sentences
from coachkit.charts.lettering import shortened
from coachkit.charts.look import BRAND, EDGE, GROUND, INK, LINE, PAPER, WARN, in_our_look
from coachkit.charts.paper import Paper, paper
from coachkit.charts.scales import Mark
from coachkit.charts.sheet import Margins, Sheet, Words
from coachkit.language.speech import Speech
from coachkit.model.plans import PersonLoad, Plan

_ROW: Final = {False: 30, True: 26}
_NAME: Final = {False: 220.0, True: 112.0}
_MORE_THAN_THERE_IS: Final = 1.005
"""A share that rounds to more than all."""

_SHADES: Final = LinearSegmentedColormap.from_list("load", [PAPER, BRAND], N=24)


def load(plan: Plan, speech: Speech, *, narrow: bool = False) -> Chart:
    """Load ÷ hours by contributor and week, each row with its share over the whole plan.

    A week without hours is hatched: absent, not idle. Colour is never all there is to read: the
    share stands at the end of each row, and the fullest week in the alt text.
    """
    words = Words(_finding(plan, speech), _measure(speech), _note(plan, speech))
    page = paper(narrow=narrow)
    with in_our_look():
        figure = _drawn(plan, words, page, speech)
    return Chart(figure, words.title, _alt(plan, words, speech), words.note)


def shares(loads: Sequence[PersonLoad]) -> NDArray[np.float64]:
    """Contributors × weeks: load ÷ capacity; NaN in a week without any hours."""
    capacity = np.array([[week.capacity for week in one.weeks] for one in loads], dtype=float)
    used = np.array([[week.load for week in one.weeks] for one in loads], dtype=float)
    found = np.full(capacity.shape, np.nan)
    np.divide(used, capacity, out=found, where=capacity > 0)
    found[(capacity <= 0) & (used > 0)] = np.inf
    return found


def _drawn(plan: Plan, words: Words, page: Paper, speech: Speech) -> Figure:
    loads = plan.loads
    names = [shortened(one.who, _NAME[page.narrow], page.text) for one in loads]
    ends = [speech.percent(one.share) for one in loads]
    margins = Margins(
        left=12 + max(map(page.wide, names), default=0),
        right=12 + max((page.wide(end, bold=True) for end in ends), default=0),
        below=page.rows * 2 + 8,
    )
    sheet = Sheet(page, words, margins, max(1, len(loads)) * _ROW[page.narrow])
    sheet.plot.set_xlim(0, plan.weeks)
    sheet.plot.set_ylim(max(1, len(loads)), 0)
    if loads:
        _mesh(sheet, shares(loads))
    for row, (name, end, one) in enumerate(zip(names, ends, loads, strict=True)):
        middle = sheet.y(row + 0.5)
        sheet.write(sheet.left - 10, middle, name, across="right", upright="middle", colour=INK)
        over = one.share is not None and one.share > _MORE_THAN_THERE_IS
        sheet.write(
            sheet.right + 10, middle, end, upright="middle", bold=True, colour=WARN if over else INK
        )
    sheet.below(_weeks(plan, speech), lines=False)
    return sheet.figure


def _mesh(sheet: Sheet, found: NDArray[np.float64]) -> None:
    sheet.plot.set_facecolor(GROUND)
    shades = _SHADES.with_extremes(over=WARN, bad=GROUND)
    sheet.plot.pcolormesh(
        np.ma.masked_invalid(np.where(np.isinf(found), 2.0, found)),
        cmap=shades,
        norm=Normalize(0, _MORE_THAN_THERE_IS),
        edgecolors=LINE,
        linewidth=0.8,
        rasterized=True,
    )
    away = [_corners(row, week) for row, week in np.argwhere(np.isnan(found))]
    hatched = PolyCollection(away, facecolor=GROUND, edgecolor=EDGE, hatch="////", linewidth=0)
    sheet.plot.add_collection(hatched, autolim=False)


def _corners(row: int, week: int) -> list[tuple[float, float]]:
    return [(week, row), (week, row + 1), (week + 1, row + 1), (week + 1, row)]


def _weeks(plan: Plan, speech: Speech) -> list[Mark]:
    mondays = [date.fromordinal(plan.starts.toordinal() + 7 * n) for n in range(plan.weeks)]
    return [
        Mark(place + 0.5, speech.number(day.isocalendar().week), str(day.isocalendar().year))
        for place, day in enumerate(mondays)
    ]


def _finding(plan: Plan, speech: Speech) -> str:
    over = _over(plan)
    if over:
        return speech.count(
            "In %(n)s week somebody has more to do than hours.",
            "In %(n)s weeks somebody has more to do than hours.",
            len({week for _, week in over}),
        )
    share = plan.fairness.share
    if share is None:
        return speech.say("Nobody has more to do than hours.")
    return speech.say(
        "Nobody has more to do than hours; core staff use %(share)s of theirs.",
        share=speech.percent(share),
    )


def _over(plan: Plan) -> list[tuple[str, date]]:
    return [
        (one.who, week.week)
        for one in plan.loads
        for week in one.weeks
        if week.load > week.capacity * _MORE_THAN_THERE_IS + 0.01
    ]


def _measure(speech: Speech) -> str:
    return speech.say("Share of the hours that are given out, by week")


def _note(plan: Plan, speech: Speech) -> str:
    said = [speech.say("White: nothing to do; dark: all hours given out.")]
    if any(week.capacity <= 0 for one in plan.loads for week in one.weeks):
        said.append(speech.say("Hatched: away."))
    if _over(plan):
        said.append(speech.say("Orange: more than there is."))
    return " ".join(said)


def _alt(plan: Plan, words: Words, speech: Speech) -> str:
    said = [words.title, words.measure]
    each = [
        speech.say("%(who)s %(share)s", who=one.who, share=speech.percent(one.share))
        for one in plan.loads
        if one.share is not None
    ]
    if each:
        said.append(speech.list(each))
    full = [
        (week.load / week.capacity, one.who, week.week)
        for one in plan.loads
        for week in one.weeks
        if week.capacity > 0
    ]
    if full:
        share, who, monday = max(full, key=lambda found: found[0])
        said.append(
            speech.say(
                "The fullest week: %(who)s in %(week)s, %(share)s.",
                who=who,
                week=speech.week(monday),
                share=speech.percent(share),
            )
        )
    return sentences([*said, words.note])
