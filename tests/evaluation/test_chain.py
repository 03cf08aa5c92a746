import pytest

from coachkit.evaluation.chain import chain, link_of, tier
from coachkit.model.chain import LINKS, AtHand, Chain, ChainLink, Link, Stake, Tier, TierReason
from coachkit.model.errors import InvalidValue
from coachkit.model.goals import Goal, Kpi
from coachkit.model.metrics import METRICS
from coachkit.model.observations import Platform

POSTS = ("impressions", "likes", "posts_published")
VISITS = ("engaged_sessions", "revenue")


def goal(metric, platform=Platform.WEBSITE):
    return Goal(name=metric, kpi=Kpi(platform=platform, metric=metric), monthly_target=10)


def whole(**more):
    return chain(
        {Platform.FACEBOOK: POSTS, Platform.WEBSITE: VISITS},
        [goal("engaged_sessions")],
        hours_known=True,
        **more,
    )


def at_hand(stake, **more):
    return AtHand(**{"stake": stake, "weeks": 60, "hours": 10, **more})


def test_every_metric_sits_on_a_link():
    assert {link_of(name) for name in METRICS} == set(LINKS) - {Link.IMPACT}


def test_metrics_and_goals_sit_on_their_links_and_what_is_missing_is_said():
    found = chain({Platform.FACEBOOK: POSTS}, [goal("likes", Platform.FACEBOOK)])
    assert [one.metric for one in found[Link.OUTPUTS].measured] == ["impressions"]
    assert found[Link.OUT_TAKES].goals == ("likes",)
    assert found.missing == (Link.INPUTS, Link.OUTCOMES, Link.IMPACT)
    assert found.furthest is Link.OUT_TAKES


def test_hours_are_an_input():
    assert [one.metric for one in whole()[Link.INPUTS].measured] == ["hours"]


def test_sales_are_an_impact_only_with_something_beside_them():
    attributed = whole()
    assert attributed[Link.IMPACT].missing
    assert [one.metric for one in attributed[Link.OUTCOMES].measured if one.attributed] == [
        "revenue"
    ]
    compared = whole(compared=["revenue"])
    assert [one.metric for one in compared[Link.IMPACT].measured] == ["revenue"]
    assert not compared[Link.IMPACT].measured[0].attributed


def test_goals_that_all_stop_at_likes_are_noticed():
    assert chain({}, [goal("likes", Platform.FACEBOOK)]).short_of_outcomes
    assert not whole().short_of_outcomes
    assert not chain({}).short_of_outcomes


@pytest.mark.parametrize(
    ("stake", "expected"),
    [
        (Stake.ROUTINE, Tier.BASIC),
        (Stake.CAMPAIGN, Tier.ENHANCED),
        (Stake.DECISIVE, Tier.COMPREHENSIVE),
    ],
)
def test_the_tier_is_what_the_stake_deserves_where_everything_is_there(stake, expected):
    found = tier(whole(), at_hand(stake))
    assert (found.tier, found.falls_short) == (expected, False)
    assert found.because.value == stake.value


@pytest.mark.parametrize(
    ("known", "have", "lacking"),
    [
        (chain({Platform.FACEBOOK: POSTS}, [goal("likes")]), {}, TierReason.NO_OUTCOMES),
        (chain({Platform.FACEBOOK: POSTS, Platform.WEBSITE: VISITS}), {}, TierReason.NO_GOAL),
        (whole(), {"weeks": 7}, TierReason.SHORT_HISTORY),
        (whole(), {"hours": 1}, TierReason.FEW_HOURS),
        (chain({Platform.WEBSITE: VISITS}, [goal("revenue")]), {}, TierReason.NO_OUT_TAKES),
    ],
)
def test_what_stands_between_basic_and_enhanced_is_named(known, have, lacking):
    found = tier(known, at_hand(Stake.CAMPAIGN, **have))
    assert (found.wanted, found.tier, found.lacking) == (Tier.ENHANCED, Tier.BASIC, (lacking,))


def test_without_anything_to_compare_with_no_campaign_is_judged_comprehensively():
    found = tier(whole(), at_hand(Stake.DECISIVE, weeks=30))
    assert (found.tier, found.lacking) == (Tier.ENHANCED, (TierReason.NOTHING_BESIDE,))
    assert tier(whole(), at_hand(Stake.DECISIVE, weeks=30, control=True)).lacking == ()


def test_the_organisations_own_figures_are_asked_for():
    without = chain(
        {Platform.FACEBOOK: POSTS, Platform.WEBSITE: ["engaged_sessions"]},
        [goal("engaged_sessions")],
    )
    assert tier(without, at_hand(Stake.DECISIVE)).lacking == (TierReason.NO_IMPACT,)


def test_a_chain_has_all_its_links_in_order():
    with pytest.raises(InvalidValue):
        Chain(links=(ChainLink(link=Link.OUTPUTS),))
