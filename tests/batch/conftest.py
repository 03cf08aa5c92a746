"""Invented clients that nobody could take for each other, and notebooks of a few lines."""

import subprocess
import sys
import time
from dataclasses import dataclass

import nbformat
import pytest

from coachkit.model.client import Client
from coachkit.model.goals import Goals
from coachkit.sessions.importing import import_files
from coachkit.sessions.opening import now
from coachkit.store.workspace import Workspace
from tests.sessions.conftest import HEADER, OCTOBER

PATIENCE = 120
"""Seconds until a test gives up. Nothing is measured with it."""


@dataclass(frozen=True)
class Invented:
    """A client with words and a number that no other has."""

    slug: str
    name: str
    language: str
    goal: str
    text: str
    number: int

    @property
    def own(self):
        """What must be found with this client and with no other."""
        return (self.name, self.goal, self.text, str(self.number))


CLIENTS = (
    Invented("amanita", "Amanitakeramik", "sv", "Vitriolmål", "Kvartsugnsöppning", 7417),
    Invented("borealis", "Borealisbageriet", "en", "Saffrongoal", "Zinnwaldrolls", 8623),
    Invented("corvus", "Corvuskirjat", "fi", "Lepidoliittitavoite", "Murkinaruno", 9539),
)


def export_of(client):
    """Posts of October and of September, the best one with the client's own text and number."""
    rows = [
        f"{1000 + n},77,{client.name},,{client.text if n == 3 else 'x'} {n},0,"
        f"{month:02d}/{day:02d}/2026 12:00,N/A,https://www.facebook.com/{client.slug}/{n},0,0,"
        f"{'Photos' if n % 2 else 'Links'},,,,,Lifetime,{90 + n},80,9,5,2,2,3,"
        f"{client.number if n == 3 else n}\n"
        for n, (month, day) in enumerate((m, d) for m in (10, 9) for d in (2, 5, 9, 14, 20, 27))
    ]
    return ("\ufeff" + HEADER + "".join(rows)).encode()


def add_client(workspace, client, folder):
    """The client in the workspace, with a goal and an export."""
    made = Client(
        slug=client.slug,
        name=client.name,
        languages=(client.language,),
        country="SE",
        time_zone="Europe/Stockholm",
        kind="business",
    )
    goal = {
        "name": client.goal,
        "kpi": {"platform": "facebook", "metric": "link_clicks"},
        "monthly_target": 50,
    }
    exports = folder / client.slug
    exports.mkdir(parents=True)
    (exports / OCTOBER).write_bytes(export_of(client))
    with workspace.new_client(made, now=now, who="test") as store:
        store.save(Goals.model_validate({"goals": [goal]}), based_on=None, because="")
        (imported,) = import_files(store, [exports / OCTOBER])
        assert imported.refused is None


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """Three clients that are well, one whose table is gone, and one whose store is damaged."""
    folder = tmp_path_factory.mktemp("batch")
    made = Workspace.create(folder / "w")
    broken = [
        Invented(slug, slug.title(), "en", "G", "T", 3001) for slug in ("damaged", "tornfile")
    ]
    for client in (*CLIENTS, *broken):
        add_client(made, client, folder / "exports")
    (made.folder("damaged") / "client.db").write_bytes(b"no database" * 500)
    for table in (made.folder("tornfile") / "observations").iterdir():
        table.write_bytes(b"PAR1 and nothing more")
    return made.path


@pytest.fixture(scope="module")
def killed(workspace):
    """A batch over all of them that was killed once the first client was done; its lines."""
    command = ["run", "report", "--clients", "all", "--period", "2026-10", "--workers", "1"]
    with subprocess.Popen(
        [sys.executable, "-m", "coachkit.cli", *command, "-w", str(workspace)],
        stderr=subprocess.PIPE,
        text=True,
    ) as batch:
        first = batch.stderr.readline()
        until = time.monotonic() + PATIENCE
        # One more is always on its way.
        while not list(workspace.glob("clients/*/runs/.run-*")):
            assert time.monotonic() < until
            time.sleep(0.01)
        batch.kill()
    return first


@pytest.fixture
def notebook(tmp_path):
    """Make a notebook of these cells, the first one its parameters."""

    def make(*cells):
        made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(one) for one in cells])
        made.metadata["kernelspec"] = {"name": "python3", "language": "python", "display_name": "P"}
        made.cells[0].metadata["tags"] = ["parameters"]
        path = tmp_path / "small.ipynb"
        nbformat.write(made, path)
        return path

    return make
