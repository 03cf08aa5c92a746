"""Where the hours do not reach for what has to be, and the fewest changes that mend it.

Two elastic programmes: the first finds how many hours are missing and when; the second, for each
window of adjoining weeks, which single change makes them unnecessary, or else the fewest.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import ceil
from typing import TYPE_CHECKING

from coachkit.model.plan_requests import PlanRequest
from coachkit.model.plans import Plan, UnassignedItem
from coachkit.model.shortfalls import (
    FindHours,
    LetRest,
    Mend,
    MoveCampaign,
    Shortfall,
    ShortWindow,
    TakeChannel,
)
from coachkit.planning.board import Board, Draft
from coachkit.planning.cadence import Model
from coachkit.planning.receipt import missing_minutes
from coachkit.planning.staging import Stage, laid_out

if TYPE_CHECKING:
    from datetime import date

_NOTHING = 0.01
"""Hours: less than this is nobody's shortfall."""

_MOST_WAYS = 6
_MOST_RESTS = 6

_AT_ONCE = 13
"""Weeks that are looked at together."""

_APART = 3
"""More windows than this are mended as one stretch: nobody keeps a list of exceptions."""


@dataclass(frozen=True)
class Relief:
    """What is let go: minimums by channel and week, and weeks that rest."""

    least: Mapping[tuple[int, int], int] = field(default_factory=dict)
    rests: frozenset[int] = frozenset()


def explain_shortfall(request: PlanRequest, before: Plan | None = None) -> Shortfall | None:
    """The hours that are missing for what has to be, and ways out; ``None`` if none are missing.

    ``before``: the plan whose past and begun items stay.
    """
    stage = laid_out(request, before)
    board, open_ = stage.board, stage.open
    missing = _missing(board, open_, range(request.weeks), Relief())
    if not missing:
        return None
    windows = [
        ShortWindow(
            first_week=board.days.monday(weeks[0]),
            last_week=board.days.monday(weeks[-1]),
            hours=_rounded(sum(missing[week].hours for week in weeks)),
            skills=_skills(board, [missing[week] for week in weeks]),
        )
        for weeks in _adjoining(sorted(missing))
    ]
    return Shortfall(
        hours=_rounded(sum(window.hours for window in windows)),
        windows=tuple(windows),
        ways=tuple(_ways(stage, before, windows)),
    )


def _rounded(hours: float) -> float:
    """Hours in hundredths, never fewer than are missing."""
    return ceil(hours * 100 - 1e-6) / 100


