from datetime import UTC, date, datetime

from coachkit.evaluation.observed import in_local_days, within
from coachkit.evaluation.totals import monthly
from coachkit.model.observations import Granularity
from coachkit.model.periods import Period
from coachkit.model.results import MonthTotal

OCTOBER = Period.month("2026-10")
STOCKHOLM = "Europe/Stockholm"


def test_a_post_late_in_california_belongs_to_the_next_morning_in_stockholm(observe):
    seen = observe([{"published": "2026-09-30 22:00", "likes": 1.0}])
    assert in_local_days(seen, STOCKHOLM)["day"].dt.date.tolist() == [date(2026, 10, 1)]
    assert len(within(in_local_days(seen, STOCKHOLM), OCTOBER)) == 1


def test_a_platform_that_writes_only_days_keeps_them(observe):
    seen = observe([{"published": "2026-09-30", "likes": 1.0}], day_precision=True)
    assert in_local_days(seen, STOCKHOLM)["day"].dt.date.tolist() == [date(2026, 9, 30)]


def test_hours_that_clocks_skip_or_repeat_are_read(observe):
    seen = observe(
        [
            {"published": "2026-03-08 02:30", "likes": 1.0},
            {"published": "2026-11-01 01:30", "likes": 1.0},
        ]
    )
    assert in_local_days(seen, STOCKHOLM)["day"].dt.date.tolist() == [
        date(2026, 3, 8),
        date(2026, 11, 1),
    ]


def test_a_post_without_a_date_belongs_to_no_period(observe):
    seen = observe(
        [{"published": "2026-10-02 12:00", "likes": 1.0}, {"published": None, "likes": 9.0}]
    )
    assert len(in_local_days(seen, STOCKHOLM)) == 1


def test_a_missing_month_is_missing_and_a_quiet_one_is_zero(observe):
    seen = observe(
        [{"published": "2026-08-10 12:00", "likes": 4.0}],
        covers=(date(2026, 7, 31), date(2026, 9, 30)),
    )
    months = monthly(seen, "likes", Period(first=date(2026, 8, 1), last=OCTOBER.last), STOCKHOLM)
    assert months == (
        MonthTotal(month="2026-08", value=4.0),
        MonthTotal(month="2026-09", value=0.0),
        MonthTotal(month="2026-10", value=None),
    )


def test_a_month_known_in_part_says_so(observe):
    seen = observe([{"published": "2026-10-10 12:00", "likes": 4.0}])
    (only,) = monthly(seen, "likes", OCTOBER, STOCKHOLM)
    assert only == MonthTotal(month="2026-10", value=4.0, partly=True)


def test_a_month_whose_posts_still_grow_is_not_level_with_older_months(observe):
    """Refused aggregation 6: posts under a week old beside lifetime totals."""
    seen = observe(
        [
            {"published": "2026-10-10 12:00", "likes": 4.0},
            {"published": "2026-10-30 12:00", "likes": 1.0},
        ],
        covers=(date(2026, 9, 30), date(2026, 10, 31)),
        exported=datetime(2026, 11, 1, 8, tzinfo=UTC),
    )
    (only,) = monthly(seen, "likes", OCTOBER, STOCKHOLM)
    assert (only.value, only.young, only.partly, only.at_least) == (5.0, 1, False, True)


def test_days_do_not_grow(observe):
    seen = observe(
        [{"published": "2026-10-30 00:00", "likes": 1.0}],
        covers=(date(2026, 9, 30), date(2026, 10, 31)),
        exported=datetime(2026, 11, 1, 8, tzinfo=UTC),
        granularity=Granularity.DAY,
    )
    (only,) = monthly(seen, "likes", OCTOBER, STOCKHOLM)
    assert (only.young, only.at_least) == (0, False)
