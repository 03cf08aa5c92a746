"""What the checker counts with: its own calendar, its own hours, its own skills."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import holidays

from coachkit.model.content import ContentType
from coachkit.model.people import Contributor, Person
from coachkit.model.plan_requests import LockedItem, PlanRequest
from coachkit.model.plans import Plan, PlannedItem

HAIR = 0.02
"""Hours: a minute of rounding is no violation."""


@dataclass(frozen=True)
class Facts:
    """The request and the plan, with the few things that several rules look up.

    ``before``: the plan that it was made from anew.
    """

    request: PlanRequest
    plan: Plan
    before: Plan | None = None

    @property
    def begins(self) -> date:
        """The first day on which work can begin."""
        return max(self.request.starts, self.request.today or self.request.starts)

    @property
    def opens(self) -> date:
        """The first day whose hours count: in the middle of its weeks a plan has a past."""
        since = self.plan.since
        return since if since and self.request.starts <= since <= self.begins else self.begins

    def has_begun(self, item: PlannedItem) -> bool:
        """Whether its work lies in the past: no rule can be broken there any more."""
        return self.opens < self.begins and item.starts < self.begins

    def is_past(self, monday: date) -> bool:
        """Whether all of a week lies before the first day on which work can begin."""
        return monday + timedelta(days=7) <= self.begins

    def rest(self) -> "Facts":
        """The same as if the plan had no past."""
        return Facts(self.request, self.plan.changed(since=self.begins))

    @cached_property
    def off(self) -> frozenset[date]:
        """Days on which nobody works."""
        request = self.request
        years = range(request.starts.year - 1, request.period.last.year + 1)
        known = holidays.country_holidays(request.country).supported_categories
        wanted = tuple(name for name in ("public", "de_facto") if name in known)
        calendar = holidays.country_holidays(request.country, years=years, categories=wanted)
        return frozenset(calendar) | frozenset(request.closed)

    def hours(self, one: Contributor, monday: date, off: frozenset[date]) -> float:
        """Somebody's hours in a week, after absences and the days ``off``."""
        there = 0.0
        for weekday in one.workdays:
            day = monday + timedelta(days=weekday)
            if day in off or day < self.opens:
                continue
            away = sum(a.part for a in one.absences if a.first <= day <= a.last)
            there += 1 - min(1.0, away)
        return one.hours_a_week * there / len(one.workdays)

    def contributors(self) -> dict[str, Contributor]:
        """Who may be named, by name."""
        people: list[Contributor] = [one for one in self.request.team.people if one.opted_in]
        return {one.name: one for one in (*people, *self.request.team.departments)}

    def kinds(self) -> dict[str, ContentType]:
        """The content types, by name."""
        return {one.name: one for one in self.request.content}

    def locks(self) -> list[LockedItem]:
        """All locks that lie ahead: a hand's go before the request's own."""
        by_hand = {lock.key for lock in self.plan.locks}
        own = [lock for lock in self.request.locked if lock.key not in by_hand]
        return [
            lock
            for lock in (*own, *self.plan.locks)
            if self.begins <= lock.day <= self.request.period.last
        ]


def spent_hours(facts: Facts) -> dict[tuple[str, date], float]:
    """Hours by person and week, counted from items, duties and protected lines."""
    spent: dict[tuple[str, date], float] = defaultdict(float)
    for item in facts.plan.items:
        for work in item.work:
            spent[item.owner, work.week] += work.hours
        for work in item.buddy_work:
            spent[item.buddy or "", work.week] += work.hours
    for duty in facts.plan.presence:
        if duty.who is not None:
            spent[duty.who, monday_of(duty.day)] += duty.minutes / 60
    for load in facts.plan.loads:
        for week in load.weeks:
            spent[load.who, week.week] += week.protected
    return spent


def skilled(one: Contributor, kind: ContentType, day: date, level: int) -> bool:
    """Whether they have the skills at ``level`` on a day, and the will."""
    skills = [one.skill(need) for need in kind.needs]
    return all(skill.level_on(day) >= level and skill.will > 0 for skill in skills)


def alone(one: Contributor, kind: ContentType, day: date) -> bool:
    """Whether they need no buddy for it."""
    return not (isinstance(one, Person) and one.beginner) and skilled(one, kind, day, 2)


def teaches(one: Contributor, kind: ContentType, day: date) -> bool:
    """Whether they can be the buddy for it."""
    if not isinstance(one, Person) or one.beginner or one.hours_a_week == 0:
        return False
    return all(one.skill(need).level_on(day) >= 2 for need in kind.needs)


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def first_day(item: PlannedItem) -> date:
    """The Monday of the first week of work."""
    return min((work.week for work in item.work), default=monday_of(item.day))


def each_day(first: date, after: date) -> Iterator[date]:
    """Each day from ``first`` on, ``after`` not included."""
    while first < after:
        yield first
        first += timedelta(days=1)
