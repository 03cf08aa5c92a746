"""Pages at the ready: whoever opens a dashboard again need not wait until its notebook has run.

Once a dashboard is there, its notebook runs again, for the next visit by the same key. That visit
is given it if nothing of the client's, nor the client's day, has changed since; otherwise it ends,
and the page is made anew. A few pages are kept so, the ones opened last; none where places are
short.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from coachkit.model.errors import CoachkitError
from coachkit.serving.settling import Pages, settle
from coachkit.serving.visitors import Visitor
from coachkit.serving.waiting_room import Room

if TYPE_CHECKING:
    from coachkit.serving.live import Run
    from coachkit.store.workspace import Workspace

MOST: Final = 2
"""Pages at the ready, if nothing else is said."""

KEPT: Final = frozenset({"dashboard"})
"""The pages that are worth it: they are opened from a link, looked at and closed."""

AFTER: Final = 3.0
"""Seconds after a page was sent: its browser draws, and its kernel answers first."""

_LOOKS_AS: Final = "server"

log = logging.getLogger("coachkit.serving")


@dataclass(frozen=True)
class Wanted:
    """A page as one visitor sees it."""

    notebook: Path
    slug: str
    visitor: Visitor


@dataclass(frozen=True)
class Mark:
    """What a page was made from: another one, and the page is another.

    ``event``: the last of the client's; ``day``: today, where the client is.
    """

    written_ns: int
    event: int
    day: date


@dataclass
class AtTheReady:
    """The pages that wait for their next visit.

    ``kernels``: the server's kernel manager; ``most``: pages that are kept, 0 for none; ``now``:
    the moment, with its zone.
    """

    kernels: Any
    workspace: "Workspace"
    room: Room
    pages: Pages
    now: Callable[[], datetime]
    most: int = MOST
    after: float = AFTER
    _there: "dict[Wanted, tuple[Mark, Run]]" = field(default_factory=dict)
    _making: asyncio.Task[None] | None = None

    async def take(self, wanted: Wanted) -> "Run | None":
        """The page that was made for that visit, if it would be the same now."""
        if wanted not in self._there:
            return None
        await settle(self.kernels, self.pages.of(wanted.slug, self.kernels))
        mark = await self._mark(wanted)
        # While that was looked up, another visit may have taken it.
        made, run = self._there.pop(wanted, (None, None))
        if run is None:
            return None
        self.kernels.spare(run.kernel_id, spared=False)
        if made == mark and run.kernel_id in self.kernels:
            return run
        await run.end()
        return None

    def soon(self, wanted: Wanted, make: "Callable[[], Run]") -> None:
        """Make it for the next visit, in a while; one at a time, so that visits come first."""
        if self.most and wanted.notebook.stem in KEPT and self._making is None:
            self._making = asyncio.create_task(self._make(wanted, make))
            self._making.add_done_callback(self._made)

    def stop(self) -> None:
        """Make no more."""
        self.most = 0
        if self._making is not None:
            self._making.cancel()

    async def _make(self, wanted: Wanted, make: "Callable[[], Run]") -> None:
        await asyncio.sleep(self.after)
        if wanted in self._there or not self._is_room():
            return
        mark = await self._mark(wanted)
        if mark is None:
            return
        run = make()
        self.kernels.spare(run.kernel_id)
        try:
            await run.ahead()
        except BaseException:
            await self._drop(run)
            raise
        if run.failed:
            await self._drop(run)
            return
        self._there[wanted] = (mark, run)
        while len(self._there) > self.most:
            await self._drop(self._there.pop(next(iter(self._there)))[1])

    def _is_room(self) -> bool:
        """Half of the places are free: nobody is going to wait because of it."""
        return not self.room.closing and 2 * (self.room.taken() + self.most) <= self.room.places

    async def _drop(self, run: "Run") -> None:
        self.kernels.spare(run.kernel_id, spared=False)
        await run.end()

    async def _mark(self, wanted: Wanted) -> Mark | None:
        """``None`` where the client cannot be read: then nothing is kept of its pages."""
        try:
            return await asyncio.get_running_loop().run_in_executor(None, self._look, wanted)
        except (CoachkitError, OSError) as refused:
            log.info("no page is kept at the ready: %s", refused)
            return None

    def _look(self, wanted: Wanted) -> Mark:
        opened = partial(self.workspace.open_client, wanted.slug, now=self.now, who=_LOOKS_AS)
        with opened(read_only=True) as store:
            zone = ZoneInfo(store.client.time_zone)
            written = wanted.notebook.stat().st_mtime_ns
            return Mark(written, store.last_event(), self.now().astimezone(zone).date())

    def _made(self, making: asyncio.Task[None]) -> None:
        self._making = None
        if not making.cancelled() and (failed := making.exception()) is not None:
            log.error("a page could not be made ready", exc_info=failed)
