"""The form before the first session in a browser: every screen, and what becomes of what is typed.

The client fills it in alone, on whatever they have at hand.
"""

import pytest

from coachkit.model.drafts import Drafts
from coachkit.model.intake import Attending, Intake
from coachkit.model.shipped import shipped
from coachkit.sessions.opening import now
from coachkit.store.workspace import Workspace
from tests.serving.conftest import LAPTOP, PATIENCE, PHONE

NOTEBOOKS = [shipped("notebooks", f"{name}.ipynb") for name in ("intake", "exports")]


@pytest.fixture
def shop(serving):
    """A server of one's own, with clients who have told nothing yet."""
    return serving(notebooks=NOTEBOOKS)


def opened(shop, visit, size=LAPTOP):
    visited = visit(size).open(shop.page("nord", "intake"))
    visited.page.get_by_role("button", name="EN", exact=True).click()
    visited.page.locator(".ck-asked[lang=en]").wait_for()
    return visited


def stored(shop, kind):
    """What the store has of that kind now."""
    workspace = Workspace.open(shop.workspace)
    with workspace.open_client("nord", now=now, who="test", read_only=True) as store:
        saved = store.load(kind)
        return None if saved is None else saved.value


def hours(page):
    return page.get_by_role("spinbutton", name="Hours a week for social media today")


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_every_screen_fits_and_is_closed_to_nobody(shop, visit, size):
    visited = opened(shop, visit, size)
    page = visited.page
    heading = page.get_by_role("heading", level=1)
    seen = []
    while True:
        seen.append(heading.inner_text())
        assert (seen[-1], visited.fits()) == (seen[-1], True)
        assert (seen[-1], visited.violations()) == (seen[-1], [])
        button = page.get_by_role("button", name="Next", exact=True)
        if not button.is_visible():
            break
        button.click()
        page.wait_for_function(
            "(was) => (document.querySelector('h1')?.innerText ?? was) !== was", arg=seen[-1]
        )
    assert (len(seen), seen[-1]) == (10, "Thank you: this is what your coach sees.")
    assert visited.complaints == []


def test_what_is_typed_survives_another_language_and_a_reload(shop, visit):
    visited = opened(shop, visit)
    page = visited.page
    page.get_by_label("A question of our own").check()
    page.get_by_role("button", name="Who comes", exact=True).click()
    page.get_by_label("Name", exact=True).fill("Bo Ek")
    page.get_by_label("Role", exact=True).fill("Shop")
    page.get_by_text("1 name is not kept yet").wait_for()
    page.get_by_role("button", name="SV", exact=True).click()
    page.locator(".ck-asked[lang=sv]").wait_for()
    field = page.get_by_label("Namn", exact=True)
    assert field.input_value() == "Bo Ek"
    page.get_by_label("Får nämnas i det som skrivs").check()
    page.get_by_role("button", name="EN", exact=True).click()
    page.locator(".ck-asked[lang=en]").wait_for()
    page.get_by_role("button", name="Hours", exact=True).click()
    hours(page).fill("about ten")
    page.locator(".ckf [aria-invalid=true]").wait_for()
    for _ in range(20 * PATIENCE):
        if stored(shop, Drafts) is not None:
            break
        page.wait_for_timeout(50)
    page.reload()
    page.wait_for_selector("body.ck-shown")
    page.get_by_role("button", name="EN", exact=True).click()
    page.locator(".ck-asked[lang=en]").wait_for()
    hours(page).wait_for()
    assert hours(page).input_value() == "about ten"
    page.get_by_role("button", name="Your question", exact=True).click()
    assert page.get_by_label("A question of our own").is_checked()
    page.get_by_role("button", name="Who comes", exact=True).click()
    assert page.get_by_label("Name", exact=True).input_value() == "Bo Ek"
    assert stored(shop, Intake).attending == (Attending(name="Bo Ek", role="Shop", consents=True),)
    page.get_by_role("button", name="Files", exact=True).click()
    with page.expect_popup() as popped:
        page.get_by_role("link", name="Bring files in (opens").click()
    popped.value.wait_for_url(shop.page("nord", "exports"))
