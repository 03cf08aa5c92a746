"""What the page of the living strategy says: how much of it is old, what was kept, its names."""

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from coachkit.language.findings import Finding
from coachkit.language.speech import Speech, later_in
from coachkit.language.strategy_letter import stale_alarm
from coachkit.language.strategy_words import decision_name, point_name
from coachkit.model.deciding import Decision
from coachkit.model.strategy import Statement, Strategy
from coachkit.model.strategy_changes import Where, where
from coachkit.model.strategy_gaps import stale


class Step(StrEnum):
    """The screens of the page, one question each."""

    OLD = "old"
    CHANGE = "change"
    VERSIONS = "versions"
    SAID = "said"


_STEPS: Final = {
    Step.OLD: later_in("step of the living strategy", "What is old?"),
    Step.CHANGE: later_in("step of the living strategy", "What do we change?"),
    Step.VERSIONS: later_in("step of the living strategy", "Versions"),
    Step.SAID: later_in("step of the living strategy", "What was said?"),
}

_PLACES: Final = {
    Where.BUSINESS_GOAL: later_in("heading in a letter", "Business goal"),
    Where.COMMUNICATION_GOAL: later_in("heading in a letter", "Communication goal"),
    Where.CHANNEL: later_in("heading in a letter", "Channel"),
    Where.HOURS: later_in("heading in a letter", "Hours"),
    Where.CUT: later_in("heading in a letter", "What goes first"),
}

_DRAFT: Final = re.compile(r"v0\.([0-9]{1,6})")


def step_name(step: Step, speech: Speech) -> str:
    """What a screen is called on its button."""
    return speech.say_in(*_STEPS[step])


def place_name(decision: Decision, speech: Speech) -> str:
    """What the part of the strategy is called that a decision stands in."""
    if isinstance(decision, Statement):
        return point_name(decision.point, speech)
    return speech.say_in(*_PLACES[where(decision)])


def old_answer(strategy: Strategy, today: date, speech: Speech) -> Finding:
    """How many decisions are past their review date, and which comes next where none is."""
    overdue, of = stale(strategy, today), len(strategy.decisions)
    if not overdue:
        return Finding(
            text=speech.say("No decision is past its review date."),
            detail=_next_review(strategy, today, speech),
        )
    return Finding(
        text=speech.count(
            "%(n)s of %(all)s decisions is past its review date.",
            "%(n)s of %(all)s decisions are past their review date.",
            len(overdue),
            all=speech.number(of),
        ),
        detail=speech.say("Look at each again: keep it with a new date, change it or drop it."),
    )


def inputs_answer(strategy: Strategy, speech: Speech) -> Finding:
    """How much of what was said to the draft has an answer with its reason (003-29)."""
    said = strategy.inputs
    if not said:
        return Finding(
            text=speech.say("Nothing has been said to the draft yet."),
            detail=speech.say("Write each remark down, with who made it and what became of it."),
        )
    answered = sum(one.verdict is not None and bool(one.why) for one in said)
    return Finding(
        text=speech.count(
            "%(n)s of %(of)s has an answer.",
            "%(n)s of %(of)s have an answer.",
            answered,
            of=speech.number(len(said)),
        ),
        detail=speech.say("An answer is a verdict and why.") if answered < len(said) else "",
    )


def overdue_said(strategy: Strategy, today: date, speech: Speech) -> tuple[str, ...]:
    """Each decision that is past its date, with its days and who answers for it."""
    return stale_alarm(strategy, today, speech)[1:]


def days_over(decision: Decision, today: date, speech: Speech) -> str:
    """How long ago a decision was due; empty for one that is not."""
    if decision.review_on is None or decision.review_on >= today:
        return ""
    n = (today - decision.review_on).days
    return speech.count("%(n)s day past its date", "%(n)s days past its date", n)


def decision_called(decision: Decision, speech: Speech) -> str:
    """A decision among the others: its part of the strategy, and its first words."""
    return speech.say(
        "%(place)s: “%(about)s”",
        place=place_name(decision, speech),
        about=decision_name(decision, speech),
    )


def change_answer(decision: Decision, speech: Speech) -> Finding:
    """What is being changed."""
    return Finding(
        text=decision_called(decision, speech),
        detail=speech.say("A change is kept with its reason and with what you learned."),
    )


def versions_answer(names: Sequence[str], speech: Speech) -> Finding:
    """How many versions have a name."""
    if not names:
        return Finding(text=speech.say("No version has a name yet."), detail="")
    return Finding(
        text=speech.count("%(n)s version has a name.", "%(n)s versions have a name.", len(names)),
        detail=speech.say("The last named version is “%(name)s”.", name=names[-1]),
    )


def proposed_name(names: Sequence[str]) -> str:
    """A name for the next version: the draft after the highest draft that there is."""
    drafts = [int(found[1]) for name in names if (found := _DRAFT.fullmatch(name))]
    return f"v0.{max(drafts, default=0) + 1}"


def _next_review(strategy: Strategy, today: date, speech: Speech) -> str:
    coming = [one.review_on for one in strategy.decisions if one.review_on]
    ahead = min((day for day in coming if day >= today), default=None)
    if ahead is None:
        return speech.say("No decision has a day on which it is looked at again.")
    return speech.say("The next one is looked at again on %(day)s.", day=speech.day(ahead))
