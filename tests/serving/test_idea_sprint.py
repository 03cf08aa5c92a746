"""The idea sprint in two browsers: a unit writes on its phone while the coach writes, too."""

from playwright.sync_api import expect

from coachkit.model.ideas import IdeaBoard
from coachkit.model.people import Department, Team
from coachkit.model.shipped import shipped
from coachkit.sessions.opening import now
from coachkit.store.workspace import Workspace
from tests.serving.conftest import LAPTOP, PATIENCE, PHONE

PAGES = [shipped("notebooks", f"{name}.ipynb") for name in ("campaign", "ideas")]
TEAM = Team(departments=tuple(Department(name=one, hours_a_week=2) for one in ("Shop", "Rent")))
A_WHILE = PATIENCE * 1000


def in_store(server):
    return Workspace.open(server.workspace).open_client("nord", now=now, who="test")


def in_english(page):
    page.get_by_role("button", name="EN", exact=True).click()
    page.locator("[lang=en].ck-asked, [lang=en].ck-asks").first.wait_for()


def to_the_ideas(page):
    page.locator(".cka-start").click()
    field = page.get_by_label("Shop", exact=True)
    page.locator(".cka-next").wait_for()
    page.locator(".cka-block", has_text="Ideas").first.click()
    field.wait_for()
    return field


def test_a_phone_and_the_coach_write_at_the_same_time_and_nobody_is_disturbed(serving, visit):
    server = serving(notebooks=PAGES)
    with in_store(server) as store:
        store.save(TEAM, based_on=None, because="team")
    coach = visit(LAPTOP).open(server.page("nord", "campaign"))
    phone = visit(PHONE).open(server.page("nord", "ideas"))
    for one in (coach, phone):
        in_english(one.page)
    here, there = to_the_ideas(coach.page), phone.page.locator(".ck-idea-line input")
    phone.page.get_by_label("Unit", exact=True).select_option("Rent")
    expect(there).to_be_visible()

    here.fill("half a thou")
    for text in ("<b>One</b>", "=Two"):
        there.fill(text)
        there.press("Enter")
        expect(coach.page.get_by_text(text, exact=True).first).to_be_visible(timeout=A_WHILE)
    expect(here).to_have_value("half a thou")
    here.press("Enter")
    expect(here).to_have_value("")
    answer = coach.page.get_by_text("3 cards from 2 units: 0 kept, 3 still untagged.")
    expect(answer.first).to_be_visible()
    phone.page.get_by_role("button", name="Withdraw").first.click()
    expect(coach.page.get_by_text("2 cards from 2 units", exact=False).first).to_be_visible(
        timeout=A_WHILE
    )
    assert phone.page.locator(".ck-conflict").count() == 0
    assert (phone.violations(), phone.fits(), phone.complaints) == ([], True, [])
    steps = coach.page.locator(".ck-substeps").first.get_by_role("button")
    for step in range(1, 4):
        steps.nth(step).click()
        coach.settle()
        assert (step, coach.fits()) == (step, True)
    assert coach.complaints == []
    with in_store(server) as store:
        assert [one.text for one in store.load(IdeaBoard).value.cards] == [
            "<b>One</b>",
            "half a thou",
        ]
