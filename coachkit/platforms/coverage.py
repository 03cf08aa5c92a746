"""Which days an export covers, where the platform says so: in a name, or by listing days.

This decides whether a quiet month was quiet or is simply not there, so nothing is guessed:
without a word from the platform it is unknown.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from coachkit.platforms.formats import NamedPeriod
from coachkit.platforms.written_days import day_in


def named_period(
    path: Path,
    patterns: Sequence[NamedPeriod],
    above: Sequence[str] = (),
    languages: Sequence[str] = ("en",),
) -> tuple[date, date] | None:
    """The first and last day, both included, in the file's or folder's name or above the table."""
    named = {"file": path.name, "folder": path.absolute().parent.name, "above": "\n".join(above)}
    for pattern in patterns:
        if found := re.search(pattern.pattern, named[pattern.where], re.IGNORECASE):
            first = day_in(found["first"], pattern.layout, ("en", *languages))
            last = day_in(found["last"], pattern.layout, ("en", *languages))
            if first and last:
                end = last if pattern.last_included else last - timedelta(days=1)
                return (first, end) if first <= end else None
    return None


def until_exported(
    covers: tuple[date, date] | None, exported: datetime, last_item: date | None
) -> tuple[date, date] | None:
    """The covered days that had come when the file was made: the rest may still happen.

    A file date before the file's own last item cannot be believed and changes nothing.
    """
    if covers is None or (last_item and exported.date() < last_item):
        return covers
    end = min(covers[1], exported.date())
    return (covers[0], end) if covers[0] <= end else None
