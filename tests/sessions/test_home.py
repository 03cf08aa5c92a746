"""The coach's desk: who needs the coach, somebody new, links and packs."""

import asyncio
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest

from coachkit.language.read_back import agreed_day, next_date_said
from coachkit.language.speech import speak
from coachkit.model.actions import Action, ActionPlan
from coachkit.model.audit import Verdict
from coachkit.model.client import Client
from coachkit.model.content import Channel
from coachkit.model.session_record import NEXT_DATE
from coachkit.model.sessions import DecisionTaken, Session, SessionBlock
from coachkit.model.strategy import ChannelChoice, Strategy
from coachkit.model.visiting import CLIENT_VARIABLE, ROLE_VARIABLE
from coachkit.sessions import home, home_page
from coachkit.sessions.home_page import HomePage
from coachkit.sessions.opening import now
from coachkit.store.doors import Doors
from coachkit.store.sqlite import FILE
from coachkit.widgets.panel import still
from tests.sessions.plan_pages import REQUEST

TODAY = date(2026, 11, 22)
NAMES = ("dashboard", "intake")


@pytest.fixture(autouse=True)
def one_day(monkeypatch):
    """It is that day at noon, for clients and for doors."""
    moment = datetime(2026, 11, 22, 12, tzinfo=UTC)
    for module in ("home_page", "home_links", "home_packing", "opening"):
        monkeypatch.setattr(f"coachkit.sessions.{module}.now", lambda: moment)


@pytest.fixture
def desk(workspace):
    """Opens the desk."""

    def opened(language="en"):
        return home.open_page(
            {"workspace": str(workspace.path), "language": language, "pages": " ".join(NAMES)}
        )

    return opened


def add(workspace, slug, **more):
    client = Client(slug=slug, name=slug.capitalize(), **more)
    workspace.new_client(client, now=now, who="test").close()


def keep(workspace, slug, *values):
    with workspace.open_client(slug, now=now, who="test") as store:
        for value in values:
            saved = store.load(type(value))
            store.save(value, based_on=saved and saved.revision, because="test")


def action(key, when):
    return Action(key=key, what="Write", who="Bo Ek", when=when, first_step="f", done_sign="d")


def session(*decisions, began=datetime(2026, 11, 3, 9, tzinfo=UTC)):
    block = SessionBlock(key="one", planned=60, allotted=60)
    return Session(sheet="strategy", blocks=(block,), started_at=began, decisions=decisions)


def agreed(day, language="sv"):
    text = next_date_said(day, speak(language))
    return DecisionTaken(text=text, key=NEXT_DATE, second=0, block="one")


def names(page):
    return [row.name for row in page.list.clients]


def row(page, slug="shop"):
    return next(one for one in page.list.clients if one.slug == slug)


def test_nobody_needs_the_coach_where_nothing_waits(desk):
    page = desk()
    assert "No client needs you today." in page.asked.value
    assert (row(page).needing, row(page).needs) == (False, ("Nothing waits",))
    assert row(page).address == ""


def test_those_who_need_the_coach_come_first_and_are_named(workspace, desk):
    for slug in ("abc", "late", "zed"):
        add(workspace, slug)
    keep(workspace, "late", ActionPlan(actions=(action("a", TODAY - timedelta(days=1)),)))
    stale = ChannelChoice(key="x", channel="X", verdict=Verdict.CLOSE, review_on=date(2026, 11, 1))
    keep(workspace, "zed", Strategy(channels=(stale,)))
    page = desk()
    assert names(page) == ["Late", "Zed", "Abc", "The Shop"]
    assert "2 clients need you: Late and Zed." in page.asked.value
    assert row(page, "late").needs == ("1 of 1 actions overdue",)
    assert row(page, "zed").needs == ("1 decision to look at again, the oldest since 1 Nov",)


