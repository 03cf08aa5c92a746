"""The living strategy's page: what is old, a change with its reason, versions and their letter."""

import re
import zipfile
from datetime import UTC, date, datetime, timedelta

import pytest

from coachkit.language.living_words import Step
from coachkit.model.change_reasons import ChangeReason
from coachkit.model.deciding import LearningKind
from coachkit.model.strategy import Strategy, WorkshopInput
from coachkit.sessions import living, living_page, strategy
from coachkit.widgets.panel import still
from tests.model.strategies import (
    REVIEW,
    TODAY,
    a_strategy,
    an_audit,
    an_inside_view,
    the_policies,
)

EMPTY = "This has to be filled in."


@pytest.fixture
def it_is(monkeypatch):
    """Set the day that the page reads."""

    def set_day(day: date) -> None:
        moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        for module in (living_page, strategy):
            monkeypatch.setattr(module, "now", lambda: moment)

    set_day(TODAY)
    return set_day


@pytest.fixture
def whole(store, it_is):
    """A client whose strategy lacks nothing, on the day it was decided."""
    for value in (a_strategy(), an_audit(), an_inside_view(), the_policies()):
        store.save(value, based_on=None, because="the session")
    return store


@pytest.fixture
def opened(whole, workspace):
    """Opens the page."""

    def open_page(language="en"):
        return living.open_page(
            {"client": "shop", "workspace": str(workspace.path), "language": language}
        )

    return open_page


def headline(page):
    return re.search(r"<h1>(.*?)</h1>", page.asked.value)[1]


def kept(store):
    return store.load(Strategy).value


def write(page, key, *, reason=True, **fields):
    """Type into the form of a decision, and say why."""
    page.look_at(key)
    form = page.change.filled
    form.entries = {**form.entries, **fields}
    if reason:
        why = page.change.reason
        why.entries = {
            **why.entries,
            "reason": "Too few see it",
            "kind": "figure",
            "text": "12 saw it in October",
            "source": "Facebook",
            "who": "Bo",
        }


def statement(strategy_now):
    return strategy_now.statements[0]


def test_a_client_without_a_strategy_is_told_so(workspace, monkeypatch):
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5.13")
    page = living.open_page({"client": "shop", "workspace": str(workspace.path)})
    assert "strategy session" in living.header(page).value
    assert (living.steps(page).children, living.body(page).children) == ((), ())


def test_the_alarm_says_how_many_and_how_old(opened, it_is):
    assert headline(opened()) == "No decision is past its review date."
    it_is(REVIEW + timedelta(days=3))
    page = opened()
    n = len(page.strategy.decisions)
    dated = sum(one.review_on is not None for one in page.strategy.decisions)
    assert headline(page) == f"{dated} of {n} decisions are past their review date."
    assert len(page.old.children) == dated + 1
    assert "3 days ago" in still(page.old.children[0])
    assert "3 days past its date" in still(page.old)


def test_a_decision_that_is_old_opens_with_a_new_day(opened, it_is):
    it_is(REVIEW + timedelta(days=3))
    page = opened()
    row = page.old.children[0]
    row.children[1].click()
    assert page.step is Step.CHANGE
    assert page.change.filled.value.review_on == REVIEW + timedelta(days=3 + 92)
    assert "A new one is proposed" in page.change.proposed.value


def test_a_change_without_a_reason_is_refused_at_the_field(opened, whole):
    page = opened()
    key = statement(page.strategy).key
    write(page, key, reason=False, text="Other words")
    page.change.keep.click()
    assert page.change.reason.errors == dict.fromkeys(("who", "reason", "kind", "text"), EMPTY)
    assert "Say who changes it" in page.change.said.value
    page.change.reason.entries = {**page.change.reason.entries, "reason": "Because"}
    assert page.change.reason.errors == dict.fromkeys(("who", "kind", "text"), EMPTY)
    assert kept(whole) == a_strategy()


