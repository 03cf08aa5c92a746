"""A client's documents as files: one by one, and all of them in a pack."""

import io
import zipfile
from datetime import date

import pytest
from icalendar import Calendar

from coachkit.documents.house_look import HouseLook
from coachkit.model.audit import Audit
from coachkit.model.errors import InvalidValue, StoreError
from coachkit.model.inside_view import InsideView
from coachkit.model.policies import GoodExample, Policies
from coachkit.model.sessions import Session
from coachkit.model.strategy import Strategy
from coachkit.sessions.opening import now
from coachkit.sessions.strategy_documents import (
    DOCUMENTS,
    Versions,
    Wanted,
    pack_session,
    write_documents,
)
from coachkit.sessions.strategy_papers import between, read_kept
from coachkit.store.workspace import Workspace
from tests.documents.reading import WordReader
from tests.documents.strategy_papers import a_session, an_action_plan
from tests.model.strategies import a_strategy, an_audit, an_inside_view, the_policies

ENGLISH = ("en",)


def save(store, *values):
    for value in values:
        last = store.load(type(value))
        store.save(value, based_on=last and last.revision, because="test")


@pytest.fixture
def decided(store):
    """A client after a session, with a draft that got its name."""
    save(store, a_strategy(), an_audit(), an_inside_view(), the_policies(), an_action_plan())
    save(store, a_session())
    store.freeze("v0.1", because="test")
    return store


@pytest.fixture
def sheets(tmp_path):
    """No run sheets of the coach's own."""
    return tmp_path / "run_sheets"


@pytest.fixture
def revised(decided):
    """A second version, with a name."""
    strategy = decided.load(Strategy).value
    first, *others = strategy.business_goals
    goal = first.changed(text="More rentals, also to families")
    save(decided, strategy.changed(business_goals=(goal, *others)))
    decided.freeze("v0.2", because="test")
    return decided


def names(paths):
    return [path.name for path in paths]


def packed(store, sheets, wanted, to):
    written = pack_session(store, sheets, to, wanted)
    (path,) = written.paths
    return path.read_bytes()


def test_a_document_is_written_into_the_clients_documents(decided, sheets):
    written = write_documents(decided, sheets, "strategy", Wanted(("en", "fi"), ("docx", "md")))
    assert names(written.paths) == [
        *("strategy-en.docx", "strategy-en.md", "strategy-fi.docx", "strategy-fi.md"),
    ]
    assert {path.parent for path in written.paths} == {decided.documents}
    assert "# Social media strategy" in written.paths[1].read_text(encoding="utf-8")


def test_what_is_several_documents_is_several_files(decided, sheets, tmp_path):
    found = {
        what: names(
            write_documents(
                decided, sheets, what, Wanted(ENGLISH, ("md",)), folder=tmp_path / "out"
            ).paths
        )
        for what in ("audit", "policies", "actions", "minutes")
    }
    assert found == {
        "audit": ["audit-en.md", "inside-view-en.md"],
        "policies": ["tone-en.md", "images-en.md", "employees-en.md"],
        "actions": ["action-plan-en.md"],
        "minutes": ["minutes-en.md"],
    }


def test_tables_are_a_workbook_where_there_are_any(decided, sheets):
    written = write_documents(decided, sheets, "strategy", Wanted(ENGLISH, ("xlsx",)))
    assert names(written.paths) == ["strategy-en.xlsx"]
    with zipfile.ZipFile(written.paths[0]) as book:
        text = book.read("xl/workbook.xml").decode()
    sheets_named = [part.split('"')[0] for part in text.split('<sheet name="')[1:]]
    assert sheets_named == ["Decisions", "Mentions", "Accounts", "Links", "Tools", "Actions"]
    with pytest.raises(InvalidValue) as refused:
        write_documents(decided, sheets, "guideline", Wanted(ENGLISH, ("xlsx",)))
    assert (refused.value.code, refused.value.field) == ("not_allowed", "format")
    assert refused.value.details["known"] == ("docx", "pdf", "html", "md")


def test_a_client_without_anything_has_no_documents(store, sheets):
    with pytest.raises(StoreError) as refused:
        write_documents(store, sheets, "strategy", Wanted(ENGLISH, ("md",)))
    assert refused.value.code == "no_strategy"


def test_minutes_need_a_session_and_a_letter_two_versions(store, sheets):
    save(store, a_strategy())
    wanted = Wanted(ENGLISH, ("md",))
    codes = []
    for what in ("minutes", "letter"):
        with pytest.raises(StoreError) as refused:
            write_documents(store, sheets, what, wanted)
        codes.append(refused.value.code)
    assert codes == ["no_session", "nothing_to_compare"]


