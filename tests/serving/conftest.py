"""A browser, servers on free ports, and small notebooks for them.

``browser``: Chromium, started once. ``visit``: a factory of visits; a visit has a page, and knows
what went wrong on it and whom it asked. ``serving``: a factory of servers, each a process.
"""

import http.client
import os
import shutil
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import nbformat
import psutil
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from coachkit.kernels.warm_place import FOLDER_VARIABLE
from coachkit.model.client import Client
from coachkit.model.shipped import shipped
from coachkit.store.workspace import Workspace
from tests.serving.standing import Standing
from tests.warm import warm_processes

LAPTOP = (1280, 720)
PHONE = (390, 844)
PATIENCE = 60
"""Seconds until a test gives up. Nothing is measured with it."""

DRAWN = """
() => new Promise((drawn) =>
    requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(drawn), 100)))
"""
"""What a page is asked to wait until what its kernel last said has been drawn."""

PLAN = shipped("notebooks", "plan.ipynb")

CLIENTS = (
    Client(
        slug="jarvi",
        name="Järven ystävät ry",
        languages=("fi", "sv"),
        country="FI",
        time_zone="Europe/Helsinki",
        sector="Ympäristö",
        kind="charity",
    ),
    Client(slug="nord", name="Nordlykta Friluft", languages=("sv",)),
)

PARAMETERS = 'client = ""\nlanguage = ""\nworkspace = ""\nperiod = ""'

SMALL = (
    PARAMETERS,
    """
import ipywidgets as widgets

said = {"en": "Nine posts", "sv": "Nio inlägg", "fi": "Yhdeksän julkaisua"}
panel = widgets.HTML()
languages = widgets.ToggleButtons(
    options=[("EN", "en"), ("SV", "sv"), ("FI", "fi")],
    tooltips=["English", "Svenska", "Suomi"],
    value=language,
)
languages.add_class("ck-languages")
platform = widgets.Dropdown(description="Platform", options=["Facebook", "Instagram"])
narrow = widgets.Checkbox(value=False, indent=False)
narrow.add_class("ck-narrow")

def draw(change=None):
    width = "narrow" if narrow.value else "wide"
    panel.value = (
        f'<div class="ck" lang="{languages.value}" data-language="{languages.value}">'
        f"<h1>{said[languages.value]}: {platform.value}</h1><p>{client}, {width}</p></div>"
    )

for control in (languages, platform, narrow):
    control.observe(draw, "value")
draw()
""",
    """
band = widgets.Box([panel, languages, narrow])
band.add_class("ck-band")
band
""",
    """
filters = widgets.Box([platform])
filters.add_class("ck-filters")
filters
""",
    """
from IPython.display import HTML

HTML("words without an element")
""",
)
"""The cells of a small page with everything that a client's page has."""


LOOKING = (
    PARAMETERS,
    """
import os
import stat
from pathlib import Path

from IPython.display import HTML
from ipykernel.connect import get_connection_file, get_connection_info

transport = get_connection_info(unpack=True)["transport"]
others = stat.S_IMODE(Path(get_connection_file()).parent.stat().st_mode) & 0o077
secret = os.environ.get("COACHKIT_TEST_SECRET", "none")
here = Path.cwd().name
HTML(f"<p>sockets: {transport}, open to others: {others}, secret: {secret}, in {here}</p>")
""",
)
"""The cells of a page that says where it is and what it sees."""

FAILING = (PARAMETERS, 'print("a secret")\nraise ValueError("a secret of " + client)', "1 + 1")
"""The cells of a page that stops half-way."""


def waiting(fifo):
    """The cells of a page that waits until somebody writes to ``fifo``."""
    return (PARAMETERS, f"open({str(fifo)!r}).read()", *SMALL[1:])


def make_notebook(path, cells):
    """A notebook of code cells; the first takes the parameters."""
    first, *others = cells
    parameters = nbformat.v4.new_code_cell(first, metadata={"tags": ["parameters"]})
    notebook = nbformat.v4.new_notebook(cells=[parameters, *map(nbformat.v4.new_code_cell, others)])
    nbformat.write(notebook, path)
    return path


def make_workspace(folder, clients=CLIENTS):
    """A workspace with those clients in it."""
    workspace = Workspace.create(folder)
    for client in clients:
        add_client(workspace, client)
    return workspace


