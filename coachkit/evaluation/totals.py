"""What a period came to, without adding what may not be added.

The refusals: people counted once (reach, viewers, visitors) are never summed over posts or days,
rates are never averaged, stocks are never summed, posts are never taken for the page's own
daily count, and what no export speaks of is missing, not zero.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta

import pandas as pd

from coachkit.evaluation.covering import coverage
from coachkit.evaluation.observed import Observed, in_local_days, within
from coachkit.model.metrics import METRICS, Unit
from coachkit.model.observations import Granularity, TableSource
from coachkit.model.periods import Period
from coachkit.model.results import Basis, Coverage, MonthTotal, Total
from coachkit.model.seams import Seam, seams_within

_BASIS = {Granularity.POST: Basis.POSTS, Granularity.DAY: Basis.DAYS}
_STOCKS = frozenset({"followers", "active_followers", "page_likes"})


def totals(
    observed: Observed, period: Period, zone: str, seams: Sequence[Seam] = ()
) -> tuple[Total, ...]:
    """Each metric's total over the period, with the last of the seams that lies inside it."""
    rows = within(in_local_days(observed, zone), period)
    known = coverage(observed, period, zone)
    found = (_total(observed, metric, rows, known) for metric in metrics_of(observed))
    return tuple(_with_seam(total, period, seams) for total in found)


def _with_seam(total: Total, period: Period, seams: Sequence[Seam]) -> Total:
    inside = seams_within(seams, total.platform, total.metric, period)
    return total.changed(seam=inside[-1].day) if inside else total


def metrics_of(observed: Observed) -> tuple[str, ...]:
    """The canonical metrics that any of the exports has, exposure before response."""
    return tuple(name for name in METRICS if name in observed.frame.columns)


def _total(observed: Observed, name: str, rows: pd.DataFrame, known: Coverage) -> Total:
    values = rows[name].dropna()
    reason = _reason(name, rows, values, covered=not known.nothing)
    unique = reason == "not_additive" and len(values) > 0
    speaking = [source for source in observed.sources if source.metric(name) is not None]
    return Total(
        platform=observed.platform,
        metric=name,
        basis=_BASIS[observed.granularity],
        value=float(values.sum()) if reason is None else None,
        reason=reason,
        at_least=float(values.max()) if unique else None,
        at_most=float(values.sum()) if unique else None,
        n=len(values),
        missing=len(rows) - len(values),
        platform_names=_names(speaking, name),
        files=_once(source.file for source in speaking if _touches(source, rows)),
        whole=known.complete,
    )


def _reason(name: str, rows: pd.DataFrame, values: pd.Series, *, covered: bool) -> str | None:
    metric = METRICS[name]
    if not covered:
        return "no_data"
    if name in _STOCKS:
        return "a_stock"
    average = not metric.additive and (metric.decimals or metric.unit is not Unit.COUNT)
    if metric.unit is Unit.PERCENT or average:
        return "a_rate"
    if not metric.additive:
        return "not_additive"
    # No post at all in a covered month is a true zero; posts that all lack the value are not.
    return "all_blank" if len(rows) and values.empty else None


def _names(speaking: Iterable[TableSource], name: str) -> tuple[str, ...]:
    found = (source.metric(name) for source in speaking)
    return _once(metric.platform_name for metric in found if metric is not None)


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _touches(source: TableSource, rows: pd.DataFrame) -> bool:
    if rows.empty or source.first is None or source.last is None:
        return False
    # A day elsewhere lies in two days here.
    beside = timedelta(days=1 if source.time_zone and not source.day_precision else 0)
    first, last = rows["day"].min().date() - beside, rows["day"].max().date() + beside
    return bool(source.first <= last and source.last >= first)


def monthly(observed: Observed, metric: str, period: Period, zone: str) -> tuple[MonthTotal, ...]:
    """An additive metric by calendar month over the period; months not covered are missing."""
    local = in_local_days(observed, zone)
    found = []
    for month in period.months():
        span = Period.month(month)
        known = coverage(observed, span, zone)
        values = within(local, span)[metric]
        blank = len(values) > 0 and values.isna().all()
        found.append(
            MonthTotal(
                month=month,
                value=None if known.nothing or blank else float(values.sum()),
                partly=not known.complete and not known.nothing,
            )
        )
    return tuple(found)
