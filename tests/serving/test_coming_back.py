"""A page comes back by itself: its kernel killed, its server killed, its line cut."""

import psutil
import pytest

from coachkit.serving.texts import page_texts
from tests.serving.cable import Cable
from tests.serving.conftest import LAPTOP, PARAMETERS, PATIENCE, PHONE, make_notebook

FIELDS = (
    PARAMETERS,
    """
import os
import ipywidgets as widgets

pressed = []
text = widgets.Text(description="Goal", continuous_update=True)
press = widgets.Button(description="Count")
panel = widgets.HTML()
lines = widgets.HTML("<p>" + "<br>".join(map(str, range(80))) + "</p>")
last = widgets.Button(description="Last")

def draw(_=None):
    panel.value = (
        f'<div lang="{language}" data-language="{language}"><h1>{text.value} {len(pressed)} times'
        f'</h1><p>kernel {os.getpid()}</p></div>'
    )

def count(_):
    pressed.append(1)
    draw()

text.observe(draw, "value")
press.on_click(count)
draw()
""",
    "widgets.VBox([panel, text, press, lines, last])",
)

DYING = (PARAMETERS, "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")


@pytest.fixture(scope="module")
def returning(serving, tmp_path_factory):
    folder = tmp_path_factory.mktemp("returning")
    pages = {"fields": FIELDS, "dying": DYING}
    return serving(
        notebooks=[make_notebook(folder / f"{name}.ipynb", page) for name, page in pages.items()]
    )


@pytest.fixture
def cable(returning):
    cable = Cable(int(returning.url.split(":")[-1].strip("/")))
    yield cable
    cable.close()


def fields(server, visit, url=None):
    return visit().open(url or server.page("nord", "fields"))


def kernel_of(page):
    return int(page.get_by_text("kernel ").inner_text().split()[1])


def words(language="sv"):
    return page_texts(language)


def test_a_page_whose_kernel_is_killed_is_usable_again_by_itself(returning, visit):
    visited = fields(returning, visit)
    page = visited.page
    killed = kernel_of(page)
    psutil.Process(killed).kill()
    page.wait_for_function(
        "(gone) => document.body?.innerText.includes(gone) === false", arg=f"{killed}"
    )
    page.wait_for_selector("body.ck-shown")
    page.get_by_role("button", name="Count").click()
    page.get_by_role("heading", name="1 times").wait_for()
    assert not page.get_by_role("dialog").is_visible()


def test_whoever_comes_back_is_where_they_were(returning, visit):
    page = fields(returning, visit).page
    killed = kernel_of(page)
    page.get_by_role("button", name="Last").focus()
    page.evaluate("scrollTo(0, 700)")
    psutil.Process(killed).kill()
    page.wait_for_function(
        "(gone) => document.body?.innerText.includes(gone) === false", arg=f"{killed}"
    )
    page.wait_for_function("() => scrollY === 700")
    page.wait_for_function("() => document.activeElement?.textContent === 'Last'")


