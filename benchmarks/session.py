"""From the press on "Next" until the next block is painted, on the strategy session's own page.

``python -m benchmarks session``. A demo client whose strategy is full, so that every form has what
it may have; a new question and a new screen both have to be there.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.figure import Figure

_ROUNDS = 3
CLIENT = "nordlykta"
EXECUTABLE = os.environ.get("COACHKIT_BROWSER") or shutil.which("chromium")
_BAR = 150

_PRESS = """
() => new Promise((done) => {
    const asked = () => document.querySelector(".ck-asks h1")?.innerText;
    const shown = () => document.querySelector(".ck-screen");
    const [question, screen] = [asked(), shown()];
    const began = performance.now();
    const look = () => {
        if (!asked() || asked() === question) return;
        const here = shown();
        if (!here || here === screen || !here.innerText.trim()) return;
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
    """Milliseconds from the press to the paint, through all blocks and again."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as url, _browser() as page:
        first, again = _presses(page, f"{url}clients/{CLIENT}/strategy")
    return [
        Figure("block change to painted: median", statistics.median(first + again), "ms", _BAR),
        Figure("… of blocks seen for the first time", statistics.median(first), "ms", _BAR),
        Figure("… of blocks seen before", statistics.median(again), "ms", _BAR),
        Figure("… the slowest", max(first + again), "ms"),
    ]


def _presses(page: Page, url: str) -> tuple[list[float], list[float]]:
    """Of the first way through the blocks, and of those after it."""
    page.goto(url)
    page.locator("body.ck-shown .ck-time-column").wait_for()
    # the demo's own session is over
    page.locator(".ck-time-column > .jupyter-button.mod-primary").click()
    page.locator(".cka-start").click()
    page.locator(".cka-next").wait_for()
    taken: list[list[float]] = []
    for _ in range(_ROUNDS):
        page.locator(".cka-block").first.click()
        page.wait_for_timeout(1_000)
        taken.append([])
        while page.locator(".cka-next").count():
            taken[-1].append(page.evaluate(_PRESS))
            # people talk; the page makes the next screen ready meanwhile
            page.wait_for_timeout(1_500)
    first, *others = taken
    return first, [one for round_ in others for one in round_]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The demo's workspace on a free port."""
    workspace = folder / "coachkit-demo"
    own = [sys.executable, "-m", "coachkit.cli"]
    subprocess.run(
        [*own, "demo", "--once", "--folder", str(workspace)], check=True, stdout=subprocess.DEVNULL
    )
    command = [*own, "serve", "-w", str(workspace), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield next(
                word for line in server.stdout or () for word in line.split() if "http://" in word
            )
        finally:
            server.terminate()


@contextmanager
def _browser() -> Iterator[Page]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=EXECUTABLE,
            args=["--no-sandbox", "--disable-gpu"],
        )
        try:
            yield chromium.new_page(viewport={"width": 1280, "height": 720})
        finally:
            chromium.close()
