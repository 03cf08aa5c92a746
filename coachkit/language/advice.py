"""What to do on Monday, as far as the numbers alone can say it: at most three things."""

from collections.abc import Sequence

from coachkit.language.coverage_sentences import hours_elsewhere, missing_times
from coachkit.language.findings import Finding, group_name, interval
from coachkit.language.speech import Speech
from coachkit.language.terms import metric_name, platform_name
from coachkit.model.results import ENOUGH, MetricResults, PlatformResults, Verdict

_AT_MOST = 3


def next_steps(
    everywhere: Sequence[PlatformResults], metric: MetricResults | None, speech: Speech
) -> tuple[Finding, ...]:
    """Missing exports first, then what was shown to work, then what is nearly known."""
    steps = [_import(results, speech) for results in everywhere if not results.coverage.complete]
    if metric is not None:
        steps += _more_of(metric, speech) + _nearly_known(metric, speech)
    return tuple(steps[:_AT_MOST])


def _import(results: PlatformResults, speech: Speech) -> Finding:
    coverage = results.coverage
    elsewhere = [] if coverage.gaps else hours_elsewhere(coverage, speech)
    return Finding(
        text=speech.say(
            "Import the missing export: %(platform)s",
            platform=platform_name(results.platform, speech),
        ),
        detail=speech.list(elsewhere or missing_times(coverage, speech)),
    )


def _more_of(metric: MetricResults, speech: Speech) -> list[Finding]:
    return [
        Finding(
            text=speech.say(
                "%(platform)s, make more of these: %(kind)s",
                platform=platform_name(metric.platform, speech),
                kind=group_name(group.key, speech),
            ),
            detail=speech.say(
                "%(metric)s, median %(value)s",
                metric=metric_name(metric.metric, speech),
                value=interval(group.typical, speech),
            ),
        )
        for group in metric.formats
        if group.verdict is Verdict.SHOWN_UP
    ]


def _nearly_known(metric: MetricResults, speech: Speech) -> list[Finding]:
    return [
        Finding(
            text=speech.say(
                "%(platform)s, try again: %(kind)s",
                platform=platform_name(metric.platform, speech),
                kind=group_name(group.key, speech),
            ),
            detail=speech.count(
                "%(n)s more post, then an interval can be given",
                "%(n)s more posts, then an interval can be given",
                ENOUGH - group.typical.n,
            ),
        )
        for group in metric.formats
        if 0 < group.typical.n < ENOUGH and group.verdict is Verdict.CANNOT_TELL
    ]
