"""An independent check of a plan: it counts everything again and believes nothing.

It shares no code with the planner and knows no search: for each rule it looks through the plan.
What it finds is either listed in ``plan.broken``, or the planner is wrong.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from coachkit.model.plan_requests import PlanRequest
from coachkit.model.plans import Plan, PlannedItem, Rule, Violation
from coachkit.planning.checked_facts import HAIR, Facts, monday_of, spent_hours
from coachkit.planning.checked_gaps import check_left_out
from coachkit.planning.checked_items import check_items, check_people
from coachkit.planning.checked_past import check_past, late_work
from coachkit.planning.checked_rota import check_locks, check_presence, check_turns


def check(request: PlanRequest, plan: Plan, before: Plan | None = None) -> tuple[Violation, ...]:
    """Every violation of every rule, whether the plan lists it or not.

    ``before``: the plan that it was made from anew; what was past or begun in it has to stay.
    """
    facts = Facts(request, plan, before)
    found = [
        *_capacity(facts),
        *_channels(facts),
        *_windows(facts),
        *check_items(facts),
        *check_people(facts),
        *check_presence(facts),
        *check_turns(facts),
        *check_locks(facts),
        *check_left_out(facts),
        *check_past(facts),
    ]
    return tuple(found)


def unlisted(request: PlanRequest, plan: Plan, before: Plan | None = None) -> tuple[Violation, ...]:
    """The violations that the plan does not itself list in ``broken``."""
    listed = {_place(one) for one in plan.broken}
    return tuple(one for one in check(request, plan, before) if _place(one) not in listed)


def _place(one: Violation) -> tuple[object, ...]:
    return one.rule, one.week, one.day, one.who, one.channel, one.bucket, one.key


def _capacity(facts: Facts) -> Iterator[Violation]:
    off, people, spent = facts.off, facts.contributors(), spent_hours(facts)
    yield from late_work(facts)
    for (who, week), hours in sorted(spent.items()):
        if facts.is_past(week):
            continue
        has = facts.hours(people[who], week, off) if who in people else 0.0
        if hours > has + HAIR:
            yield Violation(rule=Rule.CAPACITY, who=who, week=week, amount=hours, limit=has)
    lines = facts.request.protected
    a_week = lines.replies + lines.research + lines.planning + lines.analysis + lines.contacts
    for week in facts.request.mondays:
        days = [week + timedelta(days=number) for number in range(5)]
        open_days = sum(day not in off and day >= facts.opens for day in days)
        if facts.is_past(week):
            continue
        given = sum(
            one.protected for load in facts.plan.loads for one in load.weeks if one.week == week
        )
        if given < a_week * open_days / 5 - HAIR:
            yield Violation(
                rule=Rule.PROTECTED, week=week, amount=given, limit=a_week * open_days / 5
            )


def _channels(facts: Facts) -> Iterator[Violation]:
    off = facts.off
    posts = Counter((item.channel, monday_of(item.day)) for item in facts.plan.items)
    for channel in facts.request.channels:
        for week in facts.request.mondays:
            count = posts[channel.name, week]
            days = [week + timedelta(days=number) for number in channel.days]
            publishes = any(day not in off and day >= facts.begins for day in days)
            if facts.is_past(week):
                continue
            if count > channel.target_a_week:
                yield Violation(
                    rule=Rule.CEILING,
                    channel=channel.name,
                    week=week,
                    amount=count,
                    limit=channel.target_a_week,
                )
            if publishes and count < channel.least_a_week:
                yield Violation(
                    rule=Rule.LEAST,
                    channel=channel.name,
                    week=week,
                    amount=count,
                    limit=channel.least_a_week,
                )


def _windows(facts: Facts) -> Iterator[Violation]:
    weeks, silent = facts.request.window_weeks, 0
    for number in range(0, facts.request.weeks, weeks):
        first = facts.request.starts + timedelta(days=7 * number)
        after = first + timedelta(days=7 * weeks)
        if after <= facts.begins:
            continue
        items = [item for item in facts.plan.items if first <= item.day < after]
        yield from _window(facts, first, items)
    kinds = facts.kinds()
    for item in facts.plan.items:
        could = kinds[item.content_type].reshare is None
        speaks = item.audience != "" and item.message != ""
        silent += could and not speaks
        if item.relevant != (could and speaks):
            yield Violation(rule=Rule.RELEVANCE, key=item.key)
    if silent:
        yield Violation(rule=Rule.MESSAGES, amount=silent, limit=0)


def _window(facts: Facts, first: date, items: list[PlannedItem]) -> Iterator[Violation]:
    kinds, request = facts.kinds(), facts.request
    original = [item for item in items if kinds[item.content_type].reshare is None]
    if len(original) < request.relevance.share * len(items) - 1e-6:
        share, limit = len(original) / len(items), request.relevance.share
        yield Violation(rule=Rule.RELEVANCE, week=first, amount=share, limit=limit)
    for content in request.content:
        if content.reshare is None:
            continue
        for channel in request.channels:
            here = [item for item in items if item.channel == channel.name]
            reshares = sum(item.content_type == content.name for item in here)
            if reshares > content.reshare.at_most * len(here) + 1e-6:
                yield Violation(
                    rule=Rule.RESHARES,
                    week=first,
                    channel=channel.name,
                    amount=reshares / len(here),
                    limit=content.reshare.at_most,
                )
    for floor in request.mix:
        here = [item for item in items if floor.channel in (None, item.channel)]
        counted = sum(kinds[item.content_type].bucket == floor.bucket for item in here)
        if counted < floor.share * len(here) - 1e-6:
            yield Violation(
                rule=Rule.MIX,
                week=first,
                channel=floor.channel,
                bucket=floor.bucket,
                amount=counted / len(here),
                limit=floor.share,
            )
