"""A client's metrics as numbers for each day, and which of them may be asked about or compared."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from coachkit.evaluation.comparing import About
from coachkit.evaluation.daily import Days
from coachkit.evaluation.month import posts_of
from coachkit.evaluation.observed import Observed
from coachkit.evaluation.parts import only, parts_of
from coachkit.evaluation.series import series
from coachkit.language.series_said import series_definition
from coachkit.language.speech import speak
from coachkit.model.effects import MATTERS
from coachkit.model.errors import InvalidValue
from coachkit.model.goals import BY_ACCOUNT, Kpi
from coachkit.model.metrics import METRICS, Level
from coachkit.model.observations import Granularity
from coachkit.model.periods import Period
from coachkit.model.seams import seams_within
from coachkit.planning.working_days import days_off
from coachkit.sessions.reading import ClientData

_MAY_FALL = "net_"
"""What such metrics begin with: below nothing there is no lift."""

_PARTED = 2

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
    posts = posts_of(_seen(data, kpi))
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
            kpi, tuple(names), observed.granularity, speak(data.client.language)
        ),
        sources=tuple(dict.fromkeys(source.file for source in sources)),
        matters=matters,
        part="" if kpi.part is None else kpi.part.label,
    )
    return Series(kpi, days.since(broken[-1].day if broken else None), about)


def _telling(data: ClientData, kpi: Kpi) -> Observed | None:
    """What has the metric, an export of days before one of posts."""
    seen = _of_group(data, kpi) if _is_of_group(kpi) else _seen(data, kpi)
    there = [one for one in seen if kpi.metric in one.frame.columns]
    told = [one for one in there if one.frame[kpi.metric].notna().any()]
    return min(told, key=lambda one: one.granularity is not Granularity.DAY, default=None)


def _is_of_group(kpi: Kpi) -> bool:
    return kpi.part is not None and kpi.part.by != BY_ACCOUNT


def _seen(data: ClientData, kpi: Kpi) -> tuple[Observed, ...]:
    """Posts and days of the place, or of the account that it is of."""
    seen = data.observed.get(kpi.platform, ())
    if kpi.part is None or _is_of_group(kpi):
        return seen
    return tuple(part for one in seen if (part := only(one, kpi.part)) is not None)


def _of_group(data: ClientData, kpi: Kpi) -> tuple[Observed, ...]:
    of_it = [one for one in data.by_group if kpi.part and one.sources[0].format == kpi.part.by]
    return tuple(part for one in of_it if kpi.part and (part := only(one, kpi.part)) is not None)


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
        for name in _may_move(one)
    ]
    kpis = (Kpi(platform=platform, metric=name) for *_, name, platform in sorted(found))
    return tuple(dict.fromkeys(kpis))


def campaign_parts(data: ClientData) -> tuple[Kpi, ...]:
    """The same of a part: of one account where there are several, of one country or source.

    Of each table just :data:`_PARTED` metrics, those of goals first: a list is for choosing from.
    """
    tables = [one for platform in data.platforms() for one in data.observed[platform]]
    aims = {(goal.kpi.platform, goal.kpi.metric) for goal in data.goals.goals}
    kpis = (
        Kpi(platform=one.platform, metric=name, part=part)
        for one in (*data.by_group, *tables)
        for name in _first_of(one, {metric for place, metric in aims if place is one.platform})
        for part in parts_of(one, name)
    )
    return tuple(dict.fromkeys(kpis))


def _first_of(observed: Observed, aims: Collection[str]) -> Sequence[str]:
    return sorted(_may_move(observed), key=lambda name: name not in aims)[:_PARTED]


@lru_cache(maxsize=64)
def told_in(observed: Observed) -> tuple[str, ...]:
    """Metrics of which any value stands in the exports."""
    there = [name for name in observed.frame.columns if name in METRICS]
    return tuple(name for name in there if observed.frame[name].notna().any())


@lru_cache(maxsize=64)
def _may_move(observed: Observed) -> tuple[str, ...]:
    """Metrics that have a total and no floor below nothing, the most telling first."""
    found = [
        (_FIRST.index(METRICS[name].level), name)
        for name in told_in(observed)
        if METRICS[name].additive
        and METRICS[name].level is not Level.INPUT
        and not name.startswith(_MAY_FALL)
    ]
    return tuple(name for _, name in sorted(found))


def control_choices(data: ClientData, outcome: Kpi | None) -> tuple[Kpi, ...]:
    """Series to compare with: of other places or parts, for all of one's own place was touched."""
    if outcome is None:
        return ()
    same = _other_parts(data, outcome)
    known = (*same, *campaign_metrics(data), *campaign_parts(data))
    return tuple(dict.fromkeys(kpi for kpi in known if kpi.apart_from(outcome)))


def _other_parts(data: ClientData, outcome: Kpi) -> tuple[Kpi, ...]:
    """The same measure of the other accounts, countries or sources."""
    if outcome.part is None:
        return ()
    tables = (
        [one for one in data.by_group if one.sources[0].format == outcome.part.by]
        if _is_of_group(outcome)
        else data.observed.get(outcome.platform, ())
    )
    return tuple(
        outcome.changed(part=part)
        for one in tables
        if outcome.metric in one.frame.columns
        for part in parts_of(one, outcome.metric)
    )
