"""Which time the exports speak of: instants as the platforms count them, days as the client does.

A January that was exported in California begins at nine in the morning of 1 January in Stockholm
and ends at nine on 1 February. So the days of an export are turned into instants, joined with
those of other exports, and only then into days of the client: a day is covered if all of it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from coachkit.evaluation.observed import Observed
from coachkit.model.observations import Granularity, TableSource
from coachkit.model.periods import Period
from coachkit.model.results import Coverage, MissingHours

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stretch:
    """From ``begins`` until just before ``ends``, both in UTC, somebody speaks of all.

    ``first_zone`` and ``last_zone``: in which the platform counts the days at either end; the
    client's own where it tells no hours.
    """

    begins: datetime
    ends: datetime
    first_zone: ZoneInfo
    last_zone: ZoneInfo

    def days(self, zone: ZoneInfo) -> Period | None:
        """The days of that zone that it covers from midnight to midnight."""
        begins, ends = self.begins.astimezone(zone), self.ends.astimezone(zone)
        first = begins.date() if self.begins == _midnight(begins.date(), zone) else _next(begins)
        last = ends.date() - _DAY
        return Period(first=first, last=last) if first <= last else None


def _next(moment: datetime) -> date:
    return moment.date() + _DAY


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def stretches(sources: Iterable[TableSource], zone: str) -> tuple[Stretch, ...]:
    """What the exports speak of, in order, joined where they touch.

    A file that says which days it covers is believed, in its own zone if it tells hours. Else it
    speaks of the days from its first item to its last, no further: a quiet week before the first
    post may just be missing.
    """
    home = ZoneInfo(zone)
    found = sorted(
        (one for source in sources if (one := _stretch(source, home)) is not None),
        key=lambda one: one.begins,
    )
    joined: list[Stretch] = []
    for one in found:
        last = joined[-1] if joined else None
        if last is None or one.begins > last.ends:
            joined.append(one)
        elif one.ends > last.ends:
            joined[-1] = Stretch(last.begins, one.ends, last.first_zone, one.last_zone)
    return tuple(joined)


def _stretch(source: TableSource, home: ZoneInfo) -> Stretch | None:
    first, last = source.covers or (source.first, source.last)
    if first is None or last is None:
        return None
    zone = home
    if source.covers and source.time_zone and _tells_hours(source):
        zone = ZoneInfo(source.time_zone)
    return Stretch(_midnight(first, zone), _midnight(last + _DAY, zone), zone, zone)


def _tells_hours(source: TableSource) -> bool:
    """Whether an item's place among the client's days can be told; a platform's day stays one."""
    return source.granularity is not Granularity.DAY and not source.day_precision


@lru_cache(maxsize=64)
def known(observed: Observed, zone: str) -> tuple[Stretch, ...]:
    """The stretches of everything that went into it. Asked for every week of every page."""
    return stretches(observed.sources, zone)


def coverage(observed: Observed, period: Period, zone: str) -> Coverage:
    """Which days of the period the exports speak of, what is missing, and what of a day is."""
    home = ZoneInfo(zone)
    gaps: list[Period] = []
    hours: list[MissingHours] = []
    for gap in _gaps(known(observed, zone), period, home):
        hours += gap.hours(home)
        gaps += gap.whole_days(home)
    missing = sum(gap.days for gap in gaps) + len({part.day for part in hours})
    return Coverage(
        period=period, covered=period.days - missing, gaps=tuple(gaps), hours=tuple(hours)
    )


@dataclass(frozen=True)
class _Gap:
    """Time that nobody speaks of, and the zones in which the neighbours count their days."""

    begins: datetime
    ends: datetime
    zone_before: ZoneInfo
    zone_after: ZoneInfo

    def whole_days(self, home: ZoneInfo) -> list[Period]:
        days = Stretch(self.begins, self.ends, home, home).days(home)
        return [] if days is None else [days]

    def hours(self, home: ZoneInfo) -> list[MissingHours]:
        begins, ends = self.begins.astimezone(home), self.ends.astimezone(home)
        late = self.begins != _midnight(begins.date(), home)
        early = self.ends != _midnight(ends.date(), home)
        if late and early and begins.date() == ends.date():
            return [self._part(begins.date(), begins.time(), ends.time(), before=True)]
        parts = []
        if late:
            parts.append(self._part(begins.date(), begins.time(), None, before=True))
        if early:
            parts.append(self._part(ends.date(), time(), ends.time(), before=False))
        return parts

    def _part(self, day: date, begins: time, ends: time | None, *, before: bool) -> MissingHours:
        there = (
            self.begins.astimezone(self.zone_before)
            if before
            else (self.ends - timedelta(microseconds=1)).astimezone(self.zone_after)
        )
        return MissingHours(day=day, begins=begins, ends=ends, there=there.date())


def _gaps(spoken: Sequence[Stretch], period: Period, home: ZoneInfo) -> list[_Gap]:
    moment, end = _midnight(period.first, home), _midnight(period.last + _DAY, home)
    found: list[_Gap] = []
    before = home
    for one in spoken:
        if one.ends <= moment or one.begins >= end:
            continue
        if one.begins > moment:
            found.append(_Gap(moment, one.begins, before, one.first_zone))
        moment, before = one.ends, one.last_zone
    if moment < end:
        found.append(_Gap(moment, end, before, home))
    return found


def speaks_of(source: TableSource, period: Period, zone: str) -> bool:
    """Whether any hour of the period lies in what the source speaks of."""
    home = ZoneInfo(zone)
    one = _stretch(source, home)
    if one is None:
        return False
    return one.begins < _midnight(period.last + _DAY, home) and one.ends > _midnight(
        period.first, home
    )


def heard_of(platform: Sequence[Observed], today: date, zone: str) -> Period | None:
    """From the first to the last day any export speaks of, never later than ``today``.

    Hours at either end of a platform's month do not make a day of the client's.
    """
    home = ZoneInfo(zone)
    spoken = [one for seen in platform for one in known(seen, zone)]
    days = [whole for one in spoken if (whole := one.days(home)) is not None]
    if not days:
        # One day of a platform elsewhere is two halves of days here.
        days = [Period(first=day, last=day) for day in _begun(spoken, home)]
    if not days:
        return None
    first = min(span.first for span in days)
    return Period(first=first, last=max(first, min(max(span.last for span in days), today)))


def _begun(spoken: Iterable[Stretch], home: ZoneInfo) -> list[date]:
    return [one.begins.astimezone(home).date() for one in spoken]
