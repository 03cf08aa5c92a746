"""What others save while a page is open is heard of, cheaply, and only what it follows."""

import asyncio
import time
from statistics import median

import pytest

from coachkit.model.errors import StoreError
from coachkit.model.goals import Goals
from coachkit.model.people import Person, Team
from coachkit.sessions import following
from coachkit.sessions.following import Following
from coachkit.sessions.importing import import_file
from coachkit.sessions.opening import now
from tests.sessions.conftest import OCTOBER, posts

ADA = Team(people=(Person(name="Ada", hours_a_week=1),))


@pytest.fixture
def opens(workspace):
    return lambda **how: workspace.open_client("shop", now=now, who="page", **how)


def test_what_was_there_before_is_no_news(opens, store):
    store.save(ADA, based_on=None, because="x")
    heard = []
    Following(opens, [Team], heard.append).look()
    assert heard == []


def test_it_says_who_saved_what_and_only_the_newest(opens, store):
    heard = []
    followed = Following(opens, [Team], heard.append)
    saved = store.save(ADA, based_on=None, because="x")
    saved = store.save(ADA.changed(people=()), based_on=saved.revision, because="y")
    store.save(Goals(), based_on=None, because="not followed")
    followed.look()
    ((news,),) = heard
    assert (news.kind, news.revision, news.who, news.at) == (Team, 2, "test", saved.saved_at)
    followed.look()
    assert len(heard) == 1


def test_files_that_came_in_are_news_where_that_is_asked_for(opens, store, put):
    with_files, without = [], []
    both = (
        Following(opens, [], with_files.append, imports=True),
        Following(opens, [], without.append),
    )
    import_file(store, put(OCTOBER, posts(1, 2)))
    for one in both:
        one.look()
    assert [news.kind for news in with_files[0]] == [None]
    assert without == []


def test_what_a_page_did_itself_can_be_passed_over(opens, store):
    heard = []
    followed = Following(opens, [Team], heard.append)
    store.save(ADA, based_on=None, because="x")
    followed.pass_over()
    followed.look()
    assert heard == []


def test_a_page_hears_of_it_by_itself_although_the_store_was_away(opens, store, monkeypatch):
    monkeypatch.setattr(following, "FIRST", 0.0)
    monkeypatch.setattr(following, "EVERY", 0.0)
    monkeypatch.setattr(following, "PATIENCE", 0.0)
    away = []

    def opened(**how):
        if away and away.pop():
            raise StoreError("busy", path="x")
        return opens(**how)

    async def page():
        heard = asyncio.get_running_loop().create_future()
        followed = Following(opened, [Team], heard.set_result)
        followed._let_go()
        away.append(True)
        store.save(ADA, based_on=None, because="x")
        news = await asyncio.wait_for(heard, 30)
        followed.stop()
        return news

    (news,) = asyncio.run(page())
    assert news.kind is Team


def test_a_look_is_cheap_while_nothing_happens(opens, store):
    async def looks():
        followed = Following(opens, [Team], lambda _: None)
        followed.look()
        spent = []
        for _ in range(200):
            begun = time.process_time()
            followed.look()
            spent.append(time.process_time() - begun)
        followed.stop()
        return median(spent)

    # A millisecond is what a page may take of a second; processor time, so that others may work.
    assert asyncio.run(looks()) < 0.001