def test_the_letter_is_about_the_last_two_versions_unless_others_are_named(revised, sheets):
    assert between(revised).names == ("v0.1", "v0.2")
    strategy = revised.load(Strategy).value
    save(revised, strategy.changed(cuts=()))
    assert between(revised).names == ("v0.2", "3")
    assert between(revised, "v0.1", "v0.2").names == ("v0.1", "v0.2")
    written = write_documents(
        revised, sheets, "letter", Wanted(ENGLISH, ("docx",)), versions=Versions("v0.1", "v0.2")
    )
    changed = WordReader(written.paths[0].read_bytes()).parts["word/document.xml"].decode()
    assert "<w:ins " in changed
    assert ", also to families" in changed


def test_the_badge_tells_what_changed_since_the_name(revised, sheets):
    assert read_kept(revised, sheets).imprint.since is False
    save(revised, revised.load(Audit).value.changed(summary="We looked again"))
    kept = read_kept(revised, sheets).imprint
    assert (kept.version, kept.since) == ("v0.2", True)


def test_a_pack_has_everything_in_each_language(revised, sheets, tmp_path):
    wanted = Wanted(("en", "sv"), ("md", "xlsx"))
    content = packed(revised, sheets, wanted, tmp_path / "pack.zip")
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        inside = pack.namelist()
    documents = (
        *("action-plan", "audit", "briefing", "decision-log", "employees", "guideline", "images"),
        *("inside-view", "letter", "minutes", "strategy", "tone", "training"),
    )
    expected = {
        f"shop/{language}/{name}-{language}.{ending}"
        for language in ("en", "sv")
        for names_, ending in (
            (documents, "md"),
            (("actions", "audit", "decisions", "strategy"), "xlsx"),
            (("follow-ups",), "ics"),
        )
        for name in names_
    }
    assert set(inside) == expected
    assert inside == sorted(inside)


def test_a_pack_leaves_out_what_there_cannot_be(store, sheets, tmp_path):
    save(store, a_strategy())
    content = packed(store, sheets, Wanted(ENGLISH, ("md",)), tmp_path / "pack.zip")
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        inside = {name.rsplit("/", 1)[1] for name in pack.namelist()}
    assert "strategy-en.md" in inside
    assert not inside & {"letter-en.md", "minutes-en.md", "follow-ups-en.ics"}


def test_the_same_client_gives_the_same_pack(revised, sheets, tmp_path):
    wanted = Wanted(("fi",), ("docx", "pdf", "html", "xlsx"), HouseLook("#7a1f4d"))
    assert packed(revised, sheets, wanted, tmp_path / "one.zip") == packed(
        revised, sheets, wanted, tmp_path / "two.zip"
    )


def test_progress_names_every_file_in_its_turn(decided, sheets, tmp_path):
    told = []
    wanted = Wanted(ENGLISH, ("md", "xlsx"))
    written = write_documents(
        decided, sheets, "audit", wanted, folder=tmp_path, progress=told.append
    )
    assert told == names(written.paths)


def test_the_follow_ups_come_after_the_session(decided, sheets, tmp_path):
    content = packed(decided, sheets, Wanted(ENGLISH, ("md",)), tmp_path / "pack.zip")
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        calendar = Calendar.from_ical(pack.read("shop/en/follow-ups-en.ics"))
    days = sorted(event.decoded("dtstart").date() for event in calendar.walk("VEVENT"))
    assert days[0] == date(2026, 10, 13)
    assert [one.day for one in read_kept(decided, sheets).meetings] == days


def test_a_guideline_of_too_many_pages_is_told(decided, sheets):
    policies = decided.load(Policies).value
    long = tuple(GoodExample(key=f"e{n}", text="Far too many words. " * 90) for n in range(9))
    save(decided, policies.changed(guideline=policies.guideline.changed(examples=long)))
    pdf = Wanted(ENGLISH, ("pdf",))
    assert write_documents(decided, sheets, "guideline", pdf).too_long > 2
    assert write_documents(decided, sheets, "training", pdf).too_long is None


def test_every_document_of_the_demo_can_be_written(demo_made_once, sheets, tmp_path):
    with Workspace.open(demo_made_once).open_client(
        "jarven-ystavat", now=now, who="test", read_only=True
    ) as store:
        assert store.load(InsideView) is not None
        held = store.load(Session) is not None
        for what in DOCUMENTS:
            if what != "minutes" or held:
                written = write_documents(
                    store, sheets, what, Wanted(("fi",), ("md",)), folder=tmp_path
                )
                assert all(path.stat().st_size > 0 for path in written.paths)
