"""A form without a browser: what is typed is set on ``entries``, as the browser does."""

import json

import pytest

from coachkit.model.audit import Account, Audit
from coachkit.model.strategy import Strategy
from coachkit.widgets.form import Form
from coachkit.widgets.form_hints import As, Hint
from tests.widgets.form_examples import AUDIT, EXAMPLES, STRATEGY, said


@pytest.fixture
def form():
    audit, hints = EXAMPLES["audit"]
    return Form(audit, hints, language="sv", known={"channels": ["Facebook", "TikTok"]})


def type_into(form, row, **typed):
    """Type into a row of the accounts, as the browser tells of it: with all other entries."""
    entries = json.loads(json.dumps(form.entries))
    entries["accounts"][row].update(typed)
    form.entries = entries


def labels(form):
    return [field["label"] for field in form.schema["fields"]][:2]


def test_what_is_typed_becomes_the_value_and_whoever_watches_is_told(form):
    told = []
    form.observe(lambda change: told.append(change["new"].accounts[1].owner), "value")
    type_into(form, 1, owner="Aino")
    assert (told, form.value.accounts[1].owner, form.errors) == (["Aino"], "Aino", {})


def test_a_wrong_entry_stays_is_told_in_words_and_the_value_is_the_last_right_one(form):
    before = form.value
    type_into(form, 0, last_post="2026-02-30")
    assert form.value is before
    assert form.errors == {
        "accounts.0.last_post": (
            "”2026-02-30” är ingen dag. Skriv år, månad och dag, till exempel 2026-10-31."
        )
    }
    assert form.entries["accounts"][0]["last_post"] == "2026-02-30"
    type_into(form, 0, last_post="2026-02-28")
    assert (form.errors, form.value.accounts[0].last_post.day) == ({}, 28)


def test_another_language_keeps_every_entry_also_wrong_ones(form):
    type_into(form, 0, last_post="2026-02-30", owner="Aino")
    entries = form.entries
    form.language = "fi"
    assert labels(form) == ["Tarkasteltu", "Tilimme"]
    assert form.entries == entries
    assert form.schema["language"] == "fi"
    assert list(form.errors) == ["accounts.0.last_post"]
    assert form.errors["accounts.0.last_post"].startswith("”2026-02-30” ei ole päivä")


def test_numbers_are_written_as_the_new_language_does_and_mean_the_same():
    strategy, hints = EXAMPLES["strategy"]
    form = Form(strategy, hints, language="sv")
    typed = []
    for language in ("sv", "en", "fi"):
        form.language = language
        typed.append(form.entries["hours"]["hours_a_week"])
    assert (typed, form.value) == (["2,5", "2.5", "2,5"], strategy)


def test_a_new_value_stands_in_the_fields_and_what_was_wrong_is_gone(form):
    type_into(form, 0, last_post="soon")
    form.value = Audit(accounts=(Account(key="account-9", channel="Bluesky"),))
    assert [row["channel"] for row in form.entries["accounts"]] == ["Bluesky"]
    assert form.errors == {}


def test_an_observer_that_sets_what_it_was_told_disturbs_nobody(form):
    def keep(change):
        form.value = change["new"].changed(summary="Said by the coach.")

    form.observe(keep, "value")
    type_into(form, 1, owner="Aino")
    assert form.value.accounts[1].owner == "Aino"
    assert form.entries["summary"] == "Said by the coach."


def test_names_to_pick_from_come_later_too(form):
    def picked():
        return form.schema["fields"][1]["columns"][0]["suggestions"]

    before = picked()
    form.known = {"channels": ["Mastodon"]}
    assert (before, picked()) == (["Facebook", "TikTok"], ["Mastodon"])


def test_new_hints_keep_what_stands_in_the_fields(form):
    type_into(form, 0, last_post="soon")
    form.hints = {name: AUDIT[name] for name in ("accounts", "summary")}
    assert list(form.entries) == ["accounts", "summary"]
    assert list(form.errors) == ["accounts.0.last_post"]


def test_read_without_a_browser_a_form_shows_what_is_in_it_and_nobodys_words_are_markup(form):
    type_into(form, 0, channel="<b>bold</b>", last_post="2026-02-28")
    live, _ = form._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in live
    still = live["text/html"]
    assert [part in still for part in ("Våra konton", "&lt;b&gt;bold&lt;/b&gt;", "<b>")] == [
        True,
        True,
        False,
    ]
    assert "28 februari 2026" in still


def test_the_schema_says_what_a_field_allows():
    hints = {
        **STRATEGY,
        "authors": Hint(As.LINES, said("Written by"), most=5),
        "inputs": Hint(
            As.TABLE, said("Inputs"), fixed=True, within={"text": Hint(As.PARAGRAPH, said("Text"))}
        ),
    }
    fields = {field["name"]: field for field in Form(Strategy(), hints).schema["fields"]}
    assert (fields["authors"]["most"], fields["profiles"]["most"]) == (5, 3)
    assert (fields["inputs"]["fixed"], fields["profiles"]["fixed"]) == (True, False)
    hours = fields["hours"]["fields"][0]
    assert (hours["step"], hours["least"], hours["most"]) == (0.5, 0, 5_000)


def test_all_that_a_browser_is_told_is_json(form):
    told = {name: getattr(form, name) for name in ("schema", "entries", "errors")}
    assert json.loads(json.dumps(told)) == told


def test_a_row_that_was_begun_is_no_value_until_something_is_written_in_it(form):
    form.value = Audit()
    form.begin_row("accounts")
    (row,) = form.entries["accounts"]
    assert (row["channel"], form.value, form.errors) == ("", Audit(), {})
    form.begin_row("accounts")
    assert form.entries["accounts"] == [row]
    type_into(form, 0, channel="Facebook")
    assert [one.channel for one in form.value.accounts] == ["Facebook"]
    assert form.errors == {}


def test_nobody_begins_a_row_of_a_form_that_is_only_read():
    read = Form(Audit(), AUDIT, read_only=True)
    read.begin_row("accounts")
    assert read.entries["accounts"] == []
