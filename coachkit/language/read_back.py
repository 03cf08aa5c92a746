"""A strategy read aloud at the end of its session: from the question to the first promise.

A few whole sentences in the order of the talk. What has not been decided is left out here: that it
is open is said elsewhere.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import product
from typing import Final

from coachkit.language.plan_words import hours_said, posts_said
from coachkit.language.speech import Speech, speak
from coachkit.language.strategy_letter import question_words
from coachkit.language.strategy_told import whole
from coachkit.language.strategy_words import decision_name, point_name
from coachkit.model.actions import ActionPlan
from coachkit.model.audit import Verdict
from coachkit.model.languages import LANGUAGES
from coachkit.model.strategy import POINTS, HoursDecision, Strategy

_YEAR: Final = re.compile(r"\b20[0-9]{2}\b")
_DAY_NUMBER: Final = re.compile(r"\b[0-9]{1,2}\b")

_GOALS_SAID: Final = 2
"""Goals that are read aloud; the document has them all."""


def read_back(strategy: Strategy, plan: ActionPlan, speech: Speech) -> tuple[str, ...]:
    """The strategy in a few sentences, without the seven points."""
    return (
        *_question(strategy, speech),
        *_people(strategy, speech),
        *_goals(strategy, speech),
        *_channels(strategy, speech),
        *_hours(strategy.hours, speech),
        *_cuts(strategy, speech),
        *_promised(plan, speech),
    )


def points_read_back(strategy: Strategy, speech: Speech) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The seven points, each by its name with what was said of it; points without are left out."""
    said = (
        (point_name(point, speech), tuple(one.text for one in strategy.said_of(point) if one.text))
        for point in POINTS
    )
    return tuple((name, texts) for name, texts in said if texts)


def next_date_said(day: date, speech: Speech) -> str:
    """The decision when one meets again, as it stands in the minutes."""
    return speech.say(
        "We meet again on %(weekday)s, %(day)s.",
        weekday=speech.weekday(day.weekday()),
        day=speech.day(day),
    )


def agreed_day(text: str) -> date | None:
    """The day that such a decision names, in whichever language; ``None`` where it names none."""
    days, years = _DAY_NUMBER.findall(text), _YEAR.findall(text)
    for year, month, number in product(years, range(1, 13), days):
        try:
            day = date(int(year), month, int(number))
        except ValueError:
            continue
        if any(said in text for said in _said_days(day)):
            return day
    return None


@lru_cache(maxsize=4_000)
def _said_days(day: date) -> tuple[str, ...]:
    return tuple(speak(language).day(day) for language in LANGUAGES)


def _question(strategy: Strategy, speech: Speech) -> Iterator[str]:
    asked = question_words(strategy.question, speech)
    if asked:
        yield speech.say("You asked: “%(question)s”", question=asked)


def _people(strategy: Strategy, speech: Speech) -> Iterator[str]:
    names = [whole(one.name) for one in strategy.profiles if one.name]
    if names:
        yield speech.say(
            "You are there for %(people)s.", people=speech.list(_quoted(names, speech))
        )


def _goals(strategy: Strategy, speech: Speech) -> Iterator[str]:
    aims = [whole(one.text) for one in strategy.business_goals if one.text][:_GOALS_SAID]
    if aims:
        yield speech.say("What counts: %(goals)s.", goals=speech.list(_quoted(aims, speech)))
    for one in [one for one in strategy.communication_goals if one.text][:_GOALS_SAID]:
        said = {"goal": whole(one.text), "measure": whole(one.measure)}
        if one.measure:
            yield speech.say("Towards it: “%(goal)s”, seen by: %(measure)s.", **said)
        else:
            yield speech.say("Towards it: “%(goal)s”.", goal=said["goal"])


def _channels(strategy: Strategy, speech: Speech) -> Iterator[str]:
    by = {
        verdict: [
            one.channel for one in strategy.channels if one.channel and one.verdict is verdict
        ]
        for verdict in Verdict
    }
    if by[Verdict.KEEP]:
        yield speech.say(
            "You are to be met on %(channels)s.", channels=_listed(by, Verdict.KEEP, speech)
        )
    if by[Verdict.PAUSE]:
        yield speech.say(
            "Resting for now: %(channels)s.", channels=_listed(by, Verdict.PAUSE, speech)
        )
    if by[Verdict.CLOSE]:
        yield speech.say("To be closed: %(channels)s.", channels=_listed(by, Verdict.CLOSE, speech))


def _listed(by: dict[Verdict, list[str]], verdict: Verdict, speech: Speech) -> str:
    return speech.list([whole(one) for one in by[verdict]])


def _hours(hours: HoursDecision, speech: Speech) -> Iterator[str]:
    if hours.hours_a_week is None:
        return
    said = {"hours": hours_said(hours.hours_a_week, speech)}
    if hours.realistic is None:
        yield speech.say("You give it %(hours)s a week.", **said)
        return
    yield speech.say(
        "You give it %(hours)s a week; what holds: %(posts)s a week.",
        posts=posts_said(hours.realistic, speech),
        **said,
    )


def _cuts(strategy: Strategy, speech: Speech) -> Iterator[str]:
    first = next((one for one in strategy.cuts if one.text), None)
    if first is not None:
        yield speech.say(
            "When hours are lost, “%(first)s” goes first.", first=decision_name(first, speech)
        )


def _promised(plan: ActionPlan, speech: Speech) -> Iterator[str]:
    if not plan.open:
        return
    first = min(plan.open, key=lambda one: one.when)
    yield speech.count(
        "%(n)s thing is promised: “%(what)s”, %(who)s, by %(day)s.",
        "%(n)s things are promised; first “%(what)s”, %(who)s, by %(day)s.",
        len(plan.open),
        what=whole(first.what),
        who=first.who,
        day=speech.day(first.when),
    )


def _quoted(texts: Sequence[str], speech: Speech) -> list[str]:
    return [speech.say("“%(text)s”", text=one) for one in texts]
