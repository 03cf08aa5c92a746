"""How often posts are published, over the days that are known."""

from datetime import date, timedelta

import pandas as pd

from coachkit.evaluation.covering import coverage
from coachkit.evaluation.observed import Observed, in_local_days, within
from coachkit.model.periods import Period
from coachkit.model.results import Cadence, WeekOfPosts


def cadence(observed: Observed, period: Period, zone: str) -> Cadence:
    """Posts a week in the period: posts divided by the weeks that are covered, no others.

    Hours count as parts of weeks: a post in the known half of a day is a post of half a day.
    """
    local = in_local_days(observed, zone)
    posts = len(within(local, period))
    known = coverage(observed, period, zone)
    return Cadence(
        posts=posts,
        per_week=None if known.nothing else posts / (known.known_days / 7),
        by_week=_weeks(observed, local, period, zone),
    )


def _weeks(
    observed: Observed, local: pd.DataFrame, period: Period, zone: str
) -> tuple[WeekOfPosts, ...]:
    """Whole weeks, so that the first and the last do not look poorer than they were."""
    mondays = _mondays(period)
    whole = Period(first=mondays[0], last=mondays[-1] + timedelta(days=6))
    days = within(local, whole)["day"]
    by_monday = (days - pd.to_timedelta(days.dt.day_of_week, unit="D")).dt.date.value_counts()
    counts = by_monday.to_dict()
    return tuple(_week(observed, monday, counts.get(monday, 0), zone) for monday in mondays)


def _week(observed: Observed, monday: date, posts: int, zone: str) -> WeekOfPosts:
    known = coverage(observed, Period(first=monday, last=monday + timedelta(days=6)), zone)
    return WeekOfPosts(
        monday=monday,
        posts=None if known.nothing else posts,
        partly=not known.complete and not known.nothing,
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _mondays(period: Period) -> list[date]:
    first, last = _monday(period.first), _monday(period.last)
    return [first + timedelta(weeks=week) for week in range((last - first).days // 7 + 1)]
