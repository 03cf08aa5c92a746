"""One calendar file per contributor, whose events a later plan moves instead of repeating.

An event is known by a UID that is made from the client, whose calendar it is, and the key of the
item; a newer plan sends it again under the same UID with a higher SEQUENCE (RFC 5545, 3.8.7.4).
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from coachkit.documents.plan_time_zones import time_zone_component
from coachkit.language.plan_words import gap_reason, hours_said, item_name, name_of_key, week_said
from coachkit.language.speech import Speech, speak
from coachkit.model.client import Client
from coachkit.model.errors import InvalidValue
from coachkit.model.languages import Language
from coachkit.model.plan_requests import RotaMode
from coachkit.model.plans import Plan, PlannedItem, Turn

_PUBLISHING: Final = timedelta(minutes=15)
_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\u2028\u2029]")
_NOT_IN_A_NAME: Final = re.compile(r"[^\w-]+")


@dataclass(frozen=True)
class Edition:
    """One giving out of a plan's calendars.

    ``made``: when, with its zone. ``revision``: rises with every edition. ``earlier``: the plans
    that were given out before, the oldest first; what was in them and is no longer comes as
    cancelled. :class:`InvalidValue` for a ``made`` without zone (``unknown_time_zone``) or a
    negative ``revision`` (``not_positive``).
    """

    made: datetime
    revision: int = 0
    earlier: tuple[Plan, ...] = ()

    def __post_init__(self) -> None:
        if self.made.tzinfo is None:
            raise InvalidValue("unknown_time_zone", "made", value=str(self.made))
        if self.revision < 0:
            raise InvalidValue("not_positive", "revision", value=str(self.revision))


@dataclass(frozen=True)
class _Entry:
    """An event before it is written. ``first``: a moment in the client's zone, or a day."""

    about: str
    first: datetime | date
    end: datetime | date
    summary: str
    told: str = ""


@dataclass(frozen=True)
class _Telling:
    """What all events of a calendar share."""

    plan: Plan
    client: Client
    speech: Speech

    def at(self, item: PlannedItem) -> datetime:
        return datetime.combine(item.day, item.at, ZoneInfo(self.client.time_zone))


def plan_calendars(
    plan: Plan, client: Client, language: Language, edition: Edition
) -> Mapping[str, bytes]:
    """A calendar file for everybody who is named in the plan, or was in an earlier one.

    By name of contributor. The same plan and edition give the same bytes.
    """
    people = sorted({who for one in (plan, *edition.earlier) for who in _people(one)})
    telling = _Telling(plan, client, speak(language))
    return {who: _calendar(telling, who, edition) for who in people}


def calendar_file_name(who: str) -> str:
    """A file name for somebody's calendar that every system takes; different for different names.

    The plain name where it is one; otherwise with a few characters that tell it apart.
    """
    plain = _NOT_IN_A_NAME.sub("-", who).strip("-").lower()[:60]
    if plain == who.lower() and plain:
        return f"{plain}.ics"
    mark = hashlib.sha256(_clean(who).encode()).hexdigest()[:6]
    return f"{plain or 'calendar'}-{mark}.ics"


def _people(plan: Plan) -> Iterator[str]:
    yield from (load.who for load in plan.loads)
    yield from (item.owner for item in plan.items)
    yield from (item.buddy for item in plan.items if item.buddy)
    yield from (turn.who for turn in plan.turns)
    yield from (duty.who for duty in plan.presence if duty.who)
    yield from (contact.who for contact in plan.contacts)


