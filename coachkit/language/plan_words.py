"""The words that everything said of a plan is made of: amounts, weeks, names, reasons."""

import math
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, Protocol

from coachkit.language.speech import NOTHING, Speech, later_in
from coachkit.model.plan_requests import RotaMode
from coachkit.model.plans import Plan, PlannedItem, UnassignedItem, WhyGap, WhyUnassigned
from coachkit.model.rehearsals import Touched

_MOST_DECIMALS = 4

_GAPS: Final = {
    WhyGap.ABSENCE: later_in("why a turn is early or late", "away, or public holidays, when due"),
    WhyGap.TOO_FEW_OWNERS: later_in(
        "why a turn is early or late", "fewer owners than weeks between turns: somebody is early"
    ),
    WhyGap.MORE_OWNERS_THAN_WEEKS: later_in(
        "why a turn is early or late", "more owners than weeks between turns: all wait longer"
    ),
    WhyGap.WISH_IS_FULL: later_in(
        "why a turn is early or late", "no room on their channels when it was due"
    ),
    WhyGap.NO_HOURS: later_in(
        "why a turn is early or late", "too few hours for any item when it was due"
    ),
    WhyGap.NO_SKILL: later_in(
        "why a turn is early or late", "no content type fits their skills and channels"
    ),
    WhyGap.LEAD_TIME: later_in(
        "why a turn is early or late", "the work would have had to begin before today"
    ),
    WhyGap.LOCKED: later_in(
        "why a turn is early or late", "put there by hand: locked, swapped or moved"
    ),
}

_UNASSIGNED: Final = {
    WhyUnassigned.NO_HOURS: later_in(
        "why nobody makes an item", "those with the skill have too few hours left in its weeks"
    ),
    WhyUnassigned.NO_SKILL: later_in(
        "why nobody makes an item", "nobody has the skill for it, or a buddy who has"
    ),
    WhyUnassigned.NO_LEAD_TIME: later_in(
        "why nobody makes an item", "its work would have to begin before today"
    ),
    WhyUnassigned.UNWANTED: later_in(
        "why nobody makes an item", "those with the skill do not want to be on this channel"
    ),
    WhyUnassigned.MOST_CHANNELS: later_in(
        "why nobody makes an item", "those with the skill are on as many channels as was agreed"
    ),
    WhyUnassigned.NO_TURN: later_in(
        "why nobody makes an item", "nobody with the skill has a turn then"
    ),
    WhyUnassigned.MIX: later_in(
        "why nobody makes an item", "another part of the mix would fall below its share"
    ),
    WhyUnassigned.NO_DAY: later_in(
        "why nobody makes an item", "the channel publishes on none of the working days left"
    ),
    WhyUnassigned.IN_PIECES: later_in(
        "why nobody makes an item", "the hours are there, but in pieces too small for it"
    ),
}

_MODES: Final = {
    RotaMode.ITEM_TURNS: later_in("mode of the rota", "Item turns"),
    RotaMode.WEEK_OWNERS: later_in("mode of the rota", "Week owners"),
}

_TOUCHED: Final = {
    Touched.CALENDAR: later_in("document that changes", "the calendar"),
    Touched.ROTA: later_in("document that changes", "the rota"),
    Touched.PRESENCE: later_in("document that changes", "the daily presence"),
    Touched.MONDAY_CARD: later_in("document that changes", "the Monday card"),
    Touched.CAMPAIGN: later_in("document that changes", "the campaign's dates"),
    Touched.CADENCE: later_in("document that changes", "the cadence"),
}


class Made(Protocol):
    """Whatever is made for a channel: planned items, unassigned ones, lines of the Monday card."""

    @property
    def title(self) -> str:
        """Its title, if it has one."""

    @property
    def channel(self) -> str:
        """Where it goes."""

    @property
    def content_type(self) -> str:
        """What it is."""


def gap_reason(reason: WhyGap, speech: Speech) -> str:
    """Why a turn is not five to six weeks after the last: a clause, without a full stop."""
    return speech.say_in(*_GAPS[reason])


def unassigned_reason(reason: WhyUnassigned, speech: Speech) -> str:
    """Why nobody makes an item: a clause, without a full stop."""
    return speech.say_in(*_UNASSIGNED[reason])


def mode_name(mode: RotaMode, speech: Speech) -> str:
    """What the mode of a rota is called."""
    return speech.say_in(*_MODES[mode])


def touched_name(touched: Touched, speech: Speech) -> str:
    """A document that a change touches, as it stands inside a sentence."""
    return speech.say_in(*_TOUCHED[touched])


