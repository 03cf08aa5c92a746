"""The comparison that everybody makes: the weeks of the campaign beside as many before them."""

import numpy as np
from scipy.special import stdtrit

from benchmarks.accounts import Values


def before_after(values: Values, campaign: int, level: float = 0.90) -> tuple[float, float, float]:
    """The change in logs of the mean day with Welch's interval: low, change, high."""
    before, after = values[-2 * campaign : -campaign], values[-campaign:]
    means = [max(float(one.mean()), 0.5) for one in (before, after)]
    spreads = [float(one.var(ddof=1)) / campaign for one in (before, after)]
    parts = [spread / mean**2 for spread, mean in zip(spreads, means, strict=True)]
    wide = float(stdtrit(2 * campaign - 2, 0.5 + level / 2)) * float(np.sqrt(sum(parts)))
    change = float(np.log((np.mean(after) + 0.02) / (np.mean(before) + 0.02)))
    return change - wide, change, change + wide
