"""When the rows of a table are: their days, hours and periods."""

from calendar import isleap
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from coachkit.model.observations import Granularity
from coachkit.platforms.dates import Calendar, Dates, Refused, dates, whole_days
from coachkit.platforms.notices import Notices
from coachkit.platforms.problems import Problems
from coachkit.platforms.recognition import Layout
from coachkit.platforms.rows import TEXT, RawBatch
from coachkit.platforms.twins import coalesced_text, joined_by_trust
from coachkit.platforms.written_days import yearless

_BY_DAY = (Granularity.DAY, Granularity.HOUR)
_HAVE_NO_DAY = (Granularity.TOTAL, Granularity.BREAKDOWN, Granularity.AD)
_LONGEST_ID = 19
_LEAP_DAY = (2, 29)


@dataclass
class Moments:
    """Reads the days of one table, batch by batch.

    ``covers``: the days that the file itself or the user says it is of; ``until``: no day of it
    is later. ``day_precision``: whether dates have no hours; ``year_assumed``: whether their years
    were counted back.
    """

    layout: Layout
    notices: Notices
    covers: tuple[date, date] | None = None
    until: date | None = None
    day_precision: bool = True
    year_assumed: bool = False
    _date_layout: str | None = None

    def published(self, batch: RawBatch, item: pa.Array, problems: Problems) -> np.ndarray:
        """When each item was published, or the day or hour that it is; missing where not said."""
        if self.layout.granularity in _HAVE_NO_DAY:
            return np.full(len(batch), "NaT", "datetime64[us]")
        by_day = self.layout.granularity in _BY_DAY
        meaning = "item" if by_day else "published"
        column = (
            item
            if by_day
            else coalesced_text(batch, self.layout.of("published"), problems, self.notices)
        )
        days = self._read_dates(batch, self._with_time(batch, column), meaning, problems)
        if self.layout.granularity is Granularity.HOUR:
            days = days + self._hours(batch, problems)
        if self.layout.format.item_clock and self.year_assumed:
            days, sure = _by_their_ids(item, days)
            self.year_assumed = not sure
        return days

    def _read_dates(
        self, batch: RawBatch, column: pa.Array, meaning: str, problems: Problems
    ) -> np.ndarray:
        read = dates(column, self.layout.format.dates, self._date_layout, self._calendar)
        if isinstance(read, Refused):
            problems.add(
                read.code,
                batch.numbers[read.place],
                self.layout.header(meaning),
                value=read.value,
                expected=read.expected,
            )
            problems.refuse()
            return np.empty(0)
        self._date_layout = read.layout
        self.day_precision = not read.has_hours
        self.year_assumed = read.layout is not None and yearless(read.layout)
        if self.layout.granularity is Granularity.DAY and read.has_hours:
            return self._days_alone(batch, column, read, problems)
        return read.days

    def _days_alone(
        self, batch: RawBatch, column: pa.Array, read: Dates, problems: Problems
    ) -> np.ndarray:
        """Days that are written as their midnights."""
        days = whole_days(read.days)
        for place in np.flatnonzero(np.isnat(days) & ~np.isnat(read.days)):
            problems.add(
                "bad_date",
                batch.numbers[place],
                self.layout.header("item"),
                value=column[int(place)].as_py(),
                expected=read.layout or "",
            )
        problems.refuse()
        self.day_precision = True
        return days

    @cached_property
    def _calendar(self) -> Calendar:
        spoken = (*self.layout.languages, *self.layout.format.months, "en")
        return Calendar(
            languages=tuple(dict.fromkeys(spoken)),
            first=self.covers[0] if self.covers else None,
            until=self.until,
            in_order=self.layout.granularity in _BY_DAY,
        )

    def _with_time(self, batch: RawBatch, days: pa.Array) -> pa.Array:
        """The clock time that stands in a column of its own, behind its day."""
        for column in self.layout.of("time"):
            clock = batch.text(column.place)
            day = pc.replace_substring_regex(days, pattern=r"[T ]00:00:00$", replacement="")
            joined = pc.binary_join_element_wise(day, clock, pa.scalar(" ", TEXT))
            days = pc.coalesce(joined, day)
        return days

    def _hours(self, batch: RawBatch, problems: Problems) -> np.ndarray:
        hours = np.zeros(len(batch))
        for column in self.layout.of("hour"):
            said = pc.utf8_trim_whitespace(batch.text(column.place))
            fits = pc.match_substring_regex(said, pattern=r"^(?:[01]?\d|2[0-3])$")
            for place in np.flatnonzero(~np.asarray(pc.fill_null(fits, fill_value=False))):
                problems.add(
                    "bad_number",
                    batch.numbers[place],
                    column.header,
                    value=str(said[int(place)].as_py() or ""),
                    expected="whole_number",
                )
            problems.refuse()
            hours = pc.cast(said, pa.float64()).to_numpy(zero_copy_only=False)
            self.day_precision = False
        return hours.astype("timedelta64[h]")

    def days_of(self, batch: RawBatch, meaning: str, problems: Problems) -> np.ndarray | None:
        """The days in the columns of a meaning; ``None`` where there is no such column."""
        columns = self.layout.of(meaning)
        if not columns:
            return None
        column = joined_by_trust(batch, columns)
        read = dates(column, self.layout.format.dates, None, self._calendar)
        if isinstance(read, Refused):
            problems.add(
                read.code,
                batch.numbers[read.place],
                columns[0].header,
                value=read.value,
                expected=read.expected,
            )
            problems.refuse()
            return None
        return read.days


def _by_their_ids(item: pa.Array, days: np.ndarray) -> tuple[np.ndarray, bool]:
    """Days whose year was counted back, in the year that the ids of their videos tell.

    Also whether every id agreed with its day.
    """
    corrected, sure = days.copy(), True
    for place, written in enumerate(item.to_pylist()):
        if not np.isnat(days[place]):
            meant = _told_by(written or "", days[place].astype(object).date())
            corrected[place] = days[place] if meant is None else np.datetime64(meant, "us")
            sure = sure and meant is not None
    return corrected, sure


def _told_by(written: str, day: date) -> date | None:
    """That day in the year in which the id was given; ``None`` if the id tells another day."""
    if not written.isdigit() or len(written) > _LONGEST_ID:
        return None
    given = datetime.fromtimestamp(int(written) >> 32, tz=UTC).date()
    for year in (given.year - 1, given.year, given.year + 1):
        if (day.month, day.day) != _LEAP_DAY or isleap(year):
            meant = day.replace(year=year)
            if abs(meant - given) <= timedelta(days=1):
                return meant
    return None
