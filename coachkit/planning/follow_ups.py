"""When one meets again after a session: never on a weekend, nor on a day when nobody works."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final

from coachkit.model.follow_ups import FollowUp, FollowUpKind
from coachkit.planning.working_days import days_off

CHECK_INS: Final = 5
"""A week after the session, and then weekly for four more weeks (practice 004-18)."""

MINUTES: Final = {FollowUpKind.CHECK_IN: 5, FollowUpKind.MONTHLY: 45, FollowUpKind.QUARTERLY: 30}
_AFTER_THE_FIRST: Final = {
    FollowUpKind.CHECK_IN: timedelta(),
    FollowUpKind.MONTHLY: timedelta(minutes=15),
    FollowUpKind.QUARTERLY: timedelta(hours=1),
}
"""Later in the day, so that meetings of one day stand one after another."""

LAST_PLACE: Final = 4
"""From the fifth weekday on (counted from 0) a place in the month is “the last one”."""

_DAY: Final = timedelta(days=1)
_QUARTER: Final = 3
_LONGEST_HOLIDAY: Final = timedelta(days=31)
_NINE: Final = time(9)


def follow_ups(
    held_on: date, country: str, *, months: int = 3, at: time = _NINE
) -> tuple[FollowUp, ...]:
    """The meetings that follow a session, by day: check-ins, then monthly and quarterly ones.

    ``months``: for how many. ``at``: when the day's first begins. A meeting that falls on a day
    off is moved to the next working day; a quarterly review to the one before, for it must not be
    later than three months ahead (practice 003-34). Raises
    :class:`coachkit.model.errors.InvalidValue` ``unknown_country``.
    """
    last = _months_on(held_on, max(months, _QUARTER)) + _LONGEST_HOLIDAY
    off = days_off(country, held_on, last)
    meetings = [
        FollowUp(
            kind=kind,
            number=number,
            day=_working(day, off, -1 if kind is FollowUpKind.QUARTERLY else 1),
            at=(datetime.combine(day, at) + _AFTER_THE_FIRST[kind]).time(),
            minutes=MINUTES[kind],
        )
        for kind, number, day in _wished(held_on, months)
    ]
    return tuple(sorted(meetings, key=lambda one: (one.day, one.at)))


def next_monthly(held_on: date | None, country: str, today: date) -> FollowUp:
    """The next monthly meeting: the first that follows the session of ``held_on`` from today on.

    ``None``: there was no session yet; then a week from today. Raises
    :class:`coachkit.model.errors.InvalidValue` ``unknown_country``.
    """
    if held_on is None or held_on > today:
        off = days_off(country, today, today + 2 * _LONGEST_HOLIDAY)
        return _monthly(1, _working(today + 7 * _DAY, off, 1))
    months = (today.year - held_on.year) * 12 + today.month - held_on.month + 1
    meetings = follow_ups(held_on, country, months=max(1, months))
    ahead = (one for one in meetings if one.kind is FollowUpKind.MONTHLY and one.day >= today)
    return next(ahead)


def meeting_on(day: date) -> FollowUp:
    """A monthly meeting on a day that somebody has chosen."""
    return _monthly(1, day)


def month_by_month(first: date, country: str, *, months: int = 12) -> tuple[tuple[date, date], ...]:
    """The days of a meeting that is held on the same weekday of each month, ``first`` among them.

    Each as it falls and as it is held: on the next working day where nobody works on it. The
    fifth of its weekday in a month counts as the last one.
    """
    last = _months_on(first, months) + _LONGEST_HOLIDAY
    off = days_off(country, first, last)
    days = [_same_place(first, number) for number in range(months)]
    return tuple((day, _working(day, off, 1)) for day in days)


def _same_place(first: date, number: int) -> date:
    """The same weekday at the same place of the month, so many months later."""
    begins = _months_on(first.replace(day=1), number)
    ahead = timedelta(days=(first.weekday() - begins.weekday()) % 7)
    weeks = (first.day - 1) // 7
    day = begins + ahead + 7 * weeks * _DAY
    if weeks < LAST_PLACE:
        return day
    return day if day.month == begins.month else day - 7 * _DAY


def _monthly(number: int, day: date) -> FollowUp:
    at = (datetime.combine(day, _NINE) + _AFTER_THE_FIRST[FollowUpKind.MONTHLY]).time()
    kind = FollowUpKind.MONTHLY
    return FollowUp(kind=kind, number=number, day=day, at=at, minutes=MINUTES[kind])


def _wished(held_on: date, months: int) -> Iterator[tuple[FollowUpKind, int, date]]:
    for number in range(1, CHECK_INS + 1):
        yield FollowUpKind.CHECK_IN, number, held_on + 7 * number * _DAY
    for number in range(1, months + 1):
        yield FollowUpKind.MONTHLY, number, _months_on(held_on, number)
    for number in range(1, months // _QUARTER + 1):
        yield FollowUpKind.QUARTERLY, number, _months_on(held_on, _QUARTER * number)


def _months_on(day: date, months: int) -> date:
    """The same day so many months later; the last one of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _working(day: date, off: frozenset[date], step: int) -> date:
    while day.weekday() > 4 or day in off:
        day += step * _DAY
    return day
