"""One stretch of weeks beside what the weeks before it led to expect, and the same for the past.

The engine behind campaign effects, forecasts and changes of cadence. It is asked about the
stretch, and, if there is time for it, about every stretch of the same length in the client's own
campaign-free past, where the true answer is nothing: the *replay*. Where the replay errs more
than its intervals say they are widened by as much; they are never narrowed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coachkit.evaluation.daily import HALF, Blocks, columns, weeks
from coachkit.evaluation.local_level import Learnt, Level, Mixture, expected, learn, seen
from coachkit.model.effects import CHANCE, Change, Replay, Smallest
from coachkit.model.results import INTERVAL_LEVEL

Values = NDArray[np.float64]
Mask = NDArray[np.bool_]

BEFORE = 8
"""Weeks that must be known before a stretch: fewer do not tell drift from noise."""

OLDEST = 104
"""Weeks before a stretch that are looked at: two years."""

_FEW = 3.0
"""How many stretches of calibrated error the replay's own are mixed with: a few may err by luck."""

_UNSEEN = 1.1
"""Totals of a quarter meet what a year rarely shows, a sudden step above all: wider by this."""

_CONTROL = (0.5, 0.5)
"""A control that doubles goes with half of that: belief in the exponent before seeing any."""

_NORMAL = {0.8: 0.8416, 0.9: 1.2816, 0.95: 1.6449}
"""Quantiles of the normal distribution."""


def changed(low: float, middle: float, high: float) -> Change:
    """A change from logs."""
    return Change(low=np.expm1(low), value=np.expm1(middle), high=np.expm1(high))


def smallest(half: float, length: int, *, with_control: bool = False) -> Smallest:
    """The smallest lift that an interval of that half-width, in logs, shows often enough.

    A lift as large as the half-width is shown half of the time; it takes more for the chance.
    """
    edge = _NORMAL[0.5 + INTERVAL_LEVEL / 2]
    return Smallest(
        lift=float(np.expm1(half * (1 + _NORMAL[CHANCE] / edge))),
        weeks=length,
        with_control=with_control,
    )


@dataclass(frozen=True, eq=False)
class Stretches:
    """The weeks seen by the engine, and the stretches of them that are asked about.

    The stretch in question is the last of them; all weeks before it are quiet ones.
    """

    these: Blocks
    level: Level
    learnt: Learnt
    ends: NDArray[np.int_]
    windows: Values

    @property
    def end(self) -> int:
        """The place of the first week of the stretch in question."""
        return int(self.ends[-1])

    @property
    def length(self) -> int:
        """How many weeks of the stretch are known, or still to come."""
        return len(self.these.number) - self.end


def stretches(
    these: Blocks,
    length: int,
    beside: Sequence[Values] = (),
    *,
    regimes: NDArray[np.int_] | None = None,
    replayed: bool = True,
) -> Stretches:
    """All that is needed to ask about the weeks from number 0 on, which are the stretch.

    ``these``: known weeks, or weeks still to come at the end. ``beside``: logs of control series,
    one value per week. ``replayed``: whether the past is to be asked about too.
    """
    quiet = these.number < 0
    known = columns(these, regimes)
    known += [(control - np.nanmean(control), *_CONTROL) for control in beside]
    level = seen(weeks(these, known, quiet))
    end = int(quiet.sum())
    firsts = _past(these, length, end) if replayed else []
    windows = np.zeros((len(firsts) + 1, len(these.number)))
    for row, first in enumerate(firsts):
        windows[row, first : first + length] = 1 / length
    windows[-1, end:] = 1 / (len(these.number) - end)
    ends = np.array([*firsts, end])
    return Stretches(these, level, learn(level, ends), ends, windows)


def _past(these: Blocks, length: int, end: int) -> list[int]:
    """Where stretches of the past begin: enough before them, and no hole inside of them."""
    return [
        first
        for first in range(BEFORE, end - length + 1)
        if these.number[first + length - 1] - these.number[first] == length - 1
    ]


