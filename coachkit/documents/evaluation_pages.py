"""The parts of an evaluation's page: each one question, one answer with its doubt, one picture.

Pure functions from results to HTML. ``question=False`` leaves the question out where the screen
around it has asked it already; ``narrow``: for a phone.
"""

from collections.abc import Sequence

from coachkit.charts.ahead import ahead
from coachkit.charts.baselines import baselines
from coachkit.charts.chart import Chart
from coachkit.charts.effect import effect
from coachkit.charts.lifts import Lift, lifts
from coachkit.documents.evaluation_grounds import (
    chain_page,
    health_page,
    others_page,
    plan_beside_page,
    replies_page,
    themes_page,
    unusual_page,
)
from coachkit.documents.evaluation_part import part, styles
from coachkit.language.content_said import (
    content_basis,
    content_findings,
    factor_group_name,
    factor_name,
)
from coachkit.language.effects_said import (
    cadence_finding,
    comparison_basis,
    comparison_finding,
    comparison_word,
    detectability_finding,
    standing,
)
from coachkit.language.findings import Finding, measure
from coachkit.language.forecasts_said import forecast_basis, forecast_finding, forecast_word
from coachkit.language.lifts_said import chance, rounded_up
from coachkit.language.receptions_said import reception_rows, receptions_finding
from coachkit.language.speech import Speech, speak
from coachkit.language.terms import metric_name, of_part, platform_name
from coachkit.model.courses import Course, GoalAhead
from coachkit.model.effects import CadenceEffect, Comparison, Detectability
from coachkit.model.factors import ContentEffects, Factor, FactorEffects, GroupEffect
from coachkit.model.languages import Language
from coachkit.model.observations import Platform
from coachkit.model.results import ENOUGH, INTERVAL_LEVEL, MetricResults, Verdict

__all__ = [
    "cadence_page",
    "chain_page",
    "detectability_page",
    "effect_page",
    "factors_page",
    "goals_page",
    "health_page",
    "others_page",
    "plan_beside_page",
    "reception_page",
    "replies_page",
    "styles",
    "themes_page",
    "unusual_page",
]


def reception_page(
    results: Sequence[MetricResults],
    language: Language,
    *,
    question: bool = True,
    narrow: bool = False,
) -> str:
    """How it was received: each channel beside its own past, none beside another."""
    speech = speak(language)
    known = [one for one in results if one.typical.median is not None]
    title = speech.say("Each channel beside its own past")
    return part(
        receptions_finding(results, speech),
        language,
        question=speech.say("How was it received?") if question else "",
        charts=[baselines(known, title, speech, narrow=narrow, column=True)] if known else (),
        heads=(speech.say("Channel"), speech.say("Finding"), speech.say("Rests on")),
        rows=reception_rows(results, speech),
    )


def effect_page(  # noqa: PLR0913  what a screen may leave out
    found: Comparison,
    language: Language,
    course: Course | None = None,
    *,
    question: bool = True,
    answer: bool = True,
    narrow: bool = False,
) -> str:
    """Whether the campaign moved anything: the weeks, the change, what one day did, the grounds.

    ``answer``: whether it is said here; not where the screen around it has said it already.
    """
    speech = speak(language)
    charts: list[Chart] = []
    name = of_part(metric_name(found.metric, speech), found.part)
    if course is not None and course.weeks:
        title = speech.say("%(metric)s, week by week", metric=name)
        charts.append(effect(found, speech, course, title=title, narrow=narrow, column=True))
    if found.change is not None:
        rows = [Lift(speech.say("The whole campaign"), found.change)]
        if found.best_day is not None:
            day = speech.say("Without %(day)s", day=speech.day(found.best_day.day))
            rows.append(Lift(day, found.best_day.without))
        if found.control is not None and found.control.change is not None:
            beside = speech.say("Beside %(name)s", name=found.control.name)
            rows.append(Lift(beside, found.control.change, judged=found.control.used))
        title = speech.say("The change as a whole")
        said = speech.say("What came beside what was to be expected")
        hollow = speech.say("Hollow: not what the answer rests on.")
        charts.append(lifts(rows, title, said, speech, hollow=hollow, narrow=narrow, column=True))
    return part(
        comparison_finding(found, speech) if answer else None,
        language,
        question=speech.say("Did the campaign move anything?") if question else "",
        verdict=comparison_word(found, speech),
        unsure=found.one_day or found.verdict is Verdict.CANNOT_TELL,
        charts=charts,
        basis=comparison_basis(found, speech),
    )


def cadence_page(
    found: CadenceEffect, language: Language, *, question: bool = True, narrow: bool = False
) -> str:
    """What another number of posts a week brings in all, and to each post."""
    speech = speak(language)
    rows = []
    if found.total.change is not None:
        rows.append(Lift(speech.say("In all"), found.total.change))
    if found.per_post is not None:
        rows.append(Lift(speech.say("Per post"), found.per_post))
    title = speech.say(
        "From %(before)s to %(after)s posts a week",
        before=speech.number(found.before, 1),
        after=speech.number(found.after, 1),
    )
    said = metric_name(found.total.metric, speech)
    return part(
        cadence_finding(found, speech),
        language,
        question=speech.say("What does the new cadence bring?") if question else "",
        verdict=comparison_word(found.total, speech),
        unsure=found.total.verdict is Verdict.CANNOT_TELL,
        charts=[lifts(rows, title, said, speech, narrow=narrow, column=True)] if rows else (),
        basis=comparison_basis(found.total, speech, campaign=False),
    )


