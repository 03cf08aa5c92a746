"""Which days an export covers, where the platform says so: in a name, or by listing days.

This decides whether a quiet month was quiet or is simply not there, so nothing is guessed:
without a word from the platform it is unknown.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from coachkit.platforms.formats import NamedPeriod


def named_period(path: Path, patterns: Sequence[NamedPeriod]) -> tuple[date, date] | None:
    """The first and last day in the name of the file or its folder, both included."""
    for pattern in patterns:
        name = path.name if pattern.where == "file" else path.absolute().parent.name
        if found := re.search(pattern.pattern, name):
            first = _day(found["first"], pattern.layout)
            last = _day(found["last"], pattern.layout)
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


def _day(written: str, layout: str) -> date | None:
    try:
        return datetime.strptime(written, layout).date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
