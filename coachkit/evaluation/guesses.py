"""Scores guesses after the figure was shown, and never one that was made afterwards."""

from collections.abc import Iterable

from coachkit.model.errors import InvalidValue
from coachkit.model.guesses import Closeness, Guess, Revealed, Scored

_CLOSE, _RIGHT_SIZE = 1.2, 2.0
"""Times too much or too little, in either direction."""


def scored(guess: Guess, revealed: Revealed) -> Scored:
    """How near the guess came; :class:`InvalidValue` if it came after the figure."""
    if guess.question != revealed.question:
        raise InvalidValue("not_allowed", "question", value=guess.question[:80])
    if guess.said >= revealed.shown:
        raise InvalidValue("already_past", "said", value=f"{guess.said:%Y-%m-%d %H:%M}")
    if revealed.value is None:
        return Scored(guess=guess, closeness=Closeness.UNKNOWN)
    times = guess.value / revealed.value if revealed.value else None
    return Scored(guess=guess, closeness=_closeness(guess.value, revealed), times=times)


def ranking(guesses: Iterable[Guess], revealed: Revealed) -> tuple[Scored, ...]:
    """All guesses, the nearest first; whoever spoke first stands first among equals."""
    found = [scored(guess, revealed) for guess in guesses]
    return tuple(
        sorted(found, key=lambda one: (_distance(one.guess.value, revealed), one.guess.said))
    )


def _closeness(guess: float, revealed: Revealed) -> Closeness:
    low, high = revealed.low, revealed.high
    inside = low is not None and high is not None and low <= guess <= high
    times = _distance(guess, revealed)
    if inside or guess == revealed.value:
        return Closeness.SPOT_ON
    if times <= _CLOSE:
        return Closeness.CLOSE
    return Closeness.RIGHT_SIZE if times <= _RIGHT_SIZE else Closeness.FAR


def _distance(guess: float, revealed: Revealed) -> float:
    """How many times too much or too little; half of one stands for nothing."""
    one, other = max(guess, 0.5), max(revealed.value or 0.0, 0.5)
    return max(one / other, other / one)
