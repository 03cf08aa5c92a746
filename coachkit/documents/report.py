"""The monthly report: what happened, what worked, what is not known, and where it all stands."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from coachkit.charts.chart import Chart
from coachkit.documents import drawing
from coachkit.documents.blocks import Block, Document, Figure, Heading, Paragraph, Table
from coachkit.documents.month import MonthDrawings, MonthOfClient
from coachkit.language.advice import next_steps
from coachkit.language.findings import (
    amount,
    difference_sentence,
    goal_sentence,
    group_name,
    group_verdict,
    headline,
    measure,
    total_note,
    total_value,
    weekday_finding,
)
from coachkit.language.speech import Speech, speak
from coachkit.language.terms import format_name, metric_name, platform_name
from coachkit.model.languages import Language
from coachkit.model.observations import Platform
from coachkit.model.results import (
    Basis,
    Group,
    MetricResults,
    PlatformResults,
    SourceFile,
    Total,
)

_BEST_SHOWN = 5


def monthly_report(
    month: MonthOfClient, language: Language, made: date, drawn: MonthDrawings | None = None
) -> Document:
    """The report as a document in that language; ``made`` is the day it is made.

    ``drawn``: the month's charts in that language, where somebody has shown some already.
    """
    speech = speak(language)
    drawings = drawn or MonthDrawings(month, speech)
    return Document(
        title=speech.say("Report for %(month)s", month=speech.month(month.period.first)),
        subtitle=month.client.name,
        made=speech.say("Made on %(day)s by coachkit.", day=speech.day(made)),
        language=language,
        blocks=tuple(_blocks(month, drawings, speech)),
    )


def _blocks(month: MonthOfClient, drawn: MonthDrawings, speech: Speech) -> Iterator[Block]:
    yield from _opening(month, speech)
    for results in month.platforms.values():
        yield from _platform(results, month, drawn, speech)
    yield from _sources(month, speech)


def _opening(month: MonthOfClient, speech: Speech) -> Iterator[Block]:
    if not month.platforms:
        yield Paragraph(speech.say("Nothing has been imported yet."), "lead")
        return
    for goal in month.goals:
        yield Paragraph(goal_sentence(goal, speech), "lead")
    metric = next(iter(month.metrics.values()), None)
    steps = next_steps(tuple(month.platforms.values()), metric, speech)
    if steps:
        yield Table(
            caption=speech.say("What to do next"),
            columns=(speech.say("Step"), speech.say("What it rests on")),
            rows=tuple((step.text, step.detail) for step in steps),
        )


def _platform(
    results: PlatformResults, month: MonthOfClient, drawn: MonthDrawings, speech: Speech
) -> Iterator[Block]:
    platform, metric = results.platform, month.metrics.get(results.platform)
    yield Heading(platform_name(platform, speech))
    finding = headline(results, month.goals_on(platform), metric, speech)
    yield Paragraph(finding.text, "lead")
    yield Paragraph(finding.detail)
    if results.coverage.nothing:
        return
    if results.cadence.by_week:
        yield _figure(drawn.weeks, platform)
    if metric is not None:
        yield from _metric(metric, drawn, speech)
    yield from _totals(results, speech)


def _metric(metric: MetricResults, drawn: MonthDrawings, speech: Speech) -> Iterator[Block]:
    platform = metric.platform
    if metric.posts:
        yield Heading(speech.say("The posts: %(metric)s", metric=measure(metric.metric, speech)), 3)
        yield _figure(drawn.typical, platform)
        yield _best(metric, speech)
    if metric.formats or metric.weekdays:
        yield Heading(_what_worked(metric, speech), 3)
    if metric.formats:
        yield _groups_table(speech.say("By format"), metric.formats, speech)
        yield _figure(drawn.formats, platform)
    if metric.weekdays:
        yield Paragraph(weekday_finding(metric, speech).text)
        weekdays = sorted(metric.weekdays, key=lambda group: group.key)
        yield _groups_table(speech.say("By weekday"), weekdays, speech)
    if len(metric.months) > 1:
        yield Heading(
            speech.say("Month by month: %(metric)s", metric=measure(metric.metric, speech)), 3
        )
        yield _figure(drawn.months, platform)


def _what_worked(metric: MetricResults, speech: Speech) -> str:
    if metric.kinds_since is None:
        return speech.say("What worked over twelve months")
    return speech.say("What worked since %(day)s", day=speech.day(metric.kinds_since))


def _figure(draw: Callable[..., Chart], platform: Platform) -> Figure:
    return Figure(draw(platform), narrow=draw(platform, narrow=True))


def _best(metric: MetricResults, speech: Speech) -> Table:
    name = metric_name(metric.metric, speech)
    return Table(
        caption=speech.say("Top posts: %(metric)s", metric=measure(metric.metric, speech)),
        columns=(speech.say("Post"), speech.say("Day"), speech.say("Format"), name),
        rows=tuple(
            (
                drawing.first_words(post.text) or speech.say("(no text)"),
                speech.short_day(post.day),
                format_name(post.format, speech) if post.format else "–",
                amount(metric.metric, post.value, speech),
            )
            for post in metric.posts[:_BEST_SHOWN]
        ),
        numeric=frozenset({3}),
    )


def _groups_table(caption: str, groups: Sequence[Group], speech: Speech) -> Table:
    return Table(
        caption=caption,
        columns=(
            speech.say("Kind"),
            speech.say("Posts"),
            speech.say("Median"),
            speech.say("90 % interval"),
            speech.say("Compared with the others"),
        ),
        rows=tuple(_group_row(group, speech) for group in groups),
        numeric=frozenset({1, 2, 3}),
    )


def _group_row(group: Group, speech: Speech) -> tuple[str, ...]:
    typical = group.typical
    median = "–" if typical.median is None else amount(typical.metric, typical.median, speech)
    between = "–"
    if typical.low is not None and typical.high is not None:
        low, high = (amount(typical.metric, x, speech) for x in (typical.low, typical.high))
        between = speech.say("%(low)s–%(high)s", low=low, high=high)
    return (
        group_name(group.key, speech),
        speech.number(typical.n),
        median,
        between,
        group_verdict(group, speech),
    )


def _totals(results: PlatformResults, speech: Speech) -> Iterator[Block]:
    for basis, caption, note in (
        (
            Basis.POSTS,
            speech.say("Totals of the posts published in the period"),
            speech.say("What each post gathered from publication to export."),
        ),
        (
            Basis.DAYS,
            speech.say("Totals of the days of the period"),
            speech.say("What the platform counted on these days, for posts of any age."),
        ),
    ):
        rows = [total for total in results.totals if total.basis is basis]
        if rows:
            yield _totals_table(caption, rows, speech)
            yield Paragraph(note, "note")


def _totals_table(caption: str, totals: Sequence[Total], speech: Speech) -> Table:
    return Table(
        caption=caption,
        columns=(
            speech.say("Measure"),
            speech.say("Total"),
            speech.say("The platform calls it"),
            speech.say("Note"),
        ),
        rows=tuple(
            (
                metric_name(total.metric, speech),
                total_value(total, speech),
                " / ".join(total.platform_names),
                total_note(total, speech),
            )
            for total in totals
        ),
        numeric=frozenset({1}),
    )


def _sources(month: MonthOfClient, speech: Speech) -> Iterator[Block]:
    files = [file for results in month.platforms.values() for file in results.sources]
    if not files:
        return
    yield Heading(speech.say("Where the numbers come from"))
    yield Table(
        caption=speech.say("Files"),
        columns=(
            speech.say("File"),
            speech.say("Platform"),
            speech.say("Covers"),
            speech.say("Exported"),
            speech.say("Rows"),
        ),
        rows=tuple(_source_row(file, speech) for file in files),
        numeric=frozenset({4}),
    )
    for file in files:
        for difference in file.differences:
            yield Paragraph(
                difference_sentence(file.platform, difference, file.file, speech), "note"
            )
    yield Paragraph(
        speech.say(
            "Intervals are 90 % intervals of the median that assume no distribution. Missing "
            "values are missing, never zero. Groups of fewer than five posts are not compared."
        ),
        "note",
    )


def _source_row(file: SourceFile, speech: Speech) -> tuple[str, ...]:
    covers = "–"
    if file.first is not None and file.last is not None:
        covers = speech.span(file.first, file.last)
    name = f"{file.file} · {file.sheet}" if file.sheet else file.file
    return (
        name,
        platform_name(file.platform, speech),
        covers,
        speech.short_day(file.exported),
        speech.number(file.rows),
    )
