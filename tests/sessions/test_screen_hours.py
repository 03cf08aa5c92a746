"""Hours in, posts out: the reality check of a session, and what goes with fewer hours."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest

from coachkit.model import session_time
from coachkit.model.audit import Verdict
from coachkit.model.client import Client
from coachkit.model.languages import Language
from coachkit.model.people import Department, Person, Team
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.model.strategy import ChannelChoice, Strategy
from coachkit.sessions import autosave, reckoning, session_desk
from coachkit.sessions.plan_keeping import _members
from coachkit.sessions.screen_cuts import CutsScreen
from coachkit.sessions.screen_hours import HoursScreen
from coachkit.sessions.session_desk import SessionDesk
from coachkit.store.workspace import Workspace

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autosave, "running_loop", lambda: None)
    monkeypatch.setattr(reckoning, "running_loop", lambda: None)
    monkeypatch.setattr(session_desk, "now", lambda: NINE)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = Workspace.create(tmp_path / "w")
    client = Client(slug="sund", name="Sund", languages=("sv",), country="SE")
    workspace.new_client(client, now=lambda: NINE, who="coach").close()
    return workspace


def desk(workspace: Workspace) -> SessionDesk:
    return SessionDesk("sund", str(workspace.path), shipped_sheet("strategy"), None)


def screen(held: SessionDesk, language: Language = "en") -> HoursScreen:
    made = HoursScreen(held, "reality_check", language)
    held.changed = made.changed
    return made


def add(made: HoursScreen, name: str, hours: str) -> None:
    made.lists.new.value = name
    made.lists.department.click()
    made.lists.team[name].stepper.number.typed.value = hours


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def test_without_hours_the_screen_says_what_to_type(workspace: Workspace) -> None:
    made = screen(desk(workspace))
    answer = made.answer()
    assert answer is not None
    assert answer.text == "Nobody is on the list yet."
    assert made.card.value == ""
    assert [key for _, key in made.lists.switch.options] == ["hours"]
    assert made.buttons.layout.display == "none"


def test_what_is_typed_is_what_the_planning_page_shows(workspace: Workspace) -> None:
    held = desk(workspace)
    made = screen(held, "sv")
    add(made, "Butik", "4,5")
    assert held.the(Team).hours_a_week == 4.5
    with workspace.open_client("sund", now=lambda: NINE, who="coach", read_only=True) as store:
        team, request = store.load(Team), store.load(PlanRequest)
    assert request is not None
    assert request.value.team.departments == (Department(name="Butik", hours_a_week=4.5),)
    assert _members(team, request) == (request.value.team, True)
    assert made.found is not None
    assert made.found.hours == 4.5
    assert "Önskat" in words(made.card.value) or "Wished" in words(made.card.value)


def test_steps_go_by_half_hours_and_stay_within_bounds(workspace: Workspace) -> None:
    made = screen(desk(workspace))
    add(made, "Shop", "4.2")
    stepper = made.lists.team["Shop"].stepper
    stepper.more.click()
    assert made.desk.the(Team).hours_a_week == 4.5
    stepper.less.click()
    assert made.desk.the(Team).hours_a_week == 4.0
    stepper.number.typed.value = "0.2"
    stepper.less.click()
    assert made.desk.the(Team).hours_a_week == 0
    stepper.number.typed.value = "many"
    assert made.desk.the(Team).hours_a_week == 0


def test_a_team_typed_on_the_planning_page_is_taken_over(workspace: Workspace) -> None:
    held = desk(workspace)
    add(screen(held), "Shop", "8")
    request = held.request
    assert request is not None
    other = Team(departments=(Department(name="Stock", hours_a_week=6),))
    with workspace.open_client("sund", now=lambda: NINE, who="coach") as store:
        saved = store.load(PlanRequest)
        assert saved is not None
        store.save(request.changed(team=other), based_on=saved.revision, because="planned")
    again = screen(desk(workspace))
    assert list(again.lists.team) == ["Stock"]
    assert again.desk.the(Team) == other


def test_hours_gone_leave_the_plan_and_keep_the_team(workspace: Workspace) -> None:
    held = desk(workspace)
    made = screen(held)
    add(made, "Shop", "8")
    made.lists.team["Shop"].stepper.number.typed.value = "0"
    assert held.request is not None
    assert held.request.team.hours_a_week == 8
    assert held.the(Team).hours_a_week == 0
    assert made.asked is None
    assert made.answer() is not None
    made.lists.tidy.click()
    assert held.the(Team) == Team()


def test_kept_channels_are_wished_for_and_the_others_are_not(workspace: Workspace) -> None:
    held = desk(workspace)
    choices = (
        ChannelChoice(key="channel-1", channel="Instagram", verdict=Verdict.KEEP),
        ChannelChoice(key="channel-2", channel="Facebook", verdict=Verdict.CLOSE),
        ChannelChoice(key="channel-3", channel="Anslagstavlan", verdict=Verdict.KEEP),
    )
    held.put(Strategy(channels=choices), "channels")
    made = screen(held)
    add(made, "Shop", "8")
    assert list(made.lists.wishes) == ["Instagram", "Anslagstavlan"]
    made.lists.wishes["Anslagstavlan"].stepper.number.typed.value = "3"
    assert held.request is not None
    assert held.request.channel("Anslagstavlan").target_a_week == 3
    assert made.found is not None
    assert {one.channel for one in made.found.channels} == {"Instagram", "Anslagstavlan"}


def test_protected_lines_come_before_posts(workspace: Workspace) -> None:
    held = desk(workspace)
    made = screen(held)
    add(made, "Shop", "8")
    assert made.found is not None
    before = made.found.making
    made.lists.lines["replies"].stepper.number.typed.value = "2"
    made.lists.presence.stepper.number.typed.value = "30"
    assert held.request is not None
    assert (held.request.protected.replies, held.request.protected.presence_minutes) == (2, 30)
    assert made.found.making < before - 2


def test_an_absence_makes_fewer_posts_and_the_card_says_why(workspace: Workspace) -> None:
    made = screen(desk(workspace))
    add(made, "Shop", "12")
    away = made.lists.away
    away.first.value, away.last.value = date(2027, 1, 11), date(2027, 1, 24)
    away.add.click()
    assert made.found is not None
    by_week = {one.week: one.posts for one in made.found.weeks}
    assert by_week[date(2027, 1, 18)] < made.found.usual
    assert "somebody is away" in words(made.card.value)
    away.first.value, away.last.value = date(2027, 1, 24), date(2027, 1, 11)
    away.add.click()
    assert words(made.outcome.value)
    made.lists.away.rows.children[0].children[1].click()
    assert made.desk.the(Team).departments[0].absences == ()


def test_who_has_not_opted_in_is_not_named(workspace: Workspace) -> None:
    held = desk(workspace)
    held.put(Team(people=(Person(name="Quiet", hours_a_week=9),)), "team")
    made = screen(held)
    add(made, "Shop", "8")
    assert list(made.lists.team) == ["Shop"]
    assert [one.name for one in held.the(Team).people] == ["Quiet"]
    assert made.found is not None
    assert made.found.hours == 8


def test_deciding_writes_the_hours_with_owner_reason_and_review(workspace: Workspace) -> None:
    held = desk(workspace)
    held.move(session_time.start, "start")
    made = screen(held)
    add(made, "Shop", "13")
    made.decide.click()
    hours = held.the(Strategy).hours
    assert made.found is not None
    assert (hours.hours_a_week, hours.wished) == (13, made.found.wish)
    assert hours.realistic == int(made.found.usual)
    assert hours.gap_hours == round(made.found.gap_hours, 2)
    assert hours.reason
    assert hours.review_on == date(2027, 2, 15)
    answer = made.answer()
    assert answer is not None
    assert answer.text.startswith("Decided: 13 hours a week")
    assert answer.detail == "Who answers for it?"
    assert "hours_a_week" not in {one.key for one in held.undecided()}
    assert held.session.decisions[-1].key == "hours_a_week"
    add(made, "Stock", "2")
    later = made.answer()
    assert later is not None
    assert later.detail == "Now there are 15 hours: decide again."


def test_trying_keeps_nothing(workspace: Workspace) -> None:
    held = desk(workspace)
    made = screen(held)
    add(made, "Shop", "8")
    before = held.the(Team), held.request
    made.more.click()
    assert words(made.tried.value).startswith("With 4 hours more a week")
    made.away.click()
    assert words(made.tried.value).startswith("Without Shop for a month")
    made.show_rota.click()
    assert "Shop" in words(made.rota.value)
    assert (held.the(Team), held.request) == before


def test_a_name_that_is_there_is_refused_in_a_sentence(workspace: Workspace) -> None:
    made = screen(desk(workspace))
    add(made, "Shop", "8")
    made.lists.new.value = "Shop"
    made.lists.person.click()
    assert "Shop" in words(made.outcome.value)
    assert made.desk.the(Team).people == ()


def test_another_language_keeps_every_entry(workspace: Workspace) -> None:
    made = screen(desk(workspace))
    add(made, "Shop", "4.5")
    row, before = made.lists.team["Shop"], made.desk.the(Team)
    languages: tuple[Language, ...] = ("sv", "fi")
    for language in languages:
        made.speak(language)
        assert made.lists.team["Shop"] is row
        assert row.stepper.number.typed.value == "4,5"
        assert made.desk.the(Team) == before


def test_the_same_again_is_not_reckoned_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = screen(desk(workspace))
    add(made, "Shop", "8")
    asked: list[object] = []
    monkeypatch.setattr(made._reckoning, "ask", lambda *more: asked.append(more))
    made.show()
    made.changed([Strategy])
    assert asked == []


class Later:
    """A page's loop that runs what waits when it is told to."""

    def __init__(self) -> None:
        self.waiting: list[Later.Alarm] = []

    class Alarm:
        def __init__(self, act: Callable[[], None]) -> None:
            self.act, self.off = act, False

        def cancel(self) -> None:
            self.off = True

    def call_later(self, _: float, act: Callable[..., None], *more: object) -> "Later.Alarm":
        self.waiting.append(Later.Alarm(partial(act, *more)))
        return self.waiting[-1]

    def run(self) -> int:
        due, self.waiting = [one for one in self.waiting if not one.off], []
        for one in due:
            one.act()
        return len(due)


