"""Two browsers on one client, and one that leaves in the middle of a word."""

import os
import shutil

import pytest
from playwright.sync_api import expect

from coachkit.model.people import Team
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.sessions import Session
from coachkit.model.shipped import shipped
from coachkit.sessions.opening import now
from coachkit.store.workspace import Workspace
from tests.serving.conftest import PARAMETERS, PATIENCE, Visit, make_notebook, make_workspace

A_WHILE, GLANCE = 8000, 200
PAGES = [shipped("notebooks", f"{name}.ipynb") for name in ("plan", "strategy", "dashboard")]

KEEPING = (
    PARAMETERS,
    """
import ipywidgets as widgets

from coachkit.model.people import Person, Team
from coachkit.sessions.autosave import Autosave
from coachkit.sessions.opening import now, open_workspace
from coachkit.widgets.remembered import Remembered

def opened(**how):
    return open_workspace(workspace).open_client(client, now=now, who="page", **how)

with opened(read_only=True) as store:
    fifo = store.inbox / "fifo"
autosave = Autosave(opened, lambda _: None, lambda *_: None)
saved = autosave.read(Team)[Team]
name = widgets.Text(
    description="Who", value=saved.value.people[0].name if saved else "", continuous_update=True
)

def typed(change):
    if change["new"] == "slow":
        fifo.read_text()
    autosave.soon(Team(people=(Person(name=change["new"], hours_a_week=1),)), "typing")

name.observe(typed, "value")
work = widgets.Button(description="Work")
# Something takes its time, and what is typed meanwhile has to wait.
work.on_click(lambda _: fifo.read_text())
widgets.VBox([name, work, Remembered("keeping")])
""",
)
"""The cells of a page that keeps a name, and on which something may take its time."""


def stored(server, kind, slug="nordlykta"):
    with Workspace.open(server.workspace).open_client(
        slug, now=now, who="test", read_only=True
    ) as store:
        saved = store.load(kind)
    return None if saved is None else saved.value


@pytest.fixture(scope="module")
def shared(serving, demo_made_once, tmp_path_factory):
    """A server of the demo's pages for all tests here: each types at a place of its own."""
    workspace = shutil.copytree(demo_made_once, tmp_path_factory.mktemp("two") / "demo")
    return serving(workspace=workspace, notebooks=PAGES)


@pytest.fixture
def keeping(serving, tmp_path):
    notebook = make_notebook(tmp_path / "keeping.ipynb", KEEPING)
    workspace = make_workspace(tmp_path / "workspace").path
    os.mkfifo(workspace / "clients" / "jarvi" / "inbox" / "fifo")
    return serving(workspace=workspace, notebooks=[notebook])


def opened(server, visit, name):
    page = visit().open(server.page("nordlykta", name)).page
    if name != "strategy":
        page.get_by_role("button", name="EN", exact=True).click()
        page.locator(".ck-page [lang=en], #ck-page [lang=en]").first.wait_for()
    return page


def on_hours(server, visit):
    page = opened(server, visit, "plan")
    page.get_by_role("button", name="Hours", exact=True).click()
    page.locator(".ck-row").first.wait_for()
    return page


def hours(page, who="Amir Rahimi"):
    return page.get_by_label(f"Hours a week: {who}", exact=True)


def shows(field, value):
    """Wait until a field shows that."""
    expect(field).to_have_value(value, timeout=PATIENCE * 1000)


def clash(fields, tries):
    """Two write at the same place at once.

    Returned are the field on the page that asks about it, what that page's own word was, the field
    on the other page and its word. Who has seen the other's word before overwrites it and nobody is
    asked: then both write anew.
    """
    for words in tries:
        for field, word in zip(fields, words, strict=True):
            field.fill(word)
        asked, other = _asked(fields)
        if asked is not None:
            return fields[asked], words[asked], fields[other], words[other]
    return pytest.fail("each had seen before what the other wrote")


