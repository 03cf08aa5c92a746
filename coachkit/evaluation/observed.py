"""Observations of one platform, in the client's own days."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from coachkit.model.observations import Granularity, Platform, TableSource
from coachkit.model.periods import Period
from coachkit.model.results import MATURE_DAYS


@dataclass(frozen=True, eq=False)
class Observed:
    """What a client's exports say of one platform, by post or by day. It is never changed.

    ``frame``: a row per item as ``coachkit.model.observations.ITEM_COLUMNS`` describes, plus
    ``time_zone`` (str or missing) and ``exported`` (datetime64): the moment up to which the values
    count, by :attr:`TableSource.counted_until`; a float64 column per metric.
    ``sources``: every table that went into it.
    """

    platform: Platform
    granularity: Granularity
    frame: pd.DataFrame
    sources: tuple[TableSource, ...]


@lru_cache(maxsize=16)
def in_local_days(observed: Observed, zone: str) -> pd.DataFrame:
    """The frame with ``day`` (midnight, datetime64) and ``young`` (bool), in the client's zone.

    Sorted by day. Every question on a page begins here, so the answer is kept: do not change it.

    Where the platform wrote hours and says in which zone, they are converted: a post at 22:00 in
    California belongs to the next morning in Stockholm. Where it wrote days, they stay.
    Items without a date are left out: they belong to no period.
    """
    frame = observed.frame.dropna(subset=["published"])
    to_the_hour = {source.time_zone for source in observed.sources if not source.day_precision}
    parts = [
        part.assign(day=_local_day(part["published"], str(written_in), zone, to_the_hour))
        for written_in, part in frame.groupby(frame["time_zone"].fillna(""), sort=False)
    ]
    local = pd.concat(parts) if parts else frame.assign(day=frame["published"])
    local = local.sort_values(["day", "row"])
    age = local["exported"] - local["published"]
    return local.assign(young=age < pd.Timedelta(days=MATURE_DAYS))


def _local_day(
    published: pd.Series, written_in: str, zone: str, to_the_hour: set[str | None]
) -> pd.DatetimeIndex:
    days = pd.DatetimeIndex(published)
    if not written_in or written_in not in to_the_hour:
        return days.normalize()
    # A clock hour that comes twice in autumn is read as its first, one that never was as the next.
    first = np.ones(len(days), dtype=bool)
    instants = days.tz_localize(written_in, ambiguous=first, nonexistent="shift_forward")
    return instants.tz_convert(zone).tz_localize(None).normalize()


def within(local: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The rows whose ``day`` lies in the period, of a frame sorted by day."""
    days = local["day"]
    begins = days.searchsorted(pd.Timestamp(period.first), side="left")
    ends = days.searchsorted(pd.Timestamp(period.last), side="right")
    return local.iloc[begins:ends]


def with_shared_days(sources: Sequence[TableSource]) -> tuple[TableSource, ...]:
    """The sources, each sheet of a file covering the days that any of its sheets covers.

    A workbook of LinkedIn has a row for each day on one sheet and the posts on another: the
    month that the days span is the month that the posts were asked for.
    """
    known = {source.sha256: source.covers for source in sources if source.covers is not None}
    return tuple(
        source.changed(covers=known[source.sha256])
        if source.covers is None and source.sha256 in known
        else source
        for source in sources
    )
