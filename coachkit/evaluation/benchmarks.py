"""Figures of others beside the client's own, or the reason why not."""

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coachkit.evaluation.refused import Rated, paid_with_organic, period_rate
from coachkit.model.benchmarks import (
    ALL,
    FOLLOWERS,
    Benchmark,
    Fitted,
    Mismatch,
    Own,
    Passport,
    Statistic,
)
from coachkit.model.errors import RefusedAggregation
from coachkit.model.results import ENOUGH

Values = NDArray[np.float64]

YEARS = 2
"""A figure older than that is history: rates halve within a year."""


Made = Callable[[Passport], tuple[float, int] | None]
"""The client's figure reckoned as a passport says, and of how many posts; ``None`` if it can't."""


def fitted(
    own: Own, benchmarks: Iterable[Benchmark], made: Made = lambda _: None
) -> tuple[Fitted, ...]:
    """Each benchmark of the figure's own kind of thing, those that fit first.

    What is of another platform altogether is not listed: nobody would have asked for it.
    """
    asked = [one for one in benchmarks if one.passport.platform in {own.platform, None}]
    found = [_fitted(own, one, made(one.passport)) for one in asked]
    return tuple(sorted(found, key=lambda one: len(one.mismatches)))


def _fitted(own: Own, benchmark: Benchmark, made: tuple[float, int] | None) -> Fitted:
    """Beside the client's figure of the same definition, where there is one."""
    if made is None:
        return Fitted(benchmark=benchmark, mismatches=mismatches(own, benchmark))
    told, (value, n) = benchmark.passport, made
    alike = {"numerator": told.numerator, "denominator": told.denominator}
    mine = own.changed(**alike, statistic=told.statistic)
    return Fitted(benchmark=benchmark, mismatches=mismatches(mine, benchmark), yours=value, n=n)


def own_figure(
    posts: pd.DataFrame, told: Passport, followers: int | None = None
) -> tuple[float, int] | None:
    """The client's figure reckoned as the passport says, and of how many posts.

    ``posts``: a row per post with its metrics and ``young`` (bool); young ones, and posts without
    either part, are left out. ``followers``: of the account. ``None`` where a part is missing,
    where fewer than five posts have it, or where the rate would be one that is not made.
    """
    if told.statistic is None or told.numerator not in posts.columns:
        return None
    grown = posts.loc[~posts["young"].astype(bool)]
    above = grown[told.numerator].to_numpy(dtype=float)
    if told.denominator == FOLLOWERS:
        below = np.full(len(grown), float(followers or 0))
    elif told.denominator in posts.columns:
        below = grown[told.denominator].to_numpy(dtype=float)
    else:
        return None
    known = ~np.isnan(above) & (below > 0)
    if known.sum() < ENOUGH:
        return None
    try:
        value = _middle(told, above[known], below[known])
    except RefusedAggregation:
        return None
    return None if value is None else (value, int(known.sum()))


def _middle(told: Passport, above: Values, below: Values) -> float | None:
    paid_with_organic(told.numerator, told.denominator)
    if told.statistic is Statistic.RATE:
        rated = Rated(numerator=told.numerator, denominator=told.denominator)
        return period_rate(rated, above.tolist(), below.tolist())
    middle = np.median if told.statistic is Statistic.MEDIAN else np.mean
    return float(middle(above / below))


def mismatches(own: Own, benchmark: Benchmark) -> tuple[Mismatch, ...]:
    """All reasons why the benchmark says nothing about the figure."""
    told = benchmark.passport
    low, high = told.followers or (0, 0)
    checks = {
        Mismatch.NO_PASSPORT: bool(told.lacking),
        Mismatch.PLATFORM: told.platform is not None and told.platform is not own.platform,
        Mismatch.NUMERATOR: bool(told.numerator) and told.numerator != own.numerator,
        Mismatch.DENOMINATOR: bool(told.denominator) and told.denominator != own.denominator,
        Mismatch.STATISTIC: told.statistic is not None and told.statistic is not own.statistic,
        Mismatch.SECTOR: told.sector not in {"", ALL} and _other_sector(told.sector, own.sector),
        Mismatch.YEAR: told.year is not None and abs(told.year - own.year) > YEARS,
        Mismatch.SIZE: told.followers is not None and not low <= (own.followers or 0) <= high,
    }
    return tuple(reason for reason, found in checks.items() if found)


def _other_sector(theirs: str, ours: str) -> bool:
    return theirs.strip().casefold() != ours.strip().casefold()


def beside(own: Own, benchmark: Benchmark) -> float:
    """The benchmark's value to be shown beside the figure, or :class:`RefusedAggregation`."""
    reasons = mismatches(own, benchmark)
    if Mismatch.NO_PASSPORT in reasons:
        lacking = benchmark.passport.lacking[0]
        raise RefusedAggregation("no_passport", benchmark.source, lacking=lacking)
    if reasons:
        raise RefusedAggregation("benchmark_mismatch", benchmark.source, reason=reasons[0].value)
    return benchmark.value
