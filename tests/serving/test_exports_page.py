"""The page on which files come in, as a visitor meets it, from the first file to the undo."""

import io
import shutil
import zipfile

import pytest

from coachkit.language.speech import speak
from coachkit.model.shipped import shipped
from coachkit.sessions.uploading import LARGEST
from coachkit.store.workspace import Workspace
from tests.serving.conftest import CLIENTS, LAPTOP, PATIENCE, PHONE, add_client, make_workspace
from tests.sessions.conftest import OCTOBER, UNKNOWN, UNSAID, posts

NOTEBOOKS = [shipped("notebooks", f"{name}.ipynb") for name in ("dashboard", "exports")]


@pytest.fixture(scope="module")
def served(serving, tmp_path_factory):
    """A server with two clients, for all tests of this file."""
    workspace = make_workspace(tmp_path_factory.mktemp("exports") / "w")
    return serving(workspace=workspace.path, notebooks=NOTEBOOKS)


@pytest.fixture
def shop(served):
    """The same server, with a client ``nord`` of whom nothing is stored."""
    folder = served.workspace / "clients" / "nord"
    while folder.exists():
        # The last test's page may still be taking its own room away.
        shutil.rmtree(folder, ignore_errors=True)
    add_client(Workspace.open(served.workspace), next(one for one in CLIENTS if one.slug == "nord"))
    return served


@pytest.fixture
def own_shop(serving, tmp_path):
    """A server of one's own, which has no other page's kernel."""
    return serving(workspace=make_workspace(tmp_path / "w").path, notebooks=NOTEBOOKS)


@pytest.fixture
def inbox(shop):
    return inbox_of(shop)


def inbox_of(server):
    return server.workspace / "clients" / "nord" / "inbox"


def opened(visited, shop, language="EN"):
    """The page, once it has looked into the inbox, in that language."""
    page = visited.open(shop.page("nord", "exports")).page
    page.get_by_role("button", name=language, exact=True).click()
    page.locator(f".ck-upload[lang={language.lower()}]").wait_for(timeout=PATIENCE * 1000)
    return page


def file(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_from_an_empty_inbox_to_the_dashboard_and_back(shop, visit, tmp_path, inbox, size):
    visited = visit(size)
    page = opened(visited, shop)
    page.get_by_role("heading", name="No new files are waiting.").wait_for()
    sent = [file(tmp_path, OCTOBER, posts(0, 1, 2)), file(tmp_path, "b.csv", posts(3))]
    page.locator("#ck-files").set_input_files(sent)
    page.get_by_role("heading", name="2 files can be stored.").wait_for()
    page.get_by_text(f"“{OCTOBER}” has arrived.").wait_for()
    assert visited.fits()
    assert visited.violations() == []
    page.get_by_role("button", name="Store these 2 files").click()
    page.get_by_text("2 files were stored, 4 rows.").wait_for()
    assert sorted(path.name for path in (inbox / "imported").iterdir()) == [OCTOBER, "b.csv"]
    page.get_by_role("button", name="Undo the last import (2 files)").click()
    page.get_by_role("heading", name="2 files can be stored.").wait_for()
    assert visited.complaints == []
    assert visited.hosts() == {shop.url.split("/")[2]}
    page.get_by_role("button", name="Store these 2 files").click()
    page.get_by_text("2 files were stored, 4 rows.").wait_for()
    page.get_by_role("link", name="Dashboard").click()
    page.locator(".ck-finding h1").wait_for(timeout=PATIENCE * 1000)
    page.locator(".ck-sources", has_text="Facebook").wait_for()


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_questions_refusals_and_the_mapping_are_open_to_everybody(shop, visit, inbox, size):
    (inbox / OCTOBER).write_bytes(posts(0))
    (inbox / "days.csv").write_bytes(UNSAID)
    (inbox / "suomi.csv").write_bytes(UNKNOWN)
    (inbox / "empty.csv").write_bytes(b"")
    visited = visit(size)
    page = opened(visited, shop)
    for language in ("sv", "fi", "en"):
        page.get_by_role("button", name=language.upper(), exact=True).click()
        page.locator(f".ck-upload[lang={language}]").wait_for()
        assert visited.language() == language
        assert visited.fits()
        named = speak(language).say("Bring files in")
        assert page.locator("#ck-pages [aria-current]").inner_text() == named
    page.get_by_role("button", name="Match the columns").click()
    page.get_by_role("heading", name="Which export is this?").wait_for()
    assert visited.fits()
    assert visited.violations() == []
    page.get_by_role("button", name="Look again").click()
    page.get_by_role("heading", name="Which export is this?").wait_for(state="detached")
    page.get_by_role("button", name="Facebook", exact=True).click()
    page.get_by_role("heading", name="2 files can be stored.").wait_for()
    assert visited.complaints == []


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_columns_are_matched_question_by_question_at_any_size(shop, visit, inbox, size):
    rows = ("Päivä;Näyttökerrat;Uudet seuraajat", "1.9.2026;1200;3", "2.9.2026;1340;1")
    (inbox / "suomi.csv").write_text("\n".join(rows), encoding="utf-8")
    visited = visit(size)
    page = opened(visited, shop)

    def asked(question):
        page.get_by_role("heading", name=question).wait_for()
        assert (visited.fits(), visited.violations()) == (True, [])

    page.get_by_role("button", name="Match the columns").click()
    asked("Which export is this?")
    page.get_by_label("Export", exact=True).select_option(index=1)
    page.get_by_role("button", name="Next", exact=True).click()
    for question in ("Which columns are these?", "What are the other columns?"):
        asked(question)
        page.get_by_role("button", name="Take the suggestions").click()
        page.get_by_role("button", name="Next", exact=True).click()
    asked("Are these the numbers that you expected?")
    page.get_by_role("button", name="Keep this matching").click()
    page.get_by_role("heading", name="1 file can be stored.").wait_for()
    assert visited.complaints == []


def test_all_of_it_is_reached_from_the_keyboard(shop, visit, inbox):
    (inbox / "a.csv").write_bytes(posts(0))
    (inbox / "b.csv").write_bytes(posts(1))
    page = opened(visit(), shop)
    page.get_by_role("heading", name="2 files can be stored.").wait_for()
    page.get_by_role("button", name="Store only this one").nth(1).wait_for()
    page.get_by_role("button", name="FI", exact=True).focus()
    reached = []
    while "Dashboard" not in reached:
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "(({id, textContent}) => id || textContent.trim())(document.activeElement)"
            )
        )
    assert reached == [
        "Store these 2 files",
        "Look again",
        "Store only this one",
        "Store only this one",
        "ck-files",
        "Dashboard",
    ]
    page.locator("#ck-files").focus()
    ring = page.evaluate("getComputedStyle(document.querySelector('.ck-choose')).outlineStyle")
    assert ring == "solid"


