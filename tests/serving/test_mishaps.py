"""What goes wrong in a handler is said in one sentence, with a number that the log has too."""

import re

import pytest

from coachkit.serving.texts import page_texts
from tests.serving.conftest import FAILING, LAPTOP, PARAMETERS, PHONE, make_notebook

HANDLERS = (
    PARAMETERS,
    """
import asyncio
import threading
import ipywidgets as widgets
from coachkit.model.errors import InvalidValue

def fail(_=None):
    raise ValueError("a secret of " + client)

async def fail_in_time():
    fail()

def refuse(_):
    raise InvalidValue("not_positive", "hours", value="-1")

deeds = {
    "handler": fail,
    "later": lambda _: asyncio.get_running_loop().call_later(0.01, fail),
    "task": lambda _: asyncio.get_running_loop().create_task(fail_in_time()),
    "thread": lambda _: threading.Thread(target=fail).start(),
    "refusal": refuse,
}
buttons = [widgets.Button(description=name) for name in deeds]
for button, deed in zip(buttons, deeds.values()):
    button.on_click(deed)
field = widgets.Text(description="field")
field.observe(fail, "value")
heading = widgets.HTML(f'<h1 lang="{language}" data-language="{language}">Handlers</h1>')
""",
    "widgets.VBox([heading, *buttons, field])",
)


@pytest.fixture(scope="module")
def handling(serving, tmp_path_factory):
    folder = tmp_path_factory.mktemp("handlers")
    pages = {"handlers": HANDLERS, "failing": FAILING}
    return serving(
        notebooks=[make_notebook(folder / f"{name}.ipynb", page) for name, page in pages.items()]
    )


def entry(server, number):
    """What the log says under that number."""
    _, _, after = server.log.read_text().partition(f"mishap {number}")
    return after.partition("\nmishap ")[0]


def number_in(said):
    return re.search(r"\b[0-9A-Z]{6}\b", said).group()


def test_every_way_to_fail_is_said_and_logged_under_one_number(handling, visit):
    visited = visit().open(handling.page("nord", "handlers"))
    page, note = visited.page, visited.page.get_by_role("alert")
    numbers = set()
    for name in ("handler", "later", "task", "thread", "field"):
        if name == "field":
            page.get_by_label("field").fill("x")
        else:
            page.get_by_role("button", name=name).click()
        note.get_by_text(page_texts("sv")["mishap"].partition("{")[0]).wait_for()
        numbers.add(number_in(note.inner_text()))
        note.get_by_role("button").click()
        assert note.inner_text() == ""
    assert len(numbers) == 5
    for number in numbers:
        logged = entry(handling, number)
        assert logged.startswith(" on nord/handlers, ")
        assert "Traceback" in logged
        assert logged.rstrip().endswith("ValueError: a secret of nord")
    assert "secret" not in page.content()
    assert visited.complaints == []


def test_a_refusal_says_why_in_the_pages_language(handling, visit):
    page = visit().open(handling.page("jarvi", "handlers")).page
    page.get_by_role("button", name="refusal").click()
    page.get_by_role("alert").get_by_text("”-1”").wait_for()


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_the_sentence_covers_nothing_and_is_put_away_by_keys(handling, visit, size):
    visited = visit(size).open(handling.page("nord", "handlers"))
    page, note = visited.page, visited.page.get_by_role("alert")
    button = page.get_by_role("button", name="handler")
    button.focus()
    page.keyboard.press("Enter")
    note.get_by_role("button").wait_for()
    assert visited.violations() == []
    assert visited.fits()
    box = note.bounding_box()
    bottom = box["y"] + box["height"]
    others = page.locator("#ck-page :is(button, input)").all()
    assert [one.bounding_box()["y"] >= bottom for one in others] == [True] * len(others)
    note.get_by_role("button").focus()
    page.keyboard.press("Escape")
    assert note.inner_text() == ""
    assert page.evaluate("document.activeElement.textContent") == "handler"


def test_a_page_that_cannot_be_put_together_says_a_number_too(handling, visit):
    page = visit().page
    page.goto(handling.page("jarvi", "failing"))
    said = page.get_by_role("alert").get_by_text(page_texts("fi")["failed_why"]).inner_text()
    assert "ValueError: a secret of jarvi" in entry(handling, number_in(said))
