"""Where a run's files come to lie: one folder for each run, which appears at one stroke.

It is written beside its place, under a name of its own and locked for as long as its writer
lives; then the two change places. Whoever looks sees the last good run or the new one, whole.
"""

import contextlib
import ctypes
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Protocol

from coachkit.batch.planning import Job
from coachkit.batch.records import RECORD, RunRecord, is_whole, read_record
from coachkit.sessions.writing import not_writable

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows: what is left over stays
    locks: Any = None
else:
    locks = fcntl

_DRAFT: Final = ".run-"
_HERE: Final = -100
_EXCHANGE: Final = 2


class Shelf(Protocol):
    """Where runs are kept: a client's ``runs/``, or an address elsewhere."""

    def kept(self, name: str) -> RunRecord | None:
        """The record of the run of that name, if it lies there whole."""
        ...  # pragma: no cover

    def place(self, name: str) -> str:
        """Where the run of that name is, or would be."""
        ...  # pragma: no cover

    def publish(self, name: str, draft: Path) -> str:
        """Put the finished folder in its place, at one stroke; where that is."""
        ...  # pragma: no cover


def shelf_of(job: Job, runs: Path) -> Shelf:
    """Where the job's files go. ``runs``: the client's own folder of runs."""
    if not job.outputs:
        return RunsFolder(runs)
    from coachkit.batch.addresses import shelf_at  # noqa: PLC0415 - it is built on this module

    return shelf_at(job.outputs, job.client)


class RunsFolder:
    """The client's own folder."""

    def __init__(self, runs: Path) -> None:
        self._runs = runs

    def kept(self, name: str) -> RunRecord | None:
        """The record of the run of that name, if every file of it is as it was written."""
        try:
            record = read_record((self._runs / name / RECORD).read_bytes())
            return record if record and is_whole(record, self._runs / name) else None
        except OSError:
            return None

    def place(self, name: str) -> str:
        """The run's own folder."""
        return str(self._runs / name)

    def publish(self, name: str, draft: Path) -> str:
        """Put the finished folder in its place; what was there before is gone then.

        Raises :class:`~coachkit.model.errors.NotWritable`.
        """
        place = self._runs / name
        try:
            _flush(draft)
            if place.exists():
                # Under the draft's name now, and removed with it.
                _exchange(draft, place)
            else:
                draft.rename(place)
            _flush_folder(self._runs)
        except OSError as refused:
            raise not_writable(refused, place) from refused
        return str(place)


@contextlib.contextmanager
def drafting(runs: Path) -> Iterator[Path]:
    """A folder to write a run into; whatever is under its name afterwards is removed.

    Drafts that a killed run has left are removed first. Raises
    :class:`~coachkit.model.errors.NotWritable`.
    """
    try:
        runs.mkdir(parents=True, exist_ok=True)
        remove_left(runs)
        draft = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=runs))
    except OSError as refused:
        raise not_writable(refused, runs) from refused
    held = _hold(draft)
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        if held >= 0:
            os.close(held)


def remove_left(runs: Path) -> None:
    """Remove drafts whose writer is no more."""
    if locks is None:
        return
    for draft in runs.glob(f"{_DRAFT}*"):
        with contextlib.suppress(OSError):
            held = os.open(draft, os.O_RDONLY)
            try:
                locks.flock(held, locks.LOCK_EX | locks.LOCK_NB)
                shutil.rmtree(draft, ignore_errors=True)
            finally:
                os.close(held)


def _hold(draft: Path) -> int:
    if locks is None:
        return -1
    held = os.open(draft, os.O_RDONLY)
    with contextlib.suppress(OSError):
        locks.flock(held, locks.LOCK_EX | locks.LOCK_NB)
    return held


def _exchange(draft: Path, place: Path) -> None:
    """Let two folders change places at once; where the system cannot, one after the other."""
    rename: Any = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is not None:
        one, other = os.fsencode(draft), os.fsencode(place)
        if rename(_HERE, one, _HERE, other, _EXCHANGE) == 0:
            return
    aside = draft.with_name(f"{draft.name}-before")
    place.rename(aside)
    draft.rename(place)
    aside.rename(draft)


def _flush(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        if path.is_dir():
            _flush_folder(path)
        else:
            with path.open("rb") as file:
                os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":  # pragma: no cover - a folder cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
