"""The campaign's plan in a session: hours, what is made, what holds, who is there, what if."""

import asyncio
from datetime import date, timedelta

import pytest

from coachkit.model.campaign import Campaign
from coachkit.model.campaign_assets import Asset, BudgetLine
from coachkit.model.campaign_tracks import Track
from coachkit.model.content import Channel, ContentType
from coachkit.model.people import Department, Part, Person, Skill, Team
from coachkit.model.plan_requests import PlanRequest, ProtectedLines
from coachkit.model.plans import Plan
from coachkit.model.rehearsals import FewerHours, IsAway, LaunchMoves, LockItem
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.planning.campaign_items import with_campaign
from coachkit.planning.progress import PlanStage
from coachkit.sessions import campaign_planning, solving
from coachkit.sessions.campaign_screens import SCREENS
from coachkit.sessions.plan_fitting import fitting
from coachkit.sessions.screen_campaign_hours import CampaignHoursScreen
from coachkit.sessions.screen_duty import ANSWERS, DutyScreen
from coachkit.sessions.screen_planner import DECIDED, HAND, HOLDS, MONEY, PlannerScreen
from coachkit.sessions.screen_what_if import WhatIfScreen
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.solving import Solving
from coachkit.widgets.panel import still
from tests.sessions.screen_rooms import keep, nine, no_loop, seated, typed, workspace

__all__ = ["no_loop", "workspace"]

SHEET = shipped_sheet("campaign")
LAUNCH = date(2027, 1, 19)
TEXT = (Skill(name="Text", level=3, will=3),)
TEAM = Team(
    people=(
        Person(name="Ada", hours_a_week=10, part=Part.CORE, opted_in=True, skills=TEXT),
        Person(name="Bo", hours_a_week=6, part=Part.CORE, opted_in=True, skills=TEXT),
    ),
    departments=(Department(name="Shop", hours_a_week=0),),
)
REQUEST = PlanRequest(
    starts=date(2026, 11, 30),
    weeks=4,
    today=date(2026, 11, 23),
    team=TEAM,
    content=(ContentType(name="Post", hours=2, needs=("Text",), lead_days=2),),
    channels=(Channel(name="Facebook", target_a_week=2),),
    protected=ProtectedLines(presence_minutes=10),
)
CAMPAIGN = Campaign(
    name="Light",
    launch=LAUNCH,
    tracks=(
        Track(key="employers", name="Employers", message="Your people sleep"),
        Track(key="private", name="Private", message="You sleep"),
    ),
    assets=(
        Asset(
            key="asset-1",
            title="Teaser",
            track="private",
            channel="Facebook",
            content_type="Post",
            days_from_launch=-7,
        ),
        Asset(
            key="asset-2",
            title="Launch post",
            track="employers",
            channel="Facebook",
            content_type="Post",
            owner="Ada",
        ),
    ),
)


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr(solving, "running_loop", lambda: None)


@pytest.fixture
def planned(workspace):
    keep(workspace, TEAM, REQUEST, CAMPAIGN)
    return workspace


def desk(workspace):
    return SessionDesk("sund", str(workspace.path), SHEET, None)


def open_screen(kind, block, workspace, language="en"):
    return seated(kind(desk(workspace), block, language))


def stored(workspace, kind):
    with workspace.open_client("sund", now=nine, who="coach") as store:
        saved = store.load(kind)
    return None if saved is None else saved.value


def with_plan(workspace):
    screen = open_screen(PlannerScreen, "plan", workspace)
    screen.steps.go(HOLDS)
    return screen


def test_the_four_blocks_have_their_screens():
    assert SCREENS["hours"] is CampaignHoursScreen
    assert SCREENS["planner"] is PlannerScreen
    assert SCREENS["duty_calendar"] is DutyScreen
    assert SCREENS["rehearsal"] is WhatIfScreen


@pytest.mark.parametrize(("kind", "block"), [(DutyScreen, "duty"), (WhatIfScreen, "what_if")])
def test_while_the_plan_is_worked_out_other_blocks_say_so(kind, block, planned):
    together = desk(planned)
    planner, other = PlannerScreen(together, "plan", "en"), kind(together, block, "en")
    assert other.answer().text == "There is no plan yet."
    planner._told_of_plan(PlanStage.ROTA, 0, 1)
    assert other.answer().text == planner.answer().detail == "The plan is being worked out."
    planner._told_of_plan(None, 0, 1)
    assert other.answer().text == "There is no plan yet."


@pytest.mark.parametrize("kind", [PlannerScreen, DutyScreen, WhatIfScreen])
def test_without_hours_there_is_a_sentence_and_nothing_is_lost(kind, workspace):
    keep(workspace, CAMPAIGN)
    screen = open_screen(kind, "plan", workspace)
    assert screen.answer().text == "There are no hours yet."
    screen.speak("sv")
    still(screen.body)
    assert stored(workspace, Campaign).assets == CAMPAIGN.assets
    assert stored(workspace, Plan) is None