def test_channels_of_plan_and_strategy_without_a_new_export_are_missing(workspace, desk):
    channels = (
        ChannelChoice(key="a", channel="Instagram", verdict=Verdict.KEEP),
        ChannelChoice(key="b", channel="LinkedIn", verdict=Verdict.PAUSE),
        ChannelChoice(key="c", channel="The notice board", verdict=Verdict.KEEP),
    )
    wanted = REQUEST.changed(
        campaigns=(),
        mix=(),
        locked=(),
        channels=(
            Channel(name="linkedin page", target_a_week=1),
            Channel(name="Sajten", platform="website", target_a_week=1),
        ),
    )
    keep(workspace, "shop", Strategy(channels=channels), wanted)
    assert row(desk()).needs == ("No new export: Instagram and Website",)


def test_the_next_meeting_is_the_one_agreed_on_or_the_first_that_follows(workspace, desk):
    assert row(desk()).meeting == "No day agreed on"
    keep(workspace, "shop", session(agreed(date(2026, 11, 23))))
    assert row(desk()).meeting == "Mon 23 Nov, session"
    keep(workspace, "shop", session(agreed(date(2026, 11, 20), "fi")))
    assert row(desk()).meeting == "Tue 24 Nov, check-in"


def test_whom_one_meets_today_comes_before_all_others(workspace, desk):
    add(workspace, "late")
    keep(workspace, "late", ActionPlan(actions=(action("a", date(2026, 1, 1)),)))
    keep(workspace, "shop", session(agreed(TODAY, "en")))
    page = desk()
    assert names(page) == ["The Shop", "Late"]
    assert row(page).needs == ("Today: session",)
    assert "You meet The Shop today." in page.asked.value


def test_a_day_is_found_in_what_was_agreed_in_any_language():
    for language in ("en", "sv", "fi"):
        day = date(2027, 1, 5)
        assert agreed_day(next_date_said(day, speak(language))) == day
    assert agreed_day("Vi ses igen på fredag 6 november 2026.") == date(2026, 11, 6)
    assert agreed_day("After the summer") is None
    assert agreed_day("31 February 2027") is None


def test_people_are_found_by_their_names(workspace, desk):
    keep(workspace, "shop", ActionPlan(actions=(action("a", date(2027, 1, 1)),)))
    assert {"The Shop", "shop", "Bo Ek"} <= set(row(desk()).find.split("\n"))


def test_a_broken_store_is_listed_with_a_sentence_and_stops_nobody(workspace, desk):
    add(workspace, "abc")
    (workspace.folder("abc") / FILE).write_bytes(b"no database " * 100)
    page = desk()
    assert names(page) == ["abc", "The Shop"]
    broken = row(page, "abc")
    assert (broken.opens, broken.needing) == (False, True)
    assert len(broken.needs[0]) > 20
    page.open("abc")
    assert page.screen == "list"


def test_a_new_client_is_there_at_once(workspace, desk):
    page = desk()
    page.add()
    page.new.name.value = "Blå Hallen"
    page.new.create.click()
    assert page.screen == "client"
    assert "Blå Hallen" in page.asked.value
    page.go_back()
    assert names(page) == ["Blå Hallen", "The Shop"]
    assert workspace.folder("bla-hallen").is_dir()


def test_a_short_name_that_another_process_took_is_refused_at_its_field(workspace, desk):
    page = desk()
    page.add()
    page.new.name.value = "Abc"
    add(workspace, "abc")
    page.new.create.click()
    assert "abc" in page.new.wrong["slug"].value
    assert page.screen == "new"


def test_another_process_is_noticed(workspace, desk):
    page = desk()
    add(workspace, "abc")
    page.refresh()
    assert names(page) == ["Abc", "The Shop"]
    page.open("abc")
    keep(workspace, "abc", ActionPlan(actions=(action("a", date(2026, 11, 1)),)))
    page.refresh()
    assert "1 of 1 actions overdue" in page.asked.value
    assert "overdue" in page.client.about.value
    workspace.erase("abc")
    page.refresh()
    assert (page.screen, names(page)) == ("list", ["The Shop"])


def test_the_first_client_is_asked_for_where_there_is_none(workspace, desk):
    workspace.erase("shop")
    assert "There is no client yet." in desk().asked.value


