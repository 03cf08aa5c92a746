"""Absences out of a calendar file (ICS), repeated ones too.

Only the days are kept, never what an entry says: why somebody is away is nobody's business here.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

from coachkit.model.errors import UnreadableExport
from coachkit.model.people import Absence, AbsenceReason
from coachkit.model.periods import Period

_MOST_BYTES = 5_000_000
_MOST_ENTRIES = 5_000
_MOST_ABSENCES = 500
_WHOLE_DAY = timedelta(hours=8)
"""Who is away so long of a day works nothing on it."""


def read_absences(
    content: bytes, period: Period, *, time_zone: str, file: str = ""
) -> tuple[Absence, ...]:
    """The absences of a calendar within ``period``, adjoining whole days together.

    Entries that are marked as free or as cancelled are none. An entry of some hours takes that
    part of an eight-hour day. :class:`UnreadableExport`: ``too_large``, ``not_a_calendar``,
    ``too_many_entries``, ``bad_date``.
    """
    events = _events(content, period, file)
    zone = ZoneInfo(time_zone)
    parts: dict[date, timedelta] = {}
    for event in events:
        for day, length in _days(event, zone, file):
            if day in period:
                parts[day] = parts.get(day, timedelta()) + length
    absences = _together(parts)
    if len(absences) > _MOST_ABSENCES:
        raise UnreadableExport("too_many_entries", file=file, limit=_MOST_ABSENCES)
    return absences


def _events(content: bytes, period: Period, file: str) -> list[Any]:
    if len(content) > _MOST_BYTES:
        raise UnreadableExport("too_large", file=file, limit=_MOST_BYTES)
    try:
        calendar = icalendar.Calendar.from_ical(content)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as refused:
        # The reader has no error of its own: a damaged line surfaces as any of these.
        raise UnreadableExport("not_a_calendar", file=file) from refused
    if calendar.name != "VCALENDAR":
        raise UnreadableExport("not_a_calendar", file=file)
    if len(calendar.walk("VEVENT")) > _MOST_ENTRIES:
        raise UnreadableExport("too_many_entries", file=file, limit=_MOST_ENTRIES)
    for event in calendar.walk("VEVENT"):
        _sensible(event, file)
    after = period.last + timedelta(days=1)
    try:
        found = recurring_ical_events.of(calendar).between(period.first, after)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as refused:
        raise UnreadableExport("bad_date", file=file) from refused
    return [event for event in found if _takes_time(event)]


def _sensible(event: Any, file: str) -> None:
    """Refuse what would repeat by the second: nobody is away so, and it would never end."""
    if "DTSTART" not in event:
        raise UnreadableExport("bad_date", file=file, column="DTSTART")
    rules = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        often = {str(one).upper() for one in rule.get("FREQ", [])}
        if often & {"SECONDLY", "MINUTELY", "HOURLY"} or any(
            rule.get(name) for name in ("BYSECOND", "BYMINUTE")
        ):
            raise UnreadableExport("bad_date", file=file, column="RRULE", value=", ".join(often))


def _takes_time(event: Any) -> bool:
    free = str(event.get("TRANSP", "")).upper() == "TRANSPARENT"
    shown = str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper()
    cancelled = str(event.get("STATUS", "")).upper() == "CANCELLED"
    # Outlook marks whole days away as “out of office” and yet as transparent in some versions.
    return not cancelled and (shown == "OOF" or (not free and shown not in {"FREE", "TENTATIVE"}))


def _days(event: Any, zone: ZoneInfo, file: str) -> list[tuple[date, timedelta]]:
    """The days of an entry, each with how long it takes of it."""
    starts, ends = event.decoded("DTSTART"), _end(event)
    if not isinstance(starts, datetime):
        if isinstance(ends, datetime) or ends < starts:
            raise UnreadableExport("bad_date", file=file, column="DTEND")
        days = max(1, (ends - starts).days)
        return [(starts + timedelta(days=number), _WHOLE_DAY) for number in range(days)]
    if not isinstance(ends, datetime):
        raise UnreadableExport("bad_date", file=file, column="DTEND")
    first, last = _local(starts, zone), _local(ends, zone)
    found = []
    while first < last:
        midnight = datetime.combine(first.date() + timedelta(days=1), datetime.min.time())
        until = min(last, midnight)
        found.append((first.date(), until - first))
        first = until
    return found


def _end(event: Any) -> Any:
    if "DTEND" in event:
        return event.decoded("DTEND")
    starts = event.decoded("DTSTART")
    if "DURATION" in event:
        return starts + event.decoded("DURATION")
    return starts if isinstance(starts, datetime) else starts + timedelta(days=1)


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    """By the client's clock; a time without a zone is meant so already."""
    there = moment if moment.tzinfo is None else moment.astimezone(zone)
    return there.replace(tzinfo=None)


def _together(parts: dict[date, timedelta]) -> tuple[Absence, ...]:
    """Adjoining days of which as much falls away, as one absence."""
    absences: list[Absence] = []
    for day in sorted(parts):
        part = min(1.0, round(parts[day] / _WHOLE_DAY, 3))
        if part <= 0:
            continue
        if _continues(absences, day, part):
            absences[-1] = absences[-1].changed(last=day)
        else:
            absences.append(Absence(first=day, last=day, reason=AbsenceReason.OTHER, part=part))
    return tuple(absences)


def _continues(absences: Sequence[Absence], day: date, part: float) -> bool:
    if not absences:
        return False
    last = absences[-1]
    return last.part == part and last.last + timedelta(days=1) == day
