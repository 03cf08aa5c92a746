"""Where files lie in a client's inbox: those that wait, and those that are done with.

    inbox/              what waits
    inbox/imported/     the originals of what was stored: where every number came from
    inbox/set-aside/    what could not be read and is in nobody's way any more

Nothing is ever written over: who comes second gets a number behind the name.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from coachkit.platforms.archives import hidden
from coachkit.store.folders import private_folder, sync_folder
from coachkit.store.refusals import named

IMPORTED = "imported"
SET_ASIDE = "set-aside"
DONE_WITH = frozenset({IMPORTED, SET_ASIDE})
"""The folders of the inbox whose files wait no more."""


def waiting(inbox: Path) -> list[Path]:
    """What lies in the inbox, by name: files, folders, archives."""
    with named(inbox):
        if not inbox.is_dir():
            return []
        return sorted(
            path
            for path in inbox.iterdir()
            if path.name not in DONE_WITH and not hidden((path.name,))
        )


def free_name(wanted: Path) -> Path:
    """The path itself, or with a number behind its name where something lies there."""
    names = (
        wanted if n == 1 else wanted.with_name(f"{wanted.stem} ({n}){wanted.suffix}")
        for n in count(1)
    )
    return next(path for path in names if not os.path.lexists(path))


def filed_away(inbox: Path, original: Path) -> Path:
    """Where an original of the inbox would be kept."""
    return free_name(inbox / IMPORTED / original.relative_to(inbox))


def put_aside(inbox: Path, original: Path) -> Path:
    """Move a file to those that are set aside; where it lies then."""
    return moved(inbox, original, inbox / SET_ASIDE / original.relative_to(inbox))


def moved(inbox: Path, path: Path, to: Path) -> Path:
    """Move a file within the inbox, and drop the folders that are empty then; where it lies.

    Nothing happens where somebody else has moved it. Raises
    :class:`coachkit.model.errors.NotWritable`.
    """
    with named(to):
        private_folder(to.parent)
        free = free_name(to)
        with suppress(FileNotFoundError):
            path.rename(free)
        sync_folder(free.parent)
    for folder in _folders_between(path.parent, inbox):
        with suppress(OSError):
            # Only an empty folder can be removed.
            folder.rmdir()
    return free


def _folders_between(folder: Path, inbox: Path) -> Iterator[Path]:
    while folder != inbox and inbox in folder.parents and folder.name not in DONE_WITH:
        yield folder
        folder = folder.parent
