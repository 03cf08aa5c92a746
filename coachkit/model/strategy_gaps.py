"""What a strategy and its policies still lack. While anything is lacking it can't get a name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from coachkit.model.audit import Audit, Verdict
from coachkit.model.deciding import REVIEW_WITHIN, Decision
from coachkit.model.inside_view import InsideQuestion, InsideView
from coachkit.model.policies import Policies
from coachkit.model.strategy import POINTS, Basis, Strategy, Worry

REWRITES_AT_LEAST: Final = 5
EXAMPLES_AT_LEAST: Final = 3
SITUATIONS_AT_LEAST: Final = 5
HONEST_ANSWERS: Final = 3


class Part(StrEnum):
    """Where something is lacking; the name of the block's part of the model."""

    QUESTION = "question"
    AUDIT = "audit"
    INSIDE = "inside"
    PROFILES = "profiles"
    GOALS = "goals"
    CHANNELS = "channels"
    POINTS = "points"
    HOURS = "hours"
    CUTS = "cuts"
    TONE = "tone"
    IMAGES = "images"
    EMPLOYEES = "employees"
    GUIDELINE = "guideline"
    AUTHORS = "authors"


@dataclass(frozen=True)
class Gap:
    """Something that is lacking. ``about``: the key or name it is about, empty for a whole part.

    ``n`` of ``of``: how many there are of those needed; 0 of 0 where nothing is counted.
    """

    part: Part
    code: str
    about: str = ""
    n: int = 0
    of: int = 0


def strategy_gaps(strategy: Strategy, today: date) -> tuple[Gap, ...]:
    """What the strategy lacks.

    Codes: ``unchosen``, ``no_text``, ``unanswered`` (the question); ``no_authors``,
    ``owner_not_author``; ``none`` (of a part); ``unnamed``, ``no_lines``, ``no_source`` (data from
    nowhere); ``no_text``, ``no_owner``, ``no_reason``, ``no_measure``, ``no_review``,
    ``review_late``, ``serves_nothing``, ``no_verdict``; ``no_hours``, ``not_checked``,
    ``not_examined``, ``input_open``.
    """
    return (
        *_question(strategy),
        *_profiles(strategy),
        *_goals(strategy, today),
        *_channels(strategy, today),
        *_points(strategy, today),
        *_hours(strategy, today),
        *([] if any(one.text for one in strategy.cuts) else [Gap(Part.CUTS, "none")]),
        *_authors(strategy),
    )


def audit_gaps(audit: Audit) -> tuple[Gap, ...]:
    """What the audit lacks: ``no_date``, ``none``, ``no_owner``, ``no_verdict``, ``incomplete``."""
    found = []
    if audit.on is None:
        found.append(Gap(Part.AUDIT, "no_date"))
    if not audit.accounts:
        found.append(Gap(Part.AUDIT, "none"))
    for one in audit.accounts:
        name = one.handle or one.channel
        if not one.owner:
            found.append(Gap(Part.AUDIT, "no_owner", name))
        if one.verdict is None:
            found.append(Gap(Part.AUDIT, "no_verdict", name))
    found += (
        Gap(Part.AUDIT, "incomplete", one.where or one.who)
        for one in audit.mentions
        if not (one.where and one.how and one.how_often and one.who)
    )
    return tuple(found)


def inside_gaps(view: InsideView) -> tuple[Gap, ...]:
    """The questions nobody has answered with their name: ``unanswered``."""
    return tuple(
        Gap(Part.INSIDE, "unanswered", question)
        for question in InsideQuestion
        if not view.answered(question)
    )


def policy_gaps(policies: Policies) -> tuple[Gap, ...]:
    """What the policies and the guideline lack.

    Codes: ``too_few`` (rewrites), ``no_brand_owner``, ``no_pairs``, ``no_alt``, ``no_alt_rule``,
    ``no_consent_rule``, ``no_encouragement``, ``no_rights``, ``no_opt_in``, ``no_dos``,
    ``too_few_examples``, ``too_few_situations``, ``no_call``, ``more_donts`` (``n`` dos, ``of``
    don'ts).
    """
    return (*_tone(policies), *_images(policies), *_employees(policies), *_guideline(policies))


def stale(strategy: Strategy, today: date) -> tuple[Decision, ...]:
    """Decisions that should have been looked at again by ``today``, the longest overdue first."""
    due = [one for one in strategy.decisions if one.review_on and one.review_on < today]
    return tuple(sorted(due, key=lambda one: (one.review_on or today, one.key)))


def _question(strategy: Strategy) -> Iterator[Gap]:
    if strategy.question.worry is None:
        yield Gap(Part.QUESTION, "unchosen")
    elif strategy.question.worry is Worry.OWN and not strategy.question.words:
        yield Gap(Part.QUESTION, "no_text")
    elif not strategy.question.answer:
        yield Gap(Part.QUESTION, "unanswered")


def _profiles(strategy: Strategy) -> Iterator[Gap]:
    if not strategy.profiles:
        yield Gap(Part.PROFILES, "none")
    for one in strategy.profiles:
        if not one.name:
            yield Gap(Part.PROFILES, "unnamed", one.key)
        if not any(line.text for line in one.lines):
            yield Gap(Part.PROFILES, "no_lines", one.name or one.key)
        for line in one.lines:
            if line.text and line.basis is Basis.DATA and not line.source:
                yield Gap(Part.PROFILES, "no_source", line.text)


