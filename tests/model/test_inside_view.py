"""The inside view: six questions, and who answered."""

from coachkit.model.inside_view import InsideAnswer, InsideQuestion, InsideView
from tests.model.refusing import refused
from tests.model.strategies import an_inside_view

CULTURE = InsideQuestion.CULTURE


def test_there_are_six_questions():
    assert len(InsideQuestion) == 6


def test_two_people_may_answer_the_same_question():
    said = (
        InsideAnswer(question=CULTURE, text="We dare", said_by="Aino"),
        InsideAnswer(question=CULTURE, text="We don't", said_by="Bo"),
    )
    assert InsideView(answers=said).answered(CULTURE) == said


def test_one_person_answers_a_question_once():
    aino = InsideAnswer(question=CULTURE, text="We dare", said_by="Aino")
    assert refused(lambda: InsideView(answers=(aino, aino))) == ("repeated", "answers")


def test_two_answers_may_be_typed_before_either_has_its_name():
    nameless = InsideAnswer(question=CULTURE, text="We dare")
    assert InsideView(answers=(nameless, nameless)).answered(CULTURE) == ()


def test_an_answer_without_a_name_does_not_count_as_answered():
    view = InsideView(
        answers=(
            InsideAnswer(question=CULTURE, text="We dare"),
            InsideAnswer(question=CULTURE, said_by="Bo"),
        )
    )
    assert view.answered(CULTURE) == ()


def test_a_view_comes_back_from_json_as_it_was():
    view = an_inside_view()
    assert InsideView.model_validate_json(view.model_dump_json()) == view
