"""A kernel is asked to keep what waits before it ends, behind all it was told; not for ever."""

import asyncio
from datetime import UTC, datetime, timedelta
from queue import Empty

import pytest

from coachkit.serving import settling
from coachkit.serving.settling import Pages, keep, settle


class Kernel:
    """A kernel that answers, or does not. ``asked``: what it was asked to run."""

    def __init__(self, *, answers=True, state="idle", quiet=0.0):
        self.answers, self.asked, self.stopped = answers, [], False
        self.execution_state = state
        self.last_activity = datetime.now(UTC) - timedelta(seconds=quiet)

    def client(self):
        return Client(self)


class Client:
    def __init__(self, kernel):
        self.kernel = kernel

    def start_channels(self, **_):
        pass

    def stop_channels(self):
        self.kernel.stopped = True

    def execute(self, code, **how):
        assert how == {"silent": True, "store_history": False}
        self.kernel.asked.append(code)
        return "number"

    async def get_shell_msg(self, timeout):  # noqa: ASYNC109 - Jupyter's name
        if not self.kernel.answers:
            raise Empty
        return {"parent_header": {"msg_id": "number"}, "content": {"status": "ok"}}


class Kernels(dict):
    get_kernel = dict.__getitem__


@pytest.mark.parametrize("answers", [True, False])
def test_a_kernel_is_asked_and_let_go_of_whether_it_answers_or_not(answers):
    kernel = Kernel(answers=answers)
    assert asyncio.run(keep(kernel, 5)) is answers
    assert "keep_all()" in kernel.asked[0]
    assert kernel.stopped


def test_only_pages_that_may_have_something_left_to_keep_are_asked():
    kernels = Kernels(
        typed=Kernel(),
        busy=Kernel(state="busy", quiet=60),
        quiet=Kernel(quiet=settling.LATELY + 1),
    )
    asyncio.run(settle(kernels, ["typed", "busy", "quiet", "gone"]))
    assert {name for name, kernel in kernels.items() if kernel.asked} == {"typed", "busy"}


def test_pages_are_known_by_their_client_for_as_long_as_there_is_a_kernel():
    pages = Pages()
    pages.drawn("one", "jarvi")
    pages.drawn("two", "jarvi")
    pages.drawn("three", "nord")
    assert pages.of("jarvi", {"one", "three"}) == ("one",)
    assert [pages.is_drawn(one) for one in ("one", "two", "three")] == [True, False, True]
