"""What is written into a session, what is undecided, what was promised, and its minutes."""

from datetime import UTC, date, datetime, timedelta

import pytest

from coachkit.model.actions import OPEN_AT_MOST, Action, ActionPlan, ActionState, promises
from coachkit.model.audit import Account, Audit, Verdict
from coachkit.model.errors import InvalidValue
from coachkit.model.minutes import Noted, minutes_of
from coachkit.model.open_decisions import CHECKS, Known, undecided
from coachkit.model.policies import ImagePair, ImagePolicy, Policies
from coachkit.model.session_record import (
    answer,
    ask,
    attend,
    decide,
    give_feedback,
    note,
    park,
    switch_language,
)
from coachkit.model.session_time import end, go_to, new_session, next_block, start
from coachkit.model.sessions import MINUTE, Attendee
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.model.strategy import OurQuestion, Strategy, Worry

NINE = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
SHEET = shipped_sheet("strategy")
TODAY = date(2026, 11, 3)


def at(minutes):
    return NINE + timedelta(minutes=minutes)


@pytest.fixture
def begun():
    return start(new_session(SHEET, number=2), NINE)


def action(key="action-1", **more):
    said = {
        "what": "Collect ten questions",
        "who": "Customer service",
        "when": date(2026, 11, 10),
        "first_step": "Ask on Monday",
        "done_sign": "A list of ten",
    }
    return Action(key=key, **{**said, **more})


def test_a_decision_says_when_and_in_which_block_it_was_taken(begun):
    session = decide(next_block(begun, at(4)), "Close X", at(6), owner="Aino", reason="Quiet")
    (taken,) = session.decisions
    assert (taken.text, taken.owner, taken.reason) == ("Close X", "Aino", "Quiet")
    assert (taken.block, taken.second, taken.key) == ("outside_view", 6 * MINUTE, None)


def test_a_decision_of_the_run_sheet_taken_again_replaces_the_first(begun):
    session = decide(begun, "In a month", at(1), key="next_date")
    session = decide(session, "In two weeks", at(2), key="next_date")
    assert [one.text for one in session.decisions] == ["In two weeks"]


def test_a_parked_question_can_be_answered_later(begun):
    session = park(park(begun, "What of the web shop?", at(1), who="Bo"), "And TikTok?", at(2))
    assert [one.key for one in session.parked] == ["question-1", "question-2"]
    answered = answer(session, "question-1", "Not before spring")
    assert [one.answer for one in answered.parked] == ["Not before spring", ""]
    with pytest.raises(InvalidValue) as refused:
        answer(session, "question-9", "x")
    assert refused.value.code == "unknown_question"


def test_a_name_is_kept_only_with_consent(begun):
    with pytest.raises(InvalidValue) as refused:
        Attendee(name="Aino", consent=False)
    assert (refused.value.code, refused.value.field) == ("no_consent", "name")
    session = attend(begun, (Attendee(name="Aino", consent=True), Attendee(role="shop")))
    assert [one.name for one in session.attendees] == ["Aino", ""]


def test_switching_language_keeps_all_that_was_entered(begun):
    session = note(ask(begun, "Does it pay?"), "They like cats")
    switched = switch_language(session, "fi", at(3))
    assert (switched.language, switched.switches[0].second) == ("fi", 3 * MINUTE)
    assert (switched.notes, switched.question) == ("They like cats", "Does it pay?")
    assert switch_language(switched, "fi", at(4)) == switched


def test_two_questions_are_asked_at_the_end(begun):
    session = give_feedback(end(begun, at(90)), useful=5, clear_next_step=4)
    assert (session.useful, session.clear_next_step) == (5, 4)
    with pytest.raises(InvalidValue) as refused:
        give_feedback(begun, useful=6, clear_next_step=4)
    assert (refused.value.code, refused.value.field) == ("too_large", "useful")


@pytest.mark.parametrize("field", ["what", "who", "first_step", "done_sign"])
def test_an_action_has_who_when_first_step_and_done_sign(field):
    with pytest.raises(InvalidValue) as refused:
        action(**{field: " "})
    assert (refused.value.code, refused.value.field) == ("too_short", field)


def test_an_eighth_open_action_is_refused():
    seven = ActionPlan(actions=tuple(action(f"action-{n}") for n in range(1, 8)))
    assert (len(seven.open), seven.room, OPEN_AT_MOST) == (7, 0, 7)
    assert seven.next_key() == "action-8"
    with pytest.raises(InvalidValue) as refused:
        seven.with_action(action(seven.next_key()))
    assert (refused.value.code, refused.value.field) == ("too_many_actions", "actions")
    assert refused.value.details == {"value": 8, "limit": 7}
    with_room = seven.closed("action-3", ActionState.DONE, TODAY)
    assert len(with_room.with_action(action("action-8")).open) == 7


