"""The plan as files: the page, the workbook, and a calendar for everybody in it."""

import tomllib
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

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


def events(store, language="sv"):
    """Every event of every calendar that lies there, by file and UID."""
    write_plan(store, language)
    return {
        (path.name, str(event["uid"])): event
        for path in (store.documents / "calendars").iterdir()
        for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    }


def test_a_later_plan_moves_events_in_the_files_and_repeats_none(store):
    kept = planned(store)
    before = events(store)
    first, *others, last = kept.items
    moved = first.model_copy(update={"day": first.day + timedelta(days=1)})
    later = kept.model_copy(update={"items": (moved, *others)})
    store.save(later, based_on=1, because="moved, and one less")
    after = events(store)
    assert after.keys() == before.keys()
    assert (
        {one["sequence"] for one in before.values()},
        {one["sequence"] for one in after.values()},
    ) == (
        {1},
        {2},
    )
    changed = [key for key in after if after[key]["dtstart"].dt != before[key]["dtstart"].dt]
    assert [after[key]["dtstart"].dt - before[key]["dtstart"].dt for key in changed] == [
        timedelta(days=1)
    ]
    cancelled = [one for one in after.values() if one["status"] == "CANCELLED"]
    assert {str(one["summary"]).partition(":")[0] for one in cancelled} == {
        "Börja",
        f"Publicera på {last.channel}",
    }
    assert {one["status"] for one in before.values()} == {"CONFIRMED"}


def test_what_is_published_has_a_moment_and_what_is_begun_has_a_day(store):
    kept = planned(store)
    zone = ZoneInfo(store.client.time_zone)
    moments = [one["dtstart"].dt for one in events(store).values()]
    timed = sorted(one for one in moments if isinstance(one, datetime))
    assert timed == sorted(datetime.combine(one.day, one.at, zone) for one in kept.items)
    assert len(moments) > 2 * len(timed)