def test_a_file_above_the_limit_is_not_even_sent(shop, visit, tmp_path, inbox):
    visited = visit()
    page = opened(visited, shop)
    page.locator("#ck-files").set_input_files(file(tmp_path, "big.csv", bytes(LARGEST + 1)))
    page.get_by_text(f"“big.csv” is larger than 100 MB. Put it into the folder {inbox}").wait_for()
    assert [url for url in visited.asked if url.endswith("/inbox")] == []


def test_files_are_dropped_anywhere_on_the_page(shop, visit, inbox):
    page = opened(visit(), shop)
    page.evaluate(
        """(text) => {
            const moved = new DataTransfer();
            moved.items.add(new File([text], "dropped.csv", { lastModified: 1700000000000 }));
            for (const kind of ["dragover", "drop"])
                document.body.dispatchEvent(
                    new DragEvent(kind, { dataTransfer: moved, bubbles: true, cancelable: true }));
        }""",
        posts(0).decode(),
    )
    page.get_by_role("heading", name="1 file can be stored.").wait_for()
    assert (inbox / "dropped.csv").stat().st_mtime == 1_700_000_000


def test_hostile_files_lie_in_the_inbox_and_do_nothing(shop, visit, inbox):
    visited = visit()
    page = opened(visited, shop)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", bytes(100_000_000))
    hostile = {
        "<img src=x onerror=window.hostile=1>.csv": b"<svg onload=window.hostile=1>",
        "../../evil.csv": posts(0),
        "\u202evsc.live": b"x",
        "bomb.zip": bomb.getvalue(),
    }
    page.locator("#ck-files").set_input_files(
        [{"name": name, "mimeType": "text/csv", "buffer": said} for name, said in hostile.items()]
    )
    page.get_by_text("bomb.zip").first.wait_for()
    page.get_by_text("_img src=x onerror=window.hostile=1_.csv").first.wait_for()
    assert page.evaluate("window.hostile") is None
    assert page.locator("#ck-page img[src=x]").count() == 0
    assert visited.complaints == []
    assert {path.name for path in inbox.iterdir() if path.is_file()} == {
        "_img src=x onerror=window.hostile=1_.csv",
        "evil.csv",
        "vsc.live",
        "bomb.zip",
    }
    assert list(inbox.parent.glob("evil*")) == []


def test_a_file_that_does_not_arrive_is_said(shop, visit, tmp_path, inbox):
    page = opened(visit(), shop)
    page.route("**/clients/nord/inbox", lambda route: route.abort())
    page.locator("#ck-files").set_input_files(file(tmp_path, "posts.csv", posts(0)))
    page.get_by_text("“posts.csv” did not arrive. Nothing of it was kept").wait_for()
    page.unroute("**/clients/nord/inbox")
    page.locator("#ck-files").set_input_files(file(tmp_path, "posts.csv", posts(0)))
    page.get_by_role("heading", name="1 file can be stored.").wait_for()


def test_an_answer_outlives_a_kernel_that_dies(own_shop, visit):
    (inbox_of(own_shop) / "days.csv").write_bytes(UNSAID)
    page = opened(visit(), own_shop)
    page.get_by_role("button", name="Instagram", exact=True).click()
    page.get_by_role("heading", name="1 file can be stored.").wait_for()
    (kernel,) = own_shop.kernels()
    with page.expect_navigation():
        kernel.kill()
    page.wait_for_selector("body.ck-shown")
    page.get_by_role("button", name="EN", exact=True).click()
    page.get_by_role("heading", name="1 file can be stored.").wait_for()


def test_a_client_that_is_gone_is_a_calm_page(shop, visit):
    (shop.workspace / "clients" / "nord" / "client.db").rename(shop.workspace / "away.db")
    page = visit().page
    page.goto(shop.page("nord", "exports"))
    page.locator("h1:visible").wait_for()
    assert page.locator("h1:visible").count() == 1


def test_the_list_of_clients_leads_here_too(shop, visit):
    visited = visit(PHONE)
    visited.page.goto(shop.url)
    assert visited.fits()
    assert visited.violations() == []
    visited.page.get_by_role("link", name="Bring files in · Nordlykta Friluft").click()
    visited.page.wait_for_url(shop.page("nord", "exports"))
