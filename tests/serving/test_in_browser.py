"""What only a browser can show."""

import os

import psutil
import pytest

from coachkit.language.speech import speak
from tests.serving.conftest import (
    LAPTOP,
    PARAMETERS,
    PATIENCE,
    PHONE,
    make_notebook,
    make_workspace,
)

SIZES = pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])


@SIZES
def test_a_page_is_alive_and_asks_nobody_else(server, visit, size):
    visited = visit(size).open(server.page())
    page = visited.page
    assert page.title() == "Järven ystävät ry"
    heading = page.locator("h1")
    assert heading.inner_text() == "Yhdeksän julkaisua: Facebook"
    page.get_by_label("Platform").select_option("Instagram")
    page.get_by_role("heading", name="Yhdeksän julkaisua: Instagram").wait_for()
    page.get_by_role("button", name="SV").click()
    page.get_by_role("heading", name="Nio inlägg: Instagram").wait_for()
    assert visited.language() == "sv"
    assert visited.fits()
    assert page.get_by_text("words without an element").is_visible()
    assert visited.complaints == []
    assert visited.hosts() == {server.url.split("/")[2]}


def test_the_type_is_the_houses_own_on_every_machine(server, visit):
    page = visit().open(server.page()).page
    page.wait_for_function("() => document.fonts.status === 'loaded'")
    loaded = page.evaluate(
        "[...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.family)"
    )
    assert {family.strip('"') for family in loaded} == {"Inter"}


@SIZES
def test_nothing_on_a_page_is_closed_to_anybody(server, visit, size):
    visited = visit(size).open(server.page())
    assert visited.violations() == []
    pressed = visited.page.locator(".ck-languages button")
    assert [
        (button.inner_text(), button.get_attribute("aria-pressed")) for button in pressed.all()
    ] == [("EN", "false"), ("SV", "false"), ("FI", "true")]


@SIZES
def test_controls_can_be_hit_and_read(server, visit, size):
    visited = visit(size).open(server.page())
    controls = visited.page.locator("#ck-page :is(button, select):visible").all()
    assert len(controls) == 4
    assert [control.bounding_box()["height"] >= 40 for control in controls] == [True] * 4
    sizes = visited.page.evaluate(
        "[...document.querySelectorAll('#ck-page :is(button, select, label, p, h1)')]"
        ".map((part) => parseFloat(getComputedStyle(part).fontSize))"
    )
    assert min(sizes) >= 17


def test_the_chosen_control_is_seen_from_the_keyboard(server, visit):
    page = visit().open(server.page()).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "ck-skip"
    page.keyboard.press("Tab")
    ring = page.evaluate(
        "(({outlineStyle, outlineWidth}) => [outlineStyle, outlineWidth])"
        "(getComputedStyle(document.activeElement))"
    )
    assert ring == ["solid", "3px"]
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Nine posts: Facebook").wait_for()


def test_pictures_are_told_how_wide_the_screen_is(server, visit):
    page = visit(PHONE).open(server.page()).page
    page.get_by_text("jarvi, narrow").wait_for()
    page.set_viewport_size({"width": 1280, "height": 720})
    page.get_by_text("jarvi, wide").wait_for()


def test_a_page_says_what_it_is_waiting_for(server, visit):
    visited = visit()
    page = visited.page
    page.goto(server.page("nord", "waiting"), wait_until="commit")
    said = speak("sv").say
    page.get_by_text(said("Step %(step)s of %(steps)s", step=2, steps=7)).wait_for()
    assert page.get_by_role("status").inner_text().split("\n\n")[:2] == [
        "Nordlykta Friluft",
        said("Reading the numbers…"),
    ]
    assert page.locator("progress").evaluate("(bar) => [bar.value, bar.max]") == [1, 7]
    assert visited.violations() == []
    with server.fifo.open("w") as held:
        held.write("go on")
    page.get_by_role("heading", name="Nio inlägg: Facebook").wait_for()
    assert page.locator("#ck-waiting").count() == 0
    assert visited.complaints == []


@SIZES
def test_the_list_of_clients_fits_and_is_open_to_everybody(server, visit, size):
    visited = visit(size, locale="sv-SE")
    visited.page.goto(server.url)
    question = "Whose numbers shall we look at?"
    assert visited.page.locator("h1").inner_text() == speak("sv").say(question)
    assert visited.language() == "sv"
    assert visited.fits()
    assert visited.violations() == []
    visited.page.get_by_role("link", name="Suomi").click()
    visited.page.get_by_role("heading", name=speak("fi").say(question)).wait_for()
    visited.page.get_by_role("link", name="Järven ystävät ry").click()
    visited.page.wait_for_url(server.page())
    assert visited.complaints == []


@pytest.mark.parametrize("path", ["nowhere", "clients/nord/failing"])
def test_a_refusal_is_open_to_everybody(server, visit, path):
    visited = visit(PHONE, locale="sv-SE")
    visited.page.goto(server.url + path)
    assert visited.page.locator("h1:visible").count() == 1
    assert visited.language() == "sv"
    assert visited.wrong_at_any_size() == []


