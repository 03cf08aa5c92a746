"""Unusual days by their weekday's median and median deviation, on dense series alone.

On sparse ones (most days a handful of reactions, many days none) single days tell nothing: they
scatter so much by chance that what stands out is luck, and what is real is not seen.
"""

import numpy as np
from numpy.typing import NDArray

from coachkit.evaluation.daily import Days
from coachkit.model.anomalies import Anomalies, DayApart, NoAnomalies

Values = NDArray[np.float64]

DENSE = 20.0
"""A median day of fewer is sparse: chance alone makes it differ by a fifth and more."""

ZERO_DAYS = 0.10
"""Likewise a series of which more days have nothing at all."""

WEEKS = 8
"""Days of each weekday that a median and its deviation take."""

UNUSUAL = 3.5
"""Robust standard deviations (Iglewicz & Hoaglin 1993): one usual day in 2,000 lies beyond."""

_TO_SD = 1.4826
"""A normal distribution's standard deviation, in median deviations."""

_NEAR = 84
"""Days on either side that a day is compared with: what was usual a year ago no longer is."""


def anomalies(days: Days, metric: str) -> Anomalies:
    """The unusual days of a series, or why it cannot be told."""
    known = ~np.isnan(days.values)
    found = Anomalies(metric=metric, n=int(known.sum()), missing=int((~known).sum()))
    reason = _reason(days, known)
    if reason is not None:
        return found.changed(reason=reason)
    usual, distance = _distances(days)
    places = np.flatnonzero(np.abs(np.nan_to_num(distance)) > UNUSUAL)
    loudest = sorted(places.tolist(), key=lambda place: -abs(distance[place]))
    unusual = tuple(
        DayApart(
            day=days.day(place),
            value=float(days.values[place]),
            usual=float(usual[place]),
            distance=float(distance[place]),
        )
        for place in loudest
    )
    return found.changed(days=unusual)


def _reason(days: Days, known: NDArray[np.bool_]) -> NoAnomalies | None:
    if not known.any():
        return NoAnomalies.NO_DATA
    if (days.values[known] < 0).any():
        return NoAnomalies.BELOW_NOTHING
    weekday = _weekdays(days)
    if min(int((known & (weekday == one)).sum()) for one in range(7)) < WEEKS:
        return NoAnomalies.SHORT
    values = days.values[known]
    sparse = np.median(values) < DENSE or (values == 0).mean() > ZERO_DAYS
    return NoAnomalies.SPARSE if sparse else None


def _weekdays(days: Days) -> NDArray[np.intp]:
    return (days.first.weekday() + np.arange(len(days.values))) % 7


def _distances(days: Days) -> tuple[Values, Values]:
    """Each day's usual value and its distance from it, in logs as counts scatter.

    The deviation is taken over all weekdays together: a dozen Mondays do not tell their own.
    """
    logs = np.log(days.values + 0.5)
    place, weekday = np.arange(len(logs)), _weekdays(days)
    middle = np.full(len(logs), np.nan)
    for one in place:
        near = (weekday == weekday[one]) & (np.abs(place - one) <= _NEAR) & ~np.isnan(logs)
        if near.sum() >= WEEKS // 2:
            middle[one] = np.median(logs[near])
    off = logs - middle
    # What counting alone makes of the usual day is the least that it can scatter.
    least = 1 / np.sqrt(np.exp(middle) + 0.5)
    spread = np.maximum(_TO_SD * np.nanmedian(np.abs(off)), least)
    return np.exp(middle) - 0.5, off / spread
