"""The panels of a client's page, from results, in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from coachkit.charts.chart import Chart
from coachkit.documents.templating import fill, shipped_text
from coachkit.language.advice import next_steps
from coachkit.language.coverage_sentences import exports_elsewhere, missing_times
from coachkit.language.findings import (
    Finding,
    amount,
    difference_sentence,
    goal_sentence,
    goal_state,
    group_finding,
    headline,
    measure,
    weekday_finding,
)
from coachkit.language.speech import Speech, speak
from coachkit.language.terms import metric_name, platform_name
from coachkit.model.languages import Language
from coachkit.model.results import (
    GoalResult,
    GoalState,
    MetricResults,
    PlatformResults,
    Verdict,
)

_MARK = 82
"""Where on a bar the goal stands, in percent of its length."""

_KINDS_SHOWN = 4

_DIFFERENCES_SHOWN = 3
"""On a page; the report has all."""

_TELLING = (Verdict.SHOWN_UP, Verdict.SHOWN_DOWN, Verdict.NOT_SHOWN, Verdict.CANNOT_TELL)
"""What was shown comes first, what cannot be told last."""


def header(client: str, when: str, language: Language) -> str:
    """Whose page, and when."""
    return fill("pages/header.html.j2", language, client=client, when=when, styles=_styles())


def _styles() -> Markup:
    return shipped_text("look", "tokens.css") + shipped_text("pages", "page.css")


def finding(
    results: PlatformResults,
    goals: Sequence[GoalResult],
    metric: MetricResults | None,
    language: Language,
) -> str:
    """The finding of the month as the biggest thing on the page, doubts included."""
    said = headline(results, goals, metric, speak(language))
    return fill("pages/finding.html.j2", language, finding=said)


def nothing_yet(language: Language) -> str:
    """The page of a client of whom nothing has been imported."""
    speech = speak(language)
    said = Finding(
        text=speech.say("Nothing has been imported yet."),
        detail=speech.say(
            "Download a file from the platform, for instance last month's posts, and import it."
        ),
    )
    return fill("pages/finding.html.j2", language, finding=said)


def details(
    everywhere: Sequence[PlatformResults],
    goals: Sequence[GoalResult],
    metric: MetricResults | None,
    language: Language,
) -> str:
    """Goals, what worked, what is not known, and what to do on Monday."""
    speech = speak(language)
    return fill(
        "pages/details.html.j2",
        language,
        goals=[_goal(goal, speech) for goal in goals],
        worked=_worked(metric, speech),
        basis=_basis(metric, speech),
        steps=next_steps(everywhere, metric, speech),
        gaps=[
            *(_gap(results, speech) for results in everywhere if not results.coverage.complete),
            *(_blanks(goal, speech) for goal in goals if _has_blanks(goal)),
        ],
    )


@dataclass(frozen=True)
class _Goal:
    name: str
    platform: str
    sentence: str
    figures: str
    state: str
    width: float
    mark: int
    known: bool
    behind: bool


def _goal(result: GoalResult, speech: Speech) -> _Goal:
    kpi, target = result.goal.kpi, result.goal.monthly_target
    share = 0.0 if result.value is None else result.value / target
    figures = speech.say("no data")
    if result.value is not None:
        figures = speech.say(
            "%(value)s / %(target)s",
            value=amount(kpi.metric, result.value, speech),
            target=amount(kpi.metric, target, speech),
        )
    return _Goal(
        name=result.goal.name,
        platform=platform_name(kpi.platform, speech),
        sentence=goal_sentence(result, speech),
        figures=figures,
        state=goal_state(result, speech),
        width=round(min(100.0, share * _MARK), 1),
        mark=_MARK,
        known=result.value is not None,
        behind=result.state is GoalState.NOT_REACHED,
    )


def _worked(metric: MetricResults | None, speech: Speech) -> list[Finding]:
    if metric is None or not metric.weekdays:
        return []
    known = [group for group in metric.formats if group.typical.n]
    told = sorted(known, key=lambda group: _TELLING.index(group.verdict))
    kinds = [group_finding(group, speech) for group in told[:_KINDS_SHOWN]]
    return [*kinds, weekday_finding(metric, speech)]


def _basis(metric: MetricResults | None, speech: Speech) -> str:
    if metric is None:
        return ""
    name = metric_name(metric.metric, speech)
    if metric.kinds_since is not None:
        since = speech.day(metric.kinds_since)
        return speech.say("%(metric)s, since %(day)s", metric=name, day=since)
    return speech.say("%(metric)s, twelve months", metric=name)


def _gap(results: PlatformResults, speech: Speech) -> Finding:
    coverage = results.coverage
    return Finding(
        text=speech.say(
            "%(platform)s: no export covers %(days)s",
            platform=platform_name(results.platform, speech),
            days=speech.list(missing_times(coverage, speech)),
        ),
        detail=exports_elsewhere(coverage, speech) or speech.say("missing, not zero"),
    )


def _has_blanks(result: GoalResult) -> bool:
    """Every day is covered, and still the goal cannot be told: some posts have no value."""
    whole = result.coverage is not None and result.coverage.complete
    return whole and result.state is GoalState.CANNOT_TELL


def _blanks(result: GoalResult, speech: Speech) -> Finding:
    return Finding(
        text=speech.say(
            "%(platform)s: not every post has a value for %(metric)s",
            platform=platform_name(result.goal.kpi.platform, speech),
            metric=measure(result.goal.kpi.metric, speech),
        ),
        detail=speech.say("missing, not zero"),
    )


def charts(drawn: Sequence[Chart], language: Language) -> str:
    """Charts as pictures with their alt text."""
    pictures = [Markup(chart.on_screen()) for chart in drawn]  # noqa: S704  the chart escapes its alt
    return fill("pages/charts.html.j2", language, pictures=pictures)


def drawings(drawn: Sequence[Chart], language: Language) -> str:
    """The same charts for a page that is kept and printed: sharp at any size, their words text."""
    pictures = [Markup(chart.svg()) for chart in drawn]  # noqa: S704  the chart escapes its alt
    return fill("pages/charts.html.j2", language, pictures=pictures)


def sources(everywhere: Sequence[PlatformResults], language: Language) -> str:
    """Where the numbers come from, in a line, and how they are meant."""
    speech = speak(language)
    return fill(
        "pages/sources.html.j2",
        language,
        sources=_sources(everywhere, speech) or speech.say("none yet"),
        differences=_differences(everywhere, speech)[:_DIFFERENCES_SHOWN],
        definition=speech.say(
            "A post counts for the day it was published in the client's time zone, with all it "
            "gathered until the export. Medians with 90 % intervals; fewer than five posts are "
            "not compared."
        ),
    )


def _differences(everywhere: Sequence[PlatformResults], speech: Speech) -> list[str]:
    return [
        difference_sentence(file.platform, difference, file.file, speech)
        for results in everywhere
        for file in results.sources
        for difference in file.differences
    ]


def _sources(everywhere: Sequence[PlatformResults], speech: Speech) -> str:
    said = []
    for results in everywhere:
        if not results.sources:
            continue
        days = [day for file in results.sources for day in (file.first, file.last) if day]
        platform = platform_name(results.platform, speech)
        files = speech.count("%(n)s file", "%(n)s files", len(results.sources))
        span = speech.span(min(days), max(days)) if days else "–"
        said.append(
            speech.say(
                "%(platform)s %(days)s (%(files)s)", platform=platform, days=span, files=files
            )
        )
    return speech.list(said)


def refusal(sentence: str, language: Language) -> str:
    """A calm page in place of one that cannot be shown."""
    return fill("pages/refusal.html.j2", language, sentence=sentence, styles=_styles())


def written(files: Sequence[tuple[str, str]], language: Language) -> str:
    """Which files were written: name and folder of each."""
    named = [{"name": name, "folder": folder} for name, folder in files]
    return fill("pages/written.html.j2", language, files=named)
