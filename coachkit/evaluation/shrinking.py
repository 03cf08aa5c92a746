"""Groups that are believed by as much as their numbers deserve, where no posts need be fitted.

Three ways for three kinds of numbers: estimates that all have one known error (James & Stein),
estimates that each have their own (random effects by REML), and shares of independent things such
as conversations (beta-binomial). Impressions of a post are *not* independent; for rates of posts
there is :mod:`coachkit.evaluation.content_factors`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar
from scipy.special import betainc, betaln, gammaln, ndtri

from coachkit.model.results import INTERVAL_LEVEL

Values = NDArray[np.float64]

_EDGE = float(ndtri(0.5 + INTERVAL_LEVEL / 2))

_AWAY = np.sinh(np.linspace(-5.7, 5.7, 49)) / 30
_SIZES = np.linspace(-1, 8, 19)
"""How far what groups have in common may lie from the share of all, in logits, finest where many
tell of it; and how alike groups may be: from not at all to wholly."""

_HALF = 0.5

_SLIGHT = 1e-6
"""What is less likely by so much takes no part."""

_HALVINGS = 24


@dataclass(frozen=True, eq=False)
class Shrunk:
    """Groups drawn towards their middle. ``spread``: of the true values, ``nan`` where unasked."""

    middle: float
    error: float
    spread: float
    value: Values
    low: Values
    high: Values


def james_stein(values: Values, variance: float) -> tuple[float, float, Values]:
    """The factor kept, the mean, and all values drawn towards it (Efron & Morris 1977).

    ``variance``: of each value, known and the same for all. It takes four values or more.
    """
    middle = float(values.mean())
    around = float(((values - middle) ** 2).sum())
    kept = max(0.0, 1 - (len(values) - 3) * variance / around) if around else 0.0
    return kept, middle, middle + kept * (values - middle)


def estimates(values: Values, variances: Values) -> Shrunk:
    """Estimates with a known error each: random effects with their variance by REML."""
    # Fisher scoring stands still where the best variance is zero; a bounded search does not.
    most = 10 * float(values.var(ddof=1) + variances.max())
    found = minimize_scalar(
        lambda between: _restricted(between, values, variances),
        bounds=(0.0, most),
        method="bounded",
        options={"xatol": 1e-10 * most, "maxiter": 200},
    )
    between = float(found.x)
    if _restricted(0.0, values, variances) <= float(found.fun):
        between = 0.0
    weights = 1 / (variances + between)
    middle = float((weights * values).sum() / weights.sum())
    kept = between / (variances + between)
    value = middle + kept * (values - middle)
    # What is left of the group's own error, and the doubt in the middle that it leans on.
    error = np.sqrt(kept * variances + (1 - kept) ** 2 / weights.sum())
    return Shrunk(
        middle=middle,
        error=float(np.sqrt(1 / weights.sum())),
        spread=float(np.sqrt(between)),
        value=value,
        low=value - _EDGE * error,
        high=value + _EDGE * error,
    )


def _restricted(between: float, values: Values, variances: Values) -> float:
    weights = 1 / (variances + between)
    middle = (weights * values).sum() / weights.sum()
    around = (weights * (values - middle) ** 2).sum()
    return float(-np.log(weights).sum() + np.log(weights.sum()) + around)


@dataclass(frozen=True, eq=False)
class Shares:
    """Shares of groups. ``alpha``/``beta``: what a new group is expected to be like."""

    alpha: float
    beta: float
    log_likelihood: float
    value: Values
    low: Values
    high: Values


def shares(successes: Values, trials: Values) -> Shares:
    """Shares of independent things by a beta-binomial, its parameters by maximum likelihood."""
    whole = float(successes.sum() / trials.sum())
    begin = np.array([np.log(whole / (1 - whole)), 2.0]) if 0 < whole < 1 else np.array([0.0, 2.0])
    best = minimize(
        _unlikely,
        begin,
        args=(successes, trials),
        method="TNC",  # as in mixed_effects
        bounds=[(-12, 12), (-5, 12)],
    )
    alpha, beta = _parameters(best.x)
    ways = gammaln(trials + 1) - gammaln(successes + 1) - gammaln(trials - successes + 1)
    value = (alpha + successes) / (alpha + beta + trials)
    low, high = _bounds(successes, trials)
    return Shares(
        alpha=alpha,
        beta=beta,
        log_likelihood=float(ways.sum() - best.fun),
        value=value,
        # Where all or none succeeded the density is so skew that its mean may lie outside.
        low=np.minimum(low, value),
        high=np.maximum(high, value),
    )


def _bounds(successes: Values, trials: Values) -> tuple[Values, Values]:
    """Intervals that average over what the groups' own spread may be.

    With three themes nobody knows whether themes differ, nor what they have in common; an interval
    that takes the likeliest for the truth would be as narrow as if there were thousands.
    """
    whole = float((successes.sum() + _HALF) / (trials.sum() + 2 * _HALF))
    middle = float(np.log(whole / (1 - whole)))
    away, sizes = (one.ravel() for one in np.meshgrid(_AWAY, _SIZES))
    logits, apart = middle + away, np.tile(np.gradient(_AWAY), len(_SIZES))
    found = [-_unlikely(np.array(at), successes, trials) for at in zip(logits, sizes, strict=True)]
    # As likely beforehand: shares of every size, groups that differ as much as those that don't.
    share = 1 / (1 + np.exp(-logits))
    scores = np.array(found) + np.log(apart * share * (1 - share))
    scores += sizes - 2 * np.log1p(np.exp(sizes))
    weight = np.exp(scores - scores.max())
    kept = weight > _SLIGHT
    weight, share, size = weight[kept] / weight[kept].sum(), share[kept], np.exp(sizes[kept])
    mine = (share * size)[:, None] + successes
    others = ((1 - share) * size)[:, None] + trials - successes
    outside = (1 - INTERVAL_LEVEL) / 2
    return (
        _reached(weight, mine, others, outside),
        _reached(weight, mine, others, 1 - outside),
    )


def _reached(weight: Values, mine: Values, others: Values, part: float) -> Values:
    """Where each group's mixture of beta distributions reaches that part."""
    low, high = np.zeros(mine.shape[1]), np.ones(mine.shape[1])
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        below = weight @ betainc(mine, others, middle) < part
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return np.asarray((low + high) / 2)


def _parameters(at: Values) -> tuple[float, float]:
    share, size = 1 / (1 + np.exp(-at[0])), np.exp(at[1])
    return float(share * size), float((1 - share) * size)


def _unlikely(at: Values, successes: Values, trials: Values) -> float:
    alpha, beta = _parameters(at)
    seen = betaln(alpha + successes, beta + trials - successes) - betaln(alpha, beta)
    return -float(seen.sum())
