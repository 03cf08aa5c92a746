"""All clients at a glance, in folders and on a server."""

from datetime import date

import pytest

from coachkit.model.actions import Action, ActionPlan
from coachkit.model.client import Client
from coachkit.model.errors import InvalidValue, NotWritable, StoreError
from coachkit.model.strategy import Strategy
from coachkit.store.glimpses import Glimpse
from coachkit.store.sqlite import FILE
from coachkit.store.workspace import Reach, Workspace

KINDS = frozenset({ActionPlan, Strategy})
PLAN = ActionPlan(
    actions=(
        Action(
            key="a",
            what="Ask",
            who="Aino",
            when=date(2026, 11, 2),
            first_step="Call",
            done_sign="An answer",
        ),
    )
)


def looked(workspace, known=None, **how):
    return {one.slug: one for one in workspace.glimpses(KINDS, known or {}, **how)}


def states(seen):
    return {slug: one.state for slug, one in seen.items()}


def test_a_glimpse_has_the_last_values_and_when_anything_was_written(workspace, store, clock):
    store.save(ActionPlan(), based_on=None, because="begun")
    store.save(PLAN, based_on=1, because="promised")
    found = looked(workspace)["big-green"].found
    assert isinstance(found, Glimpse)
    assert (found.client.name, found.the(ActionPlan), found.the(Strategy)) == (
        "Big Green",
        PLAN,
        None,
    )
    assert found.plain(ActionPlan)["actions"][0]["who"] == "Aino"
    assert found.plain(Strategy) == {}
    assert (found.brought_in, found.imported_at) == ((), None)
    assert found.active_at == store.events()[-1].happened_at


def test_who_has_not_changed_is_not_looked_at_and_who_has_is(workspace, store):
    seen = looked(workspace)
    assert looked(workspace, states(seen))["big-green"].found is None
    store.save(PLAN, based_on=None, because="promised")
    again = looked(workspace, states(seen), again=True)["big-green"].found
    assert again.the(ActionPlan) == PLAN


def test_a_new_client_is_seen_beside_those_that_are_known(workspace, store, clock):
    seen = looked(workspace)
    workspace.new_client(Client(slug="abc", name="Abc"), now=clock, who="Bo").close()
    found = looked(workspace, states(seen))
    assert found["abc"].found.client.name == "Abc"
    assert found["big-green"].found is None


def test_a_broken_store_stops_nobody(tmp_path, big_green, clock):
    workspace = Workspace.create(tmp_path / "work")
    for slug in ("abc", "xyz"):
        workspace.new_client(Client(slug=slug, name=slug), now=clock, who="Bo").close()
    (workspace.folder("abc") / FILE).write_bytes(b"no database " * 100)
    seen = looked(workspace)
    assert isinstance(seen["abc"].found, StoreError)
    assert seen["xyz"].found.client.name == "xyz"
    (workspace.folder("abc") / FILE).unlink()
    assert isinstance(looked(workspace, states(seen))["abc"].found, StoreError)


def test_a_value_that_cannot_be_read_is_refused_when_it_is_asked_for(big_green):
    found = Glimpse(big_green, {"strategy": '{"nothing": 1}'}, (), None, None)
    with pytest.raises(InvalidValue):
        found.the(Strategy)
    assert Glimpse(big_green, {"strategy": "[]"}, (), None, None).plain(Strategy) == {}


def test_only_the_coach_sees_all_clients(tmp_path, big_green, clock):
    path = tmp_path / "work"
    Workspace.create(path).new_client(big_green, now=clock, who="Bo").close()
    with pytest.raises(NotWritable):
        looked(Workspace.open(path, reach=Reach("big-green", room=False)))


def test_imports_tell_until_when(demo_made_once):
    seen = looked(Workspace.open(demo_made_once))["nordlykta"].found
    assert max(one.until for one in seen.brought_in if one.until) == date(2026, 10, 31)
    assert seen.imported_at is not None
