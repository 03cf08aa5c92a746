"""Days and times as platforms write them. A table has one layout, and each layout one meaning.

The layouts that a format may have stand in its data: the platform's own, and those which a
spreadsheet leaves behind. A table that mixes two is refused: in a re-saved file some days were
turned round on the way, and nobody can tell which.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from coachkit.platforms.formats import DAY_INDEX, SERIAL
from coachkit.platforms.rows import TEXT
from coachkit.platforms.written_days import moment_in, yearless, years_counted_back

_MICROSECONDS = "datetime64[us]"
_SERIAL_EPOCH = np.datetime64("1899-12-30", "us")
_SERIALS = r"^[1-9]\d{4}(\.\d+)?$"
_INDEX = r"^\d{1,5}$"
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
_HOUR = np.timedelta64(1, "h")


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
        return self.layout is not None and bool({"%H", "%I"} & set(re.findall("%.", self.layout)))


@dataclass(frozen=True)
class Calendar:
    """What else has to be known to read a date.

    ``languages``: whose names of months may occur. ``first``: the first day of the table's
    period, from which a day's index counts. ``until``: no day is later; from there the years of
    days are counted back that have none. ``in_order``: the rows are days in order, so that a year
    ends where the months begin again.
    """

    languages: tuple[str, ...] = ("en",)
    first: date | None = None
    until: date | None = None
    in_order: bool = True


def dates(
    column: pa.Array,
    layouts: Sequence[str],
    settled: str | None,
    calendar: Calendar | None = None,
) -> Dates | Refused:
    """A column of text as dates, all in one of ``layouts``; in ``settled`` if that is known.

    The layout that reads the most is the table's; the first value that it can't read is refused.
    """
    calendar = calendar or Calendar()
    text = pc.utf8_trim_whitespace(column)
    given = len(text) - text.null_count
    if not given:
        return Dates(np.full(len(text), "NaT", _MICROSECONDS), settled)
    best: tuple[int, str, np.ndarray] | None = None
    for layout in (settled,) if settled else layouts:
        values = _as(text, layout, calendar)
        read = int(np.count_nonzero(~np.isnat(values)))
        if best is None or read > best[0]:
            best = (read, layout, values)
        if read == given:
            break
    if best is None:
        best = 0, "", np.full(len(text), "NaT", _MICROSECONDS)
    read, layout, values = best
    if read < given:
        refused = _first_unread(text, values, layout)
        if not (read or settled):
            return refused
        others = [one for one in layouts if one != layout]
        return _as_mixed(refused, others, calendar)
    return Dates(values, layout)


def whole_days(moments: np.ndarray) -> np.ndarray:
    """The day that each of these midnights begins; missing where a moment is none.

    An hour before or after counts as midnight. Meta writes all days of an export in the time of
    the day on which it was made: the midnights of the other half of the year lie an hour off.
    """
    days = (moments + 12 * _HOUR).astype("datetime64[D]").astype(_MICROSECONDS)
    days[np.abs(moments - days) > _HOUR] = np.datetime64("NaT")
    return days


def _first_unread(text: pa.Array, values: np.ndarray, layout: str) -> Refused:
    unread = text.is_valid().to_numpy(zero_copy_only=False) & np.isnat(values)
    place = int(np.flatnonzero(unread)[0])
    return Refused(place, text[place].as_py(), "bad_date", layout)


def _as_mixed(refused: Refused, others: Sequence[str], calendar: Calendar) -> Refused:
    """The refusal of a value that another layout can read: the table mixes two."""
    one = pa.array([refused.value], type=TEXT)
    known = any(not np.isnat(_as(one, other, calendar)[0]) for other in others)
    return replace(refused, code="mixed_dates") if known else refused


def _as(text: pa.Array, layout: str, calendar: Calendar) -> np.ndarray:
    """What the layout can read of the column, the rest missing."""
    if layout == SERIAL:
        return _serials(text)
    if layout == DAY_INDEX:
        return _indexes(text, calendar)
    if yearless(layout):
        return _yearless(text, layout, calendar)
    parts = set(re.findall("%.", layout))
    english = not parts & {"%b", "%a"} or set(calendar.languages) == {"en"}
    if parts <= _SHAPES.keys() and english:
        return _plainly(text, layout)
    return _worded(text, layout, calendar)


def _plainly(text: pa.Array, layout: str) -> np.ndarray:
    fits = pc.match_substring_regex(text, pattern=_shape(layout, _SHAPES["%d"]))
    fitting = pc.if_else(fits, text, pa.scalar(None, TEXT))
    parsed = pc.strptime(fitting, format=layout, unit="us", error_is_null=True)
    values: np.ndarray = parsed.to_numpy(zero_copy_only=False).astype(_MICROSECONDS)
    # strptime turns 31 April into 1 May: a day written as a late one has become an early one.
    late = pc.match_substring_regex(fitting, pattern=_shape(layout, _LATE_DAYS))
    turned = pc.fill_null(pc.and_(late, pc.less(pc.day(parsed), 4)), fill_value=False)
    values[turned.to_numpy(zero_copy_only=False)] = np.datetime64("NaT")
    return values


def _worded(text: pa.Array, layout: str, calendar: Calendar) -> np.ndarray:
    """Days with names of months in any of the languages, hours of a day cut in two, short years."""
    return _each(text, lambda said: moment_in(said, layout, calendar.languages))


def _each(text: pa.Array, read: Callable[[str], object]) -> np.ndarray:
    encoded = text.dictionary_encode()
    known = [read(said) for said in encoded.dictionary.to_pylist()]
    moments = np.array([np.datetime64("NaT") if m is None else m for m in known], _MICROSECONDS)
    values = np.full(len(text), "NaT", _MICROSECONDS)
    given = encoded.indices.is_valid().to_numpy(zero_copy_only=False)
    values[given] = moments[encoded.indices.drop_null().to_numpy()]
    return values


def _yearless(text: pa.Array, layout: str, calendar: Calendar) -> np.ndarray:
    values = np.full(len(text), "NaT", _MICROSECONDS)
    if calendar.until is None:
        return values
    found = years_counted_back(
        text.to_pylist(),
        layout,
        calendar.languages,
        until=calendar.until,
        in_order=calendar.in_order,
    )
    for place, day in enumerate(found):
        if day is not None:
            values[place] = np.datetime64(day, "us")
    return values


def _indexes(text: pa.Array, calendar: Calendar) -> np.ndarray:
    fits = pc.match_substring_regex(text, pattern=_INDEX)
    days = pc.cast(pc.if_else(fits, text, pa.scalar(None, TEXT)), pa.float64())
    numbers: np.ndarray = days.to_numpy(zero_copy_only=False)
    values = np.full(len(text), "NaT", _MICROSECONDS)
    given = ~np.isnan(numbers)
    if calendar.first is not None:
        begin = np.datetime64(calendar.first, "us")
        values[given] = begin + numbers[given].astype("timedelta64[D]")
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
