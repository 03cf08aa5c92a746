"""When an organisation posts: weekdays, hours, quiet weeks, closed days."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from invented.chance import Chance

FIRST = date(2025, 11, 1)
LAST = date(2026, 10, 31)
PACIFIC = ZoneInfo("America/Los_Angeles")

_QUIET_WEEKS = {date(2025, 12, 22), date(2025, 12, 29)}
_HOLIDAY_WEEKS = {date(2026, 7, 6), date(2026, 7, 13), date(2026, 7, 20)}
_CLOSED_DAYS = {
    date(2025, 12, 24),
    date(2025, 12, 25),
    date(2025, 12, 26),
    date(2026, 1, 1),
    date(2026, 4, 3),
    date(2026, 4, 5),
    date(2026, 6, 19),
    date(2026, 6, 20),
}


@dataclass(frozen=True)
class Rhythm:
    """How often and when somebody posts.

    ``posts_a_week``: how likely each number of posts is. ``weekdays``: weights, Monday first.
    ``hours``: how likely each hour of the client's own clock is.
    """

    zone: ZoneInfo
    posts_a_week: dict[int, float]
    weekdays: tuple[float, float, float, float, float, float, float]
    hours: dict[int, float]


def moments(chance: Chance, rhythm: Rhythm) -> list[datetime]:
    """Every moment of the year at which something is posted, in order, with the client's zone."""
    found: list[datetime] = []
    monday = FIRST - timedelta(days=FIRST.weekday())
    while monday <= LAST:
        found += _week(chance, rhythm, monday)
        monday += timedelta(days=7)
    return sorted(moment for moment in found if FIRST <= moment.date() <= LAST)


def season(day: date) -> str:
    """``winter`` (December to March), ``spring``, ``summer`` (June to August) or ``autumn``."""
    names = {12: "winter", 4: "spring", 5: "spring", 6: "summer", 7: "summer", 8: "summer"}
    return names.get(day.month, "winter" if day.month <= 3 else "autumn")


def months() -> list[date]:
    """The first day of each of the twelve months."""
    return [
        date(FIRST.year + (FIRST.month + i - 1) // 12, (FIRST.month + i - 1) % 12 + 1, 1)
        for i in range(12)
    ]


def _week(chance: Chance, rhythm: Rhythm, monday: date) -> list[datetime]:
    days = [monday + timedelta(days=ahead) for ahead in range(7)]
    open_days = {day: rhythm.weekdays[day.weekday()] for day in days if day not in _CLOSED_DAYS}
    found = []
    for _ in range(_how_many(chance, rhythm, monday)):
        day = chance.weighted(open_days)
        # Two posts on one day happen, but nobody plans them.
        open_days[day] *= 0.15
        clock = time(chance.weighted(rhythm.hours), chance.weighted(_MINUTES))
        found.append(datetime.combine(day, clock, rhythm.zone))
    return found


# Scheduled posts go out on the quarter; the others whenever the coffee is ready.
_MINUTES = {minute: 12.0 if minute % 15 == 0 else 0.5 for minute in range(60)}


def _how_many(chance: Chance, rhythm: Rhythm, monday: date) -> int:
    if monday in _HOLIDAY_WEEKS:
        return chance.between(0, 1)
    if monday in _QUIET_WEEKS:
        return chance.between(1, 2)
    return chance.weighted(rhythm.posts_a_week)
