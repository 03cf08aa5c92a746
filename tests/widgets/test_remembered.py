"""What is open on a page comes back after a reload; what is no longer offered is dropped."""

import pytest
from ipywidgets import Box, Dropdown, Text, ToggleButtons

from coachkit.model.errors import InvalidValue
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel
from coachkit.widgets.plan_details import Details
from coachkit.widgets.remembered import Remembered


class Page:
    """A page with two screens, a filter, a line to type in and something folded."""

    def __init__(self, months=("Oct", "Nov")):
        self.screen = "first"
        self.view = ToggleButtons(options=[("Day", "d"), ("Week", "w")])
        self.inner = Details(lambda _: "Still more", [Panel("deep")], "en")
        self.folded = Details(lambda _: "More", [self.inner], "en")
        self.stored = Dropdown(options=["a", "b"])
        self.month = Dropdown(options=months)
        self.line = Text()
        self.body = Box([fields.looking(self.view), self.folded, self.stored])
        self.remembered = Remembered("page shop")
        self.remembered.step("screen", lambda: self.screen, self.go)
        self.remembered.control("month", self.month)
        self.remembered.control("line", self.line)
        self.remembered.within("body", lambda: self.body)
        self.remembered.note()

    def go(self, screen):
        if screen not in ("first", "second"):
            raise InvalidValue("not_allowed", "screen", value=screen)
        self.screen = screen
        self.remembered.note()


@pytest.fixture
def page():
    return Page()


def reloaded(page, **how):
    """The page opened anew, told what the browser has kept."""
    again = Page(**how)
    again.remembered._hear(None, {"restored": dict(page.remembered.kept)}, [])
    return again


def test_everything_is_as_it_was(page):
    page.go("second")
    page.view.value = "w"
    page.month.value = "Nov"
    page.line.value = "half typ"
    page.folded.opener.click()
    page.inner.opener.click()
    again = reloaded(page)
    assert (again.screen, again.view.value, again.month.value) == ("second", "w", "Nov")
    assert again.line.value == "half typ"
    assert (again.folded.is_open, again.inner.is_open) == (True, True)
    assert again.remembered.kept == page.remembered.kept


def test_what_is_stored_is_not_the_browsers_to_keep(page):
    page.stored.value = "b"
    assert reloaded(page).stored.value == "a"


def test_folding_up_again_is_remembered_too(page):
    page.folded.opener.click()
    page.folded.opener.click()
    assert not reloaded(page).folded.is_open


def test_no_words_of_the_page_are_kept_but_those_half_typed(page):
    page.month.value = "Nov"
    assert "Nov" not in str(page.remembered.kept)


def test_what_is_no_longer_offered_is_dropped(page):
    page.go("second")
    page.month.value = "Nov"
    again = reloaded(page, months=("Oct",))
    assert (again.screen, again.month.value) == ("second", "Oct")


@pytest.mark.parametrize(
    "sent",
    [
        None,
        [],
        {"screen": 5, "month": "Nov", "line": 7, "body": []},
        {"screen": "third", "month": -1, "line": None, "body": {"chosen": "x", "open": [99, "x"]}},
        {"month": True, "body": {"chosen": [None], "open": [-1, 1.5]}},
        {"body": {"chosen": [[0, 1]], "open": {}}},
    ],
)
def test_whatever_a_browser_sends_nothing_breaks(page, sent):
    page.remembered._hear(None, {"restored": sent}, [])
    assert (page.screen, page.month.value, page.view.value) == ("first", "Oct", "d")


def test_a_long_line_is_kept_in_part(page):
    page.line.value = "x" * 5000
    assert len(page.remembered.kept["line"]) == 2000


def test_the_page_is_asked_once_and_not_while_it_is_being_restored(page):
    kept = dict(page.remembered.kept)
    seen = []
    page.remembered.observe(lambda change: seen.append(change["new"]), "kept")
    page.remembered.restore({**kept, "screen": "second", "month": 1})
    assert len(seen) == 1
