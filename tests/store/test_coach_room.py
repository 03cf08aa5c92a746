"""The coach's own room: no client's folder, pack or store has a word of it."""

import shutil

import pytest

from coachkit.model.client import Client
from coachkit.model.errors import InvalidValue, UnknownClient
from coachkit.model.private_notes import PrivateNotes
from coachkit.store.workspace import Workspace

SECRET = "Z3bra: the manager does not listen"


@pytest.fixture
def noted(workspace, store, big_green, clock):
    """The workspace, with a private note about its client."""
    with workspace.open_private(big_green, now=clock, who="Coach") as room:
        room.save(PrivateNotes(text=SECRET, session=1), based_on=None, because="")
    return workspace


def bytes_below(folder):
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_private_notes_come_back_to_the_coach(noted, big_green, clock):
    with noted.open_private(big_green, now=clock, who="Coach") as room:
        assert room.load(PrivateNotes).value.text == SECRET


def test_no_clients_folder_has_a_word_of_them(noted, store):
    store.close()
    assert SECRET.encode() not in bytes_below(noted.path / "clients")
    assert SECRET.encode() in bytes_below(noted.path / "coach")


def test_no_store_of_a_client_has_a_word_of_them(noted, store, reopened):
    with reopened(read_only=True) as reader:
        assert reader.load(PrivateNotes) is None
        assert SECRET not in str(reader.events())
        assert SECRET not in str(reader.history(PrivateNotes))


def test_a_clients_store_refuses_private_notes(store):
    before = store.events()
    with pytest.raises(InvalidValue) as refused:
        store.save(PrivateNotes(text=SECRET), based_on=None, because="")
    assert (refused.value.code, refused.value.field) == ("not_allowed", "kind")
    assert store.events() == before


def test_the_room_is_in_sqlite_wherever_the_clients_are(noted):
    files = [path.relative_to(noted.path).as_posix() for path in noted.path.rglob("client.db")]
    assert "coach/clients/big-green/client.db" in files


def test_the_room_is_no_client(noted, big_green):
    assert noted.clients() == (big_green,)


def test_a_room_is_made_only_when_it_is_needed(workspace, store):
    assert not (workspace.path / "coach").exists()


def test_erasing_a_client_erases_what_the_coach_noted(noted, store, big_green, clock):
    with noted.practice_room().new_client(big_green, now=clock, who="Coach") as practice:
        practice.save(big_green.changed(sector=SECRET), based_on=1, because="")
    store.close()
    erased = noted.erase("big-green")
    assert erased.files >= 2
    assert SECRET.encode() not in bytes_below(noted.path)
    with pytest.raises(UnknownClient):
        noted.erase("big-green")


@pytest.fixture
def in_folders(tmp_path, big_green, clock):
    """A workspace whose client is nothing but a folder, with a private note about it."""
    workspace = Workspace.create(tmp_path / "in-folders")
    workspace.new_client(big_green, now=clock, who="Anna").close()
    with workspace.open_private(big_green, now=clock, who="Coach") as room:
        room.save(PrivateNotes(text=SECRET), based_on=None, because="")
    return workspace


def test_notes_about_a_client_whose_folder_was_deleted_can_still_be_erased(in_folders):
    shutil.rmtree(in_folders.folder("big-green"))
    assert in_folders.erase("big-green").files == 1
    assert SECRET.encode() not in bytes_below(in_folders.path)


def test_a_new_client_of_an_old_name_inherits_no_notes(in_folders, big_green, clock):
    shutil.rmtree(in_folders.folder("big-green"))
    in_folders.new_client(big_green, now=clock, who="Anna").close()
    with in_folders.open_private(big_green, now=clock, who="Coach") as room:
        assert room.load(PrivateNotes) is None


def test_notes_about_others_stay_when_one_client_is_erased(noted, store, clock):
    other = Client(slug="other", name="Other")
    noted.new_client(other, now=clock, who="Anna").close()
    with noted.open_private(other, now=clock, who="Coach") as room:
        room.save(PrivateNotes(text="kind people"), based_on=None, because="")
    noted.erase("big-green")
    with noted.open_private(other, now=clock, who="Coach") as room:
        assert room.load(PrivateNotes).value.text == "kind people"
