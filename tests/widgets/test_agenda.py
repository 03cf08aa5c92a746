"""Clock and agenda, without a browser."""

from datetime import UTC, datetime, timedelta

import pytest

from coachkit.language.explaining import explain
from coachkit.model import session_time
from coachkit.model.errors import InvalidValue
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.widgets.agenda import Agenda, Press, Pressed
from coachkit.widgets.clock import Clock, moments

SHEET = shipped_sheet("strategy")
BEGINS = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def titles(speech):
    return {one.key: SHEET.block_said(one.key, speech.language).title for one in SHEET.blocks}


def after(minutes):
    return BEGINS + timedelta(minutes=minutes)


def begun():
    return session_time.start(session_time.new_session(SHEET), BEGINS)


def agenda(session=None, **traits):
    return Agenda(session or begun(), titles, now=lambda: after(3), **traits)


def buttons(widget):
    return {one["key"]: one["off"] for one in widget.face["buttons"]}


@pytest.mark.parametrize("minute", [0, 3, 17.5, 51])
def test_what_a_browser_counts_is_what_the_clock_of_the_session_shows(minute):
    session = begun()
    session = session_time.next_block(session, after(5))
    session = session_time.pause(session, after(6))
    session = session_time.resume(session, after(8))
    told = moments(session)
    now = after(8 + minute)
    shown = session_time.clock(session, now)
    pauses = sum(until - since for since, until in told["pauses"])
    second = (int(now.timestamp() * 1000) - told["started"] - pauses) // 1000
    assert second == shown.second
    assert told["length"] - second == shown.left
    assert told["blockEnds"] - second == shown.block_left


def test_before_it_begins_nothing_runs():
    told = moments(session_time.new_session(SHEET))
    assert (told["started"], told["block"], told["blockEnds"]) == (None, None, None)
    assert told["length"] == 90 * 60


def test_a_browser_is_told_the_time_when_it_asks():
    clock = Clock(begun(), titles, now=lambda: after(3))
    sent = []
    clock.send = sent.append
    clock._handle_custom_msg({"ask": "now", "sent": 7}, [])
    assert sent == [{"now": round(after(3).timestamp() * 1000), "sent": 7}]


def test_blocks_are_done_on_or_ahead():
    session = session_time.next_block(begun(), after(4))
    states = [block["state"] for block in agenda(session).face["blocks"]]
    assert states == ["done", "now", *["ahead"] * (len(states) - 2)]


def test_presses_are_told_as_they_are_meant():
    widget = agenda()
    seen = []
    widget.on_press(seen.append)
    second = SHEET.blocks[1].key
    for message in (
        {"press": "next"},
        {"press": "go", "block": second},
        {"press": "extend", "minutes": 5},
    ):
        widget._handle_custom_msg(message, [])
    assert seen == [
        Press(Pressed.NEXT),
        Press(Pressed.GO, block=second),
        Press(Pressed.EXTEND, minutes=5),
    ]


@pytest.mark.parametrize(
    "message",
    [
        {"press": "erase"},
        {"press": ["next"]},
        {"press": "go", "block": "nowhere"},
        {"press": "extend", "minutes": 500},
        {"press": "extend"},
        {},
    ],
)
def test_a_press_on_a_button_that_there_is_not_is_not_told(message):
    widget = agenda()
    seen = []
    widget.on_press(seen.append)
    widget._handle_custom_msg(message, [])
    assert seen == []


def test_whoever_only_looks_on_presses_nothing():
    widget = agenda(read_only=True)
    seen = []
    widget.on_press(seen.append)
    widget._handle_custom_msg({"press": "next"}, [])
    assert (seen, widget.face["still"]) == ([], True)


def test_what_can_be_pressed_follows_the_session():
    before = session_time.new_session(SHEET)
    assert buttons(agenda(before)) == {"start": False}
    running = begun()
    extensions = {"extend-2": False, "extend-5": False}
    assert buttons(agenda(running)) == {"back": True, "next": False, **extensions, "pause": False}
    paused = session_time.pause(running, after(1))
    assert "resume" in buttons(agenda(paused))
    last = session_time.go_to(running, SHEET.blocks[-1].key, after(80))
    assert list(buttons(agenda(last)))[:2] == ["back", "end"]
    assert buttons(agenda(session_time.end(last, after(89)))) == {}
    primary = [one["key"] for one in agenda(running).face["buttons"] if one["primary"]]
    assert primary == ["next"]


def test_why_a_press_came_to_nothing_is_said_until_the_session_changes():
    widget = agenda(language="fi")
    refused = InvalidValue("no_minutes_left", "minutes", value=5, known=1)
    widget.problem = refused
    assert widget.face["problem"] == explain(refused, "fi")
    widget.session = session_time.next_block(widget.session, after(4))
    assert widget.face["problem"] == ""


@pytest.mark.parametrize("language", ["en", "sv", "fi"])
def test_clock_and_agenda_are_read_without_a_browser(language):
    session = session_time.next_block(begun(), after(4))
    name = SHEET.block_said(session.current, language).title
    now_is = {"now": lambda: after(5), "language": language}
    for widget in (Clock(session, titles, **now_is), Agenda(session, titles, **now_is)):
        data, _ = widget._repr_mimebundle_()
        assert f"<b>{name}</b>" in data["text/html"]
        assert "application/vnd.jupyter.widget-view+json" in data