def _calendar(telling: _Telling, who: str, edition: Edition) -> bytes:
    client, speech = telling.client, telling.speech
    calendar = Calendar()
    calendar.add("prodid", "-//coachkit//plan//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    name = _clean(speech.say("%(client)s: plan of %(who)s", client=client.name, who=who))
    # icalendar lets a line break through here, and a name would bring events of its own.
    name = " ".join(name.split())
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", client.time_zone)
    plans = (telling.plan, *reversed(edition.earlier))
    calendar.add_component(time_zone_component(client.time_zone, *_years(plans)))
    seen: set[str] = set()
    for one in plans:
        status = "CONFIRMED" if one is telling.plan else "CANCELLED"
        for entry in _entries(_Telling(one, client, speech), who):
            if entry.about not in seen:
                seen.add(entry.about)
                calendar.add_component(_event(entry, _uid(client, who, entry), edition, status))
    return bytes(calendar.to_ical())


def _years(plans: Sequence[Plan]) -> tuple[int, int]:
    """A year more at both ends: work begins before the plan, calendars look beyond it."""
    ends = [one.starts + one.weeks * _WEEK for one in plans]
    return min(one.starts for one in plans).year - 1, max(ends).year + 2


def _event(entry: _Entry, uid: str, edition: Edition, status: str) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", edition.made)
    event.add("sequence", edition.revision)
    event.add("dtstart", entry.first)
    event.add("dtend", entry.end)
    event.add("summary", _clean(entry.summary))
    if entry.told:
        event.add("description", _clean(entry.told))
    event.add("status", status)
    event.add("transp", "TRANSPARENT")
    return event


def _uid(client: Client, who: str, entry: _Entry) -> str:
    """The same for the same thing in the same person's calendar; it spells out no name."""
    known = f"{client.slug}\n{who}\n{entry.about}".encode("utf-8", errors="replace")
    return f"{hashlib.sha256(known).hexdigest()[:40]}@coachkit"


def _entries(telling: _Telling, who: str) -> Iterator[_Entry]:
    plan = telling.plan
    for item in plan.items:
        if item.owner == who:
            yield from _owned(item, telling)
        elif item.buddy == who:
            yield _helped(item, telling)
    yield from (_turn(turn, telling) for turn in plan.turns if turn.who == who)
    for duty in plan.presence:
        if duty.who == who:
            minutes = telling.speech.count(
                "Daily presence: %(n)s minute", "Daily presence: %(n)s minutes", duty.minutes
            )
            yield _Entry(f"presence:{duty.day}", duty.day, duty.day + _DAY, minutes)
    for contact in plan.contacts:
        if contact.who == who:
            talk = telling.speech.say(
                "This week: a talk with %(department)s", department=contact.department
            )
            about = f"contact:{contact.week}:{contact.department}"
            yield _Entry(about, contact.week, contact.week + _WEEK, talk)


def _owned(item: PlannedItem, telling: _Telling) -> Iterator[_Entry]:
    speech, name = telling.speech, item_name(item, telling.speech)
    told = _told(item, speech)
    yield _Entry(
        f"start:{item.key}",
        item.starts,
        item.starts + _DAY,
        speech.say("Begin: %(item)s (%(hours)s)", item=name, hours=hours_said(item.hours, speech)),
        told,
    )
    at = telling.at(item)
    published = speech.say("Publish on %(channel)s: %(item)s", channel=item.channel, item=name)
    yield _Entry(f"publish:{item.key}", at, at + _PUBLISHING, published, told)


def _helped(item: PlannedItem, telling: _Telling) -> _Entry:
    speech = telling.speech
    hours = sum(work.hours for work in item.buddy_work)
    return _Entry(
        f"help:{item.key}",
        item.starts,
        item.starts + _DAY,
        speech.say(
            "Help %(who)s with: %(item)s (%(hours)s)",
            who=item.owner,
            item=item_name(item, speech),
            hours=hours_said(hours, speech),
        ),
        _told(item, speech),
    )


def _told(item: PlannedItem, speech: Speech) -> str:
    day = speech.day(item.day)
    lines = [
        speech.say(
            "%(content_type)s on %(channel)s, published on %(day)s.",
            content_type=item.content_type,
            channel=item.channel,
            day=day,
        )
    ]
    if item.audience:
        lines.append(speech.say("Audience: %(audience)s", audience=item.audience))
    if item.message:
        lines.append(speech.say("Message: %(message)s", message=item.message))
    if item.buddy:
        lines.append(speech.say("Buddy: %(buddy)s", buddy=item.buddy))
    return "\n".join(lines)


def _turn(turn: Turn, telling: _Telling) -> _Entry:
    speech = telling.speech
    lines = [name_of_key(key, telling.plan, speech) for key in turn.keys]
    if turn.reason is not None:
        lines.append(gap_reason(turn.reason, speech))
    # A turn of one item moves with its item; an owner's week is known by the week.
    by_item = telling.plan.mode is RotaMode.ITEM_TURNS and turn.keys
    about = turn.keys[0] if by_item else str(turn.week)
    return _Entry(
        f"turn:{about}",
        turn.week,
        turn.week + _WEEK,
        speech.say("Your turn in %(week)s", week=week_said(turn.week, speech)),
        "\n".join(lines),
    )


def _clean(text: str) -> str:
    return _CONTROL.sub(" ", text)
