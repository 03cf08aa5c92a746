"""What was chosen, in the words that it was chosen by: a code is for the store alone."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final

from coachkit.documents.planning_pages import reason_words
from coachkit.language import plan_words, session_words, strategy_words, terms
from coachkit.language.speech import Speech
from coachkit.model import audit, people, strategy
from coachkit.model.actions import ActionState
from coachkit.model.client import ClientKind
from coachkit.model.deciding import LearningKind
from coachkit.model.inside_view import InsideQuestion
from coachkit.model.observations import Platform
from coachkit.model.plan_requests import RotaMode
from coachkit.model.plans import WhyGap, WhyUnassigned
from coachkit.model.rhythms import Rhythm


def _part(part: people.Part, speech: Speech) -> str:
    """How often a person takes part."""
    return speech.say("every week") if part is people.Part.CORE else speech.say("in turns")


_SAID: Final[Mapping[type[StrEnum], Callable[[Any, Speech], str]]] = {
    people.AbsenceReason: reason_words,
    people.Part: _part,
    Platform: terms.platform_name,
    ClientKind: terms.client_kind_name,
    Rhythm: terms.rhythm_name,
    RotaMode: plan_words.mode_name,
    WhyUnassigned: plan_words.unassigned_reason,
    WhyGap: plan_words.gap_reason,
    strategy.Worry: strategy_words.worry_name,
    strategy.Aspect: strategy_words.aspect_name,
    strategy.Basis: strategy_words.basis_name,
    strategy.Point: strategy_words.point_name,
    strategy.InputVerdict: strategy_words.input_verdict_name,
    audit.Verdict: strategy_words.verdict_name,
    audit.Tone: strategy_words.tone_name,
    audit.HowOften: strategy_words.how_often_name,
    audit.LinkState: strategy_words.link_state_name,
    LearningKind: strategy_words.learning_name,
    InsideQuestion: strategy_words.inside_question,
    ActionState: session_words.action_state_name,
}


def is_said(kind: type[StrEnum]) -> bool:
    """Whether there are words for that choice."""
    return kind in _SAID


def choice_said(value: Any, speech: Speech) -> str:
    """A choice or a day in words; empty for whatever is neither, or has none."""
    if isinstance(value, date):
        return speech.day(value)
    said = _SAID.get(type(value))
    return "" if said is None else said(value, speech)