def test_a_script_in_somebodys_words_does_not_run(server, visit):
    page = visit().open(server.page()).page
    with page.expect_response("**/clients/jarvi/nothing"):
        page.evaluate(
            "document.querySelector('#ck-page h1').innerHTML = '<img src=\"nothing\" '"
            " + 'onerror=\"document.title = 1\"><script>document.title = 2</' + 'script>'"
        )
    page.locator("#ck-page h1 img").evaluate("(image) => image.decode().catch(() => {})")
    assert page.title() == "Järven ystävät ry"


@pytest.mark.parametrize(
    "script",
    [
        "",
        "data:text/javascript,document.title=1",
        "http://127.0.0.2/elsewhere.js",
        # of a blob the number is drawn by lot: whoever cannot make one cannot name one
        "blob:http://127.0.0.1/00000000-0000-4000-8000-000000000000",
    ],
)
def test_a_script_that_is_put_into_the_page_does_not_run(server, visit, script):
    visited = visit().open(server.page())
    page = visited.page
    page.evaluate(
        """(address) => new Promise((done) => {
            const script = document.createElement("script");
            if (address) script.src = address;
            else script.textContent = "document.title = 1";
            document.addEventListener("securitypolicyviolation", done, { once: true });
            script.addEventListener("error", done);
            document.body.append(script);
        })""",
        script,
    )
    assert page.title() == "Järven ystävät ry"


def test_closing_the_tab_frees_its_kernel(server, visit):
    before = set(server.kernels())
    visited = visit().open(server.page())
    kernels = set(server.kernels()) - before
    assert len(kernels) == 1
    visited.close()
    assert psutil.wait_procs(kernels, PATIENCE)[1] == []


def test_leaving_for_another_page_frees_its_kernel(server, visit):
    before = set(server.kernels())
    visited = visit().open(server.page())
    kernels = set(server.kernels()) - before
    visited.page.goto(server.url)
    assert psutil.wait_procs(kernels, PATIENCE)[1] == []


def test_a_lost_server_is_said_in_the_pages_language(serving, visit):
    server = serving()
    visited = visit()
    page = visited.page
    page.clock.install()
    visited.open(server.page())
    page.get_by_role("button", name="EN").click()
    page.get_by_role("heading", name="Nine posts").wait_for()
    page.locator("body:not(.ck-sending)").wait_for()
    # all has rested for a while
    page.clock.fast_forward(2000)
    server.process.kill()
    lost = page.get_by_role("dialog", name="The connection is gone.")
    lost.wait_for()
    assert lost.inner_text().split("\n\n") == [
        "The connection is gone.",
        "Everything up to your last change is saved.",
        "The page carries on by itself as soon as the connection is back.",
        "Try now",
    ]


def test_half_a_page_is_not_taken_for_a_page(server, visit):
    _, _, body = server.ask("/clients/jarvi/small")
    half = body[: body.index('<div class="ck-output ck-widget">')]
    page = visit().page
    page.route(server.page(), lambda route: route.fulfill(body=half, content_type="text/html"))
    page.goto(server.page())
    page.get_by_role("dialog", name="Tämä sivu ei pysy auki.").wait_for()
    assert page.locator("#ck-page").is_hidden()


def test_an_engine_that_does_not_come_is_not_waited_for(server, visit):
    page = visit().page
    page.route("**/engine/engine.js", lambda route: route.abort())
    page.goto(server.page())
    page.get_by_role("dialog").wait_for()


MAKING = (
    PARAMETERS,
    """
from pathlib import Path

import ipywidgets as widgets

from coachkit.sessions.opening import now, open_workspace

with open_workspace(workspace).open_client(client, now=now, who="page") as store:
    fifo = store.inbox / "fifo"
name = widgets.Text(description="Name", continuous_update=True)
made = widgets.Label()
wait, make = widgets.Button(description="Wait"), widgets.Button(description="Make")
wait.on_click(lambda _: fifo.read_text())
make.on_click(lambda _: setattr(made, "value", f"{name.value} is made."))
widgets.VBox([name, wait, make, made])
""",
)


def test_a_press_does_not_overtake_what_was_typed_before_it(serving, visit, tmp_path):
    workspace = make_workspace(tmp_path / "workspace").path
    fifo = workspace / "clients" / "jarvi" / "inbox" / "fifo"
    os.mkfifo(fifo)
    notebook = make_notebook(tmp_path / "making.ipynb", MAKING)
    server = serving(workspace=workspace, notebooks=[notebook])
    page = visit().open(server.page("jarvi", "making")).page
    page.get_by_role("button", name="Wait").click()
    page.get_by_label("Name").press_sequentially("Hallen")
    page.get_by_role("button", name="Make").click()
    fifo.write_text("go on")
    page.get_by_text("is made.").wait_for()
    assert page.get_by_text("is made.").inner_text() == "Hallen is made."
