"""From a value to entries and back, without a browser."""

import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from coachkit.model.actions import ActionPlan, ActionState
from coachkit.model.audit import Account, Audit
from coachkit.model.strategy import HoursDecision, Point, Profile, ProfileLine, Statement, Strategy
from coachkit.widgets.form_entries import reworded, written
from coachkit.widgets.form_reading import read
from tests.widgets.form_examples import ACTIONS, AUDIT, EXAMPLES, STRATEGY

LANGUAGES = some.sampled_from(["en", "sv", "fi"])
LINE = some.text(max_size=60).map(str.strip)
DAYS = some.none() | some.dates()
ACCOUNT = {"channel": "", "owner": "", "last_post": "", "followers": "", "verdict": ""}


def after(entries, base, hints, language="sv", rows=None):
    """What entries come to; those that are not named stay as ``base`` has them."""
    before = written(base, hints, language)
    return read(
        {**before.entries, **entries}, base, hints, language, {**before.rows, **(rows or {})}
    )


def wrong(reading):
    return {path: refused.code for path, refused in reading.errors.items()}


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", ["en", "sv", "fi"])
def test_a_value_comes_back_as_it_was(name, language):
    value, hints = EXAMPLES[name]
    reading = after({}, value, hints, language)
    assert (wrong(reading), reading.value) == ({}, value)


@given(
    some.lists(
        some.builds(
            Account,
            key=some.just("account-1"),
            channel=LINE,
            handle=LINE,
            owner=LINE,
            last_post=DAYS,
            followers=some.none() | some.integers(0, 10**9),
        ),
        max_size=5,
    ),
    DAYS,
    LANGUAGES,
)
def test_every_audit_comes_back_as_it_was(accounts, on, language):
    shown = ("channel", "owner", "last_post", "followers")
    kept = [one for one in accounts if any(getattr(one, name) for name in shown)]
    keyed = tuple(one.changed(key=f"account-{i}") for i, one in enumerate(kept))
    audit = Audit(on=on, accounts=keyed)
    assert after({}, audit, AUDIT, language).value == audit


@given(
    some.lists(some.tuples(some.sampled_from(Point), LINE.filter(bool)), max_size=6),
    some.lists(LINE.filter(bool), max_size=4),
    some.integers(0, 10_000).map(lambda quarters: quarters / 4),
    LANGUAGES,
)
@settings(max_examples=60)
def test_every_strategy_comes_back_as_it_was(said, authors, hours, language):
    statements = (
        Statement(key=f"statement-{i}", point=point, text=text, reason="kept")
        for i, (point, text) in enumerate(said)
    )
    strategy = Strategy(
        authors=tuple(authors),
        statements=tuple(statements),
        hours=HoursDecision(key="hours", hours_a_week=min(hours, 5_000), gap_hours=1.25),
    )
    assert after({}, strategy, STRATEGY, language).value == strategy


