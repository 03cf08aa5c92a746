"""A server that is asked to end lets nobody in, lets pages keep what was typed, and ends."""

import signal
from contextlib import suppress

import psutil
import pytest

from coachkit.serving.draining import TO_END, TO_KEEP, Ending
from coachkit.serving.waiting import waiting_texts
from tests.serving.conftest import PARAMETERS, PATIENCE, make_notebook

STUCK = (
    PARAMETERS,
    """
import time
import ipywidgets as widgets

def stick(_):
    widgets.Label.value.default_value = "stuck"
    time.sleep(600)

button = widgets.Button(description="Stick")
button.on_click(stick)
heading = widgets.HTML(f'<h1 lang="{language}" data-language="{language}">Stuck</h1>')
""",
    "widgets.VBox([heading, button])",
)


@pytest.fixture
def stuck(serving, tmp_path, visit):
    """A server with a page whose kernel does not listen any more."""
    server = serving(notebooks=[make_notebook(tmp_path / "stuck.ipynb", STUCK)])
    page = visit().open(server.page(name="stuck")).page
    page.get_by_role("button", name="Stick").click()
    kernel = server.kernels()[0]
    yield server, kernel, page
    if server.process.is_running():
        server.process.kill()


def test_signals_are_told_apart():
    now = [0.0]
    ending = Ending(lambda: now[0])
    ending.signal()
    assert ending.asked.is_set()
    now[0] = 0.1
    ending.signal()
    assert not ending.at_once.is_set(), "a terminal that closes sends several"
    now[0] = 2.0
    ending.signal()
    assert ending.at_once.is_set()


def test_an_idle_server_ends_by_itself(serving, visit):
    server = serving()
    visited = visit().open(server.page())
    kernels = server.kernels()
    assert server.end() == 0
    assert not any(kernel.is_running() for kernel in kernels)
    # the page says so, and does not go away
    visited.page.locator("#ck-lost[open]").wait_for()


def test_while_it_ends_a_page_says_that_it_comes_back(stuck):
    server, kernel, _ = stuck
    server.process.send_signal(signal.SIGTERM)
    status, headers, body = 200, {}, ""
    while status != 503:
        status, headers, body = server.ask("/clients/jarvi/stuck", Accept="text/html")
    assert waiting_texts("en")["renewed"] in body
    assert int(headers["Retry-After"]) > 0
    assert 'data-asks="/waiting/renewed"' in body
    assert server.ask("/waiting/renewed")[0] == 503
    # a page that asks for its kernel waits: a 404 would send it to a browser's error
    assert server.ask("/api/kernels/00000000-0000-4000-8000-000000000000")[0] == 503
    assert server.process.wait(TO_KEEP + TO_END + PATIENCE) == 0
    assert not kernel.is_running()


def test_the_second_signal_ends_it_at_once(stuck):
    server, kernel, _ = stuck
    server.process.send_signal(signal.SIGTERM)
    while server.ask("/clients/jarvi/stuck", Accept="text/html")[0] != 503:
        pass
    kernel.suspend()
    # those that come together with the first count as one
    while server.process.poll() is None:
        server.process.send_signal(signal.SIGTERM)
        with suppress(psutil.TimeoutExpired):
            server.process.wait(0.1)
    # the last of them may meet a server that has closed its ears
    assert server.process.returncode in {0, -signal.SIGTERM}
    assert not kernel.is_running()
