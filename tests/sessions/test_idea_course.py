"""What became of the ideas, from the client's store: also where the plan was made anew since."""

from datetime import date

import pytest

from coachkit.documents import idea_pages
from coachkit.language.speech import speak
from coachkit.model.campaign import Campaign
from coachkit.model.campaign_tracks import Track
from coachkit.model.content import Channel, ContentType
from coachkit.model.idea_assets import asset_of
from coachkit.model.idea_fates import Stage, ToldBy
from coachkit.model.ideas import Idea, IdeaBoard, IdeaState
from coachkit.model.observations import Platform
from coachkit.model.people import Part, Person, Team
from coachkit.model.plan_requests import CampaignDates, CampaignItem, PlanRequest
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.planning.campaign_items import with_campaign
from coachkit.planning.planner import plan
from coachkit.sessions.idea_course import fates_in, fates_of
from coachkit.sessions.reading import client_data
from coachkit.sessions.screen_ideas import IdeasScreen
from coachkit.sessions.session_desk import SessionDesk
from tests.sessions.evaluation_rooms import import_october
from tests.sessions.screen_rooms import nine, no_loop, workspace

__all__ = ["no_loop", "workspace"]

TODAY = date(2026, 11, 23)


def kept(key, **more):
    return Idea(
        key=key,
        text=f"The thought {key}",
        unit="Shop",
        track="private",
        message="Rest",
        channel="Facebook",
        writer="Ada",
        state=IdeaState.KEPT,
        **more,
    )


BOARD = IdeaBoard(
    cards=(kept("idea-old"), kept("idea-new"), kept("idea-lost"), Idea(key="idea-open"))
)


def request(starts, *items):
    return PlanRequest(
        starts=starts,
        weeks=2,
        team=Team(people=(Person(name="Ada", hours_a_week=6, part=Part.CORE, opted_in=True),)),
        content=(ContentType(name="Post", hours=1, lead_days=0),),
        channels=(Channel(name="Facebook", platform=Platform.FACEBOOK, target_a_week=1),),
        campaigns=(CampaignDates(name="Launch", launch=starts, items=items),),
    )


def item(days, origin):
    return CampaignItem(
        title="",
        days_from_launch=days,
        channel="Facebook",
        content_type="Post",
        origin=origin,
    )


THEN = request(date(2026, 10, 5), item(2, "idea-old"), item(11, "idea-lost"))
NOW = request(date(2026, 11, 30), item(1, "idea-new"))


@pytest.fixture
def store(workspace, tmp_path):
    import_october(workspace, tmp_path)
    with workspace.open_client("sund", now=nine, who="coach") as opened:
        assets = tuple(asset_of(one) for one in BOARD.kept)
        for value in (BOARD, Campaign(name="Launch", assets=assets), THEN, plan(THEN)):
            opened.save(value, based_on=None, because="then")
        opened.save(NOW, based_on=1, because="now")
        opened.save(plan(NOW), based_on=1, because="now")
        yield opened


def test_a_plan_that_was_made_anew_forgets_no_idea(store):
    found = fates_in(store, client_data(store), BOARD, TODAY)
    stages = {one.idea.key: one.stage for one in found}
    assert stages == {
        "idea-old": Stage.PUBLISHED,
        "idea-new": Stage.PLANNED,
        "idea-lost": Stage.PUBLISHED,
        "idea-open": Stage.OPEN,
    }
    old = found[0]
    assert (old.day, old.post.day, old.post.told_by) == (
        date(2026, 10, 7),
        date(2026, 10, 7),
        ToldBy.DAY,
    )
    assert (old.asset, old.owner) == ("The thought idea-old", "Ada")
    assert old.post.value is not None
    said = idea_pages.fates_sentence(found, speak("en"))
    assert said == "Of 3 kept ideas, 3 are in the plan and 2 were published."
    rows = idea_pages.fate_rows(found, speak("en"))
    assert rows[0]["planned"] == "7 Oct 2026 · Facebook"
    assert "Post number 7" in rows[0]["post"]
    assert rows[1]["became"] == "Not published yet"


def test_a_card_that_is_kept_in_the_room_has_its_day_in_the_plan(workspace):
    card = kept("idea-room", content_type="Post").changed(state=IdeaState.OPEN)
    tracks = (Track(key="private", name="Private"),)
    with workspace.open_client("sund", now=nine, who="coach") as opened:
        launch = Campaign(name="Light", launch=date(2026, 12, 2), tracks=tracks)
        for value in (IdeaBoard(cards=(card,)), launch, NOW):
            opened.save(value, based_on=None, because="before")
    sheet = shipped_sheet("campaign")
    sprint = IdeasScreen(SessionDesk("sund", str(workspace.path), sheet, "en"), "ideas", "en")
    sprint.steps.go("keep")
    sprint.keep.click()
    desk = sprint.desk
    hung = with_campaign(desk.request, desk.the(Campaign), TODAY).request
    desk.put(hung, "plan")
    desk.put(plan(hung), "plan")
    (fate,) = fates_of(desk)
    assert (fate.stage, fate.day, fate.asset) == (
        Stage.PLANNED,
        date(2026, 12, 2),
        "The thought idea-room",
    )


def test_what_a_newer_plan_moved_is_told_once(store):
    moved = request(date(2026, 10, 5), item(4, "idea-old"))
    store.save(plan(moved), based_on=2, because="moved")
    found = fates_in(store, client_data(store), BOARD, TODAY)
    assert [(one.day, one.stage) for one in found if one.idea.key == "idea-old"] == [
        (date(2026, 10, 9), Stage.PUBLISHED)
    ]


def test_a_client_without_a_plan_or_an_export_hears_so(workspace):
    with workspace.open_client("sund", now=nine, who="coach") as empty:
        empty.save(BOARD, based_on=None, because="ideas")
        found = fates_in(empty, client_data(empty), BOARD, TODAY)
    assert [one.stage for one in found] == [Stage.KEPT] * 3 + [Stage.OPEN]
