"""One period of one platform: did we post, what did it come to, what worked, what is missing."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from coachkit.evaluation.breaking import breaking, since, until_now
from coachkit.evaluation.cadence import cadence
from coachkit.evaluation.covering import coverage, speaks_of
from coachkit.evaluation.differences import differences
from coachkit.evaluation.observed import Observed, in_local_days, within
from coachkit.evaluation.totals import metrics_of, monthly, totals
from coachkit.evaluation.typical import compare, groups, typical
from coachkit.model.goals import Goal
from coachkit.model.metrics import METRICS, Level, Unit
from coachkit.model.observations import Granularity, TableSource, ValuesOf
from coachkit.model.periods import Period
from coachkit.model.results import (
    Basis,
    Cadence,
    GoalResult,
    GoalState,
    MetricResults,
    MonthTotal,
    PlatformResults,
    PostResult,
    SourceFile,
    Total,
    Verdict,
)
from coachkit.model.seams import Seam, seams_within

_TELLING = (
    "interactions",
    "engagements",
    "reactions",
    "likes",
    "comments",
    "shares",
    "saves",
    "link_clicks",
    "clicks",
    "views",
    "watch_time_hours",
    "impressions",
    "reach",
)
"""Metrics of single posts, the most telling first: responses of people before mere exposure."""


def posts_of(platform: Sequence[Observed]) -> Observed | None:
    """The platform's posts, if any export has them."""
    return next((seen for seen in platform if seen.granularity is Granularity.POST), None)


def days_of(platform: Sequence[Observed]) -> Observed | None:
    """The platform's days, if any export has them."""
    return next((seen for seen in platform if seen.granularity is Granularity.DAY), None)


def _tells_parts(posts: Observed) -> bool:
    """Whether the platform tells of its posts only what happened within a period."""
    return any(source.values_of is ValuesOf.PERIOD for source in posts.sources)


def platform_results(
    platform: Sequence[Observed], period: Period, zone: str, seams: Sequence[Seam] = ()
) -> PlatformResults:
    """Everything the exports say of one platform in the period.

    ``platform``: its posts and its days, at least one of them. Where the platform tells only a
    part of each post's life, its days come first: what a month came to stands in them alone.
    """
    posts = posts_of(platform)
    sources = tuple(source for seen in platform for source in seen.sources)
    days_first = posts is not None and _tells_parts(posts)
    ordered = sorted(platform, key=lambda seen: (seen.granularity is Granularity.DAY) != days_first)
    return PlatformResults(
        platform=platform[0].platform,
        period=period,
        coverage=coverage(posts or platform[0], period, zone),
        cadence=cadence(posts, period, zone) if posts else Cadence(posts=0, per_week=None),
        totals=tuple(total for seen in ordered for total in totals(seen, period, zone, seams)),
        metrics=telling_first(posts) if posts else (),
        sources=tuple(_file(source) for source in sources if speaks_of(source, period, zone)),
    )


def telling_first(posts: Observed) -> tuple[str, ...]:
    """The posts' metrics, the most telling first.

    Those that ever had a value above zero: promoted opens of no app would only be noise.
    """
    had = [
        name
        for name in metrics_of(posts)
        if METRICS[name].unit is not Unit.PERCENT and posts.frame[name].max() > 0
    ]
    first = [name for name in _TELLING if name in had]
    return tuple(first + [name for name in had if name not in first and _about_people(name)])


def _about_people(name: str) -> bool:
    return METRICS[name].level in (Level.OUT_TAKE, Level.OUTPUT) and METRICS[name].additive


def _file(source: TableSource) -> SourceFile:
    first, last = source.covers or (source.first, source.last)
    return SourceFile(
        file=source.file,
        sheet=source.sheet,
        platform=source.platform,
        granularity=source.granularity,
        rows=source.rows,
        items=source.items,
        first=first,
        last=last,
        exported=source.exported.date(),
        differences=differences(source),
    )


