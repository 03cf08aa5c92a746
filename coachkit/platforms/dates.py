"""Days and times as platforms write them. A table has one layout, and each layout one meaning.

The layouts that a format may have stand in its data: the platform's own, and those which a
spreadsheet leaves behind. A table that mixes two is refused: in a re-saved file some days were
turned round on the way, and nobody can tell which.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from coachkit.platforms.formats import SERIAL
from coachkit.platforms.rows import TEXT

_MICROSECONDS = "datetime64[us]"
_SERIAL_EPOCH = np.datetime64("1899-12-30", "us")
_SERIALS = r"^[1-9]\d{4}(\.\d+)?$"
_SHAPES = {
    "%Y": r"[12]\d{3}",
    "%m": r"\d{1,2}",
    "%d": r"\d{1,2}",
    "%H": r"\d{1,2}",
    "%M": r"\d{2}",
    "%S": r"\d{2}",
    "%b": "[A-Z][a-z]{2}",
    "%a": "[A-Z][a-z]{2}",
}
_LATE_DAYS = r"(29|30|31)"


@dataclass(frozen=True)
class Refused:
    """The first value that does not fit: ``mixed_dates`` if another layout knows it."""

    place: int
    value: str
    code: str
    expected: str


@dataclass(frozen=True)
class Dates:
    """A column of dates: datetime64[us], missing where blank. ``layout``: how it was written."""

    days: np.ndarray
    layout: str | None

    @property
    def has_hours(self) -> bool:
        """Whether the layout tells the hour."""
        return self.layout is not None and "%H" in self.layout


def dates(column: pa.Array, layouts: Sequence[str], settled: str | None) -> Dates | Refused:
    """A column of text as dates, all in one of ``layouts``; in ``settled`` if that is known.

    The layout that reads the most is the table's; the first value that it can't read is refused.
    """
    text = pc.utf8_trim_whitespace(column)
    given = len(text) - text.null_count
    if not given:
        return Dates(np.full(len(text), "NaT", _MICROSECONDS), settled)
    best: tuple[int, str, np.ndarray] | None = None
    for layout in (settled,) if settled else layouts:
        values = _as(text, layout)
        read = int(np.count_nonzero(~np.isnat(values)))
        if best is None or read > best[0]:
            best = (read, layout, values)
        if read == given:
            break
    if best is None:
        best = 0, "", np.full(len(text), "NaT", _MICROSECONDS)
    read, layout, values = best
    if read < given:
        return _first_unread(text, values, layouts, layout, certain=bool(read or settled))
    return Dates(values, layout)


def _first_unread(
    text: pa.Array, values: np.ndarray, layouts: Sequence[str], layout: str, *, certain: bool
) -> Refused:
    unread = text.is_valid().to_numpy(zero_copy_only=False) & np.isnat(values)
    place = int(np.flatnonzero(unread)[0])
    value = text[place]
    others = (other for other in layouts if other != layout)
    one = pa.array([value.as_py()], type=TEXT)
    known = any(not np.isnat(_as(one, other)[0]) for other in others)
    code = "mixed_dates" if known and certain else "bad_date"
    return Refused(place, value.as_py(), code, layout)


def _as(text: pa.Array, layout: str) -> np.ndarray:
    """What the layout can read of the column, the rest missing."""
    if layout == SERIAL:
        return _serials(text)
    fits = pc.match_substring_regex(text, pattern=_shape(layout, _SHAPES["%d"]))
    fitting = pc.if_else(fits, text, pa.scalar(None, TEXT))
    parsed = pc.strptime(fitting, format=layout, unit="us", error_is_null=True)
    values: np.ndarray = parsed.to_numpy(zero_copy_only=False).astype(_MICROSECONDS)
    # strptime turns 31 April into 1 May: a day written as a late one has become an early one.
    late = pc.match_substring_regex(fitting, pattern=_shape(layout, _LATE_DAYS))
    turned = pc.fill_null(pc.and_(late, pc.less(pc.day(parsed), 4)), fill_value=False)
    values[turned.to_numpy(zero_copy_only=False)] = np.datetime64("NaT")
    return values


def _serials(text: pa.Array) -> np.ndarray:
    fits = pc.match_substring_regex(text, pattern=_SERIALS)
    days = pc.cast(pc.if_else(fits, text, pa.scalar(None, TEXT)), pa.float64())
    numbers: np.ndarray = days.to_numpy(zero_copy_only=False)
    seconds = pd.to_timedelta(np.round(numbers * 86_400), unit="s").to_numpy()
    values: np.ndarray = (_SERIAL_EPOCH + seconds).astype(_MICROSECONDS)
    return values


def _shape(layout: str, day: str) -> str:
    parts = re.split(r"(%.)", layout)
    shapes = {**_SHAPES, "%d": day}
    return f"^{''.join(shapes.get(part) or re.escape(part) for part in parts)}$"
