"""Looks at every client of a workspace: all at first, then those alone that have changed."""

import logging
import time
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from coachkit.language.read_back import agreed_day
from coachkit.language.speech import speak
from coachkit.language.strategy_words import decision_name
from coachkit.language.terms import platform_name
from coachkit.model.actions import ActionPlan
from coachkit.model.at_a_glance import (
    Glance,
    NextMeeting,
    StaleDecision,
    Unseen,
    by_urgency,
    missing_exports,
)
from coachkit.model.audit import Verdict
from coachkit.model.errors import CoachkitError, InvalidValue, StoreError
from coachkit.model.intake import Intake
from coachkit.model.languages import LANGUAGES
from coachkit.model.observations import Platform
from coachkit.model.people import Team
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.session_record import NEXT_DATE
from coachkit.model.sessions import Session
from coachkit.model.strategy import Strategy
from coachkit.model.strategy_gaps import stale
from coachkit.model.values import Value
from coachkit.planning.follow_ups import follow_ups
from coachkit.store.glimpses import Glimpse, State
from coachkit.store.workspace import Workspace

_log = logging.getLogger(__name__)

KINDS: Final[frozenset[type[Value]]] = frozenset(
    {ActionPlan, Intake, PlanRequest, Session, Strategy, Team}
)

AGAIN: Final = 30.0
"""Seconds after which clients on a database server are looked at again, changed or not."""

Seen = Glance | Unseen

_meetings = cache(follow_ups)


class Clients:
    """All clients at a glance, as they were when they were last looked at.

    ``now`` tells the time: what is overdue depends on the day where the client is.
    """

    def __init__(self, workspace: Workspace, now: Any) -> None:
        self._workspace, self._now = workspace, now
        self._states: dict[str, State] = {}
        self._found: dict[str, Glimpse | CoachkitError] = {}
        self._seen: dict[str, tuple[date, Seen]] = {}
        self._asked_at = -AGAIN

    def look(self) -> Iterator[int]:
        """Look at everybody who has changed, one after another; says how many were looked at.

        Whoever is gone is forgotten once all have been looked at.
        """
        again = time.monotonic() - self._asked_at >= AGAIN
        if again:
            self._asked_at = time.monotonic()
        known, there = frozenset(self._found), set()
        for number, one in enumerate(self._workspace.glimpses(KINDS, self._states, again=again), 1):
            there.add(one.slug)
            if one.found is not None:
                self._found[one.slug] = one.found
                self._seen.pop(one.slug, None)
                self._states[one.slug] = one.state
            yield number
        # whoever came while all were looked at was not known then, and is not gone
        for slug in known - there:
            self._found.pop(slug, None)
            self._states.pop(slug, None)
            self._seen.pop(slug, None)

    @property
    def seen(self) -> tuple[Seen, ...]:
        """Everybody, by need and then by name."""
        moment = self._now()
        every = (self._of(slug, moment) for slug in self._found)
        return tuple(sorted(every, key=lambda one: one.order))

    def _of(self, slug: str, moment: datetime) -> Seen:
        found = self._found[slug]
        if isinstance(found, CoachkitError):
            return Unseen(slug, found)
        today = moment.astimezone(ZoneInfo(found.client.time_zone)).date()
        known = self._seen.get(slug)
        if known is None or known[0] != today:
            self._seen[slug] = known = (today, _looked_at(found, today))
        return known[1]


def _looked_at(found: Glimpse, today: date) -> Seen:
    try:
        return _glance(found, today)
    except CoachkitError as error:
        return Unseen(found.client.slug, error)
    except (ValueError, TypeError, KeyError, AttributeError):
        # what no version of ours has written: it must not hide everybody else
        _log.exception("%s cannot be looked at", found.client.slug)
        return Unseen(found.client.slug, StoreError("damaged", client=found.client.slug))


