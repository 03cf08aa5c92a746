"""The whole campaign session in a browser: every block, a card of the room, a launch that moves."""

import shutil
from datetime import timedelta

from playwright.sync_api import expect

from coachkit.language.speech import speak
from coachkit.model.campaign import Campaign
from coachkit.model.ideas import IdeaBoard
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.model.shipped import shipped
from coachkit.sessions.opening import now
from coachkit.store.workspace import Workspace
from tests.serving.conftest import LAPTOP, PHONE

CAMPAIGN = shipped("notebooks", "campaign.ipynb")
SLUG = "nordlykta"
SV = speak("sv")
THOUGHT = "En tanke som kom i rummet"
MOVED = timedelta(days=7)


def write(visited):
    """A card from somebody in the room."""
    line = visited.page.locator(".ck-idea-units input").first
    line.fill(THOUGHT)
    line.press("Enter")
    expect(line).to_have_value("")
    expect(visited.page.get_by_text(THOUGHT, exact=True).first).to_be_visible()


def walk_through(visited):
    """From the first block to the last; what sticks out or axe finds wrong on the way."""
    page, wrong = visited.page, []
    for number, block in enumerate(shipped_sheet("campaign").blocks):
        if number:
            asked = page.locator(".ck-asks h1").inner_text()
            page.locator(".cka-next").click()
            expect(page.locator(".ck-asks h1")).not_to_have_text(asked)
            visited.settle()
        if block.key == "ideas":
            write(visited)
        wrong += [(block.key, one) for one in visited.violations()]
        for width, height in (PHONE, LAPTOP):
            page.set_viewport_size({"width": width, "height": height})
            wrong += [] if visited.fits() else [(block.key, width)]
    return wrong


def move_the_launch(visited, launch):
    """Back to the first block, and everything a week later."""
    page = visited.page
    asked = page.locator(".ck-asks h1").inner_text()
    page.locator(".cka-block").first.click()
    expect(page.locator(".ck-asks h1")).not_to_have_text(asked)
    visited.settle()
    step = SV.say_in("step", "The launch")
    page.locator(".ck-substeps").first.get_by_role("button", name=step, exact=True).click()
    day = page.locator(".ck-chosen input[type=date]")
    expect(day).to_have_value(launch.isoformat())
    day.fill((launch + MOVED).isoformat())
    page.get_by_role("button", name=SV.say("Move the launch")).click()
    expect(page.get_by_role("button", name=SV.say("Move the launch"))).to_be_hidden()
    visited.settle()
    page.locator(".ck-saved[data-kept=all]").wait_for()


def kept(folder, kind):
    with Workspace.open(folder).open_client(SLUG, now=now, who="test", read_only=True) as store:
        return store.load(kind).value


def test_ninety_minutes_from_a_launch_date_to_the_first_post(
    serving, demo_made_once, plans_ahead, tmp_path, visit
):
    folder = shutil.copytree(demo_made_once, tmp_path / "coachkit-demo")
    launch = kept(folder, Campaign).launch
    server = serving(workspace=folder, notebooks=[CAMPAIGN], variables=plans_ahead)
    visited = visit(LAPTOP, "sv-SE").open(server.page(SLUG, "campaign"))
    visited.page.locator(".cka-start").click()
    visited.page.locator(".cka-now").wait_for()
    visited.settle()
    assert walk_through(visited) == []
    move_the_launch(visited, launch)
    assert visited.complaints == []
    campaign = kept(folder, Campaign)
    assert (campaign.launch, campaign.moved_from) == (launch + MOVED, (launch,))
    assert kept(folder, IdeaBoard).cards[-1].text == THOUGHT
