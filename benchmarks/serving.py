"""From the click on a link until a page can be used, beside stock Voilà with the same notebook.

``python -m benchmarks serving [--loads 200]``. The demo's dashboard; a page can be
used when its controls are there and the overlay that says what is happening is gone.
"""

import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import psutil
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from playwright.sync_api import TimeoutError as Stuck

from benchmarks.figure import Figure
from benchmarks.session import CLIENT, EXECUTABLE, served
from benchmarks.weight import Weight

_ROUNDS: Final = 5
LOADS: Final = 200
_PLACES: Final = 30
_OPEN: Final = 10
_PRESSES: Final = 6
_PATIENCE: Final = 60_000
_WARM: Final = 10
_SLOW: Final = {
    "offline": False,
    "latency": 40,
    "downloadThroughput": 10_000_000 / 8,
    "uploadThroughput": 10_000_000 / 8,
}
_CONTROL: Final = ".ck-languages .widget-toggle-button"
_OURS: Final = "body.ck-shown"

_PRESS: Final = """
() => new Promise((done) => {
    const buttons = [...document.querySelectorAll(".ck-languages .widget-toggle-button")];
    const other = buttons.find((one) => !one.classList.contains("mod-active"));
    const shown = () => document.querySelector("#ck-page [data-language]")?.dataset.language;
    const before = shown();
    const began = performance.now();
    const seen = new MutationObserver(() => {
        if (shown() === before) return;
        seen.disconnect();
        requestAnimationFrame(() => done(performance.now() - began));
    });
    seen.observe(document.body, { subtree: true, childList: true, attributes: true });
    other.click();
})
"""


def figures(loads: int = LOADS, rounds: int = _ROUNDS) -> list[Figure]:
    """Every figure of the pages as they are served."""
    with tempfile.TemporaryDirectory() as folder, _chromium() as browser:
        with served(Path(folder)) as url:
            page = f"{url}clients/{CLIENT}/dashboard"
            cold, slow = _usable(browser, page, rounds), _slow(browser, page, rounds)
            many = [*_many(browser, page), *_loads(browser, page, loads)]
        notebook = next((Path(folder) / "coachkit-demo").glob(f".pages/{CLIENT}/dashboard.ipynb"))
        with _stock(notebook) as url:
            stock = _usable(browser, url, rounds, ours=False)
        with _stock(notebook, "--preheat_kernel=True", "--pool_size=1") as url:
            preheated = _usable(browser, url, rounds, ours=False, rest=_WARM)
    return [
        Figure("click on the link → usable", cold, "s"),
        Figure("… stock Voilà, cold", stock, "s"),
        Figure("… stock Voilà, preheated", preheated, "s"),
        Figure("ours ÷ stock cold", cold / stock, "×", 1 / 3),
        Figure("ours ÷ stock preheated", cold / preheated, "×", 1 / 1.5),
        *slow,
        *many,
    ]


def _usable(
    browser: Browser, url: str, rounds: int, *, ours: bool = True, rest: float = 1
) -> float:
    """Seconds, the median. The first visit makes what is made once, and is not counted."""
    taken = []
    for _ in range(rounds + 1):
        time.sleep(rest)
        with _visited(browser) as page:
            taken.append(_opened(page, url, ours=ours))
    return statistics.median(taken[1:])


def _opened(page: Page, url: str, *, ours: bool = True) -> float:
    began = time.perf_counter()
    page.goto(url, wait_until="commit", timeout=_PATIENCE)
    if ours:
        page.wait_for_selector(_OURS, timeout=_PATIENCE)
    page.locator(_CONTROL).first.wait_for(timeout=_PATIENCE)
    return time.perf_counter() - began


