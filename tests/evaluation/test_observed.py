from datetime import date

from coachkit.evaluation.observed import (
    coverage,
    heard_of,
    in_local_days,
    spans,
    with_shared_days,
    within,
)
from coachkit.evaluation.totals import monthly
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


def test_only_what_an_export_speaks_of_is_covered(observe):
    seen = observe(
        [
            {"published": "2026-10-10 12:00", "likes": 1.0},
            {"published": "2026-10-20 12:00", "likes": 1.0},
        ]
    )
    known = coverage(seen.sources, OCTOBER)
    assert known.covered == 11
    assert known.gaps == (
        Period(first=date(2026, 10, 1), last=date(2026, 10, 9)),
        Period(first=date(2026, 10, 21), last=date(2026, 10, 31)),
    )


def test_a_file_that_says_what_it_covers_is_believed(observe, october):
    seen = observe([{"published": "2026-10-10 12:00", "likes": 1.0}], covers=october)
    assert coverage(seen.sources, OCTOBER).complete
    assert spans(seen.sources) == [OCTOBER]


def test_a_missing_month_is_missing_and_a_quiet_one_is_zero(observe):
    seen = observe(
        [{"published": "2026-08-10 12:00", "likes": 4.0}],
        covers=(date(2026, 8, 1), date(2026, 9, 30)),
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


def test_nothing_is_heard_of_the_future(observe, october):
    seen = observe([{"published": "2026-10-10 12:00", "likes": 1.0}], covers=october)
    assert heard_of(seen.sources, date(2026, 10, 12)) == Period(
        first=date(2026, 10, 1), last=date(2026, 10, 12)
    )
    assert heard_of((), date(2026, 10, 12)) is None


def test_the_sheets_of_one_workbook_speak_of_the_same_days(observe, october):
    (posts,) = observe([{"published": "2026-10-10 12:00", "likes": 1.0}]).sources
    days = posts.changed(sheet="Metrics", covers=october)
    other = posts.changed(sha256="1" * 64)
    assert [source.covers for source in with_shared_days((posts, days, other))] == [
        october,
        october,
        None,
    ]
