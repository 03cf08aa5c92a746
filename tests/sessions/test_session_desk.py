"""A session is held, left and taken up again; what was entered is kept."""

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from coachkit.documents.planning_pages import Kept
from coachkit.model import session_record, session_time
from coachkit.model.client import Client
from coachkit.model.sessions import Session
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.model.strategy import OurQuestion, Strategy, Worry
from coachkit.sessions import session_desk
from coachkit.sessions.past_sessions import minutes_kept
from coachkit.sessions.session_desk import SessionDesk
from coachkit.store.workspace import Workspace

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.moment = NINE

    def __call__(self) -> datetime:
        return self.moment

    def minutes_later(self, minutes: float) -> None:
        self.moment += timedelta(minutes=minutes)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(session_desk, "now", clock)
    return clock


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock) -> Workspace:
    workspace = Workspace.create(tmp_path / "w")
    client = Client(slug="sund", name="Sund", languages=("sv",))
    workspace.new_client(client, now=clock, who="coach").close()
    return workspace


def desk(workspace: Workspace, **more: bool) -> SessionDesk:
    return SessionDesk("sund", str(workspace.path), shipped_sheet("strategy"), None, **more)


def asked(worry: Worry) -> Strategy:
    return Strategy(question=OurQuestion(worry=worry))


def asked_after(minutes: float, workspace: Workspace, clock: Clock) -> SessionDesk:
    """A session in which the question was chosen after that long."""
    held = desk(workspace)
    held.move(session_time.start, "start")
    clock.minutes_later(minutes)
    held.put(asked(Worry.TIME), "question")
    return held


def minutes_left(held: SessionDesk) -> float:
    return session_time.clock(held.session, session_desk.now()).left / 60


def test_session_begins_with_nothing_decided(workspace: Workspace) -> None:
    held = desk(workspace)
    assert held.session.language == "sv"
    assert not held.session.started
    assert [one.key for one in held.undecided()] == list(held.sheet.decisions)
    assert minutes_left(held) == 90


def test_what_was_entered_is_there_again_after_the_page_is_gone(
    workspace: Workspace, clock: Clock
) -> None:
    held = asked_after(3, workspace, clock)
    held.move(session_time.next_block, "next")
    clock.minutes_later(2)

    again = desk(workspace)
    assert again.session == held.session
    assert again.session.current == "outside_view"
    assert again.the(Strategy).question.worry is Worry.TIME
    assert minutes_left(again) == 85
    assert again.saved_at == NINE + timedelta(minutes=3)
    assert "our_question" not in {one.key for one in again.undecided()}


def test_a_session_that_nobody_ended_goes_on_after_days_where_it_was_left(
    workspace: Workspace, clock: Clock
) -> None:
    held = asked_after(80, workspace, clock)
    left = clock.moment
    clock.minutes_later(3 * 24 * 60)
    for taken_up in (desk(workspace), held):
        assert minutes_left(taken_up) == 10
        assert taken_up.stood_still == left
    clock.minutes_later(4)
    held.put(asked(Worry.PAYS), "question")
    assert held.stood_still is None
    again = desk(workspace)
    assert minutes_left(again) == 6
    again.move(session_time.end, "end")
    with workspace.open_client("sund", now=clock, who="coach", read_only=True) as store:
        minutes, _ = minutes_kept(store, workspace.path, clock())
    assert minutes.length == 84 * 60


def test_opening_it_after_days_keeps_nothing(workspace: Workspace, clock: Clock) -> None:
    held = desk(workspace)
    held.move(session_time.start, "start")
    clock.minutes_later(3 * 24 * 60)
    assert desk(workspace).session.pauses
    with workspace.open_client("sund", now=clock, who="coach", read_only=True) as store:
        kept = store.load(Session)
        minutes, _ = minutes_kept(store, workspace.path, clock())
    assert kept is not None
    assert (kept.value.pauses, minutes.length) == ((), 0)


def test_a_session_that_goes_on_in_another_browser_was_not_left(
    workspace: Workspace, clock: Clock
) -> None:
    mine, theirs = desk(workspace), desk(workspace)
    beside = mine.side_by_side(lambda: "sv")
    theirs.move(session_time.start, "start")
    for worry in (Worry.TIME, Worry.PAYS, Worry.TIME):
        beside.following.look()
        clock.minutes_later(100)
        theirs.put(asked(worry), "question")
    beside.following.look()
    assert (mine.session.pauses, mine.stood_still) == ((), None)
    assert mine.session == theirs.session


