from datetime import date

import pytest
from pydantic import TypeAdapter

from coachkit.model.content import Channel, ContentType, MixFloor
from coachkit.model.errors import InvalidValue
from coachkit.model.people import Person, Team
from coachkit.model.plan_requests import (
    CampaignDates,
    CampaignItem,
    LockedItem,
    PlanRequest,
    TurnRule,
)
from coachkit.model.plans import WeekLoad
from coachkit.model.rehearsals import Change, Edit, FewerHours, MoveItem
from coachkit.planning.planner import plan

MONDAY = date(2026, 10, 5)
TEAM = Team(people=(Person(name="Aino", hours_a_week=6, opted_in=True),))


def request(**more):
    values = {
        "starts": MONDAY,
        "weeks": 2,
        "team": TEAM,
        "content": (ContentType(name="post", hours=2),),
        "channels": (Channel(name="Facebook", target_a_week=2),),
    }
    return PlanRequest(**(values | more))


def item(**more):
    values = {"key": "a", "day": MONDAY, "channel": "Facebook", "content_type": "post"}
    return LockedItem(**(values | more))


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"starts": date(2026, 10, 6)}, "not_a_monday", "starts"),
        ({"team": Team()}, "no_hours", "team"),
        ({"team": Team(people=(Person(name="Bo", hours_a_week=9),))}, "no_hours", "team"),
        ({"locked": (item(channel="X"),)}, "unknown_channel", "locked"),
        ({"locked": (item(content_type="song"),)}, "unknown_content_type", "locked"),
        ({"locked": (item(owner="Bo"),)}, "unknown_person", "locked"),
        ({"locked": (item(), item())}, "repeated", "locked"),
        ({"mix": (MixFloor(bucket="help", share=0.2),)}, "unknown_bucket", "mix"),
        ({"weeks": 0}, "not_positive", "weeks"),
        ({"weeks": 105}, "too_large", "weeks"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused_at_its_field(more, code, field):
    with pytest.raises(InvalidValue) as refused:
        request(**more)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_turns_have_room_between_least_and_most():
    with pytest.raises(InvalidValue):
        TurnRule(gap_least=7, gap_most=6)


def test_work_begins_with_the_plan_or_today():
    assert request(today=date(2026, 9, 1)).begins == MONDAY
    assert request(today=date(2026, 10, 7)).begins == date(2026, 10, 7)


def test_a_campaigns_items_hang_on_its_launch():
    step = CampaignItem(title="", days_from_launch=-7, channel="Facebook", content_type="post")
    dates = CampaignDates(name="Launch", launch=date(2026, 10, 14), items=(step,))
    assert dates.day(step) == date(2026, 10, 7)


def test_hours_that_are_left_are_never_below_nothing():
    assert WeekLoad(week=MONDAY, capacity=2, making=3).left == 0


def test_changes_and_edits_survive_being_written_down():
    change = FewerHours(hours_a_week=4)
    edit = MoveItem(key="a", day=MONDAY)
    assert TypeAdapter(Change).validate_json(change.model_dump_json()) == change
    assert TypeAdapter(Edit).validate_json(edit.model_dump_json()) == edit


def test_a_plan_survives_being_written_down():
    made = plan(request())
    assert type(made).model_validate_json(made.model_dump_json()) == made
