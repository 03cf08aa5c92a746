"""A server that is asked to end lets nobody in, lets pages keep what was typed, and ends."""

import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import pytest

from coachkit.serving.draining import TO_END, TO_KEEP, Ending
from coachkit.serving.waiting import waiting_texts
from tests.attacks.target import KERNEL
from tests.serving.conftest import PARAMETERS, PATIENCE, SMALL, make_notebook
from tests.serving.knocking import Knock

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


def looked_at(server):
    """The id of the kernel of a page that is open from now on."""
    body = Knock(server.url).get("/clients/jarvi/small", Sec_Fetch_Dest="document").body
    return KERNEL.search(body)[1]


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


def test_a_goodbye_at_the_end_is_no_failure(serving, tmp_path):
    server = serving(notebooks=[make_notebook(tmp_path / "small.ipynb", SMALL)])
    knock, goodbye = Knock(server.url), f"/voila/api/shutdown/{looked_at(server)}"
    [kernel] = server.kernels()
    kernel.suspend()
    with ThreadPoolExecutor() as tabs:
        before = [tabs.submit(knock.post, goodbye) for _ in range(2)]
        # by then they have been heard
        assert server.ask(goodbye.replace("voila/api/shutdown", "api/kernels"))[0] == 200
        server.process.send_signal(signal.SIGTERM)
        while server.ask("/clients/jarvi/small", Accept="text/html")[0] != 503:
            pass
        assert knock.post(goodbye).status == 204
        kernel.resume()
        assert {one.result().status for one in before} == {204}
    assert server.process.wait(PATIENCE) == 0
    assert not kernel.is_running()
    assert server.log.read_text() == ""


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


def test_what_a_killed_server_left_is_tidied_by_the_next(serving):
    with TemporaryDirectory(prefix="t", dir="/tmp") as folder:
        here = {"TMPDIR": folder}
        killed, other = serving(variables=here), serving(variables=here)
        for server in (killed, other):
            assert looked_at(server)
        [kernel], [others] = killed.kernels(), other.kernels()
        sockets = set(Path(folder).glob("ck-*"))
        assert len(sockets) == 2
        killed.process.kill()
        killed.process.wait(PATIENCE)
        kernel.wait(PATIENCE)
        again = serving(variables=here, workspace=killed.workspace)
        left = set(Path(folder).glob("ck-*"))
        assert len(left) == 2
        assert len(left & sockets) == 1
        assert others.is_running()
        assert looked_at(other)
        assert [server.end() for server in (again, other)] == [0, 0]
        assert list(Path(folder).glob("ck-*")) == []
