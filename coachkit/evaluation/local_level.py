"""A level that wanders, seen through noise: what comes next, and how far off that may be.

``y[t] = level[t] + x[t]·b + noise``, ``level[t] = level[t-1] + step``. How large a step is beside
the noise (its *ratio*) is not estimated but averaged over, each ratio weighed by how well it
explains the series; everything else is analytic, so that nothing is drawn and the same series
always gives the same answer. A single best ratio would often be zero on a short series, and an
interval that believes in a level that never moves is too narrow.

Source: Durbin & Koopman, Time Series Analysis by State Space Methods, 2nd ed., 2.2 and 2.9; the
level's first value and the noise's variance are integrated out as in Harvey, Forecasting, 3.4.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr

from coachkit.model.results import INTERVAL_LEVEL

Values = NDArray[np.float64]
Numbers = NDArray[np.int_]

STEPS: Values = np.geomspace(0.005, 0.25, 12)
"""Standard deviations of the level's weekly step in logs, each as likely beforehand.

From an account that wanders by 4 % in a year to one that wanders by a factor of six: how noisy
its weeks are has nothing to do with it.
"""

_GUESSED_DEGREES = 2.0
"""How many weeks' worth of belief the guess at the noise is given."""

_LEAST_NOISE = 0.02
"""No week of a client's is known better than that."""

_HALVINGS = 40
"""Enough to find a quantile to a billionth of the spread."""


@dataclass(frozen=True, eq=False)
class Weeks:
    """A series to be explained; ``y`` is NaN in weeks that are still to come, all of them last.

    ``when``: the week's number, rising, with holes where weeks are missing. ``x``: a column for
    each thing known of a week. ``guess`` and ``doubt``: mean and standard deviation of each
    coefficient beforehand, an infinite doubt where nothing is believed. ``noise``: the least
    standard deviation that the noise may have (what counting alone gives).
    """

    y: Values
    when: Values
    x: Values
    guess: Values
    doubt: Values
    noise: float = 0.0

    def __len__(self) -> int:
        return len(self.y)

    @property
    def usual_noise(self) -> float:
        """A guess at the noise that no single week can spoil."""
        changes = np.abs(np.diff(self.y[~np.isnan(self.y)]))
        typical = 1.4826 * float(np.median(changes)) / np.sqrt(2) if len(changes) else 0.0
        return max(float(typical), self.noise)


def evenly(
    y: Sequence[float] | Values,
    x: Values | None = None,
    guess: Sequence[float] = (),
    doubt: Sequence[float] = (),
) -> Weeks:
    """A series without holes. Where no ``doubt`` is given nothing is believed beforehand."""
    values = np.asarray(y, dtype=float)
    known = np.zeros((len(values), 0)) if x is None else x
    columns = known.shape[1]
    return Weeks(
        y=values,
        when=np.arange(len(values), dtype=float),
        x=known,
        guess=np.asarray(guess, dtype=float) if guess else np.zeros(columns),
        doubt=np.asarray(doubt, dtype=float) if doubt else np.full(columns, np.inf),
    )


@dataclass(frozen=True, eq=False)
class Mixture:
    """Student's distributions, one for each ratio, with their weights: arrays (ratios, windows)."""

    weight: Values
    mean: Values
    scale: Values
    degrees: Values

    @property
    def middle(self) -> Values:
        """The mean of each window."""
        return np.asarray((self.weight * self.mean).sum(axis=0))

    @property
    def spread(self) -> Values:
        """The standard deviation of each window."""
        inner = self.scale**2 * self.degrees / (self.degrees - 2)
        second = (self.weight * (inner + self.mean**2)).sum(axis=0)
        return np.asarray(np.sqrt(np.maximum(second - self.middle**2, 0.0)))

    def below(self, values: Values) -> Values:
        """The probability of less than the value, for each window."""
        return np.asarray(
            (self.weight * stdtr(self.degrees, (values - self.mean) / self.scale)).sum(axis=0)
        )

    def interval(self, level: float = INTERVAL_LEVEL) -> tuple[Values, Values]:
        """The central interval of each window."""
        tail = (1 - level) / 2
        return self._quantile(tail), self._quantile(1 - tail)

    def _quantile(self, share: float) -> Values:
        # Wide enough for any mixture with two degrees of freedom or more.
        low, high = self.middle - 15 * self.spread, self.middle + 15 * self.spread
        for _ in range(_HALVINGS):
            half = (low + high) / 2
            short = self.below(half) < share
            low, high = np.where(short, half, low), np.where(short, high, half)
        return np.asarray((low + high) / 2)


@dataclass(frozen=True, eq=False)
class Level:
    """The series seen with each ratio: triangular factors and the series made white by them.

    All windows share them: what is known before a window is the factor's upper corner.
    """

    series: Weeks
    factor: Values
    white: Values
    wisdom: Values


