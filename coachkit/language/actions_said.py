"""What the plan of action comes to while it is filled in, and what follows a session."""

from collections.abc import Mapping, Sequence
from typing import Final

from coachkit.language.findings import Finding
from coachkit.language.speech import Counted, Speech, later_count
from coachkit.model.actions import OPEN_AT_MOST, ActionPlan
from coachkit.model.follow_ups import FollowUp, FollowUpKind

_MISSING: Final[Mapping[str, Counted]] = {
    "what": later_count(
        "%(all)s of at most %(most)s; one does not say yet what is done.",
        "%(all)s of at most %(most)s; %(n)s do not say yet what is done.",
        "n",
    ),
    "who": later_count(
        "%(all)s of at most %(most)s; one is nobody’s yet.",
        "%(all)s of at most %(most)s; %(n)s are nobody’s yet.",
        "n",
    ),
    "when": later_count(
        "%(all)s of at most %(most)s; one has no day yet.",
        "%(all)s of at most %(most)s; %(n)s have no day yet.",
        "n",
    ),
    "first_step": later_count(
        "%(all)s of at most %(most)s; one has no first step yet.",
        "%(all)s of at most %(most)s; %(n)s have no first step yet.",
        "n",
    ),
    "done_sign": later_count(
        "%(all)s of at most %(most)s; of one nobody can see yet when it is done.",
        "%(all)s of at most %(most)s; of %(n)s nobody can see yet when they are done.",
        "n",
    ),
}
"""By the field that is missing, in the order in which it is asked after."""


def actions_said(plan: ActionPlan, speech: Speech) -> Finding | None:
    """How many there are and what they lack; ``None`` before the first."""
    n = OPEN_AT_MOST - plan.room
    if not n:
        return None
    detail = ""
    if not plan.room:
        detail = speech.say("Seven are enough: for one more, finish one or drop one.")
    return Finding(text=_how_many(plan, n, speech), detail=detail)


def _how_many(plan: ActionPlan, n: int, speech: Speech) -> str:
    numbers = {"all": speech.number(n), "most": speech.number(OPEN_AT_MOST)}
    for field, said in _MISSING.items():
        lacking = sum(field in one.missing for one in plan.begun)
        if lacking:
            return speech.count(said.one, said.many, lacking, **numbers)
    return speech.say(
        "%(all)s of at most %(most)s, each with who, when, a first step and a sign.", **numbers
    )


def follow_ups_said(meetings: Sequence[FollowUp], speech: Speech) -> str:
    """In a line: when one meets again."""
    days = {
        kind: [speech.short_day(one.day) for one in meetings if one.kind is kind]
        for kind in FollowUpKind
    }
    return speech.say(
        "Goes into your calendars: check-ins %(check_ins)s; monthly meetings %(monthly)s; "
        "the strategy again %(quarterly)s",
        **{
            f"{kind.value}s" if kind is FollowUpKind.CHECK_IN else kind.value: speech.list(said)
            for kind, said in days.items()
        },
    )


def decide_that(question: str, speech: Speech) -> str:
    """An action that takes an open decision up again."""
    return speech.say("Decide: %(question)s", question=question)


def answer_that(question: str, speech: Speech) -> str:
    """An action that answers a question which was put aside."""
    return speech.say("Answer: %(question)s", question=question)
