"""No kernel outlives its page for long, also where the page could not say goodbye.

A page that nobody opened a line from was fetched by a program, or closed while it loaded. One
whose browser closed the line as it went away need not have come to its goodbye. A page in a tab
that is forgotten is asked to rest after some hours: it opens itself again when somebody looks.
What lost its line otherwise is Jupyter's own to cull.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

EVERY: Final = 5.0
"""Seconds between two looks."""

UNOPENED: Final = 45.0
"""Seconds from a page's last word until its line has to be open."""

LEFT: Final = 10.0
"""Seconds from a browser's leave until the kernel ends, unless a line is open to it again."""

ASLEEP: Final = timedelta(hours=8)
"""How long a page may lie open without a word until its kernel is ended."""

log = logging.getLogger("coachkit.serving")


@dataclass
class Idle:
    """Until when somebody has to talk with which kernel. ``clock``: seconds."""

    clock: Callable[[], float] = time.monotonic
    _due: dict[str, float] = field(default_factory=dict)

    def sent(self, kernel_id: str) -> None:
        """All of that page is on its way: its line has to open now."""
        self._due[kernel_id] = self.clock() + UNOPENED

    def left(self, kernel_id: str) -> None:
        """The browser went away, and nobody else talks with that kernel."""
        self._due[kernel_id] = self.clock() + LEFT

    def opened(self, kernel_id: str) -> None:
        """Somebody talks with that kernel."""
        self._due.pop(kernel_id, None)

    def unopened(self) -> tuple[str, ...]:
        """The pages that nobody has opened a line from in time."""
        now = self.clock()
        return tuple(one for one, due in self._due.items() if now > due)

    async def look(self, kernels: Any) -> None:
        """End what nobody looks at."""
        unopened = self.unopened()
        for kernel_id in unopened:
            self.opened(kernel_id)
        alive = [one for one in kernels.list_kernel_ids() if one in kernels]
        over = {*unopened, *(one for one in alive if _is_asleep(kernels.get_kernel(one)))}
        ends = [kernels.end(kernel_id) for kernel_id in alive if kernel_id in over]
        for ended in await asyncio.gather(*ends, return_exceptions=True):
            if isinstance(ended, Exception):
                log.error("a kernel could not be ended", exc_info=ended)


def _is_asleep(kernel: Any) -> bool:
    return bool(datetime.now(UTC) - kernel.last_activity > ASLEEP)
