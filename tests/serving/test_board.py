"""The board in a browser: dragged over, moved by keys and from its lists, listened to."""

import pytest

from coachkit.language.speech import speak
from coachkit.widgets.board import Placed
from tests.serving.conftest import LAPTOP, PHONE
from tests.widgets.test_board import board

HOSTILE = "X <img src=x onerror=alert(1)>"


@pytest.fixture
def opened(stand):
    def start(size=LAPTOP, **traits):
        widget = board(value=(Placed("tiktok", "pause"),), **traits)
        return stand(widget, "face", "places", size=size)

    return start


def in_columns(page):
    """The cards of each column as they stand on the screen, from top to bottom."""
    return page.evaluate(
        "[...document.querySelectorAll('.ckb-column')].map((column) =>"
        " [...column.querySelectorAll('.ckb-card')].map((card) => card.dataset.key))"
    )


def heard(page):
    return page.get_by_role("status").inner_text().strip()


def middle(box):
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("language", ["en", "sv", "fi"])
def test_a_board_is_open_to_everybody(opened, size, language):
    board = opened(size, language=language)
    assert in_columns(board.page) == [["facebook", "x"], ["tiktok"], []]
    assert (board.visited.violations(), board.visited.fits()) == ([], True)
    assert board.visited.complaints == []


def test_words_of_people_are_words(opened):
    board = opened()
    assert board.page.get_by_text(HOSTILE, exact=True).count() == 1
    assert board.page.locator("img").count() == 0


def test_a_card_is_moved_by_keys_and_each_move_is_heard(opened):
    board = opened()
    page = board.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.key") == "facebook"
    page.keyboard.press("Shift+ArrowDown")
    assert in_columns(page)[0] == ["x", "facebook"]
    assert heard(page) == "“Facebook” is now in “Keep”, place 2 of 2."
    page.keyboard.press("Shift+ArrowRight")
    assert heard(page) == "“Facebook” is now in “Pause”, place 2 of 2."
    page.keyboard.press("Shift+ArrowRight")
    assert in_columns(page) == [["x"], ["tiktok"], ["facebook"]]
    assert page.evaluate("document.activeElement.dataset.key") == "facebook"
    assert board.widget.value == (("x", "keep"), ("tiktok", "pause"), ("facebook", "close"))
    page.keyboard.press("Shift+ArrowRight")
    assert len(board.told) == 3


def test_the_arrow_keys_go_from_card_to_card_and_the_board_is_one_stop(opened):
    page = opened().page
    page.keyboard.press("Tab")
    order = []
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "ArrowLeft", "End", "Home"):
        page.keyboard.press(key)
        order.append(page.evaluate("document.activeElement.dataset.key"))
    assert order == ["x", "tiktok", "tiktok", "facebook", "x", "facebook"]
    assert page.locator(".ckb [tabindex='0']").count() == 2


def test_a_card_is_moved_from_its_list_of_columns(opened):
    board = opened()
    page = board.page
    to = page.get_by_label("Move “Facebook” to")
    assert to.locator("option").all_inner_texts()[1:] == ["Pause", "Close"]
    to.select_option("Pause")
    assert board.widget.in_column("pause") == ("tiktok", "facebook")
    assert heard(page) == "“Facebook” is now in “Pause”, place 2 of 2."
    assert to.locator("option").all_inner_texts()[1:] == ["Keep", "Close"]


def test_a_press_on_a_card_leads_to_its_list(opened):
    page = opened().page
    page.get_by_role("button", name="Facebook").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.ariaLabel") == "Move “Facebook” to"


def test_a_card_is_dragged_between_two_others(opened):
    board = opened()
    page = board.page
    card, target = (page.locator(f".ckb-card[data-key={key}]") for key in ("tiktok", "x"))
    page.mouse.move(*middle(card.bounding_box()))
    page.mouse.down()
    x, y = middle(target.bounding_box())
    page.mouse.move(x, y - 60, steps=4)
    page.mouse.move(x, y - 8, steps=4)
    assert page.locator(".ckb-gap").count() == 1
    page.mouse.up()
    assert in_columns(page) == [["facebook", "tiktok", "x"], [], []]
    assert board.widget.in_column("keep") == ("facebook", "tiktok", "x")
    assert page.locator(".ckb-gap, .ckb-dragged").count() == 0
    assert page.evaluate("document.activeElement.tagName") != "SELECT"


def test_a_drag_is_called_off_with_escape(opened):
    board = opened()
    page = board.page
    page.mouse.move(*middle(page.locator(".ckb-card[data-key=tiktok]").bounding_box()))
    page.mouse.down()
    page.mouse.move(*middle(page.locator(".ckb-card[data-key=x]").bounding_box()), steps=4)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert in_columns(page) == [["facebook", "x"], ["tiktok"], []]
    assert board.told == []


def test_a_finger_takes_a_card_by_its_grip_alone(opened):
    board = opened(PHONE)
    page = board.page

    def drag(part):
        """A finger from a part of a card onto another card, as the browser tells of it."""
        start = middle(page.locator(f".ckb-card[data-key=tiktok] {part}").bounding_box())
        end = middle(page.locator(".ckb-card[data-key=x]").bounding_box())
        told = {"pointerId": 9, "pointerType": "touch", "bubbles": True, "button": 0}
        for name, (x, y) in (("pointerdown", start), ("pointermove", end), ("pointerup", end)):
            page.locator(f".ckb-card[data-key=tiktok] {part}").dispatch_event(
                name, {**told, "clientX": x, "clientY": y}
            )

    drag(".ckb-card-title")
    assert board.told == []
    drag(".ckb-grip")
    assert [message["to"] for message in board.told] == ["keep"]
    assert (
        page.locator(".ckb-grip").first.evaluate("(grip) => getComputedStyle(grip).touchAction")
        == "none"
    )


def test_what_python_refuses_goes_back_to_where_it_was(opened):
    board = opened()
    board.page.get_by_label("Move “TikTok” to").select_option("Close")
    board.page.get_by_label("Move “Facebook” to").select_option("Close")
    board.page.wait_for_function("() => document.querySelectorAll('.ckb-card').length === 3")
    assert board.widget.in_column("close") == ("tiktok",)
    assert in_columns(board.page) == [["facebook", "x"], [], ["tiktok"]]


def test_another_language_leaves_the_focus_where_it_is(opened):
    board = opened()
    page = board.page
    page.keyboard.press("Tab")
    board.widget.language = "fi"
    board.show()
    assert page.evaluate("document.activeElement.dataset.key") == "facebook"
    assert page.locator(".ckb-empty:visible").inner_text() == speak("fi").say("Nothing here yet")
    assert page.locator(".ckb").get_attribute("lang") == "fi"


def test_what_is_only_looked_at_has_nothing_to_press(opened):
    board = opened(read_only=True)
    page = board.page
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+ArrowRight")
    assert board.told == []
    assert page.locator("select:visible").count() == 0
    assert board.visited.violations() == []
