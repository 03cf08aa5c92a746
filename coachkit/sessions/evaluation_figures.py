"""The figures of an evaluation session, from a client's data that were read once.

Every function is asked with ``refined=False`` first, for a page that is being drawn: that is the
plain fit. The same with ``refined=True`` has been tried on the client's own quiet weeks, takes ten
times as long, and can only be less sure.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd

from coachkit.evaluation.anomalies import anomalies
from coachkit.evaluation.benchmarks import fitted, own_figure
from coachkit.evaluation.cadence_change import cadence_effect
from coachkit.evaluation.campaign_effect import effect
from coachkit.evaluation.chain import chain
from coachkit.evaluation.comparing import ControlSeries
from coachkit.evaluation.content_factors import content_effects
from coachkit.evaluation.course import course as weekly_course
from coachkit.evaluation.course import grown
from coachkit.evaluation.covering import heard_of
from coachkit.evaluation.detectability import LENGTHS, detectability
from coachkit.evaluation.goal_forecast import forecast
from coachkit.evaluation.month import days_of, posts_of
from coachkit.evaluation.observed import in_local_days, within
from coachkit.evaluation.posts_apart import denominator_of, posts_apart
from coachkit.evaluation.refused import paid_with_organic
from coachkit.evaluation.replies import replies
from coachkit.language.series_said import control_name
from coachkit.language.speech import speak
from coachkit.model.anomalies import Anomalies
from coachkit.model.benchmarks import (
    FOLLOWERS,
    BesideOthers,
    Brought,
    Own,
    Statistic,
    shipped_benchmarks,
)
from coachkit.model.campaign_said import CampaignEffect
from coachkit.model.chain import Chain
from coachkit.model.courses import Course, GoalAhead
from coachkit.model.data_seen import DataSeen, PlatformSeen
from coachkit.model.effects import CadenceEffect, Comparison, Detectability
from coachkit.model.errors import RefusedAggregation
from coachkit.model.factors import ContentEffects
from coachkit.model.goals import Goal, Kpi
from coachkit.model.observations import Platform
from coachkit.model.periods import Period
from coachkit.model.replies import OfficeHours, Replies
from coachkit.model.results import MetricResults
from coachkit.platforms.inbox_exports import InboxTable, read_inbox
from coachkit.sessions.evaluation_series import (
    Series,
    campaign_metrics,
    campaign_parts,
    control_choices,
    series_of,
    told_in,
)
from coachkit.sessions.reading import ClientData

__all__ = [
    "cadence",
    "campaign",
    "campaign_metrics",
    "campaign_parts",
    "control_choices",
    "course",
    "detectable",
    "factors",
    "forecasts",
    "health",
    "known_chain",
    "others",
    "receptions",
    "reply_times",
    "series_of",
    "unusual",
]

QUARTER = 3
"""Calendar months that a goal is looked at, the present one first."""


def health(data: ClientData, period: Period) -> DataSeen:
    """Which of the period's days the exports speak of, and where anything is counted otherwise."""
    return DataSeen(
        period=period,
        today=data.today,
        platforms=tuple(_seen(data, platform, period) for platform in data.platforms()),
    )


def _seen(data: ClientData, platform: Platform, period: Period) -> PlatformSeen:
    observed, zone = data.observed[platform], data.client.time_zone
    posts, days = posts_of(observed), days_of(observed)
    known = heard_of(observed, data.today, zone)
    inside = None if posts is None else within(in_local_days(posts, zone), period)
    concerned = [
        seam
        for seam in data.seams
        if seam.platform is platform and known is not None and known.first < seam.day <= known.last
    ]
    return PlatformSeen(
        platform=platform,
        coverage=data.results(platform, period).coverage,
        posts=0 if inside is None else len(inside),
        young=0 if inside is None else int(inside["young"].sum()),
        by_post=posts is not None,
        by_day=days is not None,
        known=known,
        seams=tuple(concerned),
    )


# ── How it was received ─────────────────────────────────────────────────────────────────────────


