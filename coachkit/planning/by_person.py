"""The cadence person by person: every hour has its owner, so that what it promises can be kept.

The programme grows with people × places; it is for teams that are small enough.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from coachkit.model.plan_requests import RotaMode
from coachkit.planning.board import AHEAD_WEEKS, Board
from coachkit.planning.cadence import Cadence, Model, Place, Span

SMALL = 700
"""So many pairs of a person and a place are still few."""

_NEAR, _NODES = 0.008, 20
"""Most are proven at the first node; more nodes than these take long and find little."""

_UNFAIR = 0.6
"""What an hour costs that somebody gives beyond their fair share."""

_ABOUT_FAIR = 0.03
"""So much more of their hours than all core staff together somebody may give for nothing."""

_KEPT = 0.002
"""What it is worth that an item keeps its owner, or that a week's owner makes it."""

_OWNED = 1.0
"""What it costs that a week's owner makes none of its items."""


Needs = dict[Span, list[tuple[int, float]]]


def first_week(board: Board, who: int, place: Place) -> int:
    """The first week in which somebody can work on an item of a place."""
    channel, content, week = place
    lead = board.content(content).lead_days
    days = board.days_for(channel, content, week)
    starts = min(board.days.work_starts(day, lead) for day in days)
    latest = max(0, board.days.week(max(starts, board.days.begins)))
    first = max(0, min(latest, week - AHEAD_WEEKS))
    return first if board.makers.can_make(who, content, first) else latest


class ByPerson(Model):
    """The programme of a board with a column for each person in each place that they can fill."""

    def __init__(self, board: Board, weeks: range) -> None:
        super().__init__(board, weeks)
        self.programme.near, self.programme.nodes = _NEAR, _NODES
        self.makes: dict[tuple[int, Place], int] = {}
        self.works: dict[Span, dict[int, int]] = {}

    def pairs(self) -> int:
        """How many pairs of a person and a place there are."""
        return sum(mask.bit_count() for mask in self.masks.values())

    def keep_hours(self) -> None:
        """Nobody, and no buddy, gives more hours than they have in the weeks of an item."""
        needs: Needs = defaultdict(list)
        for place, column in self.columns.items():
            terms = [(column, -1.0)]
            for who in self._who(place):
                one = self.makes[who, place] = self.programme.column(
                    1e-7 * who, self.room(place[0], place[2]), whole=True
                )
                terms.append((one, 1.0))
                self._need(needs, who, place, one)
            self.programme.row(terms, 0.0, 0.0)
            # A sum of whole numbers is one; saying so twice makes the search longer.
            self.programme.whole[column] = 0
        self._keep_weeks(needs)
        self._keep_owners()

    def _who(self, place: Place) -> list[int]:
        return [who for who in self.makers[place[2]] if self.masks[place] >> who & 1]

    def _need(
        self,
        needs: Needs,
        who: int,
        place: Place,
        column: int,
    ) -> None:
        _, content, week = place
        first = first_week(self.board, who, place)
        needs[who, first, week].append((column, self.board.minutes[content] / 60))
        buddy = self.board.makers.buddy_for(who, content, first)
        if buddy is not None:
            needs[buddy, first, week].append((column, self.board.help[content] / 60))

    def _keep_weeks(self, needs: Needs) -> None:
        ledger = self.board.ledger
        works: dict[tuple[int, int], list[tuple[int, float]]] = defaultdict(list)
        for (who, first, last), terms in needs.items():
            # Rather late than early: what is made far ahead is out of date.
            spread = {
                week: self.programme.column(1e-6 * (last - week)) for week in range(first, last + 1)
            }
            for week, column in spread.items():
                works[who, week].append((column, 1.0))
            self.works[who, first, last] = spread
            self.programme.row([*terms, *((one, -1.0) for one in spread.values())], 0.0, 0.0)
        carried: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for (who, week), terms in works.items():
            self.programme.row(terms, -np.inf, max(0, ledger.free[who][week]) / 60)
            if who in ledger.carriers:
                carried[week] += terms
        for week, terms in carried.items():
            left = max(0, ledger.together[week] - self.lines(week))
            self.programme.row(terms, -np.inf, left / 60)

    def _keep_owners(self) -> None:
        """Items keep the owner that they had; a week's owner makes its items."""
        for place, items in self.board.remembered.items():
            names = [item.owner for item in items]
            for who, one in enumerate(self.board.makers.people):
                if (who, place) in self.makes and one.name in names:
                    self._reward([self.makes[who, place]], names.count(one.name))
        if self.board.request.mode is not RotaMode.WEEK_OWNERS:
            return
        for week in self.weeks:
            owner = self.board.owners[week]
            own = [
                column
                for (who, place), column in self.makes.items()
                if who == owner and place[2] == week
            ]
            if own:
                self._reward(own, 50)
                if not any(one.owner == owner and one.week == week for one in self.board.drafts):
                    missed = self.programme.may_miss(_OWNED)
                    self.programme.row([*((one, 1.0) for one in own), missed], 1.0, np.inf)

    def _reward(self, columns: Iterable[int], most: int) -> None:
        kept = self.programme.column(-_KEPT, most)
        self.programme.row([*((one, 1.0) for one in columns), (kept, -1.0)], 0.0, np.inf)

    def keep_fair(self) -> None:
        """Core staff give about the same part of their hours, as far as they can make anything."""
        board = self.board
        makes: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for (who, place), column in self.makes.items():
            if board.makers.is_core(who):
                makes[who].append((column, board.minutes[place[1]] / 60))
        if len(makes) < 2:
            return
        hours = {who: self.given(board.makers.minutes[who]) for who in makes}
        standing = {who: self.booked(who) for who in makes}
        share = self.programme.column(0.0)
        every = [term for terms in makes.values() for term in terms]
        together = self.given(board.ledger.protected) + sum(standing.values())
        self.programme.row([*every, (share, -sum(hours.values()))], -together, -together)
        for who, terms in makes.items():
            beyond = self.programme.column(_UNFAIR)
            free = _ABOUT_FAIR * hours[who] - standing[who]
            self.programme.row([*terms, (share, -hours[who]), (beyond, -1.0)], -np.inf, free)

    def told(self, answer: list[float], cadence: Cadence) -> Cadence:
        """The cadence with who makes what, and out of which weeks."""
        makers: dict[Place, list[int]] = defaultdict(list)
        for (who, place), column in self.makes.items():
            makers[place] += [who] * round(answer[column])
        hours = {
            span: {week: int(answer[column] * 60 + 1e-4) for week, column in columns.items()}
            for span, columns in self.works.items()
        }
        return replace(cadence, makers=dict(makers), hours=hours)
