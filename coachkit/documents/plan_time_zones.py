"""A time zone as calendars want it told: when its clocks change, as a rule for every year.

A rule, where there is one, since not every calendar follows a list of days (RFC 5545, 3.6.5). The
moment of a change is told on the clock that still ran before it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_DAY: Final = timedelta(days=1)
_MINUTE: Final = timedelta(minutes=1)
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class _Change:
    """The clocks change at ``at``, as the clock before it shows; ``summer``: to summer time."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool


@lru_cache(maxsize=16)
def time_zone_component(name: str, first_year: int, end_year: int) -> Timezone:
    """The VTIMEZONE of a zone, true from ``first_year`` until ``end_year`` begins."""
    zone = ZoneInfo(name)
    told = Timezone()
    told.add("tzid", name)
    start = datetime(first_year, 1, 1, tzinfo=zone)
    offset = start.utcoffset() or timedelta()
    first = _Change(
        start.replace(tzinfo=None), offset, offset, start.tzname() or name, bool(start.dst())
    )
    told.add_component(_component([first]))
    kinds: dict[tuple[timedelta, timedelta, str, bool], list[_Change]] = {}
    for change in _changes(zone, first_year, end_year):
        kind = change.before, change.after, change.name, change.summer
        kinds.setdefault(kind, []).append(change)
    for changes in kinds.values():
        told.add_component(_component(changes))
    return told


def _changes(zone: ZoneInfo, first_year: int, end_year: int) -> Iterator[_Change]:
    day, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(end_year, 1, 1, tzinfo=UTC)
    while day < end:
        if _offset(day, zone) != _offset(day + _DAY, zone):
            moment = _moment(day, zone)
            before, after = _offset(moment - _MINUTE, zone), _offset(moment, zone)
            local = moment.astimezone(zone)
            yield _Change(
                (moment + before).replace(tzinfo=None),
                before,
                after,
                local.tzname() or zone.key,
                bool(local.dst()),
            )
        day += _DAY


def _moment(day: datetime, zone: ZoneInfo) -> datetime:
    """The minute of the day in which the offset is a new one for the first time."""
    before, early, late = _offset(day, zone), 0, _DAY // _MINUTE
    while late - early > 1:
        middle = (early + late) // 2
        if _offset(day + middle * _MINUTE, zone) == before:
            early = middle
        else:
            late = middle
    return day + late * _MINUTE


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _component(changes: Sequence[_Change]) -> TimezoneStandard | TimezoneDaylight:
    first = changes[0]
    told = TimezoneDaylight() if first.summer else TimezoneStandard()
    told.add("dtstart", first.at)
    told.add("tzoffsetfrom", first.before)
    told.add("tzoffsetto", first.after)
    told.add("tzname", first.name)
    moments = [change.at for change in changes]
    nth = _nth(moments)
    if nth is not None:
        weekday = _WEEKDAYS[first.at.weekday()]
        told.add("rrule", {"freq": "yearly", "bymonth": first.at.month, "byday": f"{nth}{weekday}"})
    elif len(moments) > 1:
        told.add("rdate", moments[1:])
    return told


def _nth(moments: Sequence[datetime]) -> int | None:
    """Which of its weekdays in the month a change falls on every year; -1 is the last."""
    first = moments[0]
    same = {(one.month, one.weekday(), one.time()) for one in moments}
    years = [one.year for one in moments]
    in_a_row = list(range(first.year, first.year + len(moments)))
    if len(moments) < 2 or len(same) > 1 or years != in_a_row:
        return None
    if all((one + 7 * _DAY).month != one.month for one in moments):
        return -1
    numbers = {(one.day - 1) // 7 + 1 for one in moments}
    return numbers.pop() if len(numbers) == 1 else None