def test_a_change_is_kept_with_its_reason_and_its_learning(opened, whole):
    page = opened()
    before = statement(page.strategy)
    write(page, before.key, text="Other words")
    page.change.keep.click()
    saved = whole.load(Strategy)
    changed = statement(saved.value)
    assert (changed.text, changed.decided_on) == ("Other words", TODAY)
    assert saved.because == "Too few see it"
    revision = saved.value.revisions[-1]
    assert (revision.about, revision.who, revision.on) == (before.key, "Bo", TODAY)
    assert (revision.learning.kind, revision.learning.text) == (
        LearningKind.FIGURE,
        "12 saw it in October",
    )
    assert page.change.reason.value == ChangeReason(who="Bo")
    assert "12 saw it in October" in opened().change.past.value


def test_nothing_different_is_no_change(opened, whole):
    page = opened()
    write(page, statement(page.strategy).key)
    page.change.keep.click()
    assert "Nothing in the decision is different." in page.change.said.value
    assert kept(whole) == a_strategy()


def test_a_decision_is_taken_out_with_its_reason(opened, whole):
    page = opened()
    cut = page.strategy.cuts[-1]
    write(page, cut.key)
    page.change.drop.click()
    assert cut.key not in {one.key for one in kept(whole).decisions}
    assert kept(whole).revisions[-1].about == cut.key
    assert cut.key not in {key for _, key in page.change.choose.options}


def test_hours_can_not_be_taken_out(opened):
    page = opened()
    page.look_at("hours")
    assert page.change.drop.layout.display == "none"


def test_what_somebody_else_kept_is_told_and_not_overwritten(opened, whole):
    page = opened()
    one = statement(page.strategy)
    write(page, one.key, text="Mine")
    theirs = a_strategy(
        statements=(one.changed(text="Theirs"), *page.strategy.statements[1:]),
    )
    whole.save(theirs, based_on=1, because="elsewhere")
    page.change.keep.click()
    assert kept(whole) == theirs
    for text in ("Mine", "Theirs"):
        assert f"<td>{text}</td>" in page.beside.panel.said.value
    assert page.change.filled.value.text == "Theirs"
    page.beside.panel.mine.click()
    assert statement(kept(whole)).text == "Mine"
    assert not page.beside.is_asking


def test_theirs_may_be_taken_and_nothing_is_kept_then(opened, whole):
    page = opened()
    one = statement(page.strategy)
    write(page, one.key, text="Mine")
    theirs = a_strategy(
        statements=(one.changed(text="Theirs"), *page.strategy.statements[1:]),
    )
    whole.save(theirs, based_on=1, because="elsewhere")
    page.change.keep.click()
    page.beside.panel.theirs.click()
    assert kept(whole) == theirs
    assert page.beside.panel.said.value == ""
    assert page.change.filled.value.text == "Theirs"


def test_what_somebody_else_keeps_is_shown_by_itself(opened, whole):
    page = opened()
    theirs = a_strategy(question=page.strategy.question.changed(answer="Another answer."))
    whole.save(theirs, based_on=1, because="elsewhere")
    page.beside.following.look()
    assert page.strategy == theirs
    assert "the strategy" in page.beside.news.panel.value


def test_what_was_typed_stays_where_somebody_else_changed_another_decision(opened, whole):
    page = opened()
    one = statement(page.strategy)
    write(page, one.key, text="Mine")
    theirs = a_strategy(question=page.strategy.question.changed(answer="Another answer."))
    whole.save(theirs, based_on=1, because="elsewhere")
    page.change.keep.click()
    assert statement(kept(whole)).text == "Mine"
    assert kept(whole).question.answer == "Another answer."


def test_another_language_keeps_every_entry(opened):
    page = opened()
    write(page, statement(page.strategy).key, text="Half a")
    page.languages.value = "sv"
    assert page.change.filled.language == page.change.reason.language == "sv"
    assert page.change.filled.value.text == "Half a"
    assert page.change.reason.value.reason == "Too few see it"
    page.look_at("hours")
    page.look_at(statement(page.strategy).key)
    assert page.change.filled.value.text == "Half a"


def test_a_version_gets_the_name_that_was_proposed(opened, whole):
    page = opened()
    page.go(Step.VERSIONS)
    form = page.versions.form
    assert (headline(page), form.name.value) == ("No version has a name yet.", "v0.1")
    form.freeze.click()
    assert EMPTY in form.wrong.value
    assert whole.frozen_names() == ()
    form.because.value = "We read it aloud"
    form.freeze.click()
    assert [(one.name, one.because) for one in whole.frozen_names()] == [
        ("v0.1", "We read it aloud")
    ]
    assert (headline(page), form.name.value) == ("1 version has a name.", "v0.2")


