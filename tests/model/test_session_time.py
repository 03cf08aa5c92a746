"""The session's clock: ninety minutes stay ninety, whatever is extended or comes late."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from coachkit.model.errors import InvalidValue
from coachkit.model.session_record import park
from coachkit.model.session_time import (
    FLOOR,
    LEFT_ALONE,
    clock,
    end,
    extend,
    go_to,
    left_alone,
    new_session,
    next_block,
    pause,
    previous_block,
    resume,
    start,
)
from coachkit.model.sessions import LONGEST, MINUTE, Session
from coachkit.model.sheet_reading import SHEETS, shipped_sheet

NINE = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
HOUR_AND_A_HALF = 90 * MINUTE


def at(minutes):
    return NINE + timedelta(minutes=minutes)


@pytest.fixture
def begun():
    return start(new_session(shipped_sheet("strategy"), number=2, language="sv"), NINE)


def allotted(session):
    return [block.allotted for block in session.blocks]


def test_a_session_begins_with_its_first_block(begun):
    shown = clock(begun, at(1))
    assert (shown.block, shown.block_left, shown.left) == (
        "our_question",
        3 * MINUTE,
        89 * MINUTE,
    )
    assert (shown.late, shown.spare, shown.running) == (0, 0, True)
    assert start(begun, at(5)) == begun


def test_a_session_that_has_not_begun_stands_at_nought():
    waiting = new_session(shipped_sheet("strategy"))
    shown = clock(waiting, at(10))
    assert (shown.second, shown.left, shown.running) == (0, HOUR_AND_A_HALF, False)
    for move in (lambda: next_block(waiting, at(1)), lambda: pause(waiting, at(1))):
        with pytest.raises(InvalidValue) as refused:
            move()
        assert refused.value.code == "not_begun"


def test_whoever_keeps_to_the_sheet_is_never_late(begun):
    session, minute = begun, 0
    for block in shipped_sheet("strategy").blocks:
        minute += block.minutes
        session = next_block(session, at(minute))
        assert (clock(session, at(minute)).late, clock(session, at(minute)).spare) == (0, 0)
    sheet = shipped_sheet("strategy")
    assert allotted(session) == [block.minutes * MINUTE for block in sheet.blocks]


def test_an_extended_block_takes_from_those_to_come_in_proportion(begun):
    session = extend(begun, "our_question", 8, at(1))
    before, after = allotted(begun), allotted(session)
    assert sum(after) == HOUR_AND_A_HALF
    assert after[0] == 12 * MINUTE
    assert session.block("our_question").extended == 8 * MINUTE
    # 8 of the 86 minutes to come: of each its share, to the next whole second or so.
    fair = [was * 8 / 86 for was in before[1:]]
    shrunk = [was - now for was, now in zip(before[1:], after[1:], strict=True)]
    assert max(abs(one - other) for one, other in zip(shrunk, fair, strict=True)) < len(fair)
    assert sum(shrunk) == 8 * MINUTE


def test_no_block_falls_below_two_minutes(begun):
    session = extend(begun, "our_question", 50, at(1))
    assert sum(allotted(session)) == HOUR_AND_A_HALF
    assert min(allotted(session)) == FLOOR
    assert session.block("read_back").allotted == FLOOR


def test_more_minutes_than_there_are_is_refused_with_how_many_there_are(begun):
    # 86 minutes in 13 blocks, of which each keeps two.
    with pytest.raises(InvalidValue) as refused:
        extend(begun, "our_question", 61, at(1))
    assert (refused.value.code, refused.value.details["known"]) == ("no_minutes_left", 60)
    assert sum(allotted(extend(begun, "our_question", 60, at(1)))) == HOUR_AND_A_HALF


def test_only_blocks_that_are_not_behind_can_be_extended(begun):
    session = next_block(begun, at(4))
    with pytest.raises(InvalidValue) as refused:
        extend(session, "our_question", 1, at(5))
    assert refused.value.code == "block_done"
    with pytest.raises(InvalidValue) as refused:
        extend(session, "goals", 0, at(5))
    assert refused.value.code == "not_positive"
    assert extend(session, "goals", 2, at(5)).block("goals").allotted == 8 * MINUTE


def test_who_is_late_takes_it_from_what_is_to_come(begun):
    assert clock(begun, at(7)).late == 3 * MINUTE
    assert clock(begun, at(7)).block_left == -3 * MINUTE
    session = next_block(begun, at(7))
    assert clock(session, at(7)).late == 0
    assert session.block("our_question").allotted == 7 * MINUTE
    assert sum(allotted(session)) == HOUR_AND_A_HALF


def test_saved_minutes_are_given_first(begun):
    session = next_block(begun, at(2))
    assert clock(session, at(2)).spare == 2 * MINUTE
    longer = extend(session, "outside_view", 3, at(2))
    assert longer.block("outside_view").allotted == 9 * MINUTE
    assert longer.block("our_question").allotted == 2 * MINUTE
    assert sum(allotted(longer)) == HOUR_AND_A_HALF
    assert sum(allotted(longer)[2:]) == 79 * MINUTE


def test_a_block_that_was_left_out_keeps_its_minutes_until_it_is_visited(begun):
    session = go_to(begun, "channels", at(4))
    assert clock(session, at(4)).late == 0
    assert session.block("goals").visits == ()
    back = go_to(session, "goals", at(11))
    assert clock(back, at(11)).late == 0
    assert clock(back, at(11)).block_left == 6 * MINUTE


def test_going_back_costs_the_time_that_it_takes(begun):
    session = next_block(begun, at(4))
    session = previous_block(session, at(10))
    assert (session.current, clock(session, at(12)).late) == ("our_question", 2 * MINUTE)
    session = go_to(session, "inside_view", at(12))
    assert clock(session, at(12)).late == 0
    assert session.block("our_question").spent(12 * MINUTE) == 6 * MINUTE
    assert sum(allotted(session)) == HOUR_AND_A_HALF


def test_first_and_last_block_have_nothing_beside_them(begun):
    assert previous_block(begun, at(1)) == begun
    last = go_to(begun, "read_back", at(1))
    assert next_block(last, at(2)) == last


def test_a_pause_stops_the_clock(begun):
    resting = pause(begun, at(3))
    assert pause(resting, at(4)) == resting
    assert (clock(resting, at(20)).second, clock(resting, at(20)).running) == (3 * MINUTE, False)
    again = resume(resting, at(20))
    assert resume(again, at(21)) == again
    assert clock(again, at(21)).second == 4 * MINUTE
    assert end(pause(again, at(22)), at(60)).second(at(90)) == 5 * MINUTE


def test_a_clock_that_is_set_back_never_runs_backwards(begun):
    session = next_block(begun, at(4))
    assert session.second(at(-60)) == 4 * MINUTE
    assert next_block(session, at(-60)).block("inside_view").visits[0].entered == 4 * MINUTE


def test_hours_in_which_nobody_was_there_do_not_count(begun):
    moved = next_block(begun, at(5))
    taken_up = left_alone(moved, at(20), at(20) + timedelta(days=3))
    assert clock(taken_up, at(25) + timedelta(days=3)).left == 65 * 60
    assert left_alone(taken_up, at(20), at(25) + timedelta(days=3)) is taken_up
    assert end(taken_up, at(30) + timedelta(days=3)).second(at(99)) == 30 * 60


def test_a_long_break_counts_and_whatever_does_not_run_stands_as_it_is(begun):
    assert left_alone(begun, at(20), at(20) + LEFT_ALONE - timedelta(seconds=1)) is begun
    later = at(0) + timedelta(days=3)
    for still in (new_session(shipped_sheet("strategy")), pause(begun, at(9)), end(begun, at(90))):
        assert left_alone(still, at(9), later) is still


@pytest.mark.parametrize("step", [next_block, previous_block, pause, end])
def test_whoever_comes_back_after_days_can_still_do_everything(begun, step):
    later = at(0) + timedelta(days=3)
    done = step(begun, later)
    assert done.second(later) == LONGEST
    assert end(done, later).over
    assert park(done, "Who has the password?", later).parked[0].second == LONGEST


def test_what_is_over_stays_over(begun):
    over = end(begun, at(30))
    assert (over.over, over.current, over.second(at(99))) == (True, None, 30 * MINUTE)
    assert end(over, at(40)) == over
    assert (clock(over, at(99)).late, clock(over, at(99)).running) == (0, False)
    with pytest.raises(InvalidValue) as refused:
        next_block(over, at(31))
    assert refused.value.code == "session_over"


def test_an_unknown_block_is_refused(begun):
    with pytest.raises(InvalidValue) as refused:
        go_to(begun, "lunch", at(1))
    assert refused.value.code == "unknown_block"


def test_a_session_comes_back_from_its_json_as_it_was(begun):
    session = extend(next_block(pause(begun, at(3)), at(9)), "goals", 2.5, at(9))
    assert Session.model_validate_json(session.model_dump_json()) == session


def could_have(session, now):
    """The minutes by which the block on the screen could be extended."""
    try:
        extend(session, session.current, 90, now)
    except InvalidValue as refused:
        return refused.details["known"]
    raise AssertionError


@pytest.mark.parametrize("key", SHEETS)
@pytest.mark.parametrize("seed", range(12))
def test_a_whole_session_with_extensions_ends_at_most_five_minutes_late(key, seed):
    """A coach who runs over in most blocks, and extends now and then (practice 004-15)."""
    chance = random.Random(seed)
    session = start(new_session(shipped_sheet(key)), NINE)
    minute = 0.0
    while True:
        wished = chance.choice([0, 0, 0, 1, 2, 5])
        if 0 < wished <= could_have(session, at(minute)):
            session = extend(session, session.current, wished, at(minute))
        left = clock(session, at(minute)).block_left / MINUTE
        minute += max(0.5, left * chance.uniform(0.7, 1.4))
        assert sum(block.allotted for block in session.blocks) == HOUR_AND_A_HALF
        before = session.current
        session = next_block(session, at(minute))
        if session.current == before:
            break
    over = end(session, at(minute)).second(at(minute)) - HOUR_AND_A_HALF
    assert over <= 5 * MINUTE


@pytest.mark.parametrize("seed", range(20))
def test_whatever_a_coach_presses_the_minutes_add_up_and_no_block_is_starved(seed):
    chance = random.Random(seed)
    session = start(new_session(shipped_sheet("campaign")), NINE)
    keys = [block.key for block in session.blocks]
    minute = 0.0
    for _ in range(60):
        minute += chance.choice([-1, 0, 0.2, 1, 3, 7])
        now = at(minute)
        press = chance.choice(["next", "back", "jump", "extend", "pause", "resume"])
        if press == "extend":
            wished = chance.choice([1, 2.5, 5])
            if wished <= could_have(session, now):
                session = extend(session, session.current, wished, now)
        elif press == "jump":
            session = go_to(session, chance.choice(keys), now)
        else:
            moves = {"next": next_block, "back": previous_block, "pause": pause, "resume": resume}
            session = moves[press](session, now)
        assert sum(allotted(session)) == HOUR_AND_A_HALF
        assert all(block.allotted >= FLOOR for block in session.blocks if not block.visits)
        stays = [visit for block in session.blocks for visit in block.visits]
        assert all(stay.left is None or stay.left >= stay.entered for stay in stays)
        assert sum(stay.left is None for stay in stays) == 1
        shown = clock(session, now)
        assert shown.second >= max(stay.entered for stay in stays)
        assert min(shown.late, shown.spare) == 0
        assert shown.left == HOUR_AND_A_HALF - shown.second
