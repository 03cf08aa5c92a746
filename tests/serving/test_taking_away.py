"""The planning page's last screen in a browser: files are written, fetched, and brought back."""

import pytest
from python_calamine import CalamineWorkbook

from coachkit.model.post_texts import PostTexts
from coachkit.sessions.opening import now
from coachkit.store.workspace import Workspace
from tests.serving.conftest import LAPTOP, PHONE
from tests.sessions.typed_tables import TEXT, saved_as, table


def last_screen(planner, visit, size=LAPTOP):
    visited = visit(size).open(planner.page("nordlykta", "plan"))
    page = visited.page
    page.get_by_role("button", name="EN", exact=True).click()
    page.locator(".ck-asked[lang=en]").wait_for()
    page.get_by_role("button", name="Take away", exact=True).click()
    page.locator(".ck-take-away").wait_for()
    return visited


def fetched(page, link, folder):
    """The file behind a link, as the browser keeps it."""
    with page.expect_download() as download:
        page.get_by_role("link", name=link, exact=True).click()
    kept = folder / download.value.suggested_filename
    download.value.save_as(kept)
    return kept


def test_the_plan_is_written_and_fetched_and_the_page_stays(own_planner, visit, tmp_path):
    visited = last_screen(own_planner, visit)
    page = visited.page
    page.get_by_role("button", name="Write the plan").click()
    kept = fetched(page, "plan-en.html", tmp_path)
    documents = own_planner.workspace / "clients" / "nordlykta" / "documents"
    assert kept.read_bytes() == (documents / "plan-en.html").read_bytes()
    book = fetched(page, "plan-en.xlsx", tmp_path)
    assert CalamineWorkbook.from_path(book).sheet_names[0] == "Calendar"
    page.get_by_text("more files").click()
    calendar = page.locator(".ck-handed a[href*='calendars/']").last
    assert calendar.get_attribute("href").startswith("/clients/nordlykta/documents/calendars/")
    page.get_by_role("button", name="Plan", exact=True).click()
    page.locator(".ck-cadence").wait_for()
    assert visited.complaints == []


def test_texts_go_out_come_back_and_reach_a_scheduler(own_planner, visit, tmp_path):
    visited = last_screen(own_planner, visit)
    page = visited.page
    page.get_by_role("button", name="Write the table of texts").click()
    kept = fetched(page, "texts-en.xlsx", tmp_path)
    cells = table(kept)
    for row in cells[1:4]:
        row[TEXT] = "@nordlykta: =1+1"
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Bring the table back").click()
    chooser.value.set_files(saved_as(kept, cells))
    page.get_by_text("3 texts are new.").wait_for()
    page.get_by_role("heading", name="items for").wait_for()
    page.get_by_label("Scheduler").select_option(label="Metricool")
    page.get_by_label("First day").fill(cells[1][1].isoformat())
    page.get_by_role("button", name="Write the scheduler's files").click()
    page.get_by_text("for Metricool, in").or_(page.get_by_text("Nothing can go")).wait_for()
    workspace = Workspace.open(own_planner.workspace)
    with workspace.open_client("nordlykta", now=now, who="test", read_only=True) as store:
        texts = store.load(PostTexts).value.texts
    assert {one.text for one in texts.values()} == {"@nordlykta: =1+1"}
    assert visited.complaints == []


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_the_last_screen_fits_and_is_closed_to_nobody(planner, visit, size):
    visited = last_screen(planner, visit, size)
    visited.page.get_by_role("button", name="Write the plan").click()
    visited.page.locator(".ck-handed").wait_for()
    assert visited.fits()
    assert visited.violations() == []
