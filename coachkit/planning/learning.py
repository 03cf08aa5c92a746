"""Actual hours, fed back into effort, with how sure that is.

The hours of items are skewed: most take about as long, some take thrice that. So they are averaged
as ratios (logarithms). A content type with few items stays near its default: the default counts
like a few items of one's own.
"""

from collections.abc import Sequence
from math import exp, log, sqrt

from scipy.stats import t

from coachkit.model.actuals import Actuals, LearnedEffort
from coachkit.model.content import ContentType
from coachkit.model.results import ENOUGH, INTERVAL_LEVEL

DEFAULT_COUNTS_AS = 4
"""A default weighs as much as so many items."""

_USUAL_SPREAD = 0.5
"""How much items of one type usually differ (as a ratio: about 1.6 times), before any are known."""

_LEAST, _MOST = 0.01, 80.0


def learned_effort(actuals: Actuals, content: Sequence[ContentType]) -> tuple[LearnedEffort, ...]:
    """The effort of each content type, in its order. Items never made say nothing of hours."""
    return tuple(_learned(actuals, one) for one in content)


def _learned(actuals: Actuals, content: ContentType) -> LearnedEffort:
    mine = [one for one in actuals.actuals if one.content_type == content.name]
    ratios = [log(one.done / content.hours) for one in mine if one.done is not None]
    n = len(ratios)
    own = sum(ratios) / n if n else 0.0
    weight = n / (n + DEFAULT_COUNTS_AS)
    middle = weight * own
    low = high = None
    if n >= ENOUGH:
        reach = _reach(ratios, own)
        low, high = (_hours(content, middle - reach), _hours(content, middle + reach))
    return LearnedEffort(
        content_type=content.name,
        default=content.hours,
        hours=_hours(content, middle),
        own=_hours(content, own) if n else None,
        weight=weight,
        low=low,
        high=high,
        n=n,
        not_made=len(mine) - n,
        sure=n >= ENOUGH,
    )


def _reach(ratios: list[float], own: float) -> float:
    """How far from the middle the next item lies at most, at the one level of all intervals.

    The spread is steadied by the usual one in the same way as the effort is by its default.
    """
    n = len(ratios)
    squares = sum((one - own) ** 2 for one in ratios)
    freedom = n - 1 + DEFAULT_COUNTS_AS
    spread = sqrt((squares + DEFAULT_COUNTS_AS * _USUAL_SPREAD**2) / freedom)
    factor = float(t.ppf((1 + INTERVAL_LEVEL) / 2, freedom))
    return factor * spread * sqrt(1 + 1 / (n + DEFAULT_COUNTS_AS))


def _hours(content: ContentType, ratio: float) -> float:
    return min(_MOST, max(_LEAST, round(content.hours * exp(ratio), 2)))
