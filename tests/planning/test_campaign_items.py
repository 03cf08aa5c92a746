"""A campaign's assets in a plan: their days, owners, approval, material, and what waits."""

from datetime import date, timedelta

import pytest

from coachkit.model.campaign import Campaign, Phase, PhaseDays
from coachkit.model.campaign_assets import Asset
from coachkit.model.campaign_tracks import Track
from coachkit.model.content import Channel, ContentType
from coachkit.model.errors import InvalidValue
from coachkit.model.people import AbsenceReason, Department, Part, Person, Skill, Team
from coachkit.model.plan_requests import PlanRequest, ProtectedLines
from coachkit.planning.campaign_items import Why, with_campaign, without_campaign
from coachkit.planning.campaign_kinds import APPROVING
from coachkit.planning.checking import check
from coachkit.planning.planner import plan

TODAY = date(2026, 11, 23)
LAUNCH = date(2027, 1, 19)
"""A Tuesday."""

TEXT = (Skill(name="Text", level=3, will=3),)
TEAM = Team(
    people=(
        Person(name="Ada", hours_a_week=12, part=Part.CORE, opted_in=True, skills=TEXT),
        Person(name="Bo", hours_a_week=10, part=Part.CORE, opted_in=True, skills=TEXT),
        Person(name="Cy", hours_a_week=10, part=Part.CORE, opted_in=False, skills=TEXT),
    ),
    departments=(Department(name="Shop", hours_a_week=2),),
)
TRACKS = (
    Track(key="employers", name="Employers", message="Your people sleep"),
    Track(key="private", name="Private", message="You sleep"),
)


def request(**changes):
    made = PlanRequest(
        starts=date(2026, 11, 30),
        weeks=8,
        today=TODAY,
        team=TEAM,
        content=(
            ContentType(name="Post", hours=2, needs=("Text",), lead_days=2),
            ContentType(name="Article", hours=4, needs=("Text",), lead_days=5),
        ),
        channels=(
            Channel(name="Facebook", target_a_week=2),
            Channel(name="LinkedIn", target_a_week=1, takes=("Article",)),
        ),
        protected=ProtectedLines(presence_minutes=10),
    )
    return made.changed(**changes)


def item(key, **changes):
    told = {
        "key": key,
        "title": key.title(),
        "track": "private",
        "channel": "Facebook",
        "content_type": "Post",
    }
    return Asset(**{**told, **changes})


def campaign(*assets, **changes):
    return Campaign(name="Light", launch=LAUNCH, tracks=TRACKS, assets=assets).changed(**changes)


def hung(*assets, of=None, today=TODAY, **changes):
    return with_campaign(of or request(), campaign(*assets, **changes), today)


def why(found):
    return [(one.why, one.asset) for one in found.remarks]


def test_items_hang_on_the_launch_and_belong_to_a_track():
    found = hung(
        item("tease", days_from_launch=-7, track="employers", idea="idea-1"), item("launch")
    )
    (dates,) = found.request.campaigns
    tease, launch = dates.items
    assert dates.day(tease) == LAUNCH - timedelta(days=7)
    assert (tease.audience, tease.message) == ("Employers", "Your people sleep")
    assert tease.origin == "idea-1"
    assert launch.audience == "Private"
    assert found.items == {"tease": "Light-tease", "launch": "Light-launch"}
    assert found.remarks == ()


def test_the_weeks_reach_over_the_campaign_and_a_week_more():
    found = hung(item("a")).request
    assert found.starts == date(2026, 11, 30)
    assert found.period.last >= LAUNCH + timedelta(days=34 + 7)
    assert found.starts.weekday() == 0


def test_a_campaign_before_the_plan_begins_the_plan_earlier():
    found = hung(item("a"), of=request(starts=date(2027, 3, 1))).request
    assert found.starts.weekday() == 0
    assert TODAY - timedelta(days=6) <= found.starts <= LAUNCH - timedelta(days=14)


def test_a_launch_far_ahead_begins_the_plan_anew_within_two_years():
    found = hung(item("a"), launch=date(2029, 6, 5)).request
    assert found.weeks <= 104
    assert date(2029, 6, 5) in found.period


