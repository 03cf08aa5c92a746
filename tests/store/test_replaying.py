"""A session replayed: how everything stood at a minute of it, and of no other."""

from datetime import timedelta

import pytest

from coachkit.model.actions import Action, ActionPlan
from coachkit.model.client import Client
from coachkit.model.errors import StoreError
from coachkit.model.goals import Goals
from coachkit.model.session_record import note
from coachkit.model.session_time import end, new_session, next_block, start
from coachkit.model.sessions import Session
from coachkit.model.sheet_reading import shipped_sheet
from tests.store.conftest import START

SHEET = shipped_sheet("strategy")


def at(minutes):
    return START + timedelta(minutes=minutes)


def saved(store, value, minute=None):
    """Keep the value against what is there."""
    last = store.load(type(value))
    based_on = None if last is None else last.revision
    return store.save(value, based_on=based_on, because="", minute=minute)


def plan(what):
    action = Action(
        key="action-1",
        what=what,
        who="Bo",
        when=START.date(),
        first_step="begin",
        done_sign="it is there",
    )
    return ActionPlan(actions=(action,))


@pytest.fixture
def held(store, goals):
    """Two sessions of one client; the goals were set before the first and between the two."""
    saved(store, goals("before"))
    for number in (1, 2):
        session = start(new_session(SHEET, number=number), at(0))
        saved(store, session, 0)
        saved(store, plan(f"first in {number}"), 5)
        session = next_block(session, at(10))
        saved(store, session, 10)
        saved(store, plan(f"second in {number}"), 20)
        saved(store, end(session, at(90)), 90)
        saved(store, goals(f"after {number}"))
    return store


@pytest.mark.parametrize("number", [1, 2])
def test_minute_ten_is_minute_ten_of_the_session_that_is_asked_for(held, number):
    then = held.replay(number, 10)
    assert then.the(Session).number == number
    assert then.the(Session).current == "outside_view"
    assert then.the(ActionPlan) == plan(f"first in {number}")
    assert held.replay(number, 9.9).the(Session).current == "our_question"
    assert held.replay(number, 20).the(ActionPlan) == plan(f"second in {number}")


def test_what_was_there_before_the_session_is_there_in_it(held, goals):
    assert held.replay(1, 0).the(Goals) == goals("before")
    assert held.replay(1, 0).the(ActionPlan) is None
    assert held.replay(2, 0).the(Goals) == goals("after 1")
    assert held.replay(2, 0).the(ActionPlan) == plan("second in 1")


def test_what_came_after_the_session_is_not_in_it(held, goals):
    assert held.load(Goals).value == goals("after 2")
    assert held.replay(2, 90).the(Goals) == goals("after 1")
    assert held.replay(2, 9_999).the(Goals) == goals("after 1")


def test_what_others_save_meanwhile_is_part_of_how_everything_stood(store, goals, reopened):
    session = start(new_session(SHEET), at(0))
    saved(store, session, 0)
    with reopened(who="Bo") as bo:
        saved(bo, goals("meanwhile"))
    saved(store, note(session, "hello"), 3)
    assert store.replay(1, 2).the(Goals) is None
    assert store.replay(1, 3).the(Goals) == goals("meanwhile")


def test_a_replay_says_who_kept_each_value_and_which_version_it_was(held):
    then = held.replay(2, 10)
    assert sorted(then.kept) == ["action_plan", "client", "goals", "session"]
    kept = then.kept["action_plan"]
    assert (kept.revision, kept.minute, kept.who) == (3, 5.0, "Anna")
    assert [type(value) for value in then.values] == [ActionPlan, Client, Goals, Session]


def test_a_session_in_which_nothing_was_written_is_refused(held):
    with pytest.raises(StoreError) as refused:
        held.replay(3, 10)
    assert (refused.value.code, refused.value.details) == ("unknown_session", {"session": 3})


def test_events_know_their_session_and_those_outside_belong_to_none(held):
    of_two = held.events_of(2)
    assert [(event.kind, event.minute) for event in of_two] == [
        ("session", 0.0),
        ("action_plan", 5.0),
        ("session", 10.0),
        ("action_plan", 20.0),
        ("session", 90.0),
    ]
    outside = {event.kind for event in held.events() if event.session is None}
    assert outside == {None, "client", "goals"}


def test_a_minute_is_one_of_the_session_that_wrote_last_whoever_saves(held, goals, reopened):
    with reopened(who="Bo") as bo:
        saved(bo, goals("late"), 91)
        bo.record("looked", minute=92)
        bo.record("looked", minute=5, session=1)
    assert [event.session for event in held.events()[-3:]] == [2, 2, 1]


def test_a_minute_without_any_session_belongs_to_none(store, goals):
    saved(store, goals("a"), 3)
    assert [event.session for event in store.events()] == [None, None, None]


def test_a_session_prepared_before_it_begins_stands_as_it_was_found(store):
    waiting = new_session(SHEET)
    saved(store, waiting)
    assert store.replay(1, 0).the(Session) is None
    saved(store, start(waiting, at(0)), 0)
    assert store.replay(1, 0).the(Session).current == "our_question"


def test_an_old_revision_can_be_read_alone(held):
    assert held.load_revision(ActionPlan, 1).value == plan("first in 1")
    with pytest.raises(StoreError) as refused:
        held.load_revision(ActionPlan, 9)
    assert refused.value.code == "unknown_revision"
