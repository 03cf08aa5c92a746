"""The follow-ups of a session as one calendar file; a later edition moves its events.

An event is known by a UID that is made from the client, the session and which meeting it is, so
that the same meeting is never twice in anybody's calendar.
"""

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from coachkit.documents.plan_time_zones import time_zone_component
from coachkit.language.session_words import action_said, agenda, meeting_name
from coachkit.language.speech import Speech, speak
from coachkit.model.actions import Action, ActionState
from coachkit.model.client import Client
from coachkit.model.errors import InvalidValue
from coachkit.model.follow_ups import FollowUp, FollowUpKind
from coachkit.model.languages import Language

_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\u2028\u2029]")


def follow_up_calendar(  # noqa: PLR0913 - a calendar is all of this
    meetings: Sequence[FollowUp],
    client: Client,
    language: Language,
    *,
    session: int,
    made: datetime,
    actions: Sequence[Action] = (),
    revision: int = 0,
) -> bytes:
    """The calendar file of the meetings, each with its agenda in the text.

    ``session``: the number of the session they follow. ``made``: when, with its zone. ``actions``:
    those that are asked after at a check-in. ``revision``: rises with every edition. The same
    values give the same bytes. Raises :class:`InvalidValue`: ``unknown_time_zone``,
    ``not_positive``.
    """
    if made.tzinfo is None:
        raise InvalidValue("unknown_time_zone", "made", value=str(made))
    if revision < 0:
        raise InvalidValue("not_positive", "revision", value=revision)
    speech = speak(language)
    calendar = Calendar()
    calendar.add("prodid", "-//coachkit//follow-ups//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    # icalendar lets a line break through in this one, and a name would bring events of its own.
    name = " ".join(calendar_text(speech.say("%(client)s: follow-ups", client=client.name)).split())
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", client.time_zone)
    years = [meeting.day.year for meeting in meetings] or [made.year]
    zone = time_zone_component(client.time_zone, min(years) - 1, max(years) + 2)
    calendar.add_component(zone)
    for meeting in meetings:
        event = _event(meeting, client, speech, actions)
        event.add("uid", follow_up_uid(client, session, meeting))
        event.add("dtstamp", made)
        event.add("sequence", revision)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(meeting: FollowUp, client: Client, speech: Speech, actions: Sequence[Action]) -> Event:
    starts = datetime.combine(meeting.day, meeting.at, ZoneInfo(client.time_zone))
    event = Event()
    event.add("dtstart", starts)
    event.add("dtend", starts + timedelta(minutes=meeting.minutes))
    event.add("summary", calendar_text(meeting_name(meeting, speech)))
    event.add("description", calendar_text("\n".join(_told(meeting, speech, actions))))
    event.add("status", "CONFIRMED")
    return event


def _told(meeting: FollowUp, speech: Speech, actions: Sequence[Action]) -> list[str]:
    lines = [
        speech.say("%(minutes)s min: %(about)s", minutes=minutes, about=about)
        for minutes, about in agenda(meeting.kind, speech)
    ]
    if meeting.kind is FollowUpKind.CHECK_IN:
        opened = [one for one in actions if one.state is ActionState.OPEN]
        lines += ["", *(action_said(one, speech) for one in opened)] if opened else []
    if meeting.kind is FollowUpKind.MONTHLY:
        lines += [
            "",
            speech.say("Invite people who do not work with social media, too."),
        ]
    return lines


def follow_up_uid(client: Client, session: int, meeting: FollowUp) -> str:
    """By what a calendar knows that meeting after that session."""
    known = f"{client.slug}\n{session}\n{meeting.kind}\n{meeting.number}"
    return f"{hashlib.sha256(known.encode()).hexdigest()[:40]}@coachkit"


def calendar_text(text: str) -> str:
    """The text without what would break a line of a calendar file."""
    return _CONTROL.sub(" ", text)
