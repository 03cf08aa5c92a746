"""Full disks, folders without permission, lost files: a name for each, and nothing half-saved."""

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from coachkit.model.client import Client
from coachkit.model.errors import InvalidValue, NotWritable, StoreError
from coachkit.model.goals import Goals
from coachkit.model.observations import Granularity, Platform
from coachkit.store.refusals import named
from coachkit.store.workspace import Workspace

NOBODY = 65534


@pytest.fixture
def database_url():
    return None


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 2 MB: a real one, in memory."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only root on Linux can mount a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "none", disk],
        check=False,
        capture_output=True,
        text=True,
    )
    if mounted.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {mounted.stderr.strip()}")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


@pytest.fixture
def as_anybody():
    """A folder of somebody who is not root, as whom the test runs."""
    folder = Path(tempfile.mkdtemp(prefix="coachkit-"))
    root = os.geteuid() == 0
    if root:
        os.chown(folder, NOBODY, NOBODY)
        os.setegid(NOBODY)
        os.seteuid(NOBODY)
    yield folder
    if root:
        os.seteuid(0)
        os.setegid(0)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700)
    shutil.rmtree(folder)


def fill(disk):
    """Leave not a byte."""
    with (disk / "filler").open("wb", buffering=0) as filler:
        for size in (65536, 4096, 1):
            with pytest.raises(OSError, match="No space left"):
                write_for_ever(filler, b"\0" * size)


def write_for_ever(file, content):
    while file.write(content):
        pass


def save_for_ever(store):
    """Save until something refuses: the log has room for some even on a full disk."""
    while True:
        saved = store.load(Goals)
        store.save(saved.value, based_on=saved.revision, because="more " * 1000)


def names(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def without_log(folder):
    return [name for name in names(folder) if not name.endswith(("-wal", "-shm"))]


def test_a_full_disk_refuses_a_save_and_keeps_what_was_there(small_disk, big_green, clock, goals):
    workspace = Workspace.create(small_disk)
    with workspace.new_client(big_green, now=clock, who="Anna") as store:
        store.save(goals("kept"), based_on=None, because="")
        fill(small_disk)
        with pytest.raises(NotWritable) as refused:
            save_for_ever(store)
        assert refused.value.code == "disk_full"
        kept = store.history(Goals)
        saves = [event for event in store.events() if event.kind == "goals"]
        assert [event.revision for event in saves] == [version.revision for version in kept]
        (small_disk / "filler").unlink()
        last = kept[-1].revision
        assert store.save(goals("room"), based_on=last, because="").revision == last + 1


def test_a_full_disk_opens_what_is_there_or_says_that_it_is_full(
    small_disk, big_green, clock, goals
):
    workspace = Workspace.create(small_disk)
    with workspace.new_client(big_green, now=clock, who="Anna") as store:
        store.save(goals("kept"), based_on=None, because="")
    fill(small_disk)
    assert workspace.clients() == (big_green,)
    with pytest.raises(NotWritable) as refused:
        workspace.open_client("big-green", now=clock, who="Anna")
    assert refused.value.code == "disk_full"
    (small_disk / "filler").unlink()
    with workspace.open_client("big-green", now=clock, who="Anna") as store:
        assert store.load(Goals).value == goals("kept")


def test_a_full_disk_takes_no_import_and_no_part_of_one(
    small_disk, big_green, clock, posts, export
):
    workspace = Workspace.create(small_disk)
    with workspace.new_client(big_green, now=clock, who="Anna") as store:
        before = without_log(small_disk / "clients")
        noise = [os.urandom(500).hex() for _ in range(4000)]
        long = posts(item=[str(number) for number in range(4000)], text=noise, likes=range(4000))
        with pytest.raises(NotWritable) as refused:
            store.observations.add(export("long.csv", long))
        assert refused.value.code == "disk_full"
        assert without_log(small_disk / "clients") == before
        assert store.observations.sources() == ()
        store.observations.add(export("short.csv", posts(item=["a"], likes=[1])))


def test_a_full_disk_takes_no_new_client_and_no_part_of_one(small_disk, big_green, clock):
    workspace = Workspace.create(small_disk)
    fill(small_disk)
    before = names(small_disk)
    with pytest.raises(NotWritable) as refused:
        workspace.new_client(big_green, now=clock, who="Anna")
    assert refused.value.code == "disk_full"
    assert names(small_disk) == before


def test_a_read_only_disk_can_be_read(small_disk, big_green, clock, goals, posts, export):
    workspace = Workspace.create(small_disk)
    with workspace.new_client(big_green, now=clock, who="Anna") as store:
        store.save(goals("kept"), based_on=None, because="")
        store.observations.add(export("1.csv", posts(item=["a"], likes=[1])))
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    assert workspace.clients() == (big_green,)
    with workspace.open_client("big-green", now=clock, who="Bo", read_only=True) as reader:
        assert reader.load(Goals).value == goals("kept")
        frame = reader.observations.frame(Platform.FACEBOOK, Granularity.POST)
        assert frame["likes"].tolist() == [1]
    for refuses in (
        lambda: workspace.open_client("big-green", now=clock, who="Bo"),
        lambda: workspace.new_client(Client(slug="new", name="New"), now=clock, who="Bo"),
        lambda: workspace.erase("big-green"),
    ):
        with pytest.raises(NotWritable) as refused:
            refuses()
        assert refused.value.code == "not_permitted"


def test_a_folder_without_permission_becomes_no_workspace(as_anybody):
    as_anybody.chmod(0o500)
    for path in (as_anybody, as_anybody / "work"):
        with pytest.raises(NotWritable) as refused:
            Workspace.create(path)
        assert refused.value.code == "not_permitted"
        assert refused.value.details["path"].startswith(str(as_anybody))
    assert names(as_anybody) == []


def test_a_client_without_permission_is_not_opened_and_listed_apart(as_anybody, big_green, clock):
    workspace = Workspace.create(as_anybody)
    workspace.new_client(big_green, now=clock, who="Anna").close()
    workspace.new_client(Client(slug="mine", name="Mine"), now=clock, who="Anna").close()
    (workspace.folder("big-green") / "client.db").chmod(0)
    with pytest.raises(NotWritable) as refused:
        workspace.open_client("big-green", now=clock, who="Anna")
    assert refused.value.code == "not_permitted"
    listing = workspace.listing()
    assert [client.slug for client in listing.clients] == ["mine"]
    assert [(broken.slug, broken.reason.code) for broken in listing.unreadable] == [
        ("big-green", "not_permitted")
    ]


def test_a_folder_that_became_read_only_can_be_read_and_nothing_else(
    as_anybody, big_green, clock, goals, posts, export
):
    workspace = Workspace.create(as_anybody)
    with workspace.new_client(big_green, now=clock, who="Anna") as store:
        store.save(goals("kept"), based_on=None, because="")
    folder = workspace.folder("big-green")
    for path in (folder / "client.db", *folder.iterdir(), folder):
        path.chmod(0o500)
    before = names(folder)
    with pytest.raises(NotWritable) as refused:
        workspace.open_client("big-green", now=clock, who="Anna")
    assert refused.value.code == "not_permitted"
    with workspace.open_client("big-green", now=clock, who="Bo", read_only=True) as reader:
        assert reader.load(Goals).value == goals("kept")
    assert names(folder) == before


def test_observations_without_permission_take_nothing(as_anybody, big_green, clock, posts, export):
    workspace = Workspace.create(as_anybody)
    with workspace.new_client(big_green, now=clock, who="Anna") as store:
        (store.folder / "observations").chmod(0o500)
        with pytest.raises(NotWritable) as refused:
            store.observations.add(export("1.csv", posts(item=["a"], likes=[1])))
        assert refused.value.code == "not_permitted"
        assert store.observations.sources() == ()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EACCES, "not_permitted"),
        (errno.EPERM, "not_permitted"),
        (errno.EROFS, "not_permitted"),
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.ENOENT, "gone"),
    ],
)
def test_what_the_disk_refuses_has_a_name(number, code):
    with pytest.raises(StoreError) as refused, named("/here"):
        raise OSError(number, "refused")
    assert (refused.value.code, refused.value.details) == (code, {"path": "/here"})
    assert isinstance(refused.value, NotWritable) is (code in {"not_permitted", "disk_full"})


