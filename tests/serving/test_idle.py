"""No kernel outlives its page for long."""

import asyncio
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from coachkit.serving.idle import ASLEEP, UNOPENED, Idle


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


def test_a_kernel_that_is_gone_already_is_no_trouble(kernels):
    now = [0.0]
    idle = Idle(lambda: now[0])
    idle.sent("nobody")
    now[0] = UNOPENED + 1
    asyncio.run(idle.look(kernels))
    assert idle.unopened() == ()
