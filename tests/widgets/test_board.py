"""The board, without a browser."""

import pytest

from coachkit.language.speech import speak
from coachkit.widgets.board import Board, Card, Column, Placed

COLUMNS = (
    Column("keep", lambda speech: speech.say("Keep")),
    Column("pause", lambda _: "Pause", help=lambda _: "Until spring"),
    Column("close", lambda _: "Close", most=1),
)
CARDS = (
    Card("facebook", lambda _: "Facebook", note=lambda _: "Owner: Amir"),
    Card("x", lambda _: "X <img src=x onerror=alert(1)>"),
    Card("tiktok", lambda _: "TikTok"),
)


def board(**traits):
    return Board(COLUMNS, CARDS, label=lambda _: "Channels", **traits)


def press(widget, **message):
    widget._handle_custom_msg(message, [])


def test_cards_without_a_place_are_in_the_first_column():
    widget = board(value=(Placed("x", "pause"),))
    assert widget.value == (("facebook", "keep"), ("tiktok", "keep"), ("x", "pause"))


def test_a_moved_card_is_where_it_was_put():
    widget = board()
    seen = []
    widget.observe(lambda change: seen.append(change["new"]), "value")
    press(widget, move="tiktok", to="keep", at=0)
    press(widget, move="facebook", to="pause", at=0)
    assert widget.in_column("keep") == ("tiktok", "x")
    assert widget.in_column("pause") == ("facebook",)
    assert [value[0].card for value in seen] == ["tiktok", "tiktok"]


def test_a_full_column_takes_no_more_and_the_browser_is_told():
    widget = board(value=(Placed("x", "close"),))
    before = widget.value
    heard = widget.places["heard"]
    press(widget, move="tiktok", to="close", at=0)
    assert widget.value == before
    assert widget.places["heard"] == heard + 1
    press(widget, move="x", to="close", at=0)
    assert widget.in_column("close") == ("x",)


@pytest.mark.parametrize(
    "message",
    [
        {"move": "nobody", "to": "keep", "at": 0},
        {"move": "x", "to": "nowhere", "at": 0},
        {"move": ["x"], "to": "pause", "at": 0},
        {"move": "x"},
        {},
    ],
)
def test_a_message_that_makes_no_sense_changes_nothing(message):
    widget = board()
    before = widget.value
    press(widget, **message)
    assert widget.value == before


@pytest.mark.parametrize("place", [-1, 99, "0", True, None])
def test_a_place_that_there_is_not_is_the_end(place):
    widget = board(value=(Placed("x", "pause"),))
    press(widget, move="facebook", to="pause", at=place)
    assert widget.in_column("pause") == ("x", "facebook")


def test_what_is_only_looked_at_cannot_be_moved():
    widget = board(read_only=True)
    press(widget, move="x", to="pause", at=0)
    assert widget.in_column("pause") == ()


def test_new_cards_join_and_gone_ones_leave():
    widget = board(value=(Placed("x", "pause"),))
    widget.cards = (*CARDS[:1], Card("new", lambda _: "New"))
    assert widget.value == (("facebook", "keep"), ("new", "keep"))
    assert [card["key"] for card in widget.face["cards"]] == ["facebook", "new"]


def test_another_language_changes_words_and_no_card():
    widget = board(value=(Placed("x", "pause"),))
    before = widget.value
    widget.language = "sv"
    assert widget.face["language"] == "sv"
    assert widget.face["words"]["empty"] == speak("sv").say("Nothing here yet")
    assert widget.value == before


def test_a_board_is_read_without_a_browser():
    data, _ = board()._repr_mimebundle_()
    assert "X &lt;img src=x onerror=alert(1)&gt;" in data["text/html"]
    assert "<small>Owner: Amir</small>" in data["text/html"]
    assert data["text/html"].count("<h3>") == 3
    assert "application/vnd.jupyter.widget-view+json" in data
