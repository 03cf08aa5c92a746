"""From the press on "Next" until the next block's form is painted, in a browser on a served page.

Once with a form made anew for each block, once with one form that is handed other fields.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import nbformat
from playwright.sync_api import Page, sync_playwright

from benchmarks.figure import Figure
from coachkit.model.client import Client
from coachkit.store.workspace import Workspace

_ROUNDS = 2
_PARAMETERS = 'client = ""\nlanguage = ""\nworkspace = ""'
_PAGE = """
from datetime import UTC, datetime
from ipywidgets import Box
from coachkit.model import session_time
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.model.strategy import POINTS, Strategy, CommunicationGoal, Profile, Statement
from coachkit.widgets.agenda import Agenda
from coachkit.widgets.form import Form
from coachkit.widgets.strategy_forms import only, statements, strategy_form

def now():
    return datetime.now(UTC)

strategy = Strategy(
    profiles=tuple(Profile(key=f"profile-{n}", name=f"Customer {n}") for n in (1, 2, 3)),
    communication_goals=tuple(
        CommunicationGoal(key=f"goal-{n}", text=f"They know us, {n}") for n in range(1, 8)
    ),
    statements=tuple(
        Statement(key=f"{point}-{n}", point=point, text=f"We say it {n} times", owner="Amir")
        for point in POINTS for n in (1, 2, 3)
    ),
)
sheet = shipped_sheet("strategy")
whole = strategy_form(strategy)
parts = [only(whole, name) for name in whole] + [statements(point, strategy) for point in POINTS]
hints = [parts[n % len(parts)] for n in range(len(sheet.blocks))]
session = session_time.start(session_time.new_session(sheet), now())
titles = lambda speech: {one.key: sheet.block_said(one.key, "en").title for one in sheet.blocks}
agenda = Agenda(session, titles, now=now)
place = Box([Form(strategy, hints[0])])

def next_block(_):
    agenda.session = session_time.next_block(agenda.session, now())
    at = [block.key for block in sheet.blocks].index(agenda.session.current)
    show(hints[at])

agenda.on_press(next_block)
"""
_ANEW = "def show(hints):\n    place.children = [Form(strategy, hints)]"
_KEPT = "def show(hints):\n    place.children[0].hints = hints"
_SHOWN = "Box([agenda, place], layout={'flex_flow': 'column'})"

_PRESS = """
() => new Promise((done) => {
    const said = () => document.querySelector(".ckf")?.innerText;
    const before = said();
    const began = performance.now();
    const look = () => {
        const now = said();
        if (!now || now === before) return;
        seen.disconnect();
        requestAnimationFrame(() => {
            const painted = new MessageChannel();
            painted.port1.onmessage = () => done(performance.now() - began);
            painted.port2.postMessage(0);
        });
    };
    const seen = new MutationObserver(look);
    seen.observe(document.body, { subtree: true, childList: true, characterData: true });
    document.querySelector(".cka-next").click();
})
"""


def figures() -> list[Figure]:
    """Milliseconds from the press to the paint, with as many blocks as a session has."""
    with tempfile.TemporaryDirectory() as folder, _served(Path(folder)) as url, _browser() as page:
        anew = _presses(page, f"{url}clients/many/anew")
        kept = _presses(page, f"{url}clients/many/kept")
    return [
        Figure("block change to painted, a new form: median", statistics.median(anew), "ms", 150),
        Figure("… the slowest", max(anew), "ms"),
        Figure(
            "block change to painted, the same form: median", statistics.median(kept), "ms", 150
        ),
        Figure("… the slowest", max(kept), "ms"),
    ]


def _presses(page: Page, url: str) -> list[float]:
    taken: list[float] = []
    for _ in range(_ROUNDS):
        page.goto(url)
        page.locator("body.ck-shown .cka-next").wait_for()
        page.locator(".ckf-field").first.wait_for()
        while page.locator(".cka-next").count():
            taken.append(page.evaluate(_PRESS))
    return taken


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """A workspace with the two pages on a free port."""
    client = Client(slug="many", name="Many")
    with Workspace.create(folder / "workspace").new_client(
        client, now=lambda: datetime.now(UTC), who="benchmark"
    ):
        pass
    notebooks = [_notebook(folder / f"{name}.ipynb", how) for name, how in _WAYS.items()]
    code = (
        "import sys; from pathlib import Path; from coachkit.serving.app import serve; "
        "serve(Path(sys.argv[1]), notebooks=[Path(one) for one in sys.argv[2:]], port=0, "
        "on_ready=lambda url: print(url, flush=True))"
    )
    command = [sys.executable, "-c", code, str(folder / "workspace"), *map(str, notebooks)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield (server.stdout.readline() if server.stdout else "").strip()
        finally:
            server.terminate()


_WAYS = {"anew": _ANEW, "kept": _KEPT}


def _notebook(path: Path, how: str) -> Path:
    cell = nbformat.v4.new_code_cell
    parameters = cell(_PARAMETERS, metadata={"tags": ["parameters"]})  # type: ignore[no-untyped-call]  # nbformat is untyped
    cells = [parameters, *(cell(text) for text in (_PAGE, how, _SHOWN))]  # type: ignore[no-untyped-call]  # untyped
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)  # type: ignore[no-untyped-call]  # untyped
    return path


@contextmanager
def _browser() -> Iterator[Page]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("COACHKIT_BROWSER") or shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        try:
            yield chromium.new_page(viewport={"width": 1280, "height": 720})
        finally:
            chromium.close()
