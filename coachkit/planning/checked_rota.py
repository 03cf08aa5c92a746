"""The checker on presence, turns, locks and campaigns."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from coachkit.model.people import Contributor, Part
from coachkit.model.plan_requests import RotaMode
from coachkit.model.plans import PlannedItem, Rule, Violation, WhyGap
from coachkit.planning.checked_facts import Facts, each_day, monday_of


def check_presence(facts: Facts) -> Iterator[Violation]:
    """Somebody who is there, on every working day."""
    off, people = facts.off, facts.contributors()
    duties = {duty.day: duty for duty in facts.plan.presence}
    after = facts.request.period.last + timedelta(days=1)
    for day in each_day(facts.begins, after):
        if day.weekday() > 4 or day in off:
            continue
        duty = duties.get(day)
        who = people.get(duty.who or "") if duty else None
        there = who is not None and day.weekday() in who.workdays and _present(who, day)
        minutes = duty.minutes if duty else 0
        if not there or minutes < facts.request.protected.presence_minutes:
            yield Violation(rule=Rule.PRESENCE, day=day, who=duty.who if duty else None)


def _present(one: Contributor, day: date) -> bool:
    return sum(a.part for a in one.absences if a.first <= day <= a.last) < 1


def check_turns(facts: Facts) -> Iterator[Violation]:
    """Turns as far apart as the rule says, or with a true reason."""
    rule = facts.request.turn_rule
    missed = {one.who for one in facts.plan.missed_turns}
    for name, one in facts.contributors().items():
        if one.part is Part.CORE or one.hours_a_week == 0:
            continue
        turns = sorted(
            (turn for turn in facts.plan.turns if turn.who == name), key=lambda turn: turn.week
        )
        before = one.last_turn if one.last_turn and one.last_turn < facts.request.starts else None
        last = None if before is None else monday_of(before)
        for turn in turns:
            gap = None if last is None else (turn.week - last).days // 7
            waited = (turn.week - facts.request.starts).days // 7 + 1 if gap is None else gap
            early = gap is not None and gap < rule.gap_least
            if gap != turn.gap or (
                (early or waited > rule.gap_most) and not _true(facts, turn.reason)
            ):
                yield Violation(rule=Rule.TURN_GAP, who=name, week=turn.week, amount=waited)
            last = turn.week
        start = facts.request.starts - timedelta(days=7) if last is None else last
        due = start + timedelta(days=7 * rule.gap_most)
        if due <= facts.request.period.last and name not in missed:
            yield Violation(rule=Rule.TURN_MISSING, who=name, week=due)
    yield from _turn_items(facts)


def _turn_items(facts: Facts) -> Iterator[Violation]:
    """Whoever takes turns makes items in their turns alone."""
    people = facts.contributors()
    weeks = {(turn.who, turn.week) for turn in facts.plan.turns}
    made = {(item.owner, monday_of(item.day)) for item in facts.plan.items}
    for item in facts.plan.items:
        owner = people.get(item.owner)
        if owner is None or owner.part is Part.CORE or owner.hours_a_week == 0:
            continue
        week = monday_of(item.day)
        if (item.owner, week) not in weeks and not facts.has_begun(item):
            yield Violation(rule=Rule.OWNER, who=item.owner, week=week, key=item.key)
    if facts.request.mode is RotaMode.WEEK_OWNERS:
        owners = Counter(turn.week for turn in facts.plan.turns)
        for turn in facts.plan.turns:
            if facts.is_past(turn.week):
                continue
            if (turn.who, turn.week) not in made or owners[turn.week] > 1:
                yield Violation(rule=Rule.OWNER, who=turn.who, week=turn.week)


def _true(facts: Facts, reason: WhyGap | None) -> bool:
    """Whether a reason is given, and is not plainly false."""
    takers = [
        other
        for other in facts.contributors().values()
        if other.part is Part.TURNS and other.hours_a_week > 0
    ]
    rule = facts.request.turn_rule
    match reason:
        case None:
            return False
        case WhyGap.TOO_FEW_OWNERS:
            return len(takers) < rule.gap_least
        case WhyGap.MORE_OWNERS_THAN_WEEKS:
            return len(takers) > rule.gap_most
        case WhyGap.LOCKED:
            return bool(facts.locks() or facts.plan.locked_weeks or facts.request.locked_weeks)
        case WhyGap.ABSENCE:
            anybody = any(other.absences for other in takers)
            return anybody or bool(facts.off) or facts.begins > facts.request.starts
        case _:
            return True


def check_locks(facts: Facts) -> Iterator[Violation]:
    """Locks and campaigns where they were put."""
    items = {item.key: item for item in facts.plan.items}
    unmade = {item.key for item in facts.plan.unassigned}
    people = facts.contributors()
    for lock in facts.locks():
        item = items.get(lock.key)
        if lock.owner is not None and lock.owner not in people:
            yield Violation(rule=Rule.OPTED_IN, key=lock.key, day=lock.day)
            continue
        if item is None:
            if lock.owner is not None or lock.key not in unmade:
                yield Violation(rule=Rule.LOCK, key=lock.key)
            continue
        same = (item.day, item.channel) == (lock.day, lock.channel)
        if not same or lock.owner not in (None, item.owner) or _lost(facts, lock.origin, item):
            yield Violation(rule=Rule.LOCK, key=lock.key)
    duties = {duty.day: duty.who for duty in facts.plan.presence}
    for duty in facts.plan.locked_duties:
        if duty.who in people and duties.get(duty.day, duty.who) != duty.who:
            yield Violation(rule=Rule.LOCK, day=duty.day, who=duty.who)
    yield from _campaigns(facts, items)


def _campaigns(facts: Facts, items: dict[str, PlannedItem]) -> Iterator[Violation]:
    off = facts.off
    locked = {lock.key for lock in facts.locks()}
    for campaign in facts.request.campaigns:
        for number, wanted in enumerate(campaign.items, 1):
            key = f"{campaign.name}-{number}"
            day = campaign.launch + timedelta(days=wanted.days_from_launch)
            if key in locked or not facts.begins <= day <= facts.request.period.last:
                continue
            weekdays = facts.request.channel(wanted.channel).days
            while day >= facts.begins and (day in off or day.weekday() not in weekdays):
                day -= timedelta(days=1)
            item = items.get(key)
            wrong = item is None or item.day != day or _lost(facts, wanted.origin, item)
            if day >= facts.begins and wrong:
                yield Violation(rule=Rule.CAMPAIGN, key=key, day=day, channel=wanted.channel)


def _lost(facts: Facts, origin: str, item: PlannedItem) -> bool:
    """Whether the idea that an item came from is no longer told; what is begun stays as it was."""
    return bool(origin) and item.origin != origin and not facts.has_begun(item)
