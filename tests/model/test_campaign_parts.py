"""Parts of a campaign: its outcome, how it is seen, tracks, gates, drafts; what is decided."""

from datetime import date

import pytest

from coachkit.model.campaign import Campaign, ReplyTarget
from coachkit.model.campaign_assets import Asset, BudgetLine
from coachkit.model.campaign_decided import CASES, DECIDED
from coachkit.model.campaign_drafts import DraftPost
from coachkit.model.campaign_measuring import (
    CampaignLink,
    ChainStep,
    HowSeen,
    Measurement,
    Outcome,
    Reading,
    TrackedEvent,
)
from coachkit.model.campaign_tracks import GateTick, NoGoClaim, Pillar, Track
from coachkit.model.chain import LINKS, Link
from coachkit.model.effects import Detectability, Reason, Smallest
from coachkit.model.goals import Kpi
from coachkit.model.hard_cases import CaseRehearsal
from coachkit.model.observations import Platform
from coachkit.model.open_decisions import CHECKS
from coachkit.model.plan_b import PlanB
from coachkit.model.rehearsals import FewerHours
from coachkit.model.sheet_reading import shipped_sheet
from tests.model.refusing import refused

CLICKS = Kpi(platform=Platform.FACEBOOK, metric="link_clicks")
VIEWS = Kpi(platform=Platform.FACEBOOK, metric="views")
WHOLE = Track(key="employers", name="Employers", message="Lend an evening", call_to_action="Book")


# ── Outcome ─────────────────────────────────────────────────────────────────────────────────────


def test_an_outcome_is_whole_once_it_is_said_and_could_be_seen():
    assert not Outcome(text="They book").whole
    assert not Outcome(measure=CLICKS).whole
    assert Outcome(text="They book", measure=CLICKS).whole
    assert Outcome(text="They book", own_measure="The till").whole


def test_the_chain_stands_in_its_order_and_a_link_once():
    said = tuple(ChainStep(link=link, text=link) for link in reversed(LINKS))
    assert [one.link for one in Outcome(chain=said).chain] == list(LINKS)
    twice = (ChainStep(link=Link.IMPACT), ChainStep(link=Link.IMPACT))
    assert refused(lambda: Outcome(chain=twice)) == ("repeated", "chain")


def test_a_target_is_more_than_nothing():
    assert refused(lambda: Outcome(target=0))[1] == "target"
    assert refused(lambda: Outcome(target=float("inf")))[1] == "target"


# ── How it is seen ──────────────────────────────────────────────────────────────────────────────


def detected(*lifts, beside=(), reason=None):
    """What the past can show in five weeks; ``beside``: with a control series."""
    alone = [Smallest(lift=lift, weeks=5) for lift in lifts]
    controlled = [Smallest(lift=lift, weeks=5, with_control=True) for lift in beside]
    return Detectability(
        metric="link_clicks",
        definition="Clicks on a link",
        sources=("facebook",),
        known=None,
        weeks_before=40,
        options=(*alone, *controlled),
        reason=reason,
    )


@pytest.mark.parametrize(
    ("found", "hoped", "control", "expected"),
    [
        (None, 0.2, None, None),
        (detected(0.3), None, None, None),
        (detected(0.3), 0.2, None, False),
        (detected(0.3), 0.3, None, True),
        # A control series counts once it was chosen, and only where it helps.
        (detected(0.3, beside=(0.1,)), 0.2, None, False),
        (detected(0.3, beside=(0.1,)), 0.2, VIEWS, True),
        (detected(0.2, beside=(0.5,)), 0.2, VIEWS, True),
        (detected(reason=Reason.SHORT_HISTORY), 0.2, None, False),
    ],
)
def test_what_is_hoped_for_can_be_seen_or_not(found, hoped, control, expected):
    made = Measurement(found=found, hoped=hoped, weeks=5, control=control)
    assert made.could_be_seen is expected


def test_of_other_weeks_than_were_asked_for_nothing_is_known():
    assert Measurement(found=detected(0.3), hoped=0.5, weeks=8).could_be_seen is None
    assert Measurement(found=detected(0.3), hoped=0.5).could_be_seen is None


def test_what_can_not_be_seen_needs_an_owner_and_a_reason():
    assert not Measurement(how=HowSeen.AS_IT_IS).decided
    assert Measurement(how=HowSeen.AS_IT_IS, owner="Elsa").decided
    assert not Measurement(how=HowSeen.UNSEEN, owner="Elsa").decided
    assert Measurement(how=HowSeen.UNSEEN, owner="Elsa", reason="It has to be there").decided


@pytest.mark.parametrize(
    ("field", "kind"), [("events", TrackedEvent), ("links", CampaignLink), ("readings", Reading)]
)
def test_what_is_measured_stands_once(field, kind):
    assert refused(lambda: Measurement(**{field: (kind(key="a"),) * 2})) == ("repeated", field)


# ── Tracks and gates ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("lacking", ["name", "message", "call_to_action"])
def test_somebody_can_write_for_a_track_that_says_whom_what_and_what_is_asked(lacking):
    assert WHOLE.whole
    assert not WHOLE.changed(**{lacking: ""}).whole


