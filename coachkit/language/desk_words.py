"""What the coach's desk says of clients: who needs the coach today, what comes next, what waits."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from coachkit.language.explaining import explain
from coachkit.language.findings import Finding
from coachkit.language.speech import Speech, later, later_in, speak
from coachkit.language.terms import platform_name
from coachkit.model.at_a_glance import (
    Glance,
    MissingExport,
    NextMeeting,
    StaleDecision,
    Unseen,
    Urgency,
)
from coachkit.model.follow_ups import FollowUpKind
from coachkit.model.languages import Language
from coachkit.model.visiting import VIEWER

_NAMED: Final = 3
"""Clients that the first sentence names; the list has them all."""

_CHANNELS_NAMED: Final = 3

_MEETINGS: Final[Mapping[FollowUpKind | None, tuple[str, str]]] = {
    None: later_in("next meeting", "session"),
    FollowUpKind.CHECK_IN: later_in("next meeting", "check-in"),
    FollowUpKind.MONTHLY: later_in("next meeting", "monthly meeting"),
    FollowUpKind.QUARTERLY: later_in("next meeting", "quarterly review"),
}

Seen = Glance | Unseen


def name_of(seen: Seen) -> str:
    """What a client is called; its short name where nothing else could be read."""
    return seen.slug if isinstance(seen, Unseen) else seen.client.name


def answer(seen: Sequence[Seen], speech: Speech) -> Finding:
    """Who needs the coach today. ``seen``: in the order of the list."""
    if not seen:
        return Finding(
            text=speech.say("There is no client yet."),
            detail=speech.say("Make the first one: a name and a country are enough."),
        )
    needing = [one for one in seen if one.urgency < Urgency.CALM]
    names = [name_of(one) for one in needing]
    if not needing:
        text = speech.say("No client needs you today.")
    elif len(names) <= _NAMED:
        text = speech.count(
            "%(n)s client needs you: %(names)s.",
            "%(n)s clients need you: %(names)s.",
            len(names),
            names=speech.list(names),
        )
    else:
        text = speech.count(
            "%(n)s client needs you, first of all %(names)s.",
            "%(n)s clients need you, first of all %(names)s.",
            len(names),
            names=speech.list(names[:_NAMED]),
        )
    return Finding(text=text, detail=_today(seen, speech))


def _today(seen: Sequence[Seen], speech: Speech) -> str:
    """Whom one meets today."""
    meeting = [one.client.name for one in seen if isinstance(one, Glance) and one.meets_today]
    if not meeting:
        return ""
    if len(meeting) > _NAMED:
        return speech.count(
            "You meet %(n)s client today.", "You meet %(n)s clients today.", len(meeting)
        )
    return speech.say("You meet %(names)s today.", names=speech.list(meeting))


def needs(seen: Seen, speech: Speech) -> tuple[str, ...]:
    """What a client needs of the coach, in a few words each; nothing where all is well."""
    if isinstance(seen, Unseen):
        return (explain(seen.reason, speech.language),)
    said = []
    if seen.meets_today and seen.meeting is not None:
        said.append(
            speech.say("Today: %(meeting)s", meeting=speech.say_in(*_MEETINGS[seen.meeting.kind]))
        )
    if seen.overdue:
        said.append(
            speech.count(
                "%(n)s of %(all)s actions overdue",
                "%(n)s of %(all)s actions overdue",
                len(seen.overdue),
                all=speech.number(len(seen.open_actions)),
            )
        )
    if seen.stale:
        said.append(
            speech.count(
                "%(n)s decision to look at again, the oldest since %(day)s",
                "%(n)s decisions to look at again, the oldest since %(day)s",
                len(seen.stale),
                day=_short(seen.stale[0].due, seen.today, speech),
            )
        )
    if seen.missing:
        said.append(_missing(seen.missing, speech))
    return tuple(said)


def _missing(missing: Sequence[MissingExport], speech: Speech) -> str:
    names = [platform_name(one.platform, speech) for one in missing]
    if len(names) > _CHANNELS_NAMED:
        return speech.count("%(n)s export missing", "%(n)s exports missing", len(names))
    return speech.say("No new export: %(channels)s", channels=speech.list(names))


def meeting_said(meeting: NextMeeting | None, today: date, speech: Speech) -> str:
    """When one meets next, and what for."""
    if meeting is None:
        return speech.say("No day agreed on")
    name = speech.say_in(*_MEETINGS[meeting.kind])
    if meeting.day == today:
        return speech.say("Today: %(meeting)s", meeting=name)
    return speech.say(
        "%(weekday)s %(day)s, %(meeting)s",
        weekday=_short_weekday(meeting.day.weekday(), speech.language),
        day=_short(meeting.day, today, speech),
        meeting=name,
    )


def imported_said(seen: Glance, speech: Speech) -> str:
    """When files were last brought in."""
    if seen.imported_at is None:
        return speech.say("Nothing imported yet")
    return speech.say("Import %(day)s", day=_there(seen.imported_at, seen, speech))


def active_said(seen: Glance, speech: Speech) -> str:
    """When anything was last written."""
    if seen.active_at is None:
        return ""
    return speech.say("Last change %(day)s", day=_there(seen.active_at, seen, speech))


def actions_said(seen: Glance, speech: Speech) -> str:
    """How many actions are open; empty where none is."""
    if not seen.open_actions:
        return ""
    return speech.count("%(n)s open action", "%(n)s open actions", len(seen.open_actions))


def stale_said(one: StaleDecision, today: date, speech: Speech) -> str:
    """A decision that should have been looked at, since when."""
    return speech.say(
        "“%(decision)s” – since %(day)s", decision=one.said, day=_short(one.due, today, speech)
    )


def missing_said(one: MissingExport, today: date, speech: Speech) -> str:
    """A channel whose figures end too early."""
    name = platform_name(one.platform, speech)
    if one.until is None:
        return speech.say("%(channel)s: never imported", channel=name)
    return speech.say(
        "%(channel)s: figures until %(day)s", channel=name, day=_short(one.until, today, speech)
    )


def calm_said(seen: Glance, speech: Speech) -> str:
    """What stands where nothing waits."""
    return actions_said(seen, speech) or speech.say("Nothing waits")


def _there(moment: datetime, seen: Glance, speech: Speech) -> str:
    return _short(moment.astimezone(ZoneInfo(seen.client.time_zone)).date(), seen.today, speech)


def _short(day: date, today: date, speech: Speech) -> str:
    return _short_day(day, speech.language, year=day.year != today.year)


@lru_cache(maxsize=4_000)
def _short_day(day: date, language: Language, *, year: bool) -> str:
    """A long list says the same few days hundreds of times."""
    return speak(language).short_day(day, year=year)


@cache
def _short_weekday(i: int, language: Language) -> str:
    return speak(language).short_weekday(i)


_PAGES: Final = {
    "dashboard": later("Dashboard"),
    "intake": later("Before the session"),
    "ideas": later("Ideas"),
    "strategy": later("Strategy session"),
    "campaign": later("Campaign session"),
    "evaluation": later("Evaluation session"),
    "living": later("The living strategy"),
    "plan": later("Content plan"),
    "exports": later("Bring files in"),
    "notes": later("My notes"),
}


def page_name(page: str, speech: Speech) -> str:
    """What a page of a client is called in a link to it; empty for one that nobody names."""
    said = _PAGES.get(page)
    return "" if said is None else speech.say(said)


def link_said(role: str, page: str, name: str, until: date | None, speech: Speech) -> str:
    """A link that was given away: for whom, what it opens, and until when."""
    if role == VIEWER:
        opens = speech.say("%(page)s, to look", page=page_name(page, speech))
    else:
        opens = speech.say("To fill in and bring files")
    if until is not None:
        day = speech.day(until)
        opens = speech.say("%(opens)s, until %(day)s", opens=opens, day=day)
    if not name:
        return opens
    return speech.say("%(who)s: %(opens)s", who=name, opens=opens)
