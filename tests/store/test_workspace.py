"""A workspace: made, opened, listed, and clients that leave nothing behind."""

import errno
import shutil
import stat
from pathlib import Path

import pytest

from coachkit.model.client import Client
from coachkit.model.errors import (
    ClientExists,
    InvalidValue,
    NotWritable,
    StoreError,
    UnknownClient,
)
from coachkit.model.goals import Goals
from coachkit.store import folders
from coachkit.store.workspace import Erased, Workspace


def everything(folder):
    return sorted(folder.rglob("*"))


def test_a_workspace_is_a_folder_with_a_mark(tmp_path):
    path = tmp_path / "new" / "work"
    Workspace.create(path)
    assert everything(path) == [path / "clients", path / "coachkit.toml"]
    assert Workspace.open(path).path == path
    assert Workspace.open(str(path)).clients() == ()


def test_creating_a_workspace_again_opens_it(workspace, store, big_green):
    again = Workspace.create(workspace.path, database_url=None)
    assert again.path == workspace.path
    assert (workspace.path / "clients" / "big-green").is_dir()


def test_a_folder_that_has_other_things_may_become_a_workspace(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    Workspace.create(tmp_path)
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_file_cannot_become_a_workspace(tmp_path):
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(InvalidValue) as refused:
            Workspace.create(path)
        assert (refused.value.code, refused.value.field) == ("not_a_folder", "workspace")


@pytest.mark.parametrize("mark", [None, b"", b"[workspace]\n", b"\xff\xfe", b"layout = 1"])
def test_what_has_no_mark_is_no_workspace(tmp_path, mark):
    if mark is not None:
        (tmp_path / "coachkit.toml").write_bytes(mark)
    with pytest.raises(InvalidValue) as refused:
        Workspace.open(tmp_path)
    assert (refused.value.code, refused.value.field) == ("not_a_workspace", "workspace")
    assert refused.value.details == {"value": str(tmp_path)}


def test_a_workspace_of_a_newer_layout_is_refused(tmp_path):
    (tmp_path / "coachkit.toml").write_text("[workspace]\nlayout = 2\n")
    with pytest.raises(StoreError) as refused:
        Workspace.open(tmp_path)
    assert refused.value.code == "newer_version"


def test_a_new_client_has_its_folders_and_its_first_version(workspace, store, big_green):
    folder = workspace.path / "clients" / "big-green"
    assert store.folder == folder
    assert (store.documents, store.runs, store.inbox) == (
        folder / "documents",
        folder / "runs",
        folder / "inbox",
    )
    assert [path.is_dir() for path in (store.documents, store.runs, store.inbox)] == [True] * 3
    assert store.client == big_green
    assert store.load(Client).value == big_green
    assert [event.event for event in store.events()] == ["created", "saved"]


def test_only_the_owner_can_read_a_workspace(workspace, store, goals):
    store.save(goals("a"), based_on=None, because="")
    modes = {
        stat.S_IMODE(path.stat().st_mode) for path in everything(workspace.path) if path.is_dir()
    }
    assert modes == {0o700}
    modes = {
        stat.S_IMODE(path.stat().st_mode) for path in everything(workspace.path) if path.is_file()
    }
    assert modes == {0o600}


def test_clients_are_listed_by_name(workspace, clock):
    for slug in ("b", "c", "a"):
        workspace.new_client(Client(slug=slug, name=slug.upper()), now=clock, who="Anna").close()
    assert [client.name for client in workspace.clients()] == ["A", "B", "C"]


def test_a_listing_shows_the_last_saved_version(workspace, store, big_green):
    renamed = big_green.changed(name="Bigger Green")
    store.save(renamed, based_on=1, because="")
    assert workspace.clients() == (renamed,)


def test_a_client_of_that_name_is_there_already(workspace, store, big_green, clock):
    before = everything(workspace.path)
    with pytest.raises(ClientExists) as refused:
        workspace.new_client(big_green, now=clock, who="Bo")
    assert refused.value.details == {"client": "big-green"}
    assert everything(workspace.path) == before
    assert store.load(Client).revision == 1


def test_a_folder_in_the_way_is_left_alone(workspace, big_green, clock):
    in_the_way = workspace.path / "clients" / "big-green" / "thesis.txt"
    in_the_way.parent.mkdir()
    in_the_way.write_text("mine")
    with pytest.raises(ClientExists):
        workspace.new_client(big_green, now=clock, who="Anna")
    assert everything(workspace.path / "clients") == [in_the_way.parent, in_the_way]


def test_an_unknown_client_is_refused_with_those_that_are_known(workspace, store, clock):
    with pytest.raises(UnknownClient) as refused:
        workspace.open_client("big-blue", now=clock, who="Anna")
    assert refused.value.details == {"client": "big-blue", "known": ("big-green",)}


@pytest.mark.parametrize("slug", ["..", "../other", "a/b", "", ".new-x", "Big", 'x"; DROP'])
def test_what_is_no_slug_opens_and_erases_nothing(workspace, clock, slug):
    for refuses in (
        lambda: workspace.open_client(slug, now=clock, who="Anna"),
        lambda: workspace.erase(slug),
    ):
        with pytest.raises(InvalidValue) as refused:
            refuses()
        assert refused.value.code == "not_a_slug"


def test_a_client_that_could_not_be_made_leaves_nothing(workspace, big_green, clock, monkeypatch):
    before = everything(workspace.path)

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(folders.os, "fsync", full)
        with pytest.raises(NotWritable) as refused:
            workspace.new_client(big_green, now=clock, who="Anna")
    assert refused.value.code == "disk_full"
    assert everything(workspace.path) == before
    workspace.new_client(big_green, now=clock, who="Anna").close()


def test_folders_lost_in_copying_come_back(workspace, store, reopened):
    store.close()
    for folder in (store.inbox, store.documents):
        folder.rmdir()
    with reopened() as again:
        assert (again.inbox.is_dir(), again.documents.is_dir()) == (True, True)


def test_an_erased_client_leaves_nothing(workspace, store, goals, posts, export, database_url):
    needle = "Z3bra-Crossing"
    store.save(goals(needle), based_on=None, because=needle)
    store.observations.add(export("1.csv", posts(item=["a"], text=[needle], likes=[1])))
    for folder in (store.inbox, store.documents, store.runs):
        (folder / f"{needle}.txt").write_text(needle)
    store.close()
    erased = workspace.erase("big-green")
    assert (erased.slug, erased.role) == (
        "big-green",
        None if database_url is None else "coachkit_big-green",
    )
    assert erased.files == 4 + (database_url is None)
    assert erased.bytes > 3 * len(needle)
    assert everything(workspace.path) == [
        workspace.path / "clients",
        workspace.path / "coachkit.toml",
    ]
    assert needle not in (workspace.path / "coachkit.toml").read_text()
    assert workspace.clients() == ()


def test_erasing_one_client_leaves_the_others(workspace, store, goals, clock):
    other = Client(slug="big-green-2", name="Other")
    workspace.new_client(other, now=clock, who="Anna").close()
    store.save(goals("a"), based_on=None, because="")
    workspace.erase("big-green-2")
    assert [client.slug for client in workspace.clients()] == ["big-green"]
    assert store.load(Goals).value == goals("a")


def test_an_unknown_client_cannot_be_erased(workspace, store):
    with pytest.raises(UnknownClient) as refused:
        workspace.erase("big-blue")
    assert refused.value.details == {"client": "big-blue", "known": ("big-green",)}


def test_an_erased_name_can_be_given_again(workspace, store, big_green, clock, goals):
    store.save(goals("a"), based_on=None, because="")
    store.close()
    workspace.erase("big-green")
    with workspace.new_client(big_green, now=clock, who="Bo") as again:
        assert again.load(Goals) is None


def test_an_erasure_cut_short_goes_on_when_asked_again(workspace, store, monkeypatch):
    store.close()
    with monkeypatch.context() as disk:

        def forbidden(*_):
            raise OSError(errno.EACCES, "Permission denied")

        disk.setattr(shutil, "rmtree", forbidden)
        with pytest.raises(NotWritable) as refused:
            workspace.erase("big-green")
    assert refused.value.code == "not_permitted"
    assert workspace.clients() == ()
    erased = workspace.erase("big-green")
    assert isinstance(erased, Erased)
    assert everything(workspace.path / "clients") == []


class TestWithSqlite:
    """What is so only where a client is nothing but a folder."""

    @pytest.fixture
    def database_url(self):
        return None

    def test_one_broken_folder_stops_nobody(self, workspace, store, clock):
        clients = workspace.path / "clients"
        (clients / "no-store").mkdir()
        (clients / "Not A Slug").mkdir()
        (clients / "no-database").mkdir()
        (clients / "no-database" / "client.db").write_text("nonsense " * 1000)
        (clients / "empty").mkdir()
        (clients / "empty" / "client.db").touch()
        (clients / ".new-draft-00000000").mkdir()
        (clients / "a-file").touch()
        listing = workspace.listing()
        assert [client.slug for client in listing.clients] == ["big-green"]
        assert [(broken.slug, broken.reason.code) for broken in listing.unreadable] == [
            ("Not A Slug", "not_a_slug"),
            ("empty", "damaged"),
            ("no-database", "damaged"),
            ("no-store", "gone"),
        ]
        for slug in ("empty", "no-database"):
            with pytest.raises(StoreError) as refused:
                workspace.open_client(slug, now=clock, who="Anna")
            assert refused.value.code == "damaged"

    def test_a_copied_folder_is_a_moved_client(self, workspace, store, goals, tmp_path, clock):
        store.save(goals("a"), based_on=None, because="")
        other = Workspace.create(tmp_path / "other # 100% ?")
        shutil.copytree(store.folder, other.folder("big-green"))
        with other.open_client("big-green", now=clock, who="Bo") as moved:
            assert moved.load(Goals).value == goals("a")

    def test_a_renamed_folder_renames_the_client(self, workspace, store, clock):
        store.close()
        shutil.copytree(store.folder, workspace.folder("big-blue"))
        assert [client.slug for client in workspace.clients()] == ["big-blue", "big-green"]
        with workspace.open_client("big-blue", now=clock, who="Bo", read_only=True) as reader:
            assert (reader.client.slug, reader.load(Client).value.slug) == ("big-blue", "big-green")
        with workspace.open_client("big-blue", now=clock, who="Bo") as moved:
            assert moved.client.slug == "big-blue"
            saved = moved.load(Client)
            assert (saved.value.slug, saved.revision) == ("big-blue", 2)
            told = [event.event for event in moved.events()]
            assert told == ["created", "saved", "moved", "saved"]
        with workspace.open_client("big-blue", now=clock, who="Bo") as again:
            assert again.load(Client).revision == 2

    def test_listing_leaves_no_files_behind(self, workspace, store):
        store.close()
        before = everything(workspace.path)
        assert len(workspace.clients()) == 1
        assert everything(workspace.path) == before

    def test_a_deleted_folder_is_an_erased_client(self, workspace, store, clock):
        store.close()
        shutil.rmtree(store.folder)
        assert workspace.clients() == ()
        with pytest.raises(UnknownClient):
            workspace.open_client("big-green", now=clock, who="Anna")

    def test_a_store_erased_while_open_says_so(self, workspace, store, goals):
        workspace.erase("big-green")
        with pytest.raises(StoreError) as refused:
            store.save(goals("a"), based_on=None, because="")
        assert refused.value.code == "gone"
        assert everything(workspace.path / "clients") == []


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("nonsense", "not_allowed"),
        ("sqlite:///x.db", "not_allowed"),
        ("mysql://u:secret@h/d", "not_allowed"),
        ("postgresql+asyncpg://u:secret@h/d", "not_allowed"),
    ],
)
def test_only_postgresql_addresses_are_taken_and_passwords_never_shown(tmp_path, address, code):
    with pytest.raises(InvalidValue) as refused:
        Workspace.create(tmp_path / "w", database_url=address)
    assert (refused.value.code, refused.value.field) == (code, "database_url")
    assert "secret" not in repr(refused.value)
    assert not (tmp_path / "w").exists()


def test_without_its_driver_postgresql_is_refused_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr("coachkit.store.postgresql.find_spec", lambda _: None)
    with pytest.raises(StoreError) as refused:
        Workspace.create(tmp_path, database_url="postgresql://u@h/d")
    assert (refused.value.code, refused.value.details) == ("driver_missing", {"package": "psycopg"})


def test_a_relative_path_stays_the_same_place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    workspace = Workspace.create("work")
    monkeypatch.chdir("/")
    assert workspace.path == tmp_path / "work"
    assert isinstance(workspace.path, Path)
    assert everything(workspace.path / "clients") == []