def test_twice_is_the_same_and_it_can_be_taken_out():
    assets = (
        item("a", owner="Ada", hours=3, approver="Cy"),
        item("film", channel="", hours=6, days_from_launch=-7),
    )
    once = hung(*assets)
    assert hung(*assets, of=once.request).request == once.request
    bare = without_campaign(once.request, campaign())
    assert (bare.content, bare.team, bare.locked) == (request().content, TEAM, ())


def test_approval_takes_two_working_days_more_until_somebody_has_approved():
    waiting = hung(item("a", approver="Cy")).request
    (own,) = [one for one in waiting.content if one.campaign]
    assert own.lead_days == 2 + APPROVING
    assert own.hours == 2
    assert waiting.campaigns[0].items[0].content_type == own.name
    approved = hung(item("a", approver="Cy", approved_on=TODAY)).request
    assert [one.name for one in approved.content] == ["Post", "Article"]


def test_what_the_plan_had_of_it_before_anybody_wrote_moves_with_the_launch():
    had = hung(item("a")).request
    later = with_campaign(had, campaign(launch=LAUNCH + timedelta(days=7)), TODAY).request
    assert [one.title for one in later.campaigns[0].items] == ["A"]
    assert later.campaigns[0].launch == LAUNCH + timedelta(days=7)


def test_an_effort_of_its_own_is_never_used_to_fill_up():
    asked = hung(item("a", hours=0.5)).request
    made = plan(asked)
    (own,) = [one.name for one in asked.content if one.campaign]
    assert [one.key for one in made.items if one.content_type == own] == ["Light-a"]


def test_items_keep_their_keys_whatever_they_are_called_and_wherever_they_stand():
    first, second = item("a"), item("b", days_from_launch=2)
    before = hung(first, second).items
    turned = hung(second, first.changed(title="Called otherwise"))
    assert turned.items == before
    again = with_campaign(turned.request, campaign(second), TODAY)
    assert again.items == {"b": before["b"]}
    assert again.request.locked == ()


def test_an_owner_is_a_lock_and_one_who_has_not_said_yes_is_not():
    found = hung(
        item("a", owner="Ada"), item("b", owner="Cy"), item("c", owner="Nobody", days_from_launch=1)
    )
    (lock,) = found.request.locked
    assert (lock.key, lock.owner, lock.day) == ("Light-a", "Ada", LAUNCH)
    assert why(found) == [(Why.NOT_OPTED_IN, "b"), (Why.UNKNOWN_OWNER, "c")]
    assert found.remarks[0].value == ""


def test_the_plan_keeps_the_campaign_and_the_checker_agrees():
    found = hung(
        item("film", channel="", hours=8, days_from_launch=-3, owner="Ada"),
        item("tease", days_from_launch=-7, hours=3, owner="Ada", approver="Cy"),
        item("post"),
        item("article", channel="LinkedIn", content_type="Article", track="employers"),
    )
    made = plan(found.request)
    ours = {one.key: one for one in made.items if one.campaign == "Light"}
    assert set(ours) == set(found.items.values())
    assert ours["Light-tease"].owner == "Ada"
    assert [one for one in check(found.request, made) if one.key in ours] == []


# ── Material ────────────────────────────────────────────────────────────────────────────────────


def test_material_takes_hours_before_its_day_and_no_place_in_the_calendar():
    found = hung(item("film", channel="", hours=12, days_from_launch=-7, owner="Ada"))
    assert found.request.campaigns[0].items == ()
    (away,) = found.request.contributor("Ada").absences
    assert away.reason is AbsenceReason.MATERIAL
    assert away.last < LAUNCH - timedelta(days=7)
    free = plan(request(weeks=found.request.weeks)).load_of("Ada").capacity
    assert free - plan(found.request).load_of("Ada").capacity == pytest.approx(12, abs=0.2)


