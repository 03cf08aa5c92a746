"""The board on which a plan is laid out: items go up, come down, and book their makers' hours."""

from collections import Counter, defaultdict
from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date

from coachkit.model.content import Channel, ContentType
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.plans import Contact, Plan, PlannedItem, PresenceDuty, Turn, WhyGap
from coachkit.planning.ledger import Booking, Ledger
from coachkit.planning.makers import Makers, minutes_of
from coachkit.planning.working_days import WorkingDays

AHEAD_WEEKS = 2
"""Whoever has few hours may begin so many weeks before the week of publication."""


@dataclass(frozen=True)
class Draft:
    """An item on the board. Channels, content types, contributors and weeks are numbers."""

    channel: int
    content: int
    week: int
    day: date
    key: str = ""
    title: str = ""
    owner: int = -1
    buddy: int | None = None
    work: Booking = ()
    buddy_work: Booking = ()
    audience: str = ""
    message: str = ""
    origin: str = ""
    campaign: str | None = None
    locked: bool = False
    turn: bool = False
    begun: bool = False

    @property
    def fixed(self) -> bool:
        """Whether it has to be: nobody takes it down to keep a floor."""
        return self.locked or self.begun or self.campaign is not None


class Board:
    """Who has what; ``before``: the plan that is to change as little as possible."""

    def __init__(
        self, request: PlanRequest, days: WorkingDays, makers: Makers, before: Plan | None
    ) -> None:
        self.request, self.days, self.makers = request, days, makers
        self.ledger = Ledger.opened(makers, days, request.protected)
        self.minutes = [minutes_of(one.hours) for one in request.content]
        self.help = [
            minutes_of(one.hours * request.turn_rule.buddy_part) for one in request.content
        ]
        self.takes = [
            [number for number, one in enumerate(request.content) if one in request.types_of(c)]
            for c in request.channels
        ]
        self.drafts: list[Draft] = []
        self.posts = [[0] * request.weeks for _ in request.channels]
        self.load = [0] * len(makers.people)
        self.given = [_sums(minutes) for minutes in makers.minutes]
        self.owners: list[int | None] = [None] * request.weeks
        self.reasons: dict[tuple[int, int, int], WhyGap] = {}
        self._on_day: Counter[date] = Counter()
        self._channel_days: dict[tuple[int, int], list[date]] = defaultdict(list)
        self.remembered, self.turns_before = _remembered(request, days, before)
        self.begun: dict[str, PlannedItem] = {}
        self.past_turns: dict[tuple[int, int], Turn] = {}
        self.past_duties: tuple[PresenceDuty, ...] = ()
        self.past_contacts: tuple[Contact, ...] = ()
        self.carried = [[0] * request.weeks for _ in makers.people]

    # ── Places ──────────────────────────────────────────────────────────────────────────────────

    def channel(self, number: int) -> Channel:
        """The channel with that number."""
        return self.request.channels[number]

    def content(self, number: int) -> ContentType:
        """The content type with that number."""
        return self.request.content[number]

    def room(self, channel: int, week: int) -> int:
        """How many posts the wish still has room for."""
        return max(0, self.channel(channel).target_a_week - self.posts[channel][week])

    def days_for(self, channel: int, content: int, week: int) -> list[date]:
        """The days on which such an item can be published: quiet ones first."""
        lead = self.content(content).lead_days
        taken = self._channel_days[channel, week]
        days = [
            day
            for day in self.days.publishing(self.channel(channel), week)
            if self.days.in_time(day, lead)
        ]
        return sorted(
            days,
            key=lambda day: (
                -min((abs((day - other).days) for other in taken), default=7),
                self._on_day[day],
                day,
            ),
        )

    # ── Who ─────────────────────────────────────────────────────────────────────────────────────

    def may_join(self, who: int, channel: int) -> bool:
        """Whether somebody is on a channel."""
        return channel in self.makers.channels[who]

    def fitted(self, draft: Draft, who: int) -> Draft | None:
        """The draft with ``who`` as its owner and hours for it, or ``None``; nothing is booked."""
        content = self.content(draft.content)
        starts = self.days.work_starts(draft.day, content.lead_days)
        if starts < self.days.begins or draft.day < self.days.begins:
            return None
        latest, last = self.days.week(starts), self.days.week(draft.day)
        ahead = max(0, min(latest, last - AHEAD_WEEKS))
        # Scraps of time come last: nobody likes to begin for ten minutes.
        tries = ((latest, False), (ahead, False), (ahead, True), (latest, True))
        for first, scraps in tries:
            fitted = self._fitted(draft, who, first, last, scraps=scraps)
            if fitted is not None:
                return fitted
        return None

    def _fitted(
        self, draft: Draft, who: int, first: int, last: int, *, scraps: bool
    ) -> Draft | None:
        if not self.makers.can_make(who, draft.content, first):
            return None
        spread = self.ledger.gathered if scraps else self.ledger.spread
        work = spread(who, first, last, self.minutes[draft.content])
        if work is None:
            return None
        buddy = self.makers.buddy_for(who, draft.content, first)
        if buddy is None:
            return replace(draft, owner=who, work=work)
        self.ledger.book(who, work)
        helping = spread(buddy, first, last, self.help[draft.content])
        self.ledger.give_back(who, work)
        if helping is None:
            return None
        return replace(draft, owner=who, work=work, buddy=buddy, buddy_work=helping)

    def share(self, who: int, minutes: int, week: int) -> float:
        """The part of somebody's hours up to a week that is given out, with ``minutes`` more."""
        return (self.load[who] + minutes) / max(1, self.given[who][week])

    # ── Up and down ─────────────────────────────────────────────────────────────────────────────

    def put(self, draft: Draft) -> None:
        """Put an item with its owner on the board and book the hours."""
        self.drafts.append(draft)
        self._count(draft, 1)

    def take_down(self, draft: Draft) -> None:
        """Take an item off the board and give the hours back."""
        self.drafts.remove(draft)
        self._count(draft, -1)

    def _count(self, draft: Draft, sign: int) -> None:
        self.posts[draft.channel][draft.week] += sign
        self._on_day[draft.day] += sign
        days = self._channel_days[draft.channel, draft.week]
        (days.append if sign > 0 else days.remove)(draft.day)
        for who, work in ((draft.owner, draft.work), (draft.buddy, draft.buddy_work)):
            if who is None or who < 0:
                continue
            (self.ledger.book if sign > 0 else self.ledger.give_back)(who, work)
            self.load[who] += sign * sum(minutes for _, minutes in work)

    def window(self, week: int) -> int:
        """The number of the window of the floors in which a week lies."""
        return week // self.request.window_weeks

    def forget(self, keys: Container[str]) -> None:
        """Items that stand already need no place again."""
        for items in (*self.remembered.values(), *self.turns_before.values()):
            items[:] = [item for item in items if item.key not in keys]

    def remember(self, channel: int, content: int, week: int) -> PlannedItem | None:
        """An item of the plan before that stood in such a place, each only once."""
        items = self.remembered.get((channel, content, week))
        return items.pop(0) if items else None


def _sums(minutes: tuple[int, ...]) -> list[int]:
    sums, total = [], 0
    for one in minutes:
        total += one
        sums.append(total)
    return sums


Places = dict[tuple[int, int, int], list[PlannedItem]]
Turns = dict[tuple[int, int, str], list[PlannedItem]]


def _remembered(
    request: PlanRequest, days: WorkingDays, before: Plan | None
) -> tuple[Places, Turns]:
    """The free items of the plan before, by the place that they had; turns also by their owner."""
    channels = {one.name: number for number, one in enumerate(request.channels)}
    content = {one.name: number for number, one in enumerate(request.content)}
    locked = {one.key for one in request.locked}
    places: Places = defaultdict(list)
    turns: Turns = defaultdict(list)
    for item in before.items if before else ():
        if item.locked or item.campaign is not None or item.key in locked:
            continue
        if item.channel not in channels or item.content_type not in content:
            continue
        channel, week = channels[item.channel], days.week(item.day)
        if item.turn:
            turns[channel, week, item.owner].append(item)
        else:
            places[channel, content[item.content_type], week].append(item)
    return places, turns
