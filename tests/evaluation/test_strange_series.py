"""Series as strangers bring them: each has an answer, a reason, or a refusal with a field."""

from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from coachkit.evaluation.anomalies import anomalies
from coachkit.evaluation.cadence_change import cadence_effect
from coachkit.evaluation.campaign_effect import effect
from coachkit.evaluation.comparing import About, ControlSeries
from coachkit.evaluation.content_factors import content_effects
from coachkit.evaluation.course import course
from coachkit.evaluation.daily import Days, on_days
from coachkit.evaluation.detectability import detectability
from coachkit.evaluation.goal_forecast import forecast
from coachkit.evaluation.replies import replies
from coachkit.language.effects_said import comparison_finding, detectability_finding
from coachkit.language.forecasts_said import forecast_finding
from coachkit.language.speech import speak
from coachkit.model.anomalies import NoAnomalies
from coachkit.model.effects import Reason
from coachkit.model.errors import InvalidValue
from coachkit.model.languages import LANGUAGES
from coachkit.model.periods import Period

FIRST = date(2025, 1, 1)
ABOUT = About("sessions", "visits a day")
N = 400
USUAL = np.random.default_rng(5).poisson(30, N).astype(float)
HALF_KNOWN = np.where(np.arange(N) % 2 == 0, np.nan, USUAL)

SERIES = {
    "as ever": USUAL,
    "nothing at all": np.zeros(N),
    "nobody says": np.full(N, np.nan),
    "always the same": np.full(N, 7.0),
    "one day": np.array([3.0]),
    "no day": np.array([]),
    "half of the days": HALF_KNOWN,
    "ten days": USUAL[:10],
    "nine weeks": USUAL[:63],
    "billions": USUAL * 1e12,
    "crumbs": USUAL * 1e-9,
    "once a month": np.where(np.arange(N) % 31 == 0, 1.0, 0.0),
    "nothing before": np.where(np.arange(N) < 372, 0.0, USUAL),
    "nothing any more": np.where(np.arange(N) < 372, USUAL, 0.0),
    "a step": np.where(np.arange(N) < 200, 5.0, 500.0),
    "one enormous day": np.where(np.arange(N) == 390, 1e6, USUAL),
    "whole numbers": USUAL.astype(int),
    "as Python has it": [None if value > 50 else float(value) for value in USUAL],
    "below nothing": USUAL - 35,
}
PERIODS = {
    "the last weeks": (372, 399),
    "all of it": (0, 399),
    "before it": (-100, -50),
    "after it": (500, 520),
    "one day": (399, 399),
    "in the middle": (100, 130),
    "over the edge": (390, 430),
    "ten years": (0, 3650),
}


def period(first, last):
    return Period(first=FIRST + timedelta(days=first), last=FIRST + timedelta(days=last))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("when", PERIODS)
@pytest.mark.parametrize("name", SERIES)
def test_every_series_has_an_answer_with_its_doubt_or_a_reason(name, when):
    posts = np.resize([0.0, 1.0, 0.0], len(SERIES[name]))
    days, asked = Days(FIRST, SERIES[name], posts), period(*PERIODS[when])
    found = effect(days, asked, ABOUT, control=ControlSeries("other", Days(FIRST, USUAL)))
    course(days, asked, ABOUT, found)
    ahead = forecast(days, asked, ABOUT, target=100.0)
    seen = detectability(days, asked.first, ABOUT)
    cadence = cadence_effect(days, asked.first, ABOUT).total
    anomalies(days, "sessions")
    assert (found.change is None) <= (found.reason is not None)
    assert (cadence.change is None) <= (cadence.reason is not None)
    assert (ahead.total is None) == (ahead.reason is not None)
    assert bool(seen.options) != (seen.reason is not None)
    if found.change is not None:
        assert -1 <= found.change.low <= found.change.value <= found.change.high < np.inf
    for language in LANGUAGES:
        speech = speak(language)
        assert comparison_finding(found, speech).text
        assert forecast_finding(ahead, speech).text
        assert detectability_finding(seen, speech).text


def test_of_a_number_that_may_fall_below_zero_no_lift_is_told():
    days = Days(FIRST, SERIES["below nothing"])
    assert effect(days, period(372, 399), ABOUT).reason is Reason.BELOW_NOTHING
    assert forecast(days, period(372, 440), ABOUT).reason is Reason.BELOW_NOTHING
    assert anomalies(days, "net_follows").reason is NoAnomalies.BELOW_NOTHING


@pytest.mark.parametrize(
    ("values", "posts", "code", "field"),
    [
        ([1.0, np.inf], None, "too_large", "values"),
        (["many"], None, "wrong_type", "values"),
        ([[1.0], [2.0]], None, "wrong_type", "values"),
        ([1.0, 2.0], [1.0], "too_short", "posts"),
        ([1.0], [1.0, 2.0], "too_long", "posts"),
        ([1.0], ["two"], "wrong_type", "posts"),
    ],
)
def test_what_is_no_number_of_a_day_is_refused_with_its_field(values, posts, code, field):
    with pytest.raises(InvalidValue) as refused:
        Days(FIRST, values, posts)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_a_day_that_is_told_twice_is_refused_and_the_order_does_not_matter():
    with pytest.raises(InvalidValue) as refused:
        on_days([(FIRST, 1.0), (FIRST, 2.0)])
    assert refused.value.code == "repeated"
    with pytest.raises(InvalidValue):
        on_days([])
    told = [(FIRST + timedelta(days=place), value) for place, value in enumerate(USUAL)]
    backwards = effect(on_days(told[::-1]), period(372, 399), ABOUT)
    assert backwards == effect(Days(FIRST, USUAL), period(372, 399), ABOUT)


def posts(**columns):
    n = 50
    plain = {
        "pillar": ["a", "b"] * (n // 2),
        "likes": np.arange(n, dtype=float),
        "impressions": 100.0,
        "young": False,
    }
    return pd.DataFrame({**plain, **columns}, index=range(n))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("columns", "n"),
    [
        ({}, 50),
        ({"likes": -3.0}, 0),
        ({"likes": np.inf}, 0),
        ({"impressions": 0.0}, 0),
        ({"impressions": np.nan}, 0),
        ({"pillar": None}, 50),
        ({"pillar": [f"one of {n}" for n in range(50)]}, 50),
        ({"young": True}, 0),
    ],
)
def test_posts_of_any_kind_are_counted_or_left_out(columns, n):
    assert content_effects(posts(**columns), "likes", "impressions").n == n


@pytest.mark.parametrize("lacking", ["likes", "impressions", "young"])
def test_posts_without_a_column_are_refused_by_its_name(lacking):
    with pytest.raises(InvalidValue) as refused:
        content_effects(posts().drop(columns=lacking), "likes", "impressions")
    assert (refused.value.code, refused.value.field) == ("missing", lacking)


def test_conversations_without_moments_are_refused_by_their_column():
    until = datetime(2026, 11, 1)  # noqa: DTZ001  the client's clock
    asked = pd.DataFrame({"received": pd.to_datetime(["2026-10-01 09:00"] * 9)})
    with pytest.raises(InvalidValue) as refused:
        replies(asked, 4.0, until)
    assert (refused.value.code, refused.value.field) == ("missing", "replied")
    for wrong in ("soon", pd.Timestamp("2026-10-01", tz="UTC")):
        with pytest.raises(InvalidValue) as refused:
            replies(asked.assign(replied=wrong), 4.0, until)
        assert (refused.value.code, refused.value.field) == ("wrong_type", "replied")