def test_each_save_has_its_minute_and_replays(workspace: Workspace, clock: Clock) -> None:
    held = asked_after(10, workspace, clock)
    clock.minutes_later(10)
    held.put(asked(Worry.PAYS), "question")
    with workspace.open_client("sund", now=clock, who="coach", read_only=True) as store:
        early = store.replay(1, 12).the(Strategy)
        late = store.replay(1, 20).the(Strategy)
    assert (early, late) == (asked(Worry.TIME), asked(Worry.PAYS))


def test_two_pages_do_not_overwrite_each_other(workspace: Workspace) -> None:
    mine, theirs = desk(workspace), desk(workspace)
    others: list[type] = []
    beside = mine.side_by_side(lambda: "sv")
    theirs.put(asked(Worry.PAYS), "question")
    mine.changed = others.extend
    mine.put(asked(Worry.ALIVE), "question")
    assert desk(workspace).the(Strategy) == asked(Worry.PAYS)
    assert mine.kept is Kept.NOT
    assert beside.conflict is not None
    assert beside.conflict.mine == asked(Worry.ALIVE)
    beside.panel.mine.click()
    assert desk(workspace).the(Strategy) == asked(Worry.ALIVE)
    assert (mine.kept, set(others)) == (Kept.ALL, {Strategy})


def test_another_page_of_the_session_shows_the_same_block(workspace: Workspace) -> None:
    coach, client = desk(workspace), desk(workspace)
    beside, coachs = (one.side_by_side(lambda: "sv") for one in (client, coach))
    coach.move(session_time.start, "start")
    coach.move(session_time.next_block, "next")
    beside.following.look()
    assert client.session == coach.session
    client.write(session_record.note(client.session, "Lov vecka 44"), "notes")
    coachs.following.look()
    assert (coach.session.notes, coach.session.current) == ("Lov vecka 44", "outside_view")


def test_the_same_again_is_no_change(workspace: Workspace, clock: Clock) -> None:
    held = desk(workspace)
    held.put(asked(Worry.TIME), "question")
    held.put(asked(Worry.TIME), "question")
    with workspace.open_client("sund", now=clock, who="coach", read_only=True) as store:
        assert len(store.history(Strategy)) == 1


def test_practice_leaves_nothing_with_the_client(workspace: Workspace, clock: Clock) -> None:
    desk(workspace).put(asked(Worry.TIME), "question")
    practised = desk(workspace, practice=True)
    assert practised.the(Strategy) == asked(Worry.TIME)
    practised.move(session_time.start, "start")
    practised.put(asked(Worry.PAYS), "question")
    assert practised.session.practice
    with workspace.open_client("sund", now=clock, who="coach", read_only=True) as store:
        saved = store.load(Strategy)
        assert saved is not None
        assert saved.value == asked(Worry.TIME)
        assert store.load(Session) is None
    assert desk(workspace, practice=True).the(Strategy) == asked(Worry.PAYS)


def test_notes_and_decisions_go_into_the_session(workspace: Workspace, clock: Clock) -> None:
    held = desk(workspace)
    held.move(session_time.start, "start")
    held.write(session_record.note(held.session, "Lov vecka 44"), "notes")
    held.write(
        session_record.decide(held.session, "Pausa X", clock(), owner="Elsa", key="our_question"),
        "decision",
    )
    again = desk(workspace).session
    assert again.notes == "Lov vecka 44"
    assert [one.text for one in again.decisions] == ["Pausa X"]


def test_next_session_has_the_next_number(workspace: Workspace, clock: Clock) -> None:
    held = desk(workspace)
    held.move(session_time.start, "start")
    clock.minutes_later(80)
    held.move(session_time.end, "end")
    assert desk(workspace).session.over
    held.begin_another("fi")
    fresh = desk(workspace).session
    assert (fresh.number, fresh.language, fresh.started) == (2, "fi", False)


def test_end_is_part_of_the_session_and_what_comes_later_is_not(
    workspace: Workspace, clock: Clock
) -> None:
    held = desk(workspace)
    held.move(session_time.start, "start")
    clock.minutes_later(80)
    held.move(session_time.end, "end")
    clock.minutes_later(60)
    held.put(asked(Worry.PAYS), "afterwards")
    with workspace.open_client("sund", now=clock, who="coach", read_only=True) as store:
        ended = store.replay(1, 80)
    assert ended.the(Session) == held.session
    assert ended.the(Strategy) is None


def test_extended_block_shortens_the_rest(workspace: Workspace, clock: Clock) -> None:
    held = desk(workspace)
    held.move(session_time.start, "start")
    extend = partial(session_time.extend, key="our_question", minutes=5)
    held.move(lambda session, at: extend(session, now=at), "extend")
    blocks = held.session.blocks
    assert blocks[0].allotted == 9 * 60
    assert sum(block.allotted for block in blocks) == 90 * 60
