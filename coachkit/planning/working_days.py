"""Which days are worked, and how long before a day the work for it has to begin."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import holidays

from coachkit.model.content import Channel
from coachkit.model.errors import InvalidValue
from coachkit.model.people import Contributor
from coachkit.model.plan_requests import PlanRequest

_EVES = ("public", "de_facto")
"""What nobody works on: Swedish eves are no public holidays, and yet everybody is off."""

_LONGEST_LEAD = timedelta(days=140)


def days_off(country: str, first: date, last: date) -> frozenset[date]:
    """Public holidays and eves; :class:`InvalidValue` for a country that is not known."""
    days = (day for year in range(first.year, last.year + 1) for day in _of_year(country, year))
    return frozenset(day for day in days if first <= day <= last)


@cache
def _of_year(country: str, year: int) -> frozenset[date]:
    try:
        known = holidays.country_holidays(country).supported_categories
    except NotImplementedError:
        raise InvalidValue("unknown_country", "country", value=country) from None
    categories = tuple(category for category in _EVES if category in known)
    calendar = holidays.country_holidays(country, years=year, categories=categories)
    return frozenset(calendar)


class WorkingDays:
    """The working days of a request: Monday to Friday without holidays and closed days.

    ``begins``: the first day on which work can begin; ``opens``: the first whose hours count, which
    is earlier where a plan is made anew in the middle of its weeks.
    """

    def __init__(self, request: PlanRequest, opens: date | None = None) -> None:
        self._request = request
        self.starts, self.weeks, self.begins = request.starts, request.weeks, request.begins
        self.opens = self.begins if opens is None else opens
        first, last = request.starts - _LONGEST_LEAD, request.period.last
        off = days_off(request.country, first, last)
        self.off = off | frozenset(day for day in request.closed if first <= day <= last)
        self._all = [day for day in _days(first, last) if day.weekday() < 5 and day not in self.off]
        self.days = tuple(day for day in self._all if day >= self.opens)
        self.in_week = [0] * self.weeks
        for day in self.days:
            self.in_week[self.week(day)] += 1

    def rest(self) -> "WorkingDays":
        """The same without the days that are past."""
        return WorkingDays(self._request)

    def is_past(self, week: int) -> bool:
        """Whether all of a week lies before the first day on which work can begin."""
        return self.monday(week + 1) <= self.begins

    def monday(self, week: int) -> date:
        """The Monday of the week with that number, the first is 0."""
        return self.starts + timedelta(days=7 * week)

    def week(self, day: date) -> int:
        """The number of a day's week; below 0 before the plan."""
        return (day - self.starts).days // 7

    def work_starts(self, day: date, lead_days: int) -> date:
        """The latest day on which the work for ``day`` can begin."""
        if lead_days == 0:
            return self._all[max(0, bisect_right(self._all, day) - 1)]
        return self._all[max(0, bisect_left(self._all, day) - lead_days)]

    def first_in(self, week: int) -> date:
        """The first working day of a week; its Monday if it has none."""
        monday = max(self.monday(week), self.begins)
        position = bisect_left(self._all, monday)
        found = self._all[position] if position < len(self._all) else monday
        return found if self.week(found) == week else monday

    def in_time(self, day: date, lead_days: int) -> bool:
        """Whether the work for ``day`` can begin in time."""
        return day >= self.begins and self.work_starts(day, lead_days) >= self.begins

    def publishing(self, channel: Channel, week: int) -> list[date]:
        """The days of a week on which a channel publishes."""
        monday = self.monday(week)
        days = (monday + timedelta(days=number) for number in sorted(channel.days))
        return [day for day in days if day not in self.off and day >= self.begins]

    def minutes(self, contributor: Contributor) -> list[int]:
        """Somebody's minutes in each week, after holidays and absences."""
        a_day = contributor.hours_a_week * 60 / len(contributor.workdays)
        minutes = []
        for week in range(self.weeks):
            monday = self.monday(week)
            days = [monday + timedelta(days=number) for number in contributor.workdays]
            there = sum(self._there(contributor, day) for day in days)
            minutes.append(int(a_day * there + 1e-6))
        return minutes

    def is_there(self, contributor: Contributor, day: date) -> bool:
        """Whether somebody works on that day, be it a part of it."""
        return day.weekday() in contributor.workdays and self._there(contributor, day) > 0

    def _there(self, contributor: Contributor, day: date) -> float:
        if day in self.off or day < self.opens:
            return 0.0
        return 1.0 - contributor.away(day)


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)
