from datetime import date

import numpy as np

from coachkit.evaluation.anomalies import anomalies
from coachkit.evaluation.daily import Days
from coachkit.model.anomalies import NoAnomalies

FIRST = date(2026, 1, 5)


def dense(seed=1, days=180, level=200.0):
    chance = np.random.default_rng(seed)
    weekly = np.resize([1.0, 1.1, 1.2, 1.1, 0.9, 0.4, 0.4], days)
    return chance.poisson(level * weekly * chance.gamma(40, 1 / 40, days)).astype(float)


def found(values):
    return anomalies(Days(FIRST, np.asarray(values, dtype=float)), "sessions")


def test_a_day_unlike_its_weekday_is_found_and_a_quiet_sunday_is_not():
    values = dense()
    values[100] *= 4
    seen = found(values)
    assert seen.reason is None
    assert seen.days[0].day == date(2026, 4, 15)
    assert seen.days[0].up
    assert len(seen.days) <= 3


def test_a_collapse_is_found_too():
    values = dense()
    values[60] = 15.0
    assert not found(values).days[0].up


def test_usual_days_are_seldom_called_unusual():
    assert sum(len(found(dense(seed)).days) for seed in range(10)) <= 0.01 * 1800


def test_a_slow_drift_is_not_unusual():
    assert len(found(dense() * np.linspace(1, 3, 180)).days) <= 2


def test_on_a_sparse_series_it_is_said_that_it_cannot_be_told():
    chance = np.random.default_rng(2)
    assert found(chance.poisson(3, 180)).reason is NoAnomalies.SPARSE
    many_zeros = dense() * (chance.random(180) < 0.8)
    assert found(many_zeros).reason is NoAnomalies.SPARSE


def test_too_short_or_unknown():
    assert found(dense(days=40)).reason is NoAnomalies.SHORT
    assert found(np.full(100, np.nan)).reason is NoAnomalies.NO_DATA


def test_missing_days_are_neither_zero_nor_unusual():
    values = dense()
    values[30:34] = np.nan
    seen = found(values)
    assert (seen.n, seen.missing) == (176, 4)
    assert not {one.day.toordinal() - FIRST.toordinal() for one in seen.days} & {30, 31, 32, 33}