def _asked(fields):
    conflicts = [field.page.locator(".ck-conflict") for field in fields]
    for _ in range(A_WHILE // GLANCE):
        for number, conflict in enumerate(conflicts):
            if conflict.count():
                return number, 1 - number
        fields[0].page.wait_for_timeout(GLANCE)
    return None, None


def test_each_sees_what_the_other_plans_and_a_conflict_is_solved_both_ways(shared, visit):
    anna, bert = on_hours(shared, visit), on_hours(shared, visit)
    bert.get_by_label("Name", exact=True).fill("half typ")
    hours(anna).fill("7")
    shows(hours(bert), "7")
    bert.get_by_text("Changed on another page at").first.wait_for()
    assert bert.get_by_label("Name", exact=True).input_value() == "half typ"

    both = hours(anna), hours(bert)
    asked, mine, other, _ = clash(both, ("89", "68", "96"))
    asked.page.get_by_role("button", name="Keep mine").click()
    shows(other, mine)
    asked.page.locator(".ck-conflict").wait_for(state="detached")

    asked, _, other, theirs = clash(both, ("45", "32", "54"))
    asked.page.get_by_text("Not saved yet").wait_for()
    assert Visit(asked.page.context, asked.page).wrong_at_any_size() == []
    asked.page.get_by_role("button", name="Take theirs").click()
    shows(asked, theirs)
    shows(other, theirs)
    team = stored(shared, PlanRequest).team
    assert [one.hours_a_week for one in team.people if one.name == "Amir Rahimi"] == [int(theirs)]


def test_two_pages_of_a_session_show_the_same_block(shared, visit):
    coach, client = opened(shared, visit, "strategy"), opened(shared, visit, "strategy")
    coach.get_by_role("button", name="Börja nästa session").click()
    client.locator(".cka-start").wait_for()
    coach.locator(".cka-start").click()
    client.locator(".cka-next").wait_for()
    first = client.locator("h1").first.text_content()
    coach.locator(".cka-next").click()
    expect(client.locator("h1").first).not_to_have_text(first, timeout=PATIENCE * 1000)
    second = client.locator("h1").first.text_content()
    expect(coach.locator("h1").first).to_have_text(second, timeout=PATIENCE * 1000)

    notes = [page.locator(".ck-notes textarea") for page in (coach, client)]
    notes[0].fill("Lov vecka 44")
    shows(notes[1], "Lov vecka 44")
    asked, mine, other, _ = clash(
        notes, [(f"Lov vecka {week}", f"Sport vecka {week}") for week in (45, 46, 47)]
    )
    page = asked.page
    page.get_by_role("button", name="Behåll mitt").or_(
        page.get_by_role("button", name="Keep mine")
    ).click()
    shows(other, mine)
    assert stored(shared, Session).notes == mine


def test_a_reload_shows_the_same_screen_chosen_and_unfolded_as_before(shared, visit):
    page = on_hours(shared, visit)
    page.get_by_label("Name", exact=True).fill("half typ")
    page.locator(".ck-row .ck-opener").nth(1).click()
    page.locator(".ck-more").first.wait_for()
    page.reload()
    page.locator(".ck-asked[lang=en]").wait_for()
    page.locator(".ck-more").first.wait_for()
    shows(page.get_by_label("Name", exact=True).first, "half typ")
    page.get_by_role("button", name="Calendar", exact=True).click()
    page.get_by_role("button", name="Week", exact=True).click()
    page.locator("td[data-who]").first.wait_for()
    page.reload()
    page.locator("td[data-who]").first.wait_for()
    page.locator("[aria-current=step]").get_by_text("Calendar").wait_for()


def test_a_reload_keeps_what_the_dashboard_shows(shared, visit):
    page = opened(shared, visit, "dashboard")
    platform = page.get_by_label("Platform", exact=True)
    before = page.locator("h1").first.text_content()
    platform.select_option(index=1)
    chosen = platform.input_value()
    expect(page.locator("h1").first).not_to_have_text(before, timeout=PATIENCE * 1000)
    shown = page.locator("h1").first.text_content()
    page.reload()
    page.locator("#ck-page [lang=en]").first.wait_for()
    shows(page.get_by_label("Platform", exact=True), chosen)
    expect(page.locator("h1").first).to_have_text(shown, timeout=PATIENCE * 1000)


def test_a_word_typed_just_before_leaving_is_there_on_the_next_page(keeping, visit):
    page = visit().open(keeping.page("jarvi", "keeping")).page
    page.get_by_label("Who").fill("Ada")
    page.reload()
    page.wait_for_selector("body.ck-shown")
    assert page.get_by_label("Who").input_value() == "Ada"


@pytest.mark.parametrize("with_work", [True, False], ids=["elsewhere", "in the field itself"])
def test_who_leaves_a_kernel_that_is_busy_loses_nothing(keeping, visit, with_work):
    page = visit().open(keeping.page("jarvi", "keeping")).page
    if with_work:
        page.get_by_role("button", name="Work").click()
    else:
        # The browser itself holds the next letters back until the kernel has answered.
        page.get_by_label("Who").fill("slow")
    page.get_by_label("Who").fill("Elsa")
    page.reload(wait_until="commit")
    (keeping.workspace / "clients" / "jarvi" / "inbox" / "fifo").write_text("go on")
    page.wait_for_selector("body.ck-shown")
    assert page.get_by_label("Who").input_value() == "Elsa"


def test_a_tab_that_is_closed_in_the_middle_of_a_word_keeps_it(keeping, visit):
    visited = visit().open(keeping.page("jarvi", "keeping"))
    visited.page.get_by_label("Who").fill("Bo")
    kernels = keeping.kernels()
    visited.close()
    for kernel in kernels:
        kernel.wait(60)
    assert [one.name for one in stored(keeping, Team, "jarvi").people] == ["Bo"]
