"""The minutes that everybody has left, week by week: what is booked cannot be booked again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coachkit.model.plan_requests import ProtectedLines
from coachkit.planning.makers import Makers, minutes_of
from coachkit.planning.working_days import WorkingDays

Booking = tuple[tuple[int, int], ...]
"""Week and minutes, in the order of the weeks."""

_SCRAP = 15
"""Fewer minutes than this are a scrap."""


@dataclass
class Ledger:
    """``free``: per contributor and week. The protected lines are held back from all carriers.

    ``lost``: what was free in days that are past.
    """

    free: list[list[int]]
    protected: list[int]
    carriers: frozenset[int]
    together: list[int]
    lost: list[list[int]]

    @classmethod
    def opened(cls, makers: Makers, days: WorkingDays, lines: ProtectedLines) -> "Ledger":
        """All minutes of everybody, with the protected lines of each week held back."""
        carriers = makers.carriers
        weeks = range(days.weeks)
        return cls(
            free=[list(minutes) for minutes in makers.minutes],
            protected=[minutes_of(lines.hours_a_week * days.in_week[week] / 5) for week in weeks],
            carriers=frozenset(carriers),
            together=[sum(makers.minutes[who][week] for who in carriers) for week in weeks],
            lost=[[0] * days.weeks for _ in makers.minutes],
        )

    def left(self, who: int, week: int) -> int:
        """The minutes that somebody can still give to a post in that week."""
        free = self.free[who][week]
        if who in self.carriers:
            free = min(free, self.together[week] - self.protected[week])
        return max(0, free)

    def spread(
        self, who: int, first: int, last: int, minutes: int, *, least: int = _SCRAP
    ) -> Booking | None:
        """``minutes`` over the weeks ``first`` to ``last``, early weeks first; or ``None``.

        Nobody begins for fewer minutes than ``least``, unless they are all that is needed.
        """
        work = []
        needed = minutes
        for week in range(max(0, first), last + 1):
            left = min(needed, self.left(who, week))
            if left < min(least, needed):
                continue
            work.append((week, left))
            needed -= left
            if needed == 0:
                return tuple(work)
        return () if minutes == 0 else None

    def gathered(self, who: int, first: int, last: int, minutes: int) -> Booking | None:
        """The same with every scrap of time."""
        return self.spread(who, first, last, minutes, least=1)

    def most(self, who: int, first: int, last: int) -> int:
        """All minutes that somebody can still give in the weeks ``first`` to ``last``."""
        return sum(self.left(who, week) for week in range(max(0, first), last + 1))

    def book(self, who: int, work: Sequence[tuple[int, int]]) -> None:
        """Take the minutes away; what is forced may leave less than nothing."""
        for week, minutes in work:
            before = max(0, self.free[who][week])
            self.free[who][week] -= minutes
            if who in self.carriers:
                # What somebody does not have, nobody else has to give.
                self.together[week] -= before - max(0, self.free[who][week])

    def give_back(self, who: int, work: Sequence[tuple[int, int]]) -> None:
        """Undo a booking."""
        self.book(who, [(week, -minutes) for week, minutes in work])

    def close(self, week: int, left: Mapping[int, int], protected: int) -> None:
        """No more than ``left`` (by contributor) can be given in a week, a part of which is past.

        ``protected``: what is left of its protected lines. Of a week that is past nobody is told
        that they gave too much.
        """
        for who, minutes in left.items():
            free = self.free[who][week]
            self.free[who][week] = min(free, minutes) if any(left.values()) else 0
            self.lost[who][week] = max(0, free - self.free[who][week])
        self.protected[week] = protected
        self.together[week] = sum(max(0, self.free[who][week]) for who in sorted(self.carriers))

    def booked(self, who: int, minutes: Sequence[int]) -> list[int]:
        """What somebody who has ``minutes`` in each week has given out so far."""
        weeks = zip(minutes, self.free[who], self.lost[who], strict=True)
        return [all_ - free - lost for all_, free, lost in weeks]
