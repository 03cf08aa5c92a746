import math
from datetime import date

from coachkit.evaluation.totals import totals
from coachkit.model.observations import Granularity
from coachkit.model.periods import Period
from coachkit.model.results import Basis

OCTOBER = Period.month("2026-10")
ZONE = "Europe/Stockholm"


def total(observed, metric, period=OCTOBER):
    return next(found for found in totals(observed, period, ZONE) if found.metric == metric)


def posts(**columns):
    n = len(next(iter(columns.values())))
    return [
        {"published": f"2026-10-{day + 2:02d} 12:00", **{k: v[day] for k, v in columns.items()}}
        for day in range(n)
    ]


def test_likes_add_up_and_carry_their_source(observe, all_october):
    found = total(observe(posts(likes=[3.0, 4.0]), covers=all_october), "likes")
    assert (found.value, found.n, found.missing) == (7.0, 2, 0)
    assert found.basis is Basis.POSTS
    assert found.platform_names == ("Likes",)
    assert found.files == ("posts.csv",)


def test_reach_is_never_summed_but_bounded(observe, all_october):
    found = total(observe(posts(reach=[300.0, 400.0]), covers=all_october), "reach")
    assert (found.value, found.reason) == (None, "not_additive")
    assert (found.at_least, found.at_most) == (400.0, 700.0)


def test_a_rate_is_never_averaged(observe, all_october):
    found = total(observe(posts(engagement_rate=[2.0, 4.0]), covers=all_october), "engagement_rate")
    assert (found.value, found.reason, found.at_least) == (None, "a_rate", None)


def test_an_average_time_is_never_summed(observe, all_october):
    seen = observe(posts(average_seconds_viewed=[2.0, 4.0]), covers=all_october)
    assert total(seen, "average_seconds_viewed").reason == "a_rate"


def test_followers_are_a_level_and_are_never_summed(observe, all_october):
    seen = observe(posts(followers=[100.0, 101.0]), covers=all_october, granularity=Granularity.DAY)
    assert (total(seen, "followers").value, total(seen, "followers").reason) == (None, "a_stock")


def test_windows_of_days_that_overlap_are_never_summed(observe, all_october):
    seen = observe(
        posts(active_users_30d=[90.0, 91.0]), covers=all_october, granularity=Granularity.DAY
    )
    found = total(seen, "active_users_30d")
    assert (found.value, found.reason, found.at_most) == (None, "a_stock", None)


def test_missing_values_are_counted_not_taken_for_zero(observe, all_october):
    found = total(observe(posts(likes=[3.0, math.nan]), covers=all_october), "likes")
    assert (found.value, found.n, found.missing) == (3.0, 1, 1)


def test_a_metric_that_is_blank_throughout_has_no_total(observe, all_october):
    found = total(observe(posts(likes=[math.nan, math.nan]), covers=all_october), "likes")
    assert (found.value, found.reason) == (None, "all_blank")


def test_a_month_no_export_speaks_of_has_no_total(observe, all_october):
    found = total(observe(posts(likes=[3.0]), covers=all_october), "likes", Period.month("2026-08"))
    assert (found.value, found.reason) == (None, "no_data")


def test_a_quiet_month_that_is_covered_is_a_true_zero(observe, all_october):
    seen = observe([{"published": "2026-09-02 12:00", "likes": 3.0}], covers=all_october)
    assert total(seen, "likes").value == 0.0


def test_posts_and_days_are_totals_of_different_things(observe, all_october):
    by_day = observe(posts(likes=[3.0]), covers=all_october, granularity=Granularity.DAY)
    assert total(by_day, "likes").basis is Basis.DAYS


def test_a_post_of_the_last_evening_in_california_carries_its_source(observe):
    september = (date(2026, 9, 1), date(2026, 9, 30))
    seen = observe([{"published": "2026-09-30 20:00", "likes": 3.0}], covers=september)
    assert total(seen, "likes").reason == "no_data"
    assert total(seen, "likes").files == ("posts.csv",)
