"""The idea that an item came from goes with it, whatever happens to the plan."""

from datetime import date, timedelta

from coachkit.model.plan_requests import CampaignDates, CampaignItem, LockedItem
from coachkit.model.plans import Rule
from coachkit.model.rehearsals import LaunchMoves, MoveItem
from coachkit.planning.checking import check
from coachkit.planning.planner import plan, replan
from coachkit.planning.rehearsing import rehearse
from tests.planning.test_begun import MONDAY, request

LAUNCH = date(2026, 9, 15)


def item(days, origin=""):
    return CampaignItem(
        title=f"Day {days}",
        days_from_launch=days,
        channel="Facebook",
        content_type="post",
        origin=origin,
    )


LIGHT = CampaignDates(name="Light", launch=LAUNCH, items=(item(0, "idea-1"), item(2)))
FIXED = LockedItem(
    key="dated 1",
    day=date(2026, 9, 10),
    channel="Facebook",
    content_type="post",
    owner="Aino",
    origin="idea-2",
)
ASKED = request(campaigns=(LIGHT,), locked=(FIXED,), weeks=4)
MADE = plan(ASKED)


def origins(made):
    return {one.key: one.origin for one in (*made.items, *made.unassigned) if one.origin}


WANTED = {"Light-1": "idea-1", "dated 1": "idea-2"}


def test_an_item_has_the_idea_that_it_came_from_and_no_other_has_any():
    assert origins(MADE) == WANTED
    assert check(ASKED, MADE) == ()


def test_it_goes_with_a_hand_a_launch_and_a_new_plan():
    moved = replan(ASKED, MADE, [MoveItem(key="Light-1", day=LAUNCH + timedelta(days=1))])
    later = rehearse(ASKED, MADE, LaunchMoves(campaign="Light", launch=LAUNCH + timedelta(days=7)))
    assert origins(moved) == origins(later.after) == WANTED
    again = replan(request(campaigns=(LIGHT,), locked=(FIXED,), weeks=4, today=LAUNCH), MADE)
    assert origins(again) == WANTED
    assert again.item("Light-1").day == LAUNCH


def test_what_nobody_can_make_still_says_where_it_came_from():
    soon = CampaignDates(name="Soon", launch=MONDAY, items=(item(0, "idea-1"),))
    made = plan(request(campaigns=(soon,), weeks=2))
    assert [one.origin for one in made.unassigned] == ["idea-1"]


def test_the_checker_sees_that_an_origin_was_lost():
    lost = tuple(one.changed(origin="") for one in MADE.items)
    found = check(ASKED, MADE.changed(items=lost))
    assert [(one.rule, one.key) for one in found] == [
        (Rule.LOCK, "dated 1"),
        (Rule.CAMPAIGN, "Light-1"),
    ]
