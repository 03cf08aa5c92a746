"""What posting more, or less, has brought: weeks of the new cadence beside those of the old one.

What is asked is what the change itself did to the total. So how much is published does not
explain it away: within each of the two cadences weeks differ by more and fewer posts, and only
that is taken out of the noise. Totals are compared, not typical weeks: more posts even the weeks
out, which raises the typical one though nothing more was gained.
"""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from coachkit.evaluation.comparing import (
    About,
    answered,
    overlapping,
    refused,
    too_little,
    unknowable,
    weeks_in,
    weeks_of,
)
from coachkit.evaluation.daily import Days
from coachkit.evaluation.measuring import measured, stretches
from coachkit.model.effects import CadenceEffect, Reason
from coachkit.model.periods import Period

LONGEST = 13
"""Weeks of the new cadence that are looked at: later ones have drifted away from the old."""

_SAME = 0.1
"""Less of a difference in posts a week than this part is no change of cadence."""

_BY_CHANCE = 1.645
"""Nor is one that posts published at random, as often as ever, would show one time in ten."""


def cadence_effect(
    days: Days,
    changed: date,
    about: About,
    *,
    others: Sequence[Period] = (),
    refined: bool = True,
) -> CadenceEffect:
    """What the cadence that began on ``changed`` did to the total, or why it cannot be told."""
    last = min(days.last, changed + timedelta(days=7 * LONGEST - 1))
    since = Period(first=changed, last=max(last, changed))
    quiet = days.without(others)
    before, after = _posts_a_week(days, changed, since)
    reason = _refusal(days, quiet, since, others, before, after)
    if reason is not None:
        return CadenceEffect(before=before, after=after, total=refused(days, since, about, reason))
    these = weeks_of(quiet, since)
    regimes = (these.number >= 0).astype(int)
    asked = stretches(these, weeks_in(since), regimes=regimes, replayed=refined)
    found = answered(quiet, since, about, measured(asked, totals=True), refined=refined)
    return CadenceEffect(before=before, after=after, total=found)


def _posts_a_week(days: Days, changed: date, since: Period) -> tuple[float | None, float | None]:
    if days.posts is None:
        return None, None
    year = Period(first=changed - timedelta(days=364), last=changed - timedelta(days=1))
    return _weekly(days, year), _weekly(days, since)


def _weekly(days: Days, period: Period) -> float | None:
    told = np.empty(0) if days.posts is None else days.posts[days.inside(period)]
    told = told[~np.isnan(told)]
    return float(told.mean() * 7) if len(told) else None


def _refusal(  # noqa: PLR0913, PLR0917  what a refusal may rest on
    days: Days,
    quiet: Days,
    since: Period,
    others: Sequence[Period],
    before: float | None,
    after: float | None,
) -> Reason | None:
    if overlapping(others, since):
        return Reason.CAMPAIGNS_OVERLAP
    if (reason := unknowable(quiet, since)) is not None:
        return reason
    if (reason := too_little(weeks_of(quiet, since), since)) is not None:
        return reason
    if before is None or after is None or not before or days.posts is None:
        return Reason.NO_CADENCE
    return Reason.SAME_CADENCE if _as_ever(before, after, days, since) else None


def _as_ever(before: float, after: float, days: Days, since: Period) -> bool:
    weeks_before = min(days.at(since.first), 364) / 7
    by_chance = _BY_CHANCE * float(np.sqrt(before / weeks_before + after / since.weeks))
    return abs(after - before) < max(_SAME * before, by_chance)
