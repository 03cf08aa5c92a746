"""What many tests need: the demo workspace, made once, and copies of it to spoil."""

import asyncio
import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from coachkit.kernels.warm_place import FOLDER_VARIABLE, PATIENCE_VARIABLE
from coachkit.sessions.demo import CLIENTS, demo_client, demo_workspace
from coachkit.sessions.opening import AHEAD_VARIABLE
from tests.warm import warm_processes

THAT_MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
"""Nothing of the tests' plans has begun, and the demo clients' figures are of the year."""


@pytest.fixture(scope="session", autouse=True)
def that_monday():
    """It is that Monday for every test and whatever it starts, on any day that they are run."""
    ahead = THAT_MONDAY - datetime.now(UTC)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(AHEAD_VARIABLE, str(ahead.total_seconds()))
        yield


@pytest.fixture(scope="session", autouse=True)
def own_warm_process():
    """Kernels come out of this run's own warm process, which ends with it."""
    # A socket's address is short: a folder of pytest's own may be too deep, and each kernel would
    # be an ordinary one without a word.
    with (
        tempfile.TemporaryDirectory(prefix="ck-", ignore_cleanup_errors=True) as folder,
        pytest.MonkeyPatch.context() as patched,
    ):
        patched.setenv(FOLDER_VARIABLE, folder)
        # no kernel of a test is an ordinary one because the machine is slow
        patched.setenv(PATIENCE_VARIABLE, "60")
        yield
        for process in warm_processes(folder):
            process.kill()


@pytest.fixture(autouse=True)
def no_loop_runs(request):
    """No event loop runs where a test without a browser begins.

    Playwright's runs in this thread from the first test with a browser to the last: pages opened
    here would take it for their own, and ``asyncio.run`` would refuse to begin another.
    """
    loop = asyncio._get_running_loop()
    if loop is None or "browser" in request.fixturenames:
        yield
        return
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(loop)


@pytest.fixture(scope="session")
def browser():
    """Chromium: the one named in ``COACHKIT_BROWSER``, one on the path, else Playwright's own.

    One for all tests of a process: Playwright cannot be started a second time beside itself.
    """
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("COACHKIT_BROWSER") or shutil.which("chromium"),
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def demo_made_once(tmp_path_factory) -> Path:
    """The demo workspace. Tests that write take ``demo``, a copy of their own."""
    folder = tmp_path_factory.mktemp("made-once") / "coachkit-demo"
    workspace = demo_workspace(folder)
    for slug in CLIENTS:
        imported = demo_client(workspace, slug)
        assert [one.refused for one in imported] == [None] * len(imported)
    return folder


@pytest.fixture
def demo(demo_made_once, tmp_path) -> Path:
    """A demo workspace of one's own."""
    return Path(shutil.copytree(demo_made_once, tmp_path / "coachkit-demo"))
