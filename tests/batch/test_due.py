"""What is due on a day: by each client's rhythm and time zone, and only what is not made yet."""

from datetime import UTC, datetime

import pytest

from coachkit.batch.due import due_jobs
from coachkit.batch.notebooks import notebook_path
from coachkit.batch.outputs import RunsFolder, drafting
from coachkit.batch.planning import plan
from coachkit.batch.records import RECORD, RunRecord, inputs_of, written_files
from coachkit.model.client import Client
from coachkit.sessions.importing import import_files
from coachkit.sessions.opening import now
from coachkit.store.workspace import Workspace
from tests.batch.conftest import CLIENTS, export_of
from tests.cli.conftest import coachkit
from tests.sessions.conftest import OCTOBER

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.fixture
def made(tmp_path):
    """A workspace, and how to add a client to it, with an export of September and October."""
    workspace = Workspace.create(tmp_path / "w")

    def add(slug, *, zone="Europe/Stockholm", rhythm="monthly", export=True):
        client = Client(slug=slug, name=slug.title(), time_zone=zone, rhythm=rhythm)
        with workspace.new_client(client, now=now, who="test") as store:
            if export:
                file = tmp_path / slug / OCTOBER
                file.parent.mkdir()
                file.write_bytes(export_of(CLIENTS[0]))
                (imported,) = import_files(store, [file])
                assert imported.refused is None

    return workspace, add


def due(workspace, moment, **more):
    jobs = plan(workspace, "report", ["all"], period="2026-01", **more)
    return [(job.client, job.period) for job in due_jobs(workspace, jobs, moment)]


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        # Ten in the morning of the 1st in Auckland, still October in the other two.
        (datetime(2026, 10, 31, 21, tzinfo=UTC), {"auckland": "10", "lima": "09", "turku": "09"}),
        (datetime(2026, 10, 31, 21, 59, tzinfo=UTC), {"turku": "09"}),
        (datetime(2026, 10, 31, 22, tzinfo=UTC), {"turku": "10", "lima": "09"}),
        (datetime(2026, 11, 1, 4, 59, tzinfo=UTC), {"lima": "09"}),
        (datetime(2026, 11, 1, 5, tzinfo=UTC), {"lima": "10", "auckland": "10"}),
        # November is over, and nobody has brought its exports.
        (datetime(2026, 12, 1, 12, tzinfo=UTC), {}),
    ],
)
def test_the_first_of_the_month_begins_where_the_client_is(made, moment, expected):
    workspace, add = made
    zones = {"auckland": "Pacific/Auckland", "turku": "Europe/Helsinki", "lima": "America/Lima"}
    for slug, zone in zones.items():
        add(slug, zone=zone)
    found = dict(due(workspace, moment))
    assert {slug: found[slug] for slug in expected} == {
        slug: f"2026-{month}" for slug, month in expected.items()
    }
    assert bool(found) == bool(expected)


def test_each_client_has_its_own_rhythm_and_needs_an_export(made):
    workspace, add = made
    add("monthly")
    add("quarterly", rhythm="quarterly")
    add("never", rhythm="none")
    add("empty", export=False)
    assert due(workspace, NOON) == [("monthly", "2026-10"), ("quarterly", "2026-09")]


def test_a_damaged_client_is_due_so_that_somebody_hears_of_it(made):
    workspace, add = made
    add("damaged")
    (workspace.folder("damaged") / "client.db").write_bytes(b"no database" * 500)
    assert due(workspace, NOON) == [("damaged", "2026-10")]


def keep(workspace, slug):
    """A run as it would be, of what is there now."""
    (job,) = plan(workspace, "report", [slug], period="2026-10")
    with workspace.open_client(slug, now=now, who="test", read_only=True) as store:
        inputs = inputs_of(job, store, notebook_path("report"), "en", NOON.date())
        runs = store.runs
    with drafting(runs) as draft:
        (draft / "report.html").write_text("made")
        record = RunRecord(
            client=slug,
            notebook="report",
            period="2026-10",
            language="en",
            state="made",
            began=NOON,
            seconds=1,
            inputs=inputs,
            files=written_files(draft),
        )
        (draft / RECORD).write_text(record.model_dump_json())
        RunsFolder(runs).publish("2026-10-report-en", draft)


def test_what_is_made_is_not_due_until_something_is_new(made):
    workspace, add = made
    add("shop")
    keep(workspace, "shop")
    assert due(workspace, NOON) == []
    assert due(workspace, NOON, again=True) == [("shop", "2026-10")]
    assert due(workspace, NOON, outputs="memory://nothing") == [("shop", "2026-10")]
    with workspace.open_client("shop", now=now, who="test") as store:
        saved = store.load(Client)
        store.save(saved.value.changed(sector="bakery"), based_on=saved.revision, because="")
    assert due(workspace, NOON) == [("shop", "2026-10")]


def test_nothing_due_is_a_sentence_and_no_failure(made, monkeypatch):
    workspace, add = made
    add("shop")
    monkeypatch.setattr("coachkit.sessions.opening.now", lambda: NOON)
    keep(workspace, "shop")
    run = coachkit("run", "--due", "-w", workspace.path)
    assert (run.returncode, run.stdout) == (0, "Nothing is due today.\n")
    assert list((workspace.path).glob("coach/batches/*")) == []


def test_a_rhythm_is_kept_with_the_client(made):
    workspace, add = made
    add("shop")
    run = coachkit("rhythm", "shop", "none", "-w", workspace.path)
    assert (run.returncode, run.stdout) == (0, "Shop: a report only when somebody asks for it.\n")
    assert due(workspace, NOON) == []
    assert coachkit("rhythm", "shop", "monthly", "-w", workspace.path).returncode == 0
    assert due(workspace, NOON) == [("shop", "2026-10")]


@pytest.mark.parametrize("more", [("--period", "2026-10"), ("--resume",)])
def test_the_rhythm_says_the_month(made, more):
    workspace, _ = made
    run = coachkit("run", "--due", *more, "-w", workspace.path)
    assert (run.returncode, more[0] in run.stderr) == (2, True)
