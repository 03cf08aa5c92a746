"""What the exports say of a metric, as a number for each of the client's days."""

from collections.abc import Collection
from datetime import date
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coachkit.evaluation.covering import known
from coachkit.evaluation.daily import Days
from coachkit.evaluation.observed import Observed, in_local_days
from coachkit.model.errors import InvalidValue
from coachkit.model.metrics import METRICS
from coachkit.model.observations import Granularity

Values = NDArray[np.float64]


def series(
    observed: Observed,
    metric: str,
    zone: str,
    *,
    posts: Observed | None = None,
    holidays: Collection[date] = (),
) -> Days | None:
    """The metric by day; ``None`` where no export has it.

    Of days, what stands in the export; of posts, what those published on a day gathered, and zero
    on a day that an export speaks of and has no post of. A day that none speaks of is unknown,
    and so is one whose posts were still growing when they were exported. Only what may be summed
    makes a series: reach or followers of a week are no sum of their days.

    ``posts``: where they stand, if not in ``observed``: how many were published each day.
    """
    if metric not in METRICS or not METRICS[metric].additive:
        raise InvalidValue("not_additive", "metric", value=metric[:80])
    if metric not in observed.frame.columns:
        return None
    spoken = _spoken(observed, zone)
    if spoken is None:
        return None
    days = _by_day(observed, metric, zone, spoken)
    published = posts or (observed if observed.granularity is Granularity.POST else None)
    counts = None if published is None else _published(published, zone, spoken)
    return Days(spoken[0].date(), days, counts, frozenset(holidays))


def _spoken(observed: Observed, zone: str) -> pd.DatetimeIndex | None:
    """From the first to the last day that any export speaks of."""
    covered = _covered(observed, zone)
    if not len(covered):
        return None
    return pd.date_range(covered.min(), covered.max(), freq="D")


def _covered(observed: Observed, zone: str) -> pd.DatetimeIndex:
    """Days that exports speak of from midnight to midnight; of days, those that stand in one."""
    if observed.granularity is Granularity.DAY:
        return pd.DatetimeIndex(in_local_days(observed, zone)["day"].unique())
    spans = [stretch.days(ZoneInfo(zone)) for stretch in known(observed, zone)]
    days = [pd.date_range(span.first, span.last) for span in spans if span is not None]
    return pd.DatetimeIndex(sorted({day for span in days for day in span}))


def _by_day(observed: Observed, metric: str, zone: str, spoken: pd.DatetimeIndex) -> Values:
    local = in_local_days(observed, zone)
    sums = local.groupby("day")[metric].sum(min_count=1).reindex(spoken)
    if observed.granularity is Granularity.POST:
        sums = sums.where(spoken.isin(local["day"]), 0.0)
        growing = local.loc[local["young"] | local[metric].isna(), "day"]
        sums = sums.where(spoken.isin(_covered(observed, zone)) & ~spoken.isin(growing))
    return np.asarray(sums, dtype=float)


def _published(posts: Observed, zone: str, spoken: pd.DatetimeIndex) -> Values:
    """Posts of each day, NaN where no export of posts speaks of it."""
    days = in_local_days(posts, zone)["day"]
    counts = days.value_counts().reindex(spoken, fill_value=0).astype(float)
    return np.asarray(counts.where(spoken.isin(_covered(posts, zone))), dtype=float)
