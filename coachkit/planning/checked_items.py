"""The checker on items and their makers: day, skill, hours, buddies."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from coachkit.model.people import Person
from coachkit.model.plans import PlannedItem, Rule, Violation
from coachkit.planning.checked_facts import (
    HAIR,
    Facts,
    alone,
    each_day,
    first_day,
    monday_of,
    skilled,
    teaches,
)


def check_items(facts: Facts) -> Iterator[Violation]:
    """Each item: its day, its maker, its work; and no key twice."""
    off = facts.off
    for item in facts.plan.items:
        if facts.has_begun(item):
            continue
        yield from _day(facts, item, off)
        yield from _maker(facts, item)
        yield from _work(facts, item)
    for key, times in Counter(item.key for item in facts.plan.items).items():
        if times > 1:
            yield Violation(rule=Rule.LOCK, key=key, amount=times, limit=1)


def _day(facts: Facts, item: PlannedItem, off: frozenset[date]) -> Iterator[Violation]:
    channel = facts.request.channel(item.channel)
    if item.day in off:
        yield Violation(rule=Rule.HOLIDAY, key=item.key, day=item.day)
    if item.day.weekday() not in channel.days:
        yield Violation(rule=Rule.WEEKDAY, key=item.key, day=item.day, channel=item.channel)
    kind = facts.kinds()[item.content_type]
    if kind.campaign is None and channel.takes and kind.name not in channel.takes:
        yield Violation(rule=Rule.TAKES, key=item.key, channel=item.channel)
    needed = kind.lead_days
    has = sum(
        day.weekday() < 5 and day not in off
        for day in each_day(max(item.starts, facts.begins), item.day)
    )
    if has < needed or item.day < facts.begins:
        yield Violation(rule=Rule.LEAD_TIME, key=item.key, day=item.day, amount=has, limit=needed)


def _maker(facts: Facts, item: PlannedItem) -> Iterator[Violation]:
    people = facts.contributors()
    owner, kind = people.get(item.owner), facts.kinds()[item.content_type]
    if owner is None:
        yield Violation(rule=Rule.OPTED_IN, key=item.key, who=item.owner)
        return
    if item.channel in owner.never:
        yield Violation(rule=Rule.NEVER_WANTED, key=item.key, who=owner.name, channel=item.channel)
    day = first_day(item)
    if not skilled(owner, kind, day, 1):
        yield Violation(rule=Rule.SKILL, key=item.key, who=owner.name)
    elif not alone(owner, kind, day):
        pairs = {(one.who, one.buddy) for one in facts.plan.buddies}
        buddy = people.get(item.buddy or "")
        if buddy is None or (owner.name, buddy.name) not in pairs or not teaches(buddy, kind, day):
            yield Violation(rule=Rule.BUDDY, key=item.key, who=owner.name)


def _work(facts: Facts, item: PlannedItem) -> Iterator[Violation]:
    effort = facts.kinds()[item.content_type].hours
    first, last = monday_of(item.starts), monday_of(item.day)
    inside = all(first <= work.week <= last for work in (*item.work, *item.buddy_work))
    helped = sum(work.hours for work in item.buddy_work)
    needed = effort * facts.request.turn_rule.buddy_part if item.buddy else 0.0
    wrong = (
        abs(sum(work.hours for work in item.work) - effort) > HAIR
        or abs(helped - needed) > HAIR
        or not inside
    )
    if wrong:
        yield Violation(rule=Rule.WORK, key=item.key)


def check_people(facts: Facts) -> Iterator[Violation]:
    """Channels and buddies of each person."""
    used: dict[str, set[str]] = defaultdict(set)
    for item in facts.plan.items:
        used[item.owner].add(item.channel)
    for name, one in facts.contributors().items():
        if len(used[name]) > one.most_channels:
            yield Violation(
                rule=Rule.MOST_CHANNELS, who=name, amount=len(used[name]), limit=one.most_channels
            )
    most = facts.request.turn_rule.buddies_most
    charges = Counter(pair.buddy for pair in facts.plan.buddies)
    for buddy, count in sorted(charges.items()):
        if count > most:
            yield Violation(rule=Rule.BUDDY_LOAD, who=buddy, amount=count, limit=most)
    yield from _lonely(facts, charges)


def _lonely(facts: Facts, charges: Counter[str]) -> Iterator[Violation]:
    """Beginners without a buddy though somebody could look after them."""
    people = facts.contributors()
    cared_for = {pair.who for pair in facts.plan.buddies}
    last = facts.request.period.last
    for name, one in people.items():
        if not (isinstance(one, Person) and one.beginner) or name in cared_for:
            continue
        for other in people.values():
            if charges[other.name] >= facts.request.turn_rule.buddies_most or other is one:
                continue
            if any(
                skilled(one, kind, last, 1) and teaches(other, kind, last)
                for kind in facts.request.content
            ):
                yield Violation(rule=Rule.BUDDY, who=name)
                break