def receptions(data: ClientData, period: Period) -> tuple[MetricResults, ...]:
    """Each channel's most telling response beside its own past; a goal's metric where it has one.

    Only channels that posts are known of.
    """
    found = []
    for platform in data.platforms():
        metrics = data.telling(platform)
        wanted = [g.kpi.metric for g in data.goals.goals if g.kpi.platform is platform]
        chosen = next((name for name in (*wanted, *metrics) if name in metrics), None)
        results = None if chosen is None else data.metric(platform, chosen, period)
        if results is not None:
            found.append(results)
    return tuple(found)


def factors(
    data: ClientData, platform: Platform, metric: str, period: Period
) -> ContentEffects | None:
    """What format, weekday and hour do to the rate; ``None`` where no rate can be made of it."""
    posts = posts_of(data.observed.get(platform, ()))
    if posts is None or metric not in posts.frame.columns:
        return None
    below = denominator_of(posts)
    if below is None or below == metric:
        return None
    try:
        paid_with_organic(metric, below)
    except RefusedAggregation:
        return None
    frame = posts_apart(posts, metric, below, period, data.client.time_zone)
    files = tuple(dict.fromkeys(source.file for source in posts.sources))
    return content_effects(frame, metric, below, sources=files)


def others(  # noqa: PLR0913  what is compared, and with what
    data: ClientData,
    platform: Platform,
    metric: str,
    period: Period,
    *,
    brought: Sequence[Brought] = (),
    followers: int | None = None,
) -> BesideOthers | None:
    """The typical post's rate and others' figures, those refused that are of something else.

    ``brought``: figures that the client knows of, beside those that ship. ``followers``: of the
    account, where no export says.
    """
    effects = factors(data, platform, metric, period)
    posts = posts_of(data.observed.get(platform, ()))
    if posts is None or effects is None or effects.typical_rate is None:
        return None
    counted = _followers(data, platform) or followers
    own = Own(
        platform=platform,
        numerator=effects.numerator,
        denominator=effects.denominator,
        statistic=Statistic.MEDIAN,
        year=period.last.year,
        sector=data.client.sector,
        followers=counted,
    )
    rows = within(in_local_days(posts, data.client.time_zone), period)
    known = (one.benchmark for one in brought)
    found = fitted(
        own,
        (*filter(None, known), *shipped_benchmarks().benchmarks),
        lambda told: own_figure(rows, told, counted),
    )
    return BesideOthers(own=own, value=effects.typical_rate, n=effects.n, others=found)


def _followers(data: ClientData, platform: Platform) -> int | None:
    """As many as the exports said last."""
    days = days_of(data.observed[platform])
    if days is None or FOLLOWERS not in days.frame.columns:
        return None
    told = in_local_days(days, data.client.time_zone).sort_values("day")[FOLLOWERS].dropna()
    return int(told.iloc[-1]) if len(told) else None


def unusual(data: ClientData, period: Period) -> tuple[tuple[Kpi, Anomalies], ...]:
    """Days of the period unlike others of their weekday, of each place's most telling days.

    Only where an export tells of days: what posts gathered is not what a day brought.
    """
    daily = [
        kpi
        for kpi in campaign_metrics(data)
        if (seen := days_of(data.observed[kpi.platform])) and kpi.metric in seen.frame.columns
    ]
    first = {kpi.platform: kpi for kpi in reversed(daily)}
    found = []
    for kpi in first.values():
        seen_by_day = series_of(data, kpi)
        if seen_by_day is not None:
            every = anomalies(seen_by_day.days, kpi.metric)
            inside = tuple(one for one in every.days if one.day in period)
            found.append((kpi, every.changed(days=inside)))
    # What can be told comes first.
    return tuple(sorted(found, key=lambda one: one[1].reason is not None))


def reply_times(
    data: ClientData,
    path: Path,
    target: float,
    *,
    opened_at: datetime,
    office: OfficeHours | None = None,
) -> tuple[Replies, InboxTable]:
    """Reply times from a table of conversations, and the table itself for its themes.

    ``target``: hours within which one answers. Open questions have waited until ``opened_at``.
    Raises what :func:`~coachkit.platforms.inbox_exports.read_inbox` refuses.
    """
    zone = data.client.time_zone
    table = read_inbox(path, opened_at=opened_at, zone=zone)
    until = opened_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return replies(table.questions, target, until, office), table


# ── Whether it moved anything ───────────────────────────────────────────────────────────────────


