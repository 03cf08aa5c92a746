"""What is looked at again and again while the server runs; one look that fails is not the last."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import NoReturn

from coachkit.model.errors import CoachkitError

log = logging.getLogger("coachkit.serving")


async def watch(look: Callable[[], Awaitable[None]], every: float) -> NoReturn:
    """Look, every so many seconds, until this is cancelled.

    Whose doors are closed and whose pages are left must be seen also after a fault: it is logged,
    and the next look comes as ever.
    """
    while True:
        await asyncio.sleep(every)
        try:
            await look()
        except CoachkitError as refused:
            # a file that cannot be read, mostly; each page says so itself
            log.error("a look at the pages failed: %s", refused)  # noqa: TRY400 - said whole
        except Exception:
            log.exception("a look at the pages failed")
