"""What every decision carries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.model.deciding import Decision, Learning, LearningKind, each_once, next_key
from coachkit.model.errors import InvalidValue
from tests.model.refusing import refused


def test_a_decision_may_be_half_made():
    decision = Decision(key="reply")
    assert (decision.owner, decision.reason, decision.review_on) == ("", "", None)


@pytest.mark.parametrize("key", ["", "Reply", "1st", "-a", "a b", "å", "a" * 41])
def test_a_key_is_short_and_plain(key):
    assert refused(lambda: Decision(key=key)) == ("not_allowed", "key")


def test_a_learning_has_words():
    assert refused(lambda: Learning(kind=LearningKind.EVENT, text=" ")) == ("too_short", "text")
    assert refused(lambda: Learning(kind="feeling", text="x")) == ("not_allowed", "kind")


def test_two_of_one_key_are_refused_with_the_key():
    twice = (Decision(key="a"), Decision(key="b"), Decision(key="a"))
    with pytest.raises(InvalidValue) as error:
        each_once(twice, "decisions")
    assert (error.value.code, error.value.field) == ("repeated", "decisions")
    assert error.value.details == {"value": "a"}


def test_the_next_key_is_above_every_number_that_was_given():
    assert next_key("cut", ()) == "cut-1"
    assert next_key("cut", ("cut-1", "cut-7", "other-9", "cut-x", "cut-8-b")) == "cut-8"


@given(st.lists(st.integers(min_value=0, max_value=999_999), max_size=20))
def test_the_next_key_was_never_given(numbers):
    known = [f"cut-{n}" for n in numbers]
    assert next_key("cut", known) not in known
