"""Where a series breaks: nothing before a seam is compared with what comes after it."""

from collections.abc import Iterable, Sequence
from datetime import date

import pandas as pd

from coachkit.model.periods import Period
from coachkit.model.seams import Seam


def breaking(inside: Sequence[Seam], told: Iterable[pd.DataFrame], metric: str) -> tuple[Seam, ...]:
    """Those seams that something was counted before. ``told``: frames with ``day``, by day."""
    days = [frame["day"][frame[metric].notna()].min() for frame in told]
    first = min((day for day in days if not pd.isna(day)), default=None)
    if first is None:
        return ()
    return tuple(seam for seam in inside if first < pd.Timestamp(seam.day))


def since(inside: Sequence[Seam]) -> date | None:
    """The first day of what is counted as it is now, ``None`` where nothing ever changed.

    ``inside``: the seams of the series within what is looked at, in order of the day.
    """
    return inside[-1].day if inside else None


def until_now(period: Period, broke: date | None) -> Period:
    """The days of the period that are counted as its last day is."""
    if broke is None or broke <= period.first:
        return period
    return Period(first=broke, last=period.last)
