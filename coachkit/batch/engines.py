"""Where jobs run: on this machine, several at once; or wherever another engine takes them."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Protocol

from coachkit.batch.planning import Job, Outcome
from coachkit.batch.running import run_job

Heard = Callable[[Outcome], None]
"""Is told of each outcome as it comes, from the thread that called ``run``."""


class Engine(Protocol):
    """Runs jobs, each with :func:`coachkit.batch.running.run_job`, in whatever process.

    ``on_done`` hears of every job exactly once, in any order. A job that fails is an outcome, too;
    what an engine raises is a fault of the engine's own, or :class:`KeyboardInterrupt`.
    """

    def run(self, jobs: Sequence[Job], *, on_done: Heard) -> None:
        """Run them all and come back when the last is done."""
        ...  # pragma: no cover


class LocalEngine:
    """This machine: ``workers`` notebooks at once, each in a kernel of its own.

    While one run's kernel begins, or its files are written, another's cells have its turn: one
    more run is always on its way.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def run(self, jobs: Sequence[Job], *, on_done: Heard) -> None:
        """Run them all; after an interrupt, what has begun is waited for and the rest is left."""
        turns = threading.Semaphore(self._workers)
        with ThreadPoolExecutor(self._workers + 1, thread_name_prefix="batch") as pool:
            waiting = [pool.submit(run_job, job, turns) for job in jobs]
            try:
                for done in as_completed(waiting):
                    waiting.remove(done)
                    on_done(done.result())
            except KeyboardInterrupt:
                for begun in [one for one in waiting if not one.cancel()]:
                    on_done(begun.result())
                raise
            except BaseException:
                for one in waiting:
                    one.cancel()
                raise
