"""What a plan says: the gap without blame, who has a turn, what is fair, how good it can be.

A sentence is chosen by the plan alone, and the numbers in it come from the same plan.
"""

import math

from coachkit.language.findings import Finding
from coachkit.language.plan_words import (
    full_time_people_said,
    gap_reason,
    hours_said,
    in_weeks,
    item_name,
    posts_said,
    short,
    unassigned_reason,
    week_said,
    weeks_long,
)
from coachkit.language.speech import Speech
from coachkit.model.plan_requests import RotaMode, TurnRule
from coachkit.model.plans import (
    Buddies,
    CadenceLine,
    Contact,
    MissedTurn,
    MondayLine,
    PersonLoad,
    Plan,
    Turn,
    UnassignedItem,
)

_RELEVANT_OF_ONE_PERSON = 5

_HAIR = 0.005
"""Hours: less than this is rounding."""


def gap_statement(plan: Plan, speech: Speech) -> Finding:
    """The wish beside what the hours give, in posts and hours. It blames nobody."""
    relevant = speech.say(
        "Of the planned posts %(relevant)s a week are relevant: they have an audience and a "
        "message.",
        relevant=short(plan.relevant_a_week, speech),
    )
    posts = sum(line.gap_posts for line in plan.cadence) / plan.weeks
    if posts <= 0:
        return Finding(
            text=speech.say(
                "The hours are enough for the whole wish: %(posts)s a week.",
                posts=posts_said(plan.posts_a_week, speech),
            ),
            detail=relevant,
        )
    hours = sum(line.gap_hours for line in plan.cadence) / plan.weeks
    text = speech.say(
        "The hours give %(planned)s a week; wished are %(wish)s. The gap is %(posts)s and "
        "%(hours)s a week.",
        planned=posts_said(plan.posts_a_week, speech),
        wish=short(plan.wish_a_week, speech),
        posts=posts_said(posts, speech),
        hours=hours_said(hours, speech),
    )
    calm = speech.say(
        "Few organisations have the hours for everything that they wish. The wish stays a "
        "ceiling; the plan is what can be kept."
    )
    return Finding(text=text, detail=f"{relevant} {calm}")


def full_time_line(plan: Plan, speech: Speech) -> Finding:
    """What the whole wish would take, in full-time people."""
    text = speech.say(
        "The whole wish would take %(hours)s a week, the work of %(people)s (%(full_time)s a week "
        "each). Given are %(given)s a week.",
        hours=hours_said(plan.wish_hours_a_week, speech),
        people=full_time_people_said(plan.full_time_people, speech),
        full_time=hours_said(plan.full_time_hours, speech),
        given=hours_said(plan.hours_a_week, speech),
    )
    rule = speech.say(
        "As a rule of thumb, %(posts)s relevant posts a week take one person who does nothing "
        "else.",
        posts=speech.number(_RELEVANT_OF_ONE_PERSON),
    )
    return Finding(text=text, detail=rule)


def mode_statement(plan: Plan, rule: TurnRule, speech: Speech) -> Finding:
    """Which mode the rota is in, and how many contributors each mode would need for the wish."""
    wish = plan.wish_a_week
    items = {
        "posts": posts_said(wish, speech),
        "least": speech.number(math.ceil(wish * rule.gap_least)),
        "most": speech.number(math.ceil(wish * rule.gap_most)),
    }
    owners = {"gap_least": rule.gap_least, "gap_most": rule.gap_most}
    if plan.mode is RotaMode.WEEK_OWNERS:
        return Finding(
            text=speech.say(
                "A turn is a week: its owner makes that week's items, as far as the hours go. "
                "With turns %(gap_least)s–%(gap_most)s weeks apart that takes as many owners.",
                **owners,
            ),
            detail=speech.say(
                "If a turn were one item, %(posts)s a week would take %(least)s–%(most)s "
                "contributors.",
                **items,
            ),
        )
    return Finding(
        text=speech.say(
            "A turn is one item. If turns alone made %(posts)s a week, turns %(gap_least)s–"
            "%(gap_most)s weeks apart would take %(least)s–%(most)s contributors.",
            **items,
            **owners,
        ),
        detail=speech.say(
            "If a turn were a week whose owner makes all of its items, %(gap_least)s–%(gap_most)s "
            "owners would do.",
            **owners,
        ),
    )