def item_name(item: Made, speech: Speech) -> str:
    """What an item is called: its title, or what it is and where it goes."""
    if item.title:
        return item.title
    return speech.say(
        "%(content_type)s on %(channel)s", content_type=item.content_type, channel=item.channel
    )


def name_of_key(key: str, plan: Plan, speech: Speech) -> str:
    """What the item of a key is called; of a key that the plan does not have, the key."""
    items: tuple[PlannedItem | UnassignedItem, ...] = (*plan.items, *plan.unassigned)
    for item in items:
        if item.key == key:
            return item_name(item, speech)
    titles = {lock.key: lock.title for lock in plan.locks}
    return titles.get(key) or key


def short(x: float, speech: Speech) -> str:
    """A number with as few decimals as it needs: at most one, more only where it is tiny."""
    return speech.number(x, _decimals(x))


def hours_said(hours: float, speech: Speech) -> str:
    """Hours in words: “1 hour”, “6.5 hours”."""
    return speech.count("%(n)s hour", "%(n)s hours", _form(hours), n=short(hours, speech))


def posts_said(posts: float, speech: Speech) -> str:
    """Posts in words: “1 post”, “3.4 posts”."""
    return speech.count("%(n)s post", "%(n)s posts", _form(posts), n=short(posts, speech))


def relevant_posts_said(posts: float, speech: Speech) -> str:
    """Relevant posts in words."""
    return speech.count(
        "%(n)s relevant post", "%(n)s relevant posts", _form(posts), n=short(posts, speech)
    )


def weeks_long(weeks: float, speech: Speech) -> str:
    """How many weeks: “1 week”, “6 weeks”."""
    return speech.count("%(n)s week", "%(n)s weeks", _form(weeks), n=short(weeks, speech))


def full_time_people_said(people: float, speech: Speech) -> str:
    """How many full-time people."""
    return speech.count(
        "%(n)s full-time person", "%(n)s full-time people", _form(people), n=short(people, speech)
    )


def working_days_said(days: float, speech: Speech) -> str:
    """How many working days."""
    return speech.count(
        "%(n)s working day", "%(n)s working days", _form(days), n=short(days, speech)
    )


def week_said(day: date, speech: Speech) -> str:
    """The week a day is in, as a sentence or a heading says it: “week 7”, not abbreviated."""
    return speech.say_in(
        "in a sentence", "week\N{NO-BREAK SPACE}%(week)s", week=day.isocalendar().week
    )


def in_weeks(first: date, last: date, speech: Speech) -> str:
    """When, as it stands after a verb: “in week 7”, “in weeks 7–8”. Given are their Mondays."""
    start, end = first.isocalendar(), last.isocalendar()
    if start[:2] == end[:2]:
        return speech.say("in week\N{NO-BREAK SPACE}%(week)s", week=end.week)
    if start.year == end.year:
        return speech.say(
            "in weeks\N{NO-BREAK SPACE}%(first)s–%(last)s", first=start.week, last=end.week
        )
    return speech.say(
        "from week\N{NO-BREAK SPACE}%(first)s of %(year)s to week\N{NO-BREAK SPACE}%(last)s of "
        "%(next_year)s",
        first=start.week,
        year=start.year,
        last=end.week,
        next_year=end.year,
    )


def told_apart(
    amount: float | None,
    limit: float | None,
    write: Callable[[float, int], str],
    *,
    times: int = 1,
) -> tuple[str, str]:
    """Two amounts with as many decimals as it takes to see that they differ.

    ``write`` is given an amount and its decimals; ``times``: it writes so many times the amount.
    """
    if amount is None or limit is None:
        pair = [NOTHING if x is None else write(x, _decimals(x * times)) for x in (amount, limit)]
        return pair[0], pair[1]
    least = max(_decimals(amount * times), _decimals(limit * times))
    for decimals in range(_MOST_DECIMALS):
        if decimals >= least:
            said, beside = write(amount, decimals), write(limit, decimals)
            if said != beside or amount == limit:
                return said, beside
    return write(amount, _MOST_DECIMALS), write(limit, _MOST_DECIMALS)


def joined_with_or(ways: Sequence[str], speech: Speech) -> str:
    """Alternatives: “a, or b, or c”."""
    said = ways[0]
    for way in ways[1:]:
        said = speech.say("%(ways)s, or %(way)s", ways=said, way=way)
    return said


def _decimals(x: float) -> int:
    if x == 0 or not math.isfinite(x):
        return 0
    if abs(x) < 0.05:
        return 2
    return 0 if round(x, 1) == round(x) else 1


def _form(x: float) -> int:
    return 1 if round(x, _decimals(x)) == 1 else 2
