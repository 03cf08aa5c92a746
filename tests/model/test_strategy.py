"""The strategy as a value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.model.errors import InvalidValue
from coachkit.model.strategy import (
    POINTS,
    BusinessGoal,
    Cut,
    HoursDecision,
    OurQuestion,
    Point,
    Profile,
    Statement,
    Strategy,
    WorkshopInput,
    Worry,
)
from tests.model.refusing import refused
from tests.model.strategies import a_strategy


def test_a_strategy_begins_empty_with_its_hours_still_to_be_decided():
    strategy = Strategy()
    assert [one.key for one in strategy.decisions] == ["hours"]
    assert (strategy.hours.hours_a_week, strategy.hours.realistic) == (None, None)


def test_there_are_seven_points_in_the_order_of_the_talk():
    assert [point.value for point in POINTS] == [
        "message",
        "places",
        "packaging",
        "listening",
        "answering",
        "routine",
        "development",
    ]


def test_a_key_is_given_once_over_all_parts():
    goal, cut = BusinessGoal(key="same"), Cut(key="same")
    assert refused(lambda: Strategy(business_goals=(goal,), cuts=(cut,))) == (
        "repeated",
        "decisions",
    )
    assert refused(lambda: Strategy(cuts=(Cut(key="hours"),))) == ("repeated", "decisions")


def test_profiles_and_inputs_are_known_apart_too():
    assert refused(lambda: Strategy(profiles=(Profile(key="a"), Profile(key="a")))) == (
        "repeated",
        "profiles",
    )
    assert refused(lambda: Strategy(inputs=(WorkshopInput(key="a"), WorkshopInput(key="a")))) == (
        "repeated",
        "inputs",
    )


def test_there_are_three_profiles_at_most():
    profiles = tuple(Profile(key=f"p{n}") for n in range(4))
    assert refused(lambda: Strategy(profiles=profiles)) == ("too_long", "profiles")


def test_decisions_come_in_the_order_in_which_a_reader_meets_them():
    assert [one.key for one in a_strategy().decisions] == [
        "hire",
        "ask",
        "facebook",
        "x",
        *(f"{point}-1" for point in POINTS),
        "hours",
        "cut-1",
        "cut-2",
    ]


def test_a_point_knows_its_sentences_and_a_business_goal_what_serves_it():
    strategy = a_strategy()
    assert [one.key for one in strategy.said_of(Point.LISTENING)] == ["listening-1"]
    assert [one.key for one in strategy.goals_of("hire")] == ["ask"]
    assert strategy.goals_of("nothing") == ()


@pytest.mark.parametrize("hours", [-1, 5_001, float("nan"), float("inf")])
def test_hours_are_a_number_that_can_be(hours):
    with pytest.raises(InvalidValue) as error:
        HoursDecision(key="hours", hours_a_week=hours)
    assert error.value.field == "hours_a_week"


words = st.text(max_size=60)


@given(
    st.builds(
        a_strategy,
        question=st.builds(OurQuestion, worry=st.sampled_from([None, *Worry]), answer=words),
        statements=st.lists(words, max_size=4).map(
            lambda texts: tuple(
                Statement(key=f"s{n}", point=POINTS[n], text=text, owner=text)
                for n, text in enumerate(texts)
            )
        ),
        hours=st.builds(
            HoursDecision,
            key=st.just("hours"),
            hours_a_week=st.none() | st.floats(min_value=0, max_value=5_000),
        ),
    )
)
def test_a_strategy_comes_back_from_json_as_it_was(strategy):
    assert Strategy.model_validate_json(strategy.model_dump_json()) == strategy
    assert strategy.changed() == strategy


def test_half_a_letter_is_refused_and_not_kept():
    """Half of a surrogate pair can't be written down."""
    assert refused(lambda: Cut(key="a", text="\ud800")) == ("wrong_type", "text")
