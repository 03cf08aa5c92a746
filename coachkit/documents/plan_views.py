"""The plan as one looks at it: month by month, week by week, person by person."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from coachkit.model.plans import (
    CadenceLine,
    Contact,
    PersonLoad,
    Plan,
    PlannedItem,
    PresenceDuty,
    Turn,
    UnassignedItem,
    WeekLoad,
)

_WEEKS_BESIDE = 13
"""Weeks that fit beside each other on paper: a quarter."""

_STEPS = (0.0, 0.25, 0.5, 0.75, 0.95)
"""From which share of the hours on a week's load is a step darker."""

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)

Entry = PlannedItem | UnassignedItem


@dataclass(frozen=True)
class DayView:
    """A day of a month's grid. ``day`` ``None``: it belongs to another month, or to no plan."""

    day: date | None
    working: bool = False
    items: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class MonthView:
    """A month as weeks of seven days; ``first`` is its first day in the plan."""

    first: date
    weeks: tuple[tuple[date, tuple[DayView, ...]], ...]


@dataclass(frozen=True)
class WeekView:
    """A week: its Monday, its items by day, who is there, and its days without work."""

    monday: date
    items: tuple[Entry, ...]
    presence: tuple[PresenceDuty, ...]
    turns: tuple[Turn, ...]
    contacts: tuple[Contact, ...]
    closed: tuple[date, ...]


@dataclass(frozen=True)
class PersonView:
    """One contributor: the receipt, what is made or helped with, turns, and days of presence."""

    load: PersonLoad
    items: tuple[PlannedItem, ...]
    helps: tuple[PlannedItem, ...]
    turns: tuple[Turn, ...]
    duties: tuple[PresenceDuty, ...]
    quarters: tuple[tuple[WeekLoad, ...], ...]


@dataclass(frozen=True)
class CadenceView:
    """A quarter of the cadence: its Mondays, and each channel's lines under them."""

    mondays: tuple[date, ...]
    channels: tuple[tuple[str, tuple[CadenceLine | None, ...]], ...]


def mondays(plan: Plan) -> tuple[date, ...]:
    """The Monday of each week of the plan."""
    return tuple(plan.starts + week * _WEEK for week in range(plan.weeks))


def last_day(plan: Plan) -> date:
    """The last Sunday of the plan."""
    return plan.starts + plan.weeks * _WEEK - _DAY


def months(plan: Plan) -> tuple[MonthView, ...]:
    """The months that the plan touches, with the days of the plan only."""
    by_day, working = _by_day(plan), frozenset(plan.working_days)
    views = []
    for first, after in pairwise((*_firsts(plan), last_day(plan) + _DAY)):
        days = [first + number * _DAY for number in range((after - first).days)]
        inside = frozenset(days)
        weeks = sorted({_monday(day) for day in days})
        views.append(
            MonthView(
                first,
                tuple(
                    (
                        monday,
                        tuple(
                            DayView(day, day in working, by_day[day])
                            if (day := monday + place * _DAY) in inside
                            else DayView(None)
                            for place in range(7)
                        ),
                    )
                    for monday in weeks
                ),
            )
        )
    return tuple(views)


def _firsts(plan: Plan) -> Iterator[date]:
    """The plan's first day, and the first of every later month."""
    day, last = plan.starts, last_day(plan)
    while day <= last:
        yield day
        day = (day.replace(day=1) + 31 * _DAY).replace(day=1)


def _by_day(plan: Plan) -> defaultdict[date, tuple[Entry, ...]]:
    by_day: defaultdict[date, tuple[Entry, ...]] = defaultdict(tuple)
    for item in _entries(plan):
        by_day[item.day] += (item,)
    return by_day


def _entries(plan: Plan) -> list[Entry]:
    return sorted((*plan.items, *plan.unassigned), key=lambda one: (one.day, one.channel, one.key))


def weeks(plan: Plan) -> tuple[WeekView, ...]:
    """Every week of the plan."""
    entries, working = _entries(plan), frozenset(plan.working_days)
    views = []
    for monday in mondays(plan):
        days = [monday + place * _DAY for place in range(7)]
        views.append(
            WeekView(
                monday,
                tuple(item for item in entries if _monday(item.day) == monday),
                tuple(duty for duty in plan.presence if _monday(duty.day) == monday),
                tuple(turn for turn in plan.turns if turn.week == monday),
                tuple(one for one in plan.contacts if one.week == monday),
                tuple(day for day in days[:5] if day not in working),
            )
        )
    return tuple(views)


def people(plan: Plan) -> tuple[PersonView, ...]:
    """Every contributor with a receipt, core staff first; items by when their work begins."""
    return tuple(
        PersonView(
            load,
            _by_start(item for item in plan.items if item.owner == load.who),
            _by_start(item for item in plan.items if item.buddy == load.who),
            tuple(turn for turn in plan.turns if turn.who == load.who),
            tuple(duty for duty in plan.presence if duty.who == load.who),
            tuple(
                load.weeks[start : start + _WEEKS_BESIDE]
                for start in range(0, len(load.weeks), _WEEKS_BESIDE)
            ),
        )
        for load in sorted(plan.loads, key=lambda load: (not load.core, load.who))
    )


def _by_start(items: Iterable[PlannedItem]) -> tuple[PlannedItem, ...]:
    return tuple(sorted(items, key=lambda item: (item.starts, item.day, item.key)))


def cadence(plan: Plan) -> tuple[CadenceView, ...]:
    """The cadence beside the wish, a quarter at a time."""
    lines = {(line.channel, line.week): line for line in plan.cadence}
    channels = list(dict.fromkeys(line.channel for line in plan.cadence))
    all_mondays = mondays(plan)
    return tuple(
        CadenceView(
            beside := all_mondays[start : start + _WEEKS_BESIDE],
            tuple(
                (channel, tuple(lines.get((channel, monday)) for monday in beside))
                for channel in channels
            ),
        )
        for start in range(0, len(all_mondays), _WEEKS_BESIDE)
    )


def load_step(week: WeekLoad) -> int:
    """How dark a week's load is shown, 0 to 5; without hours 0."""
    if week.capacity <= 0 or week.load <= 0:
        return 0
    return sum(week.load / week.capacity >= step for step in _STEPS)


def _monday(day: date) -> date:
    return day - day.weekday() * _DAY
