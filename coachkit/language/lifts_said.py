"""Changes and chances as they stand in a sentence: rounded, and never rounded into a lie."""

import math
from typing import Final

from coachkit.language.speech import Speech
from coachkit.model.effects import Change

_TENFOLD: Final = 9.0
"""A change beyond that is said to be beyond it: no client's weeks tell it any better."""

_HALF_A_PERCENT: Final = 0.005


def lift(part: float, speech: Speech) -> str:
    """``+38 %``. What is above or below nothing never reads as nothing."""
    if part > _TENFOLD:
        return speech.say("over %(limit)s", limit=speech.signed_percent(_TENFOLD))
    if 0 < part < _HALF_A_PERCENT:
        return speech.say("just above %(nothing)s", nothing=speech.percent(0))
    if -_HALF_A_PERCENT < part < 0:
        return speech.say("just below %(nothing)s", nothing=speech.percent(0))
    return speech.signed_percent(part)


def between(change: Change, speech: Speech) -> str:
    """“+38 % (+12 % to +70 %)”."""
    return speech.say(
        "%(value)s (%(low)s to %(high)s)",
        value=lift(change.value, speech),
        low=lift(change.low, speech),
        high=lift(change.high, speech),
    )


def rounded_up(part: float, speech: Speech) -> str:
    """``45 %`` of something that is at most so much: never less than it is."""
    if part > _TENFOLD:
        return speech.say("over %(limit)s", limit=speech.percent(_TENFOLD))
    return speech.percent(math.ceil(round(part * 100, 6)) / 100)


def chance(probability: float, speech: Speech) -> str:
    """A probability; what is not certain never reads as certain."""
    if 0 < probability < 0.01:
        return speech.say("under %(limit)s", limit=speech.percent(0.01))
    if 0.99 < probability < 1:
        return speech.say("over %(limit)s", limit=speech.percent(0.99))
    return speech.percent(probability)
