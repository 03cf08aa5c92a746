"""The book of a batch: read back after a kill, gone once nothing is left, silent on the erased."""

from datetime import UTC, datetime

import pytest

from coachkit.batch.ledger import begun, forget, resumed
from coachkit.batch.planning import Job, Outcome
from coachkit.model.errors import StoreError

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def job(client):
    return Job(client=client, notebook="report", workspace="/w", period="2026-10")


def done(client):
    return Outcome(job=job(client), state="made", began=NOON, seconds=1)


JOBS = tuple(map(job, ("a", "b", "c")))


def cut_short(tmp_path, *clients):
    with begun(tmp_path, JOBS, NOON) as ledger:
        for client in clients:
            ledger.note(done(client))


def test_what_is_done_is_not_left(tmp_path):
    cut_short(tmp_path, "b")
    with resumed(tmp_path, "report") as ledger:
        assert (ledger.jobs, ledger.done, ledger.left) == (JOBS, (done("b"),), (JOBS[0], JOBS[2]))
        ledger.finish()
    with pytest.raises(StoreError) as caught, resumed(tmp_path, "report"):
        pass
    assert caught.value.code == "nothing_to_resume"


def test_a_line_that_a_kill_cut_short_is_not_done(tmp_path):
    cut_short(tmp_path, "a", "b")
    (path,) = (tmp_path / "coach" / "batches").iterdir()
    path.write_text(path.read_text("utf-8")[:-40], encoding="utf-8")
    with resumed(tmp_path, "report") as ledger:
        assert [one.client for one in ledger.left] == ["b", "c"]
        ledger.note(done("c"))
        ledger.note(done("b"))
    with resumed(tmp_path, "report") as ledger:
        assert ledger.left == ()


def test_a_batch_that_is_under_way_is_not_gone_on_with(tmp_path):
    with (
        begun(tmp_path, JOBS, NOON),
        pytest.raises(StoreError) as caught,
        resumed(tmp_path, "report"),
    ):
        pass
    assert caught.value.code == "batch_running"


def test_a_new_batch_takes_the_place_of_a_killed_one(tmp_path):
    cut_short(tmp_path, "a")
    with begun(tmp_path, JOBS[:1], NOON.replace(hour=13)):
        pass
    assert len(list((tmp_path / "coach" / "batches").iterdir())) == 1


def test_who_is_erased_is_struck(tmp_path):
    cut_short(tmp_path, "a", "b")
    forget(tmp_path, "b")
    with resumed(tmp_path, "report") as ledger:
        assert ([one.client for one in ledger.jobs], ledger.done) == (["a", "c"], (done("a"),))
    for client in ("a", "c"):
        forget(tmp_path, client)
    assert list((tmp_path / "coach" / "batches").iterdir()) == []
