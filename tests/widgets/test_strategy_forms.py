"""The forms of a strategy session: every value of the model can be entered, in every language."""

import pytest

from coachkit.model.actions import Action, ActionPlan, ActionState
from coachkit.model.audit import Audit
from coachkit.model.inside_view import InsideAnswer, InsideQuestion, InsideView
from coachkit.model.languages import LANGUAGES
from coachkit.model.policies import Policies
from coachkit.model.strategy import POINTS, BusinessGoal, Point, Strategy
from coachkit.widgets.form import Form
from coachkit.widgets.policy_forms import POLICIES
from coachkit.widgets.strategy_forms import (
    ACTIONS,
    AUDIT,
    folded_rows,
    inside_view,
    only,
    statements,
    strategy_form,
)
from tests.widgets.form_examples import EXAMPLES

STRATEGY = EXAMPLES["strategy"][0]
FORMS = [
    (EXAMPLES["audit"][0], AUDIT),
    (EXAMPLES["policies"][0], POLICIES),
    (EXAMPLES["actions"][0], ACTIONS),
    (STRATEGY, strategy_form(STRATEGY)),
    *((STRATEGY, statements(point, STRATEGY)) for point in POINTS),
    *((InsideView(), inside_view(question)) for question in InsideQuestion),
    (Audit(), AUDIT),
    (Policies(), POLICIES),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("value", "hints"), FORMS)
def test_a_form_that_nobody_touches_changes_nothing(value, hints, language):
    form = Form(value, hints, language=language)
    form.hints = hints
    assert (form.errors, form.value) == ({}, value)


def labels(fields):
    for field in fields:
        yield field["label"]
        yield from labels(field.get("fields", field.get("columns", ())))


@pytest.mark.parametrize(("value", "hints"), FORMS)
def test_every_field_has_a_name(value, hints):
    assert all(labels(Form(value, hints).schema["fields"]))


def test_a_goal_can_be_chosen_once_it_is_there():
    strategy = Strategy(business_goals=(BusinessGoal(key="business-goal-1", text="More members"),))
    form = Form(strategy, only(strategy_form(strategy), "communication_goals"))
    columns = form.schema["fields"][0]["columns"]
    serves = next(column for column in columns if column["name"] == "serves")
    assert serves["options"] == [["business-goal-1", "More members"]]


def test_an_answer_belongs_to_the_question_it_was_given_to():
    culture = InsideAnswer(question=InsideQuestion.CULTURE, text="Much", said_by="Bo")
    form = Form(InsideView(answers=(culture,)), inside_view(InsideQuestion.VISION))
    form.entries = {"answers": [{"id": "new-1", "text": "Far", "said_by": "Aino"}]}
    assert form.value.answers == (
        culture,
        InsideAnswer(question=InsideQuestion.VISION, text="Far", said_by="Aino"),
    )


def test_an_action_that_is_done_is_not_in_the_way():
    plan = EXAMPLES["actions"][0]
    form = Form(plan, ACTIONS)
    assert form.entries == {"actions": []}
    row = {"id": "new-1", "what": "Call", "who": "Bo", "when": "2026-12-01"}
    form.entries = {"actions": [{**row, "first_step": "Ask", "done_sign": "Said"}]}
    assert form.errors == {}
    assert [(one.key, one.state) for one in form.value.actions] == [
        ("action-4", ActionState.DONE),
        ("action-5", ActionState.OPEN),
    ]
    assert isinstance(form.value, ActionPlan)
    assert isinstance(form.value.actions[1], Action)


def test_one_points_sentences_are_not_another_ones():
    form = Form(STRATEGY, statements(Point.ROUTINE, STRATEGY))
    assert [row["text"] for row in form.entries["statements"]] == ["Every Monday."]


def test_folded_fields_come_last_and_the_browser_is_told_of_them():
    hints = folded_rows(strategy_form(Strategy()), "business_goals", "owner", "reason")
    (field,) = Form(Strategy(), hints).schema["fields"]
    told = {column["name"]: column["folded"] for column in field["columns"]}
    assert list(told) == ["text", "measure", "evidence", "review_on", "owner", "reason"]
    assert [name for name, folded in told.items() if folded] == ["owner", "reason"]