def add_client(workspace, client):
    workspace.new_client(client, now=lambda: datetime(2026, 11, 1, tzinfo=UTC), who="test").close()


@dataclass
class Server:
    """A running server: its address, its process, what it wrote to its log.

    ``fifo``: what its page ``waiting`` waits for.
    """

    url: str
    process: psutil.Popen
    workspace: Path
    log: Path
    fifo: Path | None = None

    def page(self, slug="jarvi", name="small"):
        """The address of a client's page."""
        return f"{self.url}clients/{slug}/{name}"

    def kernels(self):
        """The processes of the kernels that are running."""
        return [
            child
            for child in self._children()
            if _stands_in(child, self.workspace) and child.status() != psutil.STATUS_ZOMBIE
        ]

    def _children(self):
        yield from self.process.children(recursive=True)
        for warm in warm_processes(os.environ[FOLDER_VARIABLE]):
            yield from warm.children()

    def ask(self, path, method="GET", **headers):
        """An answer to a bare request: status, headers, body. ``_`` stands for ``-`` in names."""
        address = urlsplit(self.url)
        line = http.client.HTTPConnection(address.hostname, address.port, timeout=PATIENCE)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            line.request(method, path, headers=named)
            answer = line.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode()
        finally:
            line.close()

    def end(self):
        """Ask the server to end; what it exits with."""
        self.process.terminate()
        return self.process.wait(PATIENCE)


@pytest.fixture(scope="session")
def serving(tmp_path_factory):
    """Start servers: ``serving()`` or ``serving(notebooks=…, workspace=…, variables=…)``.

    Each ends with the test that has started it, or with its file; not one that ``stays``.
    """
    servers = []
    with ExitStack() as running:

        def start(*, notebooks=(), workspace=None, variables=None, stays=False):
            folder = tmp_path_factory.mktemp("served")
            notebooks = notebooks or [make_notebook(folder / "small.ipynb", SMALL)]
            path = workspace or make_workspace(folder / "workspace").path
            log = folder / "log"
            command = [sys.executable, str(Path(__file__).with_name("host.py"))]
            process = psutil.Popen(
                [*command, str(path), *map(str, notebooks)],
                stdout=subprocess.PIPE,
                stderr=running.enter_context(log.open("wb")),
                env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **(variables or {})},
                text=True,
            )
            running.callback(_end, process)
            servers.append(process)
            if not stays:
                _STARTED.append(process)
            url = process.stdout.readline().strip()
            assert url, log.read_text()
            return Server(url, process, path, log)

        yield start
        # All are asked before any is waited for: each takes its time to end its kernels.
        for process in servers:
            if process.is_running():
                process.terminate()


_STARTED = []


def _end_since(number):
    # Not waited for: each takes its time to end its kernels.
    for process in _STARTED[number:]:
        if process.is_running():
            process.terminate()
    del _STARTED[number:]


@pytest.fixture(autouse=True)
def ends_with_its_test():
    """No server of a test outlives it: each takes 100 MB."""
    before = len(_STARTED)
    yield
    _end_since(before)


@pytest.fixture(scope="module", autouse=True)
def ends_with_its_file():
    """No server of a file outlives it."""
    before = len(_STARTED)
    yield
    _end_since(before)


def _stands_in(process, workspace):
    try:
        return Path(process.cwd()).is_relative_to(Path(workspace).resolve())
    except psutil.Error:
        return False


def _end(process):
    if process.is_running():
        process.terminate()
        process.wait(PATIENCE)
    process.stdout.close()


@pytest.fixture(scope="module")
def planner(serving, demo_made_once, tmp_path_factory):
    """A server of the planning page, for all tests of a file that leave the plan as it is."""
    workspace = shutil.copytree(demo_made_once, tmp_path_factory.mktemp("planner") / "demo")
    return serving(workspace=workspace, notebooks=[PLAN])


@pytest.fixture
def own_planner(serving, demo_made_once, tmp_path):
    """The same for one test alone, which may write."""
    workspace = shutil.copytree(demo_made_once, tmp_path / "coachkit-demo")
    return serving(workspace=workspace, notebooks=[PLAN])


