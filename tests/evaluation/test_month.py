from datetime import date

import pytest

from coachkit.evaluation.month import goal_result, metric_results, platform_results
from coachkit.model.goals import Goal, Kpi
from coachkit.model.observations import Granularity, Platform
from coachkit.model.periods import Period
from coachkit.model.results import GoalState, Verdict, WeekOfPosts

OCTOBER = Period.month("2026-10")
ZONE = "Europe/Stockholm"
LATER = date(2026, 11, 20)


@pytest.fixture
def goal():
    return Goal(
        name="Likes", kpi=Kpi(platform=Platform.FACEBOOK, metric="likes"), monthly_target=10
    )


def results(seen, period=OCTOBER):
    return platform_results([seen], period, ZONE)


def post(day, likes, **more):
    return {"published": f"{day} 12:00", "likes": likes, **more}


def test_cadence_counts_only_the_weeks_that_are_known(observe):
    seen = observe(
        [post("2026-10-06", 1.0), post("2026-10-12", 2.0)],
        covers=(date(2026, 10, 5), date(2026, 10, 18)),
    )
    cadence = results(seen).cadence
    assert (cadence.posts, cadence.per_week) == (2, 1.0)
    assert cadence.by_week == (
        WeekOfPosts(monday=date(2026, 9, 28), posts=None),
        # Its first nine hours are the platform's 4 October.
        WeekOfPosts(monday=date(2026, 10, 5), posts=1, partly=True),
        WeekOfPosts(monday=date(2026, 10, 12), posts=1),
        WeekOfPosts(monday=date(2026, 10, 19), posts=None),
        WeekOfPosts(monday=date(2026, 10, 26), posts=None),
    )


def test_a_month_without_any_export_has_no_cadence(observe, all_october):
    seen = observe([post("2026-10-06", 1.0)], covers=all_october)
    found = results(seen, Period.month("2026-08"))
    assert found.coverage.nothing
    assert found.cadence.per_week is None
    assert found.sources == ()


def test_responses_come_before_exposure_and_rates_stay_out(observe, all_october):
    seen = observe(
        [{**post("2026-10-06", 1.0), "views": 9.0, "reach": 5.0, "engagement_rate": 2.0}],
        covers=all_october,
    )
    assert results(seen).metrics == ("likes", "views", "reach")


def test_the_month_is_compared_with_the_twelve_months_before(observe):
    before = [
        post(f"2026-{month:02d}-{day:02d}", 10.0 + day)
        for month in (7, 8, 9)
        for day in range(2, 8)
    ]
    now = [post(f"2026-10-{day:02d}", 100.0 + day) for day in range(2, 10)]
    seen = observe(before + now, covers=(date(2026, 7, 1), date(2026, 10, 31)))
    found = metric_results(seen, "likes", OCTOBER, ZONE)
    assert found.usual_period == Period(first=date(2025, 10, 1), last=date(2026, 9, 30))
    assert (found.usual.n, found.typical.n) == (18, 8)
    assert found.verdict is Verdict.SHOWN_UP
    assert [post.value for post in found.posts] == [109.0 - n for n in range(8)]
    assert [month.value for month in found.months[:3]] == [None, None, None]
    assert found.months[-1].value == sum(100.0 + day for day in range(2, 10))


def test_formats_and_weekdays_look_at_twelve_months(observe):
    posts = [post(f"2026-{month:02d}-05", 1.0, format="reel") for month in range(1, 11)]
    seen = observe(posts, covers=(date(2026, 1, 1), date(2026, 10, 31)))
    found = metric_results(seen, "likes", OCTOBER, ZONE)
    assert [(group.key, group.typical.n) for group in found.formats] == [("reel", 10)]
    assert sum(group.typical.n for group in found.weekdays) == 10


@pytest.mark.parametrize(
    ("likes", "last", "today", "state"),
    [
        (12.0, 31, LATER, GoalState.REACHED),
        (12.0, 20, LATER, GoalState.REACHED),
        (9.0, 31, LATER, GoalState.NOT_REACHED),
        (9.0, 20, LATER, GoalState.CANNOT_TELL),
        (9.0, 20, date(2026, 10, 21), GoalState.RUNNING),
    ],
)
def test_a_goal_is_missed_only_when_every_day_is_known(observe, goal, likes, last, today, state):
    span = (date(2026, 9, 30), date(2026, 10, last))
    seen = observe([post("2026-10-06", likes)], covers=span)
    found = goal_result(goal, results(seen), today)
    assert (found.state, found.value) == (state, likes)


def test_a_goal_with_values_missing_is_not_called_missed(observe, goal, all_october):
    seen = observe([post("2026-10-06", 9.0), post("2026-10-07", None)], covers=all_october)
    assert goal_result(goal, results(seen), LATER).state is GoalState.CANNOT_TELL


def test_a_goal_on_a_platform_nobody_heard_of_cannot_be_told(goal):
    found = goal_result(goal, None, LATER)
    assert (found.state, found.value) == (GoalState.CANNOT_TELL, None)


def test_a_goal_is_not_called_missed_while_hours_of_the_month_are_missing(observe, goal):
    seen = observe([post("2026-10-06", 9.0)], covers=(OCTOBER.first, OCTOBER.last))
    found = goal_result(goal, results(seen), LATER)
    assert found.state is GoalState.CANNOT_TELL
    assert [missing.day for missing in found.coverage.hours] == [OCTOBER.first]


def test_a_goal_of_being_seen_is_judged_by_the_pages_days_not_by_its_new_posts(
    observe, all_october
):
    """Refused aggregation 5: a page is also seen without its new posts."""
    goal = Goal(name="Seen", kpi=Kpi(platform="facebook", metric="impressions"), monthly_target=50)
    of_posts = observe([{"published": "2026-10-06 12:00", "impressions": 30.0}], covers=all_october)
    of_days = observe(
        [
            {"published": f"2026-10-{day:02d} 00:00", "impressions": 2.0, "item": f"day {day}"}
            for day in range(1, 32)
        ],
        covers=(date(2026, 10, 1), date(2026, 10, 31)),
        granularity=Granularity.DAY,
        day_precision=True,
        time_zone=None,
    )
    both = platform_results([of_posts, of_days], OCTOBER, ZONE)
    assert goal_result(goal, both, LATER).value == 62.0
    alone = platform_results([of_posts], OCTOBER, ZONE)
    assert goal_result(goal, alone, LATER).value == 30.0
