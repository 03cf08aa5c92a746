from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from coachkit.evaluation.comparing import About
from coachkit.evaluation.daily import Days
from coachkit.evaluation.goal_forecast import SURE, forecast
from coachkit.model.effects import Reason
from coachkit.model.periods import Period
from coachkit.model.results import Verdict
from tests.evaluation.statistics import known

FIRST = date(2025, 1, 6)
VISITS = About("visits", "site visits a day", ("visits.csv",))


def days(values):
    return Days(FIRST, np.asarray(values, dtype=float))


def visits(count=364, level=80):
    return np.random.default_rng(6).poisson(level, count).astype(float)


def from_day(first, length=91):
    begins = FIRST + timedelta(days=first)
    return Period(first=begins, last=begins + timedelta(days=length - 1))


def test_a_steady_series_goes_on():
    found = forecast(days(visits()), from_day(364), VISITS, target=80 * 91)
    assert found.total.low < 80 * 91 < found.total.high
    assert found.total.value == pytest.approx(80 * 91, rel=0.05)
    assert 0.2 < found.probability < 0.8
    assert (found.days_left, found.so_far, found.verdict) == (91, 0.0, Verdict.CANNOT_TELL)


def test_a_goal_far_above_is_out_of_reach_and_one_far_below_is_sure():
    high = forecast(days(visits()), from_day(364), VISITS, target=200 * 91)
    low = forecast(days(visits()), from_day(364), VISITS, target=20 * 91)
    assert (high.verdict, low.verdict) == (Verdict.SHOWN_DOWN, Verdict.SHOWN_UP)
    assert (high.probability, low.probability) == (1 - SURE, SURE)


def test_a_higher_goal_is_never_more_probable():
    targets = np.linspace(4000, 12000, 12)
    chances = [
        forecast(days(visits()), from_day(364), VISITS, target=t).probability for t in targets
    ]
    assert chances == sorted(chances, reverse=True)


def test_what_came_already_counts_and_narrows_what_is_left():
    begun = forecast(days(visits()), from_day(364 - 70), VISITS)
    before = forecast(days(visits()), from_day(364), VISITS)
    assert begun.so_far == visits()[-70:].sum()
    assert begun.days_left == 21
    assert begun.total.low > begun.so_far
    assert begun.total.high - begun.total.low < (before.total.high - before.total.low) / 2


def test_days_that_are_over_and_unknown_are_not_zeros():
    values = visits()
    values[-40:-20] = np.nan
    found = forecast(days(values), from_day(364 - 70), VISITS)
    assert found.total.value == pytest.approx(80 * 91, rel=0.06)


def test_a_period_that_is_over_is_what_it_was():
    found = forecast(days(visits()), from_day(200), VISITS, target=1)
    total = visits()[200:291].sum()
    assert (found.total.low, found.total.value, found.total.high) == (total, total, total)
    assert found.probability == 1.0


def test_a_goal_already_reached_is_reached():
    found = forecast(days(visits()), from_day(364 - 70), VISITS, target=1000)
    assert (found.probability, found.verdict) == (1.0, Verdict.SHOWN_UP)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([np.nan] * 30, Reason.NO_DATA),
        (visits(57), Reason.SHORT_HISTORY),
        ([0.0] * 364, Reason.NOTHING_COUNTED),
    ],
)
def test_what_cannot_be_foretold_says_why(values, reason):
    found = forecast(days(values), from_day(len(values)), VISITS, target=10)
    assert (found.reason, found.total, found.probability) == (reason, None, None)
    assert found.verdict is Verdict.CANNOT_TELL


def test_a_year_is_not_foretold_from_a_quarter():
    found = forecast(days(visits(100)), from_day(100, 364), VISITS)
    assert found.reason is Reason.LONGER_THAN_HISTORY


def test_the_same_series_always_gives_the_same_answer():
    one, other = (forecast(days(visits()), from_day(364), VISITS, target=7000) for _ in range(2))
    assert one == other


def test_quarters_of_an_encyclopedia_s_page_are_foretold():
    told = pd.read_csv(known("example_wp_log_R.csv"), parse_dates=["ds"]).set_index("ds")["y"]
    views = np.exp(told.sort_index()).asfreq("D")
    first, values = views.index[0].date(), views.to_numpy(dtype=float)
    hits = []
    for begins in range(500, len(values) - 91, 240):
        quarter = Period(
            first=first + timedelta(days=begins), last=first + timedelta(days=begins + 90)
        )
        found = forecast(Days(first, values[:begins]), quarter, VISITS)
        came = np.nanmean(values[begins : begins + 91]) * 91
        hits.append(found.total.low <= came <= found.total.high)
    assert np.mean(hits) >= 0.85