def test_a_name_that_is_taken_is_told(opened, whole):
    whole.freeze("v0.1", because="the session")
    page = opened()
    page.go(Step.VERSIONS)
    form = page.versions.form
    form.name.value, form.because.value = "v0.1", "again"
    form.freeze.click()
    assert "already a version called “v0.1”" in form.said.value


def test_what_became_of_it_is_a_letter_and_a_word_file_with_changes(opened, whole):
    whole.freeze("v0.1", because="the session")
    page = opened()
    write(page, statement(page.strategy).key, text="Other words, and some more of them")
    page.change.keep.click()
    page.go(Step.VERSIONS)
    form = page.versions.form
    assert (form.older.value, form.newer.value) == ("v0.1", "")
    assert "12 saw it in October" in form.read.value
    form.write_letter.click()
    written = whole.documents / "letter-en.docx"
    assert "letter-en.docx" in form.letter_said.value
    with zipfile.ZipFile(written) as opened_file:
        document = opened_file.read("word/document.xml")
        assert b"<w:ins " in document
        assert b"12 saw it in October" in opened_file.read("word/comments.xml")


def test_the_strategy_is_written_in_the_language_of_the_page(opened, whole, monkeypatch):
    monkeypatch.setenv("COACHKIT_UPLOADS", "100")
    page = opened("fi")
    page.go(Step.VERSIONS)
    page.versions.form.write_strategy.click()
    said = page.versions.form.files_said.value
    assert 'href="/clients/shop/documents/strategy-fi.docx"' in said
    assert (whole.documents / "strategy-fi.pdf").read_bytes().startswith(b"%PDF")


def test_client_text_is_never_markup(opened, whole):
    hostile = "<script>alert(1)</script>"
    text = a_strategy().statements[0].changed(text=hostile, owner=hostile, reason=hostile)
    whole.save(a_strategy(statements=(text, *a_strategy().statements[1:])), based_on=1, because="x")
    page = opened()
    for step in Step:
        page.go(step)
        assert "<script" not in still(page.body) + page.asked.value


def remark(page, **fields):
    """Write what somebody said into the table of the fourth screen."""
    form = page.inputs.filled
    one = {"key": "input-1", "text": "", "who": "", "verdict": None, "why": "", **fields}
    form.value = form.value.changed(inputs=(*form.value.inputs, WorkshopInput.model_validate(one)))


def test_what_was_said_is_kept_as_a_version(opened, whole):
    whole.save(a_strategy(inputs=()), based_on=1, because="x")
    page = opened()
    page.go(Step.SAID)
    assert headline(page) == "Nothing has been said to the draft yet."
    page.inputs.keep.click()
    assert "Nothing in the table is different." in page.inputs.said.value
    remark(page, text="Why no TikTok?", who="Bo")
    page.inputs.keep.click()
    assert headline(page) == "0 of 1 have an answer."
    remark(page, key="input-2", text="More photos", verdict="accepted", why="Cheap")
    page.inputs.keep.click()
    assert headline(page) == "1 of 2 has an answer."
    assert [one.text for one in kept(whole).inputs] == ["Why no TikTok?", "More photos"]
    assert len(whole.history(Strategy)) == 4


def test_what_somebody_else_kept_in_between_is_told_at_the_table(opened, whole):
    whole.save(a_strategy(inputs=()), based_on=1, because="x")
    page = opened()
    page.go(Step.SAID)
    remark(page, text="Mine")
    answered = a_strategy(inputs=(), question=page.strategy.question.changed(answer="Another."))
    whole.save(answered, based_on=2, because="elsewhere")
    page.inputs.keep.click()
    assert [one.text for one in kept(whole).inputs] == ["Mine"]
    assert kept(whole).question.answer == "Another."
    remark(page, key="input-2", text="Mine too")
    theirs = kept(whole).changed(inputs=())
    whole.save(theirs, based_on=4, because="elsewhere")
    page.go(Step.SAID)
    assert "Somebody else has changed the table" in page.outcome.value
    assert page.inputs.inputs == ()