def _slow(browser: Browser, url: str, rounds: int) -> list[Figure]:
    """First and second visits on a slow line, and what they weigh."""
    first: list[float] = []
    second: list[float] = []
    weights: list[float] = []
    foreign: set[str] = set()
    for _ in range(rounds):
        with closing(browser.new_context()) as context:
            for taken in (first, second):
                page = context.new_page()
                weight = Weight(page)
                weight.session.send("Network.emulateNetworkConditions", _SLOW)
                taken.append(_opened(page, url))
                weights.append(weight.total)
                foreign |= weight.hosts - {urlsplit(url).netloc}
                page.close(run_before_unload=True)
                time.sleep(1)
    return [
        Figure("at 10 Mbit/s and 40 ms: first visit", statistics.median(first), "s", 4),
        Figure("… second visit", statistics.median(second), "s", 1.5),
        Figure("first visit weighs", statistics.median(weights[::2]) / 1e6, "MB", 1.5),
        Figure("second visit weighs", statistics.median(weights[1::2]) / 1e3, "KB", 50),
        Figure("hosts asked that are not ours", len(foreign), "", 0),
    ]


def _many(browser: Browser, address: str) -> list[Figure]:
    """Pages that are open at once: a press with ten, the memory of each, one more than fit."""
    with closing(browser.new_context()) as context:
        pages: list[Page] = []
        alone = _memory()
        pressed: list[float] = []
        for n in range(_PLACES):
            pages.append(context.new_page())
            _opened(pages[-1], address)
            if n + 1 == _OPEN:
                time.sleep(3)
                pressed = [page.evaluate(_PRESS) for _ in range(_PRESSES) for page in pages]
        each = (_memory() - alone) / _PLACES
        all_of_them = [page.evaluate(_PRESS) for page in pages]
        queued = _is_queued(context, address)
        for page in pages:
            page.close(run_before_unload=True)
    time.sleep(5)
    pressed.sort()
    return [
        Figure("press → painted, 10 pages open: p95", pressed[int(len(pressed) * 0.95)], "ms", 100),
        Figure("… median", statistics.median(pressed), "ms"),
        Figure("… 30 pages open, the slowest", max(all_of_them), "ms"),
        Figure("memory of an open page (PSS)", each / 1e6, "MB"),
        Figure("the 31st that was not queued", 0 if queued else 1, "", 0),
    ]


def _is_queued(context: BrowserContext, url: str) -> bool:
    page = context.new_page()
    answer = page.goto(url)
    waits = page.locator("body[data-asks]").count() == 1
    page.close()
    return waits and answer is not None and answer.headers.get("retry-after") is not None


def _loads(browser: Browser, url: str, loads: int) -> list[Figure]:
    """One load after another: those that are never done."""
    stuck, taken = 0, []
    for _ in range(loads):
        with _visited(browser) as page:
            try:
                taken.append(_opened(page, url))
            except Stuck:
                stuck += 1
    slowest = max(taken, default=0)
    return [
        Figure(f"of {loads} loads in a row: stuck", stuck, "", 0),
        Figure("… the slowest", slowest, "s"),
    ]


def _memory() -> int:
    """Bytes of the server and its kernels, shared ones in their share."""
    server = next(
        process
        for process in psutil.Process().children()
        if {"coachkit.cli", "serve"} <= set(process.cmdline())
    )
    everybody = [server, *server.children(recursive=True)]
    return sum(int(process.memory_full_info().pss) for process in everybody)


@contextmanager
def _visited(browser: Browser) -> Iterator[Page]:
    """A browser that was never here; it says goodbye."""
    with closing(browser.new_context(viewport={"width": 1280, "height": 720})) as context:
        page = context.new_page()
        yield page
        with page.expect_event("close"):
            page.close(run_before_unload=True)


@contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=EXECUTABLE, args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def _stock(notebook: Path, *more: str) -> Iterator[str]:
    """Voilà as it comes, with that notebook."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "voila", str(notebook), "--no-browser", f"--port={port}"]
    url = f"http://127.0.0.1:{port}/"
    quiet: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([*command, *more], cwd=notebook.parent, **quiet) as server:
        try:
            _until_it_listens(port)
            yield url
        finally:
            server.terminate()


def _until_it_listens(port: int) -> None:
    for _ in range(600):
        with closing(socket.socket()) as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(port)
