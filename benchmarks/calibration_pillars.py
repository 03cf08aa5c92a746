"""The rows “pillars” of the calibration: what content factors say of simulated accounts.

Beside them the two naive ways: the mean rate of each pillar's posts, and all its impressions
pooled. ``rows`` has the engine's rows, ``naive_rows`` theirs.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from benchmarks.pillar_accounts import PillarAccount, account
from benchmarks.rows import Row, mean, share
from coachkit.evaluation.content_factors import content_effects
from coachkit.model.factors import Factor

Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Judged:
    """Logs beside the average pillar with their intervals; whether one is said to win.

    Only of pillars that have posts; ``truth`` likewise.
    """

    value: Values
    low: Values
    high: Values
    wins: bool
    truth: Values


Judge = Callable[[PillarAccount], Judged]


def engine(one: PillarAccount) -> Judged:
    """What the product says."""
    effects = content_effects(one.posts, "engagements", "impressions")
    found = next(known for known in effects.factors if known.factor is Factor.PILLAR)
    keys = [int(group.key) for group in found.groups]
    truth = one.truth[keys]
    changes = [group.change for group in found.groups]
    return Judged(
        value=np.log1p([change.value for change in changes]),
        low=np.log1p([change.low for change in changes]),
        high=np.log1p([change.high for change in changes]),
        wins=found.winner is not None,
        truth=truth - truth.mean(),
    )


def mean_rates(one: PillarAccount) -> Judged:
    """The mean rate of each pillar's posts beside the mean of all pillars, with its own error."""
    rate = one.posts["engagements"] / one.posts["impressions"]
    seen = rate.groupby(one.posts["pillar"]).agg(["mean", "std", "count"])
    middle = seen["mean"].to_numpy() + 1e-6
    errors = (seen["std"].fillna(seen["std"].max()) / np.sqrt(seen["count"])).to_numpy() / middle
    return _naive(one, seen, np.log(middle), errors)


def pooled(one: PillarAccount) -> Judged:
    """All engagements of a pillar by all its impressions, each impression taken for a witness."""
    seen = one.posts.groupby("pillar")[["engagements", "impressions"]].sum()
    above, below = (seen[name].to_numpy() for name in ("engagements", "impressions"))
    errors = 1 / np.sqrt(above + 0.5)
    return _naive(one, seen, np.log((above + 0.5) / below), errors)


def _naive(one: PillarAccount, seen: pd.DataFrame, logs: Values, errors: Values) -> Judged:
    truth = one.truth[seen.index.to_numpy()]
    value = logs - logs.mean()
    low, high = value - 1.645 * errors, value + 1.645 * errors
    return Judged(value, low, high, bool((low > 0).any()), truth - truth.mean())


def rows(seed: int, accounts: int) -> list[Row]:
    """The engine's rows with their bars. Half of the accounts have pillars that differ."""
    return _rows(engine, "pillars", seed, accounts, (0.075, 0.17, (0.85, 0.95), 0.12))


def naive_rows(seed: int, accounts: int) -> list[Row]:
    """What the two naive ways reach on the same accounts."""
    nothing = (None, None, (None, None), None)
    return [
        *_rows(mean_rates, "mean rates", seed, accounts, nothing),
        *_rows(pooled, "pooled", seed, accounts, nothing),
    ]


def _rows(
    judge: Judge,
    name: str,
    seed: int,
    accounts: int,
    bars: tuple[float | None, float | None, tuple[float | None, float | None], float | None],
) -> list[Row]:
    chance = np.random.default_rng(seed)
    differing = [judge(_one(chance, differing=True)) for _ in range(accounts)]
    alike = [judge(_one(chance, differing=False)) for _ in range(accounts)]
    regret = [1 - np.exp(one.truth[one.value.argmax()] - one.truth.max()) for one in differing]
    squares = np.array([np.mean((one.value - one.truth) ** 2) for one in differing])
    inside = [np.mean((one.low <= one.truth) & (one.truth <= one.high)) for one in differing]
    rmse = float(np.sqrt(squares.mean()))
    error = float(squares.std() / np.sqrt(accounts)) / (2 * rmse)
    return [
        mean(f"{name}: regret", regret, high=bars[0]),
        Row(f"{name}: RMSE (log)", rmse, error, None, bars[1]),
        mean(f"{name}: coverage", inside, *bars[2]),
        share(f"{name}: false winner", [one.wins for one in alike], high=bars[3]),
        share(f"{name}: winner found", [one.wins for one in differing]),
    ]


def _one(chance: Generator, *, differing: bool) -> PillarAccount:
    return account(chance, differing=differing)
