"""Platforms that tell only a part of each post's life; and totals that rows do not add up to."""

from datetime import date

import pytest

from coachkit.evaluation.differences import differences
from coachkit.evaluation.month import goal_result, metric_results, platform_results
from coachkit.model.goals import Goal, Kpi
from coachkit.model.observations import Granularity, MetricSource, ValuesOf
from coachkit.model.periods import Period
from coachkit.model.results import Basis, Difference

ZONE = "Europe/Stockholm"
OCTOBER = Period.month("2026-10")


@pytest.fixture
def channel(observe, all_october):
    """A video of October with 5 views so far; its days had 70, most of them of older videos."""
    posts = observe(
        [{"published": "2026-10-06 12:00", "views": 5.0, "likes": 2.0}],
        covers=all_october,
        values_of=ValuesOf.PERIOD,
    )
    days = observe(
        [{"published": f"2026-10-{day:02d}", "views": 10.0} for day in range(1, 8)],
        covers=(OCTOBER.first, OCTOBER.last),
        granularity=Granularity.DAY,
        day_precision=True,
    )
    return [posts, days]


def test_what_a_month_came_to_is_in_the_days_where_posts_tell_parts(channel):
    found = platform_results(channel, OCTOBER, ZONE)
    assert (found.total("views").value, found.total("views").basis) == (70.0, Basis.DAYS)
    assert found.total("views", Basis.POSTS).value == 5.0
    assert (found.total("likes").value, found.total("likes").basis) == (2.0, Basis.POSTS)


def test_a_goal_of_such_a_platform_is_measured_by_its_days(channel):
    goal = Goal(name="Seen", kpi=Kpi(platform="facebook", metric="views"), monthly_target=50)
    found = goal_result(goal, platform_results(channel, OCTOBER, ZONE), date(2026, 11, 20))
    assert (found.state, found.value) == ("reached", 70.0)


def test_the_months_of_such_a_platform_are_those_of_its_days(channel):
    posts, days = channel
    assert metric_results(posts, "views", OCTOBER, ZONE, days=days).months[-1].value == 70.0
    assert metric_results(posts, "likes", OCTOBER, ZONE, days=days).months[-1].value == 2.0


def test_posts_that_tell_their_lives_come_before_days(observe, all_october):
    posts = observe([{"published": "2026-10-06 12:00", "views": 5.0}], covers=all_october)
    days = observe(
        [{"published": "2026-10-06", "views": 10.0}],
        granularity=Granularity.DAY,
        day_precision=True,
    )
    assert platform_results([days, posts], OCTOBER, ZONE).total("views").basis is Basis.POSTS
    assert metric_results(posts, "views", OCTOBER, ZONE, days=days).months[-1].value == 5.0


def told(observe, metric, rows, platform, given=2):
    (source,) = observe([{"published": "2026-10-06 12:00", metric: 1.0}]).sources
    known = MetricSource(
        metric=metric,
        platform_name=metric,
        additive=True,
        total=rows,
        platform_total=platform,
        missing=0,
        given=given,
    )
    return differences(source.changed(metrics=(known,)))


def test_a_total_that_rows_do_not_add_up_to_is_told(observe):
    (found,) = told(observe, "views", 1980.0, 2052.0)
    assert found == Difference(metric="views", platform_total=2052.0, rows_total=1980.0)
    assert found.beyond_rows == 72.0


@pytest.mark.parametrize(
    ("metric", "rows", "platform"),
    [
        ("views", 2052.0, 2052.0),
        ("views", 2052.0, None),
        ("views", None, 2052.0),
        ("watch_time_hours", 10.004, 10.0),
    ],
)
def test_agreement_silence_and_rounding_are_no_difference(observe, metric, rows, platform):
    assert told(observe, metric, rows, platform) == ()


def test_more_than_rounding_is_a_difference_of_hours_too(observe):
    assert len(told(observe, "watch_time_hours", 10.0, 10.5)) == 1


def test_a_file_of_the_period_carries_its_differences(observe, all_october):
    seen = observe([{"published": "2026-10-06 12:00", "views": 5.0}], covers=all_october)
    (source,) = seen.sources
    views = source.metric("views").changed(total=5.0, platform_total=7.0)
    seen = type(seen)(
        seen.platform, seen.granularity, seen.frame, (source.changed(metrics=(views,)),)
    )
    (file,) = platform_results([seen], OCTOBER, ZONE).sources
    assert file.differences == (Difference(metric="views", platform_total=7.0, rows_total=5.0),)
