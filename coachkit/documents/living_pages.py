"""The panels of the living strategy: its alarm, sections, one decision, its log and versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from markupsafe import Markup

from coachkit.documents import planning_pages
from coachkit.documents.templating import fill, shipped_text
from coachkit.language.findings import Finding
from coachkit.language.living_words import (
    Step,
    days_over,
    overdue_said,
    place_name,
    step_name,
)
from coachkit.language.plan_words import hours_said
from coachkit.language.speech import Speech, speak
from coachkit.language.strategy_fields import field_name
from coachkit.language.strategy_letter import change_log, learning_sentences, letter
from coachkit.language.strategy_words import verdict_name
from coachkit.model.client import Client
from coachkit.model.deciding import Decision
from coachkit.model.languages import Language
from coachkit.model.strategy import ChannelChoice, HoursDecision, Strategy
from coachkit.model.strategy_changes import StrategyDiff
from coachkit.model.strategy_gaps import stale

_FACTS = ("owner", "measure", "reason", "evidence")


@dataclass(frozen=True)
class DecisionShown:
    """A decision to read. ``facts``: what each is called and what it says; ``over``: how old."""

    key: str
    said: str
    facts: tuple[tuple[str, str], ...]
    review: str
    over: str
    learned: tuple[str, ...]


@dataclass(frozen=True)
class SectionShown:
    """A part of the strategy. ``old``: how many of its decisions are past their date."""

    title: str
    decisions: tuple[DecisionShown, ...]
    old: int


@dataclass(frozen=True)
class VersionShown:
    """A named version: the day on which it got its name, and why."""

    name: str
    day: date
    because: str


def header(client: str, language: Language) -> str:
    """Whose page, and what for."""
    when = speak(language).say("The living strategy")
    return fill("pages/header.html.j2", language, client=client, when=when, styles=styles())


def styles() -> Markup:
    """What the panels look like."""
    return planning_pages.styles() + shipped_text("pages", "living.css")


def asked(step: Step, answer: Finding, language: Language, *, warning: bool = False) -> str:
    """A screen's question, and its answer as the biggest thing on it."""
    question = step_name(step, speak(language))
    return fill(
        "pages/plan_question.html.j2", language, question=question, answer=answer, warning=warning
    )


def alarm(strategy: Strategy, today: date, language: Language) -> list[str]:
    """Each decision that is past its date, the longest overdue first."""
    said = overdue_said(strategy, today, speak(language))
    return [fill("pages/living_overdue.html.j2", language, sentence=one) for one in said]


def sections(strategy: Strategy, today: date, language: Language) -> str:
    """The strategy as it stands, part by part."""
    speech = speak(language)
    old = {one.key for one in stale(strategy, today)}
    parts = []
    decided = groupby(strategy.decisions, key=lambda one: place_name(one, speech))
    for title, held in decided:
        shown = tuple(held)
        parts.append(
            SectionShown(
                title,
                tuple(_shown(one, strategy, today, speech) for one in shown),
                sum(one.key in old for one in shown),
            )
        )
    return fill("pages/living_sections.html.j2", language, sections=parts)


def decision(one: Decision, strategy: Strategy, today: date, language: Language) -> str:
    """One decision as it stands, with what it was changed for before."""
    shown = _shown(one, strategy, today, speak(language))
    return fill("pages/living_decision.html.j2", language, one=shown)


def log(strategy: Strategy, earlier: Sequence[Strategy], language: Language) -> str:
    """What changed, and why, the newest first; empty before the first change."""
    speech = speak(language)
    said = change_log(strategy, speech, earlier)
    title = speech.say("What changed, and why")
    return fill("pages/living_log.html.j2", language, title=title, sentences=said)


def versions(shown: Sequence[VersionShown], language: Language) -> str:
    """Every version that has a name, the newest first."""
    return fill("pages/living_versions.html.j2", language, versions=shown)


def difference(
    diff: StrategyDiff, between: tuple[str, str], client: Client, today: date, language: Language
) -> str:
    """What became of the strategy between two versions, as a letter."""
    written = letter(diff, between, client, speak(language), today)
    return fill("pages/living_letter.html.j2", language, paragraphs=written)


def lacking(sentences: Sequence[str], language: Language) -> str:
    """What keeps a version from being more than a draft; nothing where nothing is lacking."""
    return fill("pages/living_lacking.html.j2", language, sentences=sentences)


def _shown(one: Decision, strategy: Strategy, today: date, speech: Speech) -> DecisionShown:
    kind = type(one)
    return DecisionShown(
        key=one.key,
        said=_said(one, speech),
        facts=tuple(
            (field_name(kind, name, speech), getattr(one, name))
            for name in _FACTS
            if getattr(one, name)
        ),
        review=speech.day(one.review_on) if one.review_on else "",
        over=days_over(one, today, speech),
        learned=learning_sentences(strategy, one.key, speech),
    )


def _said(one: Decision, speech: Speech) -> str:
    match one:
        case ChannelChoice(channel=channel, verdict=verdict) if verdict is not None:
            named = verdict_name(verdict, speech)
            return speech.say("%(channel)s: %(verdict)s", channel=channel, verdict=named)
        case ChannelChoice(channel=channel):
            return channel
        case HoursDecision(hours_a_week=float(hours)):
            return speech.say("We give %(hours)s a week.", hours=hours_said(hours, speech))
        case HoursDecision():
            return speech.say("hours a week")
        case _:
            return str(getattr(one, "text", "")) or one.key
