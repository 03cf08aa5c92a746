"""How soon a page is itself again: kernel killed, server killed, typed on, changed by another.

``python -m benchmarks returning``. The demo's dashboard and planning page in a real browser, whose
pages come out of a warm process as they do in daily use.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import psutil
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.figure import Figure
from benchmarks.session import CLIENT, EXECUTABLE
from coachkit.kernels.warm_place import FOLDER_VARIABLE
from coachkit.model.plan_requests import PlanRequest
from coachkit.sessions.opening import now
from coachkit.store.workspace import Workspace

_ROUNDS: Final = 3
_PATIENCE: Final = 60_000
_WHO: Final = "Amir Rahimi"
_CONTROL: Final = ".ck-languages .widget-toggle-button"
_KERNEL: Final = "() => coachkit.config().kernelId"
_ANEW: Final = """
(was) => typeof coachkit === "object" && coachkit.config().kernelId !== was
    && document.body?.classList.contains("ck-shown")
    && Boolean(document.querySelector(".ck-languages .widget-toggle-button"))
"""
_OWN: Final = (sys.executable, "-m", "coachkit.cli")


def figures() -> list[Figure]:
    """Every figure of pages that come back, and of what is typed on them."""
    with tempfile.TemporaryDirectory() as folder, _chromium() as browser:
        workspace, warm = Path(folder) / "coachkit-demo", Path(folder) / "warm"
        warm.mkdir(mode=0o700)
        os.environ[FOLDER_VARIABLE] = str(warm)
        quiet = subprocess.DEVNULL
        subprocess.run(
            [*_OWN, "demo", "--once", "--folder", str(workspace)], check=True, stdout=quiet
        )
        server, url = _served(workspace)
        try:
            kept = _written(browser, url, workspace)
            again = _kernel_killed(browser, url, workspace)
            said, back, server = _server_killed(browser, url, workspace, server)
        finally:
            server.terminate()
            server.wait()
    return [
        *kept,
        Figure("kernel killed → usable again, the slowest", max(again), "s", 5),
        Figure("… median", statistics.median(again), "s"),
        Figure("server killed → said on the page, the slowest", max(said), "s", 1),
        Figure("server there again → page usable, the slowest", max(back), "s", 10),
        Figure("… median", statistics.median(back), "s"),
    ]


def _written(browser: Browser, url: str, workspace: Path) -> list[Figure]:
    """Seconds until what is typed is on the disk, and until another browser shows it."""
    kept: list[float] = []
    seen: list[float] = []
    with _hours(browser, url) as field, _hours(browser, url) as other:
        for number in range(_ROUNDS):
            hours = str(3 + number)
            field.fill(hours)
            began = time.perf_counter()
            _until(lambda: _stored(workspace) == float(hours))  # noqa: B023 - waited for at once
            kept.append(time.perf_counter() - began)
            _until(lambda: other.input_value() == hours)  # noqa: B023 - the same
            seen.append(time.perf_counter() - began)
    return [
        Figure("typed → kept on disk, the slowest", max(kept), "s", 1),
        Figure("… median", statistics.median(kept), "s"),
        Figure("changed in one browser → seen in the other, the slowest", max(seen), "s", 2),
        Figure("… median", statistics.median(seen), "s"),
    ]


@contextmanager
def _hours(browser: Browser, url: str) -> Iterator[Any]:
    with closing(browser.new_context(locale="en-GB")) as context:
        page = context.new_page()
        page.set_default_timeout(_PATIENCE)
        page.goto(f"{url}clients/{CLIENT}/plan")
        page.wait_for_selector("body.ck-shown")
        page.get_by_role("button", name="EN", exact=True).click()
        page.get_by_role("button", name="Hours", exact=True).click()
        field = page.get_by_label(f"Hours a week: {_WHO}", exact=True)
        field.wait_for()
        yield field
        page.close(run_before_unload=True)


def _stored(workspace: Path) -> float | None:
    with Workspace.open(workspace).open_client(
        CLIENT, now=now, who="benchmark", read_only=True
    ) as store:
        saved = store.load(PlanRequest)
    people = saved.value.team.people if saved is not None else ()
    return next((one.hours_a_week for one in people if one.name == _WHO), None)


def _kernel_killed(browser: Browser, url: str, workspace: Path) -> list[float]:
    taken = []
    for _ in range(_ROUNDS):
        with _dashboard(browser, url) as (page, kernel):
            for process in _kernels(workspace):
                process.kill()
            began = time.perf_counter()
            page.wait_for_function(_ANEW, arg=kernel)
            taken.append(time.perf_counter() - began)
    return taken


def _server_killed(
    browser: Browser, url: str, workspace: Path, server: "subprocess.Popen[str]"
) -> tuple[list[float], list[float], "subprocess.Popen[str]"]:
    said, back = [], []
    for _ in range(_ROUNDS):
        with _dashboard(browser, url) as (page, kernel):
            server.kill()
            server.wait()
            began = time.perf_counter()
            page.locator("#ck-lost[open]").wait_for()
            said.append(time.perf_counter() - began)
            server, _ = _served(workspace, urlsplit(url).port or 0)
            began = time.perf_counter()
            page.wait_for_function(_ANEW, arg=kernel)
            back.append(time.perf_counter() - began)
    return said, back, server


@contextmanager
def _dashboard(browser: Browser, url: str) -> Iterator[tuple[Page, str]]:
    """The dashboard, usable, in a tab that knows of no mishap yet; and the id of its kernel."""
    with closing(browser.new_context(locale="en-GB")) as context:
        page = context.new_page()
        page.set_default_timeout(_PATIENCE)
        page.goto(f"{url}clients/{CLIENT}/dashboard")
        page.wait_for_function(_ANEW, arg="")
        # a page that was only just opened is not taken up again at once
        time.sleep(2)
        yield page, str(page.evaluate(_KERNEL))
        page.close(run_before_unload=True)


def _kernels(workspace: Path) -> list[psutil.Process]:
    """What runs in the workspace's folder: the servers do not."""
    found = []
    for process in psutil.process_iter():
        try:
            if Path(process.cwd()).is_relative_to(workspace.resolve()):
                found.append(process)
        except (psutil.Error, OSError):
            continue
    return found


def _until(is_so: Callable[[], bool]) -> None:
    for _ in range(6000):
        if is_so():
            return
        time.sleep(0.01)
    raise TimeoutError


def _served(workspace: Path, port: int = 0) -> tuple["subprocess.Popen[str]", str]:
    server = subprocess.Popen(
        [*_OWN, "serve", "-w", str(workspace), "--port", str(port)],
        stdout=subprocess.PIPE,
        text=True,
    )
    words = (word for line in server.stdout or () for word in line.split())
    return server, next(word for word in words if "http://" in word)


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