def quality_sentence(plan: Plan, speech: Speech) -> str:
    """How much better another plan with the same hours, rules and turns could at most be."""
    if plan.gap <= 0:
        return speech.say(
            "No plan with these hours, rules and turns, and loads as even, can have a better "
            "cadence."
        )
    if plan.gap >= 1:
        return speech.say("How good this cadence is cannot be told.")
    better = plan.gap / (1 - plan.gap)
    # Rounded up: the sentence promises a limit.
    limit = math.ceil(round(better * 1000, 6)) / 1000
    return speech.say(
        "No plan with these hours, rules and turns, and loads as even, can be more than %(share)s "
        "better in cadence.",
        share=speech.percent(limit, 1),
    )


def fairness_finding(plan: Plan, speech: Speech) -> Finding:
    """How evenly the load follows the hours, among the core staff."""
    share, spread = plan.fairness.share, plan.fairness.spread
    if share is None or spread is None:
        return Finding(text=speech.say("Fewer than two core people are there to be compared."))
    return Finding(
        text=speech.count(
            "The core staff's loads are at most %(n)s percentage point apart.",
            "The core staff's loads are at most %(n)s percentage points apart.",
            math.ceil(round(spread * 100, 6)),
        ),
        detail=speech.say(
            "Together they use %(share)s of their hours. Load follows the hours that each has.",
            share=speech.percent(share),
        ),
    )


def receipt(load: PersonLoad, speech: Speech) -> Finding:
    """One contributor's receipt: hours given and used, and what they are used for."""
    if load.share is None:
        return Finding(text=speech.say("%(who)s has no hours in this plan.", who=load.who))
    text = speech.say(
        "%(who)s: %(load)s of %(capacity)s are used, %(share)s.",
        who=load.who,
        load=short(load.load, speech),
        capacity=hours_said(load.capacity, speech),
        share=speech.percent(load.share),
    )
    detail = speech.say(
        "%(posts)s, %(turns)s, %(duties)s. Making %(making)s h, helping %(buddying)s h, presence "
        "%(presence)s h, protected lines %(protected)s h.",
        posts=posts_said(load.items, speech),
        turns=speech.count("%(n)s turn", "%(n)s turns", load.turns),
        duties=speech.count("%(n)s day of presence", "%(n)s days of presence", load.duties),
        making=short(sum(week.making for week in load.weeks), speech),
        buddying=short(sum(week.buddying for week in load.weeks), speech),
        presence=short(sum(week.presence for week in load.weeks), speech),
        protected=short(sum(week.protected for week in load.weeks), speech),
    )
    return Finding(text=text, detail=detail)


def monday_sentence(line: MondayLine, speech: Speech) -> str:
    """One line of the Monday card: who begins what, how long it takes, when it is published."""
    return speech.say(
        "%(owner)s begins “%(item)s” on %(starts)s: %(hours)s, published on %(day)s.",
        owner=line.owner,
        item=item_name(line, speech),
        starts=speech.short_day(line.starts),
        hours=hours_said(line.hours, speech),
        day=speech.day(line.day),
    )


def next_post_sentence(line: CadenceLine, speech: Speech) -> str:
    """What the next post of a channel in a week would cost; empty of a week that is past."""
    if line.next_hours is None and line.gap_posts:
        return ""
    if line.next_hours is None:
        return speech.say(
            "%(channel)s has all the posts that are wished %(when)s.",
            channel=line.channel,
            when=in_weeks(line.week, line.week, speech),
        )
    said = {
        "channel": line.channel,
        "when": in_weeks(line.week, line.week, speech),
        "hours": hours_said(line.next_hours, speech),
    }
    if line.next_bucket:
        return speech.say(
            "The next post on %(channel)s %(when)s would take %(hours)s, and hours alone would "
            "not do: “%(bucket)s” would fall below its share of the mix.",
            bucket=line.next_bucket,
            **said,
        )
    if line.next_why is not None:
        return speech.say(
            "The next post on %(channel)s %(when)s would take %(hours)s, and hours alone would "
            "not do: %(reason)s.",
            reason=unassigned_reason(line.next_why, speech),
            **said,
        )
    return _next_post_lacks(line, said, speech)