def _goals(strategy: Strategy, today: date) -> Iterator[Gap]:
    if not strategy.business_goals or not strategy.communication_goals:
        yield Gap(Part.GOALS, "none")
    business = {one.key for one in strategy.business_goals}
    for goal in strategy.business_goals:
        yield from _decision(Part.GOALS, goal, goal.text, today)
    for one in strategy.communication_goals:
        yield from _decision(Part.GOALS, one, one.text, today)
        if one.serves not in business:
            yield Gap(Part.GOALS, "serves_nothing", one.text or one.key)


def _channels(strategy: Strategy, today: date) -> Iterator[Gap]:
    goals = {one.key for one in (*strategy.business_goals, *strategy.communication_goals)}
    if not strategy.channels:
        yield Gap(Part.CHANNELS, "none")
    for one in strategy.channels:
        if one.verdict is None:
            yield Gap(Part.CHANNELS, "no_verdict", one.channel or one.key)
        yield from _decision(Part.CHANNELS, one, one.channel, today, measured=False)
        if one.verdict is Verdict.KEEP and one.serves not in goals:
            yield Gap(Part.CHANNELS, "serves_nothing", one.channel or one.key)


def _points(strategy: Strategy, today: date) -> Iterator[Gap]:
    goals = {one.key for one in strategy.communication_goals}
    for point in POINTS:
        said = strategy.said_of(point)
        if not any(one.text for one in said):
            yield Gap(Part.POINTS, "none", point)
            continue
        for one in said:
            yield from _decision(Part.POINTS, one, one.text, today)
            if one.serves not in goals:
                yield Gap(Part.POINTS, "serves_nothing", one.text or one.key)


def _hours(strategy: Strategy, today: date) -> Iterator[Gap]:
    hours = strategy.hours
    if hours.hours_a_week is None:
        yield Gap(Part.HOURS, "no_hours")
        return
    if hours.realistic is None or hours.wished is None:
        yield Gap(Part.HOURS, "not_checked")
    answered = sum(bool(one) for one in hours.honest)
    if answered < HONEST_ANSWERS:
        yield Gap(Part.HOURS, "not_examined", n=answered, of=HONEST_ANSWERS)
    yield from _decision(Part.HOURS, hours, "hours", today, measured=False)


def _authors(strategy: Strategy) -> Iterator[Gap]:
    authors = set(strategy.authors)
    if not authors:
        yield Gap(Part.AUTHORS, "no_authors")
    owners = dict.fromkeys(one.owner for one in strategy.decisions if one.owner)
    for owner in owners:
        if authors and owner not in authors:
            yield Gap(Part.AUTHORS, "owner_not_author", owner)
    for said in strategy.inputs:
        if said.verdict is None or not said.why:
            yield Gap(Part.AUTHORS, "input_open", said.text or said.key)


def _decision(
    part: Part, one: Decision, text: str, today: date, *, measured: bool = True
) -> Iterator[Gap]:
    name = text or one.key
    if not text:
        yield Gap(part, "no_text", name)
    if not one.owner:
        yield Gap(part, "no_owner", name)
    if not one.reason:
        yield Gap(part, "no_reason", name)
    if measured and not one.measure:
        yield Gap(part, "no_measure", name)
    if one.review_on is None:
        yield Gap(part, "no_review", name)
    # Who looks at a decision and leaves it as it is only gives it another day.
    elif one.review_on > max(one.decided_on or today, today) + timedelta(days=REVIEW_WITHIN):
        yield Gap(part, "review_late", name)


def _tone(policies: Policies) -> Iterator[Gap]:
    tone = policies.tone
    whole = sum(bool(one.before and one.after) for one in tone.rewrites)
    if whole < REWRITES_AT_LEAST:
        yield Gap(Part.TONE, "too_few", n=whole, of=REWRITES_AT_LEAST)
    if not tone.brand_owner:
        yield Gap(Part.TONE, "no_brand_owner")


def _images(policies: Policies) -> Iterator[Gap]:
    images = policies.images
    if not any(pair.do and pair.dont for pair in images.pairs):
        yield Gap(Part.IMAGES, "no_pairs")
    for pair in images.pairs:
        if pair.do and not pair.alt:
            yield Gap(Part.IMAGES, "no_alt", pair.do)
    if not images.alt_text_rule:
        yield Gap(Part.IMAGES, "no_alt_rule")
    if not images.consent_rule:
        yield Gap(Part.IMAGES, "no_consent_rule")


def _employees(policies: Policies) -> Iterator[Gap]:
    if not _said(policies.employees.encouragements):
        yield Gap(Part.EMPLOYEES, "no_encouragement")
    if not _said(policies.employees.rights):
        yield Gap(Part.EMPLOYEES, "no_rights")
    if not policies.employees.opt_in:
        yield Gap(Part.EMPLOYEES, "no_opt_in")


def _guideline(policies: Policies) -> Iterator[Gap]:
    guideline = policies.guideline
    examples = sum(bool(one.text) for one in guideline.examples)
    if examples < EXAMPLES_AT_LEAST:
        yield Gap(Part.GUIDELINE, "too_few_examples", n=examples, of=EXAMPLES_AT_LEAST)
    cases = [one for one in guideline.situations if one.situation]
    if len(cases) < SITUATIONS_AT_LEAST:
        yield Gap(Part.GUIDELINE, "too_few_situations", n=len(cases), of=SITUATIONS_AT_LEAST)
    for one in cases:
        if not one.call or not one.within:
            yield Gap(Part.GUIDELINE, "no_call", one.situation)
    dos, donts = _said(guideline.dos), _said(guideline.donts)
    if not dos:
        yield Gap(Part.GUIDELINE, "no_dos")
    elif dos < donts:
        yield Gap(Part.GUIDELINE, "more_donts", n=dos, of=donts)


def _said(lines: Iterable[str]) -> int:
    return sum(bool(line) for line in lines)
