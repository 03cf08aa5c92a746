"""Whoever opens a dashboard again is given one that has run already, if it would be the same."""

import asyncio
import json
import time
from datetime import UTC, datetime, timedelta

import pytest

from coachkit.model.goals import Goals
from coachkit.serving.at_the_ready import AtTheReady, Wanted
from coachkit.serving.kernels import PrivateKernels
from coachkit.serving.settling import Pages
from coachkit.serving.visitors import Role, Visitor
from coachkit.serving.waiting_room import Room
from coachkit.sessions.opening import now
from tests.serving.conftest import PARAMETERS, PATIENCE, make_notebook, make_workspace

BOSS = Visitor(Role.VIEWER, client="jarvi", link="1a2b3c4d", who="boss")


class Kernels(dict):
    """The kernels there are. ``spared``: those that stay although nobody is connected."""

    def __init__(self):
        super().__init__()
        self.spared = set()

    def spare(self, kernel_id, *, spared=True):
        (self.spared.add if spared else self.spared.discard)(kernel_id)


class Page:
    """A run of a notebook; ``failed`` as its notebook fails."""

    def __init__(self, kernels, number, *, failed=False):
        self.kernels, self.kernel_id, self.failed = kernels, f"kernel-{number}", failed

    async def ahead(self):
        self.kernels[self.kernel_id] = None

    async def end(self):
        self.kernels.pop(self.kernel_id, None)


class House:
    """A workspace, its kernels, and a clock that is set by hand."""

    def __init__(self, folder, places=30, most=2):
        self.workspace, self.kernels = make_workspace(folder), Kernels()
        self.now = now()
        self.room = Room(places, alive=lambda: self.kernels)
        self.made = 0
        self.ready = AtTheReady(
            self.kernels, self.workspace, self.room, Pages(), lambda: self.now, most, after=0
        )
        self.notebook = make_notebook(folder / "dashboard.ipynb", (PARAMETERS,))

    def wanted(self, slug="jarvi", visitor=BOSS):
        return Wanted(self.notebook, slug, visitor)

    async def shown(self, wanted, **how):
        """A page was sent; what is made after it is there."""

        def make():
            self.made += 1
            return Page(self.kernels, self.made, **how)

        self.ready.soon(wanted, make)
        if self.ready._making is not None:
            await asyncio.gather(self.ready._making)


@pytest.fixture
def house(tmp_path):
    return House(tmp_path)


def test_the_next_visit_is_given_the_page_once(house):
    async def visits():
        wanted = house.wanted()
        assert await house.ready.take(wanted) is None
        await house.shown(wanted)
        assert house.kernels.spared == {"kernel-1"}
        run = await house.ready.take(wanted)
        assert run.kernel_id == "kernel-1"
        assert not house.kernels.spared
        assert await house.ready.take(wanted) is None
        assert set(house.kernels) == {"kernel-1"}

    asyncio.run(visits())


def test_nobody_is_given_what_was_made_for_somebody_else(house):
    async def visits():
        await house.shown(house.wanted())
        for visitor in (
            Visitor(Role.COACH),
            Visitor(Role.VIEWER, client="jarvi", link="5e6f7a8b", who="boss"),
            Visitor(Role.MANAGER, client="jarvi", link="1a2b3c4d", who="boss"),
        ):
            assert await house.ready.take(house.wanted(visitor=visitor)) is None

    asyncio.run(visits())


def _save(house):
    with house.workspace.open_client("jarvi", now=now, who="coach") as store:
        store.save(Goals(), based_on=None, because="a goal")


def _wait_a_day(house):
    house.now += timedelta(days=1)


def _rewrite(house):
    house.notebook.write_text(house.notebook.read_text() + "\n")


def _lose(house):
    house.kernels.clear()