def test_material_without_an_owner_goes_to_who_can_and_has_most():
    found = hung(item("film", channel="", content_type="Article", days_from_launch=-7))
    assert found.request.contributor("Ada").absences
    assert not found.request.contributor("Shop").absences


def test_material_that_cannot_be_is_told():
    found = hung(
        item("much", channel="", hours=80, days_from_launch=-30, owner="Shop"),
        item("who", channel="", hours=2, owner="Nobody"),
        item("long", channel="", content_type=""),
    )
    assert {(Why.SHORT, "much"), (Why.NOBODY, "who"), (Why.NO_EFFORT, "long")} <= set(why(found))
    short = next(one for one in found.remarks if one.why is Why.SHORT)
    assert short.value == "Shop"
    assert short.hours > 60
    assert {one.asset for one in found.waiting} == {"who", "long"}


# ── What waits, and clear sentences at the edges ────────────────────────────────────────────────


def test_what_the_plan_does_not_know_waits_and_is_told():
    found = hung(
        item("a", channel="TikTok"),
        item("b", content_type="Ballad"),
        item("c", track=None),
        item("d"),
    )
    assert why(found) == [
        (Why.UNKNOWN_CHANNEL, "a"),
        (Why.UNKNOWN_KIND, "b"),
        (Why.NO_TRACK, "c"),
    ]
    assert found.items == {"d": "Light-d"}


def test_a_new_kind_with_its_hours_is_planned():
    found = hung(item("a", content_type="Ballad", hours=3))
    assert found.remarks == ()
    made = plan(found.request)
    assert [one.hours for one in made.items if one.campaign] == [3]


def test_a_kind_that_the_channel_does_not_take_is_told_and_planned():
    found = hung(item("a", channel="LinkedIn"))
    assert why(found) == [(Why.NOT_TAKEN, "a")]
    made = plan(found.request)
    assert [one.channel for one in made.items if one.campaign] == ["LinkedIn"]
    assert [one for one in made.broken if one.key == "Light-a"] == []


def test_no_launch_and_no_name_change_nothing():
    assert why(hung(item("a"), launch=None)) == [(Why.NO_LAUNCH, None)]
    found = hung(item("a"), name="")
    assert why(found) == [(Why.NO_NAME, None)]
    assert found.request == request()


def test_a_campaign_that_is_over_before_its_launch_is_refused():
    over = (PhaseDays(phase=Phase.TEASE, first=-20, last=-2),)
    with pytest.raises(InvalidValue) as refused:
        hung(item("a"), phases=over)
    assert (refused.value.code, refused.value.field) == ("ends_before_start", "phases")
    with pytest.raises(InvalidValue):
        PhaseDays(phase=Phase.CLOSE, first=3, last=1)


def test_a_launch_on_a_public_holiday_is_told_and_published_before():
    found = hung(item("a"), launch=date(2027, 1, 6))
    assert why(found) == [(Why.LAUNCH_OFF, None)]
    made = plan(found.request)
    assert [one.day for one in made.items if one.campaign] == [date(2027, 1, 5)]


def test_a_launch_in_the_past_keeps_what_is_to_come():
    found = hung(
        item("a", days_from_launch=-7),
        item("b", days_from_launch=20),
        launch=TODAY - timedelta(days=10),
    )
    assert found.remarks[0].why is Why.LAUNCH_PAST
    assert {one.asset for one in found.waiting} == {"a"}
    made = plan(found.request)
    assert {one.key for one in made.items if one.campaign} == {"Light-b"}


def test_no_channels_leave_material_alone():
    found = hung(*(item(f"m{n}", channel="", hours=2, days_from_launch=-n) for n in range(5)))
    assert found.request.campaigns[0].items == ()
    assert found.remarks == ()


def test_four_hundred_assets_are_hung():
    many = tuple(
        item(f"a{n}", days_from_launch=n % 45 - 10, hours=1 + n % 60, owner=("Ada", None)[n % 2])
        for n in range(400)
    )
    found = hung(*many)
    assert len(found.items) == 400
    assert len(found.request.content) <= 40
    assert any(one.why is Why.TOO_MANY_KINDS for one in found.remarks)
