"""What the values of a nameless column look like, and in which layouts its dates can be read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from coachkit.platforms.dates import Dates, dates
from coachkit.platforms.formats import EVERYWHERE_MISSING, SERIAL, folded
from coachkit.platforms.mapping_terms import mapping_terms
from coachkit.platforms.rows import TEXT

_CLOCKS = ("", " %H:%M", " %H:%M:%S")
LAYOUTS = (
    *(f"%Y-%m-%d{clock}" for clock in _CLOCKS),
    "%Y-%m-%dT%H:%M:%S",
    *(f"%Y/%m/%d{clock}" for clock in _CLOCKS),
    *(f"%d.%m.%Y{clock}" for clock in _CLOCKS),
    "%d.%m.%Y %H.%M",
    *(f"%m/%d/%Y{clock}" for clock in _CLOCKS),
    *(f"%d/%m/%Y{clock}" for clock in _CLOCKS),
    *(f"%m-%d-%Y{clock}" for clock in _CLOCKS),
    *(f"%d-%m-%Y{clock}" for clock in _CLOCKS),
    "%m/%d/%Y %I:%M %p",
    "%d/%m/%Y %I:%M %p",
    "%b %d, %Y",
    "%d %b %Y",
    "%a, %b %d, %Y",
    SERIAL,
)
"""Every layout in which a column of dates is tried: each way that it can be read is found."""

_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_LONG_ID = re.compile(r"\d{8,}(?:_\d+)?")
_WHOLE = re.compile(r"[+-]?(?:\d{1,15}|\d{1,3}(?:[ .,'’\u00a0\u202f]\d{3})+)")
_NUMBER = re.compile(r"[+-]?\d[\d .,'’\u00a0\u202f]*|\d{1,4}:[0-5]\d:[0-5]\d")
_PERCENT = re.compile(r"[<>]?\s?[+-]?\d[\d .,\u00a0\u202f]*\s?%")
_FEW = 12
_LONGEST_SAMPLE = 40
_SAMPLES = 3


class Look(StrEnum):
    """What the values of a column look like."""

    NOTHING = "nothing"
    DAYS = "days"
    LINKS = "links"
    IDS = "ids"
    WHOLE_NUMBERS = "whole_numbers"
    NUMBERS = "numbers"
    PERCENTAGES = "percentages"
    FEW_WORDS = "few_words"
    WORDS = "words"


NUMBERS = frozenset({Look.WHOLE_NUMBERS, Look.NUMBERS, Look.PERCENTAGES})


@dataclass(frozen=True)
class ColumnSeen:
    """A column as a person is shown it.

    ``samples``: at most three different values, shortened. ``words``: the different values where
    there are few. ``layouts``: in which the days can be read. ``distinct``: whether no value comes
    twice. ``columns``: how many columns have that header.
    """

    header: str
    look: Look
    samples: tuple[str, ...]
    words: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
    distinct: bool = False
    columns: int = 1


@dataclass(frozen=True)
class Reading:
    """One way to read a column of dates, with an example that shows which way it is.

    ``written``: the cell; ``example``: what it is then; ``first``, ``last``: of the whole column.
    """

    layout: str
    written: str
    example: datetime
    first: datetime
    last: datetime


def seen(header: str, said: Sequence[str], *, columns: int = 1) -> ColumnSeen:
    """What the first values of a column look like; blank cells are not among them."""
    different = tuple(dict.fromkeys(said))
    telling = [value for value in said if not _says_nothing(value)]
    samples = tuple(shortened(value) for value in different[:_SAMPLES])
    look, layouts = _look(telling)
    few = different if len(different) <= _FEW else ()
    return ColumnSeen(
        header, look, samples, few, layouts, len(set(telling)) == len(telling), columns
    )


def shortened(value: str) -> str:
    """A value on one line, cut to forty letters."""
    line = " ".join(value.split())
    return line if len(line) <= _LONGEST_SAMPLE else line[: _LONGEST_SAMPLE - 1] + "…"


def readings(column: pa.Array, *, leaving_out: Sequence[str] = ()) -> tuple[Reading, ...]:
    """Every way in which the whole column can be read as dates; none where it is no such column.

    ``leaving_out``: cells that are no dates, such as the words of a total row. Two layouts that
    read every cell alike are one way.
    """
    words = {folded(word) for word in leaving_out}
    kept = [value for value in column.to_pylist() if value and folded(value) not in words]
    if not kept:
        return ()
    cells = pa.array(kept, TEXT)
    ways: list[tuple[str, np.ndarray]] = []
    for layout in LAYOUTS:
        read = dates(cells, (layout,), None)
        if isinstance(read, Dates) and not any(_alike(read.days, days) for _, days in ways):
            ways.append((layout, read.days))
    return tuple(_reading(layout, days, kept, ways) for layout, days in ways)


def distinct_words(column: pa.Array, *, at_most: int = 50) -> tuple[str, ...]:
    """The different values of a whole column in the order in which they come."""
    return tuple(value for value in pc.unique(column).to_pylist() if value)[:at_most]


def _alike(one: np.ndarray, other: np.ndarray) -> bool:
    return bool(np.array_equal(one, other))


def _reading(
    layout: str, days: np.ndarray, said: Sequence[str], ways: Sequence[tuple[str, np.ndarray]]
) -> Reading:
    """The example is the first cell that the other ways read differently."""
    others = [other for known, other in ways if known != layout]
    differ = np.zeros(len(days), dtype=bool)
    for other in others:
        differ |= other != days
    place = int(np.flatnonzero(differ)[0]) if differ.any() else 0
    return Reading(
        layout, said[place], _moment(days[place]), _moment(days.min()), _moment(days.max())
    )


def _moment(day: np.datetime64) -> datetime:
    moment: datetime = day.astype("datetime64[us]").item()
    return moment


def _says_nothing(value: str) -> bool:
    """Whether a cell is a blank or a total in words, which no look should be judged by."""
    word = folded(value)
    terms = mapping_terms()
    return word in EVERYWHERE_MISSING or word in terms.blanks or word in terms.totals


def _look(said: Sequence[str]) -> tuple[Look, tuple[str, ...]]:
    if not said:
        return Look.NOTHING, ()
    if all(map(_LINK.fullmatch, said)):
        return Look.LINKS, ()
    if layouts := _layouts(said):
        return Look.DAYS, layouts
    different = len(set(said))
    if all(map(_LONG_ID.fullmatch, said)):
        return Look.IDS, ()
    for look, pattern in (
        (Look.WHOLE_NUMBERS, _WHOLE),
        (Look.NUMBERS, _NUMBER),
        (Look.PERCENTAGES, _PERCENT),
    ):
        if all(map(pattern.fullmatch, said)):
            return look, ()
    few = different <= _FEW and different < max(2, len(said))
    return (Look.FEW_WORDS if few else Look.WORDS), ()


def _layouts(said: Sequence[str]) -> tuple[str, ...]:
    cells = pa.array(said, TEXT)
    tried = (layout for layout in LAYOUTS if layout != SERIAL)
    return tuple(layout for layout in tried if isinstance(dates(cells, (layout,), None), Dates))
