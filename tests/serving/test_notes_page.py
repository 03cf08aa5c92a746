"""The coach's private page in a browser: kept as one writes, and no client's page leads there."""

import shutil

import pytest

from coachkit.model.shipped import shipped
from coachkit.sessions.coach_room import private_notes
from coachkit.store.workspace import Workspace
from tests.serving.conftest import LAPTOP, PHONE

CANARY = "Z3bra: the manager does not listen"


@pytest.fixture
def pages(serving, demo_made_once, tmp_path):
    """A server of one's own, and its workspace."""
    workspace = shutil.copytree(demo_made_once, tmp_path / "coachkit-demo")
    books = [shipped("notebooks", f"{name}.ipynb") for name in ("dashboard", "living", "notes")]
    return serving(workspace=workspace, notebooks=books)


def test_notes_are_kept_and_only_the_coach_s_list_leads_to_them(pages, visit):
    visited = visit(LAPTOP)
    page = visited.page
    page.goto(f"{pages.url}?lang=en")
    page.locator("a[href='/clients/nordlykta/notes']").click()
    page.wait_for_selector("body.ck-shown")
    page.get_by_role("button", name="EN", exact=True).click()
    notes = page.get_by_label("Notes", exact=True)
    notes.fill(CANARY)
    page.locator(".ck-saved", has_text="Saved").wait_for()
    workspace = Workspace.open(pages.workspace)
    client = next(one for one in workspace.clients() if one.slug == "nordlykta")
    assert private_notes(workspace, client).value.text == CANARY
    for size in (LAPTOP, PHONE):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        assert (size, visited.fits(), visited.violations()) == (size, True, [])
    page.reload()
    page.wait_for_selector("body.ck-shown")
    page.get_by_role("button", name="EN", exact=True).click()
    assert page.get_by_label("Notes", exact=True).input_value() == CANARY
    for name in ("dashboard", "living"):
        visited.open(pages.page("nordlykta", name))
        assert page.locator("a[href*='notes']").count() == 0
        assert CANARY not in page.content()
    assert visited.complaints == []
