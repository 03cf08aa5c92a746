"""The page on which files come in, without a browser: press a button, look at the panels."""

import re
from datetime import date

import pytest

from coachkit.language.speech import speak
from coachkit.model.languages import LANGUAGES
from coachkit.sessions import exports, uploading
from coachkit.sessions.refusing import Refusal
from coachkit.widgets.panel import still
from tests.sessions.conftest import OCTOBER, UNKNOWN, UNSAID, lying_in, posts

YEARLESS = (
    b'"Date","Video Views","Profile Views","Likes","Comments","Shares"\n'
    b'"October 1","7","1","0","0","0"\n"October 2","9","0","1","0","0"\n'
)


@pytest.fixture
def page(workspace, put):
    def opened(**more):
        return exports.open_page(
            {"client": "shop", "workspace": str(workspace.path), "language": "en", **more}
        )

    return opened


def headline(page):
    return re.search(r"<h1>(.*?)</h1>", page.finding.value)[1]


def row(page, name):
    return next(row for row in page.rows.children if row.preview.name == name)


def press(row, label):
    button = next(button for button in row.buttons if button.description == label)
    button.click()


def there(button):
    return button.layout.display is None


def test_an_empty_inbox_says_what_to_do_and_offers_nothing_to_press(page, store):
    opened = page()
    assert headline(opened) == "No new files are waiting."
    assert [there(opened.store), there(opened.undo), there(opened.again)] == [False, False, True]
    assert str(store.inbox) in opened.bringing.value


def test_one_click_stores_all_and_one_undoes_it(page, put, store):
    put(OCTOBER, posts(0, 1))
    put("b.csv", posts(2))
    opened = page()
    assert (headline(opened), opened.store.description) == (
        "2 files can be stored.",
        "Store these 2 files",
    )
    opened.store.click()
    assert "2 files were stored, 3 rows." in opened.outcome.value
    assert headline(opened) == "No new files are waiting."
    assert opened.undo.description == "Undo the last import (2 files)"
    opened.undo.click()
    assert "2 files lie in the inbox again." in opened.outcome.value
    assert headline(opened) == "2 files can be stored."
    assert store.observations.imports() == ()


def test_a_file_says_what_it_is_and_what_would_change(page, put):
    put(OCTOBER, posts(0, 1))
    opened = page()
    assert "2 posts, 1–31 October 2026: 2 new" in row(opened, OCTOBER).panel.value
    assert row(opened, OCTOBER).buttons == []


def test_one_of_several_can_be_stored_alone(page, put, store):
    put("a.csv", posts(0))
    put("b.csv", posts(1))
    opened = page()
    press(row(opened, "b.csv"), "Store only this one")
    assert [one.file for one in store.observations.imports()] == ["b.csv"]
    assert headline(opened) == "1 file can be stored."


def test_what_appears_in_the_folder_is_seen_on_looking_again(page, put):
    opened = page()
    put(OCTOBER, posts(0))
    opened.again.click()
    assert headline(opened) == "1 file can be stored."


def test_a_question_is_answered_kept_and_can_be_taken_back(page, put, store):
    put("days.csv", UNSAID)
    opened = page()
    assert headline(opened) == "There is nothing new to store."
    assert "Is this from Facebook or from Instagram?" in still(row(opened, "days.csv"))
    assert not there(opened.store)
    (switch,) = row(opened, "days.csv").questions["platform"]
    switch.value = "instagram"
    assert headline(opened) == "1 file can be stored."
    assert headline(page()) == "1 file can be stored."
    press(row(opened, "days.csv"), "Take the answer back")
    assert headline(opened) == "There is nothing new to store."


def test_days_without_a_year_are_shown_as_taken_and_can_be_corrected(page, put):
    put("Overview.csv", YEARLESS)
    opened = page()
    first, last, keep = row(opened, "Overview.csv").questions["year"]
    assert (first.value.month, last.value.month) == (10, 10)
    first.value, last.value = date(2024, 10, 1), date(2024, 10, 2)
    keep.click()
    assert "1–2 October 2024" in row(opened, "Overview.csv").panel.value
    assert row(opened, "Overview.csv").questions == {}


def test_days_the_wrong_way_round_are_a_sentence_at_the_file(page, put):
    put("Overview.csv", YEARLESS)
    opened = page()
    asked = row(opened, "Overview.csv")
    first, last, keep = asked.questions["year"]
    first.value, last.value = date(2024, 10, 2), date(2024, 10, 1)
    keep.click()
    assert "comes before the first" in asked.panel.value
    assert row(opened, "Overview.csv") is asked


def test_unknown_columns_can_be_matched_right_below_the_file(page, put):
    put("a.zip", {"suomi.csv": UNKNOWN})
    opened = page()
    press(row(opened, "a.zip/suomi.csv"), "Match the columns")
    panel, form = row(opened, "a.zip/suomi.csv").children
    assert "are not those of any export" in panel.value
    assert type(form).__name__ == "MappingForm"


def test_what_cannot_be_read_can_be_set_aside(page, put, store):
    put("empty.csv", b"")
    opened = page()
    assert "is empty" in row(opened, "empty.csv").panel.value
    press(row(opened, "empty.csv"), "Set aside")
    assert headline(opened) == "No new files are waiting."
    assert lying_in(store.inbox) == ["set-aside/empty.csv"]


def test_what_another_page_did_meanwhile_is_a_sentence_and_no_silence(page, put, store):
    put(OCTOBER, posts(0))
    one, other = page(), page()
    one.store.click()
    other.undo.click()
    one.undo.click()
    assert "there is nothing to undo" in one.outcome.value
    assert not one.again.disabled


def test_every_language_says_it_all(page, put):
    put(OCTOBER, posts(0))
    put("days.csv", UNSAID)
    put("empty.csv", b"")
    opened = page()
    for language in LANGUAGES:
        opened.languages.value = language
        panels = [opened.top, opened.finding, opened.bringing, *opened.rows.children]
        shown = "".join(map(still, panels))
        assert f'lang="{language}"' in shown
        assert "%(" not in shown
        assert opened.again.description == speak(language).say("Look again")


def test_names_from_files_are_shown_and_never_run(page, put):
    put("<img src=x onerror=alert(1)>.csv", b"")
    shown = "".join(map(still, page().rows.children))
    assert "&lt;img src=x onerror=alert(1)&gt;.csv" in shown
    assert "<img" not in shown


def test_on_our_server_the_first_look_waits_for_the_page(page, put, monkeypatch):
    put(OCTOBER, posts(0))
    monkeypatch.setenv(uploading.VARIABLE, "2000000")
    opened = page()
    assert headline(opened) == "Looking into the inbox…"
    assert 'data-limit="2000000"' in opened.bringing.value
    assert "ck-look-first" in opened.again._dom_classes
    opened.again.click()
    assert headline(opened) == "1 file can be stored."
    assert "ck-look-first" not in opened.again._dom_classes


def test_reading_is_seen_to_go_on(page, put):
    put("a.csv", posts(0))
    put("b.csv", posts(1))
    opened = page()
    seen = []
    opened.reading.observe(lambda change: seen.append(change["new"]), "value")
    opened.again.click()
    told = [re.search(r"Reading file (\d) of (\d): (\S+)</p>", text) for text in seen if text]
    assert [match.groups() for match in told] == [("1", "2", "a.csv"), ("2", "2", "b.csv")]
    assert opened.reading.value == ""


def test_a_client_that_is_not_there_is_refused(page):
    with pytest.raises(Refusal):
        page(client="nobody")
