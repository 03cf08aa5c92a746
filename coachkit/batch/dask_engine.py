"""Many machines: runs go to the workers of a Dask scheduler, which are told of each by a value.

Dask is asked for by name and imported only then. A worker has this coachkit, sees the workspace
under the same path, and has the database's address in its own environment: neither passwords nor
clients' data go over the line, only jobs and what became of them.
"""

import logging
import os
import queue
import secrets
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from coachkit import __version__
from coachkit.batch.engines import Heard
from coachkit.batch.planning import Job, Outcome, Refused
from coachkit.model.errors import BatchRefused

_ANSWERS_WITHIN: Final = 15
_LOOKS_EVERY: Final = 15.0
_GONE_AFTER: Final = 4
_KNOWN_WITHIN: Final = 30.0
_GLANCE: Final = 0.05
_LONGEST_FOLDER: Final = 60

log = logging.getLogger(__name__)


class DaskEngine:
    """The workers of the scheduler at that address, as many runs at once as they have threads.

    A worker that is lost loses no run: each goes to another one, once. What the lost one had
    finished is found there and not made again.
    """

    def __init__(self, scheduler: str) -> None:
        self._scheduler = scheduler

    def run(self, jobs: Sequence[Job], *, on_done: Heard) -> None:
        """Run them all; after an interrupt, what waits is taken back.

        Raises :class:`BatchRefused` ``missing_package``, ``no_scheduler``, ``no_workers``,
        ``other_coachkit`` before the first.
        """
        if not jobs:
            return
        with _connected(self._scheduler) as client:
            _check(client, self._scheduler)
            waiting = _submitted(client, jobs)
            try:
                _hear(client, waiting, on_done)
            except BaseException:
                client.cancel(list(waiting))
                raise


def run_there(job: Job) -> Outcome:
    """Run it in the worker that this is called in."""
    # Not before a worker has a job: whoever only hands jobs out need not wait for papermill.
    from coachkit.batch.running import run_job  # noqa: PLC0415

    _have_own_warm_process()
    return run_job(job)


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    try:
        import distributed  # noqa: PLC0415 - a package that only this engine asks for
    except ImportError as missing:
        raise BatchRefused("missing_package", package="distributed", extra="dask") from missing
    try:
        made: Any = distributed.Client
        client = made(address, timeout=_ANSWERS_WITHIN, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as silent:
        raise BatchRefused("no_scheduler", "scheduler", address=address) from silent
    try:
        yield client
    finally:
        client.close()


def _check(client: Any, address: str) -> None:
    """Whether there is somebody to do it, and with the same coachkit."""
    found: Mapping[str, Any] = client.run(_coachkit, on_error="return")
    if not found:
        raise BatchRefused("no_workers", "scheduler", address=address)
    for version in found.values():
        if version != __version__:
            said = version if isinstance(version, str) else "–"
            raise BatchRefused("other_coachkit", "scheduler", found=said, known=__version__)


def _coachkit() -> str:
    return __version__


def _submitted(client: Any, jobs: Sequence[Job]) -> dict[Any, Job]:
    batch = f"coachkit-run-{secrets.token_hex(4)}"
    waiting = {
        client.submit(run_there, job, key=(batch, number), pure=False, retries=0): job
        for number, job in enumerate(jobs)
    }
    keys, until = [future.key for future in waiting], time.monotonic() + _KNOWN_WITHIN
    # What is submitted goes another way than what is asked, and may be there later.
    while keys and time.monotonic() < until:
        keys = client.run_on_scheduler(_lose_once, keys=keys)
        time.sleep(_GLANCE if keys else 0)
    return waiting


def _lose_once(keys: Sequence[Any], dask_scheduler: Any) -> list[Any]:
    """Let each of those tasks lose one worker and no more; those that are not known yet.

    Dask lets every task take down as many workers as the scheduler is set to, which are four: of
    a client that fills the memory of one machine this would be a batch's end.
    """
    unknown = []
    for key in keys:
        task = dask_scheduler.tasks.get(key)
        if task is None:
            unknown.append(key)
        else:
            task.suspicious = max(task.suspicious, dask_scheduler.allowed_failures - 1)
    return unknown


def _hear(client: Any, waiting: Mapping[Any, Job], on_done: Heard) -> None:
    done: queue.SimpleQueue[Any] = queue.SimpleQueue()
    for future in waiting:
        future.add_done_callback(done.put)
    left, silent = dict(waiting), 0
    while left:
        try:
            future = done.get(timeout=_LOOKS_EVERY)
        except queue.Empty:
            silent = 0 if _has_workers(client) else silent + 1
            if silent < _GONE_AFTER:
                continue
            client.cancel(list(left))
            for job in left.values():
                on_done(_lost(job, "workers_gone"))
            return
        silent = 0
        on_done(_outcome(left.pop(future), future))


def _outcome(job: Job, future: Any) -> Outcome:
    if future.status == "finished":
        outcome: Outcome = future.result()
        return outcome
    if future.status == "error":
        failed = future.exception()
        if type(failed).__name__ != "KilledWorker":
            raise failed
        log.warning("%s has lost two workers: %s", job.key, failed)
        return _lost(job, "worker_lost")
    return _lost(job, "workers_gone")


def _lost(job: Job, code: str) -> Outcome:
    refused = Refused.of(BatchRefused(code))
    began = job.since or datetime.min.replace(tzinfo=UTC)
    return Outcome(job=job, state="failed", began=began, seconds=0, refused=refused)


def _has_workers(client: Any) -> bool:
    try:
        return bool(client.nthreads())
    except (OSError, TimeoutError):
        return False


def _have_own_warm_process() -> None:
    """Let this worker's kernels come out of a warm process that no other worker asks."""
    from distributed import get_worker  # noqa: PLC0415

    from coachkit.kernels.warm_place import FOLDER_VARIABLE  # noqa: PLC0415

    folder = Path(get_worker().local_directory) / "warm"
    # Too deep for a socket: then it is the one of this machine and user.
    if FOLDER_VARIABLE not in os.environ and len(os.fsencode(folder)) <= _LONGEST_FOLDER:
        os.environ[FOLDER_VARIABLE] = str(folder)
