"""The screen of the action plan, without a browser."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from coachkit.language.actions_said import actions_said
from coachkit.language.speech import speak
from coachkit.model import session_record
from coachkit.model.actions import Action, ActionBegun, ActionPlan, ActionState
from coachkit.model.actions_in_hand import from_hand, in_hand
from coachkit.model.client import Client
from coachkit.model.errors import InvalidValue
from coachkit.model.languages import LANGUAGES
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.sessions import autosave, session_desk
from coachkit.sessions.screen_actions import ActionsScreen
from coachkit.sessions.session_desk import SessionDesk
from coachkit.store.workspace import Workspace

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SOON = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_desk, "now", lambda: NINE)
    monkeypatch.setattr(autosave, "running_loop", lambda: None)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace.create(tmp_path / "w")
    made.new_client(Client(slug="sund", name="Sund"), now=lambda: NINE, who="coach").close()
    return made


def desk(workspace: Workspace) -> SessionDesk:
    return SessionDesk("sund", str(workspace.path), shipped_sheet("strategy"), "sv")


@pytest.fixture
def screen(workspace: Workspace) -> ActionsScreen:
    made = ActionsScreen(desk(workspace), "action_plan", "en")
    made.desk.changed = made.changed
    return made


def action(number: int, **more: object) -> Action:
    said = {
        "what": "Ring",
        "who": "Elsa",
        "when": SOON,
        "first_step": "Fråga",
        "done_sign": "Klart",
    }
    return Action.model_validate({"key": f"action-{number}", **said, **more})


def row(number: int, **said: str) -> dict[str, str]:
    return {"id": f"new-{number}", "what": "", "who": "", "when": "", **said}


def offered(screen: ActionsScreen) -> list[str]:
    return [one.description for one in screen.suggestions.children if one.layout.display is None]


# ── Whole or not ────────────────────────────────────────────────────────────────────────────────


def test_in_hand_and_back_is_the_same_plan() -> None:
    plan = ActionPlan(
        actions=(action(1, state="done", session=1), action(4, session=1)),
        begun=(ActionBegun(key="action-2", what="Fota", place=1),),
    )
    hand = in_hand(plan)
    assert [one.key for one in hand.actions] == ["action-1", "action-2", "action-4"]
    assert from_hand(hand, 2) == plan


def test_what_is_begun_takes_up_room() -> None:
    plan = ActionPlan(actions=tuple(action(i) for i in range(1, 7))).with_begun("Fota")
    assert plan.room == 0
    assert plan.begun[0].key == "action-7"
    with pytest.raises(InvalidValue) as refused:
        plan.with_begun("Filma")
    assert refused.value.code == "too_many_actions"


def test_a_row_becomes_a_promise_when_it_is_whole(
    screen: ActionsScreen, workspace: Workspace
) -> None:
    screen.promises.entries = {"actions": [row(1, what="Ring", who="Elsa", when="2026-12-01")]}
    begun = screen.desk.the(ActionPlan)
    assert (len(begun.actions), begun.begun[0].missing) == (0, ("first_step", "done_sign"))
    (step,) = screen.first_steps.entries["actions"]
    screen.first_steps.entries = {
        "actions": [{**step, "first_step": "Fråga", "done_sign": "Hon har svarat"}]
    }
    plan = desk(workspace).the(ActionPlan)
    assert plan.begun == ()
    assert plan.actions == (action(1, done_sign="Hon har svarat", session=1),)
    assert [one["what"] for one in screen.promises.entries["actions"]] == ["Ring"]


def test_rows_stay_in_their_order_while_one_is_not_whole(screen: ActionsScreen) -> None:
    screen.desk.put(ActionPlan(actions=(action(1), action(2), action(3))), "elsewhere")
    first, second, third = screen.promises.entries["actions"]
    screen.promises.entries = {"actions": [first, {**second, "when": ""}, third]}
    plan = screen.desk.the(ActionPlan)
    assert [one.key for one in plan.open] == ["action-1", "action-3"]
    keys = [one.key for one in in_hand(plan).actions]
    assert keys == ["action-1", "action-2", "action-3"]
    assert [one["when"] for one in screen.promises.entries["actions"]] == [
        "2026-12-01",
        "",
        "2026-12-01",
    ]


def test_what_is_done_stays_and_its_key_is_not_given_again(screen: ActionsScreen) -> None:
    done = action(1, state="done", closed_on=SOON, session=1)
    screen.desk.put(ActionPlan(actions=(done,)), "elsewhere")
    assert screen.promises.entries == {"actions": []}
    screen.promises.entries = {"actions": [row(1, what="Ring")]}
    plan = screen.desk.the(ActionPlan)
    assert plan.actions == (done,)
    assert plan.begun[0].key == "action-2"


# ── What it comes to ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("begun", "said"),
    [
        ({"who": "Bo", "first_step": "a", "done_sign": "b"}, "3 of at most 7; one has no day yet."),
        ({"when": SOON}, "3 of at most 7; one is nobody’s yet."),
        (None, "2 of at most 7, each with who, when, a first step and a sign."),
    ],
)
def test_the_answer_says_what_is_missing(begun: dict[str, object] | None, said: str) -> None:
    plan = ActionPlan(actions=(action(1), action(2)))
    if begun is not None:
        one = ActionBegun.model_validate({"key": "action-3", "what": "x", "place": 2, **begun})
        plan = plan.changed(begun=(one,))
    found = actions_said(plan, speak("en"))
    assert found is not None
    assert found.text == said


def test_seven_are_enough(screen: ActionsScreen) -> None:
    assert screen.answer() is None
    screen.desk.put(ActionPlan(actions=tuple(action(i) for i in range(1, 8))), "elsewhere")
    found = screen.answer()
    assert found is not None
    assert found.detail == "Seven are enough: for one more, finish one or drop one."
    assert offered(screen) == []
    screen.take("En åttonde")
    assert 'role="status"' in screen.outcome.value
    assert "7 open actions are enough" in screen.outcome.value
    assert len(screen.desk.the(ActionPlan).open) == 7


def test_the_follow_ups_stand_in_a_line_with_their_days(screen: ActionsScreen) -> None:
    for said in ("30 Nov, 7 Dec, 14 Dec, 21 Dec and 28 Dec", "23 Feb"):
        assert said in screen.meetings.value


# ── One press away ──────────────────────────────────────────────────────────────────────────────


def test_a_suggestion_becomes_an_action_and_makes_room_for_the_next(screen: ActionsScreen) -> None:
    held = screen.desk
    held.write(session_record.park(held.session, "Vem har lösenordet?", NINE, who="Bo"), "park")
    said = offered(screen)
    assert said == [
        "Answer: Vem har lösenordet?",
        "Decide: Which question do we want answered?",
        "Decide: Who owns each account, and does it stay?",
    ]
    screen.suggestions.children[0].click()
    (begun,) = held.the(ActionPlan).begun
    assert (begun.what, begun.who) == ("Answer: Vem har lösenordet?", "Bo")
    assert offered(screen)[:2] == said[1:]


def test_a_question_is_answered_on_the_screen(screen: ActionsScreen, workspace: Workspace) -> None:
    assert [key for _, key in screen.steps.switch.options] == ["who", "step"]
    held = screen.desk
    held.write(session_record.park(held.session, "Vem har lösenordet?", NINE), "park")
    held.write(session_record.park(held.session, "Får vi filma?", NINE), "park")
    assert [key for _, key in screen.steps.switch.options] == ["who", "step", "parked"]
    assert screen.answers.schema["fields"][0]["labels"] == ["Vem har lösenordet?", "Får vi filma?"]
    screen.answers.entries = {"answers": ["", "Ja, i butiken"]}
    parked = desk(workspace).session.parked
    assert [one.answer for one in parked] == ["", "Ja, i butiken"]
    assert offered(screen)[0] == "Answer: Vem har lösenordet?"
    assert offered(screen)[1].startswith("Decide:")


def test_another_language_keeps_what_is_entered(screen: ActionsScreen) -> None:
    screen.promises.entries = {"actions": [row(1, what="Ring", when="2026-12")]}
    entries = dict(screen.promises.entries)
    for language in LANGUAGES:
        screen.speak(language)
        assert screen.promises.entries == entries
        assert screen.promises.errors


def test_dropped_actions_are_not_asked_for() -> None:
    plan = ActionPlan(actions=(action(1),)).closed(
        "action-1", ActionState.DROPPED, SOON, "Hinns ej"
    )
    assert actions_said(plan, speak("en")) is None
