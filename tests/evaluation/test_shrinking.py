"""Known answers: Efron & Morris's batters, metafor's BCG trials, glmmTMB's herds."""

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from coachkit.evaluation.shrinking import estimates, james_stein, shares

_BESIDE = Path(__file__).resolve().parents[3] / "shared" / "reference" / "statistics"
STATISTICS = Path(os.environ.get("COACHKIT_STATISTICS", _BESIDE))
beside = pytest.mark.skipif(not STATISTICS.is_dir(), reason="the data are not beside the checkout")


def read(name):
    return pd.read_csv(STATISTICS / name)


def closer(shrunk, plain, truth):
    return int((np.abs(shrunk - truth) < np.abs(plain - truth)).sum())


@beside
def test_efron_and_morris_batters():
    data = read("efron_morris.csv")
    early, season = data["y"].to_numpy(), data["p"].to_numpy()
    kept, middle, shrunk = james_stein(early, early.mean() * (1 - early.mean()) / 45)
    assert kept == pytest.approx(0.212, abs=0.0005)
    assert (round(middle, 3), round(shrunk[0], 3)) == (0.265, 0.294)
    assert ((early - season) ** 2).sum() == pytest.approx(0.0754, abs=0.0001)
    assert ((shrunk - season) ** 2).sum() == pytest.approx(0.0213, abs=0.0001)
    assert closer(shrunk, early, season) == 16


@beside
def test_the_batters_by_a_beta_binomial():
    data = read("efron_morris.csv")
    found = shares(data["r"].to_numpy(dtype=float), np.full(len(data), 45.0))
    season = data["p"].to_numpy()
    assert ((found.value - season) ** 2).sum() <= 0.025
    assert closer(found.value, data["y"].to_numpy(), season) >= 13


@beside
def test_bcg_trials_as_metafor_has_them():
    data = read("bcg.csv")
    found = estimates(data["yi"].to_numpy(), data["vi"].to_numpy())
    assert found.middle == pytest.approx(-0.7145, rel=0.02)
    assert found.error == pytest.approx(0.1798, rel=0.02)
    assert found.spread**2 == pytest.approx(0.3132, rel=0.02)
    expected = [-0.8002, -1.2517, -0.9869, -1.3979, -0.2874, -0.7846, -1.2440, 0.0029]
    assert found.value[:8] == pytest.approx(expected, rel=0.02, abs=0.001)


@beside
def test_herds_as_glmmtmb_has_them():
    data = read("cbpp.csv")
    found = shares(data["incidence"].to_numpy(dtype=float), data["size"].to_numpy(dtype=float))
    assert np.log(found.alpha / found.beta) == pytest.approx(-2.0368, rel=0.02)
    assert found.alpha + found.beta == pytest.approx(7.228, rel=0.02)
    assert found.log_likelihood == pytest.approx(-94.418, abs=0.01)


def test_groups_that_do_not_differ_are_drawn_together():
    same = estimates(np.array([0.1, 0.12, 0.09, 0.11]), np.full(4, 0.04))
    assert same.spread == 0
    assert same.value == pytest.approx(np.full(4, same.middle))
    assert james_stein(np.full(5, 0.2), 0.01)[0] == 0


def test_shares_of_nothing_and_of_everything_stay_inside():
    for successes in (0.0, 10.0):
        found = shares(np.full(4, successes), np.full(4, 10.0))
        assert np.all((found.low >= 0) & (found.high <= 1) & (found.low <= found.value))


def test_groups_that_look_alike_are_not_known_better_than_all_of_them_together():
    found = shares(np.array([3.0, 2.0, 2.0]), np.array([10.0, 9.0, 9.0]))
    assert np.all(found.low < 0.16)
    assert np.all(found.high > 0.36)


def test_nine_in_ten_shares_lie_inside_their_intervals():
    chance = np.random.default_rng(20261123)
    inside = []
    for size in (4.0, 30.0):
        for _ in range(60):
            true = chance.beta(0.3 * size, 0.7 * size, 5)
            trials = chance.integers(3, 40, 5).astype(float)
            found = shares(chance.binomial(trials.astype(int), true).astype(float), trials)
            inside += ((found.low <= true) & (true <= found.high)).tolist()
    assert 0.85 <= np.mean(inside) <= 0.95
