"""A row of the table of what honest methods reach: a value, its chance error, its bar."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Row:
    """``value`` must lie between ``low`` and ``high``; ``None`` on either side: no bar there.

    ``error``: the standard deviation that chance alone gives the value on so many accounts.
    """

    name: str
    value: float
    error: float
    low: float | None = None
    high: float | None = None

    @property
    def reached(self) -> bool:
        """Whether the bar is reached by the value itself, chance not being an excuse."""
        above = self.low is None or self.value >= self.low
        return above and (self.high is None or self.value <= self.high)

    @property
    def measured(self) -> str:
        """The value with its error."""
        return f"{self.value:.3f} ± {self.error:.3f}"

    @property
    def bar(self) -> str:
        """The bar in words."""
        if self.low is None and self.high is None:
            return "–"
        if self.low is None:
            return f"≤ {self.high:g}"
        return f"≥ {self.low:g}" if self.high is None else f"{self.low:g}–{self.high:g}"

    @property
    def verdict(self) -> str:
        """What to say of it."""
        if self.low is None and self.high is None:
            return ""
        return "reached" if self.reached else "MISSED"


def share(name: str, hits: object, low: float | None = None, high: float | None = None) -> Row:
    """How often something was so, over accounts."""
    found = np.asarray(hits, dtype=float)
    value = float(found.mean())
    error = float(np.sqrt(max(value * (1 - value), 0.25 / len(found)) / len(found)))
    return Row(name, value, error, low, high)


def middle(name: str, values: object, low: float | None = None, high: float | None = None) -> Row:
    """The median of something over accounts."""
    found = np.asarray(values, dtype=float)
    error = 1.2533 * float(found.std()) / float(np.sqrt(len(found)))
    return Row(name, float(np.median(found)), error, low, high)


def mean(name: str, values: object, low: float | None = None, high: float | None = None) -> Row:
    """The mean of something over accounts."""
    found = np.asarray(values, dtype=float)
    return Row(name, float(found.mean()), float(found.std() / np.sqrt(len(found))), low, high)
