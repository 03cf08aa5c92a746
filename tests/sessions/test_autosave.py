"""What is typed reaches the store: in a moment, at the latest in a second, and before the end."""

import asyncio
import sqlite3
import threading
from contextlib import closing

import pytest

from coachkit.documents.planning_pages import Kept
from coachkit.model.errors import CoachkitError, NotWritable, StoreError
from coachkit.model.people import Person, Team
from coachkit.sessions import autosave
from coachkit.sessions.autosave import LONGEST, QUIET, Autosave, keep_all
from coachkit.sessions.opening import now


def team(name, hours=1):
    return Team(people=(Person(name=name, hours_a_week=hours),))


class Loop:
    """An event loop whose time goes on when it is told to."""

    def __init__(self):
        self.moment = 100.0
        self.later = {}

    def time(self):
        return self.moment

    def call_at(self, when, what):
        alarm = Alarm(self, when)
        self.later[alarm] = what
        return alarm

    def goes_on(self, seconds):
        self.moment += seconds
        for alarm in [one for one in self.later if one.when <= self.moment]:
            self.later.pop(alarm)()


class Alarm:
    def __init__(self, loop, when):
        self.loop, self.when = loop, when

    def cancel(self):
        self.loop.later.pop(self, None)


@pytest.fixture
def loop(monkeypatch):
    made = Loop()
    monkeypatch.setattr(autosave, "running_loop", lambda: made)
    return made


@pytest.fixture
def opens(workspace):
    return lambda **how: workspace.open_client("shop", now=now, who="test", **how)


class Page:
    """Hears what a page hears."""

    def __init__(self, opens):
        self.told, self.refused, self.states = [], [], []
        self.autosave = Autosave(opens, self.told.append, lambda *no: self.refused.append(no))
        self.autosave.unsettled = lambda: self.states.append(self.autosave.kept)


@pytest.fixture
def typing(opens):
    return Page(opens)


def kept(store):
    saved = store.load(Team)
    return None if saved is None else saved.value.people[0].name


def test_an_entry_waits_for_the_last_keystroke(loop, typing, store):
    typing.autosave.soon(team("A"), "typing")
    loop.goes_on(QUIET / 2)
    typing.autosave.soon(team("Ad"), "typing")
    loop.goes_on(QUIET / 2 + 0.01)
    assert kept(store) is None
    loop.goes_on(QUIET / 2)
    assert kept(store) == "Ad"
    assert (len(typing.told), loop.later) == (1, {})


def test_who_goes_on_typing_is_kept_within_a_second_all_the_same(loop, typing, store):
    passed = 0.0
    while kept(store) is None:
        typing.autosave.soon(team(f"A{passed:.2f}"), "typing")
        loop.goes_on(0.1)
        passed += 0.1
    assert passed <= LONGEST + 0.1 < 1


def test_while_something_waits_nothing_is_said_to_be_saved(loop, typing):
    typing.autosave.soon(team("Ada"), "typing")
    assert typing.states == [Kept.SOON]
    loop.goes_on(QUIET)
    assert typing.autosave.kept is Kept.ALL


def test_a_kernel_that_ends_keeps_first_what_waits(loop, typing, store):
    typing.autosave.soon(team("Ada"), "typing")
    keep_all()
    assert kept(store) == "Ada"


def test_one_page_that_cannot_keep_costs_no_other_its_words(loop, opens, store):
    def cannot(**_):
        raise RuntimeError

    broken, whole = Page(cannot), Page(opens)
    broken.autosave.soon(team("Bo"), "typing")
    whole.autosave.soon(team("Ada"), "typing")
    keep_all()
    assert kept(store) == "Ada"


def test_who_is_interrupted_while_saving_has_lost_nothing(loop, opens, store):
    interrupted = [True]

    def opened(**how):
        if interrupted:
            interrupted.clear()
            raise KeyboardInterrupt
        return opens(**how)

    page = Page(opened)
    page.autosave.soon(team("Ada"), "typing")
    with pytest.raises(KeyboardInterrupt):
        page.autosave.flush()
    keep_all()
    assert kept(store) == "Ada"


def test_a_store_that_is_away_for_a_moment_is_asked_again(loop, opens, store):
    away = [True, True]

    def opened(**how):
        if away:
            away.pop()
            raise StoreError("busy", path="x")
        return opens(**how)

    page = Page(opened)
    page.autosave.soon(team("Ada"), "typing")
    loop.goes_on(QUIET)
    assert (page.autosave.kept, kept(store)) == (Kept.NOT, None)
    loop.goes_on(autosave.AGAIN)
    loop.goes_on(autosave.AGAIN)
    assert (page.autosave.kept, kept(store)) == (Kept.ALL, "Ada")
    assert [error.code for error, _ in page.refused] == ["busy"]


def test_what_a_store_will_never_take_is_told_once(loop, store):
    def opened(**_):
        raise NotWritable("not_permitted", path="x")

    page = Page(opened)
    page.autosave.soon(team("Ada"), "typing")
    loop.goes_on(QUIET)
    assert [type(error) for error, _ in page.refused] == [NotWritable]
    assert (page.autosave.kept, loop.later) == (Kept.ALL, {})


def test_a_kernel_that_is_slow_keeps_it_as_soon_as_it_can(workspace, opens):
    """The loop of a page is held up by something else for as long as that takes."""
    file = workspace.folder("shop") / "client.db"
    go_on = threading.Event()

    async def held():
        page = Page(opens)
        page.autosave.soon(team("Ada"), "typing")
        go_on.wait(LONGEST + QUIET)
        saved = asyncio.get_running_loop().create_future()
        page.autosave._told = saved.set_result
        await asyncio.wait_for(saved, 30)

    asyncio.run(held())
    with closing(sqlite3.connect(file)) as database:
        (found,) = database.execute("SELECT value FROM versions WHERE kind = 'team'").fetchone()
    assert '"Ada"' in found


def test_refusals_are_of_coachkits_own_kind(typing):
    assert issubclass(NotWritable, CoachkitError)
    assert typing.autosave.conflicts == ()
