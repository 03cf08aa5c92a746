"""Clock and agenda in a browser whose time is the test's: nobody waits."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from coachkit.model import session_time
from coachkit.widgets.agenda import Agenda, Pressed
from coachkit.widgets.clock import Clock
from tests.serving.conftest import LAPTOP, PHONE
from tests.widgets.test_agenda import SHEET, after, begun, titles

NAMES = [SHEET.block_said(block.key, "en").title for block in SHEET.blocks]


@pytest.fixture
def clock(stand):
    """A clock in a page whose time is so many minutes after the beginning."""

    def start(minutes=0, *, session=None, server_ahead=0, size=LAPTOP, **traits):
        now = after(minutes) + timedelta(seconds=server_ahead)
        widget = Clock(session or begun(), titles, now=lambda: now, **traits)
        return stand(widget, "face", "times", at=after(minutes), size=size)

    return start


@pytest.fixture
def agenda(stand):
    def start(minutes=0, *, session=None, size=LAPTOP, **traits):
        widget = Agenda(session or begun(), titles, now=lambda: after(minutes), **traits)
        return stand(widget, "face", "times", at=after(minutes), size=size)

    return start


def digits(clock):
    return clock.page.get_by_role("timer").inner_text()


def violations(clock):
    """What axe finds; it needs time to pass."""
    clock.page.clock.resume()
    return clock.visited.violations()


def heard(clock):
    return clock.page.locator("[role=status]").first.inner_text().strip()


def test_the_clock_runs_by_itself_to_the_second(clock):
    shown = clock(minutes=1)
    assert digits(shown) == "89:00"
    shown.page.clock.run_for(80_000)
    assert digits(shown) == "87:40"
    assert shown.page.locator(".ckc-block-left").inner_text() == "1:40 left"
    # Python was asked for the time once, and for nothing since
    assert [message["ask"] for message in shown.told] == ["now"]


def test_a_reload_shows_the_same_time(clock):
    assert digits(clock(minutes=38.5)) == "51:30"
    assert digits(clock(minutes=38.5)) == "51:30"


def test_a_tab_that_slept_is_right_again(clock):
    shown = clock(minutes=1)
    shown.page.clock.fast_forward(600_000)
    assert digits(shown) == "79:00"


def test_a_browser_whose_clock_is_wrong_is_put_right(clock):
    shown = clock(minutes=10, server_ahead=300)
    shown.page.wait_for_function(
        "() => document.querySelector('.ckc-digits').textContent === '75:00'"
    )
    shown.page.clock.run_for(1_000)
    assert digits(shown) == "74:59"


def test_pauses_are_left_out_and_a_paused_clock_stands_still(clock):
    paused = session_time.pause(begun(), after(10))
    shown = clock(minutes=12, session=paused)
    assert digits(shown) == "80:00"
    assert shown.page.locator(".ckc-left").inner_text() == "left of 90 minutes · paused"
    shown.page.clock.run_for(60_000)
    assert digits(shown) == "80:00"
    shown.widget.session = session_time.resume(paused, after(13))
    shown.show()
    shown.page.clock.run_for(1_000)
    assert digits(shown) == "79:59"


def test_a_block_that_runs_over_is_told_calmly(clock):
    minutes = SHEET.blocks[0].minutes
    shown = clock(minutes=minutes - 1)
    block = shown.page.locator(".ckc-block-left")
    calm = block.evaluate("(part) => getComputedStyle(part).color")
    shown.page.clock.run_for(59_000)
    assert (block.inner_text(), heard(shown)) == ("0:01 left", "")
    shown.page.clock.run_for(2_000)
    assert block.inner_text() == "0:01 over"
    assert heard(shown) == f"The time for “{NAMES[0]}” is over."
    late = block.evaluate("(part) => getComputedStyle(part).color")
    assert (calm, late) == ("rgb(81, 96, 107)", "rgb(180, 83, 9)")
    assert violations(shown) == []


def test_a_session_that_is_longer_than_planned_counts_on(clock):
    shown = clock(minutes=91.5)
    assert digits(shown) == "+1:30"
    assert shown.page.locator(".ckc-left").inner_text() == "over 90 minutes"


def test_only_few_minutes_are_read_aloud(clock):
    last = session_time.go_to(begun(), SHEET.blocks[-1].key, after(50))
    shown = clock(minutes=59, session=last)
    seen = []
    for _ in range(30 * 4):
        shown.page.clock.run_for(15_000)
        if not seen or seen[-1] != heard(shown):
            seen.append(heard(shown))
    said = [text for text in seen if re.match(r"\d+ minutes? left\.", text)]
    assert said == [
        "30 minutes left.",
        "20 minutes left.",
        "10 minutes left.",
        *[f"{n} minutes left." for n in (5, 4, 3, 2)],
        "1 minute left.",
    ]


@pytest.mark.parametrize("language", ["en", "sv", "fi"])
@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_clock_and_agenda_are_open_to_everybody(clock, agenda, size, language):
    for shown in (
        clock(51, size=size, language=language),
        agenda(51, size=size, language=language),
    ):
        assert (violations(shown), shown.visited.fits()) == ([], True)
        assert shown.visited.complaints == []


def test_every_block_of_the_agenda_is_a_button_with_its_minutes(agenda):
    session = session_time.next_block(begun(), after(4))
    shown = agenda(6, session=session)
    page = shown.page
    assert page.get_by_role("listitem").count() == len(SHEET.blocks)
    second, third = SHEET.blocks[1:3]
    assert page.get_by_role("button", name=NAMES[0]).first.inner_text().split("\n")[:2] == [
        "✓",
        NAMES[0],
    ]
    on = page.locator("[aria-current=step]")
    assert on.locator(".cka-time").inner_text() == f"{second.minutes - 2}:00"
    assert page.get_by_role("button", name=f"{NAMES[2]} {third.minutes} minutes").count() == 1
    page.clock.run_for(60_000)
    assert on.locator(".cka-time").inner_text() == f"{second.minutes - 3}:00"


def test_the_agenda_is_used_by_keyboard_alone(agenda):
    shown = agenda(2)
    page = shown.page
    seen = []
    shown.widget.on_press(seen.append)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Next").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Pause").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement?.textContent === 'Pause'")
    assert [(one.what, one.block, one.minutes) for one in seen] == [
        (Pressed.GO, SHEET.blocks[1].key, None),
        (Pressed.NEXT, None, None),
        (Pressed.EXTEND, None, 2),
        (Pressed.PAUSE, None, None),
    ]


def test_a_press_that_moves_the_session_on_keeps_the_focus(agenda):
    shown = agenda(3)
    page = shown.page

    def act(press):
        shown.widget.session = session_time.next_block(shown.widget.session, after(3))

    shown.widget.on_press(act)
    page.get_by_role("button", name="Next").focus()
    page.keyboard.press("Enter")
    page.locator("[aria-current=step]", has_text=NAMES[1]).wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Next"


def test_what_only_moves_without_being_asked_to_move_less_is_nothing(clock):
    shown = clock(10)
    shown.page.emulate_media(reduced_motion="reduce")
    moving = shown.page.evaluate(
        "[...document.querySelectorAll('.ckc, .ckc *')].filter((part) => {"
        " const { animationName, transitionDuration } = getComputedStyle(part);"
        " return animationName !== 'none' || transitionDuration !== '0s'; }).length"
    )
    assert moving == 0


def test_the_clock_of_the_session_is_in_utc_or_anywhere(clock):
    elsewhere = datetime(2026, 11, 23, 11, 0, tzinfo=UTC).astimezone()
    session = session_time.start(session_time.new_session(SHEET), elsewhere)
    shown = clock(minutes=125, session=session)
    assert digits(shown) == "85:00"
