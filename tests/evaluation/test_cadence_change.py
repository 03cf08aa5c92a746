from datetime import date, timedelta

import numpy as np
import pytest

from coachkit.evaluation.cadence_change import cadence_effect
from coachkit.evaluation.comparing import About
from coachkit.evaluation.daily import Days
from coachkit.model.effects import Reason
from coachkit.model.periods import Period
from coachkit.model.results import Verdict

FIRST = date(2025, 1, 6)
CHANGED = FIRST + timedelta(days=308)
LIKES = About("likes", "likes a day", ("posts.csv",))


def account(times, worth, seed=1, per_day=0.6):
    """A year, the last eight weeks of it at ``times`` the cadence, each post ``worth`` as much."""
    chance = np.random.default_rng(seed)
    more = np.r_[np.ones(308), np.full(56, times)]
    posts = chance.poisson(per_day * more).astype(float)
    likes = chance.poisson(posts * 20 * np.r_[np.ones(308), np.full(56, worth)]).astype(float)
    return Days(FIRST, likes, posts)


def test_twice_the_posts_of_the_same_worth_bring_twice_as_much():
    found = cadence_effect(account(2.0, 1.0), CHANGED, LIKES)
    assert found.total.verdict is Verdict.SHOWN_UP
    assert found.total.change.low < 1 < found.total.change.high
    assert found.after / found.before == pytest.approx(2, abs=0.4)
    assert found.per_post.low < 0 < found.per_post.high


def test_twice_the_posts_of_half_the_worth_bring_nothing_more():
    found = cadence_effect(account(2.0, 0.5), CHANGED, LIKES)
    assert found.total.verdict is not Verdict.SHOWN_UP
    assert found.total.change.low < 0 < found.total.change.high
    assert found.per_post.down


@pytest.mark.parametrize(
    ("series", "reason"),
    [
        (account(1.0, 1.0, seed=2), Reason.SAME_CADENCE),
        (Days(FIRST, np.full(364, 4.0)), Reason.NO_CADENCE),
        (Days(CHANGED - timedelta(days=35), np.full(91, 4.0), np.ones(91)), Reason.SHORT_HISTORY),
        (Days(FIRST, np.full(100, 4.0), np.ones(100)), Reason.TOO_SHORT),
    ],
)
def test_what_cannot_be_told_says_why(series, reason):
    found = cadence_effect(series, CHANGED, LIKES)
    assert (found.total.reason, found.per_post) == (reason, None)


def test_a_campaign_at_the_same_time_leaves_it_open():
    ran = Period(first=CHANGED, last=CHANGED + timedelta(days=10))
    found = cadence_effect(account(2.0, 1.0), CHANGED, LIKES, others=[ran])
    assert found.total.reason is Reason.CAMPAIGNS_OVERLAP