@pytest.fixture(scope="session")
def server(serving, tmp_path_factory):
    """A server that tests share, with pages ``small``, ``looking``, ``failing``, ``waiting``."""
    folder = tmp_path_factory.mktemp("notebooks")
    fifo = folder / "fifo"
    os.mkfifo(fifo)
    pages = {"small": SMALL, "looking": LOOKING, "failing": FAILING, "waiting": waiting(fifo)}
    notebooks = [make_notebook(folder / f"{name}.ipynb", cells) for name, cells in pages.items()]
    secret = {"COACHKIT_TEST_SECRET": "hush"}
    started = serving(notebooks=notebooks, variables=secret, stays=True)
    started.fifo = fifo
    return started


CUT_RINGS = """() => {
  const RING = 5;
  const cuts = (frame, it) => {
    if (getComputedStyle(frame).overflowX === "visible") return false;
    const edge = frame.getBoundingClientRect();
    return it.left - RING < edge.left || it.top - RING < edge.top;
  };
  return [...document.querySelectorAll("button, input, select, textarea, a[href], summary")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }))
    .filter((one) => {
      const it = one.getBoundingClientRect();
      for (let at = one.parentElement; at && at !== document.body; at = at.parentElement)
        if (it.width && cuts(at, it)) return true;
      return false;
    })
    .map((one) => one.outerHTML);
}"""
"""What can have the focus and whose ring a frame around it cuts, above or at its side."""


@dataclass
class Visit:
    """A visit: its page, what the browser complained of, every address that was asked for."""

    context: BrowserContext
    page: Page
    complaints: list = field(default_factory=list)
    asked: list = field(default_factory=list)

    def open(self, url):
        """Open a client's page and wait until it can be used."""
        self.page.goto(url)
        self.page.wait_for_selector("body.ck-shown", timeout=PATIENCE * 1000)
        return self

    def settle(self):
        """Wait until the kernel has heard all that was done here, and what it says is drawn."""
        self.page.locator("body:not(.ck-sending)").wait_for()
        self.page.evaluate(DRAWN)

    def language(self):
        """The language that the page says it is in."""
        return self.page.evaluate("document.documentElement.lang")

    def fits(self):
        """Whether nothing sticks out at the side."""
        return self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    def hosts(self):
        """Whom the page asked for anything."""
        return {
            urlsplit(url).netloc for url in self.asked if not url.startswith(("data:", "blob:"))
        }

    def violations(self):
        """What axe finds wrong, and rings that are cut, each with the places; empty is right."""
        found = Axe().run(self.page).response["violations"]
        cut = self.page.evaluate(CUT_RINGS)
        wrong = [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]
        return [*wrong, ("ring is cut", cut)] if cut else wrong

    def wrong_at_any_size(self):
        """What sticks out or axe finds wrong, on a laptop and on a phone; empty is right."""
        before, wrong = self.page.viewport_size, []
        for width, height in (LAPTOP, PHONE):
            self.page.set_viewport_size({"width": width, "height": height})
            wrong += [(width, one) for one in self.violations()]
            wrong += [] if self.fits() else [(width, "sticks out")]
        self.page.set_viewport_size(before)
        return wrong

    def close(self):
        """Close the tab as a person does: without this, a page cannot say goodbye."""
        if not self.page.is_closed():
            with self.page.expect_event("close"):
                self.page.close(run_before_unload=True)


@pytest.fixture
def visit(browser):
    """Visits: ``visit()``, ``visit(PHONE)``, ``visit(locale="sv-SE")``."""
    with ExitStack() as visits:

        def start(size=LAPTOP, locale="en-GB"):
            width, height = size
            context = browser.new_context(
                viewport={"width": width, "height": height}, locale=locale
            )
            visits.callback(context.close)
            visited = Visit(context, context.new_page())
            visits.callback(visited.close)
            page = visited.page
            page.set_default_timeout(PATIENCE * 1000)
            page.on("request", lambda request: visited.asked.append(request.url))
            page.on("pageerror", lambda error: visited.complaints.append(str(error)))
            page.on(
                "console",
                lambda said: visited.complaints.append(said.text) if said.type == "error" else None,
            )
            return visited

        yield start


@pytest.fixture
def stand(visit):
    """``stand(widget, "face", "times")``: a widget in a bare page, with no kernel.

    ``at``: the time on the browser's clock, which then moves when it is told to. More words go to
    ``visit``.
    """

    def start(widget, *names, at=None, **how):
        visited = visit(**how)
        if at is not None:
            # time flows until it is told to stand still, which must lie ahead
            visited.page.clock.install(time=at - timedelta(minutes=1))
            visited.page.clock.pause_at(at)
        return Standing(visited, widget, names)

    return start
