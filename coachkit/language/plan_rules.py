"""A plan's rules that do not hold, each in a sentence with its amounts."""

from collections.abc import Callable, Mapping
from typing import Final

from coachkit.language.plan_words import (
    in_weeks,
    name_of_key,
    posts_said,
    told_apart,
    week_said,
    weeks_long,
    working_days_said,
)
from coachkit.language.speech import FIELD, NOTHING, Counted, Sentences, Speech, later, later_count
from coachkit.model.plans import Plan, Rule, Violation

_SENTENCES: Final[Mapping[Rule, Sentences]] = {
    Rule.CAPACITY: (
        later("%(who)s has %(amount)s of work %(when)s, and %(limit)s to do it in."),
        later("%(who)s has more work than hours."),
    ),
    Rule.CEILING: (later("%(channel)s has %(posts)s %(when)s; the wish is %(limit)s."),),
    Rule.LEAST: (later("%(channel)s has %(posts)s %(when)s; its minimum is %(limit)s."),),
    Rule.RELEVANCE: (
        later("Of the posts from %(week)s on, %(amount)s are relevant; the floor is %(limit)s."),
    ),
    Rule.MESSAGES: (
        later_count(
            "%(n)s item that could be relevant has no audience or no message.",
            "%(n)s items that could be relevant have no audience or no message.",
            "count",
        ),
    ),
    Rule.MIX: (
        later(
            "Of the posts on %(channel)s from %(week)s on, %(amount)s are “%(bucket)s”; the floor "
            "is %(limit)s."
        ),
        later(
            "Of the posts from %(week)s on, %(amount)s are “%(bucket)s”; the floor is %(limit)s."
        ),
    ),
    Rule.RESHARES: (
        later(
            "Of the posts on %(channel)s from %(week)s on, %(amount)s are reshares; at most "
            "%(limit)s may be."
        ),
    ),
    Rule.NEVER_WANTED: (
        later("%(who)s does not want to be on %(channel)s, and has “%(item)s” there."),
        later("%(who)s does not want to be on %(channel)s, and is put there."),
    ),
    Rule.MOST_CHANNELS: (
        later("%(who)s is on %(amount)s channels; at most %(limit)s were agreed."),
    ),
    Rule.SKILL: (later("%(who)s lacks a skill, or the will, for “%(item)s”."),),
    Rule.TAKES: (later("“%(item)s” is of a type that %(channel)s does not take."),),
    Rule.BUDDY: (
        later("%(who)s makes “%(item)s” without the buddy that a beginner has."),
        later("%(who)s begins without the buddy that a beginner has."),
    ),
    Rule.BUDDY_LOAD: (
        later("%(who)s is a buddy to %(amount)s people; at most %(limit)s were agreed."),
    ),
    Rule.OPTED_IN: (
        later("“%(item)s” was locked to somebody who has not opted in, and whom no plan names."),
    ),
    Rule.HOLIDAY: (later("“%(item)s” falls on %(day)s, which is no working day."),),
    Rule.WEEKDAY: (
        later("“%(item)s” falls on %(day)s, a weekday on which %(channel)s does not publish."),
    ),
    Rule.LEAD_TIME: (later("“%(item)s” has %(days)s before it is published; it needs %(limit)s."),),
    Rule.WORK: (
        later("The hours of “%(item)s” do not add up to its effort, or lie outside its lead time."),
    ),
    Rule.PRESENCE: (later("On %(day)s nobody has the daily presence, or for too few minutes."),),
    Rule.PROTECTED: (
        later("The protected lines get %(amount)s %(when)s; they need %(limit)s."),
        later("The protected lines get fewer hours than they need."),
    ),
    Rule.TURN_GAP: (
        later("%(who)s has a turn %(when)s, %(weeks)s after the last, and no reason for it holds."),
        later("%(who)s has a turn %(when)s, too early or too late, and no reason for it holds."),
    ),
    Rule.TURN_MISSING: (later("%(who)s was due a turn and has none, and no reason for it holds."),),
    Rule.OWNER: (
        later("%(who)s owns %(week)s and makes none of its items, or has the week of another."),
    ),
    Rule.LOCK: (
        later("“%(item)s” is not where, or not whose, it was locked."),
        later("The daily presence on %(day)s is not whose it was locked."),
        later("%(week)s is not whose it was locked."),
    ),
    Rule.CAMPAIGN: (later("“%(item)s” of a campaign is missing, or not on its day."),),
    Rule.PAST: (
        later("“%(item)s” is past or has begun, and is not as it was."),
        later("The daily presence on %(day)s is past, and is not as it was."),
        later("%(week)s is past, and its owner is another."),
    ),
    Rule.UNASSIGNED: (
        later("Nobody makes “%(item)s”, though %(who)s has the skill and the hours for it."),
        later("Nobody makes “%(item)s”, though somebody has the skill and the hours for it."),
    ),
}

