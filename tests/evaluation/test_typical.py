from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest

from coachkit.evaluation.observed import in_local_days
from coachkit.evaluation.typical import compare, groups, median_interval, typical
from coachkit.model.results import Typical, Verdict


def frame(values, **columns):
    return pd.DataFrame({"likes": np.asarray(values, dtype=float), "young": False, **columns})


def sure(low, high):
    return Typical(metric="likes", median=(low + high) / 2, low=low, high=high, n=9)


def test_below_five_posts_there_is_a_median_but_no_interval():
    found = typical(frame([1, 2, 3, 100]), "likes")
    assert (found.median, found.low, found.high, found.n) == (2.5, None, None, 4)


def test_with_five_posts_the_interval_is_from_the_least_to_the_most():
    found = typical(frame([1, 2, 3, 4, 100]), "likes")
    assert (found.median, found.low, found.high) == (3.0, 1.0, 100.0)


def test_one_viral_post_does_not_stretch_the_interval():
    calm = typical(frame([*range(10, 30)]), "likes")
    viral = typical(frame([*range(10, 29), 1_000_000]), "likes")
    assert (viral.low, viral.high) == (calm.low, calm.high)


def test_posts_still_growing_are_left_out_and_counted():
    found = typical(frame([1, 2, 3]).assign(young=[False, False, True]), "likes")
    assert (found.median, found.n, found.young) == (1.5, 2, 1)


def test_missing_values_are_counted_and_not_zero():
    found = typical(frame([4, np.nan, 6]), "likes")
    assert (found.median, found.n, found.missing) == (5.0, 2, 1)


def test_nothing_has_no_median():
    assert typical(frame([]), "likes").median is None


@pytest.mark.parametrize("n", [5, 8, 13, 30, 100])
def test_the_interval_covers_the_true_median_as_often_as_it_says(n):
    draws = np.random.default_rng(n).lognormal(3, 1.2, size=(2000, n))
    bounds = np.array([median_interval(draw) for draw in draws], dtype=float)
    covered = ((bounds[:, 0] <= np.exp(3)) & (np.exp(3) <= bounds[:, 1])).mean()
    assert 0.885 <= covered <= 0.975


def test_a_difference_is_shown_only_where_the_intervals_do_not_touch():
    assert compare(sure(11, 20), sure(1, 10)) is Verdict.SHOWN_UP
    assert compare(sure(1, 10), sure(11, 20)) is Verdict.SHOWN_DOWN
    assert compare(sure(1, 10), sure(10, 20)) is Verdict.NOT_SHOWN
    assert compare(typical(frame([1, 2]), "likes"), sure(10, 20)) is Verdict.CANNOT_TELL


def test_groups_stand_beside_all_others_the_most_frequent_first():
    posts = frame([1, 2, 9, 9, 9], format=["reel", "reel", "image", "image", "image"])
    image, reel = groups(posts, "format", "likes")
    assert (image.key, image.typical.n, image.others.n) == ("image", 3, 2)
    assert (reel.key, reel.verdict) == ("reel", Verdict.CANNOT_TELL)


def test_posts_of_unknown_format_are_in_no_group():
    posts = frame([1, 2, 3], format=["reel", None, "image"])
    assert [(group.typical.n, group.others.n) for group in groups(posts, "format", "likes")] == [
        (1, 1),
        (1, 1),
    ]


def test_where_nothing_differs_a_page_of_groups_seldom_cries_wolf():
    rng = np.random.default_rng(7)
    false_alarms = 0
    pages = 300
    for _ in range(pages):
        posts = frame(
            rng.lognormal(3, 1, 150),
            format=rng.integers(0, 4, 150),
            weekday=rng.integers(0, 7, 150),
        )
        found = groups(posts, "format", "likes") + groups(posts, "weekday", "likes")
        verdicts = {group.verdict for group in found}
        false_alarms += bool(verdicts & {Verdict.SHOWN_UP, Verdict.SHOWN_DOWN})
    assert false_alarms / pages <= 0.12


def test_a_difference_that_is_there_is_usually_shown():
    rng = np.random.default_rng(8)
    shown = 0
    for _ in range(100):
        reels, images = rng.lognormal(4, 0.8, 30), rng.lognormal(3, 0.8, 90)
        posts = frame([*reels, *images], format=["reel"] * 30 + ["image"] * 90)
        reel = next(group for group in groups(posts, "format", "likes") if group.key == "reel")
        shown += reel.verdict is Verdict.SHOWN_UP
    assert shown >= 85


def test_a_week_old_post_is_grown(observe, all_october):
    seen = observe(
        [
            {"published": "2026-10-12 08:00", "likes": 1.0},
            {"published": "2026-10-14 08:00", "likes": 1.0},
        ],
        exported=datetime(2026, 10, 20, 8, tzinfo=UTC),
    )
    assert in_local_days(seen, "Europe/Stockholm")["young"].tolist() == [False, True]