def campaign(data: ClientData, said: CampaignEffect, *, refined: bool) -> Comparison | None:
    """Whether the campaign moved its outcome; ``None`` until window and outcome are said."""
    asked = _asked(data, said)
    if asked is None:
        return None
    found, window, control = asked
    return effect(
        found.days, window, found.about, others=said.also, control=control, refined=refined
    )


def course(data: ClientData, said: CampaignEffect, found: Comparison) -> Course | None:
    """The weeks behind the comparison, for its picture."""
    asked = _asked(data, said)
    if asked is None:
        return None
    seen, window, control = asked
    return weekly_course(seen.days, window, seen.about, found, others=said.also, control=control)


def _asked(
    data: ClientData, said: CampaignEffect
) -> tuple[Series, Period, ControlSeries | None] | None:
    window, outcome = said.window, said.outcome
    found = None if outcome is None else series_of(data, outcome)
    if window is None or found is None:
        return None
    return found, window, _control(data, said.control)


def _control(data: ClientData, kpi: Kpi | None) -> ControlSeries | None:
    found = None if kpi is None else series_of(data, kpi)
    if kpi is None or found is None:
        return None
    name = control_name(kpi, speak(data.client.language))
    return ControlSeries(name=name, days=found.days)


def cadence(
    data: ClientData,
    kpi: Kpi,
    changed: date,
    *,
    others: Sequence[Period] = (),
    refined: bool,
) -> CadenceEffect | None:
    """What the cadence that began on ``changed`` brings; ``None`` without the metric."""
    found = series_of(data, kpi)
    if found is None:
        return None
    return cadence_effect(found.days, changed, found.about, others=others, refined=refined)


def detectable(  # noqa: PLR0913  what is asked, and what is known beside it
    data: ClientData,
    kpi: Kpi,
    weeks: int = LENGTHS[0],
    *,
    starts: date | None = None,
    control: Kpi | None = None,
    others: Sequence[Period] = (),
) -> Detectability | None:
    """The smallest lift that could be seen in so many weeks, and in more of them.

    ``starts``: the day after the last one that is known, if not given.
    """
    found = series_of(data, kpi)
    if found is None:
        return None
    last = found.days.last_known or found.days.last
    return detectability(
        found.days,
        starts or last + timedelta(days=1),
        found.about,
        lengths=sorted({weeks, *(one for one in LENGTHS if one > weeks)}),
        others=others,
        control=_control(data, control),
    )


# ── Where it leads ──────────────────────────────────────────────────────────────────────────────


def forecasts(
    data: ClientData,
    *,
    months: int = QUARTER,
    others: Sequence[Period] = (),
    refined: bool,
) -> tuple[GoalAhead, ...]:
    """Each goal over the present month and those after it, where there is any figure of it."""
    period = _months(data.today, months)
    found = []
    for goal in data.goals.goals:
        ahead = _ahead(data, goal, period, months, others, refined=refined)
        if ahead is not None:
            found.append(ahead)
    return tuple(found)


def _ahead(  # noqa: PLR0913  what is asked, and what is known beside it
    data: ClientData,
    goal: Goal,
    period: Period,
    months: int,
    others: Sequence[Period],
    *,
    refined: bool,
) -> GoalAhead | None:
    seen = series_of(data, goal.kpi)
    if seen is None:
        return None
    found = forecast(
        seen.days,
        period,
        seen.about,
        target=goal.monthly_target * months,
        others=others,
        refined=refined,
    )
    return GoalAhead(goal=goal, forecast=found, grown=grown(seen.days, period))


def _months(today: date, months: int) -> Period:
    first = pd.Timestamp(today.replace(day=1))
    last = first + pd.DateOffset(months=months) - pd.Timedelta(days=1)
    return Period(first=first.date(), last=last.date())


def known_chain(
    data: ClientData, *, hours_known: bool = False, compared: Sequence[str] = ()
) -> Chain:
    """Which of the client's metrics sit on which link. ``compared``: those beside a control."""
    metrics = {
        platform: list(
            dict.fromkeys(name for one in data.observed[platform] for name in told_in(one))
        )
        for platform in data.platforms()
    }
    return chain(metrics, data.goals.goals, hours_known=hours_known, compared=compared)