JUNK = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=20),
    lambda inside: (
        some.lists(inside, max_size=3)
        | some.dictionaries(
            some.sampled_from([*ACCOUNT, "id", "accounts", "on", "summary", "actions", "x"]),
            inside,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(some.dictionaries(some.sampled_from([*AUDIT, "x"]), JUNK), LANGUAGES)
def test_whatever_a_browser_sends_is_a_value_or_says_what_is_wrong(entries, language):
    reading = read(entries, Audit(), AUDIT, language)
    assert (reading.value is None) == bool(reading.errors)


def test_every_wrong_field_is_told_at_its_own_place():
    rows = [
        {**ACCOUNT, "id": "new-1", "channel": "x" * 241, "followers": "many"},
        {**ACCOUNT, "id": "new-2", "channel": "X", "last_post": "2026-02-30", "verdict": "sell"},
    ]
    reading = after({"accounts": rows, "on": "soon"}, Audit(), AUDIT)
    assert reading.value is None
    assert wrong(reading) == {
        "on": "not_a_day",
        "accounts.0.channel": "too_long",
        "accounts.0.followers": "wrong_type",
        "accounts.1.last_post": "not_a_day",
        "accounts.1.verdict": "not_allowed",
    }


@pytest.mark.parametrize(
    ("typed", "language", "hours"),
    [
        ("2,5", "sv", 2.5),
        ("2.5", "sv", 2.5),
        ("2,5", "en", 2.5),
        ("1,500", "sv", 1.5),
        ("", "fi", None),
    ],
)
def test_numbers_are_typed_as_people_type_them(typed, language, hours):
    reading = after(
        {"hours": {"hours_a_week": typed, "honest": []}}, Strategy(), STRATEGY, language
    )
    assert reading.value.hours.hours_a_week == hours


@pytest.mark.parametrize("typed", ["1,500", "two", "-1", "5001", "2.5.2"])
def test_a_number_that_is_none_or_too_much_is_refused_with_its_limits(typed):
    entries = {"hours": {"hours_a_week": typed, "honest": []}}
    reading = after(entries, Strategy(), STRATEGY, "en")
    assert wrong(reading) == {"hours.hours_a_week": "wrong_type"}
    details = reading.errors["hours.hours_a_week"].details
    assert (details["least"], details["most"]) == (0, 5_000)


def test_half_a_follower_is_refused():
    rows = [{**ACCOUNT, "id": "new-1", "followers": "2,5"}]
    reading = after({"accounts": rows}, Audit(), AUDIT)
    assert wrong(reading) == {"accounts.0.followers": "wrong_type"}


def test_a_required_field_that_is_empty_is_missing_and_the_others_are_told_too():
    row = {"id": "new-1", "what": "Call", "who": "", "when": "", "first_step": "", "done_sign": "x"}
    reading = after({"actions": [row]}, ActionPlan(), ACTIONS)
    assert wrong(reading) == {
        "actions.0.who": "missing",
        "actions.0.when": "missing",
        "actions.0.first_step": "missing",
    }


def test_empty_rows_at_the_end_are_nobodys_and_those_between_stay():
    rows = [
        {**ACCOUNT, "id": "new-1"},
        {**ACCOUNT, "id": "new-2", "channel": "X"},
        {**ACCOUNT, "id": "new-3"},
        {**ACCOUNT, "id": "new-4", "owner": "  "},
    ]
    value = after({"accounts": rows}, Audit(), AUDIT).value
    assert value.accounts == (Account(key="account-1"), Account(key="account-2", channel="X"))


def test_what_a_new_row_brings_with_it_does_not_fill_it():
    profile = Profile(key="profile-1", name="Beginner")
    row = {"id": "new-1", "aspect": "", "text": "", "basis": "guess"}
    before = written(Strategy(profiles=(profile,)), STRATEGY, "en")
    card = {**before.entries["profiles"][0], "lines": [row]}
    reading = after({"profiles": [card]}, Strategy(profiles=(profile,)), STRATEGY, "en")
    assert reading.value.profiles == (profile,)
    card = {**card, "lines": [{**row, "text": "New"}]}
    reading = after({"profiles": [card]}, Strategy(profiles=(profile,)), STRATEGY, "en")
    assert wrong(reading) == {"profiles.0.lines.0.aspect": "missing"}
    card = {**card, "lines": [{**row, "text": "New", "aspect": "who"}]}
    reading = after({"profiles": [card]}, Strategy(profiles=(profile,)), STRATEGY, "en")
    assert reading.value.profiles[0].lines == (ProfileLine(aspect="who", text="New"),)


def test_fields_that_are_not_shown_go_with_their_row():
    audit, hints = EXAMPLES["audit"]
    first, second = written(audit, hints, "sv").entries["accounts"]
    moved = after({"accounts": [second, first]}, audit, hints).value
    assert moved.accounts == audit.accounts[::-1]
    assert moved.accounts[1].handle == "@f"


def test_a_key_is_never_given_twice():
    audit, hints = EXAMPLES["audit"]
    first, second = written(audit, hints, "sv").entries["accounts"]
    new = {**ACCOUNT, "id": "new-1", "channel": "YouTube"}
    with_new = after({"accounts": [first, new]}, audit, hints)
    assert [one.key for one in with_new.value.accounts] == ["account-2", "account-6"]
    newer = {**ACCOUNT, "id": "new-2", "channel": "Bluesky"}
    without = after({"accounts": [newer, first]}, with_new.value, hints, rows=with_new.rows)
    assert [one.key for one in without.value.accounts] == ["account-7", "account-2"]
    back = after({"accounts": [second, new]}, without.value, hints, rows=without.rows)
    assert [one.key for one in back.value.accounts] == ["account-5", "account-6"]


def test_rows_of_another_point_stay_where_they_are():
    strategy, hints = EXAMPLES["strategy"]
    (message,) = written(strategy, hints, "en").entries["statements"]
    new = {"id": "new-1", "text": "We answer.", "owner": ""}
    added = after({"statements": [message, new]}, strategy, hints, "en").value
    assert [(one.key, one.point) for one in added.statements] == [
        ("statement-1", Point.ROUTINE),
        ("statement-2", Point.MESSAGE),
        ("statement-4", Point.MESSAGE),
        ("statement-3", Point.LISTENING),
    ]
    gone = after({"statements": []}, strategy, hints, "en").value
    assert [one.key for one in gone.statements] == ["statement-1", "statement-3"]


def test_an_answer_stays_with_its_question():
    hours = {"hours_a_week": "", "honest": ["", "Twice a week", ""]}
    assert after({"hours": hours}, Strategy(), STRATEGY).value.hours.honest == ("", "Twice a week")


def test_empty_lines_are_left_out_and_a_long_one_is_told_where_it_stands():
    reading = after({"authors": ["Aino", "", " Björn ", ""]}, Strategy(), STRATEGY)
    assert reading.value.authors == ("Aino", "Björn")
    reading = after({"authors": ["Aino", "", "x" * 81]}, Strategy(), STRATEGY)
    assert wrong(reading) == {"authors.2": "too_long"}


def test_more_rows_than_there_is_room_for_are_refused_at_the_table():
    cards = [{"id": f"new-{i}", "name": f"P{i}", "lines": []} for i in range(4)]
    reading = after({"profiles": cards}, Strategy(), STRATEGY)
    assert (wrong(reading), reading.errors["profiles"].details["limit"]) == (
        {"profiles": "too_long"},
        3,
    )


def test_what_is_wrong_with_the_whole_is_said_at_the_field_it_is_about():
    rows = [
        {"id": f"new-{i}", "what": f"{i}", "who": "A", "when": "2026-12-01"}
        | {"first_step": "s", "done_sign": "d"}
        for i in range(8)
    ]
    reading = after({"actions": rows}, ActionPlan(), ACTIONS)
    assert wrong(reading) == {"actions": "too_many_actions"}
    plan, hints = EXAMPLES["actions"]
    assert after({}, plan, hints).value.actions[0].state is ActionState.DONE


def test_numbers_are_written_in_the_new_language_and_wrong_entries_stay():
    entries = {"hours": {"hours_a_week": "2,5", "honest": ["2,5"]}, "authors": ["1,5"]}
    assert reworded(entries, STRATEGY, "sv", "en") == {
        "hours": {"hours_a_week": "2.5", "honest": ["2,5"]},
        "authors": ["1,5"],
    }
    entries = {"accounts": [{**ACCOUNT, "id": "a", "followers": "2,x"}]}
    assert reworded(entries, AUDIT, "sv", "en") == entries


@given(some.floats(0, 5_000), LANGUAGES, LANGUAGES)
def test_no_number_changes_with_the_language(hours, was, now):
    strategy = Strategy(hours=HoursDecision(key="hours", hours_a_week=round(hours, 4)))
    entries = written(strategy, STRATEGY, was).entries
    renewed = reworded(entries, STRATEGY, was, now)
    reading = after(renewed, Strategy(), STRATEGY, now)
    assert math.isclose(reading.value.hours.hours_a_week, round(hours, 4), abs_tol=1e-9)


def test_days_are_written_as_everybody_can_read_them():
    entries = written(Audit(on=date(2026, 3, 4)), AUDIT, "fi").entries
    assert entries["on"] == "2026-03-04"
