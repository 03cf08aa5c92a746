"""The living strategy in a browser: a change with its reason is there after a reload."""

import shutil

import pytest

from coachkit.model.shipped import shipped
from coachkit.model.strategy import Strategy
from coachkit.sessions.opening import now
from coachkit.store.workspace import Workspace
from tests.serving.conftest import LAPTOP, PHONE

LIVING = shipped("notebooks", "living.ipynb")
STEPS = {
    "What is old?": ".ck-strategy",
    "What do we change?": ".ck-as-it-stands",
    "Versions": ".ck-letter",
}


@pytest.fixture
def strategy(serving, demo_made_once, tmp_path):
    """A server of one's own, and its workspace."""
    workspace = shutil.copytree(demo_made_once, tmp_path / "coachkit-demo")
    return serving(workspace=workspace, notebooks=[LIVING])


def go(page, step):
    page.get_by_role("button", name=step, exact=True).click()
    page.locator(STEPS[step]).first.wait_for()


def opened(strategy, visited):
    visited.open(strategy.page("nordlykta", "living"))
    visited.page.get_by_role("button", name="EN", exact=True).click()
    visited.page.locator(".ck-asked[lang=en]").wait_for()
    return visited.page


def test_a_change_with_its_reason_is_in_the_log_after_a_reload(strategy, visit, tmp_path):
    visited = visit(LAPTOP)
    page = opened(strategy, visited)
    go(page, "What do we change?")
    page.get_by_label("How we see that it works").fill("Thank-you letters a month")
    page.get_by_role("button", name="Keep the change").click()
    page.get_by_text("This has to be filled in.").first.wait_for()
    assert (visited.fits(), visited.violations()) == (True, [])
    page.get_by_label("Why we change it").fill("Income says too little")
    page.get_by_label("An event").check()
    page.get_by_label("What we learned").fill("A guest wrote to thank us")
    page.get_by_label("Who changes it").fill("Birgitta Sandell")
    page.get_by_role("button", name="Keep the change").click()
    page.get_by_text("Kept. The change is in the log").wait_for()
    page = opened(strategy, visited)
    go(page, "What do we change?")
    page.locator(".ck-log").get_by_text("A guest wrote to thank us").wait_for()
    workspace = Workspace.open(strategy.workspace)
    with workspace.open_client("nordlykta", now=now, who="test", read_only=True) as store:
        saved = store.load(Strategy)
    assert saved.because == "Income says too little"
    assert saved.value.revisions[-1].learning.text == "A guest wrote to thank us"
    go(page, "Versions")
    page.get_by_role("button", name="Write it for Word").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="letter-en.docx").click()
    download.value.save_as(tmp_path / "letter.docx")
    assert (tmp_path / "letter.docx").read_bytes().startswith(b"PK")
    assert visited.complaints == []


def test_every_screen_fits_and_is_closed_to_nobody(strategy, visit):
    visited = visit(LAPTOP)
    page = opened(strategy, visited)
    for size in (LAPTOP, PHONE):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        for step in STEPS:
            go(page, step)
            assert (step, size, visited.fits()) == (step, size, True)
            assert (step, size, visited.violations()) == (step, size, [])
            assert page.locator("h1:visible").count() == 1
    assert visited.complaints == []
