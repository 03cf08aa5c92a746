"""A run's folder appears at one stroke, and the last good one stays until then."""

import threading

import pytest

from coachkit.batch.outputs import RunsFolder, drafting


def lying_in(folder):
    return sorted(path.name for path in folder.iterdir())


def failing(runs):
    with drafting(runs) as draft:
        (draft / "half").touch()
        raise ZeroDivisionError


def test_a_new_run_takes_the_place_of_the_last_one_at_one_stroke(tmp_path):
    shelf, seen, stop = RunsFolder(tmp_path), set(), threading.Event()

    def look():
        while not stop.is_set():
            seen.add((tmp_path / "run").is_dir())

    with drafting(tmp_path) as draft:
        (draft / "a").touch()
        shelf.publish("run", draft)
    watcher = threading.Thread(target=look)
    watcher.start()
    for number in range(100):
        with drafting(tmp_path) as draft:
            (draft / ("a" if number % 2 else "b")).touch()
            shelf.publish("run", draft)
        assert lying_in(tmp_path / "run") == ["a" if number % 2 else "b"]
    stop.set()
    watcher.join()
    assert seen == {True}
    assert lying_in(tmp_path) == ["run"]


def test_a_draft_that_fails_leaves_the_last_good_run(tmp_path):
    with drafting(tmp_path) as draft:
        (draft / "good").touch()
        RunsFolder(tmp_path).publish("run", draft)
    with pytest.raises(ZeroDivisionError):
        failing(tmp_path)
    assert (lying_in(tmp_path), lying_in(tmp_path / "run")) == (["run"], ["good"])


def test_what_a_killed_run_has_left_is_removed_and_what_another_writes_is_not(tmp_path):
    left = tmp_path / ".run-killed"
    left.mkdir()
    (left / "half").touch()
    with drafting(tmp_path) as mine, drafting(tmp_path) as other:
        assert not left.exists()
        assert lying_in(tmp_path) == sorted([mine.name, other.name])
    assert lying_in(tmp_path) == []
