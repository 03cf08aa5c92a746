from datetime import date, timedelta

import numpy as np

from coachkit.evaluation.comparing import About, ControlSeries
from coachkit.evaluation.daily import Days
from coachkit.evaluation.detectability import detectability
from coachkit.model.effects import Reason

FIRST = date(2025, 1, 6)
VISITS = About("visits", "site visits a day", ("visits.csv",))


def noisy(seed, count=364, noise=0.5, weather=0.0):
    chance = np.random.default_rng(seed)
    weeks = np.random.default_rng(99).normal(0, weather, count // 7 + 1)
    own = chance.normal(0, noise, count // 7 + 1)
    level = np.repeat(weeks + own, 7)[:count]
    return Days(FIRST, chance.poisson(60 * np.exp(level)).astype(float))


def starts(series):
    return series.last + timedelta(days=1)


def test_longer_campaigns_show_smaller_lifts():
    series = noisy(1)
    found = detectability(series, starts(series), VISITS)
    four, eight = found.smallest(4), found.smallest(8)
    assert 0 < eight.lift < four.lift
    assert (found.weeks_before, found.known.last, found.reason) == (52, series.last, None)


def test_a_control_shows_smaller_ones_too():
    ours, theirs = noisy(1, noise=0.1, weather=0.5), noisy(2, noise=0.1, weather=0.5)
    found = detectability(ours, starts(ours), VISITS, control=ControlSeries("elsewhere", theirs))
    assert found.smallest(4, with_control=True).lift < found.smallest(4).lift / 1.5


def test_the_calmer_the_history_the_smaller_the_lift():
    calm, wild = noisy(1, noise=0.1), noisy(1, noise=0.8)
    small = detectability(calm, starts(calm), VISITS).smallest(4).lift
    assert small < detectability(wild, starts(wild), VISITS).smallest(4).lift


def test_days_after_the_launch_take_no_part():
    series = noisy(1)
    early = FIRST + timedelta(days=280)
    cut = series.until(early)
    assert detectability(series, early, VISITS) == detectability(cut, early, VISITS)


def test_lengths_beyond_the_history_are_left_out():
    series = noisy(1, count=70)
    found = detectability(series, starts(series), VISITS)
    assert {one.weeks for one in found.options} == {4, 8}


def test_five_weeks_are_too_few():
    series = noisy(1, count=35)
    found = detectability(series, starts(series), VISITS)
    assert (found.options, found.reason) == ((), Reason.SHORT_HISTORY)


def test_no_history_shows_nothing():
    series = Days(FIRST, np.full(10, np.nan))
    found = detectability(series, starts(series), VISITS)
    assert (found.known, found.reason) == (None, Reason.NO_DATA)
