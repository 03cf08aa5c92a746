"""The forms of the living strategy: one decision by itself, and why it is changed."""

from typing import Final

from coachkit.language.speech import Speech
from coachkit.language.strategy_words import learning_name
from coachkit.model.deciding import Decision, LearningKind
from coachkit.model.strategy import (
    BusinessGoal,
    ChannelChoice,
    CommunicationGoal,
    Cut,
    HoursDecision,
    Statement,
    Strategy,
)
from coachkit.widgets.form_hints import As, Hint, Hints
from coachkit.widgets.strategy_forms import (
    BUSINESS_GOAL,
    CUT,
    HOURS,
    PEOPLE,
    channel_choice,
    codes,
    communication_goal,
    only,
    statements,
)

_CARRIED: Final = only(BUSINESS_GOAL, "measure", "evidence", "review_on")


def decision_hints(decision: Decision, strategy: Strategy) -> Hints:
    """The fields of one decision, by what kind of decision it is.

    What may be chosen (goals, profiles) is what ``strategy`` has.
    """
    match decision:
        case BusinessGoal():
            return BUSINESS_GOAL
        case CommunicationGoal():
            return communication_goal(strategy)
        case ChannelChoice():
            return channel_choice(strategy)
        case Statement(point=point):
            return statements(point, strategy)["statements"].within
        case HoursDecision():
            return HOURS
        case Cut():
            return {**CUT, **_CARRIED}
        case _:
            raise LookupError(decision.key)


def _who(speech: Speech) -> str:
    return speech.say_in("field", "Who changes it")


def _reason(speech: Speech) -> str:
    return speech.say_in("field", "Why we change it")


def _kind(speech: Speech) -> str:
    return speech.say_in("field", "What taught us")


def _text(speech: Speech) -> str:
    return speech.say_in("field", "What we learned")


def _text_help(speech: Speech) -> str:
    return speech.say("The figure, what happened, or the words that were said.")


def _source(speech: Speech) -> str:
    return speech.say_in("field", "Known from")


REASON: Final[Hints] = {
    "reason": Hint(As.LINE, _reason),
    "kind": Hint(As.CHOICE, _kind, options=codes(LearningKind, learning_name)),
    "text": Hint(As.PARAGRAPH, _text, help=_text_help),
    "source": Hint(As.LINE, _source),
    "who": Hint(As.LINE, _who, suggest=PEOPLE),
}
"""Why a decision is changed; its value is :class:`~coachkit.model.change_reasons.ChangeReason`."""
