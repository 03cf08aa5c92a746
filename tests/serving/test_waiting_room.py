"""As many pages as there are places; who comes later waits in line and comes in by themselves."""

import asyncio
import json

import pytest

from coachkit.serving.visitors import Role, Visitor
from coachkit.serving.waiting import waiting_texts
from coachkit.serving.waiting_room import (
    CALLED,
    FORGOTTEN,
    LEAST,
    MOST,
    OF_A_LINK,
    PRESENT,
    Room,
    available_memory,
    places_for,
)
from tests.serving.conftest import PATIENCE

COACH = Visitor(Role.COACH)
ONE, TWO, THREE = (
    Visitor(Role.VIEWER, client=name, link=name, who=name) for name in ("one", "two", "three")
)


class House:
    """A room, the kernels in it, and a clock that is set by hand."""

    def __init__(self, places, **how):
        self.now, self.alive = 100.0, set()
        self.room = Room(places, alive=lambda: self.alive, clock=lambda: self.now, **how)
        self.started = 0

    def enter(self, visitor, token=""):
        self.started += 1
        kernel = f"{visitor.who or 'coach'}-{self.started}"
        entered = self.room.enter(visitor, kernel, token)
        if entered:
            self.alive.add(kernel)
            self.room.arrived(kernel)
        return kernel if entered else None

    def wait(self, visitor):
        self.now += 0.01
        return self.room.wait(visitor).token

    def stands(self, visitor, token):
        standing = self.room.ask(visitor, token)
        return standing.number, standing.may_come


@pytest.fixture
def house():
    return House(3)


def test_a_place_is_a_living_kernels(house):
    assert house.enter(ONE)
    first = house.enter(TWO)
    assert house.room.taken() == 2
    assert not house.enter(THREE)
    house.alive.remove(first)
    assert house.room.taken() == 1
    assert house.enter(THREE)


def test_a_kernel_that_starts_has_its_place_before_it_is_there():
    room = Room(1)
    assert room.enter(ONE, "k")
    assert not room.enter(TWO, "l")
    room.arrived("k")
    assert room.enter(TWO, "l")


def test_one_place_is_kept_for_the_coach(house):
    assert house.enter(ONE)
    assert house.enter(TWO)
    assert not house.enter(THREE)
    assert house.enter(COACH)
    assert not house.enter(COACH)


def test_the_coach_may_have_them_all(house):
    assert all(house.enter(COACH) for _ in range(3))
    assert not house.enter(COACH)


def test_first_come_first_served(house):
    kernels = [house.enter(COACH) for _ in range(3)]
    first, second = house.wait(ONE), house.wait(TWO)
    assert house.stands(ONE, first) == (1, False)
    assert house.stands(TWO, second) == (2, False)
    house.alive.discard(kernels[0])
    assert house.stands(TWO, second) == (2, False)
    assert not house.enter(THREE), "nobody comes in before those who wait"
    assert house.stands(ONE, first) == (1, True)
    assert house.enter(ONE, first)
    assert house.stands(TWO, second) == (1, False)


def test_the_coach_comes_before_those_who_came_earlier(house):
    kernels = [house.enter(COACH) for _ in range(3)]
    client, coach = house.wait(ONE), house.wait(COACH)
    house.alive.discard(kernels[0])
    assert house.stands(ONE, client) == (2, False)
    assert house.stands(COACH, coach) == (1, True)


def test_who_went_away_holds_nobody_up_and_is_forgotten(house):
    kernels = [house.enter(COACH) for _ in range(3)]
    gone = house.wait(ONE)
    house.now += PRESENT + 1
    here = house.wait(TWO)
    house.alive.discard(kernels[0])
    assert house.stands(TWO, here) == (1, True)
    house.now += FORGOTTEN + 1
    assert house.room.ask(ONE, gone) is None