def test_without_a_launch_there_is_a_sentence(workspace):
    keep(workspace, TEAM, REQUEST, CAMPAIGN.changed(launch=None))
    screen = with_plan(workspace)
    assert screen.answer().text.startswith("Say the day of the launch first")


# ── What is made, and what holds ────────────────────────────────────────────────────────────────


def test_a_plan_is_made_when_somebody_looks_and_kept_as_the_planning_page_keeps_it(planned):
    screen = open_screen(PlannerScreen, "plan", planned)
    assert stored(planned, Plan) is None
    assert "2 items are to be made" in screen.answer().text
    screen.steps.go(HOLDS)
    assert screen.answer().text == "The plan holds 2 of the campaign's 2 items."
    plan, request = stored(planned, Plan), stored(planned, PlanRequest)
    assert {one.title for one in plan.items if one.campaign == "Light"} == {"Teaser", "Launch post"}
    assert request.campaigns[0].launch == LAUNCH
    assert stored(planned, Team) == request.team
    shown = screen.holds.value
    assert "Launch post" in shown
    assert "Ada" in shown


def test_the_same_input_gives_the_same_plan_and_nothing_is_worked_out_twice(planned, monkeypatch):
    with_plan(planned)
    first = stored(planned, Plan)
    monkeypatch.setattr(campaign_planning, "worked_out", None)
    again = with_plan(planned)
    assert again.behind is False
    assert stored(planned, Plan) == first


def test_a_client_without_a_plan_gets_one(workspace):
    keep(workspace, TEAM, CAMPAIGN)
    screen = with_plan(workspace)
    assert stored(workspace, PlanRequest) is not None
    told = screen.waiting.value
    assert "Post" in told


def test_rows_are_those_of_a_track(planned):
    screen = open_screen(PlannerScreen, "plan", planned)
    assert screen.track.value == "employers"
    typed(screen.make, "assets.0.title", "The first post")
    assert [one.title for one in stored(planned, Campaign).assets] == ["Teaser", "The first post"]
    screen.track.value = ""
    assert len(screen.make.entries["assets"]) == 2


def test_what_waits_is_told(planned):
    screen = open_screen(PlannerScreen, "plan", planned)
    typed(screen.make, "assets.0.channel", "TikTok")
    assert "TikTok" in screen.waiting.value


def test_a_hand_fixes_an_item_and_can_take_it_back(planned):
    screen = with_plan(planned)
    screen.steps.go(HAND)
    screen.calendar.choose("Light-asset-1")
    screen.calendar.fix_or_let_go()
    assert [one.key for one in stored(planned, Plan).locks] == ["Light-asset-1"]
    screen._undo()
    assert stored(planned, Plan).locks == ()


def test_money_that_nobody_has_counted_is_missing_and_not_zero(planned):
    keep_lines = (
        BudgetLine(key="b-1", phase="launch", channel="Facebook", planned=1000, spent=400),
        BudgetLine(key="b-2", phase="launch", channel="Facebook", planned=500),
    )
    one = desk(planned)
    one.put(one.the(Campaign).changed(budget=keep_lines), "budget")
    screen = open_screen(PlannerScreen, "plan", planned)
    screen.steps.go(MONEY)
    assert "1,500" in screen.sums.value
    assert "missing in the sums" in screen.sums.value


def test_money_is_in_the_countrys_currency_until_another_is_chosen(planned):
    lines = (BudgetLine(key="b-1", phase="launch", channel="Facebook", planned=1000),)
    one = desk(planned)
    one.put(one.the(Campaign).changed(budget=lines), "budget")
    screen = open_screen(PlannerScreen, "plan", planned)
    screen.steps.go(MONEY)
    assert "SEK\N{NO-BREAK SPACE}1,000" in screen.sums.value
    typed(screen.budget, "currency", "EUR")
    assert stored(planned, Campaign).currency == "EUR"
    assert "€1,000" in screen.sums.value


def test_whose_decision_with_what_is_not_kept(planned):
    screen = with_plan(planned)
    screen.steps.go(DECIDED)
    assert screen.gap.value
    typed(screen.decision, "plan_by", "Ada")
    assert stored(planned, Campaign).plan_by == "Ada"


def test_hours_typed_elsewhere_make_the_plan_old(planned):
    screen = with_plan(planned)
    assert not screen.behind
    more = TEAM.changed(people=(TEAM.people[0].changed(hours_a_week=14), TEAM.people[1]))
    screen.desk.put(more, "hours")
    assert stored(planned, Plan).hours_a_week == 20


def test_two_pages_do_not_answer_each_other_without_end(planned, monkeypatch):
    screen = with_plan(planned)
    monkeypatch.setattr(screen, "solve", lambda *_: pytest.fail("worked out once more"))
    screen.changed([PlanRequest, Plan])
    other = screen.desk.request.changed(window_weeks=6)
    screen.desk.put(other, "elsewhere")


# ── Who is there ────────────────────────────────────────────────────────────────────────────────


