"""The rota: whose turn it is, five to six weeks apart, and why where it is not."""

from dataclasses import dataclass
from datetime import date

from coachkit.model.plan_requests import RotaMode
from coachkit.model.plans import WhyGap
from coachkit.planning.board import AHEAD_WEEKS, Board, Draft
from coachkit.planning.makers import NEVER

_LATE = 1_000.0
"""What a week of lateness costs beside a crowded week, which costs about one."""


@dataclass(frozen=True)
class Gap:
    """A turn in ``week`` (``None``: it did not come), due from ``first`` to ``last``."""

    who: int
    week: int | None
    weeks: int | None
    first: int
    last: int
    reason: WhyGap | None


def lay_turns(board: Board, before: dict[str, set[date]]) -> None:
    """Put a turn on the board for everybody who takes turns, week by week or item by item."""
    if board.request.mode is RotaMode.WEEK_OWNERS:
        _lay_weeks(board, before)
        return
    # Who has the fewest weeks to choose from chooses first.
    makers = board.makers
    order = sorted(
        makers.turn_takers, key=lambda who: (sum(m > 0 for m in makers.minutes[who]), who)
    )
    for who in order:
        _lay_items(board, who, before.get(makers.people[who].name, set()))
        # Why a turn is late is seen when it is laid: later the free items take all that is left.
        for gap in gaps_of(board, who):
            if gap.reason is not None:
                board.reasons[who, gap.first, gap.last] = gap.reason


# ── A turn is an item ───────────────────────────────────────────────────────────────────────────


def turn_weeks(board: Board, who: int) -> list[int]:
    """The weeks in which somebody has a turn, in order; before the plan below 0."""
    last = board.makers.people[who].last_turn
    known = [board.days.week(last)] if last is not None and last < board.request.starts else []
    if board.request.mode is RotaMode.WEEK_OWNERS:
        return known + [week for week, owner in enumerate(board.owners) if owner == who]
    return known + sorted({draft.week for draft in board.drafts if draft.owner == who})


def _lay_items(board: Board, who: int, before: set[date]) -> None:
    fixed = {draft.week for draft in board.drafts if draft.owner == who}
    costs = [_cost(board, who, week, before, fixed) for week in range(board.request.weeks)]
    for week in _best_weeks(board, who, costs, fixed):
        if week in fixed:
            continue
        draft = item_for(board, who, week)
        if draft is not None:
            board.put(draft)


def _cost(board: Board, who: int, week: int, before: set[date], fixed: set[int]) -> float | None:
    if week in fixed:
        return 0.0
    if item_for(board, who, week) is None:
        return None
    wish = sum(channel.target_a_week for channel in board.request.channels)
    crowd = sum(posts[week] for posts in board.posts) / max(1, wish)
    return crowd - (1.0 if board.days.monday(week) in before else 0.0)


def _best_weeks(board: Board, who: int, costs: list[float | None], fixed: set[int]) -> list[int]:
    """The cheapest sequence of turns, least lateness first; an exact shortest path over weeks."""
    rule, weeks = board.request.turn_rule, board.request.weeks
    known = [week for week in turn_weeks(board, who) if week < 0]
    start = known[-1] if known else None
    best: dict[int, tuple[float, int | None]] = {}
    for week in range(weeks):
        cost = costs[week]
        if cost is None:
            continue
        arrivals: list[tuple[float, int | None]] = []
        if not any(other < week for other in fixed):
            arrivals.append((_lateness(board, start, week), None))
        for other, (so_far, _) in best.items():
            if any(other < lock < week for lock in fixed):
                continue
            if week - other < rule.gap_least and not (week in fixed and other in fixed):
                continue
            arrivals.append((so_far + _LATE * max(0, week - other - rule.gap_most), other))
        if start is not None and week - start < rule.gap_least and week not in fixed:
            arrivals = [arrival for arrival in arrivals if arrival[1] is not None]
        if arrivals:
            cheapest = min(arrivals, key=lambda arrival: (arrival[0], arrival[1] or -1))
            best[week] = (cheapest[0] + cost, cheapest[1])
    ends = [
        (cost + _LATE * max(0, weeks - week - rule.gap_most), week)
        for week, (cost, _) in best.items()
        if not any(lock > week for lock in fixed)
    ]
    path: list[int] = []
    at: int | None = min(ends)[1] if ends else None
    while at is not None:
        path.append(at)
        at = best[at][1]
    return path[::-1]


