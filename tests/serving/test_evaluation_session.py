"""The whole evaluation session in a browser: every block, and a vote before its figures."""

import shutil

from playwright.sync_api import expect

from coachkit.language.speech import speak
from coachkit.model.evaluation_record import Evaluation
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.model.shipped import shipped
from coachkit.sessions.opening import now
from coachkit.store.workspace import Workspace
from tests.serving.conftest import LAPTOP, PHONE

EVALUATION = shipped("notebooks", "evaluation.ipynb")
SLUG = "nordlykta"
SV = speak("sv")


def vote(visited):
    """Vote for the last as the best and the first as the weakest, then see the figures."""
    page = visited.page
    middle = page.locator(".ck-question-column")
    assert middle.locator("meter").count() == 0
    middle.get_by_label(SV.say("The best, I think")).select_option(index=5)
    middle.get_by_label(SV.say("The weakest, I think")).select_option(index=1)
    visited.settle()
    page.get_by_role("button", name=SV.say("Vote without a name")).click()
    expect(middle.locator(".ck-ballot .ck-quiet").filter(visible=True)).to_contain_text("1")
    assert middle.locator("meter").count() == 0
    page.get_by_role("button", name=SV.say("All have voted: show the figures")).click()
    middle.locator(".ck-measured").first.wait_for()


def walk_through(visited):
    """From the first block to the last; what sticks out or axe finds wrong on the way."""
    page, wrong = visited.page, []
    for number, block in enumerate(shipped_sheet("evaluation").blocks):
        if number:
            asked = page.locator(".ck-asks h1").inner_text()
            page.locator(".cka-next").click()
            expect(page.locator(".ck-asks h1")).not_to_have_text(asked)
            visited.settle()
        if block.key == "predict":
            vote(visited)
        wrong += [(block.key, one) for one in visited.violations()]
        for width, height in (PHONE, LAPTOP):
            page.set_viewport_size({"width": width, "height": height})
            wrong += [] if visited.fits() else [(block.key, width)]
    return wrong


def test_ninety_minutes_of_evaluation_with_a_vote_before_its_figures(
    serving, demo_made_once, tmp_path, visit
):
    folder = shutil.copytree(demo_made_once, tmp_path / "coachkit-demo")
    server = serving(workspace=folder, notebooks=[EVALUATION])
    visited = visit(LAPTOP, "sv-SE").open(server.page(SLUG, "evaluation"))
    visited.page.locator(".cka-start").click()
    visited.page.locator(".cka-now").wait_for()
    visited.settle()
    assert walk_through(visited) == []
    assert visited.complaints == []
    with Workspace.open(folder).open_client(SLUG, now=now, who="test", read_only=True) as store:
        ballot = store.load(Evaluation).value.ballot
    assert (len(ballot.votes), ballot.open) == (1, False)
    assert ballot.shown > ballot.votes[0].said
