"""The six inside questions: who said what, and on which not all say the same."""

import pytest

from coachkit.model.drafts import Drafts
from coachkit.model.inside_view import InsideAnswer, InsideQuestion, InsideView
from coachkit.sessions.screen_inside import InsideScreen
from tests.sessions.screen_rooms import desk, keep, no_loop, seated, typed, workspace

__all__ = ["no_loop", "workspace"]


def open_screen(workspace, language="en"):
    return seated(InsideScreen(desk(workspace), "inside_view", language))


def said(question, text, who):
    return InsideAnswer(question=question, text=text, said_by=who)


def answer_in(screen, question, row, text, who):
    form = screen.forms[question]
    typed(form, f"answers.{row}.text", text)
    typed(form, f"answers.{row}.said_by", who)


def test_answers_to_all_questions_stand_beside_each_other(workspace):
    screen = open_screen(workspace)
    assert screen.answer() is None
    answer_in(screen, InsideQuestion.CULTURE, 0, "Man får fråga", "Sara")
    answer_in(screen, InsideQuestion.VISION, 0, "Störst i stan", "Elsa")
    kept = desk(workspace).the(InsideView)
    assert kept.answered(InsideQuestion.CULTURE)[0].said_by == "Sara"
    assert kept.answered(InsideQuestion.VISION)[0].text == "Störst i stan"
    assert ("✓ Culture", "culture") in screen.steps.switch.options
    assert ("Roles", "roles") in screen.steps.switch.options


@pytest.mark.parametrize(
    ("language", "text", "detail"),
    [
        (
            "en",
            "2 of 6 questions have an answer.",
            "2 people see this differently: Culture.",
        ),
        (
            "sv",
            "2 av 6 frågor har ett svar.",
            "2 personer ser olika på detta: Kultur.",
        ),
        (
            "fi",
            "2 / 6 kysymykseen on vastaus.",
            "2 henkilöä näkee tämän eri tavoin: Kulttuuri.",
        ),
    ],
)
def test_answer_says_who_sees_it_differently(workspace, language, text, detail):
    answers = (
        said(InsideQuestion.CULTURE, "Fritt", "Sara"),
        said(InsideQuestion.CULTURE, "Inte fritt", "Jonas"),
        said(InsideQuestion.ROLES, "Elsa och Amir", "Amir"),
        said(InsideQuestion.ROLES, "elsa  och amir", "Elsa"),
        said(InsideQuestion.MESSAGE, "Ingen sa det", ""),
    )
    keep(workspace, InsideView(answers=answers))
    told = open_screen(workspace, language).answer()
    assert (told.text, told.detail) == (text, detail)


def test_same_person_twice_is_told_and_stays_half_filled(workspace):
    screen = open_screen(workspace)
    answer_in(screen, InsideQuestion.ROLES, 0, "Alla", "Sara")
    answer_in(screen, InsideQuestion.ROLES, 1, "Ingen", "Sara")
    assert screen.forms[InsideQuestion.ROLES].errors
    assert len(desk(workspace).the(InsideView).answers) == 2
    assert desk(workspace).the(Drafts) != Drafts()
    again = open_screen(workspace)
    assert again.forms[InsideQuestion.ROLES].entries["answers"][1]["said_by"] == "Sara"


def test_another_language_keeps_entries_and_the_open_question(workspace):
    screen = open_screen(workspace)
    screen.steps.go("roles")
    answer_in(screen, InsideQuestion.ROLES, 0, "Alla", "Sara")
    screen.speak("sv")
    assert screen.steps.here == "roles"
    assert screen.forms[InsideQuestion.ROLES].entries["answers"][0]["text"] == "Alla"
    assert "4 tysta minuter" in screen.quiet.value


def test_answer_from_elsewhere_is_shown(workspace):
    screen = open_screen(workspace)
    view = InsideView(answers=(said(InsideQuestion.DIGITAL, "Lite", "Amir"),))
    screen.desk.put(view, "elsewhere")
    assert screen.forms[InsideQuestion.DIGITAL].entries["answers"][0]["said_by"] == "Amir"
    assert screen.forms[InsideQuestion.ROLES].entries["answers"] == []


def test_read_without_a_browser_all_six_are_there(workspace):
    keep(workspace, InsideView(answers=(said(InsideQuestion.MESSAGE, "Ut i helgen", "Jonas"),)))
    still = open_screen(workspace).steps.still
    assert "Ut i helgen" in still
    assert still.count("<h2>") == 6