def metric_results(  # noqa: PLR0913  what is asked of, then where it breaks and by what it is summed
    posts: Observed,
    metric: str,
    period: Period,
    zone: str,
    *,
    seams: Sequence[Seam] = (),
    days: Observed | None = None,
) -> MetricResults:
    """One metric of the platform's posts: this period beside the year before it, and by kind.

    The usual: posts of the twelve months before the period. Formats and weekdays: posts of the
    twelve months up to its end, for one month has too few of each. Of all of them only those
    since the last seam: what was counted otherwise is not compared. ``days``: the platform's
    days; the months are theirs where the platform tells only a part of each post's life.
    """
    local = in_local_days(posts, zone)
    local = local.assign(weekday=local["day"].dt.day_of_week)
    before = _year_before(period)
    shown = Period(first=before.first, last=period.last)
    summed = _summed(posts, days, metric)
    told = [local, in_local_days(summed, zone)]
    inside = breaking(seams_within(seams, posts.platform, metric, shown), told, metric)
    broke = since(inside)
    usual_period = _usual(before, broke)
    year = until_now(Period(first=_year_to(period.last), last=period.last), broke)
    comparable = until_now(period, broke)
    now = typical(within(local, comparable), metric)
    nothing = local.iloc[:0]
    usual = typical(within(local, usual_period) if usual_period else nothing, metric)
    verdict = compare(now, usual)
    return MetricResults(
        platform=posts.platform,
        metric=metric,
        period=period,
        usual_period=usual_period,
        typical=now,
        usual=usual,
        verdict=verdict,
        posts=_posts(within(local, period), metric),
        formats=groups(within(local, year), "format", metric),
        weekdays=groups(within(local, year), "weekday", metric),
        months=_months(summed, metric, period, zone),
        months_of=Basis.DAYS if summed is days else Basis.POSTS,
        seams=inside,
        since=broke,
        kinds_since=broke if year.first == broke else None,
        broken=broke is not None
        and verdict is Verdict.CANNOT_TELL
        and _could_tell(local, metric, period, before),
    )


def _usual(before: Period, broke: date | None) -> Period | None:
    if broke is None:
        return before
    return until_now(before, broke) if broke <= before.last else None


def _could_tell(local: pd.DataFrame, metric: str, period: Period, before: Period) -> bool:
    """Whether there would have been enough posts, had nothing changed."""
    either = (typical(within(local, span), metric) for span in (period, before))
    return all(found.sure for found in either)


def _summed(posts: Observed, days: Observed | None, metric: str) -> Observed:
    """What tells how much each month came to."""
    if days is not None and metric in days.frame.columns and _tells_parts(posts):
        return days
    return posts


def _months(summed: Observed, metric: str, period: Period, zone: str) -> tuple[MonthTotal, ...]:
    if not METRICS[metric].additive:
        return ()
    return monthly(summed, metric, Period(first=_year_to(period.last), last=period.last), zone)


def _year_to(last: date) -> date:
    """The first day of the twelve calendar months that end with that of ``last``."""
    months = last.year * 12 + last.month - 12
    return date(months // 12, months % 12 + 1, 1)


def _year_before(period: Period) -> Period:
    last = period.before().last
    return Period(first=min(_year_to(last), last), last=last)


def _posts(rows: pd.DataFrame, metric: str) -> tuple[PostResult, ...]:
    """Posts with a value, the best first."""
    valued = rows.dropna(subset=[metric]).sort_values(metric, ascending=False, kind="stable")
    columns = ["item", "day", "format", "text", "permalink", metric, "row", "young"]
    return tuple(
        PostResult(
            item=str(item),
            day=day.date(),
            format=None if pd.isna(kind) else str(kind),
            text="" if pd.isna(text) else str(text),
            permalink="" if pd.isna(link) else str(link),
            value=float(value),
            row=int(row),
            young=bool(young),
        )
        for item, day, kind, text, link, value, row, young in valued[columns].itertuples(
            index=False, name=None
        )
    )


def goal_result(goal: Goal, results: PlatformResults | None, today: date) -> GoalResult:
    """Where a monthly goal stands. ``results``: of the goal's platform, ``None`` if unheard of.

    Reached stays reached when days are missing; not reached needs every day to be known.
    """
    total = _judged_by(goal, results) if results else None
    if results is None or total is None or total.value is None:
        covered = results.coverage if results else None
        return GoalResult(goal=goal, state=GoalState.CANNOT_TELL, value=None, coverage=covered)
    return GoalResult(
        goal=goal,
        state=_state(goal, total, results.period, today),
        value=total.value,
        coverage=results.coverage,
    )


def _judged_by(goal: Goal, results: PlatformResults) -> Total | None:
    """The total that the goal means: of being seen that of the page's days, where all are known.

    What posts gathered in their lives is not what the page gathered in the month.
    """
    days = results.total(goal.kpi.metric, Basis.DAYS)
    seen = METRICS[goal.kpi.metric].level is Level.OUTPUT
    if seen and days is not None and days.value is not None and days.whole:
        return days
    return results.total(goal.kpi.metric)


def _state(goal: Goal, total: Total, period: Period, today: date) -> GoalState:
    if total.value is not None and total.value >= goal.monthly_target:
        return GoalState.REACHED
    if today <= period.last:
        return GoalState.RUNNING
    if not total.whole or total.missing:
        return GoalState.CANNOT_TELL
    return GoalState.NOT_REACHED