def _lateness(board: Board, start: int | None, week: int) -> float:
    rule = board.request.turn_rule
    last = rule.gap_most - 1 if start is None else start + rule.gap_most
    return _LATE * max(0, week - last)


def item_for(board: Board, who: int, week: int, *, anywhere: bool = False) -> Draft | None:
    """The item that suits somebody's turn in a week best, with their hours; or ``None``."""
    for channel, content in _choices(board, who, week, anywhere=anywhere):
        was = board.turns_before.get((channel, week, board.makers.people[who].name), [])
        days = board.days_for(channel, content, week)
        for day in sorted(days, key=lambda day: day not in {item.day for item in was}):
            draft = Draft(channel=channel, content=content, week=week, day=day, turn=True)
            fitted = board.fitted(draft, who)
            if fitted is not None:
                return fitted
    return None


def _choices(board: Board, who: int, week: int, *, anywhere: bool = False) -> list[tuple[int, int]]:
    channels = [
        channel
        for channel in range(len(board.request.channels))
        if board.room(channel, week) and (anywhere or board.may_join(who, channel))
    ]
    choices = [
        (channel, content)
        for channel in channels
        for content in board.takes[channel]
        if board.content(content).relevant and board.makers.can_make(who, content, week)
    ]

    name = board.makers.people[who].name

    def suits(choice: tuple[int, int]) -> tuple[float, ...]:
        channel, content = choice
        was = board.turns_before.get((channel, week, name), [])
        full = board.posts[channel][week] / board.channel(channel).target_a_week
        return (
            board.content(content).name not in {item.content_type for item in was},
            channel not in board.makers.wanted[who],
            full,
            -_will(board, who, content),
            -board.content(content).worth / board.minutes[content],
            channel,
            content,
        )

    return sorted(choices, key=suits)


def _will(board: Board, who: int, content: int) -> int:
    one = board.makers.people[who]
    return min((one.skill(need).will for need in board.content(content).needs), default=1)


# ── A turn is a week ────────────────────────────────────────────────────────────────────────────


def _lay_weeks(board: Board, before: dict[str, set[date]]) -> None:
    numbers = {one.name: who for who, one in enumerate(board.makers.people)}
    for lock in board.request.locked_weeks:
        week = board.days.week(lock.week)
        inside = 0 <= week < board.request.weeks and board.owners[week] is None
        if inside and lock.owner in numbers:
            board.owners[week] = numbers[lock.owner]
    for week in range(board.request.weeks):
        if board.owners[week] is None:
            board.owners[week] = _next_owner(board, week, before)


def _next_owner(board: Board, week: int, before: dict[str, set[date]]) -> int | None:
    rule, monday = board.request.turn_rule, board.days.monday(week)

    def waits(who: int) -> int:
        return min(
            (abs(week - other) for other in turn_weeks(board, who)),
            default=board.request.weeks + 52,
        )

    able = [who for who in board.makers.turn_takers if owns_well(board, who, week)]
    due = [who for who in able if waits(who) >= rule.gap_least] or able
    if not due:
        return None
    return min(
        due,
        key=lambda who: (
            monday not in before.get(board.makers.people[who].name, ()),
            -waits(who),
            who,
        ),
    )


def owns_well(board: Board, who: int, week: int) -> bool:
    """Whether somebody could make at least one item of a week."""
    return item_for(board, who, week) is not None


# ── Why a gap is as it is ───────────────────────────────────────────────────────────────────────


def gaps(board: Board) -> list[Gap]:
    """Every turn with its gap, and turns that were due and did not come, each with its reason."""
    return [gap for who in board.makers.turn_takers for gap in gaps_of(board, who)]