def detectability_page(  # noqa: PLR0913  what a screen may leave out
    known: Detectability,
    language: Language,
    *,
    weeks: int = 4,
    question: bool = True,
    answer: bool = True,
    narrow: bool = False,
) -> str:
    """How large a lift must be to be seen at all; asked before anything is launched.

    ``answer``: whether it says so in a sentence, or that stands elsewhere.
    """
    del narrow  # a table of three rows needs no other shape
    speech = speak(language)
    rows = [
        (
            speech.count("%(n)s week", "%(n)s weeks", one.weeks),
            speech.say("with a series to compare with")
            if one.with_control
            else speech.say("your own history alone"),
            speech.say("%(lift)s or more", lift=rounded_up(one.lift, speech)),
        )
        for one in known.options
    ]
    basis = [
        speech.say(
            "A lift of that size would be shown in %(chance)s of cases; a smaller one more rarely.",
            chance=speech.percent(known.options[0].chance),
        )
        if known.options
        else "",
        speech.count(
            "It rests on %(n)s week before.", "It rests on %(n)s weeks before.", known.weeks_before
        ),
        *standing(known.definition, known.sources, INTERVAL_LEVEL, speech),
    ]
    return part(
        detectability_finding(known, speech, weeks=weeks) if answer else None,
        language,
        question=speech.say("Could we see it at all?") if question else "",
        heads=(
            speech.say("It lasts"),
            speech.say("Compared with"),
            speech.say("Smallest lift that shows"),
        ),
        rows=rows,
        basis=[line for line in basis if line],
    )


def goals_page(
    goals: Sequence[GoalAhead],
    language: Language,
    *,
    question: bool = True,
    narrow: bool = False,
) -> str:
    """Whether the goals will be reached: one part for each, with the probability."""
    speech = speak(language)
    asked = speech.say("Can we reach the goal?") if question else ""
    if not goals:
        none = Finding(text=speech.say("No goal has figures that could tell where it leads."))
        return part(none, language, question=asked)
    return "".join(_goal(one, asked, language, speech, narrow=narrow) for one in goals)


def _goal(seen: GoalAhead, asked: str, language: Language, speech: Speech, *, narrow: bool) -> str:
    found = seen.forecast
    title = seen.goal.name
    if found.probability is not None and found.days_left:
        title = speech.say(
            "%(goal)s: the chance is %(chance)s",
            goal=seen.goal.name,
            chance=chance(found.probability, speech),
        )
    drawable = found.total is not None or seen.grown
    return part(
        forecast_finding(found, speech),
        language,
        question=" · ".join(filter(None, (asked, seen.goal.name))),
        verdict=forecast_word(found, speech),
        unsure=found.verdict is Verdict.CANNOT_TELL,
        charts=[ahead(seen, speech, title=title, narrow=narrow, column=True)] if drawable else (),
        basis=forecast_basis(found, speech),
    )


def factors_page(  # noqa: PLR0913  what a screen may choose
    effects: ContentEffects,
    language: Language,
    *,
    shown: Factor | None = None,
    place: Platform | None = None,
    question: bool = True,
    narrow: bool = False,
) -> str:
    """What works: format, weekday and hour, all told apart together, one of them in a picture.

    ``shown``: which; the first with a winner, or the first of all, if not given. ``place``: whose
    posts they are, where more than one channel is on the page.
    """
    speech = speak(language)
    findings = content_findings(effects, speech)
    known = dict(zip(effects.factors, findings, strict=False))
    won = next((one for one in known if one.winner is not None), None)
    asked = None if shown is None else effects.factor(shown)
    pictured = asked or won or next(iter(known), None)
    return part(
        findings[0] if pictured is None else known[pictured],
        language,
        question=" · ".join(
            filter(
                None,
                (
                    speech.say("What works?") if question else "",
                    "" if place is None else platform_name(place, speech),
                ),
            )
        ),
        charts=[]
        if pictured is None
        else [_factor(pictured, known[pictured], effects, speech, narrow=narrow)],
        rows=[
            (factor_name(one.factor, speech), finding.text, finding.detail)
            for one, finding in known.items()
            if one is not pictured
        ],
        basis=content_basis(effects, speech),
    )


def _factor(
    known: FactorEffects,
    finding: Finding,
    effects: ContentEffects,
    speech: Speech,
    *,
    narrow: bool,
) -> Chart:
    rows = [
        Lift(
            name=_group(known.factor, group, speech),
            change=group.change,
            beside=speech.number(group.n),
            judged=not group.few,
        )
        for group in sorted(known.groups, key=lambda group: (group.few, -group.change.value))
    ]
    said = speech.say(
        "%(above)s divided by %(below)s, post by post, beside the average group",
        above=metric_name(effects.numerator, speech),
        below=measure(effects.denominator, speech),
    )
    return lifts(
        rows,
        finding.text,
        said,
        speech,
        beside=speech.say("posts"),
        hollow=speech.say(
            "Hollow: fewer than %(enough)s posts, too few to compare.",
            enough=speech.number(ENOUGH),
        ),
        narrow=narrow,
        column=True,
    )


def _group(factor: Factor, group: GroupEffect, speech: Speech) -> str:
    """The group's name in a picture, where an hour has its end too."""
    if factor is not Factor.HOUR:
        return factor_group_name(factor, group, speech)
    hour = int(group.key)
    return f"{hour:02d}–{(hour + 1) % 24:02d}"
