"""Whatever can be chosen is said in words, in every language."""

from datetime import date
from enum import StrEnum
from typing import get_args

import pytest
from pydantic import BaseModel

from coachkit.documents.choices_said import choice_said, is_said
from coachkit.language.speech import speak
from coachkit.model.actions import ActionPlan
from coachkit.model.audit import Audit
from coachkit.model.client import Client
from coachkit.model.inside_view import InsideView
from coachkit.model.intake import Intake
from coachkit.model.languages import LANGUAGES
from coachkit.model.people import Team
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.strategy import Strategy, Worry

ENTERED = (Team, PlanRequest, Strategy, Audit, InsideView, Intake, ActionPlan, Client)
"""What several people enter, and so may differ about."""


def chosen(kind, seen):
    """Every enumeration that a value of that kind may hold."""
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        yield kind
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        if kind not in seen:
            seen.add(kind)
            for field in kind.model_fields.values():
                yield from chosen(field.annotation, seen)
    else:
        for part in get_args(kind):
            yield from chosen(part, seen)


CHOICES = sorted(
    {one for kind in ENTERED for one in chosen(kind, set())}, key=lambda one: one.__name__
)


@pytest.mark.parametrize("kind", CHOICES, ids=lambda kind: kind.__name__)
def test_every_choice_has_words(kind):
    assert is_said(kind)
    for language in LANGUAGES:
        said = [choice_said(one, speak(language)) for one in kind]
        assert all(said)
        assert len(set(said)) == len(said)


def test_a_code_is_not_shown():
    assert choice_said(Worry.PAYS, speak("en")) == "How do we know that it pays?"
    assert choice_said(Worry.PAYS, speak("sv")) != choice_said(Worry.PAYS, speak("fi"))


def test_a_day_is_said_and_a_text_is_left_to_others():
    assert choice_said(date(2026, 12, 1), speak("en")) == "1 December 2026"
    assert choice_said("pays", speak("en")) == ""
