"""Can we reach the goal? What a period will come to if everything goes on as it does.

The weeks to come are the engine's, seen together: they share one level and one doubt about it,
so that the total's interval is that of the total and never a sum of weekly bounds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from coachkit.evaluation.comparing import About, unknowable, weeks_of
from coachkit.evaluation.daily import HALF, Days
from coachkit.evaluation.measuring import Foreseen, foreseen, stretches
from coachkit.model.effects import Ahead, Forecast, Reason
from coachkit.model.periods import Period

ENOUGH_WEEKS = 12
"""A quarter is not foretold from less than about a quarter."""

SURE = 0.995
"""Nobody knows more than that of weeks to come."""


@dataclass(frozen=True)
class _Left:
    """What is left of a period: the first day to come, how many, and elapsed unknown days."""

    starts: date
    days: int
    unknown: int

    @property
    def weeks(self) -> int:
        return -(-self.days // 7)

    @property
    def weeks_worth(self) -> float:
        """How many weeks like those to come are not known; days over and unknown are such days."""
        return (self.days + self.unknown) / 7

    def times(self, log: float) -> float:
        """The total of what is left, from the log of a week."""
        return self.weeks_worth * max(float(np.exp(log)) - HALF, 0.0)


def forecast(  # noqa: PLR0913  what is asked, and what is known beside it
    days: Days,
    period: Period,
    about: About,
    *,
    target: float | None = None,
    others: Sequence[Period] = (),
    refined: bool = True,
) -> Forecast:
    """What the period will come to, and how probably that is ``target`` or more.

    ``others``: campaigns, whose days do not tell what goes on as it does. Days of the period
    that are over and unknown are not zeros: they count as days to come do.
    """
    so_far = float(np.nansum(days.values[days.inside(period)]))
    said = Forecast(
        metric=about.metric,
        part=about.part,
        definition=about.definition,
        sources=about.sources,
        period=period,
        so_far=max(so_far, 0.0),
        target=target,
        reason=Reason.NO_DATA,
    )
    left = _left(days, period)
    if left is None or (days.values < 0).any():
        return said if left is None else said.changed(reason=Reason.BELOW_NOTHING)
    if not left.days:
        return _over(said, left, so_far)
    said = said.changed(days_left=left.days)
    quiet = days.without(others).until(left.starts)
    ahead_of = Period(first=left.starts, last=left.starts + timedelta(days=7 * left.weeks - 1))
    if (reason := unknowable(quiet, ahead_of)) is not None and reason is not Reason.TOO_SHORT:
        return said.changed(reason=reason)
    these = weeks_of(quiet, ahead_of)
    said = said.changed(weeks_before=len(these.number))
    if len(these.number) < ENOUGH_WEEKS:
        return said.changed(reason=Reason.SHORT_HISTORY)
    if left.weeks > len(these.number):
        return said.changed(reason=Reason.LONGER_THAN_HISTORY)
    asked = stretches(these.and_ahead(left.weeks), left.weeks, replayed=refined)
    found = foreseen(asked, totals=True)
    low, high = found.bounds()
    total = Ahead(
        low=so_far + left.times(low),
        value=so_far + left.times(found.middle),
        high=so_far + left.times(high),
    )
    return said.changed(
        total=total,
        probability=None if target is None else _chance(found, left, target - so_far),
        replay=found.replay,
        refined=refined,
        reason=None,
    )


def _chance(found: Foreseen, left: _Left, wanted: float) -> float:
    """How probably the days to come bring as much as is still wanted."""
    if wanted <= 0:
        return 1.0
    probable = found.above(float(np.log(wanted / left.weeks_worth + HALF)))
    return min(max(probable, 1 - SURE), SURE)


def _left(days: Days, period: Period) -> _Left | None:
    last = days.last_known
    if last is None:
        return None
    starts = max(period.first, last + timedelta(days=1))
    elapsed = min((starts - period.first).days, period.days)
    return _Left(
        starts=starts,
        days=max((period.last - starts).days + 1, 0),
        unknown=elapsed - days.known(period),
    )


def _over(said: Forecast, left: _Left, so_far: float) -> Forecast:
    """Of a period that is over: its total, if it is known."""
    if left.unknown:
        return said.changed(reason=Reason.NOT_TOLD)
    sure = None if said.target is None else float(so_far >= said.target)
    total = Ahead(low=so_far, value=so_far, high=so_far)
    return said.changed(total=total, probability=sure, reason=None, refined=True)
