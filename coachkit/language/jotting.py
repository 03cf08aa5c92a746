"""What is said where something is written down from any block of a session."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from coachkit.language.speech import Speech, later, later_in


class Jot(StrEnum):
    """What is written down."""

    DECISION = "decision"
    QUESTION = "question"
    ACTION = "action"


_NAMES: Final[Mapping[Jot, tuple[str, str]]] = {
    Jot.DECISION: later_in("jot", "a decision"),
    Jot.QUESTION: later_in("jot", "a question for later"),
    Jot.ACTION: later_in("jot", "an action"),
}

_KEPT: Final[Mapping[Jot, str]] = {
    Jot.DECISION: later("The decision is written down."),
    Jot.QUESTION: later("The question waits for later."),
    Jot.ACTION: later("The action is begun. Its day, first step and sign come in the action plan."),
}


def jot_name(jot: Jot, speech: Speech) -> str:
    """What it is, in a word or two."""
    return speech.say_in(*_NAMES[jot])


def jotted(jot: Jot, speech: Speech) -> str:
    """That it is kept, and what is still to come."""
    return speech.say(_KEPT[jot])