_IN_HOURS = frozenset({Rule.CAPACITY, Rule.PROTECTED})
_IN_SHARES = frozenset({Rule.RELEVANCE, Rule.MIX, Rule.RESHARES})
_UNITS: Final[Mapping[Rule, tuple[str, Callable[[float, Speech], str]]]] = {
    Rule.CEILING: ("posts", posts_said),
    Rule.LEAST: ("posts", posts_said),
    Rule.LEAD_TIME: ("days", working_days_said),
    Rule.TURN_GAP: ("weeks", weeks_long),
}


def violation_sentence(violation: Violation, plan: Plan, speech: Speech) -> str:
    """The rule that does not hold, where, whose, and by how much."""
    known = {**_places(violation, plan, speech), **_amounts(violation, speech)}
    texts = _SENTENCES[violation.rule]
    text = next((text for text in texts if _fields(text) <= known.keys()), texts[-1])
    said = {**dict.fromkeys(_fields(text), NOTHING), **known}
    if isinstance(text, Counted):
        return speech.count(text.one, text.many, int(violation.amount or 0))
    return _capital(speech.say(text, **said))


def _fields(text: str | Counted) -> set[str]:
    if isinstance(text, Counted):
        return set()
    return {match["name"] for match in FIELD.finditer(text) if match["name"]}


def _places(violation: Violation, plan: Plan, speech: Speech) -> dict[str, str]:
    said: dict[str, str | None] = {
        "who": violation.who,
        "channel": violation.channel,
        "bucket": violation.bucket,
    }
    if violation.key is not None:
        said["item"] = name_of_key(violation.key, plan, speech)
    if violation.day is not None:
        said["day"] = speech.day(violation.day)
    if violation.week is not None:
        said["week"] = week_said(violation.week, speech)
        said["when"] = in_weeks(violation.week, violation.week, speech)
    return {name: value for name, value in said.items() if value is not None}


def _amounts(violation: Violation, speech: Speech) -> dict[str, str]:
    amount, limit = violation.amount, violation.limit
    if violation.rule in _IN_HOURS:
        return _pair(amount, limit, lambda x, decimals: _hours(x, decimals, speech))
    if violation.rule in _IN_SHARES:
        return _pair(amount, limit, speech.percent, times=100)
    if violation.rule in _UNITS and amount is not None:
        field, write = _UNITS[violation.rule]
        return {field: write(amount, speech), **_pair(amount, limit, speech.number)}
    return _pair(amount, limit, speech.number)


def _pair(
    amount: float | None,
    limit: float | None,
    write: Callable[[float, int], str],
    times: int = 1,
) -> dict[str, str]:
    said, beside = told_apart(amount, limit, write, times=times)
    pair = {"amount": (amount, said), "limit": (limit, beside)}
    return {field: written for field, (value, written) in pair.items() if value is not None}


def _hours(hours: float, decimals: int, speech: Speech) -> str:
    form = 1 if round(hours, decimals) == 1 else 2
    return speech.count("%(n)s hour", "%(n)s hours", form, n=speech.number(hours, decimals))


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
