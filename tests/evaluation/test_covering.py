"""An export's days are the platform's; a client's day is covered if all of it is."""

from datetime import date, time

import pytest

from coachkit.evaluation.covering import coverage, heard_of, speaks_of
from coachkit.evaluation.observed import Observed, with_shared_days
from coachkit.model.observations import Granularity
from coachkit.model.periods import Period
from coachkit.model.results import MissingHours

STOCKHOLM = "Europe/Stockholm"
DECEMBER = Period.month("2025-12")
JANUARY = Period.month("2026-01")
FEBRUARY = Period.month("2026-02")
OCTOBER = Period.month("2026-10")
NOVEMBER = Period.month("2026-11")


def days(first, last):
    return Period(first=first, last=last)


@pytest.fixture
def exported(observe):
    """Exports of these periods, together: months, or pairs of days."""

    def _exported(*periods, **more):
        (pattern,) = observe([{"published": "2026-01-10 12:00", "likes": 1.0}], **more).sources
        sources = tuple(
            pattern.changed(covers=(period.first, period.last), sha256=str(n) * 64)
            for n, period in enumerate(periods)
        )
        seen = observe([{"published": "2026-01-10 12:00", "likes": 1.0}], **more)
        return Observed(seen.platform, seen.granularity, seen.frame, sources)

    return _exported


def test_a_january_of_california_lacks_the_first_hours_of_january_in_stockholm(exported):
    known = coverage(exported(JANUARY), JANUARY, STOCKHOLM)
    assert (known.covered, known.complete, known.gaps) == (30, False, ())
    assert known.hours == (
        MissingHours(day=date(2026, 1, 1), begins=time(0), ends=time(9), there=date(2025, 12, 31)),
    )
    assert known.hours[0].first_hours
    assert known.known_days == 30 + 15 / 24


def test_december_and_january_join_without_a_hole(exported):
    known = coverage(exported(JANUARY, DECEMBER), JANUARY, STOCKHOLM)
    assert (known.covered, known.complete, known.hours) == (31, True, ())


def test_a_month_reaches_into_the_next_one_only_by_hours(exported):
    known = coverage(exported(JANUARY), FEBRUARY, STOCKHOLM)
    assert (known.covered, known.nothing) == (0, True)
    assert known.gaps == (days(date(2026, 2, 2), date(2026, 2, 28)),)
    (rest,) = known.hours
    assert (rest.day, rest.begins, rest.ends, rest.last_hours) == (
        date(2026, 2, 1),
        time(9),
        None,
        True,
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # Clocks change on 8 March in California, on 29 March in Stockholm …
        (Period.month("2026-02"), Period.month("2026-03")),
        (days(date(2026, 3, 1), date(2026, 3, 7)), days(date(2026, 3, 8), date(2026, 3, 31))),
        (days(date(2026, 3, 1), date(2026, 3, 28)), days(date(2026, 3, 29), date(2026, 3, 31))),
        # … and back on 25 October in Stockholm, on 1 November in California.
        (OCTOBER, NOVEMBER),
        (days(date(2026, 10, 1), date(2026, 10, 25)), days(date(2026, 10, 26), OCTOBER.last)),
    ],
)
def test_adjoining_exports_join_when_clocks_change(exported, first, second):
    seen = exported(second, first)
    inside = days(date(first.first.year, first.first.month, 2), second.last)
    assert coverage(seen, inside, STOCKHOLM).complete


def test_an_hour_more_of_the_day_is_known_between_the_two_changes_of_clocks(exported):
    known = coverage(exported(days(date(2026, 10, 26), date(2026, 10, 31))), OCTOBER, STOCKHOLM)
    assert [(part.day, part.ends) for part in known.hours] == [(date(2026, 10, 26), time(8))]


