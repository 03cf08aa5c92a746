"""The cadence: how many posts of which kind fit each channel and week. A small mixed programme.

Only counts are whole numbers. It runs to a proven gap, never to a time limit, and small terms
that depend on the order of the request alone decide between answers that are equally good.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from coachkit.model.plan_requests import RotaMode
from coachkit.model.plans import Rule
from coachkit.planning.board import AHEAD_WEEKS, Board, Draft
from coachkit.planning.floors import floors_of
from coachkit.planning.makers import NEVER
from coachkit.planning.programme import BROKEN, Programme

_IRRELEVANT = 20 * BROKEN
"""Relevance goes before minimums: no minimum is reached with reshares."""

_UNFAIR = 0.6
"""What an hour costs that a group of core staff gives beyond its fair share."""

_ABOUT_FAIR = 0.005
"""So much more of its hours than all core staff together a group may give for nothing."""

_STEADY = 0.01
"""What it is worth to keep a post of the plan before."""

Place = tuple[int, int, int]
"""Channel, content type, week, by number."""

Span = tuple[int, int, int]
"""A person, and the first and last week of their work."""


@dataclass(frozen=True)
class Cadence:
    """How many free items stand in each place.

    ``open_value``: how much more any other answer could at most be worth. ``makers``: who makes
    the items of a place, where that is settled, and ``hours``: out of which weeks, in minutes, by
    person, first and last week of the work. ``found``: hours that had to be found, by group of
    makers and week; only where they may be.
    """

    counts: dict[Place, int]
    open_value: float
    makers: dict[Place, list[int]] = field(default_factory=dict)
    hours: dict[Span, dict[int, int]] = field(default_factory=dict)
    found: dict[tuple[int, int], float] = field(default_factory=dict)


class Model:
    """The programme of a board: one column for each place that a free item can have."""

    def __init__(self, board: Board, weeks: range, *, elastic: bool = False) -> None:
        self.board, self.weeks, self.elastic = board, weeks, elastic
        self.programme = Programme()
        self.makers = {week: week_makers(board, week) for week in weeks}
        self.masks: dict[Place, int] = {}
        self.masks_of: dict[int, list[tuple[Place, int]]] = {week: [] for week in weeks}
        self.columns: dict[Place, int] = {}
        self.found: dict[tuple[int, int], int] = {}
        for week in weeks:
            for channel in range(len(board.request.channels)):
                self._open(channel, week)

    def _open(self, channel: int, week: int) -> None:
        room = self.room(channel, week)
        for content in self.kinds(channel) if room else ():
            place = channel, content, week
            mask = self._mask(place)
            if not (mask or self.elastic) or not self.board.days_for(channel, content, week):
                continue
            self.masks[place] = mask
            self.masks_of[week].append((place, mask))
            # The later in the request, the dearer: a stable order decides between equals.
            cost = 1e-4 * self.board.minutes[content] / 60 + 1e-6 * (channel + content)
            self.columns[place] = self.programme.column(
                0.0 if self.elastic else cost, room, whole=True
            )

    def _mask(self, place: Place) -> int:
        channel, content, week = place
        board, mask = self.board, 0
        for who in self.makers[week]:
            if not board.may_join(who, channel) or not board.makers.can_make(who, content, week):
                continue
            enough = board.ledger.most(who, week - AHEAD_WEEKS, week) >= board.minutes[content]
            if self.elastic or (enough and self._near(who, week)):
                mask |= 1 << who
        return mask

    def _near(self, who: int, week: int) -> bool:
        """Whether somebody is there in the week of publication or the one before.

        Who has left by then, or is away for long, cannot look after what they made.
        """
        return any(self.board.makers.minutes[who][max(0, week - 1) : week + 1])

    # ── What posts are worth ────────────────────────────────────────────────────────────────────

    def value_posts(self) -> None:
        """Each further post of a channel and week is worth less than the one before."""
        standing_at = self._standing()
        for (channel, week), columns in self._by_channel_week().items():
            terms = [
                (column, self.board.content(content).worth) for content, column in columns.items()
            ]
            standing = standing_at[channel, week]
            one = self.board.channel(channel)
            most = standing + sum(worth * self.programme.upper[column] for column, worth in terms)
            pieces = []
            for number in range(min(int(np.ceil(most)), 60)):
                worth = one.weight * one.fade**number
                pieces.append((self.programme.column(-worth, 1.0), -1.0))
            self.programme.row([*terms, *pieces], -standing, -standing)
        self._keep_steady()

    def _keep_steady(self) -> None:
        for place, items in self.board.remembered.items():
            if place in self.columns and items:
                kept = self.programme.column(-_STEADY, len(items))
                self.programme.row([(self.columns[place], 1.0), (kept, -1.0)], 0.0, np.inf)

    def _standing(self) -> dict[tuple[int, int], float]:
        standing: dict[tuple[int, int], float] = defaultdict(float)
        for draft in self.board.drafts:
            standing[draft.channel, draft.week] += self.board.content(draft.content).worth
        return standing

    def _by_channel_week(self) -> dict[tuple[int, int], dict[int, int]]:
        found: dict[tuple[int, int], dict[int, int]] = defaultdict(dict)
        for (channel, content, week), column in self.columns.items():
            found[channel, week][content] = column
        return found

    # ── Minimums and ceilings ───────────────────────────────────────────────────────────────────

    def keep_least(self) -> None:
        """At most the wish, at least the minimum, where a channel publishes at all."""
        by_place = self._by_channel_week()
        for week in self.weeks:
            for channel, one in enumerate(self.board.request.channels):
                columns = by_place.get((channel, week), {})
                terms = [(column, 1.0) for column in columns.values()]
                if terms:
                    self.programme.row(terms, 0.0, self.room(channel, week))
                missing = self.least(channel, week) - self.board.posts[channel][week]
                if missing > 0 and self.board.days.publishing(one, week):
                    self.programme.row([*terms, self.programme.may_miss()], missing, np.inf)

    def room(self, channel: int, week: int) -> int:
        """How many free items a channel can have in a week."""
        return self.board.room(channel, week)

    def kinds(self, channel: int) -> list[int]:
        """The content types that free items of a channel can have."""
        return self.board.takes[channel]

    def least(self, channel: int, week: int) -> int:
        """The minimum of a channel in a week."""
        return self.board.channel(channel).least_a_week if week in self.weeks else 0

    def lines(self, week: int) -> int:
        """The minutes of the protected lines in a week."""
        return self.board.ledger.protected[week]

    def keep_floors(self) -> None:
        """Relevance, reshares and mix, in each window."""
        windows: dict[int, dict[Place, int]] = defaultdict(dict)
        for place, column in self.columns.items():
            windows[self.board.window(place[2])][place] = column
        standing: dict[int, list[Draft]] = defaultdict(list)
        for draft in self.board.drafts:
            standing[self.board.window(draft.week)].append(draft)
        for window, columns in windows.items():
            self._keep_window(columns, standing[window])

    def _keep_window(self, columns: dict[Place, int], drafts: list[Draft]) -> None:
        for floor in floors_of(self.board):
            terms = [
                (column, (1.0 if place[1] in floor.counted else 0.0) - floor.share)
                for place, column in columns.items()
                if floor.channel in (None, place[0])
            ]
            here = [draft for draft in drafts if floor.concerns(draft)]
            within = any(factor > -floor.share for _, factor in terms)
            within = within or any(draft.content in floor.counted for draft in here)
            if not terms or (floor.rule is Rule.MIX and not within):
                # A bucket that nobody can fill is told as broken; it does not empty the calendar.
                continue
            standing = sum((draft.content in floor.counted) - floor.share for draft in here)
            price = BROKEN if floor.rule is Rule.MIX else _IRRELEVANT
            missed = self.programme.may_miss(price)
            self.programme.row([*terms, missed], -standing - 1e-9, np.inf)

    # ── Hours ───────────────────────────────────────────────────────────────────────────────────

    def keep_hours(self) -> None:
        """No group of makers gives more hours than it has, made ahead by two weeks at most."""
        groups = {week: self._groups(week) for week in self.weeks}
        ahead: dict[tuple[int, int], int] = {}
        for week in self.weeks:
            for group in sorted(groups[week]):
                if week - 1 in self.weeks:
                    ahead[group, week] = self.programme.column(1e-6)
        for week in self.weeks if self.elastic else ():
            for group in sorted(groups[week]):
                # Hours that anybody could give are found more easily than rare ones.
                rare = 1e-4 * (len(self.board.makers.people) - group.bit_count())
                self.found[group, week] = self.programme.column(1.0 + rare)
        for week in self.weeks:
            following = groups.get(week + 1, set())
            for group in sorted(groups[week] | following):
                self._keep_group(group, week, ahead)

    def _groups(self, week: int) -> set[int]:
        masks = dict(self.masks_of[week])
        everybody = 0
        for mask in masks.values():
            everybody |= mask
        groups = _with_unions(masks, everybody) | ({everybody} if everybody else set())
        nobody = {mask for mask in masks.values() if not mask}
        return groups | nobody

    def _keep_group(self, group: int, week: int, ahead: dict[tuple[int, int], int]) -> None:
        terms = self._hours_of(group, week)
        own, before = ahead.get((group, week)), ahead.get((group, week + 1))
        following = [] if before is None else [(before, 1.0)]
        if own is not None:
            # No more can be made ahead than there is to make in this week and the next.
            self.programme.row([*terms, *following, (own, -1.0)], 0.0, np.inf)
            if before is not None:
                later = self._hours_of(group, week + 1)
                self.programme.row([*terms, *later, (own, -1.0)], 0.0, np.inf)
            terms = [*terms, (own, -1.0)]
        terms = [*terms, *following]
        if not terms:
            return
        terms += [
            (column, -1.0)
            for (other, when), column in self.found.items()
            if when == week and other & ~group == 0
        ]
        self.programme.row(terms, -np.inf, self._hours(group, week))

    def _hours_of(self, group: int, week: int) -> list[tuple[int, float]]:
        """What the free items of a week take that nobody outside a group can make."""
        return [
            (self.columns[place], self.board.minutes[place[1]] / 60)
            for place, mask in self.masks_of[week]
            if mask & ~group == 0
        ]

    def _hours(self, group: int, week: int) -> float:
        board = self.board
        carried = others = 0.0
        for who in self.makers[week]:
            if not group >> who & 1:
                continue
            free = float(max(0, board.ledger.free[who][week]))
            if min(board.makers.alone[who]) == NEVER:
                # Their buddy spends hours, too.
                free *= 1.0 - board.request.turn_rule.buddy_part
            if who in board.ledger.carriers:
                carried += free
            else:
                others += free
        left = board.ledger.together[week] - self.lines(week)
        return (min(carried, max(0.0, left)) + others) / 60

    # ── Fairness ────────────────────────────────────────────────────────────────────────────────

    def keep_fair(self) -> None:
        """Whoever has rare skills is not worked to the bone while others have hours left.

        Over the weeks a group of core staff should give about the same part of its hours as
        all of them together. That is a price, not a rule: some can do less than others.
        """
        board = self.board
        core = [who for who in board.makers.core if self.given(board.makers.minutes[who])]
        masks = {place: self._lasting_mask(place, core) for place in self.columns}
        everybody = sum(1 << who for who in core)
        groups = _with_unions(masks, everybody)
        if not groups:
            return
        hours = {who: self.given(board.makers.minutes[who]) for who in core}
        given = {who: self.booked(who) for who in core}
        lines = self.given(board.ledger.protected)
        share = self.programme.column(0.0)
        every = [
            (column, board.minutes[place[1]] / 60)
            for place, column in self.columns.items()
            if masks[place] & ~everybody == 0
        ]
        all_hours = sum(hours.values())
        standing = lines + sum(given.values())
        self.programme.row([*every, (share, -all_hours)], -standing, -standing)
        for group in sorted(groups):
            inside = [who for who in core if group >> who & 1]
            capacity = sum(hours[who] for who in inside)
            terms = [
                (column, board.minutes[place[1]] / 60)
                for place, column in self.columns.items()
                if masks[place] & ~group == 0
            ]
            terms += [(share, -capacity), (self.programme.column(_UNFAIR), -1.0)]
            free = _ABOUT_FAIR * capacity - sum(given[who] for who in inside)
            self.programme.row(terms, -np.inf, free)

    def booked(self, who: int) -> float:
        """Hours that somebody has given out over the weeks of the programme."""
        return self.given(self.board.ledger.booked(who, self.board.makers.minutes[who]))

    def given(self, minutes: Sequence[int]) -> float:
        """Hours over the weeks of the programme."""
        return sum(minutes[week] for week in self.weeks) / 60

    def _lasting_mask(self, place: Place, core: list[int]) -> int:
        channel, content, week = place
        mask = self.masks[place] & ~sum(1 << who for who in core)
        for who in core:
            if self.board.may_join(who, channel) and self.board.makers.can_make(who, content, week):
                mask |= 1 << who
        return mask

    def solved(self) -> Cadence:
        """The answer in whole posts, and how much more they could at most be worth."""
        if not self.programme.entries:
            return Cadence({}, 0.0)
        answer, bound = self.programme.solved()
        if self.programme.keep_missed(answer):
            answer, bound = self.programme.solved()
        counts = {place: round(answer[column]) for place, column in self.columns.items()}
        return self.told(
            answer,
            Cadence(
                counts={place: count for place, count in counts.items() if count},
                open_value=max(0.0, float(np.dot(self.programme.cost, answer)) - bound),
                found={group: answer[column] for group, column in self.found.items()},
            ),
        )

    def told(self, answer: list[float], cadence: Cadence) -> Cadence:
        """The cadence with all that the answer tells; groups of makers name nobody."""
        del answer
        return cadence


def _with_unions(masks: dict[Place, int], everybody: int) -> set[int]:
    """Who can make a thing on a channel, on any channel, and anything on a channel."""
    inside = {place: mask for place, mask in masks.items() if mask and mask & ~everybody == 0}
    groups = set(inside.values())
    for which in (0, 1):
        unions: dict[int, int] = defaultdict(int)
        for place, mask in inside.items():
            unions[place[which]] |= mask
        groups |= set(unions.values())
    return groups - {everybody}


def week_makers(board: Board, week: int) -> list[int]:
    """Who makes free items in a week: core staff, and the week's owner."""
    makers = [who for who in board.makers.core if board.makers.people[who].hours_a_week > 0]
    owner = board.owners[week]
    if board.request.mode is RotaMode.WEEK_OWNERS and owner is not None and owner not in makers:
        makers.append(owner)
    return makers
