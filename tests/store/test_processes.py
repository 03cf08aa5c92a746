"""Several processes at one store, and processes that are killed."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

import coachkit
from coachkit.model.client import Client
from coachkit.model.errors import StaleRevision
from coachkit.model.observations import Granularity, Platform

ROOT = Path(coachkit.__file__).parents[1]
WRITERS = Path(__file__).with_name("writers.py")


@pytest.fixture
def start(workspace, database_url):
    """Start a process that does one of the deeds of ``writers.py``."""
    started = []

    def process(deed, *numbers):
        command = [sys.executable, WRITERS, workspace.path, database_url or "", deed, *numbers]
        running = subprocess.Popen(
            [str(part) for part in command],
            env={"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(running)
        return running

    yield process
    for running in started:
        running.kill()
        running.communicate()


def test_four_processes_lose_nothing(store, start):
    running = [start("counts", 50) for _ in range(4)]
    said = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [0] * 4, said
    saved = store.load(Client)
    assert (saved.value.sector, saved.revision) == ("200", 201)
    numbers = [int(version.value.sector or 0) for version in store.history(Client)]
    assert numbers == list(range(201))
    told = [event.revision for event in store.events() if event.event == "saved"]
    assert told == list(range(1, 202))
    assert len({version.who for version in store.history(Client)}) == 5


def test_threads_of_one_process_lose_nothing(store):
    def count(_):
        for _number in range(10):
            saved = False
            while not saved:
                seen = store.load(Client)
                value = seen.value.changed(sector=str(int(seen.value.sector or 0) + 1))
                with suppress(StaleRevision):
                    saved = store.save(value, based_on=seen.revision, because="one more")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(count, range(4)))
    assert store.load(Client).value.sector == "40"
    assert len(store.history(Client)) == 41


def test_a_killed_writer_loses_nothing_that_it_was_told_was_saved(store, start, reopened):
    told = 1
    for _ in range(3):
        writer = start("writes_until_killed")
        told = [int(writer.stdout.readline()) for _ in range(20)][-1]
        writer.kill()
        writer.wait()
        with reopened() as again:
            history = again.history(Client)
            events = [event.revision for event in again.events() if event.event == "saved"]
        assert len(history) >= told
        assert [version.revision for version in history] == list(range(1, len(history) + 1))
        assert events == [version.revision for version in history]
        assert [version.value.sector for version in history[1:]] == [
            f"sector {version.revision}" for version in history[1:]
        ]
    saved = store.load(Client)
    assert store.save(saved.value, based_on=saved.revision, because="").revision > told


def test_a_crash_before_the_database_knows_leaves_no_ghost(store, start, posts, export):
    folder = store.folder / "observations"
    source = export("ghost.csv")[0][1]()
    crashed = start("dies_importing")
    crashed.communicate(source.model_dump_json())
    assert crashed.returncode == -9
    left_over = list(folder.iterdir())
    assert len(left_over) == 2
    assert len(store.observations.frame(Platform.FACEBOOK, Granularity.POST)) == 0
    assert store.observations.sources() == ()
    store.observations.add(export("good.csv", posts(item=["good"], likes=[1])))
    assert set(left_over).isdisjoint(folder.iterdir())
    assert len(list(folder.iterdir())) == 1
    again = store.observations.add(export("ghost.csv", posts(item=["ghost"], likes=[1])))
    assert again.already_there is False


def test_a_crash_half_way_through_a_file_is_cleaned_up_by_the_next_import(
    store, start, posts, export
):
    folder = store.folder / "observations"
    crashed = start("dies_writing")
    crashed.communicate()
    assert crashed.returncode == -9
    (left_over,) = folder.iterdir()
    store.observations.add(export("good.csv", posts(item=["good"], likes=[1])))
    assert not left_over.exists()


def test_opening_an_up_to_date_store_does_not_load_alembic(store, start):
    opened = start("opens")
    assert opened.communicate() == ("False\n", "")