@pytest.mark.parametrize(
    "address",
    [
        "http://nordlykta.example",
        "nordlykta.example",
        "https://",
        "https://here",
        "https://a.b c",
        "https://[a",
    ],
)
def test_a_track_leads_to_a_safe_address_or_nowhere_yet(address):
    assert refused(lambda: WHOLE.changed(route=address)) == ("not_https", "route")
    assert WHOLE.changed(route="https://nordlykta.example/väska?x=1").route
    assert not WHOLE.changed(route="").route


def test_a_message_stands_once_in_a_track():
    pillar = Pillar(key="pillar-1", message="All is in the bag")
    assert refused(lambda: WHOLE.changed(pillars=(pillar, pillar))) == ("repeated", "pillars")


def test_a_gate_is_settled_by_no_concern_or_by_somebody_on_a_day():
    assert not GateTick(key="health").settled
    assert not GateTick(key="health", concerns=True, ticked_by="Elsa").settled
    assert GateTick(key="health", concerns=False).settled
    assert GateTick(key="health", ticked_by="Elsa", ticked_on=date(2026, 11, 23)).settled
    made = refused(lambda: GateTick(key="health", ticked_on=date(2026, 11, 23)))
    assert made == ("missing", "ticked_by")


# ── Money and hours ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("field", "value"), [("hours", 0), ("hours", 81), ("lead_days", -1), ("days_from_launch", 400)]
)
def test_an_asset_takes_some_hours_and_no_lifetime(field, value):
    assert refused(lambda: Asset(key="asset-1", **{field: value}))[1] == field


def test_money_is_never_owed_and_a_phase_is_one_of_four():
    assert BudgetLine(key="b", phase="tease").spent is None
    assert refused(lambda: BudgetLine(key="b", phase="tease", planned=-1))[1] == "planned"
    assert refused(lambda: BudgetLine(key="b", phase="later"))[1] == "phase"


# ── Decided ─────────────────────────────────────────────────────────────────────────────────────

CLEARED = WHOLE.changed(pillars=(Pillar(key="p", message="All is there", cleared_by="Elsa"),))
PLAN_B = PlanB(key="b", change=FewerHours(hours_a_week=4), use_when="Somebody is ill", owner="Elsa")


def rehearsed(n):
    return tuple(
        CaseRehearsal(key=f"case-{i}", situation="leak", first_sentence="We know") for i in range(n)
    )


@pytest.mark.parametrize(
    ("decision", "before", "after"),
    [
        ("launch_date", {"name": "Light"}, {"name": "Light", "launch": date(2027, 2, 2)}),
        ("no_go_claims", {"no_go": (NoGoClaim(key="a"),)}, {"no_go_none": True}),
        ("no_go_claims", {}, {"no_go": (NoGoClaim(key="a", claim="It heals"),)}),
        (
            "outcome",
            {"outcome": Outcome(text="They book")},
            {"outcome": Outcome(text="They book", measure=CLICKS)},
        ),
        ("tracks", {"tracks": (WHOLE,)}, {"tracks": (WHOLE, WHOLE.changed(key="private"))}),
        ("cleared_messages", {"tracks": (CLEARED,)}, {"roof": "Light", "tracks": (CLEARED,)}),
        (
            "how_we_see_it",
            {"measurement": Measurement(how=HowSeen.LONGER)},
            {"measurement": Measurement(how=HowSeen.LONGER, owner="Elsa")},
        ),
        ("plan_that_holds", {"plan_reason": "It holds"}, {"plan_by": "Elsa"}),
        (
            "who_is_on_duty",
            {"replies": (ReplyTarget(key="a", who="Elsa"),)},
            {"replies": (ReplyTarget(key="a", who="Elsa", within=4),)},
        ),
        ("who_to_call", {"rehearsed": rehearsed(CASES - 1)}, {"rehearsed": rehearsed(CASES)}),
        ("plan_b", {"plan_b": (PLAN_B.changed(owner=""),)}, {"plan_b": (PLAN_B,)}),
        (
            "ready_posts",
            {"drafts": (DraftPost(key="a", text="Look"),)},
            {"drafts": (DraftPost(key="a", text="Look", released_by="Elsa"),)},
        ),
    ],
)
def test_what_the_room_has_decided(decision, before, after):
    assert not DECIDED[decision](Campaign(**before))
    assert DECIDED[decision](Campaign(**after))


def test_one_message_without_a_name_to_it_leaves_the_messages_open():
    open_yet = Pillar(key="q", message="And a map")
    tracks = (CLEARED, WHOLE.changed(key="private", pillars=(open_yet,)))
    assert not DECIDED["cleared_messages"](Campaign(roof="Light", tracks=tracks))


def test_every_decision_of_the_sheet_can_be_seen_in_the_values_or_is_written_down():
    asked = set(shipped_sheet("campaign").decisions)
    assert set(DECIDED) <= asked
    assert set(DECIDED) <= set(CHECKS)
