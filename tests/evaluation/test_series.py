from datetime import date

import numpy as np
import pytest

from coachkit.evaluation.daily import Days, blocks, on_days
from coachkit.evaluation.series import series
from coachkit.model.errors import InvalidValue
from coachkit.model.observations import Granularity
from coachkit.model.periods import Period

ZONE = "America/Los_Angeles"


def month_of_posts(observe, covers=(date(2026, 10, 1), date(2026, 10, 31))):
    return observe(
        [
            {"published": "2026-10-05 09:00", "likes": 4.0},
            {"published": "2026-10-05 15:00", "likes": 6.0},
            {"published": "2026-10-20 09:00", "likes": 3.0},
        ],
        covers=covers,
    )


def test_posts_of_a_day_are_summed_and_a_covered_day_without_any_is_zero(observe):
    found = series(month_of_posts(observe), "likes", ZONE)
    assert (found.first, found.last) == (date(2026, 10, 1), date(2026, 10, 31))
    assert (found.values[4], found.values[5], found.values[19]) == (10.0, 0.0, 3.0)
    assert (found.posts[4], found.posts[5]) == (2.0, 0.0)


def test_a_post_still_growing_leaves_its_day_unknown(observe):
    posts = [
        {"published": "2026-11-02 09:00", "likes": 4.0},
        {"published": "2026-11-18 09:00", "likes": 6.0},
    ]
    found = series(observe(posts, covers=(date(2026, 11, 1), date(2026, 11, 19))), "likes", ZONE)
    assert np.isnan(found.values[17])
    assert found.values[1] == 4.0


def test_days_of_an_export_that_are_not_in_it_are_unknown(observe):
    days = [
        {"published": "2026-10-01", "likes": 4.0},
        {"published": "2026-10-03", "likes": 6.0},
    ]
    seen = observe(days, granularity=Granularity.DAY, day_precision=True)
    found = series(seen, "likes", ZONE)
    assert found.values[0] == 4.0
    assert np.isnan(found.values[1])
    assert found.posts is None


def test_reach_makes_no_series(observe):
    with pytest.raises(InvalidValue) as refused:
        series(month_of_posts(observe), "reach", ZONE)
    assert refused.value.code == "not_additive"


def test_what_no_export_has_is_none(observe):
    assert series(month_of_posts(observe), "shares", ZONE) is None


def test_weeks_begin_where_the_campaign_begins():
    days = Days(date(2026, 1, 1), np.arange(20, dtype=float))
    found = blocks(days, date(2026, 1, 11))
    assert found.number.tolist() == [-2, -1, 0, 1]
    assert found.sums[1] == sum(range(3, 10))
    assert np.isnan(found.sums[0])
    assert found.period(1) == Period(first=date(2026, 1, 4), last=date(2026, 1, 10))


def test_a_week_known_in_part_is_made_up_and_not_lowered():
    values = np.full(28, 10.0)
    values[24:26] = np.nan
    found = blocks(Days(date(2026, 1, 5), values), date(2026, 1, 5))
    assert found.sums.tolist() == pytest.approx([70.0] * 4)
    assert found.known.tolist() == [7, 7, 7, 5]


def test_days_told_one_by_one_leave_the_others_unknown():
    found = on_days([(date(2026, 1, 3), 2.0), (date(2026, 1, 1), 1.0)])
    assert found.values[[0, 2]].tolist() == [1.0, 2.0]
    assert np.isnan(found.values[1])


def test_before_a_seam_nothing_is_compared():
    found = Days(date(2026, 1, 1), np.arange(10.0), np.ones(10)).since(date(2026, 1, 4))
    assert (found.first, found.values[0], len(found.posts)) == (date(2026, 1, 4), 3.0, 7)
