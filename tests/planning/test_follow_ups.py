"""When one meets again: a week later, weekly, monthly, quarterly, and never on a day off."""

from datetime import date, time

import pytest

from coachkit.model.errors import InvalidValue
from coachkit.model.follow_ups import FollowUpKind
from coachkit.planning.follow_ups import follow_ups

TUESDAY = date(2026, 9, 1)


def days(kind, held_on=TUESDAY, country="SE", **more):
    return [one.day for one in follow_ups(held_on, country, **more) if one.kind is kind]


def test_check_ins_come_a_week_after_the_session_and_weekly_four_times_more():
    assert days(FollowUpKind.CHECK_IN) == [
        date(2026, 9, 8),
        date(2026, 9, 15),
        date(2026, 9, 22),
        date(2026, 9, 29),
        date(2026, 10, 6),
    ]


def test_meetings_last_as_long_as_their_agenda():
    found = {one.kind: one.minutes for one in follow_ups(TUESDAY, "SE")}
    assert found == {
        FollowUpKind.CHECK_IN: 5,
        FollowUpKind.MONTHLY: 45,
        FollowUpKind.QUARTERLY: 30,
    }


def test_monthly_meetings_are_on_the_same_day_of_the_month_and_reviews_every_third():
    assert days(FollowUpKind.MONTHLY) == [date(2026, 10, 1), date(2026, 11, 2), date(2026, 12, 1)]
    assert days(FollowUpKind.QUARTERLY) == [date(2026, 12, 1)]
    assert len(days(FollowUpKind.MONTHLY, months=12)) == 12
    assert [one.month for one in days(FollowUpKind.QUARTERLY, months=12)] == [12, 3, 6, 9]


def test_a_meeting_on_a_public_holiday_is_moved_to_the_next_working_day():
    # 6 January is Epiphany in both countries, 5 January a working day.
    assert days(FollowUpKind.CHECK_IN, date(2026, 12, 30))[0] == date(2027, 1, 7)
    assert days(FollowUpKind.CHECK_IN, date(2026, 12, 30), "FI")[0] == date(2027, 1, 7)
    assert days(FollowUpKind.CHECK_IN, date(2026, 12, 30), "GB")[0] == date(2027, 1, 6)


def test_a_swedish_eve_is_a_day_off_as_well():
    # Midsummer Eve 2026 is Friday 19 June; the next working day is Monday.
    assert days(FollowUpKind.CHECK_IN, date(2026, 6, 12))[0] == date(2026, 6, 22)


def test_a_review_is_never_later_than_three_months_ahead():
    # 6 December 2026, Finland's Independence Day, is a Sunday: the review is on the Friday before.
    assert days(FollowUpKind.QUARTERLY, date(2026, 9, 6), "FI") == [date(2026, 12, 4)]
    assert days(FollowUpKind.MONTHLY, date(2026, 9, 6), "FI")[-1] == date(2026, 12, 7)


def test_a_month_that_is_too_short_ends_earlier():
    assert days(FollowUpKind.MONTHLY, date(2026, 12, 31), "GB")[1] == date(2027, 3, 1)
    assert days(FollowUpKind.MONTHLY, date(2027, 8, 31), "GB")[0] == date(2027, 9, 30)


def test_no_meeting_is_on_a_weekend_whatever_the_day_of_the_session():
    for day in range(1, 29):
        for one in follow_ups(date(2026, 11, day), "FI"):
            assert one.day.weekday() < 5
            assert one.day > date(2026, 11, day)


def test_meetings_of_one_day_stand_one_after_another():
    last = follow_ups(TUESDAY, "SE")[-2:]
    assert [(one.kind, one.at) for one in last] == [
        (FollowUpKind.MONTHLY, time(9, 15)),
        (FollowUpKind.QUARTERLY, time(10)),
    ]
    assert follow_ups(TUESDAY, "SE", at=time(13))[0].at == time(13)


def test_an_unknown_country_is_refused():
    with pytest.raises(InvalidValue) as refused:
        follow_ups(TUESDAY, "XX")
    assert refused.value.code == "unknown_country"
