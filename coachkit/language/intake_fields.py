"""What the fields of the form before the first session are called, where that differs.

A client fills it in alone, so its words ask where those of a session name. What is not here is
called as in :mod:`coachkit.language.strategy_fields`.
"""

from collections.abc import Mapping
from typing import Final

from coachkit.language import strategy_fields
from coachkit.language.speech import Speech, later, later_in

_LABELS: Final[Mapping[str, tuple[str, str]]] = {
    "Intake.worry": later_in("field", "Which of these is yours?"),
    "Intake.business_goal": later_in("field of the intake", "Your goal"),
    "Intake.accounts": later_in("field of the intake", "Your accounts"),
    "Intake.mentions": later_in("field of the intake", "Where others talk about you"),
    "Intake.links": later_in("field of the intake", "Your site and your channels"),
    "Intake.language": later_in("field of the intake", "Which language shall we speak?"),
    "Account.owner": later_in("field of the intake", "Who looks after it"),
}

_HELP: Final[Mapping[str, str]] = {
    "Intake.own_words": later("A few sentences, as you would say it over coffee."),
    "Intake.attending": later("Without consent only the role is kept."),
    "Mention.who": later("Groups, not persons."),
    "SiteLink.place": later("The front page, a product page, the footer …"),
}

_ADD: Final[Mapping[str, str]] = {
    "Intake.accounts": later("Add an account"),
    "Intake.mentions": later("Add a place"),
    "Intake.links": later("Add a link"),
    "Intake.attending": later("Add somebody"),
}


def field_name(kind: type, field: str, speech: Speech) -> str:
    """What the field of a type is called on the form before the session."""
    own = _LABELS.get(f"{kind.__name__}.{field}")
    return speech.say_in(*own) if own else strategy_fields.field_name(kind, field, speech)


def field_help(kind: type, field: str, speech: Speech) -> str:
    """The line of help below a field; empty where it needs none."""
    text = _HELP.get(f"{kind.__name__}.{field}", "")
    return speech.say(text) if text else ""


def add_name(kind: type, field: str, speech: Speech) -> str:
    """What the button says that adds a row."""
    return speech.say(_ADD[f"{kind.__name__}.{field}"])
