"""What is written down from any block."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from coachkit.documents import session_pages
from coachkit.language.jotting import Jot
from coachkit.model import session_time
from coachkit.model.actions import OPEN_AT_MOST, ActionPlan
from coachkit.model.client import Client
from coachkit.model.errors import InvalidValue
from coachkit.model.languages import LANGUAGES
from coachkit.model.sessions import Attendee
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.sessions import autosave, session_desk, session_jotting
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.session_jotting import (
    JotBox,
    answer_question,
    jot_action,
    jot_decision,
    jot_question,
)
from coachkit.store.workspace import Workspace

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_desk, "now", lambda: NINE)
    monkeypatch.setattr(session_jotting, "now", lambda: NINE)
    monkeypatch.setattr(autosave, "running_loop", lambda: None)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace.create(tmp_path / "w")
    made.new_client(Client(slug="sund", name="Sund"), now=lambda: NINE, who="coach").close()
    return made


@pytest.fixture
def held(workspace: Workspace) -> SessionDesk:
    return again(workspace)


def again(workspace: Workspace) -> SessionDesk:
    return SessionDesk("sund", str(workspace.path), shipped_sheet("strategy"), "sv")


def test_all_that_is_jotted_is_kept(held: SessionDesk, workspace: Workspace) -> None:
    held.move(session_time.start, "start")
    jot_decision(held, "Pausa X", "Elsa")
    jot_question(held, "Vem har lösenordet?", "Bo")
    jot_action(held, "Ring hamnen", "Bo", date(2026, 12, 1))
    kept = again(workspace)
    (decision,) = kept.session.decisions
    assert (decision.text, decision.owner, decision.block) == ("Pausa X", "Elsa", "our_question")
    (question,) = kept.session.parked
    assert (question.text, question.who, question.answer) == ("Vem har lösenordet?", "Bo", "")
    (begun,) = kept.the(ActionPlan).begun
    assert (begun.what, begun.who, begun.when) == ("Ring hamnen", "Bo", date(2026, 12, 1))
    assert begun.missing == ("first_step", "done_sign")


def test_a_question_is_answered(held: SessionDesk, workspace: Workspace) -> None:
    jot_question(held, "Vem har lösenordet?")
    answer_question(held, "question-1", "Elsa")
    assert again(workspace).session.parked[0].answer == "Elsa"
    with pytest.raises(InvalidValue) as refused:
        answer_question(held, "question-2", "Bo")
    assert refused.value.code == "unknown_question"


def test_the_eighth_action_is_refused(held: SessionDesk) -> None:
    for number in range(OPEN_AT_MOST):
        jot_action(held, f"Sak {number}")
    with pytest.raises(InvalidValue) as refused:
        jot_action(held, "En till")
    assert refused.value.code == "too_many_actions"
    assert len(held.the(ActionPlan).begun) == OPEN_AT_MOST


def test_what_is_begun_stands_among_what_is_to_do(held: SessionDesk) -> None:
    jot_action(held, "Ring <hamnen>", "Bo", date(2026, 12, 1))
    jot_action(held, "Fota")
    shown = session_pages.actions(held.the(ActionPlan), held.session, "en")
    assert "2 of at most 7" in shown
    assert "<strong>Ring &lt;hamnen&gt;</strong><small>Bo · 1 Dec</small>" in shown
    assert "<strong>Fota</strong><small></small>" in shown


# ── The line to type in ─────────────────────────────────────────────────────────────────────────


def test_enter_writes_down_what_is_typed(held: SessionDesk) -> None:
    box = JotBox(held, "en")
    box.kind.value = Jot.QUESTION
    box.text.value, box.who.value = "  Får vi filma? ", "Bo"
    box.text._handle_custom_msg({"event": "submit"}, [])
    assert [(one.text, one.who) for one in held.session.parked] == [("Får vi filma?", "Bo")]
    assert (box.text.value, box.who.value) == ("", "")
    assert "The question waits for later." in box.outcome.value


def test_nothing_typed_is_nothing_written(held: SessionDesk) -> None:
    box = JotBox(held, "en")
    box.text.value = "   "
    box.add.click()
    assert held.session.decisions == ()


def test_a_refusal_is_a_sentence_and_what_was_typed_stays(held: SessionDesk) -> None:
    for number in range(OPEN_AT_MOST):
        jot_action(held, f"Sak {number}")
    box = JotBox(held, "en")
    box.kind.value = Jot.ACTION
    box.text.value = "En till"
    box.add.click()
    assert "7 open actions are enough" in box.outcome.value
    assert box.text.value == "En till"
    box.kind.value = Jot.DECISION
    box.text.value = "x" * 500
    box.add.click()
    assert 'role="status"' in box.outcome.value
    assert held.session.decisions == ()


def test_another_language_keeps_what_is_typed(held: SessionDesk) -> None:
    box = JotBox(held, "en")
    box.kind.value = Jot.ACTION
    box.text.value, box.who.value = "Ring", "Bo"
    for language in LANGUAGES:
        box.speak(language)
        assert (box.kind.value, box.text.value, box.who.value) == (Jot.ACTION, "Ring", "Bo")
        assert [kind for _, kind in box.kind.options] == list(Jot)


def test_who_is_here_may_be_picked(held: SessionDesk) -> None:
    attendees = (Attendee(name="Elsa", consent=True),)
    held.write(held.session.changed(attendees=attendees), "who is here")
    box = JotBox(held, "en")
    assert list(box.who.options) == ["Elsa"]


def test_at_a_desk_that_is_only_looked_at_nothing_is_written(held: SessionDesk) -> None:
    box = JotBox(held, "en")
    held.read_only = True
    box.sit_at(held)
    assert box.add.disabled
    box.text.value = "Pausa X"
    box.keep()
    assert held.session.decisions == ()
