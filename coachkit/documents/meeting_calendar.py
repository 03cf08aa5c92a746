"""Invitations to the monthly meeting: to the next one, and to one each month.

Both are known by a UID that stays the same however often they are written: a later edition
updates what stands in somebody's calendar. Where the next one follows a session, it is the very
meeting that the session's own calendar has.
"""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from coachkit.documents.follow_ups import calendar_text, follow_up_uid
from coachkit.documents.plan_time_zones import time_zone_component
from coachkit.language.session_words import agenda, meeting_name
from coachkit.language.speech import Speech, speak
from coachkit.model.client import Client
from coachkit.model.errors import InvalidValue
from coachkit.model.follow_ups import FollowUp
from coachkit.model.languages import Language
from coachkit.planning.follow_ups import LAST_PLACE, month_by_month

MONTHS: Final = 12
"""For how many months the series lasts: then one agrees anew whether it is worth the time."""

_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BEGINNING: Final = date(2020, 1, 1)


def invitation(  # noqa: PLR0913 - an invitation is all of this
    meeting: FollowUp,
    client: Client,
    language: Language,
    *,
    made: datetime,
    session: int | None = None,
    invited: Sequence[str] = (),
) -> bytes:
    """The next meeting alone.

    ``session``: the number of the session that it follows, if any; ``invited``: who is asked. The
    same values give the same bytes. Raises :class:`InvalidValue` ``unknown_time_zone``.
    """
    uid = _uid(client, f"{meeting.day:%Y-%m}")
    if session is not None:
        uid = follow_up_uid(client, session, meeting)
    return _written(
        [_event(meeting, client, speak(language), made, uid, invited)], client, language, meeting
    )


def monthly_invitation(
    meeting: FollowUp,
    client: Client,
    language: Language,
    *,
    made: datetime,
    invited: Sequence[str] = (),
) -> bytes:
    """A meeting on the same weekday of each month, the first on the day of ``meeting``.

    On days off it moves to the next working day. Raises :class:`InvalidValue`:
    ``unknown_time_zone``, ``unknown_country``.
    """
    zone = ZoneInfo(client.time_zone)
    event = _event(meeting, client, speak(language), made, _uid(client, "every month"), invited)
    place = (meeting.day.day - 1) // 7
    number = -1 if place >= LAST_PLACE else place + 1
    event.add(
        "rrule",
        {
            "freq": "monthly",
            "count": MONTHS,
            "byday": f"{number}{_WEEKDAYS[meeting.day.weekday()]}",
        },
    )
    for falls, held in month_by_month(meeting.day, client.country, months=MONTHS):
        if falls != held:
            event.add("exdate", datetime.combine(falls, meeting.at, zone))
            event.add("rdate", datetime.combine(held, meeting.at, zone))
    return _written([event], client, language, meeting)


def _event(  # noqa: PLR0913, PLR0917 - an event is all of this
    meeting: FollowUp,
    client: Client,
    speech: Speech,
    made: datetime,
    uid: str,
    invited: Sequence[str],
) -> Event:
    if made.tzinfo is None:
        raise InvalidValue("unknown_time_zone", "made", value=str(made))
    starts = datetime.combine(meeting.day, meeting.at, ZoneInfo(client.time_zone))
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", made)
    # It rises by the day: of two editions of one day the later stamp is the newer.
    event.add("sequence", max(0, (made.date() - _BEGINNING).days))
    event.add("dtstart", starts)
    event.add("dtend", starts + timedelta(minutes=meeting.minutes))
    event.add("summary", calendar_text(meeting_name(meeting, speech)))
    event.add("description", calendar_text("\n".join(_told(meeting, speech, invited))))
    event.add("status", "CONFIRMED")
    return event


def _told(meeting: FollowUp, speech: Speech, invited: Sequence[str]) -> list[str]:
    points = [
        speech.say("%(minutes)s min: %(about)s", minutes=minutes, about=about)
        for minutes, about in agenda(meeting.kind, speech)
    ]
    whom = [speech.say("Invited: %(who)s", who=speech.list(invited))] if invited else []
    return [*points, "", *whom, speech.say("Invite people who do not work with social media, too.")]


def _written(events: list[Event], client: Client, language: Language, meeting: FollowUp) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//coachkit//meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    about = meeting_name(meeting, speak(language))
    # A name with line breaks would bring events of its own.
    named = speak(language).say("%(client)s: %(meeting)s", client=client.name, meeting=about)
    name = " ".join(calendar_text(named).split())
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", client.time_zone)
    year = meeting.day.year
    calendar.add_component(time_zone_component(client.time_zone, year - 1, year + 3))
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _uid(client: Client, which: str) -> str:
    known = f"{client.slug}\nmonthly meeting\n{which}"
    return f"{hashlib.sha256(known.encode()).hexdigest()[:40]}@coachkit"
