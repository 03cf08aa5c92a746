"""What a batch was to do and what is done: a line for each, so that a killed one can go on.

It lies in the coach's own room while the batch is under way, and is removed at its end: what is
known of a run for good stands in the client's own folder and goes with it.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from coachkit.batch.planning import Job, Outcome
from coachkit.model.errors import StoreError
from coachkit.model.values import Value
from coachkit.sessions.writing import not_writable, write_whole

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows: nothing tells two batches apart
    locks: Any = None
else:
    locks = fcntl

_FOLDER: Final = ("coach", "batches")
_ENDING: Final = ".jsonl"


class _Begun(Value):
    """The first line."""

    began: datetime
    jobs: tuple[Job, ...]


class Ledger:
    """The book of one batch. ``jobs``: all of it; ``done``: what became of those that are done."""

    def __init__(self, path: Path, jobs: tuple[Job, ...], done: tuple[Outcome, ...]) -> None:
        self._path = path
        self.jobs, self.done = jobs, done

    @property
    def left(self) -> tuple[Job, ...]:
        """The jobs that are still to be done, in order."""
        done = {outcome.job.key for outcome in self.done}
        return tuple(job for job in self.jobs if job.key not in done)

    def note(self, outcome: Outcome) -> None:
        """Write down what became of a job; it is on the disk when this returns."""
        self.done = (*self.done, outcome)
        try:
            with self._path.open("a", encoding="utf-8") as file:
                # First an end for a line that a kill has cut short.
                file.write(f"\n{outcome.model_dump_json()}\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as refused:
            raise not_writable(refused, self._path) from refused

    def finish(self) -> None:
        """All is done: nothing has to be gone on with."""
        self._path.unlink(missing_ok=True)


@contextmanager
def begun(workspace: Path, jobs: Sequence[Job], began: datetime) -> Iterator[Ledger]:
    """The ledger of a new batch, which takes the place of a killed one of the same notebook."""
    notebook = jobs[0].notebook if jobs else "none"
    path = _folder(workspace) / f"{notebook}-{began:%Y%m%dT%H%M%S%f}{_ENDING}"
    for old in _unfinished(workspace, notebook):
        with suppress(StoreError), _held(old):
            old.unlink(missing_ok=True)
    first = _Begun(began=began, jobs=tuple(jobs)).model_dump_json()
    write_whole(path, f"{first}\n".encode())
    with _held(path):
        yield Ledger(path, tuple(jobs), ())


@contextmanager
def resumed(workspace: Path, notebook: str) -> Iterator[Ledger]:
    """The ledger of that notebook's last batch that was cut short.

    Raises :class:`StoreError` ``nothing_to_resume``, or ``batch_running`` where it is under way.
    """
    found = _unfinished(workspace, notebook)
    if not found:
        raise StoreError("nothing_to_resume", notebook=notebook)
    with _held(found[-1]):
        yield _read(found[-1])


def forget(workspace: Path, client: str) -> None:
    """Strike a client that is erased from every ledger; one that is under way goes altogether."""
    for path in _unfinished(workspace, ""):
        ledger = _read(path)
        jobs = tuple(job for job in ledger.jobs if job.client != client)
        if len(jobs) == len(ledger.jobs):
            continue
        if not jobs:
            path.unlink(missing_ok=True)
            continue
        first = _Begun(began=_began(path), jobs=jobs).model_dump_json()
        rest = [one.model_dump_json() for one in ledger.done if one.job.client != client]
        write_whole(path, "\n".join([first, *rest, ""]).encode())


def _folder(workspace: Path) -> Path:
    return workspace.joinpath(*_FOLDER)


def _unfinished(workspace: Path, notebook: str) -> list[Path]:
    """The ledgers that are there, the oldest first."""
    start = f"{notebook}-" if notebook else ""
    return sorted(_folder(workspace).glob(f"{start}*{_ENDING}"))


def _read(path: Path) -> Ledger:
    first, *lines = path.read_text("utf-8").split("\n")
    done = tuple(found for line in lines if line and (found := _outcome(line)) is not None)
    return Ledger(path, _Begun.model_validate_json(first).jobs, done)


def _outcome(line: str) -> Outcome | None:
    try:
        return Outcome.model_validate_json(line)
    except ValueError:
        # A kill has cut it short: its job is not done then.
        return None


def _began(path: Path) -> datetime:
    return _Begun.model_validate_json(path.read_text("utf-8").partition("\n")[0]).began


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Nobody else goes on with this batch meanwhile; a lock goes with whoever held it."""
    if locks is None:
        yield
        return
    with path.open("rb") as file:
        try:
            locks.flock(file, locks.LOCK_EX | locks.LOCK_NB)
        except OSError as taken:
            raise StoreError("batch_running", path=str(path)) from taken
        yield