def seen(series: Weeks, ratios: Values | None = None) -> Level:
    """The series as each of the ratios sees it: those of :data:`STEPS` if none are given."""
    ratios = STEPS / max(series.usual_noise, _LEAST_NOISE) if ratios is None else ratios
    steps = series.when - series.when[0]
    wander = np.minimum.outer(steps, steps)
    covariance = np.eye(len(series)) + ratios[:, None, None] ** 2 * wander
    factor = np.linalg.cholesky(covariance)
    ones = np.ones((len(series), 1))
    # What is still to come takes no part in anything that is asked of the weeks before it.
    columns = np.hstack([ones, series.x, np.nan_to_num(series.y)[:, None]])
    white = np.linalg.solve(factor, np.broadcast_to(columns, (len(ratios), *columns.shape)))
    return Level(series, factor, white, _wisdom(series))


def _wisdom(series: Weeks) -> Values:
    """How sure each coefficient is beforehand: its precision in units of the noise."""
    return np.concatenate([[0.0], (series.usual_noise / series.doubt) ** 2])


@dataclass(frozen=True, eq=False)
class Learnt:
    """What the first weeks say: arrays (ratios, windows, …). ``score``: log likelihood."""

    score: Values
    coefficients: Values
    doubt: Values
    noise: Values
    degrees: Values

    @property
    def weight(self) -> Values:
        """How likely each ratio is."""
        likely = np.exp(self.score - self.score.max(axis=0))
        return np.asarray(likely / likely.sum(axis=0))


def learn(level: Level, ends: Numbers, guessed: float = _GUESSED_DEGREES) -> Learnt:
    """What the first ``ends[w]`` weeks say, for every window ``w`` at once.

    ``guessed``: how many weeks' worth the guess at the noise counts; 0 asks the series alone.
    """
    series, last = level.series, ends - 1
    gram = np.cumsum(level.white[..., :, None] * level.white[..., None, :], axis=1)[:, last]
    prior = np.concatenate([[0.0], series.guess])
    precision = gram[..., :-1, :-1] + np.diag(level.wisdom)
    towards = gram[..., :-1, -1] + level.wisdom * prior
    coefficients = np.linalg.solve(precision, towards[..., None])[..., 0]
    left = gram[..., -1, -1] + level.wisdom @ prior**2 - (coefficients * towards).sum(axis=-1)
    squares = np.maximum(left, 0.0) + guessed * series.usual_noise**2
    degrees = ends - np.count_nonzero(level.wisdom == 0) + guessed
    logs = np.log(np.diagonal(level.factor, axis1=1, axis2=2)).cumsum(axis=1)[:, last]
    determinant = np.linalg.slogdet(precision)[1]
    # A series that never changes leaves no squares at all.
    tiny = np.finfo(float).tiny
    score = -logs - determinant / 2 - degrees / 2 * np.log(np.maximum(squares, tiny))
    return Learnt(
        score=score,
        coefficients=coefficients,
        doubt=np.asarray(np.linalg.inv(precision), dtype=float),
        noise=np.maximum(squares / degrees, max(series.noise**2, tiny)),
        degrees=np.broadcast_to(degrees, score.shape),
    )


def expected(level: Level, learnt: Learnt, ends: Numbers, windows: Values) -> Mixture:
    """What a weighted mean of later weeks would be, had everything gone on as it was.

    ``windows``: a row of weights for each window, zero for its first ``ends[w]`` weeks.
    """
    rows = np.einsum("wt,gts->gws", windows, level.factor)
    before = np.arange(len(level.series)) < ends[:, None]
    through, anew = rows * before, rows * ~before
    whole = np.hstack([np.ones((len(level.series), 1)), level.series.x])
    known = np.einsum("gws,gsk->gwk", through, level.white)
    open_to = windows @ whole - known[..., :-1]
    mean = known[..., -1] + (open_to * learnt.coefficients).sum(axis=-1)
    unsure = np.einsum("gwk,gwkl,gwl->gw", open_to, learnt.doubt, open_to)
    scale = np.sqrt(learnt.noise * ((anew**2).sum(axis=-1) + unsure))
    return Mixture(learnt.weight, mean, scale, learnt.degrees)


def best_ratio(series: Weeks, ratios: Values) -> tuple[float, float]:
    """The ratio of highest likelihood among ``ratios`` and the noise's variance that goes with it.

    For looking at a series as others do; nothing that is said of a client rests on it.
    """
    found = learn(seen(series, ratios), np.array([len(series)]), guessed=0.0)
    best = int(found.score[:, 0].argmax())
    return float(ratios[best]), float(found.noise[best, 0])
