"""Other names, and names that are gone."""

from datetime import date

import pytest

from coachkit.model.content import Channel, ContentType, MixFloor, ReshareRule
from coachkit.model.errors import InvalidValue
from coachkit.model.people import Department, Person, Team
from coachkit.model.plan_naming import (
    Named,
    nobody_needed_leaves,
    renamed,
    with_bucket,
    without_channel,
    without_content_type,
)
from coachkit.model.plan_requests import CampaignDates, CampaignItem, LockedItem, PlanRequest

REQUEST = PlanRequest(
    starts=date(2026, 11, 30),
    weeks=4,
    team=Team(
        people=(
            Person(name="Ada", hours_a_week=6, opted_in=True, wanted=("Blog",), department="Desk"),
        ),
        departments=(Department(name="Desk", hours_a_week=2, never=("Blog",)),),
    ),
    content=(
        ContentType(name="Advice", hours=2, bucket="Help"),
        ContentType(name="Film", hours=4, bucket="People"),
        ContentType(name="Reshare", hours=0.25, reshare=ReshareRule(of=("Advice", "Film"))),
    ),
    channels=(
        Channel(name="Blog", target_a_week=1, takes=("Advice", "Film")),
        Channel(name="Instagram", target_a_week=2),
    ),
    mix=(MixFloor(bucket="Help", share=0.2, channel="Blog"),),
    campaigns=(
        CampaignDates(
            name="Spring",
            launch=date(2026, 12, 9),
            items=(
                CampaignItem(
                    title="Blog", days_from_launch=0, channel="Blog", content_type="Advice"
                ),
            ),
        ),
    ),
    locked=(
        LockedItem(
            key="a", day=date(2026, 12, 3), channel="Blog", content_type="Advice", owner="Ada"
        ),
    ),
)


def test_a_channel_is_renamed_wherever_it_is_spoken_of_and_titles_stay():
    request = renamed(REQUEST, Named.CHANNEL, "Blog", " Journal ")
    assert [one.name for one in request.channels] == ["Journal", "Instagram"]
    assert request.team.people[0].wanted == ("Journal",)
    assert request.team.departments[0].never == ("Journal",)
    assert request.mix[0].channel == "Journal"
    item = request.campaigns[0].items[0]
    assert (item.channel, item.title) == ("Journal", "Blog")
    assert request.locked[0].channel == "Journal"
    assert renamed(request, Named.CHANNEL, "Journal", "Blog") == REQUEST


def test_a_content_type_is_renamed_wherever_it_is_spoken_of():
    request = renamed(REQUEST, Named.CONTENT_TYPE, "Advice", "Tip")
    assert request.content[0].name == "Tip"
    assert request.channels[0].takes == ("Tip", "Film")
    assert request.content[2].reshare.of == ("Tip", "Film")
    assert request.campaigns[0].items[0].content_type == "Tip"
    assert request.locked[0].content_type == "Tip"


def test_somebody_is_renamed_wherever_they_are_spoken_of():
    request = renamed(REQUEST, Named.CONTRIBUTOR, "Ada", "Ada L")
    assert (request.team.people[0].name, request.locked[0].owner) == ("Ada L", "Ada L")
    desk = renamed(REQUEST, Named.CONTRIBUTOR, "Desk", "Front desk")
    assert desk.team.people[0].department == "Front desk"


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        (Named.CHANNEL, "Blog", "Instagram"),
        (Named.CONTENT_TYPE, "Film", "Advice"),
        (Named.CONTRIBUTOR, "Ada", "Desk"),
    ],
)
def test_a_name_that_is_taken_is_refused(kind, old, new):
    with pytest.raises(InvalidValue) as refused:
        renamed(REQUEST, kind, old, new)
    assert refused.value.code == "repeated"


def test_a_content_type_that_is_taken_off_is_taken_and_reshared_no_longer():
    request = without_content_type(REQUEST, "Film")
    assert [one.name for one in request.content] == ["Advice", "Reshare"]
    assert request.channels[0].takes == ("Advice",)
    assert request.content[1].reshare.of == ("Advice",)


ONLY_FILM = Channel(name="TikTok", target_a_week=1, takes=("Film",))
PEOPLE = MixFloor(bucket="People", share=0.1)
OF_FILM = ContentType(name="Reshare", hours=0.25, reshare=ReshareRule(of=("Film",)))


@pytest.mark.parametrize(
    "changes",
    [
        {"channels": (*REQUEST.channels, ONLY_FILM)},
        {"mix": (PEOPLE,)},
        {"content": (*REQUEST.content[:2], OF_FILM)},
    ],
    ids=["all that a channel takes", "the last of its bucket", "all that is reshared"],
)
def test_a_content_type_stays_while_something_would_mean_another_thing_without(changes):
    with pytest.raises(InvalidValue) as refused:
        without_content_type(REQUEST.changed(**changes), "Film")
    assert (refused.value.code, refused.value.field) == ("in_use", "content")


def test_what_a_launch_or_a_fixed_item_speaks_of_stays():
    for without, name in ((without_content_type, "Advice"), (without_channel, "Blog")):
        with pytest.raises(InvalidValue) as refused:
            without(REQUEST, name)
        assert refused.value.code == "in_use"
    assert [one.name for one in without_channel(REQUEST, "Instagram").channels] == ["Blog"]


def test_who_has_an_item_with_a_day_of_its_own_stays():
    nobody_needed_leaves(REQUEST, REQUEST.team)
    with pytest.raises(InvalidValue) as refused:
        nobody_needed_leaves(REQUEST, Team(departments=REQUEST.team.departments))
    assert (refused.value.code, refused.value.details["value"]) == ("in_use", "Ada")


def test_a_floor_follows_the_last_type_of_its_bucket():
    request = with_bucket(REQUEST, "Advice", "Tips")
    assert [(one.bucket, one.channel) for one in request.mix] == [("Tips", "Blog")]
    both = with_bucket(with_bucket(REQUEST, "Film", "Help"), "Film", "Tips")
    assert [one.bucket for one in both.mix] == ["Help"]
