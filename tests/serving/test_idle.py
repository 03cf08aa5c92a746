"""No kernel outlives its page for long."""

import asyncio
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import psutil
import pytest

from coachkit.model.errors import InvalidValue
from coachkit.serving.idle import ASLEEP, LEFT, UNOPENED, Idle
from coachkit.serving.kernels import OwnKernel
from coachkit.serving.watching import watch
from tests.serving.conftest import PATIENCE


class Kernels(dict):
    """Kernels that know when they were last heard of."""

    def list_kernel_ids(self):
        return list(self)

    def get_kernel(self, kernel_id):
        return self[kernel_id]

    async def end(self, kernel_id):
        if kernel_id in self:
            self.pop(kernel_id).kept = True


@pytest.fixture
def kernels():
    now = datetime.now(UTC)
    return Kernels(
        {
            "talking": SimpleNamespace(last_activity=now, kept=False),
            "fetched": SimpleNamespace(last_activity=now, kept=False),
            "asleep": SimpleNamespace(last_activity=now - ASLEEP - timedelta(hours=1), kept=False),
        }
    )


def test_what_nobody_looks_at_keeps_what_waits_and_ends(kernels):
    now = [0.0]
    idle = Idle(lambda: now[0])
    idle.sent("talking")
    idle.sent("fetched")
    idle.opened("talking")
    asleep = kernels["asleep"]
    asyncio.run(idle.look(kernels))
    assert set(kernels) == {"talking", "fetched"}
    assert asleep.kept
    now[0] = UNOPENED + 1
    fetched = kernels["fetched"]
    asyncio.run(idle.look(kernels))
    assert set(kernels) == {"talking"}
    assert fetched.kept
    assert idle.unopened() == ()


def test_who_went_away_has_a_moment_to_come_back(kernels):
    now = [0.0]
    idle = Idle(lambda: now[0])
    for one in ("talking", "fetched"):
        idle.left(one)
    now[0] = LEFT - 1
    assert idle.unopened() == ()
    idle.opened("talking")
    now[0] = LEFT + 1
    assert idle.unopened() == ("fetched",)


def test_a_tab_whose_goodbye_is_lost_frees_its_kernel(serving, visit):
    server, visited = serving(), visit()
    visited.page.add_init_script("navigator.sendBeacon = () => true")
    visited.open(server.page())
    assert server.kernels()
    visited.close()
    left = server.kernels()
    psutil.wait_procs(left, timeout=PATIENCE)
    assert server.kernels() == []


def test_a_kernel_that_is_gone_already_is_no_trouble(kernels):
    now = [0.0]
    idle = Idle(lambda: now[0])
    idle.sent("nobody")
    now[0] = UNOPENED + 1
    asyncio.run(idle.look(kernels))
    assert idle.unopened() == ()


def test_a_kernel_that_has_not_begun_yet_stops_nobody_from_looking(kernels, tmp_path):
    kernels["beginning"] = OwnKernel(connection_file=str(tmp_path / "kernel-beginning.json"))
    asyncio.run(Idle().look(kernels))
    assert set(kernels) == {"talking", "fetched", "beginning"}


def test_a_look_that_fails_is_not_the_last(caplog):
    looks = []

    async def look():
        looks.append(True)
        if len(looks) == 1:
            raise ValueError("broken")
        if len(looks) == 2:
            raise InvalidValue("unreadable", "doors")
        asyncio.current_task().cancel()

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(watch(look, 0))
    assert len(looks) == 3
    assert [bool(record.exc_info) for record in caplog.records] == [True, False]