def _next_post_lacks(line: CadenceLine, said: dict[str, str], speech: Speech) -> str:
    missing = line.next_missing
    if not missing:
        return speech.say("The next post on %(channel)s %(when)s would take %(hours)s.", **said)
    said = {**said, "missing": hours_said(missing, speech)}
    if missing > (line.next_hours or 0.0) + _HAIR:
        return speech.say(
            "The next post on %(channel)s %(when)s would take %(hours)s; with what is short there "
            "already, %(missing)s would have to be found.",
            **said,
        )
    if line.next_who is None:
        return speech.say(
            "The next post on %(channel)s %(when)s would take %(hours)s; %(missing)s would have to "
            "be found.",
            **said,
        )
    return speech.say(
        "The next post on %(channel)s %(when)s would take %(hours)s; %(who)s is nearest and would "
        "have to find %(missing)s.",
        who=line.next_who,
        **said,
    )


def turn_sentence(turn: Turn, speech: Speech) -> str:
    """Whose turn it is when, how long after the last, and why not five to six weeks after it."""
    said = {"who": turn.who, "when": in_weeks(turn.week, turn.week, speech)}
    if turn.gap is None:
        return speech.say("%(who)s has a first turn %(when)s.", **said)
    gap = weeks_long(turn.gap, speech)
    if turn.reason is None:
        return speech.say("%(who)s has a turn %(when)s, %(gap)s after the last.", gap=gap, **said)
    return speech.say(
        "%(who)s has a turn %(when)s, %(gap)s after the last (%(reason)s).",
        gap=gap,
        reason=gap_reason(turn.reason, speech),
        **said,
    )


def missed_turn_sentence(missed: MissedTurn, speech: Speech) -> str:
    """Whose turn was due and did not come, and why."""
    return speech.say(
        "%(who)s was due a turn by %(week)s and has none (%(reason)s).",
        who=missed.who,
        week=week_said(missed.due, speech),
        reason=gap_reason(missed.reason, speech),
    )


def unassigned_sentence(item: UnassignedItem, speech: Speech) -> str:
    """What has to be made and nobody can make, and why."""
    said = {
        "item": item_name(item, speech),
        "day": speech.short_day(item.day),
        "reason": unassigned_reason(item.why, speech),
    }
    if not item.missing:
        return speech.say("Nobody can make “%(item)s” for %(day)s: %(reason)s.", **said)
    missing = hours_said(item.missing, speech)
    if item.nearest is None:
        return speech.say(
            "Nobody can make “%(item)s” for %(day)s: %(reason)s. The nearest lacks %(missing)s.",
            missing=missing,
            **said,
        )
    return speech.say(
        "Nobody can make “%(item)s” for %(day)s: %(reason)s. The nearest, %(who)s, lacks "
        "%(missing)s.",
        who=item.nearest,
        missing=missing,
        **said,
    )


def buddies_sentence(pair: Buddies, speech: Speech) -> str:
    """Who looks after a beginner."""
    return speech.say("%(buddy)s is the buddy of %(who)s.", buddy=pair.buddy, who=pair.who)


def contact_sentence(contact: Contact, speech: Speech) -> str:
    """Who talks with which department when."""
    return speech.say(
        "%(who)s talks with the department “%(department)s” %(when)s.",
        who=contact.who,
        department=contact.department,
        when=in_weeks(contact.week, contact.week, speech),
    )


def not_opted_in_sentence(plan: Plan, speech: Speech) -> str:
    """How many people have not opted in; empty if all have. They are never named."""
    if not plan.not_opted_in:
        return ""
    return speech.count(
        "%(n)s person has not opted in: their hours are not in the plan, and it names them "
        "nowhere.",
        "%(n)s people have not opted in: their hours are not in the plan, and it names them "
        "nowhere.",
        plan.not_opted_in,
    )


def broken_sentence(plan: Plan, speech: Speech) -> str:
    """How many rules do not hold; empty if all do."""
    if not plan.broken:
        return ""
    return speech.count(
        "%(n)s rule cannot be kept with these hours and wishes.",
        "%(n)s rules cannot be kept with these hours and wishes.",
        len(plan.broken),
    )
