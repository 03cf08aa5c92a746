"""The first screen: the question, who is in the room, and what became of promises."""

from datetime import date

from coachkit.model.actions import Action, ActionPlan, ActionState
from coachkit.model.drafts import Drafts
from coachkit.model.intake import Attending, Intake
from coachkit.model.sessions import Attendee
from coachkit.model.strategy import OurQuestion, Strategy, Worry
from coachkit.sessions.screen_question import QuestionScreen
from tests.sessions.screen_rooms import desk, keep, no_loop, seated, typed, workspace

__all__ = ["no_loop", "workspace"]

BLOCK = "our_question"


def open_screen(workspace, language="en"):
    return seated(QuestionScreen(desk(workspace), BLOCK, language))


def promise(key, when, **more):
    needed = {"what": f"Do {key}", "who": "Elsa", "first_step": "Begin", "done_sign": "Seen"}
    return Action(key=key, when=when, **{**needed, "session": 1, **more})


def second_session(workspace, *actions):
    first = desk(workspace)
    keep(workspace, first.session.changed(ended_at=None), ActionPlan(actions=actions))
    after = desk(workspace)
    after.begin_another("en")
    return seated(QuestionScreen(after, BLOCK, "en"))


def test_picked_question_is_kept_and_is_the_answer(workspace):
    screen = open_screen(workspace)
    assert screen.answer() is None
    screen.worries.value = Worry.TIME
    again = desk(workspace)
    assert again.the(Strategy).question.worry is Worry.TIME
    assert again.session.question == "How do we justify the time that it takes?"
    assert screen.answer().text == "How do we justify the time that it takes?"


def test_own_words_are_a_question_of_their_own(workspace):
    screen = open_screen(workspace)
    typed(screen.words, "words", "Var ska vi sluta?")
    assert desk(workspace).the(Strategy).question == OurQuestion(
        worry=Worry.OWN, words="Var ska vi sluta?"
    )
    assert screen.worries.value is Worry.OWN
    assert screen.answer().text == "Var ska vi sluta?"


def test_question_picked_elsewhere_is_shown(workspace):
    screen = open_screen(workspace)
    screen.desk.put(Strategy(question=OurQuestion(worry=Worry.PAYS)), "elsewhere")
    assert screen.worries.value is Worry.PAYS


def test_another_language_keeps_what_was_chosen_and_typed(workspace):
    screen = open_screen(workspace)
    screen.worries.value = Worry.ALIVE
    typed(screen.words, "words", "Hur håller vi liv?")
    screen.speak("fi")
    assert screen.worries.value is Worry.ALIVE
    assert screen.words.entries["words"] == "Hur håller vi liv?"
    assert screen.worries.options[-1] == ("Oma kysymys", Worry.OWN)


def test_name_without_a_yes_is_kept_nowhere(workspace):
    screen = open_screen(workspace)
    typed(screen.room.present, "attendees.0.name", "Elsa")
    assert "attendees.0.name" in screen.room.present.errors
    again = desk(workspace)
    assert again.session.attendees == ()
    assert again.the(Drafts) == Drafts()
    typed(screen.room.present, "attendees.0.consent", text=True)
    typed(screen.room.present, "attendees.0.role", "Marknad")
    present = (Attendee(name="Elsa", role="Marknad", consent=True),)
    assert desk(workspace).session.attendees == present


def test_attendance_leaves_the_rest_of_the_session_alone(workspace):
    screen = open_screen(workspace)
    screen.worries.value = Worry.TIME
    typed(screen.room.present, "attendees.0.role", "Butiken")
    screen.worries.value = Worry.PAYS
    kept = desk(workspace).session
    assert (kept.question, len(kept.attendees)) == ("How do we know that it pays?", 1)
    assert screen.answer().detail == "1 person is in the room."


def test_announced_people_are_taken_over_at_a_press(workspace):
    coming = (
        Attending(name="Elsa", role="Marknad", consents=True),
        Attending(name="Amir", role="Butiken"),
    )
    keep(workspace, Intake(attending=coming, worry=Worry.TIME))
    screen = open_screen(workspace)
    assert "2 people are announced" in screen.room.announced.value
    assert "justify the time" in screen.written.value
    screen.room.take_announced.click()
    assert desk(workspace).session.attendees == (
        Attendee(name="Elsa", role="Marknad", consent=True),
        Attendee(role="Butiken"),
    )
    assert screen.room.take_announced.layout.display == "none"
    assert len(screen.room.present.entries["attendees"]) == 2


def test_first_session_has_no_promises(workspace):
    screen = open_screen(workspace)
    assert [key for _, key in screen.steps.switch.options] == ["question", "room"]
    assert screen.steps.here == "question"


def test_promises_come_first_and_are_closed_with_a_press(workspace):
    late = promise("one", date(2026, 11, 2))
    open_ = promise("two", date(2026, 12, 1))
    screen = second_session(workspace, late, open_)
    assert screen.steps.here == "promises"
    assert screen.answer().text == "0 of 2 promises were kept."
    assert screen.answer().detail == "1 is late."
    screen.promises.close("one", ActionState.DONE)
    assert screen.answer().text == "1 of 2 promises were kept."
    closed = desk(workspace).the(ActionPlan).actions[0]
    assert (closed.state, closed.closed_on) == (ActionState.DONE, date(2026, 11, 23))


def test_dropped_needs_a_reason(workspace):
    screen = second_session(workspace, promise("one", date(2026, 12, 1)))
    part = screen.promises
    row = part.rows.children[0]
    row.children[2].click()
    part.drop.click()
    assert 'role="status"' in part.outcome.value
    assert part.outcome.value.count("<p>") == 1
    assert desk(workspace).the(ActionPlan).open
    part.why.value = "Ingen tid"
    part.drop.click()
    assert desk(workspace).the(ActionPlan).actions[0].why == "Ingen tid"
    assert "<p>" not in part.outcome.value
    assert "Ingen tid" in part.rows.children[0].children[0].value


def test_client_text_is_data(workspace):
    screen = second_session(workspace, promise("one", date(2026, 12, 1), what="<b>x</b>"))
    assert "&lt;b&gt;x" in screen.promises.rows.children[0].children[0].value
