"""The last screen: read aloud, answered, named, made into files; and two questions."""

import asyncio
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from coachkit.model import session_record, session_time
from coachkit.model.actions import Action, ActionPlan
from coachkit.model.audit import Audit, Verdict
from coachkit.model.client import Client
from coachkit.model.policies import Policies
from coachkit.model.sessions import Attendee, Session
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.model.strategy import (
    BusinessGoal,
    ChannelChoice,
    HoursDecision,
    InputVerdict,
    OurQuestion,
    Profile,
    Strategy,
    WorkshopInput,
    Worry,
)
from coachkit.sessions import autosave, screen_read_back, session_desk, session_files, uploading
from coachkit.sessions.screen_read_back import ANSWER, FEEDBACK, FILES, NEXT_DATE, ReadBackScreen
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.session_files import PackMade
from coachkit.sessions.session_jotting import jot_question
from coachkit.store.client_store import ClientStore
from coachkit.store.workspace import Workspace

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script>"
STRATEGY = Strategy(
    question=OurQuestion(worry=Worry.TIME, words="Was it worth it?"),
    profiles=(Profile(key="p", name=HOSTILE),),
    business_goals=(BusinessGoal(key="b", text="More members."),),
    channels=(
        ChannelChoice(key="a", channel="Facebook", verdict=Verdict.KEEP),
        ChannelChoice(key="c", channel="X", verdict=Verdict.CLOSE),
    ),
    hours=HoursDecision(key="hours", hours_a_week=6.5, realistic=1),
)


@pytest.fixture(autouse=True)
def at_nine(monkeypatch):
    for module in (session_desk, screen_read_back):
        monkeypatch.setattr(module, "now", lambda: NINE)
    monkeypatch.setattr(autosave, "running_loop", lambda: None)
    monkeypatch.delenv(uploading.VARIABLE, raising=False)


