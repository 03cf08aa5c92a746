from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from benchmarks.accounts import CAMPAIGN, HISTORY, Kind, with_lift
from coachkit.evaluation.campaign_effect import effect
from coachkit.evaluation.comparing import About, ControlSeries
from coachkit.evaluation.daily import Days
from coachkit.model.effects import Reason
from coachkit.model.periods import Period
from coachkit.model.results import Verdict
from tests.evaluation.statistics import known

FIRST = date(2025, 1, 6)
VISITS = About("visits", "site visits a day", ("visits.csv",))


def days(values, **more):
    return Days(FIRST, np.asarray(values, dtype=float), **more)


def last(weeks, of):
    """The period of the last weeks of a series of so many days."""
    end = FIRST + timedelta(days=of - 1)
    return Period(first=end - timedelta(days=7 * weeks - 1), last=end)


def visits(seed=1, count=364, level=80):
    return np.random.default_rng(seed).poisson(level, count).astype(float)


def lifted(by=1.5, **more):
    values = visits(**more)
    values[-28:] *= by
    return values


def test_a_lift_is_shown_with_its_size_its_n_and_its_source():
    found = effect(days(lifted()), last(4, 364), VISITS)
    assert found.verdict is Verdict.SHOWN_UP
    assert found.change.low < 0.5 < found.change.high
    assert (found.weeks, found.weeks_before, found.days, found.missing) == (4, 48, 28, 0)
    assert (found.definition, found.sources) == ("site visits a day", ("visits.csv",))


def test_where_nothing_happened_and_little_would_have_shown_it_is_not_shown():
    found = effect(days(visits()), last(4, 364), VISITS)
    assert found.verdict is Verdict.NOT_SHOWN
    assert found.smallest.lift < found.matters
    assert found.why is None


def test_where_not_even_a_large_lift_could_have_shown_nothing_can_be_told():
    values = np.random.default_rng(3).negative_binomial(0.05, 0.02, 364)
    found = effect(days(values), last(4, 364), VISITS)
    assert (found.verdict, found.why) == (Verdict.CANNOT_TELL, Reason.TOO_NOISY)
    assert found.change.low < 0 < found.change.high


def test_the_replay_only_ever_widens():
    chance = np.random.default_rng(8)
    for _ in range(6):
        one = with_lift(chance, Kind.TRAFFIC, 0.0)
        series = Days(one.nature.begins, one.values, one.posts)
        first = one.nature.begins + timedelta(days=HISTORY)
        campaign = Period(first=first, last=first + timedelta(days=CAMPAIGN - 1))
        plain = effect(series, campaign, VISITS, refined=False)
        refined = effect(series, campaign, VISITS)
        assert (plain.replay, plain.refined) == (None, False)
        assert refined.replay.widened >= 1
        assert refined.change.low <= plain.change.low + 1e-9
        assert refined.change.high >= plain.change.high - 1e-9
        assert refined.change.value == pytest.approx(plain.change.value)


def test_the_replay_tells_how_far_off_quiet_weeks_were():
    replay = effect(days(visits()), last(4, 364), VISITS).replay
    assert replay.windows == 37
    assert replay.weeks == 40
    assert 0 < replay.typical_error < 0.1
    assert replay.inside >= 30


def test_a_lift_that_one_day_drives_says_so_and_what_is_left_without_it():
    values = visits()
    values[-10] = 2000
    found = effect(days(values), last(4, 364), VISITS)
    assert found.best_day.day == FIRST + timedelta(days=354)
    assert found.best_day.share > 0.4
    assert abs(found.best_day.without.value) < 0.1
    assert found.one_day is (found.verdict is Verdict.SHOWN_UP)


def test_a_lift_of_all_days_is_not_one_day_s():
    found = effect(days(lifted()), last(4, 364), VISITS)
    assert not found.one_day
    assert found.best_day.without.up


