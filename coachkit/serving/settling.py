"""Nothing typed is lost with its page: what a kernel still has to keep is kept before it ends.

A page says goodbye on the channel that controls its kernel, and so overtakes what was typed a
moment before and lies in the other one. A kernel is therefore first asked, in the same queue as
the keystrokes, to keep what waits. A page that is opened waits for that as long as it is given.
"""

import asyncio
import logging
from collections.abc import Iterable
from datetime import UTC, datetime
from queue import Empty
from typing import Any, Final

from jupyter_core.utils import ensure_async

log = logging.getLogger("coachkit.serving")

PATIENCE: Final = 2.0
"""Seconds that a page which is opened waits for those that were just left."""

GOODBYE: Final = 5.0
"""Seconds that a kernel gets to hear the last keystrokes before it is asked to end."""

LATELY: Final = 3.0
"""Seconds after which a kernel that was told nothing has nothing left to keep."""

_KEEP: Final = """
import sys
_keeps = sys.modules.get("coachkit.sessions.autosave")
if _keeps is not None:
    _keeps.keep_all()
del _keeps
"""


async def keep(kernel: Any, patience: float) -> bool:
    """Ask a kernel to keep what waits, after all that it was told before; whether it has."""
    client = kernel.client()
    try:
        client.start_channels(iopub=False, stdin=False, hb=False, control=False)
        asked = client.execute(_KEEP, silent=True, store_history=False)
        async with asyncio.timeout(patience):
            while True:
                answer = await ensure_async(client.get_shell_msg(timeout=patience))
                if answer["parent_header"].get("msg_id") == asked:
                    return bool(answer["content"]["status"] == "ok")
    except (TimeoutError, Empty, RuntimeError, OSError):
        return False
    finally:
        client.stop_channels()


async def settle(kernels: Any, among: Iterable[str]) -> None:
    """Wait until the pages of those kernels have kept what was typed on them; not for ever."""
    active = [kernel for one in among if (kernel := _active(kernels, one)) is not None]
    if active:
        await asyncio.gather(*(keep(kernel, PATIENCE) for kernel in active))


def _active(kernels: Any, kernel_id: str) -> Any:
    """The kernel, if it was told anything that it may not have kept yet."""
    if kernel_id not in kernels:
        return None
    kernel = kernels.get_kernel(kernel_id)
    quiet = (datetime.now(UTC) - kernel.last_activity).total_seconds() > LATELY
    busy = getattr(kernel, "execution_state", "idle") != "idle"
    return kernel if busy or not quiet else None


class Pages:
    """Which kernels run the pages of which client, once their pages are drawn."""

    def __init__(self) -> None:
        self._of: dict[str, str] = {}

    def drawn(self, kernel_id: str, slug: str) -> None:
        """That page of that client can be typed on from now on."""
        self._of[kernel_id] = slug

    def is_drawn(self, kernel_id: str) -> bool:
        """Whether anything can have been typed on its page."""
        return kernel_id in self._of

    def of(self, slug: str, kernels: Any) -> tuple[str, ...]:
        """The kernels of that client's pages; those that are gone are forgotten."""
        for kernel_id in [one for one in self._of if one not in kernels]:
            del self._of[kernel_id]
        return tuple(one for one, owner in self._of.items() if owner == slug)
