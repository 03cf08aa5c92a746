"""The plan as files: the page, the workbook, and a calendar for everybody in it."""

import tomllib
from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from coachkit.model.client import Client
from coachkit.model.errors import StoreError
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.shipped import shipped
from coachkit.planning.planner import plan
from coachkit.sessions.plan_files import write_plan
from coachkit.store.workspace import Workspace

NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    client = Client(slug="shop", name="Invented Shop")
    with workspace.new_client(client, now=lambda: NOW, who="coach") as opened:
        yield opened


def planned(store):
    """The demo's plan, kept with the client."""
    text = shipped("data", "demo", "nordlykta", "plan.toml").read_text(encoding="utf-8")
    request = PlanRequest.model_validate(tomllib.loads(text))
    store.save(request, based_on=None, because="the hours that people have")
    return store.save(plan(request), based_on=None, because="the first plan").value


def test_without_a_plan_there_is_nothing_to_write(store):
    with pytest.raises(StoreError) as refused:
        write_plan(store, "sv")
    assert (refused.value.code, refused.value.details["client"]) == ("no_plan", "shop")


def test_the_plan_becomes_a_page_a_workbook_and_calendars(store):
    kept = planned(store)
    written = write_plan(store, "sv")
    names = [path.relative_to(store.documents).as_posix() for path in written]
    assert names[:2] == ["plan-sv.html", "plan-sv.xlsx"]
    assert all(name.startswith("calendars/") for name in names[2:])
    owners = {item.owner for item in kept.items}
    assert len(names) - 2 >= len(owners)
    for path in written[2:]:
        assert Calendar.from_ical(path.read_bytes()).events


def test_the_same_plan_gives_the_same_files(store):
    planned(store)
    first = {path: path.read_bytes() for path in write_plan(store, "en")}
    assert {path: path.read_bytes() for path in write_plan(store, "en")} == first