def test_every_channel_gets_a_line_and_every_department_somebody(planned):
    with_plan(planned)
    screen = open_screen(DutyScreen, "presence", planned)
    assert screen.answer().text == "Somebody is there on every working day of the campaign."
    assert "Facebook" in screen.answer().detail
    screen.fill.click()
    (reply,) = stored(planned, Campaign).replies
    assert reply.channel == "Facebook"
    assert [one.department for one in stored(planned, Campaign).contacts] == ["Shop"]
    screen.steps.go(ANSWERS)
    typed(screen.replies, "replies.0.who", "Bo")
    typed(screen.replies, "replies.0.within", "4")
    assert "Facebook" not in screen.answer().detail


def test_a_day_is_given_to_somebody(planned):
    with_plan(planned)
    screen = open_screen(DutyScreen, "presence", planned)
    screen.which_day.value, screen.who.value = "2027-01-19", "Bo"
    screen.give.click()
    duty = next(one for one in stored(planned, Plan).presence if one.day == LAUNCH)
    assert (duty.who, duty.locked) == ("Bo", True)


# ── What if ─────────────────────────────────────────────────────────────────────────────────────


def test_trying_changes_nothing_and_is_kept_beside_the_plan(planned):
    with_plan(planned)
    before = stored(planned, Plan), stored(planned, PlanRequest), stored(planned, Campaign)
    screen = open_screen(WhatIfScreen, "what_if", planned)
    kinds = []
    for button in (screen.later, screen.fewer, screen.away):
        button.click()
        kinds.append(type(screen.tried.diff.change))
        assert screen.sides.value
    assert kinds == [LaunchMoves, FewerHours, IsAway]
    assert (
        stored(planned, Plan),
        stored(planned, PlanRequest),
        stored(planned, Campaign),
    ) == before
    screen.keep.click()
    (kept,) = stored(planned, Campaign).plan_b
    assert kept.change.who == "Ada"
    assert stored(planned, Plan) == before[0]
    typed(screen.plans, "plan_b.0.use_when", "Ada is away")
    typed(screen.plans, "plan_b.0.owner", "Bo")
    assert stored(planned, Campaign).plan_b[0].owner == "Bo"


def test_what_a_hand_fixed_follows_its_asset_whatever_that_is_called_by_now(planned):
    first = with_plan(planned)
    first.solve(LockItem(key="Light-asset-1"))
    plan, (teaser, launch) = stored(planned, Plan), CAMPAIGN.assets

    def locks(*assets):
        hung = with_campaign(REQUEST, CAMPAIGN.changed(assets=assets), REQUEST.today)
        return [(one.key, one.title) for one in fitting(plan, hung.request).locks]

    assert locks(launch, teaser.changed(title="Guess")) == [("Light-asset-1", "Guess")]
    assert locks(launch) == []


def test_the_launch_moves_for_real_with_its_locks(planned):
    first = with_plan(planned)
    first.solve(LockItem(key="Light-asset-1"))
    locked = stored(planned, Plan).locks[0]
    screen = open_screen(WhatIfScreen, "what_if", planned)
    screen.later.click()
    assert len(screen.tried.diff.moved) >= 2
    screen.move.click()
    record, plan = stored(planned, Campaign), stored(planned, Plan)
    assert record.launch == LAUNCH + timedelta(days=7)
    assert record.moved_from == (LAUNCH,)
    assert stored(planned, PlanRequest).campaigns[0].launch == record.launch
    days = {one.key: one.day for one in plan.items if one.campaign}
    assert days["Light-asset-2"] == record.launch
    assert plan.locks[0].day == locked.day + timedelta(days=7)
    assert plan.locks[0].owner == locked.owner
    assert not [one for one in plan.broken if one.key == "Light-asset-1"]
    again = open_screen(PlannerScreen, "plan", planned)
    assert not again.behind
    assert again.answer().text == "The plan holds 2 of the campaign's 2 items."


# ── Beside the page ─────────────────────────────────────────────────────────────────────────────


def test_a_page_hears_how_far_it_has_come_and_only_the_newest_answer(monkeypatch):
    monkeypatch.undo()
    told, found = [], []

    async def ask():
        def find(of, progress):
            progress(None, of, 3)
            return of * 2

        one = Solving(find, lambda *said: told.append(said), found.append)
        one.ask(1, found.append)
        first = one._job
        one.ask(2, found.append)
        await asyncio.gather(first, one._job)
        one.ask(2, found.append)

    asyncio.run(ask())
    assert found == [4, 4]
    assert told[-1] == (None, 0, 1)


def test_what_breaks_is_not_worked_at_any_longer(monkeypatch):
    monkeypatch.undo()
    told = []

    def broken(_, __):
        raise ZeroDivisionError

    async def ask():
        one = Solving(broken, lambda *said: told.append(said), told.append)
        one.ask(1, told.append)
        with pytest.raises(ZeroDivisionError):
            await one._job
        return one.busy

    assert not asyncio.run(ask())
    assert told[-1] == (None, 0, 1)