def test_whatever_is_dropped_is_dropped_for_a_reason():
    plan = ActionPlan(actions=(action(),))
    with pytest.raises(InvalidValue) as refused:
        plan.closed("action-1", ActionState.DROPPED, TODAY)
    assert (refused.value.code, refused.value.field) == ("missing", "why")
    dropped = plan.closed("action-1", ActionState.DROPPED, TODAY, "The shop closes")
    assert (dropped.open, dropped.actions[0].closed_on) == ((), TODAY)
    with pytest.raises(InvalidValue) as refused:
        plan.closed("action-7", ActionState.DONE, TODAY)
    assert refused.value.code == "unknown_action"


def test_promises_of_the_last_session_are_told_by_what_became_of_them():
    plan = ActionPlan(
        actions=(
            action("a", session=1, state=ActionState.DONE),
            action("b", session=1, when=date(2026, 11, 2)),
            action("c", session=1),
            action("d", session=1, state=ActionState.DROPPED, why="Too dear"),
            action("e", session=2),
        )
    )
    told = promises(plan, [1], TODAY)
    found = [
        [one.key for one in part] for part in (told.kept, told.late, told.waiting, told.dropped)
    ]
    assert found == [["a"], ["b"], ["c"], ["d"]]
    assert told.n == 4


def test_everything_is_undecided_at_first_and_only_what_was_reached_is_due(begun):
    session = next_block(begun, at(4))
    found = undecided(SHEET, Known(session))
    assert [one.key for one in found] == list(SHEET.decisions)
    assert [one.key for one in found if one.due] == ["our_question", "present_state"]


def test_values_show_that_a_decision_was_taken(begun):
    chosen = Strategy(question=OurQuestion(worry=next(iter(Worry))))
    account = Account(key="account-1", channel="X", owner="Bo", verdict=Verdict.PAUSE)
    audit = Audit(on=TODAY, accounts=(account,))
    plan = ActionPlan(actions=(action(session=2),))
    pair = ImagePair(key="pair-1", do="people at work", dont="stock photos")
    policies = Policies(images=ImagePolicy(pairs=(pair,)))
    left = {one.key for one in undecided(SHEET, Known(begun, (chosen, audit, plan, policies)))}
    taken = {"our_question", "present_state", "actions", "image_pairs"}
    assert left == set(SHEET.decisions) - taken


def test_actions_of_an_earlier_session_decide_nothing_in_this_one(begun):
    plan = ActionPlan(actions=(action(session=1),))
    assert "actions" in {one.key for one in undecided(SHEET, Known(begun, (plan,)))}


def test_what_is_written_down_under_a_decisions_key_is_decided(begun):
    session = decide(begun, "On 1 December", at(2), key="next_date")
    assert "next_date" not in {one.key for one in undecided(SHEET, Known(session))}


def test_checks_can_be_others(begun):
    found = undecided(SHEET, Known(begun), {"goals_tied": lambda _: True})
    assert set(SHEET.decisions) - {one.key for one in found} == {"goals_tied"}


def test_each_check_belongs_to_a_decision_of_a_session_that_ships():
    sheets = (SHEET, shipped_sheet("evaluation"), shipped_sheet("campaign"))
    assert set(CHECKS) <= {key for sheet in sheets for key in sheet.decisions}
    assert set(shipped_sheet("evaluation").decisions) - set(CHECKS) == {"next_date"}
    assert set(shipped_sheet("campaign").decisions) - set(CHECKS) == {"monday"}


def test_the_minutes_tell_each_block_with_what_was_said_and_kept_in_it(begun):
    session = decide(begun, "Followers or sales? Sales.", at(3), owner="Aino", key="our_question")
    session = next_block(session, at(6))
    session = park(session, "Who has the password?", at(8), who="Bo")
    session = answer(session, "question-1", "Bo")
    session = park(session, "And TikTok?", at(9))
    session = attend(session, (Attendee(name="Aino", consent=True), Attendee(role="shop")))
    session = end(go_to(session, "goals", at(12)), at(20))
    noted = [
        Noted("strategy", 2.0, "Aino"),
        Noted("audit", 7.5, "Aino", "corrected"),
        Noted("strategy", 30.0, "Aino"),
    ]
    plan = ActionPlan(actions=(action("a", session=1), action("b", session=2)))
    told = minutes_of(session, SHEET, plan, noted, at(99))
    assert (told.session, told.length, told.over) == (2, 20 * MINUTE, -70 * MINUTE)
    first, second, third = told.blocks[:3]
    assert (first.began, first.spent, first.over) == (0, 6 * MINUTE, 2 * MINUTE)
    assert ([one.kind for one in first.kept], first.spoke) == (["strategy"], ("Aino",))
    assert ([one.because for one in second.kept], second.spoke) == (["corrected"], ("Bo",))
    assert (third.key, third.began, third.over, third.spent) == ("inside_view", None, None, 0)
    assert [one.text for one in told.unanswered] == ["And TikTok?"]
    assert [one.answer for one in told.answered] == ["Bo"]
    assert [one.key for one in told.actions] == ["b"]
    assert ([one.name for one in told.attendees], told.unnamed) == (["Aino"], 1)