def gaps_of(board: Board, who: int) -> list[Gap]:
    """Somebody's turns, and the one that was due and did not come."""
    found: list[Gap] = []
    last: int | None = None
    weeks: list[int | None] = [*turn_weeks(board, who), None]
    for week in weeks:
        if week is None or week >= 0:
            gap = _gap(board, who, last, week)
            if week is not None or gap.reason is not None:
                found.append(gap)
        last = week
    return found


def _gap(board: Board, who: int, last: int | None, week: int | None) -> Gap:
    rule = board.request.turn_rule
    first = 0 if last is None else max(0, last + rule.gap_least)
    due = max(0, rule.gap_most - 1 if last is None else last + rule.gap_most)
    weeks = None if last is None or week is None else week - last
    reason = None
    if week is not None and week < first:
        reason = _why_early(board, who, week)
    elif due < (board.request.weeks if week is None else week):
        reason = board.reasons.get((who, first, due)) or _why_late(board, who, first, due)
    return Gap(who, week, weeks, first, due, reason)


def _why_early(board: Board, who: int, week: int) -> WhyGap:
    if any(draft.locked and draft.owner == who for draft in board.drafts):
        return WhyGap.LOCKED
    if any(board.days.week(lock.week) == week for lock in board.request.locked_weeks):
        return WhyGap.LOCKED
    if len(board.makers.turn_takers) < board.request.turn_rule.gap_least:
        return WhyGap.TOO_FEW_OWNERS
    return WhyGap.ABSENCE


def _why_late(board: Board, who: int, first: int, last: int) -> WhyGap:
    """The first thing, from the lasting to the passing, that stood in the way of every due week."""
    weeks = range(first, min(last, board.request.weeks - 1) + 1)
    owners = len(board.makers.turn_takers)
    crowded = owners > board.request.turn_rule.gap_most
    if not any(_skilled(board, who, week) for week in weeks):
        return WhyGap.NO_SKILL
    if board.request.mode is RotaMode.WEEK_OWNERS and crowded:
        return WhyGap.MORE_OWNERS_THAN_WEEKS
    if not any(_in_time(board, who, week) for week in weeks):
        return WhyGap.LEAD_TIME
    return _why_no_hours(board, who, weeks)


def _why_no_hours(board: Board, who: int, weeks: range) -> WhyGap:
    if not any(_enough(board, who, week) for week in weeks):
        whole = int(board.makers.people[who].hours_a_week * 60) * (AHEAD_WEEKS + 1)
        small = min(board.minutes[content] for _, content in _skilled(board, who, weeks[-1]))
        return WhyGap.ABSENCE if whole >= small else WhyGap.NO_HOURS
    if not any(_choices(board, who, week) for week in weeks):
        return WhyGap.WISH_IS_FULL
    if any(draft.locked and draft.owner == who for draft in board.drafts):
        return WhyGap.LOCKED
    if not any(item_for(board, who, week) for week in weeks):
        return WhyGap.NO_HOURS
    # There was a free week, and a turn in it would have made the next one later still.
    return WhyGap.ABSENCE


def _skilled(board: Board, who: int, week: int) -> list[tuple[int, int]]:
    return [
        (channel, content)
        for channel in sorted(board.makers.channels[who])
        for content in board.takes[channel]
        if board.content(content).relevant
        and board.makers.able[who][content] < NEVER
        and board.makers.can_make(who, content, max(week, 0))
    ]


def _in_time(board: Board, who: int, week: int) -> bool:
    return any(board.days_for(*choice, week) for choice in _skilled(board, who, week))


def _enough(board: Board, who: int, week: int) -> bool:
    """Whether absences and holidays leave enough, whatever else they do in those weeks."""
    weeks = range(max(0, week - AHEAD_WEEKS), week + 1)
    there = sum(board.makers.minutes[who][one] for one in weeks)
    return any(board.minutes[content] <= there for _, content in _skilled(board, who, week))
