"""The engine beside answers that others have published, and beside their programs."""

import numpy as np
import pandas as pd
import pytest

from coachkit.evaluation.local_level import Weeks, best_ratio, evenly, expected, learn, seen
from tests.evaluation.statistics import known

STILL = np.array([0.01])
"""CausalImpact's own belief: a level that hardly moves."""


def after(y, x, before, ratios=None):
    """What came after ``before`` values less what was expected: middle, low, high."""
    level = seen(evenly(y, x), ratios)
    ends, window = np.array([before]), np.zeros((1, len(y)))
    window[0, before:] = 1 / (len(y) - before)
    found = expected(level, learn(level, ends), ends, window)
    low, high = found.interval()
    came = np.mean(y[before:])
    return came - found.middle[0], came - high[0], came - low[0]


def table(name, *columns):
    frame = pd.read_csv(known(name))
    return tuple(frame[column].to_numpy(dtype=float).copy() for column in columns)


def test_the_nile_has_the_variances_that_everybody_finds():
    (flow,) = table("nile.csv", "value")
    ratio, noise = best_ratio(evenly(flow), np.sqrt(np.linspace(0.02, 0.3, 1500)))
    assert noise == pytest.approx(15099, rel=0.02)
    assert noise * ratio**2 == pytest.approx(1469, rel=0.02)


def test_the_nile_broke_in_1898():
    year, flow = table("nile.csv", "time", "value")

    def left(first):
        before, later = flow[:first], flow[first:]
        return before.var() * len(before) + later.var() * len(later)

    last_of_the_old = year[min(range(10, 90), key=left) - 1]
    assert last_of_the_old == pytest.approx(1898, abs=1)


def test_a_search_engine_s_campaign_as_causal_impact_sees_it():
    y, x1, x2 = table("ci_google.csv", "y", "x1", "x2")
    middle, low, high = after(y[:90], np.column_stack([x1, x2])[:90], 60, STILL)
    assert middle == pytest.approx(27, abs=2.5)
    assert 0 < low < 36
    assert high > 18


def test_five_added_to_a_series_are_found():
    y, x = table("ci_arma.csv", "y", "X")
    y[70:] += 5
    middle, low, high = after(y, x[:, None], 70)
    assert middle == pytest.approx(4.89, abs=0.3)
    assert 0 < low < 5.47
    assert high > 4.26


def test_one_added_to_a_series_is_found_by_those_who_believe_in_a_still_level():
    y, x = table("ci_arma.csv", "y", "X")
    y[70:] += 1
    middle, low, _ = after(y, x[:, None], 70, STILL)
    assert middle == pytest.approx(0.89, abs=0.3)
    assert low > 0


def test_terror_cost_the_basque_country_growth():
    y, x = table("ci_basque.csv", "Basque", "another")
    middle, _, high = after(y, x[:, None], 21)
    assert high < 0
    assert middle / (y[21:].mean() - middle) == pytest.approx(-0.088, abs=0.02)


def test_two_years_of_air_passengers_are_foretold():
    (passengers,) = table("airpassengers.csv", "value")
    count, ahead = len(passengers), 24
    month = np.arange(count) % 12
    x = np.column_stack([np.arange(count) / 12, *(month == m for m in range(11))]).astype(float)
    logs = np.log(passengers)
    y = np.where(np.arange(count) < count - ahead, logs, np.nan)
    level = seen(Weeks(y, np.arange(count) * 1.0, x, np.zeros(12), np.full(12, np.inf)))
    ends = np.full(ahead, count - ahead)
    found = expected(level, learn(level, ends), ends, np.eye(ahead, count, count - ahead))
    low, high = found.interval()
    came = logs[-ahead:]
    assert np.mean(np.abs(np.exp(found.middle - came) - 1)) < 0.08
    assert ((low <= came) & (came <= high)).sum() >= 20


def test_one_ratio_expects_what_statsmodels_expects():
    structural = pytest.importorskip("statsmodels.tsa.statespace.structural")
    chance = np.random.default_rng(5)
    y = np.cumsum(chance.normal(0, 0.2, 60)) + chance.normal(0, 0.6, 60)
    ratio, noise = best_ratio(evenly(y), np.array([0.35]))
    model = structural.UnobservedComponents(y, level="llevel")
    theirs = model.smooth([noise, noise * ratio**2]).get_forecast(4).summary_frame(alpha=0.1)
    level = seen(evenly(np.concatenate([y, np.full(4, np.nan)])), np.array([ratio]))
    ends = np.full(4, 60)
    ours = expected(level, learn(level, ends, guessed=0.0), ends, np.eye(4, 64, 60))
    assert ours.middle == pytest.approx(theirs["mean"].to_numpy(), rel=1e-4, abs=1e-4)
    # Theirs is normal, as if the variance were known; ours is Student's.
    assert ours.scale[0] == pytest.approx(theirs["mean_se"].to_numpy(), rel=0.01)


def test_the_port_of_causal_impact_finds_what_we_find():
    causal_impact = pytest.importorskip("causal_impact")
    frame = pd.read_csv(known("ci_google.csv"))[["y", "x1", "x2"]][:90].astype(float)
    found = causal_impact.CausalImpact(frame, [0, 59], [60, 89], alpha=0.1)
    theirs = found.summary_stats
    y, x1, x2 = table("ci_google.csv", "y", "x1", "x2")
    middle, low, high = after(y[:90], np.column_stack([x1, x2])[:90], 60, STILL)
    assert middle == pytest.approx(theirs["point_effect_mean"], abs=1.5)
    assert low == pytest.approx(theirs["ci_lower"], abs=4)
    assert high == pytest.approx(theirs["ci_upper"], abs=4)


def test_every_interval_holds_the_truth_as_often_as_it_says():
    chance = np.random.default_rng(11)
    hits = []
    for _ in range(200):
        step = chance.uniform(0.01, 0.15)
        y = np.cumsum(chance.normal(0, step, 44)) + chance.normal(0, 0.4, 44)
        _, low, high = after(y, None, 40)
        hits.append(low <= 0 <= high)
    assert 0.85 <= np.mean(hits) <= 0.95


def test_a_series_that_never_changes_is_expected_to_stay_and_gives_no_error():
    level = seen(evenly([3.0] * 24))
    ends, window = np.array([20]), np.zeros((1, 24))
    window[0, 20:] = 0.25
    found = expected(level, learn(level, ends), ends, window)
    assert found.middle[0] == pytest.approx(3.0)
