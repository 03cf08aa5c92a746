"""Every journey with the keyboard alone; one always sees where one is."""

import shutil

import pytest

from coachkit.model.client import Client
from coachkit.model.shipped import shipped
from coachkit.store.workspace import Workspace
from tests.serving.conftest import LAPTOP, add_client
from tests.sessions.conftest import OCTOBER, posts

NOTEBOOKS = [
    shipped("notebooks", f"{name}.ipynb") for name in ("dashboard", "plan", "exports", "home")
]
FARTHEST = 60

WHERE = r"""
() => {
    const here = document.activeElement;
    if (here === document.body) return ["", true];
    const named = here.getAttribute("aria-label") || here.labels?.[0]?.textContent
        || here.textContent || here.getAttribute("title") || "";
    const seen = [here, ...(here.labels ?? [])].some((one) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    });
    return [named.replace(/\u200b/g, "").trim(), seen];
}
"""


class Keys:
    """Somebody's keyboard."""

    def __init__(self, page):
        self.page = page
        self.press = page.keyboard.press

    def to(self, name, *, back=False):
        """Press the tabulator until that is reached; each step on the way must be seen."""
        passed = []
        for _ in range(FARTHEST):
            self.press("Shift+Tab" if back else "Tab")
            named, seen = self.page.evaluate(WHERE)
            passed.append(named)
            assert seen, f"one does not see where: {named!r}"
            if named == name:
                return
        pytest.fail(f"{name!r} is not among {passed}")

    def on(self, name, key="Enter", *, back=False):
        self.to(name, back=back)
        self.press(key)

    def write(self, name, text):
        self.to(name)
        self.page.keyboard.type(text)


@pytest.fixture(scope="module")
def shop(serving, demo_made_once, tmp_path_factory):
    """A server of the pages, for all journeys."""
    workspace = shutil.copytree(demo_made_once, tmp_path_factory.mktemp("keys") / "demo")
    add_client(Workspace.open(workspace), Client(slug="nord", name="Nord"))
    return serving(workspace=workspace, notebooks=NOTEBOOKS)


def test_a_dashboard_is_read_in_another_language_and_on_another_platform(shop, visit):
    page = visit(LAPTOP).open(shop.page("nordlykta", "dashboard")).page
    keys = Keys(page)
    keys.on("Till sidans innehåll")
    keys.on("FI", "Space")
    page.locator(".ck-sources[lang=fi]").wait_for()
    keys.on("EN", "Space", back=True)
    page.locator(".ck-sources[lang=en]").wait_for()
    keys.to("Platform")
    before = page.locator(".ck-finding h1").inner_text()
    keys.press("ArrowDown")
    page.wait_for_function(
        "(before) => document.querySelector('.ck-finding h1')?.innerText !== before", arg=before
    )
    keys.on("Content plan")
    page.wait_for_url(shop.page("nordlykta", "plan"))


def test_a_plan_is_gone_through_and_an_item_moved(shop, visit):
    page = visit(LAPTOP).open(shop.page("nordlykta", "plan")).page
    keys = Keys(page)
    keys.on("EN", "Space")
    page.locator(".ck-asked[lang=en]").wait_for()
    keys.to("Hours a week: Amir Rahimi")
    keys.press("Control+A")
    page.keyboard.type("8")
    page.locator(".ck-saved[data-kept=all]", has_text="Saved").wait_for()
    page.evaluate("scrollTo(0, 0); document.activeElement.blur()")
    keys.on("Calendar")
    item = page.locator(".ck-calendar .ck-item").first
    item.wait_for()
    key, day = item.get_attribute("data-key"), item.get_attribute("data-day")
    while page.evaluate("document.activeElement.dataset.key") != key:
        keys.press("Tab")
    keys.press("Shift+ArrowRight")
    page.locator(f".ck-item.ck-fixed[data-key='{key}']:not([data-day='{day}'])").wait_for()


def test_a_file_comes_in_and_is_taken_back(shop, visit, tmp_path):
    (tmp_path / OCTOBER).write_bytes(posts(0, 1))
    page = visit(LAPTOP).open(shop.page("nord", "exports")).page
    # The browser catches choosers from here on, which is no matter of one key press.
    page.on("filechooser", lambda _: None)
    keys = Keys(page)
    page.get_by_role("heading", name="No new files are waiting.").wait_for()
    keys.to("Choose files…")
    with page.expect_file_chooser() as chooser:
        keys.press("Enter")
    chooser.value.set_files(tmp_path / OCTOBER)
    page.get_by_role("heading", name="1 file can be stored.").wait_for()
    keys.on("Store this 1 file", back=True)
    page.get_by_text("1 file was stored, 2 rows.").wait_for()
    page.locator(".ck-saved", has_text="Saved").wait_for()
    page.evaluate("document.activeElement.blur()")
    keys.on(f"Undo the last import ({OCTOBER})")
    page.get_by_role("heading", name="1 file can be stored.").wait_for()


def test_the_desk_finds_opens_gives_a_link_and_makes_a_client(shop, visit):
    page = visit(LAPTOP).open(shop.url).page
    page.locator(".ckd-row:visible").first.wait_for()
    keys = Keys(page)
    keys.write("Search: name, sector or person", "nordlykta")
    keys.press("ArrowDown")
    keys.press("Enter")
    page.locator(".ck-desk-client").wait_for()
    keys.on("Make a link")
    page.wait_for_function("() => document.querySelector('.cka-field')?.value.includes('/open/')")
    page.locator(".ck-saved", has_text="Saved").wait_for()
    keys.on("All clients", back=True)
    page.locator(".ckd-row:visible").first.wait_for()
    keys.on("New client")
    keys.write("Name", "Blå Hallen")
    keys.on("Make the client")
    page.get_by_text("Blå Hallen is there now.").wait_for()
