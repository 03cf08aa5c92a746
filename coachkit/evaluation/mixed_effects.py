"""Crossed random effects by REML: how much groups differ, and by how much each is to be believed.

One observation belongs to one group of each factor (its pillar, its format, its weekday …). All
factors are fitted together, so that what a pillar owes to its weekday is not counted twice. The
data are looked at once, as cross products; every step of the fit then costs a matrix as large
as the number of groups, however many posts there are. Profiled criterion: Bates et al. 2015, J.
Stat. Softw. 67(1); the prior that keeps spreads off zero: Chung et al. 2013, Psychometrika 78.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import lapack
from scipy.optimize import minimize
from scipy.special import ndtr, ndtri, stdtrit

from coachkit.model.results import INTERVAL_LEVEL

Values = NDArray[np.float64]
Codes = NDArray[np.intp]

_LOWEST, _HIGHEST = -6.0, 4.0
"""Logs between which a spread is looked for, in parts of the residual's."""

_GRID = np.linspace(-2.4, 1.2, 10)
"""Steps around the most likely spread, in logs, over which its own doubt is averaged."""


@dataclass(frozen=True)
class SpreadPrior:
    """Belief in a spread (in parts of the residual's) before any data.

    Its density is zero at zero, or no group could ever differ, most at 0.7 ``scale``, and falls
    so slowly after that (as its square) that groups may as well differ tenfold.
    """

    scale: float = 0.3

    def log(self, logs: Values) -> Values:
        """The log density of the spread, but for a constant."""
        return np.asarray(logs - 1.5 * np.log1p(np.exp(2 * logs) / self.scale**2))

    def slope(self, logs: Values) -> Values:
        """How that changes with the spread's log."""
        squares = np.exp(2 * logs) / self.scale**2
        return np.asarray(1 - 3 * squares / (1 + squares))


@dataclass(frozen=True, eq=False)
class Crossed:
    """Cross products of what was seen. ``of``: each group's factor; ``counts``: its n."""

    products: Values
    right: Values
    total: float
    n: int
    middle: float
    of: Codes
    counts: Values

    @property
    def factors(self) -> int:
        """How many factors there are."""
        return int(self.of.max(initial=-1)) + 1


@dataclass(frozen=True, eq=False)
class Fit:
    """``spreads``: standard deviation of each factor's groups; ``residual``: of single posts.

    ``effects``: each group's best linear unbiased prediction, in the order of the factors;
    ``logs``: the spreads in parts of the residual's.
    """

    crossed: Crossed
    middle: float
    residual: float
    spreads: Values
    effects: Values
    logs: Values
    prior: SpreadPrior | None


@dataclass(frozen=True, eq=False)
class Contrasts:
    """Each group of a factor beside the mean of its groups, with intervals.

    ``plain``: of the groups' means alone; ``error``: its standard error. ``kept``: which part of
    it was believed; the rest was shrunk away.
    """

    low: Values
    value: Values
    high: Values
    plain: Values
    error: Values
    kept: Values


def crossed(values: Values, factors: Sequence[Codes], groups: Sequence[int]) -> Crossed:
    """What is needed of the data. ``factors``: a group's number per value, -1 where unknown."""
    n, starts = len(values), np.cumsum([1, *groups])
    middle = float(values.mean())
    centred = values - middle
    size = int(starts[-1])
    products, right = np.zeros((size, size)), np.zeros(size)
    products[0, 0], right[0] = n, centred.sum()
    for first, codes in enumerate(factors):
        known = codes >= 0
        begins, width = starts[first], groups[first]
        mine = slice(begins, begins + width)
        counts = np.bincount(codes[known], minlength=width)
        products[0, mine] = products[mine, 0] = counts
        products[range(begins, begins + width), range(begins, begins + width)] = counts
        right[mine] = np.bincount(codes[known], weights=centred[known], minlength=width)
        for second in range(first + 1, len(factors)):
            theirs = slice(starts[second], starts[second] + groups[second])
            both = known & (factors[second] >= 0)
            pairs = codes[both] * groups[second] + factors[second][both]
            table = np.bincount(pairs, minlength=width * groups[second])
            products[mine, theirs] = table.reshape(width, groups[second])
            products[theirs, mine] = products[mine, theirs].T
    of = np.repeat(np.arange(len(groups)), groups)
    return Crossed(products, right, float(centred @ centred), n, middle, of, products[0, 1:].copy())


def _solved(data: Crossed, logs: Values) -> tuple[Values, Values, Values, float, float]:
    """Scale, inverse, solution, log determinant and what is left over, at these spreads."""
    scale = np.concatenate(([1.0], np.exp(logs)[data.of]))
    system = data.products * np.outer(scale, scale)
    system[range(1, len(scale)), range(1, len(scale))] += 1
    factor, _ = lapack.dpotrf(system, lower=1)
    determinant = 2 * float(np.log(np.diagonal(factor)).sum())
    # Not by dpotri, for the same reason as in ``fit``.
    root, _ = lapack.dtrtri(factor, lower=1)
    root = np.tril(root)
    inverse = np.einsum("ki,kj->ij", root, root)
    solution = inverse @ (scale * data.right)
    left = data.total - float((scale * data.right) @ solution)
    return scale, inverse, solution, determinant, max(left, 1e-12 * data.total + 1e-300)


