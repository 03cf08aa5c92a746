"""What is kept at an address is whole whenever somebody looks, and the last good run stays."""

import json
from datetime import UTC, datetime

import fsspec
import pytest

from coachkit.batch.addresses import shelf_at, whole_address
from coachkit.batch.outputs import drafting
from coachkit.batch.records import RECORD, Inputs, RunRecord, written_files
from coachkit.model.errors import BatchRefused, InvalidValue, NotWritable

INPUTS = Inputs(
    data="d", notebook="n", parameters="p", language="sv", templates="t", versions={"coachkit": "1"}
)
NAME = "2026-10-report-sv"


@pytest.fixture
def memory():
    files = fsspec.filesystem("memory")
    yield files
    for path in files.ls("/", detail=False):
        files.rm(path, recursive=True)


@pytest.fixture
def publish(tmp_path):
    def make(shelf, words, second=0):
        with drafting(tmp_path / "runs") as draft:
            (draft / "figures").mkdir()
            (draft / "report.html").write_text(words)
            (draft / "figures" / "01.svg").write_text(f"<svg>{words}</svg>")
            record = RunRecord(
                client="amanita",
                notebook="report",
                period="2026-10",
                language="sv",
                state="made",
                began=datetime(2026, 11, 2, 6, 0, second, tzinfo=UTC),
                seconds=1,
                inputs=INPUTS,
                files=written_files(draft),
            )
            (draft / RECORD).write_text(record.model_dump_json())
            return shelf.publish(NAME, draft)

    return make


def page(files):
    """What whoever begins with the record reads."""
    record = json.loads(files.cat_file(f"/kept/amanita/{NAME}/{RECORD}"))
    return files.cat_file(f"/kept/amanita/{NAME}/{record['within']}/report.html").decode()


def test_a_run_lies_at_its_address_and_is_known_there(memory, publish):
    shelf = shelf_at("memory://kept", "amanita")
    assert shelf.kept(NAME) is None
    assert publish(shelf, "first") == f"memory://kept/amanita/{NAME}" == shelf.place(NAME)
    kept = shelf.kept(NAME)
    assert (kept.inputs, [file.name for file in kept.files]) == (
        INPUTS,
        ["figures/01.svg", "report.html"],
    )
    assert page(memory) == "first"
    assert shelf_at("memory://kept", "borealis").kept(NAME) is None


def test_whoever_looks_while_a_run_is_brought_there_finds_the_last_one_whole(
    memory, publish, monkeypatch
):
    shelf, seen = shelf_at("memory://kept", "amanita"), []
    publish(shelf, "first")
    bring = type(memory).pipe_file

    def watched(self, path, value, **more):
        seen.append((page(memory), shelf.kept(NAME).began.second))
        bring(self, path, value, **more)
        seen.append((page(memory), shelf.kept(NAME).began.second))

    monkeypatch.setattr(type(memory), "pipe_file", watched)
    publish(shelf, "second", second=9)
    # Two files, then the record, which turns the page.
    assert seen == [("first", 0)] * 5 + [("second", 9)]


def test_a_run_that_is_cut_short_leaves_the_last_one_and_is_cleared_by_the_next(
    memory, publish, monkeypatch
):
    shelf = shelf_at("memory://kept", "amanita")
    publish(shelf, "first")
    bring = type(memory).pipe_file

    def torn(self, path, value, **more):
        if path.endswith("report.html"):
            raise OSError(5, "the line is gone")
        bring(self, path, value, **more)

    monkeypatch.setattr(type(memory), "pipe_file", torn)
    with pytest.raises(NotWritable) as refused:
        publish(shelf, "half", second=3)
    monkeypatch.setattr(type(memory), "pipe_file", bring)
    assert refused.value.details["path"] == f"memory://kept/amanita/{NAME}"
    assert page(memory) == "first"
    publish(shelf, "second", second=5)
    folders = memory.ls(f"/kept/amanita/{NAME}", detail=False)
    # The new one, the one before for whoever is reading it, and the record.
    assert (page(memory), len(folders)) == ("second", 3)
    publish(shelf, "third", second=7)
    assert len(memory.ls(f"/kept/amanita/{NAME}", detail=False)) == 3


def test_a_run_that_lost_a_file_is_not_kept(memory, publish):
    shelf = shelf_at("memory://kept", "amanita")
    publish(shelf, "first")
    memory.rm(f"/kept/amanita/{NAME}/{shelf.kept(NAME).within}/report.html")
    assert shelf.kept(NAME) is None


def test_another_folder_is_as_the_clients_own(tmp_path, publish):
    address = whole_address(str(tmp_path / "a b" / "ö"))
    assert address.startswith("file:///")
    shelf = shelf_at(address, "amanita")
    publish(shelf, "first")
    publish(shelf, "second")
    lying = tmp_path / "a b" / "ö" / "amanita"
    assert [path.name for path in lying.iterdir()] == [NAME]
    assert (lying / NAME / "report.html").read_text() == "second"
    assert shelf.kept(NAME).inputs == INPUTS


@pytest.mark.parametrize(
    ("address", "kind", "code", "details"),
    [
        ("nowhere://x", BatchRefused, "no_outputs", {"address": "nowhere://x"}),
        ("zip://a::file:///b", BatchRefused, "no_outputs", {"address": "zip://a::file:///b"}),
        ("s3://x/y", BatchRefused, "missing_package", {"package": "s3fs"}),
        ("sftp://me:secret@host/x", InvalidValue, "password_in_address", {}),
    ],
)
def test_what_keeps_nothing_is_refused_before_anything_runs(address, kind, code, details):
    with pytest.raises(kind) as refused:
        whole_address(address)
    assert (refused.value.code, refused.value.details) == (code, details)


def test_a_folder_is_said_from_the_root(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert whole_address("kept") == (tmp_path / "kept").as_uri()
    assert whole_address("memory://kept/") == "memory://kept"
