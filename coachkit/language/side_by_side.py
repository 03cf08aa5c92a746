"""What is said when several people work on one client at a time."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from coachkit.language.speech import Speech, later_in
from coachkit.model.actions import ActionPlan
from coachkit.model.actuals import Actuals
from coachkit.model.audit import Audit
from coachkit.model.campaign import Campaign
from coachkit.model.client import Client
from coachkit.model.drafts import Drafts
from coachkit.model.evaluation_record import Evaluation
from coachkit.model.goals import Goals
from coachkit.model.ideas import IdeaBoard
from coachkit.model.inside_view import InsideView
from coachkit.model.intake import Intake
from coachkit.model.people import Team
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.plans import Plan
from coachkit.model.policies import Policies
from coachkit.model.seams import Seams
from coachkit.model.sessions import Session
from coachkit.model.strategy import Strategy
from coachkit.model.values import Value

_KINDS: Final[Mapping[type[Value], tuple[str, str]]] = {
    Team: later_in("what was changed", "hours"),
    PlanRequest: later_in("what was changed", "hours and wishes"),
    Plan: later_in("what was changed", "the plan"),
    Actuals: later_in("what was changed", "what the items took"),
    Strategy: later_in("what was changed", "the strategy"),
    Audit: later_in("what was changed", "the present state"),
    InsideView: later_in("what was changed", "the inside view"),
    Evaluation: later_in("what was changed", "the evaluation"),
    Campaign: later_in("what was changed", "the campaign"),
    Policies: later_in("what was changed", "the policies"),
    ActionPlan: later_in("what was changed", "the actions"),
    Intake: later_in("what was changed", "the answers before the session"),
    Session: later_in("what was changed", "clock, notes and decisions"),
    Goals: later_in("what was changed", "the goals"),
    Client: later_in("what was changed", "the client's details"),
}
_QUIET: Final[Mapping[type[Value], tuple[str, str]]] = {
    IdeaBoard: later_in("what was changed", "the ideas"),
    Drafts: later_in("what was changed", "what was half typed"),
    Seams: later_in("what was changed", "the days from which something else is counted"),
}
"""What is named where it collides and is no news: cards appear by themselves, one a second."""

_FILES: Final = later_in("what was changed", "files from the platforms")

_FIELDS: Final = {
    "hours_a_week": later_in("changed field", "Hours a week"),
    "target_a_week": later_in("changed field", "Posts a week wished for"),
    "notes": later_in("changed field", "Shared notes"),
    "hours": later_in("changed field", "Hours"),
    "reason": later_in("changed field", "Reason"),
    "current": later_in("changed field", "Block"),
    "text": later_in("changed field", "Text"),
    "owner": later_in("changed field", "Owner"),
}

_LONGEST: Final = 120
_WORDS: Final = ("name", "text", "title", "key")
"""What an item of a list is known by, the first that it has."""


def kinds_said(kinds: Sequence[type[Value] | None], speech: Speech) -> str:
    """What was changed, as a list; ``None`` stands for imported files."""
    called = {**_KINDS, **_QUIET}
    names = [speech.say_in(*(_FILES if kind is None else called[kind])) for kind in kinds]
    return speech.list(list(dict.fromkeys(names)))


def is_told(kind: type[Value] | None) -> bool:
    """Whether a change of that kind is worth a word."""
    return kind is None or kind in _KINDS


def changed_by(who: str, time: str, what: str, speech: Speech) -> str:
    """Who changed what; ``who`` is empty where it was the same person on another page."""
    if not who:
        return speech.say("Changed on another page at %(time)s: %(what)s.", time=time, what=what)
    return speech.say("New from %(who)s at %(time)s: %(what)s.", who=who, time=time, what=what)


def collided(who: str, time: str, what: str, speech: Speech) -> str:
    """That the same was changed twice."""
    if not who:
        return speech.say(
            "The same was changed on another page at %(time)s: %(what)s.", time=time, what=what
        )
    return speech.say(
        "%(who)s changed the same at %(time)s: %(what)s.", who=who, time=time, what=what
    )


def chosen_because(who: str, speech: Speech) -> str:
    """Why a version was kept, for the record."""
    if not who:
        return speech.say("Chosen over a change made on another page at the same time")
    return speech.say("Chosen over what %(who)s changed at the same time", who=who)


def place_said(names: Sequence[str], field: str, speech: Speech) -> str:
    """Where two versions differ: whose row, and which field of it where that has a name."""
    known = _FIELDS.get(field)
    told = [*names, *([speech.say_in(*known)] if known else [])]
    return " · ".join(map(_short, told))


def gist(value: Any, speech: Speech) -> str:
    """A plain value in a few words."""
    if value is None or value in ("", [], {}):
        return speech.say_in("changed value", "nothing")
    if isinstance(value, bool):
        yes, no = speech.say_in("changed value", "yes"), speech.say_in("changed value", "no")
        return yes if value else no
    if isinstance(value, int | float):
        return speech.number(value, 0 if float(value).is_integer() else 2)
    if isinstance(value, list):
        return _short(", ".join(gist(one, speech) for one in value))
    if isinstance(value, dict):
        return _short(str(next(filter(None, map(value.get, _WORDS)), "…")))
    return _short(str(value))


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _LONGEST else one_line[: _LONGEST - 1] + "…"
