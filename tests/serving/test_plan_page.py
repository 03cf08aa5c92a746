"""The planning page in a browser: typed into, dragged over, read by assistive technology."""

import pytest

from coachkit.model.plan_requests import PlanRequest
from coachkit.model.plans import Plan
from coachkit.sessions.opening import now
from coachkit.store.workspace import Workspace
from tests.serving.conftest import LAPTOP, PHONE

STEPS = {
    "Hours": ".ck-row",
    "Wish": ".ck-wish-row",
    "Content": "button:has-text('What one takes')",
    "Every week": ".ck-lines",
    "Plan": ".ck-cadence",
    "Calendar": ".ck-calendar",
    "Rota": ".ck-turns",
    "What if": "button:has-text('Try it')",
    "Afterwards": ".ck-actual-row",
    "Take away": ".ck-take-away",
}


def stored(server, kind, slug="nordlykta"):
    """What the store has now."""
    workspace = Workspace.open(server.workspace)
    with workspace.open_client(slug, now=now, who="test", read_only=True) as store:
        return store.load(kind)


def opened(planner, visit, size=LAPTOP):
    visited = visit(size).open(planner.page("nordlykta", "plan"))
    visited.page.get_by_role("button", name="EN", exact=True).click()
    visited.page.locator(".ck-asked[lang=en]").wait_for()
    return visited


def go(page, step):
    page.get_by_role("button", name=step, exact=True).click()
    page.locator(STEPS[step]).first.wait_for()


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_every_screen_fits_and_is_closed_to_nobody(planner, visit, size):
    visited = opened(planner, visit, size)
    for step in STEPS:
        go(visited.page, step)
        assert (step, visited.fits()) == (step, True)
        assert (step, visited.violations()) == (step, [])
        assert visited.page.locator("h1:visible").count() == 1
    assert visited.complaints == []
    assert visited.hosts() == {planner.url.split("/")[2]}


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_what_is_folded_away_fits_and_is_closed_to_nobody_once_it_is_opened(planner, visit, size):
    visited = opened(planner, visit, size)
    for step in ("Hours", "Wish", "Content", "Every week"):
        go(visited.page, step)
        unfold(visited.page, step)
        assert (step, visited.fits()) == (step, True)
        assert (step, visited.violations()) == (step, [])
    assert visited.complaints == []


def unfold(page, step):
    if step == "Content":
        page.get_by_role("button", name="What one takes").click()
        page.locator(".ck-effort-row").first.wait_for()
    for openers in (".ck-row .ck-opener:visible", ".ck-folded > .ck-opener:visible"):
        for number in range(min(page.locator(openers).count(), 3)):
            opener = page.locator(openers).nth(number)
            opener.focus()
            page.keyboard.press("Enter")
            page.wait_for_function(
                "(opener) => opener.getAttribute('aria-expanded') === 'true'",
                arg=opener.element_handle(),
            )
            if openers.startswith(".ck-row"):
                break


def test_a_wrong_number_is_told_at_its_field(own_planner, visit):
    visited = opened(own_planner, visit)
    page = visited.page
    page.get_by_role("button", name="SV", exact=True).click()
    page.locator(".ck-asked[lang=sv]").wait_for()
    field = page.locator(".ck-row .ck-number input").first
    field.fill("9 och en halv")
    page.locator(".ck-row .ck-at-field").wait_for()
    assert (field.get_attribute("aria-invalid"), field.get_attribute("inputmode")) == (
        "true",
        "decimal",
    )
    assert (visited.fits(), visited.violations()) == (True, [])
    field.fill("9,5")
    page.locator(".ck-row .ck-at-field").wait_for(state="detached")
    assert field.get_attribute("aria-invalid") == "false"


