"""Parts of an evaluation without a picture: data, plan beside done, others, answers, chain."""

from collections.abc import Sequence

from coachkit.documents.evaluation_part import part
from coachkit.documents.planning_words import actuals_answer
from coachkit.language.benchmarks_said import others_finding, others_rows
from coachkit.language.chain_said import chain_finding, link_name
from coachkit.language.content_said import anomalies_sentence, replies_basis, replies_finding
from coachkit.language.data_said import data_finding, data_rows
from coachkit.language.effects_said import verdict_word
from coachkit.language.findings import Finding, measure
from coachkit.language.plan_words import hours_said
from coachkit.language.speech import Speech, speak
from coachkit.language.terms import metric_name, platform_name
from coachkit.model.actuals import Actual, Actuals
from coachkit.model.anomalies import Anomalies
from coachkit.model.benchmarks import BesideOthers, shipped_benchmarks
from coachkit.model.chain import Chain, ChainLink, MeasuredBy
from coachkit.model.data_seen import DataSeen
from coachkit.model.languages import Language
from coachkit.model.observations import Platform
from coachkit.model.plans import Plan
from coachkit.model.replies import Replies, ReplyGroup

_MOST = 4
"""Measures of one place that are named; the rest are counted."""


def health_page(seen: DataSeen, language: Language, *, question: bool = True) -> str:
    """What the figures can be asked: which days are known, and where something is counted anew."""
    speech = speak(language)
    return part(
        data_finding(seen, speech),
        language,
        question=speech.say("What can our figures answer today?") if question else "",
        heads=(
            speech.say("Channel"),
            speech.say("Days known"),
            speech.say("In the exports"),
            speech.say("Counted otherwise"),
        ),
        rows=data_rows(seen, speech),
    )


def plan_beside_page(
    actuals: Actuals, plan: Plan | None, language: Language, *, question: bool = True
) -> str:
    """Plan beside reality, by kind of content and never by person."""
    speech = speak(language)
    if plan is None and actuals.actuals:
        made = sum(one.done is not None for one in actuals.actuals)
        answer = Finding(
            text=speech.count(
                "%(made)s of %(n)s planned item was made.",
                "%(made)s of %(n)s planned items were made.",
                len(actuals.actuals),
                made=speech.number(made),
            )
        )
    elif plan is None:
        answer = Finding(text=speech.say("There is no plan to compare with yet."))
    else:
        answer = actuals_answer(actuals, plan, speech)
    kinds = list(dict.fromkeys(one.content_type for one in actuals.actuals))
    return part(
        answer,
        language,
        question=speech.say("What did we do of what we planned?") if question else "",
        heads=(
            speech.say("Content"),
            speech.say("Made"),
            speech.say("Planned hours"),
            speech.say("Hours it took"),
        ),
        rows=[_kind(kind, actuals.actuals, speech) for kind in kinds],
    )


def _kind(kind: str, actuals: Sequence[Actual], speech: Speech) -> tuple[str, str, str, str]:
    mine = [one for one in actuals if one.content_type == kind]
    made = [one for one in mine if one.done is not None]
    return (
        kind,
        speech.say(
            "%(made)s of %(all)s", made=speech.number(len(made)), all=speech.number(len(mine))
        ),
        hours_said(sum(one.planned for one in made), speech),
        hours_said(sum(one.done or 0.0 for one in made), speech),
    )


def replies_page(found: Replies, language: Language, *, question: bool = True) -> str:
    """How long people wait for an answer; those who still wait count."""
    speech = speak(language)
    return part(
        replies_finding(found, speech),
        language,
        question=speech.say("How fast do we answer?") if question else "",
        heads=(
            speech.say("Weekday"),
            speech.say("Questions"),
            speech.say("Answered in time"),
            speech.say("Beside the other days"),
        ),
        rows=[_weekday(group, speech) for group in found.weekdays],
        basis=replies_basis(found, speech),
    )


