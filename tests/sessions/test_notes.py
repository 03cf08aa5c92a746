"""The coach's private page: kept in the coach's own room, seen by nobody else, with the prompts."""

import ast
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import coachkit
from coachkit.model import session_time
from coachkit.model.actions import Action, ActionPlan
from coachkit.model.private_notes import PrivateNotes
from coachkit.model.sessions import Session
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.model.shipped import shipped
from coachkit.serving.texts import all_page_texts, coach_page_names, page_names
from coachkit.sessions import dashboard, living, notes, notes_page, plan
from coachkit.sessions.coach_room import keep_private_notes, private_notes
from coachkit.sessions.packing import pack_client, pack_documents
from coachkit.store.workspace import Workspace
from coachkit.widgets.panel import still

CANARY = "Z3bra: the manager does not listen"
NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NOTES = {"coachkit.sessions.coach_room", "coachkit.sessions.notes", "coachkit.sessions.notes_page"}
TO_THEM = (
    "coachkit.model.private_notes",
    "coachkit.sessions.coach_room.keep_private_notes",
    "coachkit.sessions.coach_room.private_notes",
    "coachkit.sessions.notes",
)
"""What leads to the notes; practice runs are in the coach's room as well, and lead nowhere."""


@pytest.fixture
def served(monkeypatch):
    """The page is shown by our own server, at nine."""
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5.13")
    monkeypatch.setattr(notes_page, "now", lambda: NINE)


def opened(workspace, language="en", slug="shop"):
    return notes.open_page({"client": slug, "workspace": str(workspace.path), "language": language})


def type_in(page, text):
    page.form.entries = {"text": text}


def kept(workspace, slug="shop"):
    client = next(one for one in workspace.clients() if one.slug == slug)
    return private_notes(workspace, client)


def test_notes_are_there_again_in_any_language(served, workspace):
    page = opened(workspace)
    type_in(page, CANARY)
    page.languages.value = "fi"
    assert page.form.value.text == CANARY
    again = opened(workspace, "sv")
    assert (again.form.value.text, kept(workspace).value.text) == (CANARY, CANARY)
    assert "Sparat" in again.saved.value


def test_notes_of_two_pages_are_both_kept(served, workspace):
    mine, theirs = opened(workspace), opened(workspace)
    type_in(theirs, "theirs")
    type_in(mine, "mine")
    assert kept(workspace).value.text == "theirs\n\nmine"
    assert mine.form.value.text == "theirs\n\nmine"
    assert "Both are kept" in mine.outcome.value


def test_a_notebook_without_our_server_shows_none(workspace):
    client = workspace.clients()[0]
    keep_private_notes(workspace, client, PrivateNotes(text=CANARY), based_on=None)
    page = opened(workspace)
    assert page.form is None
    shown = "".join(
        cell(page)._repr_mimebundle_()["text/html"]
        for cell in (notes.header, notes.question, notes.body)
    )
    assert "coachkit&#39;s own pages alone" in shown
    assert CANARY not in shown


def test_nothing_of_them_is_on_any_other_page_or_in_any_store_or_pack(
    served, demo, tmp_path, monkeypatch
):
    workspace = Workspace.open(demo)
    page = opened(workspace, slug="nordlykta")
    type_in(page, CANARY)
    assert kept(workspace, "nordlykta").value.text == CANARY
    asked = {"client": "nordlykta", "workspace": str(demo), "language": "en"}
    for module, cells in (
        (dashboard, ("header", "body")),
        (plan, ("header", "question", "body", "whole")),
        (living, ("header", "question", "body")),
    ):
        other = module.open_page(asked)
        for name in cells:
            cell = getattr(module, name, None)
            if cell is not None:
                assert CANARY not in str(cell(other)._repr_mimebundle_())
    with workspace.open_client("nordlykta", now=lambda: NINE, who="x") as store:
        (store.documents / "letter.txt").write_text("Dear all")
        packs = [
            pack_documents(store, tmp_path / "documents.zip"),
            pack_client(store, tmp_path / "all.zip"),
        ]
        folder = store.folder
    for pack in packs:
        with zipfile.ZipFile(pack) as found:
            assert not any(CANARY.encode() in found.read(name) for name in found.namelist())
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    assert not any(CANARY.encode() in path.read_bytes() for path in files)


def imported_by(path: Path) -> set[str]:
    """Everything that a source file imports, by its full name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{one.name}" for one in node.names}
    return found


def test_no_other_module_and_no_other_notebook_reaches_for_them():
    root = Path(coachkit.__file__).parent
    reach = {
        ".".join(path.relative_to(root.parent).with_suffix("").parts)
        for path in root.rglob("*.py")
        if any(
            name.startswith(TO_THEM) or name == "coachkit.sessions.coach_room"
            for name in imported_by(path)
        )
        or "open_private(" in path.read_text(encoding="utf-8")
    }
    # the store knows the kind, to refuse it everywhere but in the coach's own room
    assert reach == NOTES | {
        "coachkit.store.client_store",
        "coachkit.store.kinds",
        "coachkit.store.workspace",
    }
    books = {
        book.stem
        for book in shipped("notebooks").glob("*.ipynb")
        if "import notes" in book.read_text(encoding="utf-8")
    }
    assert books == {"notes"}


def test_only_the_coach_s_list_leads_there():
    assert "notes" not in page_names("en")
    assert coach_page_names("sv")["notes"]
    assert not any("page-notes" in words for words in all_page_texts().values())


@pytest.fixture
def running(workspace):
    """A session of the client that is in its second block, with one promise from before."""
    sheet = shipped_sheet("strategy")
    begun = NINE - timedelta(minutes=6)
    session = session_time.start(session_time.new_session(sheet, number=2), begun)
    session = session_time.next_block(session, begun + timedelta(minutes=4))
    promise = Action(
        key="action-1",
        what="Close the old account",
        who="Bo",
        when=date(2026, 11, 1),
        first_step="Find the password",
        done_sign="It is gone",
        session=1,
    )
    with workspace.open_client("shop", now=lambda: NINE, who="coach") as store:
        store.save(session, based_on=None, because="", minute=0)
        store.save(ActionPlan(actions=(promise,)), based_on=None, because="")
    return sheet


def test_prompts_of_the_block_on_the_screen_follow_the_session(served, workspace, running):
    page = opened(workspace)
    first, second = (running.block_said(one.key, "en") for one in running.blocks[1:3])
    assert all(one in page.prompts.value for one in (first.prompts[0], first.short_of_time))
    assert "Close the old account" in page.open.value
    assert "left of this block" in page.asked.value
    with workspace.open_client("shop", now=lambda: NINE, who="coach") as store:
        held = store.load(Session)
        on = session_time.next_block(held.value, NINE)
        store.save(on, based_on=held.revision, because="", minute=6)
    type_in(page, "half a thou")
    page.refresh()
    assert second.prompts[0] in page.prompts.value
    assert first.prompts[0] not in page.prompts.value
    assert page.form.value.text == "half a thou"
    assert kept(workspace).value.session == 2
    assert running.said("en").decisions[running.blocks[0].decisions[0]] in page.open.value


def test_without_a_session_there_are_notes_all_the_same(served, workspace):
    page = opened(workspace)
    assert "No session has begun." in page.asked.value
    assert (page.prompts.value, still(page.notes) != "") == ("", True)


def test_an_unknown_client_is_told_so(served, workspace):
    page = opened(workspace, slug="nobody")
    assert "This page cannot be shown." in notes.header(page).value
    assert (notes.question(page).children, notes.body(page).children) == ((), ())