def test_in_a_page_several_keystrokes_are_reckoned_once_and_it_says_so(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop = Later()
    monkeypatch.setattr(reckoning, "running_loop", lambda: loop)
    made = screen(desk(workspace))
    add(made, "Shop", "1")
    typed = made.lists.team["Shop"].stepper.number.typed
    typed.value = "17"
    typed.value = "17.5"
    assert [made.found] == [None]
    assert words(made.working.value) == "Working the plan out…"
    assert made.decide.disabled
    assert loop.run() == 1
    assert made.found is not None
    assert made.found.hours == 17.5
    assert made.working.value == ""
    assert not made.decide.disabled


# ── Four hours fewer ────────────────────────────────────────────────────────────────────────────


def test_fewer_hours_are_rehearsed_beside_the_plan(workspace: Workspace) -> None:
    held = desk(workspace)
    add(screen(held), "Shop", "13")
    cuts = CutsScreen(held, "minus_four_hours", "en")
    held.changed = cuts.changed
    assert cuts.less is not None
    assert cuts.less.hours == 4
    answer = cuts.answer()
    assert answer is not None
    assert answer.text.startswith("With 4 hours fewer, ")
    before = held.request
    cuts.hours.stepper.less.click()
    assert cuts.less.hours == 3
    assert held.request == before
    assert "Never cut" in words(cuts.sides.value)


def test_an_offer_becomes_the_last_of_what_goes(workspace: Workspace) -> None:
    held = desk(workspace)
    add(screen(held), "Shop", "13")
    cuts = CutsScreen(held, "minus_four_hours", "en")
    held.changed = cuts.changed
    offered = [one.description for one in cuts.offers.children]
    cuts.offers.children[0].click()
    assert [one.text for one in held.the(Strategy).cuts] == offered[:1]
    assert offered[0] not in [one.description for one in cuts.offers.children]
    assert "what_goes_first" not in {one.key for one in held.undecided()}
    assert desk(workspace).the(Strategy).cuts == held.the(Strategy).cuts


def test_more_hours_gone_than_there_are_is_told(workspace: Workspace) -> None:
    held = desk(workspace)
    add(screen(held), "Shop", "3")
    cuts = CutsScreen(held, "minus_four_hours", "en")
    assert cuts.less is None
    assert words(cuts.outcome.value)


def test_without_hours_there_is_nothing_to_rehearse(workspace: Workspace) -> None:
    cuts = CutsScreen(desk(workspace), "minus_four_hours", "en")
    answer = cuts.answer()
    assert answer is not None
    assert answer.text == "There are no hours yet."
