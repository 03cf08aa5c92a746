"""The demo clients' session: held, replayed at its minutes, and what became of it since."""

from datetime import timedelta

import pytest

from coachkit.model.actions import OPEN_AT_MOST, ActionPlan, ActionState
from coachkit.model.audit import Audit
from coachkit.model.client import Client
from coachkit.model.inside_view import InsideView
from coachkit.model.open_decisions import Known, undecided
from coachkit.model.policies import Policies
from coachkit.model.session_time import new_session
from coachkit.model.sessions import MINUTE, Session
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.model.strategy import Strategy
from coachkit.sessions.demo import CLIENTS, demo_client, demo_workspace
from coachkit.sessions.demo_session import demo_began, demo_promises
from coachkit.sessions.demo_strategy import FIRST, SECOND, demo_strategy
from coachkit.sessions.opening import now
from coachkit.sessions.past_sessions import minutes_kept, session_at
from coachkit.store.workspace import Workspace


@pytest.fixture(params=CLIENTS)
def store(request, demo_made_once):
    """A demo client's store, to be read."""
    workspace = Workspace.open(demo_made_once)
    with workspace.open_client(request.param, now=now, who="test", read_only=True) as opened:
        yield opened


def test_it_is_over_with_everything_decided_and_said(store):
    session = store.load(Session).value
    assert (session.number, session.language) == (1, store.client.language)
    assert session.over
    assert all(block.done for block in session.blocks)
    values = tuple(
        store.load(kind).value for kind in (Strategy, Audit, InsideView, Policies, ActionPlan)
    )
    left = undecided(shipped_sheet("strategy"), Known(session, values))
    assert left == ()
    assert len(session.decisions) >= 4
    assert {bool(one.answer) for one in session.parked} == {True, False}
    assert all(one.consent for one in session.attendees)
    assert None not in {session.useful, session.clear_next_step}


def test_it_took_about_ninety_minutes_and_moved_on_within_its_blocks(store):
    session = store.load(Session).value
    assert 88 <= session.minute(now()) <= 92
    for block in session.blocks:
        assert abs(block.spent(session.second(now())) - block.planned) <= 2 * MINUTE
    for one in (*session.decisions, *session.parked):
        stays = session.block(one.block).visits
        assert any(stay.entered <= one.second <= stay.left for stay in stays)


def test_the_minutes_write_themselves(store, tmp_path):
    session = store.load(Session).value
    minutes, sheet = minutes_kept(store, tmp_path, now())
    assert minutes.started_at == demo_began(store.client.slug)
    assert len(minutes.actions) == len(demo_promises(store.client.slug).actions)
    assert [one.key for one in minutes.blocks] == [one.key for one in sheet.blocks]
    assert all(block.kept for block in minutes.blocks)
    assert minutes.question == demo_strategy(store.client.slug).question.words
    assert minutes.decisions == session.decisions


def test_a_minute_of_it_is_replayed(store, tmp_path):
    at = session_at(store, tmp_path, 40)
    assert at.clock.block == "messages"
    early = at.known.the(Strategy)
    assert early.channels
    assert (early.statements, early.question.answer) == ((), "")
    assert at.known.the(Policies) is None
    end = session_at(store, tmp_path, 95)
    assert end.known.the(Strategy) == demo_strategy(store.client.slug)


def test_promises_are_open_when_it_ends_and_some_are_kept_since(store):
    first = store.load_frozen(ActionPlan, FIRST).value
    assert len(first.open) == len(first.actions) <= OPEN_AT_MOST
    last = store.load_frozen(ActionPlan, SECOND).value
    assert {one.state for one in last.actions} == {ActionState.OPEN, ActionState.DONE}
    assert last == store.load(ActionPlan).value


def test_each_version_was_kept_on_its_day(store):
    began = demo_began(store.client.slug)
    names = {one.name: one.frozen_at for one in store.frozen_names()}
    assert names[FIRST] - began == timedelta(hours=2)
    assert names[SECOND] > names[FIRST] + timedelta(days=30)
    for event in store.events_of(1):
        at = began + timedelta(minutes=event.minute)
        assert abs(event.happened_at - at) < timedelta(seconds=30)
    saved = [one.saved_at for one in store.history(Strategy)]
    assert saved == sorted(saved)


def test_a_client_with_a_session_of_its_own_keeps_it(tmp_path):
    workspace = demo_workspace(tmp_path / "w")
    with workspace.new_client(_client(), now=now, who="test") as store:
        mine = new_session(shipped_sheet("strategy"), label="mine")
        store.save(mine, based_on=None, because="mine")
    demo_client(workspace, "nordlykta")
    with workspace.open_client("nordlykta", now=now, who="test", read_only=True) as store:
        assert store.load(Session).value == mine
        assert store.load(Strategy) is not None


def _client():
    return Client(slug="nordlykta", name="Nordlykta Friluft", languages=("sv",))
