"""What a person has said of files that wait, kept beside them until they are stored.

So that an answer outlives a lost connection: ``inbox/.said.json``, by the name of the file.
"""

import json
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from coachkit.model.errors import InvalidValue
from coachkit.model.observations import Platform
from coachkit.model.periods import Period
from coachkit.platforms.told import NOTHING_TOLD, Told
from coachkit.sessions.writing import write_whole
from coachkit.store.refusals import named

_FILE = ".said.json"


def read_answers(inbox: Path) -> dict[str, Told]:
    """By the name of a file, what was said of it. What cannot be read is asked again."""
    with named(inbox):
        try:
            written = json.loads((inbox / _FILE).read_text("utf-8"))
            return {name: _told(said) for name, said in written.items()}
        except (FileNotFoundError, ValueError, TypeError, AttributeError, KeyError, InvalidValue):
            return {}


def keep_answers(inbox: Path, said: Mapping[str, Told], waiting: Collection[str]) -> None:
    """Write down what was said of the files that still wait; :class:`NotWritable`."""
    kept = {
        name: _plain(told)
        for name, told in said.items()
        if name in waiting and told != NOTHING_TOLD
    }
    if kept or (inbox / _FILE).is_file():
        write_whole(inbox / _FILE, json.dumps(kept, ensure_ascii=False).encode())


def _plain(told: Told) -> dict[str, Any]:
    covers = told.covers
    return {
        "platform": told.platform,
        "account": told.account,
        "covers": None if covers is None else [f"{covers.first}", f"{covers.last}"],
    }


def _told(said: Mapping[str, Any]) -> Told:
    covers = None
    if said["covers"] is not None:
        first, last = map(date.fromisoformat, said["covers"])
        covers = Period(first=first, last=last)
    platform = None if said["platform"] is None else Platform(said["platform"])
    return Told(platform, said["account"], covers)