def themes_page(found: Replies, language: Language) -> str:
    """What people ask about, and which part of it waits for an answer."""
    speech = speak(language)
    return part(
        None,
        language,
        heads=(
            speech.say("What they ask about"),
            speech.say("Questions"),
            speech.say("Unanswered"),
            speech.say("Of such questions wait"),
        ),
        rows=[
            (
                one.name,
                speech.number(one.n),
                speech.number(one.waiting),
                speech.say(
                    "%(share)s (%(low)s–%(high)s)",
                    share=speech.percent(one.share.value),
                    low=speech.percent(one.share.low),
                    high=speech.percent(one.share.high),
                ),
            )
            for one in found.themes
        ],
        basis=[
            speech.say(
                "The fewer questions a theme has, the more its share is drawn towards that of all."
            ),
            *replies_basis(found, speech)[-1:],
        ],
    )


def _weekday(group: ReplyGroup, speech: Speech) -> tuple[str, str, str, str]:
    within = speech.say("too few")
    if group.within is not None and not group.few:
        within = speech.say(
            "%(share)s (%(low)s–%(high)s)",
            share=speech.percent(group.within.value),
            low=speech.percent(group.within.low),
            high=speech.percent(group.within.high),
        )
    return (
        speech.weekday(group.key).capitalize(),
        speech.number(group.n),
        within,
        verdict_word(group.verdict, speech),
    )


def others_page(found: BesideOthers, language: Language, *, question: bool = True) -> str:
    """Figures of others with their passports; what is of something else is refused by name.

    What fits, or was brought along by somebody, stands in a table; the refused ones that ship
    stand in the grounds, for whoever asks.
    """
    speech = speak(language)
    shipped = shipped_benchmarks().benchmarks
    told = [one for one in found.others if one.fits or one.benchmark not in shipped]
    rest = [one for one in found.others if one not in told]
    heads = (speech.say("Whose"), speech.say("What it is"), speech.say("Beside yours"))
    return part(
        others_finding(found, speech),
        language,
        question=speech.say("How do others do?") if question else "",
        heads=heads if told else (),
        rows=others_rows(told, speech),
        basis=[
            speech.count("%(n)s post compared.", "%(n)s posts compared.", found.n),
            *(f"{whose}: {why}" for whose, _, why in others_rows(rest, speech)),
        ],
    )


def unusual_page(found: Anomalies, language: Language, *, place: Platform | None = None) -> str:
    """Days unlike others of their weekday, where that can be told. ``place``: where counted."""
    speech = speak(language)
    metric = metric_name(found.metric, speech)
    asked = speech.say("Which days were unusual?")
    where = "" if place is None else platform_name(place, speech)
    return part(
        Finding(text=anomalies_sentence(found, speech)),
        language,
        question=f"{where} · {metric}" if where else asked,
        unsure=found.reason is not None,
        heads=(speech.say("Day"), metric, speech.say("Usually")),
        rows=[
            (speech.day(one.day), speech.number(one.value), speech.number(round(one.usual)))
            for one in found.days[:_MOST]
        ],
    )


def chain_page(chain: Chain, language: Language, *, question: bool = True) -> str:
    """How far the client's numbers reach: from what is put in to what it changes."""
    speech = speak(language)
    return part(
        chain_finding(chain, speech),
        language,
        question=speech.say("How far do our numbers reach?") if question else "",
        heads=(
            speech.say("Link of the chain"),
            speech.say("Measured by"),
            speech.say("Goals"),
        ),
        rows=[_link(one, speech) for one in chain.links],
    )


def _link(one: ChainLink, speech: Speech) -> tuple[str, str, str]:
    places = list(dict.fromkeys(known.platform for known in one.measured))
    measured = [
        _place([known for known in one.measured if known.platform is place], speech)
        for place in places
    ]
    return (
        link_name(one.link, speech),
        "; ".join(measured) or speech.say("nothing is known"),
        ", ".join(one.goals) or "–",
    )


def _place(measured: Sequence[MeasuredBy], speech: Speech) -> str:
    """“Website: sessions, key events”, at most a few of many."""
    place = measured[0].platform
    if place is None:
        return speech.say("hours of people")
    names = [measure(one.metric, speech) for one in measured]
    said = speech.list(names)
    if len(names) > _MOST:
        rest = len(names) - _MOST
        said = speech.count(
            "%(names)s and %(n)s more",
            "%(names)s and %(n)s more",
            rest,
            names=", ".join(names[:_MOST]),
        )
    return speech.say(
        "%(platform)s: %(metric)s", platform=platform_name(place, speech), metric=said
    )
