"""What was counted before a seam is not compared with what was counted after it."""

from datetime import date

import pytest

from coachkit.evaluation.month import metric_results, platform_results
from coachkit.model.observations import Platform
from coachkit.model.periods import Period
from coachkit.model.results import Verdict
from coachkit.model.seams import Seam

ZONE = "Europe/Stockholm"
OCTOBER = Period.month("2026-10")


def seam(day, *, platform=Platform.FACEBOOK, metrics=("likes",)):
    return Seam(platform=platform, metrics=metrics, day=day, says="Counted anew", source="a test")


@pytest.fixture
def year(observe):
    """Six posts in each month of a year: ten likes until September, a hundred in October."""
    posts = [
        {
            "published": f"{month}-{day:02d} 12:00",
            "likes": (100.0 if month == "2026-10" else 10.0) + day,
        }
        for month in Period(first=date(2025, 10, 1), last=date(2026, 10, 31)).months()
        for day in (3, 4, 5, 20, 21, 22)
    ]
    return observe(posts, covers=(date(2025, 9, 30), date(2026, 10, 31)))


def told(year, *seams, metric="likes"):
    return metric_results(year, metric, OCTOBER, ZONE, seams=seams)


def test_without_a_seam_all_twelve_months_are_the_usual(year):
    found = told(year)
    assert (found.usual.n, found.typical.n, found.verdict) == (72, 6, Verdict.SHOWN_UP)
    assert (found.seams, found.since, found.kinds_since, found.broken) == ((), None, None, False)


def test_the_usual_begins_at_the_seam(year):
    changed = seam(date(2026, 9, 1))
    found = told(year, changed)
    assert found.usual_period == Period(first=date(2026, 9, 1), last=date(2026, 9, 30))
    assert (found.usual.n, found.typical.n, found.verdict) == (6, 6, Verdict.SHOWN_UP)
    assert (found.seams, found.since, found.broken) == ((changed,), date(2026, 9, 1), False)


def test_too_few_posts_since_the_seam_make_no_verdict_and_the_seam_is_why(year):
    found = told(year, seam(date(2026, 9, 21)))
    assert (found.usual.n, found.verdict, found.broken) == (2, Verdict.CANNOT_TELL, True)


def test_a_seam_on_the_first_day_of_the_month_leaves_nothing_to_compare_with(year):
    found = told(year, seam(date(2026, 10, 1)))
    assert (found.usual_period, found.usual.n, found.typical.n) == (None, 0, 6)
    assert (found.verdict, found.broken) == (Verdict.CANNOT_TELL, True)


def test_a_seam_inside_the_month_leaves_the_posts_after_it(year):
    found = told(year, seam(date(2026, 10, 15)))
    assert (found.typical.n, found.typical.median, found.usual.n) == (3, 121.0, 0)
    assert len(found.posts) == 6
    assert found.broken


def test_of_several_seams_the_last_decides_and_all_are_drawn(year):
    found = told(year, seam(date(2026, 8, 1)), seam(date(2026, 3, 1)))
    assert [one.day for one in found.seams] == [date(2026, 3, 1), date(2026, 8, 1)]
    assert found.since == date(2026, 8, 1)


def test_formats_and_weekdays_are_of_the_posts_since_the_seam(year):
    found = told(year, seam(date(2026, 9, 1)))
    assert sum(group.typical.n for group in found.weekdays) == 12
    assert found.kinds_since == date(2026, 9, 1)


def test_a_seam_older_than_the_twelve_months_of_the_kinds_leaves_them_whole(year):
    found = told(year, seam(date(2025, 10, 10)))
    assert (found.since, found.kinds_since) == (date(2025, 10, 10), None)
    assert sum(group.typical.n for group in found.weekdays) == 72


@pytest.mark.parametrize(
    "elsewhere",
    [
        seam(date(2026, 9, 1), platform=Platform.X),
        seam(date(2026, 9, 1), metrics=("views",)),
        seam(date(2024, 1, 1)),
        # Nothing is known of the days before it.
        seam(date(2025, 10, 3)),
        seam(date(2026, 11, 1)),
    ],
)
def test_seams_of_others_and_of_other_times_break_nothing(year, elsewhere):
    assert told(year, elsewhere) == told(year)


def test_a_seam_of_the_whole_platform_breaks_every_metric(year):
    assert told(year, seam(date(2026, 9, 1), metrics=())).since == date(2026, 9, 1)


def test_too_few_posts_anyhow_are_not_the_seams_fault(observe):
    few = observe([{"published": "2026-10-02 12:00", "likes": 1.0}])
    assert told(few, seam(date(2026, 10, 1))).broken is False


def test_a_total_says_that_a_seam_lies_inside_its_period(year):
    seams = [seam(date(2026, 10, 15)), seam(date(2026, 9, 1))]
    assert platform_results([year], OCTOBER, ZONE, seams).total("likes").seam == date(2026, 10, 15)
    assert platform_results([year], OCTOBER, ZONE).total("likes").seam is None
