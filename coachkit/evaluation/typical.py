"""The typical post: a median with an interval that assumes nothing of the distribution."""

from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import bdtr

from coachkit.model.results import INTERVAL_LEVEL, Group, Typical, Verdict

Values = NDArray[np.float64]
Mask = NDArray[np.bool_]
Bounds = tuple[float | None, float | None]


def typical(posts: pd.DataFrame, metric: str) -> Typical:
    """The median of ``metric`` over ``posts`` (with a bool column ``young``).

    Posts that were still growing when they were exported are left out and counted, posts
    without a value likewise: neither is a zero. Below five values there is no interval.
    """
    return _typical(metric, *_columns(posts, metric))


def _columns(posts: pd.DataFrame, metric: str) -> tuple[Values, Mask]:
    return posts[metric].to_numpy(dtype=float), posts["young"].to_numpy(dtype=bool)


def _typical(metric: str, values: Values, young: Mask) -> Typical:
    known = _known(values, young)
    low, high = median_interval(known)
    grew = int(young.sum())
    return Typical(
        metric=metric,
        median=float(np.median(known)) if len(known) else None,
        low=low,
        high=high,
        n=len(known),
        missing=len(values) - grew - len(known),
        young=grew,
    )


def _known(values: Values, young: Mask) -> Values:
    grown = values[~young]
    return grown[~np.isnan(grown)]


def median_interval(values: Values, level: float = INTERVAL_LEVEL) -> Bounds:
    """An interval of the median from order statistics, or ``(None, None)`` where n is too small.

    Distribution-free: the chance that the true median lies outside follows from coin tosses
    alone, so that one viral post cannot stretch it. Source: David & Nagaraja, Order Statistics,
    3rd ed., 7.1; coverage is at least ``level``: for 90 % it takes 5 values, which give 93.8 %.
    """
    rank = _rank(len(values), level)
    if rank is None:
        return None, None
    ordered = np.sort(values)
    return float(ordered[rank]), float(ordered[-1 - rank])


@lru_cache(maxsize=4096)
def _rank(n: int, level: float) -> int | None:
    """How many values may be cut off at each end, ``None`` where even none is too many."""
    fitting = np.flatnonzero(bdtr(np.arange(n // 2 + 1), n, 0.5) <= (1 - level) / 2)
    return int(fitting[-1]) if len(fitting) else None


def compare(one: Typical, other: Typical) -> Verdict:
    """What may be said of ``one`` against ``other``.

    *Shown* only where the two 90 % intervals do not touch, which is stricter than one test at
    that level: many groups are looked at on one page, and a page must not cry wolf.
    """
    return _verdict((one.low, one.high), (other.low, other.high))


def _verdict(one: Bounds, other: Bounds) -> Verdict:
    if one[0] is None or one[1] is None or other[0] is None or other[1] is None:
        return Verdict.CANNOT_TELL
    if one[0] > other[1]:
        return Verdict.SHOWN_UP
    if one[1] < other[0]:
        return Verdict.SHOWN_DOWN
    return Verdict.NOT_SHOWN


def groups(posts: pd.DataFrame, by: str, metric: str) -> tuple[Group, ...]:
    """Each kind of post beside all the others, the most frequent kind first.

    ``by``: a column of ``posts``; posts without a value in it stay out of the groups. Whoever
    looks at seven weekdays finds one that stands out by chance: the verdicts are held to a
    level that makes up for the number of kinds (Bonferroni); the intervals shown are not.
    """
    kinds = posts.loc[posts[by].notna(), [by, metric, "young"]]
    values, young = _columns(kinds, metric)
    codes, keys = pd.factorize(kinds[by], sort=True)
    level = 1 - (1 - INTERVAL_LEVEL) / max(1, len(keys))
    found = [
        _group(str(key), metric, values, young, codes == code, level)
        for code, key in enumerate(keys)
    ]
    return tuple(sorted(found, key=lambda group: -group.typical.n))


def _group(  # noqa: PLR0913, PLR0917  three columns, and what is asked of them
    key: str, metric: str, values: Values, young: Mask, mine: Mask, level: float
) -> Group:
    typical, others = (_typical(metric, values[which], young[which]) for which in (mine, ~mine))
    strictly = (
        median_interval(_known(values[which], young[which]), level) for which in (mine, ~mine)
    )
    return Group(key=key, typical=typical, others=others, verdict=_verdict(*strictly))
