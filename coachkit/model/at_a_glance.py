"""A client at a glance: what comes next, what waits for the coach, what is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from coachkit.model.actions import Action
from coachkit.model.client import Client
from coachkit.model.errors import CoachkitError
from coachkit.model.follow_ups import FollowUpKind
from coachkit.model.observations import Platform

RHYTHM: Final = 31
"""Days from one export to the next, where a channel has not shown a rhythm of its own."""

_FASTEST: Final = 7
_GRACE: Final = 7
"""Days that an export may be late: platforms and people take a while."""


class NextMeeting(NamedTuple):
    """When one meets again. ``kind``: ``None`` for the session that was agreed on."""

    day: date
    kind: FollowUpKind | None = None


class MissingExport(NamedTuple):
    """A channel whose figures end too early. ``until``: their last day; ``None``: never any."""

    platform: Platform
    until: date | None = None


class StaleDecision(NamedTuple):
    """A decision that should have been looked at again on ``due``."""

    said: str
    due: date


class Urgency(IntEnum):
    """How much a client needs the coach, the most first."""

    UNREADABLE = 0
    MEETS_TODAY = 1
    OVERDUE = 2
    CALM = 3


@dataclass(frozen=True)
class Glance:
    """What a coach sees of a client before opening it.

    ``open_actions``: the overdue ones first, then by day. ``people``: the names one might look
    for. ``imported_at``: the last import; ``active_at``: when anything was last written.
    """

    client: Client
    today: date
    meeting: NextMeeting | None = None
    stale: tuple[StaleDecision, ...] = ()
    missing: tuple[MissingExport, ...] = ()
    open_actions: tuple[Action, ...] = ()
    imported_at: datetime | None = None
    active_at: datetime | None = None
    people: tuple[str, ...] = ()

    @property
    def overdue(self) -> tuple[Action, ...]:
        """The open actions whose day is past, the longest overdue first."""
        return tuple(one for one in self.open_actions if one.late(self.today))

    @property
    def meets_today(self) -> bool:
        """Whether one meets today."""
        return self.meeting is not None and self.meeting.day == self.today

    @property
    def urgency(self) -> Urgency:
        """How much it needs the coach."""
        if self.meets_today:
            return Urgency.MEETS_TODAY
        return Urgency.OVERDUE if self._waiting else Urgency.CALM

    @property
    def order(self) -> tuple[int, int, str, str]:
        """Where it stands among others: by need, then by name."""
        return (self.urgency, -self._waiting, self.client.name.casefold(), self.client.slug)

    @property
    def _waiting(self) -> int:
        return len(self.overdue) + len(self.stale) + len(self.missing)


@dataclass(frozen=True)
class Unseen:
    """A client that could not be looked at, and why."""

    slug: str
    reason: CoachkitError
    urgency: Urgency = Urgency.UNREADABLE

    @property
    def order(self) -> tuple[int, int, str, str]:
        """Before all others."""
        return (self.urgency, 0, self.slug, self.slug)


def missing_exports(
    wanted: Iterable[Platform],
    brought_in: Mapping[Platform, Iterable[date]],
    today: date,
) -> tuple[MissingExport, ...]:
    """The channels that are to be measured and whose figures end too early, never-measured first.

    ``brought_in``: the last day of each export, by channel.
    """
    missing = []
    for platform in dict.fromkeys(wanted):
        ends = sorted(set(brought_in.get(platform, ())))
        if not ends:
            missing.append(MissingExport(platform))
        elif (today - ends[-1]).days > _rhythm(ends) + _GRACE:
            missing.append(MissingExport(platform, ends[-1]))
    return tuple(sorted(missing, key=lambda one: (one.until or date.min, one.platform)))


def _rhythm(ends: list[date]) -> float:
    """How many days lie between exports of a channel, as a rule.

    Several tables of one month end within days of each other: that is no rhythm.
    """
    gaps = ((later - earlier).days for earlier, later in pairwise(ends))
    rhythm = [gap for gap in gaps if gap >= _FASTEST]
    return min(RHYTHM, median(rhythm)) if rhythm else RHYTHM


def by_urgency(open_actions: Iterable[Action]) -> tuple[Action, ...]:
    """Open actions in the order in which they fall due."""
    return tuple(sorted(open_actions, key=lambda one: (one.when, one.key)))
