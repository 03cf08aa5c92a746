"""Two workers, one of them killed while it runs: every client is done, once, and nothing is lost.

The workers are processes of their own, as ``dask worker`` starts them; one never ends what it has
begun, so that it is killed in the midst of it whatever the machine.
"""

import contextlib
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import distributed
import pytest

from coachkit.batch.dask_engine import DaskEngine
from coachkit.batch.planning import plan
from coachkit.batch.records import RECORD, read_record
from coachkit.kernels.warm_place import FOLDER_VARIABLE
from coachkit.model.errors import BatchRefused
from coachkit.sessions.opening import now
from coachkit.store.workspace import Workspace
from tests.batch.conftest import CLIENTS, PATIENCE, add_client
from tests.cli.conftest import coachkit
from tests.store.conftest import server as postgresql  # noqa: F401 - a fixture by another name

HANGING = Path(__file__).with_name("hanging_worker.py")
NOBODY = "tcp://127.0.0.1:9"


@pytest.fixture(scope="module")
def scheduler():
    with distributed.LocalCluster(
        n_workers=0,
        processes=False,
        protocol="tcp",
        host="127.0.0.1",
        # Without one it would take a port that somebody else may have.
        dashboard_address="127.0.0.1:0",
    ) as cluster:
        yield cluster.scheduler


@pytest.fixture
def worker(scheduler):
    """Start workers, each a process of its own; what is left of them is ended."""
    with contextlib.ExitStack() as left:

        def start(*words, own=os.environ, **told):
            # Short enough for the socket of a warm process.
            folder = Path(left.enter_context(TemporaryDirectory(prefix="ckw-", dir="/tmp")))
            command = [
                *(sys.executable, "-m", "distributed.cli.dask_worker", scheduler.address),
                *("--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0"),
                *("--local-directory", str(folder), *words),
            ]
            begun = len(scheduler.workers)
            process = left.enter_context(
                subprocess.Popen(
                    command, env={**own, **told}, stderr=subprocess.DEVNULL, cwd=folder
                )
            )
            left.callback(process.kill)
            wait(lambda: len(scheduler.workers) > begun)
            return process, folder

        yield start


@pytest.fixture
def database(postgresql):  # noqa: F811 - the fixture
    """The address of a PostgreSQL that every worker reaches."""
    yield postgresql.address("work")
    postgresql.clear("work")


def wait(there):
    until = time.monotonic() + PATIENCE
    while not there():
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.fixture
def hanging(worker, tmp_path):
    """Start a worker that begins what it gets and hangs; whom it began with stands in marks."""
    marks = tmp_path / "marks"
    marks.mkdir()

    def start():
        return worker("--preload", str(HANGING), HANGING_MARKS=str(marks))[0]

    return start, marks


def killing(process, marks):
    """Kill it as soon as it has begun a run."""

    def kill():
        wait(lambda: any(marks.iterdir()))
        process.kill()

    thread = threading.Thread(target=kill)
    thread.start()
    return thread


def test_a_killed_workers_client_is_run_elsewhere_and_all_are_done_once(
    workspace, scheduler, worker, hanging
):
    start, marks = hanging
    own = {name: told for name, told in os.environ.items() if name != FOLDER_VARIABLE}
    _, folder = worker(own=own, COACHKIT_WARM_IDLE="20")
    killer = killing(start(), marks)
    run = coachkit(
        *("run", "report", "--clients", "all", "--period", "2026-10", "-w", workspace),
        *("--engine", "dask", "--scheduler", scheduler.address),
    )
    killer.join()
    # One client is damaged and one has a torn table: they fail alone, as on one machine.
    assert (run.returncode, "Made for 3 clients." in run.stdout) == (3, True), run.stderr
    assert "Not made for 2 clients:" in run.stdout
    told = [line.split(" · ")[1].partition(":")[0] for line in run.stderr.splitlines()]
    assert sorted(told) == ["amanita", "borealis", "corvus", "damaged", "tornfile"]
    (begun,) = {path.name for path in marks.iterdir()}
    assert begun in told
    for client in CLIENTS:
        runs = workspace / "clients" / client.slug / "runs"
        # What the killed worker had begun is cleared away.
        assert [path.name for path in runs.iterdir()] == [f"2026-10-report-{client.language}"]
        record = read_record((next(runs.iterdir()) / RECORD).read_bytes())
        assert (record.state, record.client) == ("made", client.slug)
    # The kernels came out of a warm process that this worker alone asks.
    assert len(list(folder.glob("dask-scratch-space/worker-*/warm/*.sock"))) == 1