def _glance(found: Glimpse, today: date) -> Glance:
    strategy = found.plain(Strategy)
    actions = by_urgency((found.the(ActionPlan) or ActionPlan()).open)
    brought_in: dict[Platform, list[date]] = {}
    for one in found.brought_in:
        if one.until is not None:
            brought_in.setdefault(one.platform, []).append(one.until)
    return Glance(
        client=found.client,
        today=today,
        meeting=_next_meeting(found, today),
        stale=tuple(_stale(strategy, found, today)),
        missing=missing_exports(_measured(strategy, found), brought_in, today),
        open_actions=actions,
        imported_at=found.imported_at,
        active_at=found.active_at,
        people=tuple(_people(strategy, found, (one.who for one in actions))),
    )


def _stale(plain: Mapping[str, Any], found: Glimpse, today: date) -> Iterator[StaleDecision]:
    parts = (part if isinstance(part, list) else [part] for part in plain.values())
    decisions = (one for part in parts for one in part if isinstance(one, dict))
    days = (one.get("review_on") for one in decisions)
    if not any(day is not None and date.fromisoformat(day) < today for day in days):
        # most are up to date, and need not be made whole values of
        return
    speech = speak(found.client.language)
    for one in stale(found.the(Strategy) or Strategy(), today):
        yield StaleDecision(decision_name(one, speech), one.review_on or today)


def _next_meeting(found: Glimpse, today: date) -> NextMeeting | None:
    """The day that was agreed on, or the first of those that follow a session as a rule."""
    session = found.plain(Session)
    started = session.get("started_at")
    if not started or session.get("practice"):
        return None
    zone = ZoneInfo(found.client.time_zone)
    held = datetime.fromisoformat(started).astimezone(zone).date()
    meetings = []
    for taken in session.get("decisions", ()):
        day = agreed_day(taken["text"]) if taken.get("key") == NEXT_DATE else None
        if day is not None and day > held:
            meetings.append(NextMeeting(day))
    try:
        usual = _meetings(held, found.client.country)
    except InvalidValue:
        # a country whose holidays nobody knows
        usual = ()
    meetings += [NextMeeting(one.day, one.kind) for one in usual]
    ahead = [one for one in meetings if one.day >= today]
    # of two on one day, the one that was agreed on
    return min(ahead, key=lambda one: one.day, default=None)


def _measured(strategy: Mapping[str, Any], found: Glimpse) -> Iterator[Platform]:
    """The channels of plan and strategy of which a platform reports figures."""
    chosen = [
        (_platform(one["channel"]), one["verdict"])
        for one in strategy.get("channels", ())
        if one["verdict"] is not None
    ]
    stopped = {platform for platform, verdict in chosen if verdict != Verdict.KEEP}
    wanted = [platform for platform, _ in chosen]
    wanted += [
        Platform(channel["platform"]) if channel.get("platform") else _platform(channel["name"])
        for channel in found.plain(PlanRequest).get("channels", ())
    ]
    for one in wanted:
        if one is not None and one not in stopped:
            yield one


def _platform(channel: str) -> Platform | None:
    """The platform that a channel's name begins with, in whichever language."""
    name = channel.strip().casefold()
    for known, platform in _platform_names().items():
        if name == known or name.startswith((f"{known} ", f"{known}:")):
            return platform
    return None


@cache
def _platform_names() -> Mapping[str, Platform]:
    told = (Platform.OTHER, Platform.META, Platform.MENTIONS)
    return {
        platform_name(platform, speak(language)).casefold(): platform
        for platform in Platform
        if platform not in told
        for language in LANGUAGES
    }


def _people(strategy: Mapping[str, Any], found: Glimpse, owners: Iterator[str]) -> Iterator[str]:
    """The names that one might look for, each once."""
    team = found.plain(PlanRequest).get("team") or found.plain(Team)
    intake = found.plain(Intake)
    names = [
        *(one["name"] for one in team.get("people", ())),
        *(one["name"] for one in intake.get("attending", ()) if one.get("consents")),
        *strategy.get("authors", ()),
        *owners,
    ]
    yield from dict.fromkeys(filter(None, names))