def test_two_exports_with_a_day_between_leave_two_halves_of_days(exported):
    early, late = days(date(2026, 1, 1), date(2026, 1, 9)), days(date(2026, 1, 11), JANUARY.last)
    known = coverage(exported(early, late), days(date(2026, 1, 5), JANUARY.last), STOCKHOLM)
    assert [(part.day, part.begins, part.ends, part.there) for part in known.hours] == [
        (date(2026, 1, 10), time(9), None, date(2026, 1, 10)),
        (date(2026, 1, 11), time(0), time(9), date(2026, 1, 10)),
    ]
    assert known.gaps == ()


def test_a_client_west_of_the_platform_lacks_the_last_hours(exported):
    known = coverage(exported(JANUARY, time_zone="Europe/Stockholm"), JANUARY, "America/New_York")
    assert [(part.day, part.begins, part.there) for part in known.hours] == [
        (date(2026, 1, 31), time(18), date(2026, 2, 1))
    ]


@pytest.mark.parametrize(
    "more",
    [
        {"time_zone": None},
        {"day_precision": True},
        {"granularity": Granularity.DAY},
    ],
)
def test_days_of_a_platform_that_tells_no_hours_stay_days(exported, more):
    known = coverage(exported(JANUARY, **more), JANUARY, STOCKHOLM)
    assert (known.covered, known.hours) == (31, ())


def test_days_and_hours_of_two_exports_join(observe, exported):
    january = exported(JANUARY)
    days_alone = exported(days(date(2026, 1, 1), date(2026, 1, 1)), day_precision=True)
    both = Observed(
        january.platform,
        january.granularity,
        january.frame,
        (*january.sources, *days_alone.sources),
    )
    assert coverage(both, JANUARY, STOCKHOLM).complete


def test_only_what_an_export_speaks_of_is_covered(observe):
    seen = observe(
        [
            {"published": "2026-10-10 12:00", "likes": 1.0},
            {"published": "2026-10-20 12:00", "likes": 1.0},
        ]
    )
    known = coverage(seen, OCTOBER, STOCKHOLM)
    assert (known.covered, known.hours) == (11, ())
    assert known.gaps == (
        days(date(2026, 10, 1), date(2026, 10, 9)),
        days(date(2026, 10, 21), date(2026, 10, 31)),
    )


def test_a_file_that_says_what_it_covers_is_believed(observe, all_october):
    seen = observe([{"published": "2026-10-10 12:00", "likes": 1.0}], covers=all_october)
    assert coverage(seen, OCTOBER, STOCKHOLM).complete


def test_hours_at_the_end_of_a_platforms_month_open_no_month_of_the_clients(exported):
    later = date(2026, 11, 20)
    assert heard_of([exported(JANUARY)], later, STOCKHOLM) == days(
        date(2026, 1, 2), date(2026, 1, 31)
    )


def test_one_day_of_a_platform_is_heard_of_though_no_whole_day_is_covered(exported):
    seen = exported(days(date(2026, 1, 10), date(2026, 1, 10)))
    assert heard_of([seen], date(2026, 11, 20), STOCKHOLM) == days(
        date(2026, 1, 10), date(2026, 1, 10)
    )


def test_nothing_is_heard_of_the_future(observe, all_october):
    seen = observe([{"published": "2026-10-10 12:00", "likes": 1.0}], covers=all_october)
    assert heard_of([seen], date(2026, 10, 12), STOCKHOLM) == days(
        date(2026, 10, 1), date(2026, 10, 12)
    )
    assert heard_of((), date(2026, 10, 12), STOCKHOLM) is None


def test_an_export_speaks_of_a_period_by_its_hours(exported):
    (source,) = exported(JANUARY).sources
    assert speaks_of(source, FEBRUARY, STOCKHOLM)
    assert not speaks_of(source, DECEMBER, STOCKHOLM)
    assert not speaks_of(source, Period.month("2026-03"), STOCKHOLM)


def test_the_sheets_of_one_workbook_speak_of_the_same_days(observe, all_october):
    (posts,) = observe([{"published": "2026-10-10 12:00", "likes": 1.0}]).sources
    own = posts.changed(sheet="Metrics", covers=all_october)
    other = posts.changed(sha256="1" * 64)
    assert [source.covers for source in with_shared_days((posts, own, other))] == [
        all_october,
        all_october,
        None,
    ]
