"""The end of a server, in order: nobody comes in, every page keeps what was typed, then all ends.

Pages that are open are told by their lines, show that they wait, and come back by themselves to
the server that comes after this one. A second signal ends all at once.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from coachkit.serving.settling import keep

if TYPE_CHECKING:
    from coachkit.serving.lines import Lines
    from coachkit.serving.waiting_room import Room

TO_KEEP: Final = 6.0
"""Seconds that kernels get to keep what waits."""

TO_END: Final = 4.0
"""Seconds that they get to end by themselves after that."""

RETRY_AFTER: Final = 5
"""Seconds after which it is worth knocking again."""

_TWO: Final = 0.5

log = logging.getLogger("coachkit.serving")


@dataclass
class Ending:
    """Told of each signal. ``asked``: it is time to end; ``at_once``: without more ado.

    Two signals in half a second are one: a terminal that closes sends several.
    """

    clock: Callable[[], float] = time.monotonic
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    at_once: asyncio.Event = field(default_factory=asyncio.Event)
    _since: float = 0.0

    def signal(self) -> None:
        """Somebody wants an end."""
        if not self.asked.is_set():
            self._since = self.clock()
            self.asked.set()
        elif self.clock() - self._since > _TWO:
            self.at_once.set()

    async def drain(self, kernels: Any, lines: "Lines", room: "Room") -> None:
        """End every page in order, within ten seconds; the second signal cuts it short."""
        room.closing = True
        managers = [kernels.get_kernel(one) for one in kernels.list_kernel_ids() if one in kernels]
        drained = asyncio.create_task(_drained(kernels, lines))
        hurried = asyncio.create_task(self.at_once.wait())
        await asyncio.wait({drained, hurried}, return_when=asyncio.FIRST_COMPLETED)
        for task in (drained, hurried):
            task.cancel()
        await asyncio.gather(drained, hurried, return_exceptions=True)
        lines.close_all()
        await asyncio.gather(*map(_killed, managers), return_exceptions=True)


async def _drained(kernels: Any, lines: "Lines") -> None:
    alive = [one for one in kernels.list_kernel_ids() if one in kernels]
    # What is about to end keeps what waits by itself: asked once more, it would not answer.
    keeps = [keep(kernels.get_kernel(one), TO_KEEP) for one in alive if not kernels.ends(one)]
    await asyncio.gather(*keeps, return_exceptions=True)
    lines.close_all()
    try:
        async with asyncio.timeout(TO_END):
            await asyncio.gather(*(kernels.end(one, keeps=False) for one in alive))
            # and those that were still starting
            await kernels.shutdown_all()
    except (TimeoutError, RuntimeError):
        log.warning("some kernels did not end by themselves")


async def _killed(kernel: Any) -> None:
    """What is still there after all that ends by force; a stopped process hears nothing else."""
    provisioner = kernel.provisioner
    if provisioner is not None and provisioner.has_process:
        await provisioner.kill()
        await provisioner.wait()
