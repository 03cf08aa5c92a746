"""The whole campaign session in a browser: every block, a card of the room, a launch that moves."""

import shutil
from datetime import timedelta

import pytest
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
SPOKEN = {"sv": ("nordlykta", "sv-SE"), "fi": ("jarven-ystavat", "fi-FI")}
"""Whose campaign it is, and what their browser asks for, by language."""
THOUGHT = "Åttio tankar – ääneen"
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


def move_the_launch(visited, launch, speech):
    """Back to the first block, and everything a week later."""
    page = visited.page
    asked = page.locator(".ck-asks h1").inner_text()
    page.locator(".cka-block").first.click()
    expect(page.locator(".ck-asks h1")).not_to_have_text(asked)
    visited.settle()
    step = speech.say_in("step", "The launch")
    page.locator(".ck-substeps").first.get_by_role("button", name=step, exact=True).click()
    day = page.locator(".ck-chosen input[type=date]")
    expect(day).to_have_value(launch.isoformat())
    day.fill((launch + MOVED).isoformat())
    page.get_by_role("button", name=speech.say("Move the launch")).click()
    expect(page.get_by_role("button", name=speech.say("Move the launch"))).to_be_hidden()
    visited.settle()
    page.locator(".ck-saved[data-kept=all]").wait_for()


def kept(folder, slug, kind):
    with Workspace.open(folder).open_client(slug, now=now, who="test", read_only=True) as store:
        return store.load(kind).value


@pytest.mark.parametrize("language", SPOKEN)
def test_ninety_minutes_from_a_launch_date_to_the_first_post(
    serving, demo_made_once, tmp_path, visit, language
):
    slug, asked = SPOKEN[language]
    folder = shutil.copytree(demo_made_once, tmp_path / "coachkit-demo")
    launch = kept(folder, slug, Campaign).launch
    server = serving(workspace=folder, notebooks=[CAMPAIGN])
    visited = visit(LAPTOP, asked).open(server.page(slug, "campaign"))
    assert visited.page.locator("html").get_attribute("lang") == language
    visited.page.locator(".cka-start").click()
    visited.page.locator(".cka-now").wait_for()
    visited.settle()
    assert walk_through(visited) == []
    move_the_launch(visited, launch, speak(language))
    assert visited.complaints == []
    campaign = kept(folder, slug, Campaign)
    assert (campaign.launch, campaign.moved_from) == (launch + MOVED, (launch,))
    assert THOUGHT in [one.text for one in kept(folder, slug, IdeaBoard).cards]
