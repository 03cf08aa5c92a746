"""Simulated accounts whose pillars have a known effect on the rate of a post.

Written from what real accounts are like, not from the model that is tried: pillars are of unequal
size, formats and weekdays go with them, rates drift over the year, a few posts go viral, counts
scatter more than Poisson's, reach differs tenfold between posts. Half of the accounts have
pillars that do not differ at all. Nothing here may be tuned until the engine passes.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

Values = NDArray[np.float64]

DAYS = 365
_BEGINS = pd.Timestamp("2025-01-01")


@dataclass(frozen=True, eq=False)
class PillarAccount:
    """A year of posts; ``truth``: each pillar's log effect beside the mean of the pillars."""

    posts: pd.DataFrame
    truth: Values


def account(chance: Generator, *, differing: bool) -> PillarAccount:
    """One account. ``differing``: whether its pillars do anything to the rate."""
    n = int(chance.integers(80, 260))
    pillars = int(chance.integers(4, 8))
    effects = chance.normal(0, chance.uniform(0.15, 0.45), pillars) if differing else None
    truth = np.zeros(pillars) if effects is None else effects - effects.mean()
    pillar = chance.choice(pillars, n, p=chance.dirichlet(np.full(pillars, 3.0)))
    formats, format_effects = _going_with(chance, pillar, 4)
    day = np.sort(chance.integers(0, DAYS, n))
    weekday = (day + 2) % 7
    hour = np.clip(np.round(chance.normal(12, 3, n)), 6, 21).astype(int)
    drift = np.cumsum(chance.normal(0, 0.02, DAYS))
    logs = (
        np.log(chance.uniform(0.015, 0.06))
        + truth[pillar]
        + format_effects[formats]
        + chance.normal(0, 0.12, 7)[weekday]
        + chance.normal(0, 0.08, 24)[hour]
        + drift[day]
        + chance.normal(0, chance.uniform(0.4, 0.8), n)
    )
    viral = chance.random(n) < chance.uniform(0.005, 0.02)
    logs[viral] += np.log(chance.uniform(3, 8, int(viral.sum())))
    reach = np.round(chance.lognormal(np.log(chance.uniform(300, 3000)), 0.6, n)) + 20
    reach[viral] *= np.round(chance.uniform(3, 15, int(viral.sum())))
    expected = reach * np.minimum(np.exp(logs), 0.8)
    engagements = chance.poisson(chance.gamma(5.0, expected / 5.0)).astype(float)
    frame = pd.DataFrame(
        {
            "pillar": pillar,
            "format": formats,
            "weekday": weekday,
            "hour": hour,
            "day": _BEGINS + pd.to_timedelta(day, unit="D"),
            "engagements": engagements,
            "impressions": reach,
            "young": False,
        }
    )
    return PillarAccount(frame, truth)


def _going_with(
    chance: Generator, pillar: NDArray[np.intp], kinds: int
) -> tuple[NDArray[np.intp], Values]:
    """Formats that go with pillars, so that whoever looks at one sees the other too."""
    habits = chance.dirichlet(np.full(kinds, 1.0), size=int(pillar.max()) + 1)
    drawn = [chance.choice(kinds, p=habits[one]) for one in pillar]
    return np.array(drawn, dtype=np.intp), chance.normal(0, 0.25, kinds)
