"""A client's metrics as numbers for each day, and which of them may be asked about or compared."""

from dataclasses import dataclass
from functools import lru_cache

from coachkit.evaluation.comparing import About
from coachkit.evaluation.daily import Days
from coachkit.evaluation.month import posts_of
from coachkit.evaluation.observed import Observed
from coachkit.evaluation.series import series
from coachkit.language.series_said import series_definition
from coachkit.language.speech import speak
from coachkit.model.campaign_said import CampaignEffect
from coachkit.model.effects import MATTERS
from coachkit.model.errors import InvalidValue
from coachkit.model.goals import Kpi
from coachkit.model.metrics import METRICS, Level
from coachkit.model.observations import Granularity
from coachkit.model.periods import Period
from coachkit.model.seams import seams_within
from coachkit.planning.working_days import days_off
from coachkit.sessions.reading import ClientData

_MAY_FALL = "net_"
"""What such metrics begin with: below nothing there is no lift."""

_FIRST = (Level.OUTCOME, Level.OUT_TAKE, Level.OUTPUT, Level.ACTIVITY, Level.INPUT)


@dataclass(frozen=True, eq=False)
class Series:
    """A metric of the client's by day, and what it is."""

    kpi: Kpi
    days: Days
    about: About


def series_of(data: ClientData, kpi: Kpi, matters: float = MATTERS) -> Series | None:
    """The metric by day since it was last counted otherwise; ``None`` where no export has it.

    From an export of days where there is one, else what the posts of each day gathered.
    """
    observed = _telling(data, kpi)
    if observed is None:
        return None
    posts = posts_of(data.observed[kpi.platform])
    days = _days(observed, posts, kpi.metric, data.client.time_zone, data.client.country)
    if days is None:
        return None
    known = Period(first=days.first, last=days.last)
    broken = seams_within(data.seams, kpi.platform, kpi.metric, known)
    sources = [source for source in observed.sources if source.metric(kpi.metric) is not None]
    names = dict.fromkeys(
        metric.platform_name
        for source in sources
        if (metric := source.metric(kpi.metric)) is not None
    )
    about = About(
        metric=kpi.metric,
        definition=series_definition(
            kpi.platform, tuple(names), observed.granularity, speak(data.client.language)
        ),
        sources=tuple(dict.fromkeys(source.file for source in sources)),
        matters=matters,
    )
    return Series(kpi, days.since(broken[-1].day if broken else None), about)


def _telling(data: ClientData, kpi: Kpi) -> Observed | None:
    """What has the metric, an export of days before one of posts."""
    seen = data.observed.get(kpi.platform, ())
    there = [one for one in seen if kpi.metric in one.frame.columns]
    told = [one for one in there if one.frame[kpi.metric].notna().any()]
    return min(told, key=lambda one: one.granularity is not Granularity.DAY, default=None)


@lru_cache(maxsize=64)
def _days(
    observed: Observed, posts: Observed | None, metric: str, zone: str, country: str
) -> Days | None:
    plain = series(observed, metric, zone, posts=posts)
    if plain is None:
        return None
    try:
        off = days_off(country, plain.first, plain.last)
    except InvalidValue:
        off = frozenset()
    return Days(plain.first, plain.values, plain.posts, off)


# ── What may be asked ───────────────────────────────────────────────────────────────────────────


def campaign_metrics(data: ClientData) -> tuple[Kpi, ...]:
    """What a campaign may have moved: by day before by post, outcomes before mere exposure."""
    found = [
        (one.granularity is not Granularity.DAY, _FIRST.index(METRICS[name].level), name, platform)
        for platform in data.platforms()
        for one in data.observed[platform]
        for name in told_in(one)
        if METRICS[name].additive
        and METRICS[name].level is not Level.INPUT
        and not name.startswith(_MAY_FALL)
    ]
    kpis = (Kpi(platform=platform, metric=name) for *_, name, platform in sorted(found))
    return tuple(dict.fromkeys(kpis))


@lru_cache(maxsize=64)
def told_in(observed: Observed) -> tuple[str, ...]:
    """Metrics of which any value stands in the exports."""
    there = [name for name in observed.frame.columns if name in METRICS]
    return tuple(name for name in there if observed.frame[name].notna().any())


def control_choices(data: ClientData, said: CampaignEffect) -> tuple[Kpi, ...]:
    """Series to compare with: of other places, for all of one's own place was touched."""
    if said.outcome is None:
        return ()
    away = said.outcome.platform
    return tuple(kpi for kpi in campaign_metrics(data) if kpi.platform is not away)
