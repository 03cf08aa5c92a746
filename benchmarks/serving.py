"""From the click on a link until a page can be used, beside stock Voilà with the same notebook.

``python -m benchmarks serving [--loads 200]``. The demo's dashboard; a page can be used when its
controls are there, the overlay that says what is happening is gone and the line to the kernel is
open. Ours and stock Voilà take turns, so that what else the machine does falls on both.
"""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch
from urllib.parse import urlsplit

import psutil
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from playwright.sync_api import TimeoutError as Stuck

from benchmarks.figure import Figure
from benchmarks.pressing import LANGUAGE, METRIC, STEP, presses
from benchmarks.session import CLIENT, EXECUTABLE, served
from benchmarks.weight import wire
from coachkit.kernels.warm_place import FOLDER_VARIABLE
from coachkit.kernels.warm_provisioner import SWITCH

_ROUNDS: Final = 5
LOADS: Final = 200
_PLACES: Final = 30
_OPEN: Final = 10
_PRESSES: Final = 4
_PATIENCE: Final = 60_000
_REFILL: Final = 10
_CONTROL: Final = ".ck-languages .widget-toggle-button"
_OURS: Final = "body.ck-shown"
_LATENCY: Final = 0.04
_SPEED: Final = 10_000_000 / 8


def figures(loads: int = LOADS, rounds: int = _ROUNDS) -> list[Figure]:
    """Every figure of the pages as they are served."""
    with ExitStack() as running:
        folder = Path(running.enter_context(tempfile.TemporaryDirectory()))
        browser = running.enter_context(_chromium())
        # warm kernels of our own: their memory counts, and nobody else's
        warm = folder / "warm"
        warm.mkdir(0o700)
        running.enter_context(patch.dict(os.environ, {FOLDER_VARIABLE: str(warm)}))
        url = running.enter_context(served(folder))
        page = f"{url}clients/{CLIENT}/dashboard"
        _visit(browser, page)
        return [
            *_beside_stock(browser, page, folder, rounds),
            *_slow(browser, url, rounds),
            *_many(browser, url, warm),
            *_loads(browser, page, loads),
            Figure("load of the machine meanwhile", os.getloadavg()[2], ""),
        ]


def _beside_stock(browser: Browser, page: str, folder: Path, rounds: int) -> list[Figure]:
    """Seconds, medians. The first visits make what is made once, and are not counted."""
    notebook = next((folder / "coachkit-demo").glob(f".pages/{CLIENT}/dashboard.ipynb"))
    ours: list[float] = []
    anew: list[float] = []
    cold: list[float] = []
    preheated: list[float] = []
    with (
        _stock(notebook) as stock,
        _stock(notebook, "--preheat_kernel=True", "--pool_size=1") as pool,
    ):
        for _ in range(rounds + 1):
            cold.append(_visit(browser, stock, ours=False))
            # until there is a kernel ready again, and the machine is quiet
            time.sleep(_REFILL)
            preheated.append(_visit(browser, pool, ours=False))
            time.sleep(_REFILL)
            ours.append(_visit(browser, page))
            # at once: none is at the ready yet
            anew.append(_visit(browser, page))
            time.sleep(_REFILL)
    again, first, others, ready = (
        statistics.median(taken[1:]) for taken in (ours, anew, cold, preheated)
    )
    return [
        Figure("click on the link → usable, a page at the ready", again, "s"),
        Figure("… a page that is made anew", first, "s"),
        Figure("… stock Voilà, cold", others, "s"),
        Figure("… stock Voilà, preheated", ready, "s"),
        Figure("a page at the ready ÷ stock cold", again / others, "×", 1 / 5),
        Figure("a page at the ready ÷ stock preheated", again / ready, "×", 1 / 1.5),
        Figure("a page made anew ÷ stock cold", first / others, "×", 1 / 3),
    ]


def _visit(browser: Browser, url: str, *, ours: bool = True) -> float:
    with _visited(browser) as page:
        return _opened(page, url, ours=ours)


def _opened(page: Page, url: str, *, ours: bool = True) -> float:
    began = time.perf_counter()
    page.goto(url, wait_until="commit", timeout=_PATIENCE)
    if ours:
        page.wait_for_selector(_OURS, timeout=_PATIENCE)
    page.locator(_CONTROL).first.wait_for(timeout=_PATIENCE)
    return time.perf_counter() - began


