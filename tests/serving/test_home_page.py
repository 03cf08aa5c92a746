"""The coach's desk in a browser: found as one types, somebody new, a link that opens a door."""

import shutil

import pytest

from coachkit.model.client import Client
from coachkit.model.shipped import shipped
from coachkit.store.workspace import Workspace
from tests.serving.conftest import LAPTOP, PHONE, add_client

HOME = shipped("notebooks", "home.ipynb")
DASHBOARD = shipped("notebooks", "dashboard.ipynb")


@pytest.fixture(scope="module")
def desk(serving, demo_made_once, tmp_path_factory):
    """A server whose root is the desk; the tests of this file share it."""
    workspace = shutil.copytree(demo_made_once, tmp_path_factory.mktemp("desk") / "demo")
    documents = workspace / "clients" / "nordlykta" / "documents"
    (documents / "letter.md").write_text("Hej", encoding="utf-8")
    return serving(workspace=workspace, notebooks=[DASHBOARD, HOME])


def opened(desk, visited):
    visited.open(desk.url)
    visited.page.locator(".ckd-row:visible").first.wait_for()
    return visited.page


def shown(page):
    return page.locator(".ckd-row:visible .ckd-name").all_text_contents()


def test_the_desk_goes_by_keys_and_is_closed_to_nobody(desk, visit):
    visited = visit(LAPTOP)
    page = opened(desk, visited)
    assert (visited.fits(), visited.violations()) == (True, [])
    assert page.locator("h1:visible").count() == 1
    search = page.get_by_label("Search: name, sector or person")
    search.fill("jarven")
    assert shown(page) == ["Järven ystävät ry"]
    search.fill("elsa lind")
    assert shown(page) == ["Nordlykta Friluft"]
    search.fill("nobody at all")
    page.get_by_text("No client matches.").first.wait_for()
    search.press("Escape")
    assert len(shown(page)) == 2
    search.press("ArrowDown")
    chosen = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.locator(".ck-desk-client").wait_for()
    page.wait_for_function("() => document.activeElement?.textContent === 'All clients'")
    assert page.locator(".ck-asked-question").inner_text() == chosen
    assert (visited.fits(), visited.violations()) == (True, [])
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert (visited.fits(), visited.violations()) == (True, [])
    page.keyboard.press("Enter")
    page.wait_for_function("name => document.activeElement?.textContent === name", arg=chosen)
    assert (visited.fits(), visited.violations()) == (True, [])
    page.get_by_role("button", name="SV", exact=True).click()
    page.locator(".ck-asked[lang=sv]").wait_for()
    assert visited.language() == "sv"
    assert visited.complaints == []


def test_somebody_new_is_there_at_once_and_others_new_soon(desk, visit):
    visited = visit(LAPTOP)
    page = opened(desk, visited)
    page.get_by_role("button", name="New client").click()
    page.get_by_label("Name", exact=True).fill("Nordlykta")
    page.get_by_label("Short name").fill("nordlykta")
    page.get_by_role("button", name="Make the client").click()
    page.locator(".ck-at-field").get_by_text("nordlykta").wait_for()
    assert (visited.fits(), visited.violations()) == (True, [])
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert (visited.fits(), visited.violations()) == (True, [])
    page.get_by_label("Name", exact=True).fill("Blå Hallen")
    page.get_by_label("Short name").fill("bla-hallen")
    page.get_by_role("button", name="Make the client").click()
    page.get_by_text("Blå Hallen is there now.").wait_for()
    page.get_by_role("button", name="All clients").click()
    page.get_by_role("button", name="Blå Hallen").wait_for()
    add_client(Workspace.open(desk.workspace), Client(slug="another", name="Another One"))
    page.get_by_role("button", name="Another One").wait_for()
    page.get_by_label("Search: name, sector or person").fill("hallen")
    opened(desk, visited)
    page.wait_for_function("() => document.querySelectorAll('.ckd-row:not([hidden])').length === 1")
    assert visited.complaints == []


def test_a_link_opens_a_door_and_a_pack_is_fetched(desk, visit, tmp_path):
    visited = visit(LAPTOP)
    page = opened(desk, visited)
    page.get_by_role("button", name="Nordlykta Friluft").click()
    page.get_by_role("button", name="Make a link").click()
    address = page.locator(".cka-field")
    address.wait_for()
    page.wait_for_function("() => document.querySelector('.cka-field')?.value.includes('/open/')")
    guest = visit(PHONE)
    guest.open(address.input_value())
    assert guest.page.url == desk.page("nordlykta", "dashboard")
    guest.page.goto(desk.url)
    assert guest.page.url == desk.page("nordlykta", "dashboard")
    page.get_by_role("button", name="Take it back").first.click()
    page.get_by_text("No link opens a page of this client now.").wait_for()
    page.get_by_role("button", name="Pack all documents").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="nordlykta-documents.zip").click()
    download.value.save_as(tmp_path / "pack.zip")
    assert (tmp_path / "pack.zip").read_bytes().startswith(b"PK")
    assert visited.complaints == []


def test_without_a_script_there_is_the_list(desk, browser):
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    try:
        page = context.new_page()
        page.goto(f"{desk.url}?list")
        assert page.locator(".ck-clients li").count() >= 2
    finally:
        context.close()
