"""A platform's own totals beside the sums of its rows.

They need not agree: a platform may count what it does not list. How much is all that is said.
"""

from coachkit.model.metrics import METRICS
from coachkit.model.observations import MetricSource, TableSource
from coachkit.model.results import Difference

_ROUNDED = 0.01
"""Platforms write parts with two decimals or more; half of the last one may be lost in each row."""


def differences(source: TableSource) -> tuple[Difference, ...]:
    """Each metric whose total is not what the rows add up to, rounding aside."""
    return tuple(
        Difference(metric=known.metric, platform_total=known.platform_total, rows_total=known.total)
        for known in source.metrics
        if known.platform_total is not None
        and known.total is not None
        and abs(known.platform_total - known.total) > _lost_in_rounding(known)
    )


def _lost_in_rounding(known: MetricSource) -> float:
    if not METRICS[known.metric].decimals:
        return _ROUNDED
    return _ROUNDED * (known.given + 1) / 2
