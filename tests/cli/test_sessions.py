"""Run sheets checked, minutes printed, a session replayed, as typed."""

from datetime import UTC, datetime, timedelta

import pytest

from coachkit.model.actions import Action, ActionPlan
from coachkit.model.session_record import decide, park
from coachkit.model.session_time import end, new_session, next_block, start
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.model.shipped import shipped
from coachkit.store.workspace import Workspace
from tests.cli.conftest import coachkit

NINE = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
SHEETS = shipped("templates", "run_sheets")


def at(minutes):
    return NINE + timedelta(minutes=minutes)


@pytest.fixture
def own(tmp_path):
    """A coach's own sheet with its words, to spoil."""
    folder = tmp_path / "mine"
    folder.mkdir()
    for end_ in ("", ".en", ".sv", ".fi"):
        text = (SHEETS / f"strategy{end_}.toml").read_text("utf-8")
        (folder / f"mine{end_}.toml").write_text(text, "utf-8")
    return folder / "mine.toml"


@pytest.fixture
def held(workspace):
    """A session of the client: two blocks, a decision, a question, an action."""
    session = start(new_session(shipped_sheet("strategy")), at(0))
    steps = [
        (session, 0),
        (session := decide(session, "Sales, not followers", at(3), owner="Aino"), 3),
        (session := next_block(session, at(16)), 16),
        (session := park(session, "And TikTok?", at(18)), 18),
        (end(session, at(95)), 95),
    ]
    action = Action(
        key="action-1",
        what="Collect ten questions",
        who="Bo",
        when=at(0).date(),
        first_step="ask",
        done_sign="a list",
        session=1,
    )
    with Workspace.open(workspace).open_client("shop", now=at(0), who="Anna") as store:
        for number, (value, minute) in enumerate(steps):
            store.save(value, based_on=number or None, because="", minute=minute)
        store.save(ActionPlan(actions=(action,)), based_on=None, because="", minute=20)
    return workspace


def test_the_sheets_that_ship_can_be_held(tmp_path):
    run = coachkit("check", "sheets", "-w", tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    told = run.stdout.splitlines()
    assert len(told) == 3
    assert all(line.endswith("can be held: 14 blocks in 90 minutes.") for line in told)


def test_a_coachs_own_sheets_are_checked_with_them(workspace, own):
    folder = workspace / "run_sheets"
    folder.mkdir()
    for file in own.parent.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    run = coachkit("check", "sheets", "-w", workspace)
    assert (run.returncode, len(run.stdout.splitlines())) == (0, 4)


def test_all_that_is_wrong_with_a_sheet_is_said(own):
    text = own.read_text("utf-8").replace("minutes = 10\n", "minutes = 11\n")
    own.write_text(text, "utf-8")
    words = own.with_name("mine.fi.toml")
    words.write_text(words.read_text("utf-8").replace('title = "Kanavat"\n', ""), "utf-8")
    run = coachkit("check", "sheets", own)
    assert (run.returncode, run.stdout) == (2, "")
    told = run.stderr.splitlines()
    assert told[0].endswith("mine.toml cannot be held:")
    assert [line.strip() for line in told[1:]] == [
        "blocks: The blocks take 91 minutes together. A session takes 90.",
        "blocks.reality_check: The steps take 10 minutes, the block 11. Make them agree.",
        "fi.channels.title: Words are missing here. Every language of the sheet needs them.",
    ]


def test_what_is_no_toml_is_said_in_words(own):
    own.write_text("block = [", "utf-8")
    run = coachkit("check", "sheets", own)
    assert run.returncode == 2
    assert "“mine.toml” cannot be read as TOML" in run.stderr


def test_the_minutes_write_themselves(held):
    run = coachkit("minutes", "shop", "-w", held)
    assert (run.returncode, run.stderr) == (0, "")
    told = run.stdout.splitlines()
    assert told[0] == "Strategy session, session 1"
    assert told[1] == "3 November 2026, 10:00"
    assert told[2] == "The session ended 5 minutes late."
    assert "00:00  Our question" in told
    assert "  12 minutes over in Our question." in told
    assert "  Decided: Sales, not followers (Aino)" in told
    assert "16:00  From outside" in told
    assert "  Parked: And TikTok?" in told
    assert "Read back was left out." in told
    assert told[-2:] == ["Still open: And TikTok?", "Action: Collect ten questions – Bo, 3 Nov"]


def test_a_session_is_replayed_to_its_minute(held):
    run = coachkit("replay", "shop", "--minute", "10", "-w", held)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.splitlines() == [
        "10:00  Our question",
        "80 minutes left of the session.",
        "6 minutes late: it comes off the blocks to come.",
        "Decided: Sales, not followers",
        "To be decided: Which question do we want answered?",
    ]
    before = coachkit("replay", "shop", "--minute", "2", "-w", held)
    assert "Decided: Sales, not followers" not in before.stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("minutes", "shop"), "“shop” has had no session yet."),
        (("replay", "shop", "--minute", "1"), "“shop” has had no session yet."),
        (("minutes", "shop", "--session", "4"), "Nothing was written down in session 4."),
    ],
)
def test_where_no_session_was_held_it_is_said(workspace, words, sentence):
    run = coachkit(*words, "-w", workspace)
    assert (run.returncode, run.stderr.strip()) == (1, sentence)
