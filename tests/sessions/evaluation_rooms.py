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


def post(number, views):
    return (
        f"{1000 + number},77,Page,,Post number {number},0,10/{number:02d}/2026 12:00,N/A,"
        f"https://www.facebook.com/p/{number},0,0,Photos,,,,,Lifetime,{views},80,"
        f"{number},{number},0,0,3,1\n"
    )


@pytest.fixture
def with_posts(workspace, tmp_path):
    """October, a post on each of twenty days, the later the more reactions."""
    file = tmp_path / OCTOBER
    rows = "".join(post(n, 100 + n) for n in range(1, 21))
    file.write_bytes(("\ufeff" + HEADER + rows).encode())
    with workspace.open_client("sund", now=nine, who="coach") as store:
        assert [one.refused for one in import_files(store, [file])] == [None]
    return workspace


def open_screen(kind, block, workspace, language="en"):
    return seated(kind(desk(workspace), block, language))
