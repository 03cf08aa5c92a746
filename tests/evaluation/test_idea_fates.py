"""What became of an idea: each stage, and which post it ended as."""

from datetime import date, time, timedelta

import pytest

from coachkit.evaluation.idea_fates import ChannelPosts, Course, idea_fates
from coachkit.language.idea_words import result_said
from coachkit.language.speech import speak
from coachkit.model.actuals import Actual, Actuals
from coachkit.model.campaign import Campaign
from coachkit.model.idea_assets import after_card, asset_of
from coachkit.model.idea_fates import Stage, ToldBy
from coachkit.model.ideas import Idea, IdeaBoard, IdeaState
from coachkit.model.languages import LANGUAGES
from coachkit.model.plans import PlannedItem, UnassignedItem, WhyUnassigned
from coachkit.model.results import PostResult, Typical

DAY = date(2026, 11, 4)
TODAY = date(2026, 11, 23)
MONDAY = DAY - timedelta(days=DAY.weekday())


def card(key="idea-1", state=IdeaState.KEPT, **more):
    return Idea(
        key=key,
        text="Three lamps for the night shift",
        unit="Shop",
        track="employers",
        message="Rested shifts",
        channel="Facebook",
        state=state,
        writer="Shop",
        **more,
    )


def item(origin="idea-1", day=DAY, key="Launch-1", title="Three lamps for the night shift"):
    return PlannedItem(
        key=key,
        title=title,
        week=day - timedelta(days=day.weekday()),
        day=day,
        at=time(9),
        channel="Facebook",
        content_type="Post",
        owner="Ada",
        hours=1,
        starts=day,
        work=(),
        relevant=True,
        origin=origin,
    )


def post(number, day, text, value=40.0, **more):
    return PostResult(
        item=f"p{number}",
        day=day,
        format=None,
        text=text,
        permalink="",
        value=value,
        row=number,
        **more,
    )


def facebook(*posts, until=TODAY, usual=(20.0, 15.0, 25.0)):
    median, low, high = usual
    typical = Typical(metric="reactions", median=median, low=low, high=high, n=9)
    return {"Facebook": ChannelPosts("reactions", posts, typical, until)}


def fate(course, one=None, today=TODAY):
    (found,) = idea_fates(IdeaBoard(cards=(one or card(),)), course, today)
    return found


@pytest.mark.parametrize(
    ("state", "stage"),
    [
        (IdeaState.OPEN, Stage.OPEN),
        (IdeaState.PARKED, Stage.PARKED),
        (IdeaState.KEPT, Stage.KEPT),
    ],
)
def test_an_idea_without_an_item_is_where_the_board_has_it(state, stage):
    assert fate(Course(), card(state=state)).stage is stage


def test_an_idea_without_a_channel_is_material():
    idea = card().changed(channel="")
    found = fate(Course(assets=(asset_of(idea),)), idea)
    assert (found.stage, found.asset) == (Stage.MATERIAL, "Three lamps for the night shift")


def test_nobody_makes_it():
    unmade = UnassignedItem(
        key="Launch-1",
        week=MONDAY,
        day=DAY,
        channel="Facebook",
        content_type="Post",
        hours=1,
        why=WhyUnassigned.NO_HOURS,
        origin="idea-1",
    )
    assert fate(Course(unmade=(unmade,))).stage is Stage.UNMADE


@pytest.mark.parametrize(
    ("day", "done", "until", "stage"),
    [
        (TODAY, 1.0, TODAY, Stage.PLANNED),
        (DAY, None, TODAY, Stage.NOT_MADE),
        (DAY, 1.0, None, Stage.NO_EXPORT),
        (DAY, 1.0, DAY - timedelta(days=1), Stage.NO_EXPORT),
        (DAY, 1.0, TODAY, Stage.NO_POST),
    ],
)
def test_an_item_without_a_post_says_why(day, done, until, stage):
    said = Actual(key="Launch-1", day=day, content_type="Post", owner="Ada", planned=1, done=done)
    course = Course(
        items=(item(day=day),), actuals=Actuals(actuals=(said,)), channels=facebook(until=until)
    )
    found = fate(course)
    assert (found.stage, found.day, found.channel) == (stage, day, "Facebook")


@pytest.mark.parametrize(
    ("posts", "told_by", "which"),
    [
        ([post(1, DAY, "Something else")], ToldBy.DAY, "p1"),
        (
            [post(1, DAY, "Other news"), post(2, DAY, "Our lamps for your night shift")],
            ToldBy.WORDS,
            "p2",
        ),
        (
            [
                post(1, DAY, "Three lamps for the night shift"),
                post(2, DAY + timedelta(days=3), "Read https://x.se/?utm_content=lamps"),
            ],
            ToldBy.LINK,
            "p2",
        ),
    ],
)
def test_a_post_is_told_by_its_link_its_words_or_its_day(posts, told_by, which):
    course = Course(
        items=(item(),), channels=facebook(*posts), links={"idea-1": ("utm_content=lamps",)}
    )
    found = fate(course)
    assert (found.stage, found.post.told_by, found.post.item) == (Stage.PUBLISHED, told_by, which)
    assert result_said(found, speak("en")) == "Reactions: 40; a post usually gathers 20"


@pytest.mark.parametrize(
    "posts",
    [
        [post(1, DAY, "News"), post(2, DAY, "Other news")],
        [post(1, DAY, "Lamps for nights"), post(2, DAY, "Lamps for nights")],
        [post(1, DAY + timedelta(days=5), "Three lamps for the night shift")],
    ],
    ids=["two of a day", "two alike", "too late"],
)
def test_nothing_is_guessed(posts):
    assert fate(Course(items=(item(),), channels=facebook(*posts))).stage is Stage.NO_POST


def test_a_post_belongs_to_one_idea():
    other = card("idea-2").changed(text="Something for the day")
    items = (item(), item("idea-2", key="Launch-2", title="Something for the day"))
    course = Course(items=items, channels=facebook(post(1, DAY, "Three lamps for the night shift")))
    found = idea_fates(IdeaBoard(cards=(card(), other)), course, TODAY)
    assert [one.stage for one in found] == [Stage.PUBLISHED, Stage.NO_POST]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_result_is_said_in_every_language(language):
    speech = speak(language)
    for usual, more in (
        ((None, None, None), {}),
        ((20.0, None, None), {}),
        ((20.0, 15.0, 25.0), {}),
        ((20.0, 15.0, 25.0), {"young": True}),
    ):
        there = facebook(post(1, DAY, "A post", **more), usual=usual)
        assert "40" in result_said(fate(Course(items=(item(),), channels=there)), speech)


def test_an_idea_of_two_items_has_a_row_for_each():
    later = item(day=TODAY, key="Launch-2")
    found = idea_fates(IdeaBoard(cards=(card(),)), Course(items=(later, item())), TODAY)
    assert [one.item for one in found] == ["Launch-1", "Launch-2"]


def test_an_asset_has_its_writer_where_the_plan_knows_them():
    idea = card()
    assert [asset_of(idea, makers).owner for makers in ((), ("Shop",))] == [None, "Shop"]
    once = after_card(Campaign(), None, idea)
    assert after_card(once, idea, idea).assets == once.assets
    assert after_card(once, idea, None).assets == ()
    assert after_card(Campaign(), None, None) == Campaign()