@dataclass(frozen=True, eq=False)
class Foreseen:
    """What the stretch in question was to come to a week, as the engine and its replay see it.

    ``mixture``: all windows, the stretch last, of the mean of logs, ``low`` and ``high`` its
    intervals. ``gap``: what the log of the
    mean week lies above that, as it did in the client's past, and ``loose`` by how much that
    differed from stretch to stretch; both 0 where typical weeks are asked of.
    """

    mixture: Mixture
    low: Values
    high: Values
    gap: float
    loose: float
    replay: Replay | None

    @property
    def middle(self) -> float:
        """The log of what is to be expected."""
        return float(self.mixture.middle[-1]) + self.gap

    @property
    def widened(self) -> float:
        """By how much the replay, and not knowing the gap, make the interval wider."""
        replayed = self.replay.widened if self.replay else 1.0
        if not self.loose:
            return replayed
        return _UNSEEN * replayed * float(np.hypot(1, self.loose / self.mixture.spread[-1]))

    def bounds(self) -> tuple[float, float]:
        """The interval of what is to be expected, in logs."""
        return self._wider(float(self.low[-1])), self._wider(float(self.high[-1]))

    def _wider(self, edge: float) -> float:
        middle = float(self.mixture.middle[-1])
        return middle + self.gap + self.widened * (edge - middle)

    def above(self, log: float) -> float:
        """The probability of more than that."""
        middle = self.mixture.middle
        asked = middle.copy()
        asked[-1] += (log - self.middle) / self.widened
        return 1 - float(self.mixture.below(asked)[-1])


def foreseen(asked: Stretches, *, totals: bool = False) -> Foreseen:
    """What was to be expected. ``totals``: of the stretch's total, not of its typical week.

    Typical weeks resist one unusual week, totals are what goals are of. The log of a total lies
    above the typical log, the more the noisier the weeks; by how much is taken from the past.
    """
    found = expected(asked.level, asked.learnt, asked.ends, asked.windows)
    gap, loose = _gap(asked) if totals else (0.0, 0.0)
    came = _came(asked, asked.these, totals=totals)
    off = came - found.middle - gap
    low, high = found.interval()
    inside = (off + found.middle >= low) & (off + found.middle <= high)
    return Foreseen(found, low, high, gap, loose, _replay(asked, found, off, inside))


def _came(asked: Stretches, these: Blocks, *, totals: bool) -> Values:
    if totals:
        return np.asarray(np.log(asked.windows @ np.nan_to_num(these.sums) + HALF))
    return asked.windows @ np.nan_to_num(these.logs)


def _gap(asked: Stretches) -> tuple[float, float]:
    """How far the log of a mean week lay above the mean of logs, in stretches of the past."""
    sums, logs = asked.these.sums[: asked.end], asked.these.logs[: asked.end]
    length = min(asked.length, asked.end // 2)
    kernel = np.full(length, 1 / length)
    means, typical = (np.convolve(one, kernel, mode="valid") for one in (sums, logs))
    gaps = np.log(means + HALF) - typical
    return float(gaps.mean()), float(gaps.std())


@dataclass(frozen=True, eq=False)
class Measured:
    """Logs of what came ÷ what was expected, the replay's widening included."""

    asked: Stretches
    found: Foreseen
    middle: float
    low: float
    high: float

    @property
    def change(self) -> Change:
        """As parts of what was expected."""
        return changed(self.low, self.middle, self.high)

    @property
    def half(self) -> float:
        """Half of the interval's width, in logs."""
        return (self.high - self.low) / 2

    @property
    def known(self) -> int:
        """Weeks of the stretch."""
        return self.asked.length

    @property
    def before(self) -> int:
        """Weeks before it."""
        return self.asked.end

    @property
    def replay(self) -> Replay | None:
        """``None`` if it was not asked for, or no stretch of the past could be asked about."""
        return self.found.replay

    def smallest(self, length: int, *, with_control: bool = False) -> Smallest:
        """The smallest lift that this interval would show with the usual chance."""
        return smallest(self.half, length, with_control=with_control)


def measured(asked: Stretches, *, totals: bool = False) -> Measured:
    """What came beside what was expected."""
    return _beside(asked, foreseen(asked, totals=totals), asked.these, totals=totals)


def with_other_sums(what: Measured, these: Blocks) -> Measured:
    """The same had the typical week's stretch come to other sums."""
    return _beside(what.asked, what.found, these, totals=False)


def _beside(asked: Stretches, found: Foreseen, these: Blocks, *, totals: bool) -> Measured:
    came = float(_came(asked, these, totals=totals)[-1])
    low, high = found.bounds()
    return Measured(asked, found, came - found.middle, came - high, came - low)


def _replay(asked: Stretches, found: Mixture, off: Values, inside: Mask) -> Replay | None:
    """How far the engine was off where nothing happened, and what follows for its intervals.

    Stretches overlap: together they count for no more than those that lie side by side.
    """
    past = len(off) - 1
    if not past:
        return None
    length = int((asked.windows[0] > 0).sum())
    apart = max(past / length, 1.0)
    error = float(np.mean((off / found.spread)[:past] ** 2))
    widened = np.sqrt((apart * error + _FEW) / (apart + _FEW))
    return Replay(
        windows=past,
        weeks=int((asked.windows[:-1] > 0).any(axis=0).sum()),
        typical_error=float(np.expm1(np.median(np.abs(off[:past])))),
        inside=int(inside[:past].sum()),
        widened=max(float(widened), 1.0),
    )