def test_a_place_is_kept_for_who_was_called_but_not_for_ever(house):
    kernels = [house.enter(COACH) for _ in range(3)]
    called, after = house.wait(ONE), house.wait(TWO)
    house.alive.discard(kernels[0])
    assert house.stands(ONE, called) == (1, True)
    assert house.stands(TWO, after) == (2, False)
    house.now += CALLED + 1
    assert house.stands(TWO, after) == (1, True)


def test_one_link_takes_neither_all_places_nor_all_tickets():
    house = House(20)
    assert all(house.enter(ONE) for _ in range(OF_A_LINK))
    assert not house.enter(ONE)
    mine = [house.room.wait(ONE) for _ in range(OF_A_LINK + 1)]
    assert mine[-1] is None
    assert house.room.ask(ONE, mine[0].token).own_limit
    assert house.enter(TWO), "who waits for their own pages holds nobody up"


def test_anothers_ticket_is_none(house):
    for _ in range(3):
        house.enter(COACH)
    ticket = house.wait(ONE)
    assert house.room.ask(TWO, ticket) is None


def test_who_opens_a_page_again_comes_before_those_who_wait(house):
    kernels = [house.enter(COACH), house.enter(COACH), house.enter(ONE)]
    waiting, again = house.wait(TWO), house.wait(ONE)
    house.room.left(ONE)
    house.alive.discard(kernels[2])
    assert house.stands(TWO, waiting) == (2, False)
    assert house.stands(ONE, again) == (1, True)


def test_nobody_comes_in_where_the_server_ends(house):
    house.room.closing = True
    assert not house.enter(COACH)


def test_kernels_start_in_turn():
    async def start():
        room, at_once, most = Room(9, at_once=2), 0, 0

        async def one(name):
            nonlocal at_once, most
            async with room.starting(name):
                at_once += 1
                most = max(most, at_once)
                await asyncio.sleep(0)
                at_once -= 1

        await asyncio.gather(*(one(str(n)) for n in range(9)))
        return most

    assert asyncio.run(start()) == 2


def test_places_by_memory(tmp_path):
    said = tmp_path / "meminfo"
    said.write_text("MemTotal: 8000000 kB\nMemAvailable: 1536000 kB\n")
    assert places_for(available_memory(said)) == 9
    said.write_text("MemTotal: 8000000 kB\nMemAvailable: 4000000 kB\n")
    assert places_for(available_memory(said)) == MOST
    assert places_for(10**12) == MOST
    assert places_for(1) == LEAST
    assert places_for(available_memory(tmp_path / "none")) == MOST


@pytest.mark.parametrize("language", ["sv", "fi"])
def test_the_number_is_filled_in(language):
    assert "{number}" in waiting_texts(language)["number"]


@pytest.fixture(scope="module")
def narrow(serving):
    return serving(variables={"COACHKIT_TEST_HOW": json.dumps({"places": 2})})


def test_the_third_waits_and_comes_in_by_itself(narrow, visit):
    first = visit().open(narrow.page())
    visit().open(narrow.page())
    third = visit()
    answer = third.page.goto(narrow.page())
    assert answer.status == 503
    assert int(answer.headers["retry-after"]) > 0
    words = waiting_texts("en")
    assert third.page.locator("h1").inner_text() == words["full"]
    assert third.page.locator("#ck-said").inner_text() == words["number"].format(number=1)
    assert third.page.locator(".ck-waiting-client").inner_text() == "Järven ystävät ry"
    assert third.wrong_at_any_size() == []
    first.close()
    third.page.wait_for_selector("body.ck-shown", timeout=PATIENCE * 1000)
    assert third.hosts() == {narrow.url.split("/")[2]}


def test_who_opens_a_page_again_where_it_is_full_has_it_again(narrow, visit):
    visits = [visit().open(narrow.page()) for _ in range(2)]
    visits[0].page.reload()
    visits[0].page.wait_for_selector("body.ck-shown", timeout=PATIENCE * 1000)
