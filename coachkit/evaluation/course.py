"""The weeks of a campaign one by one, beside what each was to be expected to bring."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from coachkit.evaluation.comparing import (
    About,
    ControlSeries,
    known_in_both,
    overlapping,
    too_little,
    unknowable,
    weeks_in,
    weeks_of,
)
from coachkit.evaluation.daily import HALF, Blocks, Days
from coachkit.evaluation.local_level import expected, learn
from coachkit.evaluation.measuring import stretches
from coachkit.model.courses import Course, CourseWeek
from coachkit.model.effects import Ahead, Comparison
from coachkit.model.periods import Period

SHOWN_BEFORE = 26
"""Weeks before a campaign that a picture has room for."""


def course(  # noqa: PLR0913  what was asked, and what was known beside it
    days: Days,
    campaign: Period,
    about: About,
    found: Comparison,
    *,
    others: Sequence[Period] = (),
    control: ControlSeries | None = None,
) -> Course:
    """The weeks that the comparison ``found`` is made of, with those before it.

    What each was to bring is as wide as the comparison's own replay makes it; where the
    comparison could not be made only what came is told, and of days of less than nothing not even
    that.
    """
    if (days.values < 0).any():
        return Course(metric=about.metric, campaign=campaign, weeks=())
    quiet = days.without(others)
    these = weeks_of(quiet, campaign)
    ahead = _expected(quiet, these, campaign, found, others, control)
    shown = [
        CourseWeek(
            first=these.period(place).first,
            came=float(these.sums[place]),
            whole=int(these.known[place]) == 7,
            expected=ahead.get(int(number)),
        )
        for place, number in enumerate(these.number.tolist())
        if number >= -SHOWN_BEFORE
    ]
    return Course(metric=about.metric, campaign=campaign, weeks=tuple(shown))


def _expected(  # noqa: PLR0913, PLR0917  what was asked, and what was known beside it
    quiet: Days,
    these: Blocks,
    campaign: Period,
    found: Comparison,
    others: Sequence[Period],
    control: ControlSeries | None,
) -> dict[int, Ahead]:
    """What each week of the campaign was to bring, by its number."""
    if overlapping(others, campaign) or unknowable(quiet, campaign):
        return {}
    if too_little(these, campaign):
        return {}
    beside = []
    if control is not None and found.control is not None and found.control.used:
        shared = known_in_both(these, weeks_of(control.days.without(others), campaign))
        if shared is not None:
            these, beside = shared[0], [shared[1]]
    asked = stretches(these, weeks_in(campaign), beside, replayed=False)
    places = np.arange(asked.end, len(these.number))
    ends = np.full(len(places), asked.end)
    each = np.zeros((len(places), len(these.number)))
    each[np.arange(len(places)), places] = 1.0
    seen = expected(asked.level, learn(asked.level, ends), ends, each)
    low, high = seen.interval()
    wider = found.replay.widened if found.replay else 1.0
    middle = seen.middle
    return {
        int(these.number[place]): Ahead(
            low=_sum(middle[row] + wider * (low[row] - middle[row])),
            value=_sum(middle[row]),
            high=_sum(middle[row] + wider * (high[row] - middle[row])),
        )
        for row, place in enumerate(places.tolist())
    }


def _sum(log: float) -> float:
    return max(float(np.exp(log)) - HALF, 0.0)


def grown(days: Days, period: Period) -> tuple[tuple[date, float], ...]:
    """How the period's total has grown, by the end of each of its known days."""
    total, found = 0.0, []
    for place in np.flatnonzero(days.inside(period) & ~np.isnan(days.values)).tolist():
        total += float(days.values[place])
        found.append((days.first + timedelta(days=place), max(total, 0.0)))
    return tuple(found)
