"""Works a plan out beside the page: in a thread of its own, with how far it has come."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final, Generic, TypeVar

from coachkit.model.errors import CoachkitError
from coachkit.planning.progress import PlanStage, Progress
from coachkit.sessions.autosave import running_loop

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

Told = Callable[[PlanStage | None, int, int], None]
"""Hears which step begins, and how much of it is done; with no step, that all is done."""

_REMEMBERED: Final = 6


class Solving(Generic[K, T]):
    """One question at a time: a newer one takes the place of the older, whose answer is let go.

    Inside a running event loop (a page) ``find`` runs in a thread; outside one (a test, a script)
    at once. What was found before is there at once. ``find`` must not touch the page.
    """

    def __init__(
        self,
        find: Callable[[K, Progress], T],
        told: Told,
        refused: Callable[[CoachkitError], None],
    ) -> None:
        self._find, self._told, self._refused = find, told, refused
        self._known: OrderedDict[K, T] = OrderedDict()
        self._number = 0
        self._job: asyncio.Task[None] | None = None
        self.busy = False

    def ask(self, of: K, found: Callable[[T], None]) -> None:
        """``found`` hears the answer, now or soon."""
        self.forget()
        loop = running_loop()
        if of in self._known:
            found(self._known[of])
        elif loop is None:
            self._finish(self._number, of, lambda: self._find(of, lambda *_: None), found)
        else:
            self.busy = True
            self._told(PlanStage.ROTA, 0, 1)
            self._job = loop.create_task(self._beside(loop, self._number, of, found))

    def forget(self) -> None:
        """Nobody waits for what is being worked out any longer."""
        self._number += 1
        if self.busy:
            self.busy = False
            self._told(None, 0, 1)

    async def _beside(
        self, loop: asyncio.AbstractEventLoop, number: int, of: K, found: Callable[[T], None]
    ) -> None:
        def progress(stage: PlanStage, done: int, all_: int) -> None:
            loop.call_soon_threadsafe(self._tell, number, stage, done, all_)

        job = loop.run_in_executor(None, self._find, of, progress)
        await asyncio.wait([job])
        self._finish(number, of, job.result, found)

    def _tell(self, number: int, stage: PlanStage, done: int, of: int) -> None:
        if number == self._number and self.busy:
            self._told(stage, done, of)

    def _finish(
        self, number: int, of: K, answer: Callable[[], T], found: Callable[[T], None]
    ) -> None:
        try:
            made = answer()
        except CoachkitError as error:
            if number == self._number:
                self._done()
                self._refused(error)
            return
        except Exception:
            if number == self._number:
                self._done()
            raise
        self._known[of] = made
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        if number == self._number:
            self._done()
            found(made)

    def _done(self) -> None:
        if self.busy:
            self.busy = False
            self._told(None, 0, 1)