def test_missing_days_are_not_zeros():
    values = visits()
    values[-5:-2] = np.nan
    values[100:130] = np.nan
    found = effect(days(values), last(4, 364), VISITS)
    whole = effect(days(visits()), last(4, 364), VISITS)
    assert found.missing == 3
    assert found.change.value == pytest.approx(whole.change.value, abs=0.05)
    assert found.verdict is Verdict.NOT_SHOWN


@pytest.mark.parametrize(
    ("values", "weeks", "reason"),
    [
        ([np.nan] * 100, 4, Reason.NO_DATA),
        ([5.0] * 28, 4, Reason.NO_DATA),
        ([0.0] * 200, 4, Reason.NOTHING_COUNTED),
        (visits(count=63), 4, Reason.SHORT_HISTORY),
        (visits(count=57), 4, Reason.SHORT_HISTORY),
        (visits(count=57), 2, Reason.SHORT_HISTORY),
        (visits(count=200), 16, Reason.LONGER_THAN_HISTORY),
        (np.r_[visits(count=200), [np.nan] * 28], 4, Reason.NOT_TOLD),
    ],
)
def test_what_cannot_be_told_says_why(values, weeks, reason):
    found = effect(days(values), last(weeks, len(values)), VISITS)
    assert (found.verdict, found.why, found.change) == (Verdict.CANNOT_TELL, reason, None)


def test_a_campaign_of_three_days_is_too_short():
    short = Period(first=FIRST + timedelta(days=300), last=FIRST + timedelta(days=302))
    assert effect(days(visits()), short, VISITS).why is Reason.TOO_SHORT


def test_a_campaign_before_the_series_began_has_no_data():
    early = Period(first=FIRST - timedelta(days=60), last=FIRST - timedelta(days=30))
    assert effect(days(visits()), early, VISITS).why is Reason.NO_DATA


def test_two_campaigns_at_once_cannot_be_parted():
    campaign = last(4, 364)
    other = Period(first=campaign.last, last=campaign.last + timedelta(days=9))
    found = effect(days(lifted()), campaign, VISITS, others=[other])
    assert (found.verdict, found.why) == (Verdict.CANNOT_TELL, Reason.CAMPAIGNS_OVERLAP)


def test_an_earlier_campaign_is_no_part_of_what_is_usual():
    values = visits()
    values[200:228] *= 3
    other = Period(first=FIRST + timedelta(days=200), last=FIRST + timedelta(days=227))
    found = effect(days(values), last(4, 364), VISITS, others=[other])
    assert found.verdict is Verdict.NOT_SHOWN
    assert found.weeks_before < 48


def test_a_series_that_never_changes_shows_no_effect_and_a_little_one_is_no_proof():
    assert effect(days([5.0] * 200), last(4, 200), VISITS).verdict is not Verdict.SHOWN_UP
    little = np.r_[np.full(172, 5.0), np.full(28, 5.2)]
    assert effect(days(little), last(4, 200), VISITS).verdict is not Verdict.SHOWN_UP


def test_three_posts_of_history_prove_nothing():
    values = np.zeros(200)
    values[[20, 77, 140]] = 9
    values[-10] = 30
    assert effect(days(values), last(4, 200), VISITS).verdict is Verdict.CANNOT_TELL


def test_a_holiday_in_the_campaign_is_no_failure_of_it():
    values = visits()
    away = [*range(90, 104), *range(200, 221), *range(343, 364)]
    values[away] *= 0.5
    told = days(values, holidays=frozenset(FIRST + timedelta(days=day) for day in away))
    untold = effect(days(values), last(4, 364), VISITS)
    found = effect(told, last(4, 364), VISITS)
    assert found.verdict is Verdict.NOT_SHOWN
    assert abs(found.change.value) < abs(untold.change.value) / 2


