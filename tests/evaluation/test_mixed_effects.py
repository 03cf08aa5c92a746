"""Known answers: lme4's of Dyestuff and Penicillin (2 %), statsmodels' of data made here."""

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from coachkit.evaluation.mixed_effects import (
    SpreadPrior,
    _with_slope,
    contrasts,
    crossed,
    fit,
)

_BESIDE = Path(__file__).resolve().parents[3] / "shared" / "reference" / "statistics"
STATISTICS = Path(os.environ.get("COACHKIT_STATISTICS", _BESIDE))
beside = pytest.mark.skipif(not STATISTICS.is_dir(), reason="the data are not beside the checkout")

DYESTUFF = {
    "A": [1545, 1440, 1440, 1520, 1580],
    "B": [1540, 1555, 1490, 1560, 1495],
    "C": [1595, 1550, 1605, 1510, 1560],
    "D": [1445, 1440, 1595, 1465, 1545],
    "E": [1595, 1630, 1515, 1635, 1625],
    "F": [1520, 1455, 1450, 1480, 1445],
}


def dyestuff():
    values = np.array([value for batch in DYESTUFF.values() for value in batch], dtype=float)
    return crossed(values, [np.repeat(np.arange(6), 5)], [6])


def made(seed=3, n=150, spreads=(0.3, 0.2), groups=(6, 7), residual=0.6):
    chance = np.random.default_rng(seed)
    codes = [chance.integers(0, size, n) for size in groups]
    effects = [chance.normal(0, spread, size) for spread, size in zip(spreads, groups, strict=True)]
    values = chance.normal(0, residual, n) + sum(
        effect[code] for effect, code in zip(effects, codes, strict=True)
    )
    return values, codes, list(groups)


def test_dyestuff_as_lme4_has_it():
    found = fit(dyestuff())
    assert found.middle == pytest.approx(1527.5)
    assert found.spreads[0] == pytest.approx(42.0006, rel=0.02)
    assert found.residual == pytest.approx(49.5101, rel=0.02)
    expected = [-17.60685, 0.39126, 28.56223, -23.08454, 56.73319, -44.99529]
    assert found.effects == pytest.approx(expected, rel=0.02)


@beside
def test_penicillin_as_lme4_has_it_with_its_factors_crossed():
    data = pd.read_csv(STATISTICS / "penicillin.csv")
    plates, samples = (pd.factorize(data[name], sort=True) for name in ("plate", "sample"))
    found = fit(
        crossed(
            data["diameter"].to_numpy(dtype=float),
            [plates[0], samples[0]],
            [len(plates[1]), len(samples[1])],
        )
    )
    assert found.middle == pytest.approx(22.972222)
    assert found.spreads == pytest.approx([0.846703, 1.931614], rel=0.02)
    assert found.residual == pytest.approx(0.549923, rel=0.02)
    expected = [2.187058, -1.010476, 1.937900, -0.096895, -0.013842, -3.003745]
    assert found.effects[-6:] == pytest.approx(expected, rel=0.02)


def test_as_statsmodels_has_it_for_one_factor():
    mixed = pytest.importorskip("statsmodels.regression.mixed_linear_model")
    values, (codes, _), (groups, _) = made()
    theirs = mixed.MixedLM(values, np.ones((len(values), 1)), codes).fit(reml=True)
    ours = fit(crossed(values, [codes], [groups]))
    assert ours.residual**2 == pytest.approx(theirs.scale, rel=0.02)
    assert ours.spreads[0] ** 2 == pytest.approx(float(theirs.cov_re[0, 0]), rel=0.02)


@pytest.mark.parametrize("prior", [None, SpreadPrior()])
def test_the_slope_is_the_criterions_own(prior):
    data, at, step = crossed(*made()), np.array([-1.2, -0.4]), 1e-5
    _, slope = _with_slope(at, data, prior)
    for place in (0, 1):
        aside = np.eye(2)[place] * step
        rise = _with_slope(at + aside, data, prior)[0] - _with_slope(at - aside, data, prior)[0]
        assert slope[place] == pytest.approx(rise / (2 * step), rel=1e-4)


def test_the_prior_keeps_a_spread_off_zero_where_plain_reml_piles_up_there():
    values, codes, groups = made(seed=8, spreads=(0.0, 0.0))
    data = crossed(values, codes, groups)
    assert fit(data).spreads.min() < 0.01
    assert 0.02 < fit(data, SpreadPrior()).spreads.min() < 0.3


def test_the_prior_is_weak_beside_data_that_say_something():
    values, codes, groups = made(n=1500, spreads=(0.5, 0.4), groups=(12, 12))
    data = crossed(values, codes, groups)
    assert fit(data, SpreadPrior()).spreads == pytest.approx(fit(data).spreads, rel=0.15)


def test_contrasts_are_beside_the_mean_of_the_groups_and_shrunk():
    data = dyestuff()
    found = contrasts(fit(data, SpreadPrior()), 0)
    assert found.value.sum() == pytest.approx(0, abs=1e-6)
    assert np.all(np.abs(found.value) < np.abs(found.plain))
    assert np.all((found.low < found.value) & (found.value < found.high))
    assert np.all((found.kept > 0.3) & (found.kept < 1))


def test_a_wider_level_is_a_wider_interval():
    known = fit(dyestuff(), SpreadPrior())
    narrow, wide = contrasts(known, 0, 0.8), contrasts(known, 0, 0.95)
    assert np.all(wide.high - wide.low > narrow.high - narrow.low)


def test_a_group_that_is_unknown_takes_no_part():
    values, (one, other), groups = made()
    known = one.copy()
    known[:20] = -1
    data = crossed(values, [known, other], groups)
    assert data.counts[: groups[0]].sum() == len(values) - 20
    assert np.isfinite(fit(data, SpreadPrior()).effects).all()