def test_a_link_is_shown_once_listed_and_taken_back(workspace, desk):
    page = desk()
    page.open("shop")
    page.client.links.name.value = "The board"
    page.client.links.create.click()
    path = page.client.links.address.path
    assert path.startswith("/open/")
    link = Doors(workspace.path).by_token(path.removeprefix("/open/"), now())
    assert (link.client, link.role, link.page, link.name) == (
        "shop",
        "viewer",
        "dashboard",
        "The board",
    )
    page.open("shop")
    assert page.client.links.address.path == ""
    (listed,) = page.client.links.there.children
    assert "The board: Dashboard, to look, until 22 December 2026" in still(listed)
    assert path.removeprefix("/open/") not in still(page.client)
    listed.children[1].click()
    assert page.client.links.there.children == ()
    assert not Doors(workspace.path).link(link.number).opens(now())


def test_a_link_to_fill_in_leads_to_the_pages_of_a_manager(workspace, desk):
    page = desk()
    page.open("shop")
    page.client.links.role.value = "manager"
    page.client.links.create.click()
    (link,) = Doors(workspace.path).links("shop")
    assert (link.role, link.page) == ("manager", "dashboard")


def test_documents_are_packed_without_the_pack_itself(workspace, desk):
    page = desk()
    page.open("shop")
    page.client.make.click()
    assert page.client.packed.value != ""
    assert "<a" not in page.client.packed.value
    documents = workspace.folder("shop") / "documents"
    assert list(documents.iterdir()) == []
    (documents / "letter.md").write_text("Hello", encoding="utf-8")
    for _ in range(2):
        page.client.make.click()
    pack = documents / "shop-documents.zip"
    assert zipfile.ZipFile(pack).namelist() == ["shop/letter.md"]
    assert "shop-documents.zip" in page.client.packed.value
    assert page.working.value.count("<progress") == 0


def test_served_pages_lead_to_a_clients_pages(desk, monkeypatch):
    monkeypatch.setenv("COACHKIT_UPLOADS", "1")
    page = desk()
    assert row(page).address == "/clients/shop/dashboard"
    page.open("shop")
    assert 'href="/clients/shop/intake"' in page.client.about.value


def test_everything_is_said_in_another_language(desk):
    page = desk()
    page.open("shop")
    page.languages.value = "fi"
    assert page.list.face["language"] == "fi"
    assert 'lang="fi"' in page.client.about.value
    page.go_back()
    assert 'lang="fi"' in page.asked.value


def test_only_the_coach_has_a_desk(workspace, desk, monkeypatch):
    monkeypatch.setenv(ROLE_VARIABLE, "manager")
    monkeypatch.setenv(CLIENT_VARIABLE, "shop")
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/1")
    page = desk()
    assert isinstance(page, home.RefusedPage)
    assert "Shop" not in still(page.top)


def test_the_list_comes_in_slices_where_it_takes_long(workspace, monkeypatch):
    monkeypatch.setattr(home_page, "AT_ONCE", -1.0)
    for slug in ("abc", "def"):
        add(workspace, slug)

    async def look():
        page = HomePage(str(workspace.path), "en", NAMES)
        assert (page.list.ready, len(page.seen)) == (False, 0)
        assert "Looking at the clients" in page.working.value
        ready = asyncio.Event()
        page.list.observe(lambda _: ready.set(), "ready")
        await ready.wait()
        # the page goes on looking until its loop ends
        return page

    page = asyncio.run(look())
    assert names(page) == ["Abc", "Def", "The Shop"]
    assert "<progress" not in page.working.value


def test_the_notebook_in_a_file_shows_the_list_to_read(desk):
    page = desk()
    shown = still(home.header(page)) + still(home.question(page)) + still(home.body(page))
    assert "The Shop" in shown
    assert "No client needs you today." in shown


def test_a_value_that_no_version_has_written_hides_nobody_else(workspace, desk):
    add(workspace, "abc")
    with closing(sqlite3.connect(workspace.folder("abc") / FILE)) as connection, connection:
        connection.execute(
            "INSERT INTO versions VALUES ('session', 1, '2026-11-01', 'x', 'x', NULL, ?)",
            ('{"started_at": 5, "decisions": [1]}',),
        )
    assert [row(desk(), slug).opens for slug in ("abc", "shop")] == [False, True]