def shared_weather(seed=4, count=364):
    """Two series that rise and fall together."""
    chance = np.random.default_rng(seed)
    weather = np.repeat(np.cumsum(chance.normal(0, 0.25, count // 7)), 7)
    weather -= weather.mean()
    return (chance.poisson(60 * np.exp(weather)).astype(float) for _ in range(2))


def test_a_control_that_rises_and_falls_alike_makes_it_narrower():
    ours, theirs = shared_weather()
    ours[-28:] *= 1.3
    alone = effect(days(ours), last(4, 364), VISITS)
    found = effect(
        days(ours), last(4, 364), VISITS, control=ControlSeries("elsewhere", days(theirs))
    )
    assert found.control.used
    assert found.smallest.with_control
    assert found.smallest.lift < alone.smallest.lift / 2
    assert found.change.low < 0.3 < found.change.high


def test_a_control_that_the_campaign_touched_takes_no_part():
    found = effect(
        days(lifted()),
        last(4, 364),
        VISITS,
        control=ControlSeries("elsewhere", days(lifted(seed=2))),
    )
    assert (found.control.moved, found.control.used) == (True, False)
    same = found.change.up == found.control.change.up
    assert found.why is (None if same else Reason.CONTROL_MOVED)


def test_a_control_of_which_too_little_is_known_says_so():
    few = visits(seed=2)
    few[:300] = np.nan
    found = effect(
        days(visits()), last(4, 364), VISITS, control=ControlSeries("elsewhere", days(few))
    )
    assert (found.control.used, found.control.change) == (False, None)


def test_forty_cities_without_a_campaign_show_none():
    cities = pd.read_csv(known("geolift_pretest.csv"), index_col="location")
    first = date.fromisoformat(cities.columns[0])
    end = date.fromisoformat(cities.columns[-1])
    campaign = Period(first=end - timedelta(days=13), last=end)
    others = cities.median(axis=0).to_numpy(dtype=float)
    found = [
        effect(
            Days(first, row.to_numpy(dtype=float)),
            campaign,
            VISITS,
            control=ControlSeries("the others", Days(first, others)),
        ).change
        for _, row in cities.iterrows()
    ]
    assert len(found) == 40
    assert 0.82 <= np.mean([one.low <= 0 <= one.high for one in found]) <= 0.97


def test_quiet_months_of_a_real_account_show_no_campaign():
    files = sorted(known("ropensci").glob("tweet_activity_metrics_*.csv"))
    posts = pd.concat([pd.read_csv(file) for file in files])
    day = pd.to_datetime(posts["time"].str[:10])
    span = pd.date_range("2016-12-01", "2019-12-31")
    gained = posts.groupby(day)["engagements"].sum().reindex(span, fill_value=0)
    count = posts.groupby(day).size().reindex(span, fill_value=0).to_numpy(dtype=float)
    series = Days(date(2016, 12, 1), gained.to_numpy(dtype=float), count)
    starts = pd.date_range("2017-03-15", "2019-12-04", freq="42D")
    changes = [
        effect(series, Period(first=one, last=one + timedelta(days=27)), VISITS).change
        for one in (start.date() for start in starts)
    ]
    inside = np.mean([one.low <= 0 <= one.high for one in changes])
    assert len(changes) == 24
    assert 0.85 <= inside <= 0.98


@pytest.mark.parametrize(
    ("kind", "least", "widest"), [(Kind.ENGAGEMENT, 0.8, 1.7), (Kind.TRAFFIC, 0.8, 0.75)]
)
def test_a_few_simulated_accounts_are_covered(kind, least, widest):
    """The bars themselves stand in ``benchmarks/calibration.py``, on more accounts."""
    chance = np.random.default_rng(2)
    covered, widths = [], []
    for _ in range(30):
        one = with_lift(chance, kind, 0.2)
        first = one.nature.begins + timedelta(days=HISTORY)
        campaign = Period(first=first, last=first + timedelta(days=CAMPAIGN - 1))
        change = effect(Days(one.nature.begins, one.values, one.posts), campaign, VISITS).change
        covered.append(change.low <= 0.2 <= change.high)
        widths.append(np.log1p(change.high) - np.log1p(change.low))
    assert np.mean(covered) >= 0.8
    assert np.median(widths) <= widest
