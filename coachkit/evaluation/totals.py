"""What a period came to, without adding what may not be added.

The refusals: people counted once (reach, viewers, visitors) are never summed over posts or days,
rates are never averaged, stocks are never summed, posts are never taken for the page's own
daily count, and what no export speaks of is missing, not zero.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import pandas as pd

from coachkit.evaluation.covering import coverage
from coachkit.evaluation.observed import Observed, in_local_days, within
from coachkit.evaluation.refused import why_not_summed
from coachkit.model.metrics import METRICS
from coachkit.model.observations import Granularity, TableSource
from coachkit.model.periods import Period
from coachkit.model.results import Basis, Coverage, MonthTotal, Total
from coachkit.model.seams import Seam, seams_within

_BASIS = {Granularity.POST: Basis.POSTS, Granularity.DAY: Basis.DAYS}
_WHY = {
    "people_summed": "not_additive",
    "stock_summed": "a_stock",
    "rates_averaged": "a_rate",
    "prices_averaged": "a_rate",
}


def totals(
    observed: Observed, period: Period, zone: str, seams: Sequence[Seam] = ()
) -> tuple[Total, ...]:
    """Each metric's total over the period, with the last of the seams that lies inside it."""
    rows = within(in_local_days(observed, zone), period)
    known = coverage(observed, period, zone)
    files = _spoken_of(observed.sources, rows)
    found = (_total(observed, metric, rows, known, files) for metric in metrics_of(observed))
    return tuple(_with_seam(total, period, seams) for total in found)


def _with_seam(total: Total, period: Period, seams: Sequence[Seam]) -> Total:
    inside = seams_within(seams, total.platform, total.metric, period)
    return total.changed(seam=inside[-1].day) if inside else total


def metrics_of(observed: Observed) -> tuple[str, ...]:
    """The canonical metrics that any of the exports has, exposure before response."""
    return tuple(name for name in METRICS if name in observed.frame.columns)


def _total(
    observed: Observed,
    name: str,
    rows: pd.DataFrame,
    known: Coverage,
    touching: Sequence[TableSource],
) -> Total:
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
        files=_once(source.file for source in touching if source.metric(name) is not None),
        whole=known.complete,
    )


def _reason(name: str, rows: pd.DataFrame, values: pd.Series, *, covered: bool) -> str | None:
    if not covered:
        return "no_data"
    refusal = why_not_summed(name)
    if refusal is not None:
        return _WHY[refusal]
    # No post at all in a covered month is a true zero; posts that all lack the value are not.
    return "all_blank" if len(rows) and values.empty else None


def _names(speaking: Iterable[TableSource], name: str) -> tuple[str, ...]:
    found = (source.metric(name) for source in speaking)
    return _once(metric.platform_name for metric in found if metric is not None)


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _spoken_of(sources: Sequence[TableSource], rows: pd.DataFrame) -> tuple[TableSource, ...]:
    """Those that speak of any day of the rows."""
    if rows.empty:
        return ()
    first, last = rows["day"].min().date(), rows["day"].max().date()
    return tuple(source for source in sources if _touches(source, first, last))


def _touches(source: TableSource, first: date, last: date) -> bool:
    if source.first is None or source.last is None:
        return False
    # A day elsewhere lies in two days here.
    beside = timedelta(days=1 if source.time_zone and not source.day_precision else 0)
    return source.first <= last + beside and source.last >= first - beside


def monthly(observed: Observed, metric: str, period: Period, zone: str) -> tuple[MonthTotal, ...]:
    """An additive metric by calendar month over the period; months not covered are missing."""
    local = in_local_days(observed, zone)
    posts = observed.granularity is Granularity.POST
    found = []
    for month in period.months():
        span = Period.month(month)
        known = coverage(observed, span, zone)
        rows = within(local, span)
        values = rows[metric]
        blank = len(values) > 0 and values.isna().all()
        found.append(
            MonthTotal(
                month=month,
                value=None if known.nothing or blank else float(values.sum()),
                partly=not known.complete and not known.nothing,
                young=int(rows["young"].sum()) if posts else 0,
            )
        )
    return tuple(found)