def test_hours_typed_are_there_after_a_reload_in_another_language(own_planner, visit):
    visited = opened(own_planner, visit)
    page = visited.page
    go(page, "Hours")
    hours = stored(own_planner, PlanRequest).value.team.hours_a_week
    page.get_by_role("heading", name=f"{hours:g} hours a week").wait_for()
    field = page.get_by_label("Hours a week: Amir Rahimi")
    hours += 7 - float(field.input_value())
    field.fill("7")
    page.get_by_role("heading", name=f"{hours:g} hours a week").wait_for()
    page.get_by_label("Name", exact=True).fill("half typ")
    page.get_by_role("button", name="FI", exact=True).click()
    page.locator(".ck-asked[lang=fi]").wait_for()
    assert visited.language() == "fi"
    assert page.locator(".ck-row .ck-number input").nth(1).input_value() == "7"
    assert page.locator(".ck-answers input[type=text]").first.input_value() == "half typ"
    page.get_by_text("Tallennettu").or_(page.get_by_text("Saved")).first.wait_for()
    page.reload()
    page.wait_for_selector("body.ck-shown")
    page.get_by_role("button", name="EN", exact=True).click()
    go(page, "Hours")
    assert page.get_by_label("Hours a week: Amir Rahimi").input_value() == "7"
    assert stored(own_planner, PlanRequest).value.team.hours_a_week == hours


def test_an_item_is_dragged_to_another_day_moved_on_by_keys_and_taken_back(own_planner, visit):
    visited = opened(own_planner, visit)
    page = visited.page
    go(page, "Calendar")
    key = page.locator(".ck-item").nth(2).get_attribute("data-key")
    item = page.locator(f".ck-item[data-key='{key}']")
    day = page.locator("td[data-day]:not(.ck-closed)").nth(6).get_attribute("data-day")
    item.drag_to(page.locator(f"td[data-day='{day}']"))
    page.locator(f".ck-item.ck-fixed[data-key='{key}'][data-day='{day}']").wait_for()
    assert stored(own_planner, Plan).value.item(key).day.isoformat() == day
    item.focus()
    page.keyboard.press("Shift+ArrowRight")
    page.wait_for_function(
        "([key, day]) => document.querySelector(`.ck-item[data-key='${key}']`)?.dataset.day > day",
        arg=[key, day],
    )
    page.wait_for_function("(key) => document.activeElement?.dataset.key === key", arg=key)
    page.get_by_role("button", name="Take the last change back").click()
    page.locator(f".ck-item[data-key='{key}'][data-day='{day}']").wait_for()
    assert visited.complaints == []


def test_the_calendar_is_one_stop_for_the_tab_key(planner, visit):
    page = opened(planner, visit).page
    go(page, "Calendar")
    page.locator(".ck-item:not([tabindex='-1'])").wait_for()
    page.locator(".ck-item:not([tabindex='-1'])").focus()
    first = page.evaluate("document.activeElement.dataset.key")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.key") != first
    assert page.locator(".ck-item:not([tabindex='-1'])").count() == 1


def test_an_item_let_go_in_somebodys_row_is_theirs(own_planner, visit):
    page = opened(own_planner, visit).page
    go(page, "Calendar")
    page.get_by_role("button", name="Week", exact=True).click()
    page.locator("td[data-who='Elsa Lindmark']").first.wait_for()
    item = page.locator("td[data-who='Elsa Lindmark'] .ck-item").first
    key, day = item.get_attribute("data-key"), item.get_attribute("data-day")
    item.drag_to(page.locator(f"td[data-who='Amir Rahimi'][data-day='{day}']"))
    page.locator(f"td[data-who='Amir Rahimi'] .ck-item[data-key='{key}']").wait_for()
    assert stored(own_planner, Plan).value.item(key).owner == "Amir Rahimi"


def test_the_open_screen_is_told_to_assistive_technology(planner, visit):
    page = opened(planner, visit).page
    go(page, "Rota")
    page.locator("[aria-current=step]").get_by_text("Rota").wait_for()
    page.get_by_role("button", name="Load", exact=True).click()
    assert page.locator("img.chart").get_attribute("alt").startswith("Nobody has more to do")