def _slow(browser: Browser, server: str, rounds: int) -> list[Figure]:
    """First and second visits on a slow line, and what they weigh on it."""
    taken: list[list[float]] = [[], []]
    weights: list[list[float]] = [[], []]
    asked: set[str] = set()
    with wire(server, latency=_LATENCY, speed=_SPEED) as line:
        for _ in range(rounds):
            with closing(browser.new_context()) as context:
                context.on("request", lambda request: asked.add(request.url))
                for visit in range(2):
                    came = line.came
                    page = context.new_page()
                    taken[visit].append(_opened(page, f"{line.url}clients/{CLIENT}/dashboard"))
                    time.sleep(1)
                    weights[visit].append(line.came - came)
                    _leave(page)
                    time.sleep(1)
        hosts = {urlsplit(one).netloc for one in asked if not one.startswith(("data:", "blob:"))}
        foreign = hosts - {urlsplit(line.url).netloc}
    first, second = (statistics.median(one) for one in taken)
    heavy, light = (statistics.median(one) for one in weights)
    return [
        Figure("at 10 Mbit/s and 40 ms: first visit", first, "s", 4),
        Figure("… second visit", second, "s", 1.5),
        Figure("first visit weighs", heavy / 1e6, "MB", 1.5),
        Figure("second visit weighs", light / 1e3, "KB", 50),
        Figure("hosts asked that are not ours", len(foreign), "", 0),
    ]


def _many(browser: Browser, url: str, warm: Path) -> list[Figure]:
    """Pages that are open at once: presses with ten, the memory of each, one more than fit."""
    dashboard = f"{url}clients/{CLIENT}/dashboard"
    steps = _with_open(browser, f"{url}clients/{CLIENT}/living", STEP)
    metric = _with_open(browser, dashboard, METRIC)
    language = _with_open(browser, dashboard, LANGUAGE)
    with closing(browser.new_context()) as context:
        alone = _memory(warm)
        pages = [_new(context, dashboard) for _ in range(_PLACES)]
        each = (_memory(warm) - alone) / _PLACES
        all_of_them = presses(pages[:: _PLACES // _OPEN], METRIC, 1)
        queued = _is_queued(context, dashboard)
        for page in pages:
            page.close(run_before_unload=True)
    time.sleep(5)
    return [
        Figure("press on a step → painted, 10 pages open: p95", _p95(steps), "ms", 100),
        Figure("… median", statistics.median(steps), "ms"),
        Figure("another metric, charts drawn anew: p95", _p95(metric), "ms"),
        Figure("… median", statistics.median(metric), "ms"),
        Figure("another language, all of the dashboard: p95", _p95(language), "ms"),
        Figure("… median", statistics.median(language), "ms"),
        Figure("another metric, 30 pages open: the slowest", all_of_them[-1], "ms"),
        Figure("memory of an open page (PSS)", each / 1e6, "MB"),
        Figure("the 31st that was not queued", 0 if queued else 1, "", 0),
    ]


def _with_open(browser: Browser, url: str, how: str) -> list[float]:
    with closing(browser.new_context(viewport={"width": 1280, "height": 720})) as context:
        pages = [_new(context, url) for _ in range(_OPEN)]
        time.sleep(2)
        taken = presses(pages, how, _PRESSES)
        for page in pages:
            _leave(page)
        time.sleep(1)
        return taken


def _new(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    _opened(page, url)
    return page


def _p95(in_order: list[float]) -> float:
    return in_order[int(len(in_order) * 0.95)]


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
        try:
            taken.append(_visit(browser, url))
        except Stuck:
            stuck += 1
    slowest = max(taken, default=0)
    return [
        Figure(f"of {loads} loads in a row: stuck", stuck, "", 0),
        Figure("… the slowest", slowest, "s"),
    ]


def _memory(warm: Path) -> int:
    """Bytes of the server, its warm processes and all their kernels, shared ones in their share."""
    everybody: set[psutil.Process] = set()
    for process in psutil.process_iter(["cmdline"]):
        words = process.info["cmdline"] or []
        ours = {"coachkit.cli", "serve"} <= set(words) and process.ppid() == os.getpid()
        if ours or str(warm) in " ".join(words):
            everybody |= {process, *process.children(recursive=True)}
    total = 0
    for process in everybody:
        try:
            total += int(process.memory_full_info().pss)
        except psutil.NoSuchProcess:
            continue
    return total


@contextmanager
def _visited(browser: Browser) -> Iterator[Page]:
    """A browser that was never here; it says goodbye."""
    with closing(browser.new_context(viewport={"width": 1280, "height": 720})) as context:
        page = context.new_page()
        yield page
        _leave(page)


def _leave(page: Page) -> None:
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
    """Voilà as it comes, with that notebook: its kernels are ordinary ones, not our warm ones."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "voila", str(notebook), "--no-browser", f"--port={port}"]
    url = f"http://127.0.0.1:{port}/"
    quiet: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    plain: Any = {"cwd": notebook.parent, "env": os.environ | {SWITCH: "0"}}
    with subprocess.Popen([*command, *more], **plain, **quiet) as server:
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
