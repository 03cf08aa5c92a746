"""The checker on what is past: it stays as it was, and nobody works in it any more."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from coachkit.model.plan_requests import RotaMode
from coachkit.model.plans import PlannedItem, Rule, Violation
from coachkit.planning.checked_facts import HAIR, Facts, monday_of


def check_past(facts: Facts) -> Iterator[Violation]:
    """What was past or begun in the plan before keeps its day, its owner and its channel."""
    if facts.before is None or facts.before.starts != facts.request.starts:
        return
    now = {item.key: item for item in facts.plan.items}
    for was in facts.before.items:
        if was.starts >= facts.begins or not _known(facts, was) or _may_go(facts, was):
            continue
        item = now.get(was.key)
        if item is None or _place(item) != _place(was):
            yield Violation(rule=Rule.PAST, key=was.key, day=was.day, who=was.owner)
    people = facts.contributors()
    duties = {duty.day: duty.who for duty in facts.plan.presence}
    for duty in facts.before.presence:
        kept = duty.who if duty.who in people else None
        if facts.request.starts <= duty.day < facts.begins and duties.get(duty.day) != kept:
            yield Violation(rule=Rule.PAST, day=duty.day, who=duty.who)
    if facts.request.mode is RotaMode.WEEK_OWNERS:
        owners = {turn.week: turn.who for turn in facts.plan.turns}
        for turn in facts.before.turns:
            if turn.who in people and facts.is_past(turn.week) and owners[turn.week] != turn.who:
                yield Violation(rule=Rule.PAST, week=turn.week, who=turn.who)


def _place(item: PlannedItem) -> tuple[date, str, str]:
    return item.day, item.owner, item.channel


def _known(facts: Facts, item: PlannedItem) -> bool:
    """Whether its people, its channel and its type are still spoken of."""
    people = facts.contributors()
    return (
        item.owner in people
        and (item.buddy is None or item.buddy in people)
        and item.channel in {one.name for one in facts.request.channels}
        and item.content_type in facts.kinds()
    )


def _may_go(facts: Facts, item: PlannedItem) -> bool:
    """What has begun and is not published: a hand or a launch moves it, or its makers are away."""
    if item.day < facts.begins:
        return False
    if any(lock.key == item.key for lock in facts.locks()) or item.campaign is not None:
        return True
    people, off = facts.contributors(), facts.off
    works = [(item.owner, work) for work in item.work]
    if item.buddy is not None:
        works += [(item.buddy, work) for work in item.buddy_work]
    spent: dict[tuple[str, date], float] = defaultdict(float)
    for other in facts.before.items if facts.before else ():
        for work in other.work:
            spent[other.owner, work.week] += work.hours
        for work in other.buddy_work:
            spent[other.buddy or "", work.week] += work.hours
    return any(
        facts.hours(people[who], work.week, off) < spent[who, work.week] - HAIR
        for who, work in works
        if work.week > facts.begins
    )


def hours_ahead(facts: Facts) -> dict[tuple[str, date], float]:
    """What everybody has left of the days ahead, in weeks of which something is past."""
    left = {
        (name, week): 0.0
        for name in facts.contributors()
        for week in facts.request.mondays
        if facts.is_past(week)
    }
    this_week = monday_of(facts.begins)
    for name, (has, given) in _this_week(facts).items():
        left[name, this_week] = has - given - _lines_ahead(facts, name)
    return left


def late_work(facts: Facts) -> Iterator[Violation]:
    """Nobody is given new work for days that are past."""
    this_week = monday_of(facts.begins)
    for who, (has, given) in _this_week(facts).items():
        if given > has + HAIR:
            yield Violation(rule=Rule.CAPACITY, who=who, week=this_week, amount=given, limit=has)


def _this_week(facts: Facts) -> dict[str, tuple[float, float]]:
    """Everybody's hours in the days ahead of the running week, and what was given out of them."""
    if facts.opens == facts.begins:
        return {}
    this_week, off, rest = monday_of(facts.begins), facts.off, facts.rest()
    return {
        name: (rest.hours(one, this_week, off), _given_anew(facts, name, this_week))
        for name, one in facts.contributors().items()
    }


def _given_anew(facts: Facts, who: str, this_week: date) -> float:
    given = 0.0
    for item in facts.plan.items:
        for maker, works in ((item.owner, item.work), (item.buddy, item.buddy_work)):
            if maker == who and not facts.has_begun(item):
                given += sum(work.hours for work in works if work.week == this_week)
    for duty in facts.plan.presence:
        if duty.who == who and facts.begins <= duty.day < this_week + timedelta(days=7):
            given += duty.minutes / 60
    return given


def _lines_ahead(facts: Facts, who: str) -> float:
    """The part of somebody's protected lines that lies in the days ahead of the running week."""
    this_week = monday_of(facts.begins)
    days = [this_week + timedelta(days=number) for number in range(5)]
    working = [day for day in days if day >= facts.opens and day not in facts.off]
    ahead = sum(day >= facts.begins for day in working)
    return sum(
        line.protected * ahead / len(working)
        for load in facts.plan.loads
        for line in load.weeks
        if working and load.who == who and line.week == this_week
    )
