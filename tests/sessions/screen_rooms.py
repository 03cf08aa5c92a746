"""A client with a desk for the screens of a session, and a clock that is set by hand."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from coachkit.model.client import Client
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.model.values import Value
from coachkit.sessions import autosave, session_desk
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.session_screens import Screen
from coachkit.store.workspace import Workspace

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def nine() -> datetime:
    """When all of it happens."""
    return NINE


@pytest.fixture(autouse=True)
def no_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing waits: what is entered is kept at once."""
    monkeypatch.setattr(autosave, "running_loop", lambda: None)
    monkeypatch.setattr(session_desk, "now", nine)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """With one client, who speaks Swedish."""
    made = Workspace.create(tmp_path / "w")
    client = Client(slug="sund", name="Sund", languages=("sv",))
    made.new_client(client, now=nine, who="coach").close()
    return made


def keep(workspace: Workspace, *values: Value) -> None:
    """Something that the client has before the session."""
    with workspace.open_client("sund", now=nine, who="coach") as store:
        for value in values:
            store.save(value, based_on=None, because="before")


def desk(workspace: Workspace) -> SessionDesk:
    """The client's session as somebody opens it."""
    return SessionDesk("sund", str(workspace.path), shipped_sheet("strategy"), None)


def seated(screen: Screen) -> Screen:
    """The screen, told what changes as a page would tell it."""
    screen.desk.changed = screen.changed
    return screen


def typed(form: object, path: str, text: object) -> None:
    """Type into a field: ``attendees.0.name``; a row that is not there yet is added."""
    *way, last = path.split(".")
    entries = _copied(form.entries)  # type: ignore[attr-defined]
    inside = entries
    for step in way:
        if isinstance(inside, list):
            while len(inside) <= int(step):
                inside.append({"id": f"new-{len(inside)}"})
            inside = inside[int(step)]
        else:
            inside = inside.setdefault(step, [])
    inside[last] = text
    form.entries = entries  # type: ignore[attr-defined]


def _copied(entry: object) -> object:
    if isinstance(entry, dict):
        return {name: _copied(one) for name, one in entry.items()}
    return [_copied(one) for one in entry] if isinstance(entry, list) else entry
