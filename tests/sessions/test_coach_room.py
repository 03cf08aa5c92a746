"""The coach's room from a session: private notes, practice runs, and packs without a word of it."""

import zipfile

from coachkit.model.private_notes import PrivateNotes
from coachkit.model.session_time import new_session, start
from coachkit.model.sessions import Session
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.sessions.coach_room import keep_private_notes, open_practice, private_notes
from coachkit.sessions.opening import now
from coachkit.sessions.packing import pack_client, pack_documents
from coachkit.store.workspace import Workspace

SECRET = "Z3bra: the manager does not listen"


def test_private_notes_are_kept_against_what_was_seen(demo):
    workspace = Workspace.open(demo)
    client = workspace.clients()[0]
    assert private_notes(workspace, client) is None
    first = keep_private_notes(workspace, client, PrivateNotes(text="a"), based_on=None)
    keep_private_notes(workspace, client, PrivateNotes(text=SECRET), based_on=first.revision)
    assert private_notes(workspace, client).value.text == SECRET


def test_no_pack_has_a_word_of_them(demo, tmp_path):
    workspace = Workspace.open(demo)
    client = workspace.clients()[0]
    keep_private_notes(workspace, client, PrivateNotes(text=SECRET), based_on=None)
    with workspace.open_client(client.slug, now=now, who="Anna") as store:
        (store.documents / "a.txt").write_text("for all")
        packs = [
            pack_documents(store, tmp_path / "documents.zip"),
            pack_client(store, tmp_path / "all.zip"),
        ]
    for pack in packs:
        with zipfile.ZipFile(pack) as opened:
            assert opened.namelist() != []
            assert not any(SECRET.encode() in opened.read(name) for name in opened.namelist())


def test_a_practice_run_needs_no_client_and_begins_empty_each_time(tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    for _ in range(2):
        with open_practice(workspace, "fi") as store:
            assert store.load(Session) is None
            session = new_session(shipped_sheet("strategy"), practice=True)
            store.save(start(session, now()), based_on=None, because="", minute=0)
            assert store.load(Session).value.practice is True
            assert store.client.language == "fi"
    assert workspace.clients() == ()