def _adjoining(weeks: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for week in weeks:
        if runs and week == runs[-1][-1] + 1:
            runs[-1].append(week)
        else:
            runs.append([week])
    return runs


# ── How many hours, and when ────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Missing:
    """Hours that are missing in a week; ``kinds``: the content types that they are for."""

    hours: float
    kinds: frozenset[int] = frozenset()


class _Elastic(Model):
    """The programme of what has to be, in which hours can be found at a price."""

    def __init__(self, board: Board, weeks: range, relief: Relief) -> None:
        self.relief = relief
        super().__init__(board, weeks, elastic=True)

    def room(self, channel: int, week: int) -> int:
        """Only what has to be."""
        missing = self.least(channel, week) - self.board.posts[channel][week]
        return max(0, min(missing, super().room(channel, week)))

    def kinds(self, channel: int) -> list[int]:
        """Relevant ones: no minimum is reached with reshares."""
        return [one for one in super().kinds(channel) if self.board.content(one).relevant]

    def least(self, channel: int, week: int) -> int:
        """The minimum, unless it is let go."""
        if week in self.relief.rests:
            return 0
        return self.relief.least.get((channel, week), super().least(channel, week))

    def lines(self, week: int) -> int:
        """All of the protected lines, or the replies alone."""
        lines = super().lines(week)
        if week not in self.relief.rests:
            return lines
        protected = self.board.request.protected
        return int(lines * protected.replies / protected.hours_a_week) if lines else 0


def _missing(board: Board, open_: list[Draft], weeks: range, relief: Relief) -> dict[int, Missing]:
    """What is missing by week, a quarter at a time."""
    found: dict[int, Missing] = {}
    for first in range(weeks.start, weeks.stop, _AT_ONCE):
        model = _Elastic(board, range(first, min(first + _AT_ONCE, weeks.stop)), relief)
        model.keep_least()
        model.keep_hours()
        # Hours can be found in any amount, so halves of posts do no harm, and save much time.
        model.programme.whole = [0] * len(model.programme.cost)
        for (group, week), hours in model.solved().found.items():
            if hours > _NOTHING:
                before = found.get(week, Missing(0.0))
                kinds = {
                    place[1]
                    for place, mask in model.masks.items()
                    if place[2] == week and mask & ~group == 0
                }
                found[week] = Missing(before.hours + hours, before.kinds | kinds)
        for week in model.weeks:
            fixed = _fixed_missing(board, open_, week, model.lines(week))
            if fixed > _NOTHING:
                before = found.get(week, Missing(0.0))
                found[week] = Missing(before.hours + fixed, before.kinds)
    return found


def _fixed_missing(board: Board, open_: list[Draft], week: int, lines: int) -> float:
    """Hours that locks, protected lines and campaigns lack in a week, whatever is posted."""
    ledger = board.ledger
    overdrawn = sum(max(0, -free[week]) for free in ledger.free)
    carried = sum(max(0, ledger.free[who][week]) for who in sorted(ledger.carriers))
    waiting = sum(
        missing_minutes(board, draft.channel, draft.content, week)
        for draft in open_
        if draft.week == week
        and board.days.in_time(draft.day, board.content(draft.content).lead_days)
    )
    return (overdrawn + max(0, lines - carried) + waiting) / 60


def _skills(board: Board, missing: list[Missing]) -> tuple[str, ...]:
    """The skills that all of the missing hours need; none where anybody can give some."""
    needs = [set(board.content(kind).needs) for one in missing for kind in sorted(one.kinds)]
    if not needs or any(not one.kinds for one in missing):
        return ()
    return tuple(sorted(set.intersection(*needs)))


# ── Ways out ────────────────────────────────────────────────────────────────────────────────────


def _ways(
    stage: Stage, before: Plan | None, windows: list[ShortWindow]
) -> Iterator[tuple[Mend, ...]]:
    """Find the hours; or the fewest changes for every window; or one campaign that waits."""
    yield tuple(
        FindHours(
            first_week=window.first_week,
            last_week=window.last_week,
            hours=window.hours,
            skills=window.skills,
        )
        for window in windows
    )
    if len(windows) > _APART:
        windows = [
            ShortWindow(
                first_week=windows[0].first_week,
                last_week=windows[-1].last_week,
                hours=_rounded(sum(window.hours for window in windows)),
            )
        ]
    found = [_changes(stage, window) for window in windows]
    if all(found):
        longest = max(len(ways) for ways in found) if len(found) == 1 else 1
        for number in range(min(longest, _MOST_WAYS)):
            yield tuple(mend for ways in found for mend in ways[number])
    yield from _waiting(stage, before, windows)


def _changes(stage: Stage, window: ShortWindow) -> list[tuple[Mend, ...]]:
    """Changes that mend a window by themselves: single ones, else two, else all it takes."""
    board = stage.board
    first, last = board.days.week(window.first_week), board.days.week(window.last_week)
    options = _options(board, first, last)
    single = [(mend,) for mend in _single(stage, options, first, last)]
    if single:
        return list(single)
    pairs = [
        pair
        for pair in combinations([ladder[-1] for ladder in options], 2)
        if _mends(stage, pair, first, last)
    ]
    if pairs:
        return [_gentler(stage, pair, options, first, last) for pair in pairs[:_MOST_WAYS]]
    everything = [ladder[-1] for ladder in options]
    if not _mends(stage, everything, first, last):
        return []
    for mend in list(everything):
        fewer = [one for one in everything if one != mend]
        if _mends(stage, fewer, first, last):
            everything = fewer
    return [_gentler(stage, tuple(everything), options, first, last)]


def _gentler(
    stage: Stage, mends: tuple[Mend, ...], options: list[list[Mend]], first: int, last: int
) -> tuple[Mend, ...]:
    """The same changes, each only as far as it has to go."""
    for ladder in options:
        if ladder[-1] not in mends:
            continue
        place = mends.index(ladder[-1])
        for step in ladder[:-1]:
            gentler = (*mends[:place], step, *mends[place + 1 :])
            if _mends(stage, gentler, first, last):
                mends = gentler
                break
    return mends


def _options(board: Board, first: int, last: int) -> list[list[Mend]]:
    """For each channel the steps down from its minimum, for each week that it rests."""
    days = board.days
    ladders: list[list[Mend]] = []
    for one in board.request.channels:
        ladder: list[Mend] = [
            TakeChannel(
                channel=one.name,
                before=one.least_a_week,
                after=after,
                first_week=days.monday(first),
                last_week=days.monday(last),
            )
            for after in range(one.least_a_week - 1, -1, -1)
        ]
        if ladder:
            ladders.append(ladder)
    rests: list[Mend] = [LetRest(week=days.monday(week)) for week in range(first, last + 1)]
    return ladders + [[rest] for rest in rests[:_MOST_RESTS]]


def _single(stage: Stage, options: list[list[Mend]], first: int, last: int) -> Iterator[Mend]:
    for ladder in options:
        # The last step tells whether any does; the first that does is the smallest loss.
        if not _mends(stage, [ladder[-1]], first, last):
            continue
        yield next(mend for mend in ladder if _mends(stage, [mend], first, last))


def _mends(stage: Stage, mends: Sequence[Mend], first: int, last: int) -> bool:
    board = stage.board
    channels = {one.name: number for number, one in enumerate(board.request.channels)}
    least: dict[tuple[int, int], int] = {}
    rests = set()
    for mend in mends:
        if isinstance(mend, TakeChannel):
            least |= {(channels[mend.channel], week): mend.after for week in range(first, last + 1)}
        elif isinstance(mend, LetRest):
            rests.add(board.days.week(mend.week))
    around = range(max(0, first - 1), min(board.request.weeks, last + 2))
    left = _missing(board, stage.open, around, Relief(least, frozenset(rests)))
    return not any(first <= week <= last for week in left)


def _waiting(
    stage: Stage, before: Plan | None, windows: list[ShortWindow]
) -> Iterator[tuple[Mend, ...]]:
    """Campaigns whose items need the hours: each that mends everything by waiting."""
    request, board = stage.board.request, stage.board
    for campaign in request.campaigns:
        others = tuple(one for one in request.campaigns if one != campaign)
        keys = {draft.key for draft in (*board.drafts, *stage.open) if draft.campaign is not None}
        locked = tuple(one for one in request.locked if one.key not in keys)
        without = laid_out(request.changed(campaigns=others, locked=locked), before)
        if not _missing(without.board, without.open, range(request.weeks), Relief()):
            yield tuple(
                MoveCampaign(
                    campaign=campaign.name,
                    first_week=window.first_week,
                    last_week=window.last_week,
                )
                for window in windows
            )


def in_pieces(unassigned: Sequence[UnassignedItem]) -> Shortfall | None:
    """Where there are hours enough in all, and nobody has enough of them for one whole item."""
    by_week: dict[date, float] = defaultdict(float)
    for item in unassigned:
        if item.missing:
            by_week[item.week] = max(by_week[item.week], item.missing)
    if not by_week:
        return None
    windows = tuple(
        ShortWindow(first_week=week, last_week=week, hours=_rounded(hours))
        for week, hours in sorted(by_week.items())
    )
    find = tuple(
        FindHours(first_week=one.first_week, last_week=one.last_week, hours=one.hours)
        for one in windows
    )
    return Shortfall(
        hours=_rounded(sum(one.hours for one in windows)), windows=windows, ways=(find,)
    )
