"""One notebook in a kernel of its own: what it may know, what it may reach, when it is ended."""

import asyncio
import os
import sys
import threading

import psutil
import pytest

from coachkit.batch import engines
from coachkit.batch.executing import Desk, _Run, execute, written
from coachkit.batch.notebooks import notebook_path
from coachkit.batch.planning import Limits, Refused
from coachkit.kernels import landlock
from coachkit.model.errors import NotebookFailed
from tests.batch.conftest import PATIENCE

LIMITS = Limits(seconds=PATIENCE)
linux = pytest.mark.skipif(sys.platform != "linux", reason="no /proc")


@pytest.fixture
def desk(workspace):
    """Where Amanita's kernel works, and what it is to leave alone."""
    folder = workspace / "clients" / "amanita" / "runs"
    folder.mkdir(exist_ok=True)
    return Desk("amanita", str(workspace), folder)


def printed(filled):
    return "".join(
        output["text"]
        for cell in filled.cells
        for output in cell.get("outputs", ())
        if output.output_type == "stream"
    )


def test_a_kernel_is_told_of_its_client_and_of_no_secret(notebook, desk, monkeypatch):
    monkeypatch.setenv("SMTP_PASSWORD", "hunter2")
    small = notebook("a = 1", "import os; print(a, sorted(os.environ)); print(os.getcwd())")
    said = printed(execute(small, {"a": "41"}, desk, LIMITS))
    assert said.startswith("41 ")
    assert "SMTP_PASSWORD" not in said
    assert "'COACHKIT_CLIENT'" in said
    assert str(desk.folder) in said


@pytest.mark.skipif(not landlock.version(), reason="no Landlock")
def test_a_kernel_reaches_no_other_clients_folder(notebook, desk, workspace):
    other = workspace / "clients" / "borealis"
    look = f"import os\ntry:\n    print(os.listdir({str(other)!r}))\nexcept OSError as e: print(e)"
    said = printed(execute(notebook("a = 1", look), {}, desk, LIMITS))
    assert "Permission denied" in said


def test_a_refusal_is_told_in_every_language(desk):
    told = {"client": "amanita", "workspace": desk.workspace, "period": "2026-13"}
    with pytest.raises(NotebookFailed) as caught:
        execute(notebook_path("report"), told, desk, LIMITS)
    refused = caught.value.details["told"]
    assert isinstance(refused, Refused)
    assert (refused.code, len(set(refused.said.values()))) == ("not_a_month", 3)


def test_a_cell_that_fails_is_named(notebook, desk):
    with pytest.raises(NotebookFailed) as caught:
        execute(notebook("a = 1", "a / 0"), {}, desk, LIMITS)
    assert caught.value.code == "cell_failed"
    assert "ZeroDivisionError" in caught.value.details["reason"]


def test_a_kernel_that_dies_is_a_refusal(notebook, desk):
    with pytest.raises(NotebookFailed) as caught:
        execute(notebook("a = 1", "import os; os._exit(3)"), {}, desk, LIMITS)
    assert caught.value.code == "no_answer"


def children_alive(mark):
    return [one for one in psutil.process_iter(["cmdline"]) if mark in (one.info["cmdline"] or ())]


def test_what_takes_too_long_is_ended_with_all_that_it_started(notebook, desk):
    mark = f"3600.{os.getpid()}"
    endless = notebook(
        "a = 1", f"import subprocess, time\nsubprocess.Popen(['sleep', '{mark}'])\ntime.sleep(999)"
    )
    with pytest.raises(NotebookFailed) as caught:
        execute(endless, {}, desk, Limits(seconds=4))
    assert (caught.value.code, caught.value.details["seconds"]) == ("took_too_long", 4)
    psutil.wait_procs(children_alive(mark), timeout=PATIENCE)
    assert children_alive(mark) == []


@linux
def test_what_takes_too_much_memory_is_ended(notebook, desk):
    greedy = notebook("a = 1", "import time\nkept = bytearray(700_000_000)\ntime.sleep(999)")
    with pytest.raises(NotebookFailed) as caught:
        execute(greedy, {}, desk, Limits(seconds=PATIENCE, megabytes=500))
    assert (caught.value.code, caught.value.details["limit"]) == ("too_much_memory", 500)


def test_a_filled_notebook_is_a_file_that_jupyter_reads(notebook, desk):
    text = written(execute(notebook("a = 1", "print('there')"), {}, desk, LIMITS))
    assert '"there\\n"' in text


def test_waiting_for_its_turn_takes_nothing_of_the_time_that_a_run_has(notebook, desk):
    turns = threading.Semaphore(0)
    small = _Run(notebook("a = 1"), {}, desk, LIMITS, turns)

    async def times():
        async with asyncio.timeout(PATIENCE) as time:
            turn = small._in_turn(time)
            waiting = asyncio.create_task(turn.__aenter__())
            await asyncio.sleep(0)
            before = time.when()
            turns.release()
            await waiting
            during = time.when()
            await turn.__aexit__(None, None, None)
        return before, during

    before, during = asyncio.run(times())
    assert before is None
    assert during is not None
    assert turns.acquire(blocking=False)


def test_no_more_cells_run_at_once_than_there_are_workers(monkeypatch):
    seen = []

    def run_job(job, turns):
        with turns:
            at_once.append(job)
            seen.append(len(at_once))
            both.wait(PATIENCE)
            at_once.remove(job)
        return job

    at_once, both = [], threading.Barrier(2)
    monkeypatch.setattr(engines, "run_job", run_job)
    done = []
    engines.LocalEngine(2).run(range(6), on_done=done.append)
    assert sorted(done) == list(range(6))
    assert max(seen) == 2