def test_a_server_that_is_gone_is_said_and_a_server_that_is_back_is_found(serving, visit, tmp_path):
    notebooks = [make_notebook(tmp_path / "fields.ipynb", FIELDS)]
    server = serving(notebooks=notebooks)
    visited = fields(server, visit)
    page = visited.page
    killed = kernel_of(page)
    server.process.kill()
    server.process.wait(PATIENCE)
    lost = page.get_by_role("dialog", name=words()["lost"])
    lost.wait_for()
    assert page.evaluate("document.activeElement.id") == "ck-reload"
    assert lost.get_by_text(words()["returns"]).is_visible()
    for width, height in (LAPTOP, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        assert (width, visited.violations(), visited.fits()) == (width, [], True)
    page.keyboard.press("Escape")
    assert lost.is_visible()
    page.keyboard.press("Enter")
    lost.get_by_text(words()["not_yet"]).wait_for()
    port = server.url.split(":")[-1].strip("/")
    again = serving(
        notebooks=notebooks, workspace=server.workspace, variables={"COACHKIT_TEST_PORT": port}
    )
    assert again.url == server.url
    page.wait_for_function(
        "(gone) => document.body?.innerText.includes(gone) === false", arg=f"{killed}"
    )
    page.get_by_role("button", name="Count").click()
    page.get_by_role("heading", name="1 times").wait_for()


@pytest.mark.parametrize("how", ["cut", "silence"])
def test_a_line_that_was_gone_is_taken_up_again_and_nothing_is_lost(returning, visit, cable, how):
    url = f"http://127.0.0.1:{cable.port}/clients/nord/fields"
    visited = fields(returning, visit, url=url)
    page = visited.page
    kernel = kernel_of(page)
    goal = page.get_by_label("Goal")
    goal.press_sequentially("half")
    page.get_by_role("heading", name="half 0 times").wait_for()
    getattr(cable, how)()
    # no line, and the page does not know it yet: what is typed now must arrive all the same
    page.evaluate(
        """() => {
            const goal = document.querySelector("#ck-page input");
            goal.value = "half a sentence";
            for (const kind of ["input", "change"])
                goal.dispatchEvent(new Event(kind, { bubbles: true }));
            for (const button of document.querySelectorAll("#ck-page button"))
                if (button.textContent === "Count") button.click();
        }"""
    )
    lost = page.get_by_role("dialog", name=words()["lost"])
    lost.wait_for()
    assert lost.get_by_text(words()["typed_waits"]).is_visible()
    assert visited.violations() == []
    cable.mend()
    page.get_by_role("heading", name="half a sentence 1 times").wait_for()
    lost.wait_for(state="hidden")
    assert kernel_of(page) == kernel
    goal.press_sequentially("!")
    page.get_by_role("button", name="Count").click()
    page.get_by_role("heading", name="half a sentence! 2 times").wait_for()


def test_a_page_whose_kernel_always_dies_is_not_opened_for_ever(returning, visit):
    visited = visit()
    page = visited.page
    opened = []
    page.on("framenavigated", lambda _: opened.append(1))
    page.goto(returning.page("nord", "dying"))
    stuck = page.get_by_role("dialog", name=words()["stuck"])
    stuck.wait_for()
    assert len(opened) == 4
    assert stuck.get_by_text(words()["stuck_why"]).is_visible()
    assert visited.violations() == []
    with page.expect_navigation():
        stuck.get_by_role("button", name=words()["reload"]).click()


def test_a_page_that_could_not_be_put_together_is_not_opened_again_by_itself(server, visit):
    page = visit().page
    page.goto(server.page("nord", "failing"))
    page.locator(".ck-sorry[role=alert]").get_by_role("link").first.wait_for()
    # as when its cell took too long, and the server has ended its kernel
    page.evaluate(
        """() => {
            window.same = true;
            for (const news of ["ck-line-lost", "ck-kernel-gone"])
                document.dispatchEvent(new CustomEvent(news));
            return new Promise((later) => setTimeout(later, 800));
        }"""
    )
    assert page.evaluate("window.same")
    assert not page.get_by_role("dialog").is_visible()
    with page.expect_navigation():
        page.locator(".ck-sorry .ck-button").click()


def test_a_page_that_nobody_sees_waits_until_somebody_does(returning, visit):
    page = fields(returning, visit).page
    killed = kernel_of(page)
    page.evaluate(
        """() => {
            window.seen = false;
            Object.defineProperty(document, "hidden", { get: () => !window.seen });
        }"""
    )
    psutil.Process(killed).kill()
    page.get_by_role("dialog").wait_for()
    assert page.get_by_text(f"kernel {killed}").is_visible()
    page.evaluate("window.seen = true; document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_function(
        "(gone) => document.body?.innerText.includes(gone) === false", arg=f"{killed}"
    )
