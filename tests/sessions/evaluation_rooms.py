"""A client of whom something can be evaluated, and the screens that do."""

import pytest

from coachkit.model.evaluation_record import Evaluation
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.sessions.importing import import_files
from coachkit.sessions.session_desk import SessionDesk
from tests.sessions.conftest import HEADER, OCTOBER
from tests.sessions.screen_rooms import nine, seated

SHEET = shipped_sheet("evaluation")


def desk(workspace):
    return SessionDesk("sund", str(workspace.path), SHEET, None)


def record(workspace):
    return desk(workspace).the(Evaluation)


def post(number):
    """A row of the export: on that day of October, the later the more views and reactions."""
    return (
        f"{1000 + number},77,Page,,Post number {number},0,10/{number:02d}/2026 12:00,N/A,"
        f"https://www.facebook.com/p/{number},0,0,Photos,,,,,Lifetime,{100 + number},80,"
        f"{number},{number},0,0,3,1\n"
    )


def import_october(workspace, folder, days=20):
    """Of October's first days one post each, imported for the client."""
    file = folder / OCTOBER
    rows = "".join(post(day) for day in range(1, days + 1))
    file.write_text(HEADER + rows, encoding="utf-8-sig")
    with workspace.open_client("sund", now=nine, who="coach") as store:
        assert [one.refused for one in import_files(store, [file])] == [None]


@pytest.fixture
def with_posts(workspace, tmp_path):
    """October, a post on each of twenty days."""
    import_october(workspace, tmp_path)
    return workspace


def open_screen(kind, block, workspace, language="en"):
    return seated(kind(desk(workspace), block, language))