@pytest.mark.parametrize("happens", [_save, _wait_a_day, _rewrite, _lose])
def test_a_page_that_would_be_another_now_is_made_anew(house, happens):
    async def visits():
        await house.shown(house.wanted())
        happens(house)
        assert await house.ready.take(house.wanted()) is None
        assert not house.kernels
        assert not house.kernels.spared

    asyncio.run(visits())


def test_the_day_is_the_clients(house):
    async def visits():
        # in Helsinki it is the next day half an hour later
        house.now = datetime(2026, 10, 31, 21, 45, tzinfo=UTC)
        await house.shown(house.wanted())
        house.now += timedelta(minutes=30)
        assert await house.ready.take(house.wanted()) is None

    asyncio.run(visits())


def test_the_pages_opened_last_are_kept(house):
    async def visits():
        coach = [house.wanted(visitor=Visitor(Role.COACH, who=name)) for name in "abc"]
        for wanted in coach:
            await house.shown(wanted)
        assert set(house.kernels) == house.kernels.spared == {"kernel-2", "kernel-3"}
        assert await house.ready.take(coach[0]) is None

    asyncio.run(visits())


@pytest.mark.parametrize(("places", "most"), [(3, 2), (30, 0)])
def test_none_is_kept_where_places_are_short_or_nobody_wants_it(tmp_path, places, most):
    house = House(tmp_path, places, most)
    asyncio.run(house.shown(house.wanted()))
    assert house.made == 0


def test_neither_a_page_that_failed_nor_another_page_is_kept(house):
    async def visits():
        await house.shown(house.wanted(), failed=True)
        assert not house.kernels
        assert not house.kernels.spared
        plan = Wanted(house.notebook.with_name("plan.ipynb"), "jarvi", BOSS)
        await house.shown(plan)
        assert house.made == 1

    asyncio.run(visits())


def test_a_kernel_at_the_ready_is_not_taken_for_forgotten(monkeypatch):
    kernels, culled = PrivateKernels(), []

    async def cull(_, kernel_id):
        culled.append(kernel_id)

    monkeypatch.setattr(PrivateKernels.__mro__[1], "cull_kernel_if_idle", cull, raising=False)
    kernels.spare("one")
    for kernel_id in ("one", "two"):
        asyncio.run(kernels.cull_kernel_if_idle(kernel_id))
    kernels.spare("one", spared=False)
    asyncio.run(kernels.cull_kernel_if_idle("one"))
    assert culled == ["two", "one"]


SHOWS_ITS_KERNEL = (
    PARAMETERS,
    """
import os

import ipywidgets as widgets

number = widgets.Text(description="Kernel", value=str(os.getpid()))
pressed = widgets.Button(description="Press")
pressed.on_click(lambda _: setattr(number, "value", number.value + " pressed"))
widgets.VBox([number, pressed])
""",
)


def test_a_page_that_was_ready_works_like_any_other(serving, visit, tmp_path):
    notebook = make_notebook(tmp_path / "dashboard.ipynb", SHOWS_ITS_KERNEL)
    how = {"COACHKIT_TEST_HOW": json.dumps({"at_the_ready": 1})}
    server = serving(notebooks=[notebook], variables=how)
    known: set[int] = set()
    for _ in range(4):
        visited = visit().open(server.page("jarvi", "dashboard"))
        number = visited.page.get_by_label("Kernel")
        shown = int(number.input_value())
        if shown in known:
            break
        visited.page.close(run_before_unload=True)
        known = _kernels_besides(server, shown)
    assert shown in known
    visited.page.get_by_role("button", name="Press").click()
    visited.page.wait_for_function(
        "() => document.querySelector('input[type=text]').value.endsWith(' pressed')"
    )
    assert visited.complaints == []


def _kernels_besides(server, number):
    """The kernels there are once the page that was left has gone and the next one is there."""
    for _ in range(int(PATIENCE / 0.1)):
        found = {process.pid for process in server.kernels()}
        if found and number not in found:
            return found
        time.sleep(0.1)
    return pytest.fail("no page was made ready")
