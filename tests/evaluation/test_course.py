"""Single weeks beside what each was to bring: the picture behind an effect."""

from datetime import date, timedelta

import numpy as np
import pytest

from coachkit.evaluation.campaign_effect import effect
from coachkit.evaluation.comparing import About, ControlSeries
from coachkit.evaluation.course import SHOWN_BEFORE, course, grown
from coachkit.evaluation.daily import Days
from coachkit.model.courses import Course, CourseWeek
from coachkit.model.errors import InvalidValue
from coachkit.model.periods import Period

FIRST = date(2025, 1, 6)
ABOUT = About("sessions", "visits a day", ("visits.csv",))
CAMPAIGN = Period(first=FIRST + timedelta(days=336), last=FIRST + timedelta(days=363))


def visits(seed=1, count=364):
    return np.random.default_rng(seed).poisson(80, count).astype(float)


def seen(values, *, refined=True, control=None):
    days = Days(FIRST, values)
    found = effect(days, CAMPAIGN, ABOUT, control=control, refined=refined)
    return found, course(days, CAMPAIGN, ABOUT, found, control=control)


def test_the_weeks_of_the_campaign_stand_beside_what_was_to_be_expected():
    values = visits()
    values[336:] *= 2
    found, weeks = seen(values)
    ahead = [week for week in weeks.weeks if week.expected is not None]
    assert [week.first for week in ahead] == [CAMPAIGN.first + timedelta(weeks=n) for n in range(4)]
    assert all(week.came > week.expected.high for week in ahead)
    assert len(weeks.weeks) == SHOWN_BEFORE + 4
    middle = np.mean(
        [np.log(week.came + 0.5) - np.log(week.expected.value + 0.5) for week in ahead]
    )
    assert np.expm1(middle) == pytest.approx(found.change.value, abs=0.02)


def test_what_single_weeks_were_to_bring_is_as_wide_as_the_replay_makes_it():
    values = visits()
    values[100:140] *= 3
    _, plain = seen(values, refined=False)
    found, refined = seen(values)
    assert found.replay.widened > 1
    for one, other in zip(plain.weeks[-4:], refined.weeks[-4:], strict=True):
        assert other.expected.high > one.expected.high
        assert other.expected.low <= one.expected.low


def test_where_nothing_can_be_told_only_what_came_is_drawn():
    _, weeks = seen(np.concatenate([np.full(308, np.nan), visits(count=56)]))
    assert not weeks.answered
    assert weeks.weeks


def test_a_week_with_days_missing_is_not_whole_and_one_without_any_is_not_there():
    values = visits()
    values[322:325] = np.nan
    values[329:336] = np.nan
    _, weeks = seen(values)
    by_day = {week.first: week for week in weeks.weeks}
    assert not by_day[FIRST + timedelta(days=322)].whole
    assert FIRST + timedelta(days=329) not in by_day


def test_a_control_that_helps_stands_behind_the_weeks_too():
    level = np.exp(np.cumsum(np.random.default_rng(3).normal(0, 0.25, 52))).repeat(7)
    chance = np.random.default_rng(4)
    control = ControlSeries("X", Days(FIRST, chance.poisson(60 * level).astype(float)))
    values = chance.poisson(80 * level).astype(float)
    found, weeks = seen(values, control=control)
    _, alone = seen(values)
    assert found.control.used
    assert weeks.weeks[-1].expected != alone.weeks[-1].expected


def test_a_total_grows_over_known_days_alone():
    values = np.array([3.0, np.nan, 4.0, 5.0])
    period = Period(first=FIRST, last=FIRST + timedelta(days=2))
    assert grown(Days(FIRST, values), period) == (
        (FIRST, 3.0),
        (FIRST + timedelta(days=2), 7.0),
    )


def test_a_week_is_there_once():
    week = CourseWeek(first=FIRST, came=1.0)
    with pytest.raises(InvalidValue):
        Course(metric="sessions", campaign=CAMPAIGN, weeks=(week, week))