@pytest.fixture
def workspace(tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    client = Client(slug="sund", name="Sund", languages=("sv", "en"))
    workspace.new_client(client, now=NINE, who="coach").close()
    return workspace


def seated(workspace, *, practice=False):
    desk = SessionDesk("sund", str(workspace.path), shipped_sheet("strategy"), None)
    desk.put(STRATEGY, "strategy")
    desk.put(Audit(on=date(2026, 11, 23)), "audit")
    if practice:
        return SessionDesk(
            "sund", str(workspace.path), shipped_sheet("strategy"), None, practice=True
        )
    desk.move(session_time.start, "start")
    return desk


def screen(desk, language="en"):
    return ReadBackScreen(desk, "read_back", language)


def stored(workspace, kind):
    with workspace.open_client("sund", now=NINE, who="test", read_only=True) as store:
        return store.load(kind).value


def made(folder: Path) -> PackMade:
    pack = folder / "sund-strategy.zip"
    return PackMade(folder, pack, (folder / "sv" / "strategy-sv.docx",), "/clients/sund/documents")


def test_it_is_read_back_from_the_question_to_the_first_promise(workspace):
    desk = seated(workspace)
    action = Action(
        key="a", what="Call", who="Bo", when=date(2026, 12, 1), first_step="dial", done_sign="said"
    )
    desk.put(ActionPlan(actions=(action,)), "actions")
    told = screen(desk).aloud.value
    order = [
        "Was it worth it?",
        "More members",
        "Facebook",
        "To be closed: X.",
        "6.5 hours",
        "Call",
    ]
    assert [told.index(words) for words in order] == sorted(told.index(words) for words in order)
    assert HOSTILE not in told
    assert "&lt;script&gt;" in told


def test_nothing_is_read_back_before_there_is_anything(workspace):
    desk = SessionDesk("sund", str(workspace.path), shipped_sheet("strategy"), None)
    shown = screen(desk)
    assert "Nothing has been decided yet" in shown.aloud.value
    assert shown.answer() is None


def test_the_answer_is_kept_and_said(workspace):
    shown = screen(seated(workspace))
    shown.question.entries = {**shown.question.entries, "answer": "Yes, it was."}
    assert stored(workspace, Strategy).question.answer == "Yes, it was."
    assert stored(workspace, Strategy).question.words == "Was it worth it?"
    said = shown.answer()
    assert said.text == "Your answer is now: “Yes, it was”."
    assert said.detail


def test_a_question_that_was_put_aside_is_answered_and_waits_no_more(workspace):
    desk = seated(workspace)
    shown = screen(desk)
    desk.changed = shown.changed
    assert shown.parked.layout.display == "none"
    for words in (HOSTILE, "Who has the password?"):
        jot_question(desk, words)
    first, second = (one.key for one in desk.session.parked)
    assert shown.parked.layout.display is None
    assert "2 questions were put aside" in shown.parked.told.value
    shown.parked.which.value = second
    shown.parked.keep.click()
    assert [one.answer for one in desk.session.parked] == ["", ""]
    shown.parked.answer.value = " Ada "
    shown.parked.keep.click()
    assert [one.answer for one in stored(workspace, Session).parked] == ["", "Ada"]
    assert (shown.parked.which.value, shown.parked.answer.value) == (first, "")
    shown.parked.answer.value = "Never."
    shown.parked.keep.click()
    assert shown.parked.layout.display == "none"


def test_an_answer_from_elsewhere_is_shown(workspace):
    desk = seated(workspace)
    shown = screen(desk)
    desk.changed = shown.changed
    asked = STRATEGY.question.changed(answer="Half of it.")
    desk.put(STRATEGY.changed(question=asked), "elsewhere")
    assert shown.question.value.answer == "Half of it."


@pytest.mark.parametrize("language", ["en", "sv", "fi"])
def test_every_language_has_its_words_and_keeps_the_entries(workspace, language):
    shown = screen(seated(workspace))
    shown.name.value = "v0.7"
    shown.question.entries = {**shown.question.entries, "answer": "Yes."}
    shown.speak(language)
    assert shown.name.value == "v0.7"
    assert "v0.7" in shown.call_it.description
    assert shown.question.value.answer == "Yes."
    assert f'lang="{language}"' in shown.aloud.value
    assert "Was it worth it?" in shown.aloud.value
    assert "Yes" in shown.answer().text


def test_the_next_date_is_a_decision_of_the_run_sheet(workspace):
    desk = seated(workspace)
    shown = screen(desk)
    assert NEXT_DATE in {one.key for one in desk.undecided()}
    shown.day.value = date(2026, 12, 7)
    shown.day.value = date(2026, 12, 14)
    taken = [one for one in stored(workspace, Session).decisions if one.key == NEXT_DATE]
    assert [one.text for one in taken] == ["We meet again on Monday, 14 December 2026."]
    assert "14 December" in shown.day_said.value
    assert NEXT_DATE not in {one.key for one in desk.undecided()}


def test_a_day_that_is_behind_is_no_next_date(workspace):
    desk = seated(workspace)
    shown = screen(desk)
    shown.day.value = date(2026, 11, 22)
    assert "behind us" in shown.day_said.value
    assert desk.session.decisions == ()


def test_the_draft_gets_the_next_free_name(workspace):
    desk = seated(workspace)
    shown = screen(desk)
    assert shown.call_it.description == "Call it draft v0.1"
    shown.call_it.click()
    assert [one.name for one in desk.looked_up(ClientStore.frozen_names)] == ["v0.1"]
    assert shown.steps.here == FILES
    assert shown.name.value == "v0.2"
    with workspace.open_client("sund", now=NINE, who="test", read_only=True) as store:
        assert store.load_frozen(Strategy, "v0.1").value == STRATEGY


def test_a_name_that_is_taken_is_told_in_a_sentence(workspace):
    desk = seated(workspace)
    shown = screen(desk)
    shown.call_it.click()
    shown.steps.go(ANSWER)
    shown.name.value = "v0.1"
    shown.call_it.click()
    assert "already a version called" in shown.named_said.value
    assert shown.steps.here == ANSWER
    shown.name.value = "v0.2"
    shown.call_it.click()
    assert "v0.2" in shown.named_said.value
    assert [one.name for one in desk.looked_up(ClientStore.frozen_names)] == [
        "v0.1",
        "v0.2",
    ]


def test_without_a_look_at_the_present_state_there_is_no_draft(workspace):
    desk = seated(workspace)
    desk.put(Audit(), "audit")
    shown = screen(desk)
    shown.call_it.click()
    assert "ck-warned" in shown.named_said.value
    assert desk.looked_up(ClientStore.frozen_names) == ()


def test_the_clients_languages_are_ticked(workspace):
    shown = screen(seated(workspace))
    assert [one for one, tick in shown.languages.items() if tick.value] == ["sv", "en"]
    assert all(tick.value for tick in shown.formats.values())


def test_no_language_chosen_is_told_and_nothing_written(workspace):
    shown = screen(seated(workspace))
    for tick in shown.languages.values():
        tick.value = False
    shown.make.click()
    assert "ck-warned" in shown.files_said.value
    assert not shown.make.disabled


def test_files_are_offered_where_a_server_hands_them_out(workspace, monkeypatch):
    desk = seated(workspace)
    folder = workspace.folder("sund") / "documents"
    monkeypatch.setattr(desk, "make_pack", lambda _asked, _told: made(folder))
    shown = screen(desk)
    shown.make.click()
    assert 'href="/clients/sund/documents/sund-strategy.zip"' in shown.files_said.value
    assert 'href="/clients/sund/documents/sv/strategy-sv.docx"' in shown.files_said.value


def test_the_page_lives_while_files_are_made(workspace, monkeypatch):
    desk = seated(workspace)
    folder = workspace.folder("sund") / "documents"
    monkeypatch.setattr(screen_read_back, "running_loop", asyncio.get_running_loop)
    seen = []

    async def pressed():
        shown = None

        def slow(_asked, told):
            told(1, 2, "strategy-sv.docx")
            asyncio.run_coroutine_threadsafe(looked(), loop).result(5)
            return made(folder)

        async def looked():
            seen.append((shown.progress.value, shown.make.disabled))

        loop = asyncio.get_running_loop()
        monkeypatch.setattr(desk, "make_pack", slow)
        shown = screen(desk)
        shown.make.click()
        await shown._job
        return shown

    shown = asyncio.run(pressed())
    [(progress, waits)] = seen
    assert "Writing strategy-sv.docx…" in progress
    assert 'value="50"' in progress
    assert waits
    assert not shown.make.disabled
    assert "<progress" not in shown.progress.value
    assert "sund-strategy.zip" in shown.files_said.value


def test_the_pack_is_whole_and_the_same_a_second_time(workspace, monkeypatch):
    monkeypatch.setenv(uploading.VARIABLE, "1000")
    desk = seated(workspace)
    desk.move(session_time.end, "end")
    names = []
    asked = session_files.PackAsked(("sv", "fi"), ("html",))
    first = desk.make_pack(asked, lambda done, of, name: names.append((done, of, name)))
    before = first.pack.read_bytes()
    again = desk.make_pack(asked, lambda *_: None)
    assert again.pack.read_bytes() == before
    with zipfile.ZipFile(first.pack) as packed:
        inside = set(packed.namelist())
    for language in ("sv", "fi"):
        for name in ("strategy", "guideline", "audit", "minutes", "briefing", "training", "tone"):
            assert f"sund/{language}/{name}-{language}.html" in inside
        assert f"sund/{language}/follow-ups-{language}.ics" in inside
    files = {f"sund/{path.relative_to(first.folder).as_posix()}" for path in first.files}
    assert files == inside
    assert all(path.is_file() for path in first.files)
    assert [done for done, _, _ in names] == list(range(1, len(names) + 1))
    assert names[-1][0] <= names[-1][1]
    assert first.address == "/clients/sund/documents"
    assert set(desk.pack_made().files) == set(first.files)


def test_a_practice_run_leaves_its_files_in_the_coachs_room(workspace, monkeypatch):
    monkeypatch.setenv(uploading.VARIABLE, "1000")
    desk = seated(workspace, practice=True)
    asked = session_files.PackAsked(("sv",), ("html",))
    written = desk.make_pack(asked, lambda *_: None)
    assert written.address == ""
    assert workspace.practice_room().path in written.pack.parents
    assert list((workspace.folder("sund") / "documents").rglob("*.*")) == []
    shown = screen(desk)
    assert "for practice" in shown.files_said.value
    assert "href" not in shown.files_said.value


def test_when_it_is_over_the_files_are_there_and_two_questions(workspace):
    desk = seated(workspace)
    shown = screen(desk)
    desk.changed = shown.changed
    desk.move(session_time.end, "end")
    assert shown.steps.here == FILES
    shown.steps.go(FEEDBACK)
    shown.useful.value = 4
    assert stored(workspace, Session).useful == 4
    assert shown.steps.here == FEEDBACK
    shown.clear.value = 5
    kept = stored(workspace, Session)
    assert (kept.useful, kept.clear_next_step) == (4, 5)
    assert "Thank you" in shown.thanks.value
    again = screen(seated_again(workspace))
    assert (again.useful.value, again.clear.value) == (4, 5)
    assert again.steps.here == FILES


def seated_again(workspace):
    return SessionDesk("sund", str(workspace.path), shipped_sheet("strategy"), None)


def test_what_is_not_answered_stays(workspace):
    session = seated(workspace).session
    useful = session_record.give_feedback(session, useful=2)
    both = session_record.give_feedback(useful, clear_next_step=3)
    assert (both.useful, both.clear_next_step) == (2, 3)


def test_all_who_are_here_and_agreed_are_authors_with_one_press(workspace):
    desk = seated(workspace)
    here = (Attendee(name="Ada", consent=True), Attendee(role="chair"))
    desk.write(session_record.attend(desk.session, here), "attendees")
    shown = screen(desk)
    shown.authors.value = shown.authors.value.changed(authors=("Bo",))
    shown.redraw()
    assert shown.all_here.layout.display != "none"
    shown.all_here.click()
    assert stored(workspace, Strategy).authors == ("Bo", "Ada")
    assert stored(workspace, Strategy).question == STRATEGY.question
    assert shown.all_here.layout.display == "none"


def test_what_was_said_to_the_draft_is_kept_after_the_end_too(workspace):
    desk = seated(workspace)
    shown = screen(desk)
    assert "Nothing has been said to the draft yet." in shown.inputs_said.value
    desk.move(session_time.end, "end")
    said = (
        WorkshopInput(key="a", text=HOSTILE, verdict=InputVerdict.PARKED, why="Later"),
        WorkshopInput(key="b", text="More photos", verdict=InputVerdict.ACCEPTED),
    )
    shown.inputs.value = shown.inputs.value.changed(inputs=said)
    shown.redraw()
    desk.flush()
    assert stored(workspace, Strategy).inputs == said
    assert "1 of 2 has an answer." in shown.inputs_said.value
    assert HOSTILE not in shown.steps.still


def test_who_has_been_to_the_training_is_kept_after_the_end_too(workspace):
    desk = seated(workspace)
    shown = screen(desk)
    desk.move(session_time.end, "end")
    row = {"id": "new-1", "name": HOSTILE, "on": "2026-12-04"}
    shown.acknowledged.entries = {"acknowledged": [row]}
    desk.flush()
    (kept,) = stored(workspace, Policies).acknowledged
    assert (kept.name, kept.on) == (HOSTILE, date(2026, 12, 4))
    assert HOSTILE not in shown.steps.still