def _criterion(data: Crossed, logs: Values, prior: SpreadPrior | None) -> float:
    """Minus twice the restricted likelihood, prior included, but for a constant."""
    _, _, _, determinant, left = _solved(data, logs)
    found = determinant + (data.n - 1) * np.log(left)
    return float(found if prior is None else found - 2 * prior.log(logs).sum())


def _with_slope(logs: Values, data: Crossed, prior: SpreadPrior | None) -> tuple[float, Values]:
    scale, inverse, solution, determinant, left = _solved(data, logs)
    freedom = data.n - 1
    scaled = data.products * scale
    traces = 2 * np.einsum("ij,ji->i", scaled, inverse)
    lefts = 2 * solution * (scaled @ solution - data.right)
    each = (traces + freedom * lefts / left)[1:] * scale[1:]
    slope = np.zeros(len(logs)) + np.bincount(data.of, weights=each, minlength=len(logs))
    value = determinant + freedom * np.log(left)
    if prior is not None:
        value -= 2 * float(prior.log(logs).sum())
        slope = slope - 2 * prior.slope(logs)
    return float(value), slope


def fit(data: Crossed, prior: SpreadPrior | None = None) -> Fit:
    """The most likely spreads, and each group's effect at them. Without a prior: plain REML."""
    begin = np.full(data.factors, np.log(0.3))
    best = minimize(
        _with_slope,
        begin,
        args=(data, prior),
        jac=True,
        # Not L-BFGS-B: for every step it lets threads solve a tiny system, and where other work is
        # done beside it they wait for each other for longer than all the rest takes.
        method="TNC",
        bounds=[(_LOWEST, _HIGHEST)] * data.factors,
        options={"maxfun": 400, "ftol": 1e-11, "gtol": 1e-6},
    )
    logs = np.asarray(best.x, dtype=float)
    scale, _, solution, _, left = _solved(data, logs)
    residual = float(np.sqrt(left / (data.n - 1)))
    return Fit(
        crossed=data,
        middle=data.middle + float(solution[0]),
        residual=residual,
        spreads=np.exp(logs) * residual,
        effects=scale[1:] * solution[1:],
        logs=logs,
        prior=prior,
    )


def contrasts(found: Fit, factor: int, level: float = INTERVAL_LEVEL) -> Contrasts:
    """Each group of the factor beside the mean of its groups.

    The interval averages over the doubt in the factor's own spread: with six pillars nobody
    knows it well, and an interval that pretends to is too narrow.
    """
    logs = np.tile(found.logs, (len(_GRID), 1))
    logs[:, factor] = np.clip(found.logs[factor] + _GRID, _LOWEST, _HIGHEST)
    seen = [_at(found, one, factor) for one in logs]
    # The grid is even in logs: the density there is the spread's own times the spread.
    heights = np.array([height for height, _, _ in seen]) + logs[:, factor]
    weights = np.exp(heights - heights.max())
    weights /= weights.sum()
    middles = np.array([middle for _, middle, _ in seen])
    outside = (1 - level) / 2
    # The residual is estimated too: a little wider than normal where there are few posts.
    wider = stdtrit(found.crossed.n - 1, outside) / ndtri(outside)
    errors = np.maximum(wider * np.array([error for _, _, error in seen]), 1e-12)
    value = weights @ middles
    plain = _plain(found, factor)
    kept = np.divide(value, plain, out=np.zeros_like(value), where=np.abs(plain) > 1e-12)
    return Contrasts(
        low=_quantile(weights, middles, errors, outside),
        value=value,
        high=_quantile(weights, middles, errors, 1 - outside),
        plain=plain,
        error=_plain_error(found, factor),
        kept=np.clip(kept, 0, 1),
    )


def _at(found: Fit, logs: Values, factor: int) -> tuple[float, Values, Values]:
    """Log density of the spreads, and the factor's contrasts with their errors, at these."""
    data = found.crossed
    scale, inverse, solution, determinant, left = _solved(data, logs)
    height = -(determinant + (data.n - 1) * np.log(left)) / 2
    if found.prior is not None:
        height += float(found.prior.log(logs).sum())
    mine = 1 + np.flatnonzero(data.of == factor)
    effects = scale[mine] * solution[mine]
    covariance = inverse[np.ix_(mine, mine)] * np.outer(scale[mine], scale[mine])
    rows = covariance.mean(axis=0)
    variance = np.diagonal(covariance) - 2 * rows + rows.mean()
    error = np.sqrt(np.maximum(variance, 0) * left / (data.n - 1))
    return float(height), effects - effects.mean(), error


def _plain(found: Fit, factor: int) -> Values:
    """The differences of the groups' means, as if nothing else were known."""
    data = found.crossed
    mine = data.of == factor
    means = data.right[1:][mine] / np.maximum(data.counts[mine], 1)
    return np.asarray(means - means.mean())


def _plain_error(found: Fit, factor: int) -> Values:
    """Of the differences of the groups' means, by the posts that each has."""
    each = 1 / np.maximum(found.crossed.counts[found.crossed.of == factor], 1)
    groups = len(each)
    return np.asarray(found.residual * np.sqrt(each * (1 - 2 / groups) + each.mean() / groups))


def _quantile(weights: Values, middles: Values, errors: Values, share: float) -> Values:
    """Where a mixture of normal distributions, one column per group, reaches that share."""
    each = middles + ndtri(share) * errors
    low, high = each.min(axis=0), each.max(axis=0)
    for _ in range(24):
        middle = (low + high) / 2
        below = weights @ ndtr((middle - middles) / errors) < share
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return np.asarray((low + high) / 2)
