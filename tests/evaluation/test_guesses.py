from datetime import UTC, datetime

import pytest

from coachkit.evaluation.guesses import ranking, scored
from coachkit.model.errors import InvalidValue
from coachkit.model.guesses import Closeness, Guess, Revealed

SHOWN = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def guess(value, minute=0, who=""):
    said = datetime(2026, 11, 23, 9, minute, tzinfo=UTC)
    return Guess(question="likes in October", value=value, who=who, said=said)


def revealed(value, **more):
    return Revealed(question="likes in October", value=value, shown=SHOWN, **more)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (100, Closeness.SPOT_ON),
        (120, Closeness.CLOSE),
        (84, Closeness.CLOSE),
        (199, Closeness.RIGHT_SIZE),
        (50, Closeness.RIGHT_SIZE),
        (201, Closeness.FAR),
        (0, Closeness.FAR),
    ],
)
def test_how_near_a_guess_came(value, expected):
    assert scored(guess(value), revealed(100)).closeness is expected


def test_a_guess_inside_the_figures_own_doubt_is_spot_on():
    assert scored(guess(130), revealed(100, low=70, high=140)).closeness is Closeness.SPOT_ON


def test_without_a_figure_nobody_was_wrong():
    assert scored(guess(5), revealed(None)).closeness is Closeness.UNKNOWN


def test_of_nothing_only_nothing_is_spot_on():
    assert scored(guess(0), revealed(0)).closeness is Closeness.SPOT_ON
    assert scored(guess(40), revealed(0)).closeness is Closeness.FAR


def test_a_guess_after_the_reveal_is_refused():
    with pytest.raises(InvalidValue) as refused:
        scored(guess(100, minute=30), revealed(100))
    assert refused.value.code == "already_past"


def test_a_guess_at_another_question_is_refused():
    with pytest.raises(InvalidValue):
        scored(guess(100).changed(question="reach"), revealed(100))


def test_the_nearest_comes_first_and_the_first_among_equals():
    found = ranking([guess(50, 1, "a"), guess(200, 2, "b"), guess(90, 3, "c")], revealed(100))
    assert [one.guess.who for one in found] == ["c", "a", "b"]
    assert [one.above for one in found] == [False, False, True]