def test_workers_share_a_postgresql_and_leave_what_they_made_at_an_address(
    tmp_path, scheduler, worker, database, monkeypatch
):
    workspace = Workspace.create(tmp_path / "shared", database_url=database)
    for client in CLIENTS[:2]:
        add_client(workspace, client, tmp_path / "exports")
    for _ in range(2):
        worker(COACHKIT_DATABASE_URL=database, COACHKIT_WARM_IDLE="20")
    monkeypatch.setenv("COACHKIT_DATABASE_URL", database)
    outputs = tmp_path / "kept"
    run = coachkit(
        *("run", "report", "--clients", "all", "--period", "2026-10", "-w", workspace.path),
        *("--engine", "dask", "--scheduler", scheduler.address),
        *("--outputs", outputs.as_uri()),
    )
    assert (run.returncode, "Made for 2 clients." in run.stdout) == (0, True), run.stderr
    for client in CLIENTS[:2]:
        (record,) = outputs.glob(f"{client.slug}/*/{RECORD}")
        assert read_record(record.read_bytes()).client == client.slug
        # its own words came out of the database, its own numbers out of the folder
        assert client.goal in next(record.parent.glob("*.html")).read_text("utf-8")
    # Nothing of a client lies in a file of the workspace that the database is there for.
    assert not list(workspace.path.rglob("client.db"))


def test_a_client_that_takes_down_two_workers_is_given_up(workspace, hanging, scheduler):
    start, marks = hanging
    jobs = plan(Workspace.open(workspace), "report", ["amanita"], period="2026-09", since=now())
    heard = []
    engine = threading.Thread(
        target=DaskEngine(scheduler.address).run, args=(jobs,), kwargs={"on_done": heard.append}
    )
    first = start()
    engine.start()
    killing(first, marks).join()
    (marks / "amanita").unlink()
    wait(lambda: not scheduler.workers)
    killing(start(), marks).join()
    engine.join(PATIENCE)
    (outcome,) = heard
    assert (outcome.state, outcome.refused.code) == ("failed", "worker_lost")


def test_without_workers_or_a_scheduler_it_is_said_before_anything_runs(
    workspace, scheduler, monkeypatch
):
    jobs = plan(Workspace.open(workspace), "report", ["amanita"])
    wait(lambda: not scheduler.workers)
    with pytest.raises(BatchRefused, match="no_workers"):
        DaskEngine(scheduler.address).run(jobs, on_done=print)
    monkeypatch.setattr("coachkit.batch.dask_engine._ANSWERS_WITHIN", 0.3)
    with pytest.raises(BatchRefused, match="no_scheduler"):
        DaskEngine(NOBODY).run(jobs, on_done=print)


def test_a_missing_package_is_one_sentence(workspace, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    command = ("run", "report", "--clients", "amanita", "--engine", "dask", "-w", workspace)
    run = coachkit(*command, "--scheduler", NOBODY)
    assert (run.returncode, "“distributed”" in run.stderr, run.stderr.count("\n")) == (1, True, 1)
    run = coachkit(*command)
    assert (run.returncode, "--scheduler" in run.stderr) == (2, True)


def test_dask_is_imported_only_when_asked_for():
    code = (
        "import sys, coachkit.cli.batch, coachkit.batch.dask_engine, coachkit.batch.addresses; "
        "print(sorted({'dask', 'distributed', 'fsspec'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"
