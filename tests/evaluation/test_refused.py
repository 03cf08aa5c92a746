"""The twelve aggregations that mislead, one after the other, and that each can be said."""

import math

import pytest

from coachkit.evaluation.refused import (
    Between,
    Money,
    Rated,
    averaged,
    comparable,
    grown,
    known_throughout,
    money,
    of_the_page,
    paid_with_organic,
    passported,
    people,
    period_price,
    period_rate,
    rankable,
    summed,
    summed_bounds,
    why_not_summed,
)
from coachkit.evaluation.typical import groups
from coachkit.language.explaining import explain
from coachkit.model.effects import Ahead
from coachkit.model.errors import InvalidValue, RefusedAggregation
from coachkit.model.languages import LANGUAGES
from coachkit.model.metrics import METRICS
from coachkit.model.results import Basis

LIKES_BY_REACH = Rated(numerator="likes", denominator="reach")
CLICKS_BY_IMPRESSIONS = Rated(numerator="clicks", denominator="impressions")


def refusal(act, *given, **named):
    with pytest.raises(RefusedAggregation) as refused:
        act(*given, **named)
    said = {explain(refused.value, language) for language in LANGUAGES}
    assert all("coachkit" not in one for one in said)
    return refused.value.code


@pytest.mark.parametrize("metric", ["reach", "viewers", "unique_visitors", "users"])
def test_1_people_are_not_summed_but_stand_between_the_most_and_the_sum(metric):
    assert refusal(summed, metric, [300.0, 400.0]) == "people_summed"
    assert people(metric, [300.0, 400.0]) == Between(at_least=400.0, at_most=700.0)


def test_1_what_may_be_summed_is_no_people():
    assert refusal(people, "likes", [1.0]) == "people_summed"
    assert summed("likes", [1.0, 2.0]) == 3.0


def test_2_rates_are_not_averaged_the_periods_rate_is_sum_by_sum():
    assert refusal(averaged, "engagement_rate", [2.0, 4.0]) == "rates_averaged"
    assert refusal(summed, "engagement_rate", [2.0, 4.0]) == "rates_averaged"
    assert period_rate(CLICKS_BY_IMPRESSIONS, [1.0, 90.0], [10.0, 990.0]) == pytest.approx(0.091)
    assert period_rate(CLICKS_BY_IMPRESSIONS, [0.0], [0.0]) is None


def test_2_no_rate_of_a_period_can_be_made_of_people():
    assert refusal(period_rate, LIKES_BY_REACH, [1.0], [10.0]) == "people_summed"


@pytest.mark.parametrize(
    "other",
    [
        Rated(numerator="likes", denominator="impressions"),
        Rated(numerator="comments", denominator="reach"),
        Rated(numerator="likes", denominator="reach", unit=Basis.DAYS),
    ],
)
def test_3_rates_of_other_parts_are_not_compared(other):
    assert refusal(comparable, LIKES_BY_REACH, other) == "different_rates"
    comparable(LIKES_BY_REACH, LIKES_BY_REACH)


@pytest.mark.parametrize("metric", ["followers", "page_likes", "active_users_28d_or_so"])
def test_4_stocks_and_rolling_windows_are_not_summed(metric):
    known = metric if metric in METRICS else "active_users_30d"
    assert refusal(summed, known, [100.0, 101.0]) == "stock_summed"
    assert refusal(people, known, [100.0, 101.0]) == "stock_summed"


def test_5_what_posts_gathered_is_not_the_pages():
    assert refusal(of_the_page, "impressions", Basis.POSTS) == "posts_for_page"
    of_the_page("impressions", Basis.DAYS)


def test_6_young_posts_are_not_compared_with_grown_ones():
    assert refusal(grown, "likes", [30.0, 6.9]) == "young_with_grown"
    grown("likes", [30.0, 7.0])


def test_7_paid_and_organic_stay_apart():
    assert refusal(paid_with_organic, "reach_paid", "reach_organic") == "paid_with_organic"
    paid_with_organic("reach_paid", "impressions_paid")
    paid_with_organic("clicks", "impressions_organic")
    mixed = Rated(numerator="video_views_organic", denominator="impressions_paid")
    assert refusal(period_rate, mixed, [1.0], [2.0]) == "paid_with_organic"


def test_7_whatever_says_so_in_its_name_is_known_for_what_it_is():
    for name in METRICS:
        told = {"paid", "sponsored", "boosted", "promoted"} & set(name.split("_"))
        assert (money(name) is Money.PAID) == (bool(told) or name == "ad_impressions")
        assert (money(name) is Money.ORGANIC) == ("organic" in name.split("_"))


def test_8_missing_is_not_zero():
    assert refusal(summed, "likes", [1.0, math.nan]) == "missing_as_zero"
    assert refusal(known_throughout, "likes", [1.0, None]) == "missing_as_zero"
    assert refusal(known_throughout, "likes", []) == "missing_as_zero"
    assert refusal(period_rate, CLICKS_BY_IMPRESSIONS, [1.0], [1.0, 2.0]) == "missing_as_zero"


def test_9_daily_bounds_are_not_summed():
    day = Ahead(low=1, value=2, high=4)
    assert refusal(summed_bounds, "likes", [day, day]) == "bounds_summed"
    assert refusal(summed_bounds, "likes", []) == "bounds_summed"
    assert summed_bounds("likes", [day]) == (1, 4)


def test_10_prices_are_spend_by_units():
    assert refusal(averaged, "cost_per_click", [1.0, 3.0]) == "prices_averaged"
    assert refusal(summed, "cost_per_thousand", [1.0, 3.0]) == "prices_averaged"
    assert period_price("cost_per_click", [10.0, 30.0], [10.0, 10.0]) == 2.0
    assert period_price("cost_per_thousand", [10.0], [2000.0], per=1000) == 5.0
    assert period_price("cost_per_click", [10.0], [0.0]) is None
    assert refusal(period_price, "cost_per_click", [1.0], [1.0, 2.0]) == "missing_as_zero"


def test_11_small_groups_are_not_ranked_unless_shrunk(observe):
    frame = observe(
        [
            {"published": f"2026-10-{day:02d} 12:00", "likes": float(day), "format": kind}
            for day, kind in zip(range(1, 10), ["image"] * 5 + ["video"] * 4, strict=True)
        ]
    ).frame.assign(young=False)
    small = [Counted(group.key, group.typical.n) for group in groups(frame, "format", "likes")]
    assert refusal(rankable, small) == "few_ranked"
    assert rankable(small, shrunk=True) == small
    assert rankable(small[:1]) == small[:1]


class Counted:
    def __init__(self, key, n):
        self.key, self.n = key, n


@pytest.mark.parametrize("lacking", ["definition", "period", "sector", "n"])
def test_12_a_benchmark_without_its_passport_is_not_shown(lacking):
    told = {"definition": "likes by reach", "period": "2026", "sector": "all", "n": 12}
    passported("likes", **told)
    assert refusal(passported, "likes", **{**told, lacking: None}) == "no_passport"


def test_every_metric_that_may_not_be_summed_has_a_reason():
    for name, metric in METRICS.items():
        assert (why_not_summed(name) is None) == metric.additive


def test_a_metric_that_nobody_knows_is_refused_by_its_name():
    for ask in (summed, people, averaged):
        with pytest.raises(InvalidValue) as refused:
            ask("applause", [1.0, 2.0])
        assert (refused.value.field, refused.value.details["value"]) == ("metric", "applause")
