"""Which content works: pillar, format, weekday and hour, told apart by posts' own rates.

The unit is the post. Pooling all impressions of a pillar would let one viral post speak for a
hundred others and would take a thousand impressions of it for a thousand witnesses.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtri

from coachkit.evaluation.measuring import changed, smallest
from coachkit.evaluation.mixed_effects import Contrasts, SpreadPrior, contrasts, crossed, fit
from coachkit.evaluation.refused import paid_with_organic
from coachkit.model.errors import InvalidValue
from coachkit.model.factors import ContentEffects, Factor, FactorEffects, GroupEffect, NoFactors
from coachkit.model.results import INTERVAL_LEVEL

Values = NDArray[np.float64]

FEWEST = 12
"""Posts: below that no group of any use can be told from another."""

_HALF = 0.5
"""Added to a count before its log: a post without any reaction is not infinitely bad."""

_SAME = 1e-9
"""Logs that differ by less are one rate."""

_EDGE = float(ndtri(0.5 + INTERVAL_LEVEL / 2))
"""Standard errors in half an interval."""

_SEASON = 42
"""Days that are fitted together, so that what all posts gained or lost is nobody's merit."""


def content_effects(
    posts: pd.DataFrame,
    numerator: str,
    denominator: str,
    *,
    factors: Sequence[Factor] = tuple(Factor),
    sources: Sequence[str] = (),
) -> ContentEffects:
    """What each factor does to ``numerator`` ÷ ``denominator`` of a post.

    ``posts``: a row per post with both metrics, ``young`` (bool) and a column for each factor
    that is known (weekday 0 is Monday; missing where unknown); ``day``, if there, takes the
    seasons out. Posts that still grow and posts without either value are left out and counted;
    so are those of less than nothing.

    Raises :class:`~coachkit.model.errors.InvalidValue`: ``missing`` with the column that lacks;
    :class:`~coachkit.model.errors.RefusedAggregation` where one is paid for and the other is not.
    """
    for name in (numerator, denominator, "young"):
        if name not in posts.columns:
            raise InvalidValue("missing", name)
    paid_with_organic(numerator, denominator)
    young = posts["young"].to_numpy(dtype=bool)
    above = posts[numerator].to_numpy(dtype=float)
    below = posts[denominator].to_numpy(dtype=float)
    known = np.isfinite(above) & (above >= 0) & np.isfinite(below) & (below > 0)
    used = known & ~young
    said = ContentEffects(
        numerator=numerator,
        denominator=denominator,
        sources=tuple(sources),
        n=int(used.sum()),
        young=int(young.sum()),
        unknown=int((~known & ~young).sum()),
        reason=NoFactors.NO_POSTS,
    )
    if used.sum() < FEWEST:
        return said.changed(reason=NoFactors.FEW_POSTS) if used.any() else said
    rates = np.log(above[used] + _HALF) - np.log(below[used])
    typical = float(np.median(above[used] / below[used]))
    return _fitted(posts.loc[used], rates, factors, said.changed(typical_rate=typical))


def _fitted(
    posts: pd.DataFrame, rates: Values, factors: Sequence[Factor], said: ContentEffects
) -> ContentEffects:
    if np.ptp(rates) < _SAME:
        return said.changed(reason=NoFactors.NOTHING_COUNTED)
    known = {f: pd.factorize(posts[f], sort=True) for f in factors if f in posts.columns}
    known = {factor: seen for factor, seen in known.items() if len(seen[1]) > 1}
    if not known:
        return said.changed(reason=NoFactors.ALL_ALIKE)
    codes = [seen[0] for seen in known.values()]
    sizes = [len(seen[1]) for seen in known.values()]
    seasons = _seasons(posts)
    if seasons is not None:
        codes.append(seasons)
        sizes.append(int(seasons.max()) + 1)
    found = fit(crossed(rates, codes, sizes), SpreadPrior())
    effects = tuple(
        FactorEffects(
            factor=factor,
            spread=float(np.expm1(found.spreads[place])),
            groups=_groups(seen[0], seen[1], contrasts(found, place)),
        )
        for place, (factor, seen) in enumerate(known.items())
    )
    return ContentEffects.model_validate({**said.model_dump(), "factors": effects, "reason": None})


def _seasons(posts: pd.DataFrame) -> NDArray[np.intp] | None:
    """The stretch of six weeks that each post is from; ``None`` where all are from one."""
    if "day" not in posts.columns:
        return None
    days = (posts["day"] - posts["day"].min()).dt.days.to_numpy()
    stretches = np.asarray(pd.factorize(days // _SEASON)[0], dtype=np.intp)
    return stretches if stretches.max() > 0 else None


def _groups(
    codes: NDArray[np.intp], keys: "pd.Index[Any]", found: Contrasts
) -> tuple[GroupEffect, ...]:
    counts = np.bincount(codes[codes >= 0], minlength=len(keys))
    # The average holds the group itself: beside the others alone it differs by a little more.
    half = _EDGE * len(keys) / (len(keys) - 1)
    groups = [
        GroupEffect(
            key=_key(key),
            n=int(n),
            change=changed(float(low), float(value), float(high)),
            plain=float(np.expm1(plain)),
            kept=float(kept),
            smallest=smallest(half * float(error), 1).lift,
        )
        for key, n, low, value, high, plain, kept, error in zip(
            keys,
            counts,
            found.low,
            found.value,
            found.high,
            found.plain,
            found.kept,
            found.error,
            strict=True,
        )
    ]
    return tuple(sorted(groups, key=lambda group: -group.n))


def _key(key: object) -> str:
    """The group's name; hours and weekdays that pandas made parts of are whole numbers."""
    whole = isinstance(key, float | np.floating) and float(key).is_integer()
    return str(int(key)) if whole else str(key)  # type: ignore[call-overload]