def test_what_has_no_name_goes_through():
    with pytest.raises(OSError) as refused, named("/here"):
        raise OSError(errno.EIO, "broken disk")
    assert refused.value.errno == errno.EIO


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (sqlite3.SQLITE_READONLY, "not_permitted"),
        (sqlite3.SQLITE_CANTOPEN, "not_permitted"),
        (sqlite3.SQLITE_FULL, "disk_full"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "busy"),
        (sqlite3.SQLITE_CORRUPT, "damaged"),
        (sqlite3.SQLITE_NOTADB, "damaged"),
        (sqlite3.SQLITE_IOERR_READ, "damaged"),
    ],
)
def test_what_sqlite_refuses_has_a_name(tmp_path, number, code):
    file = tmp_path / "client.db"
    file.touch()
    refusal = sqlite3.OperationalError("refused")
    refusal.sqlite_errorcode = number
    for raised in (refusal, DBAPIError("SELECT 1", {}, refusal)):
        with pytest.raises(StoreError) as refused, named(file):
            raise raised
        assert (refused.value.code, refused.value.details) == (code, {"path": str(file)})


def test_a_locked_store_is_busy_and_not_damaged(store, goals, monkeypatch):
    monkeypatch.setattr("coachkit.store.sqlite._PATIENCE", 0.01)
    other = sqlite3.connect(store.folder / "client.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store.close()
    with pytest.raises(StoreError) as refused:
        store.save(goals("a"), based_on=None, because="")
    other.close()
    assert refused.value.code == "busy"
    assert store.save(goals("a"), based_on=None, because="").revision == 1


def test_no_value_is_named_twice():
    with pytest.raises(InvalidValue), named("/here"):
        raise InvalidValue("missing", "name")
