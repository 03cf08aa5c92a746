"""The receipt: what everybody gives, what every channel gets, and what is left of the wish."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from coachkit.model.plans import (
    CadenceLine,
    Fairness,
    MondayLine,
    PersonLoad,
    PlannedItem,
    PresenceDuty,
    UnassignedItem,
    WeekLoad,
    WhyUnassigned,
)
from coachkit.planning.board import AHEAD_WEEKS, Board, Draft
from coachkit.planning.filling import slot_key
from coachkit.planning.makers import minutes_of
from coachkit.planning.nearest import Lack, Nearest

_FIRST_ITEMS = 5


def cadence_lines(board: Board) -> tuple[CadenceLine, ...]:
    """Wish, plan and gap, by channel and week."""
    places: dict[tuple[int, int], list[Draft]] = defaultdict(list)
    for draft in board.drafts:
        places[draft.channel, draft.week].append(draft)
    nearest = Nearest(board)
    return tuple(
        _line(nearest, channel, week, places[channel, week])
        for channel in range(len(board.request.channels))
        for week in range(board.request.weeks)
    )


def _line(nearest: Nearest, channel: int, week: int, here: list[Draft]) -> CadenceLine:
    board = nearest.board
    one = board.channel(channel)
    gap = max(0, one.target_a_week - len(here))
    cheapest = cheapest_relevant(board, channel)
    least_hours = 0.0 if cheapest is None else board.minutes[cheapest] / 60
    lack = nearest.next_post(channel, week) if gap and not board.days.is_past(week) else None
    return CadenceLine(
        channel=one.name,
        week=board.days.monday(week),
        wish=one.target_a_week,
        least=one.least_a_week,
        planned=len(here),
        relevant=sum(_relevant(board, draft) for draft in here),
        hours=sum(minutes for draft in here for _, minutes in draft.work) / 60,
        gap_posts=gap,
        gap_hours=gap * least_hours,
        **({} if lack is None else _next(board, lack)),
    )


def _next(board: Board, lack: Lack) -> dict[str, Any]:
    missing = lack.minutes is not None
    return {
        "next_hours": board.minutes[lack.content] / 60,
        "next_missing": lack.minutes / 60 if lack.minutes is not None else None,
        "next_who": None if lack.who is None else board.makers.people[lack.who].name,
        "next_why": None if missing else lack.why,
        "next_bucket": lack.bucket,
    }


def _relevant(board: Board, draft: Draft) -> bool:
    given = bool(draft.audience and draft.message)
    speaks = given or (bool(board.request.messages) and not draft.begun)
    return board.content(draft.content).relevant and speaks


def cheapest_relevant(board: Board, channel: int) -> int | None:
    """The relevant content type of a channel that takes least; ``None`` if it takes none."""
    kinds = [content for content in board.takes[channel] if board.content(content).relevant]
    return min(kinds, key=lambda content: (board.minutes[content], content), default=None)


def missing_minutes(board: Board, channel: int, content: int, week: int) -> int:
    """The minutes that the nearest of all who have the skill lacks for one more item."""
    needed = board.minutes[content]
    able = [
        who
        for who in range(len(board.makers.people))
        if channel not in board.makers.refuses[who] and board.makers.can_make(who, content, week)
    ]
    most = max((board.ledger.most(who, week - AHEAD_WEEKS, week) for who in able), default=0)
    return max(0, needed - most)


def missing_least(board: Board) -> list[UnassignedItem]:
    """The posts that a channel's minimum lacks, each with why nobody makes it."""
    missing = []
    for channel, one in enumerate(board.request.channels):
        for week, posts in enumerate(board.posts[channel]):
            days = board.days.publishing(one, week)
            content = cheapest_relevant(board, channel)
            if content is None or not days:
                continue
            for number in range(posts, one.least_a_week):
                draft = Draft(channel=channel, content=content, week=week, day=days[-1])
                key = slot_key(one.name, board.days.monday(week), number + 1) + "-missing"
                missing.append(unassigned(board, draft, key))
    return missing


def unassigned(board: Board, draft: Draft, key: str) -> UnassignedItem:
    """An item that nobody makes, with the reason."""
    content = board.content(draft.content)
    lack = Nearest(board).lack(draft.channel, draft.content, draft.week)
    if not board.days.in_time(draft.day, content.lead_days):
        lack = Lack(draft.content, WhyUnassigned.NO_LEAD_TIME)
    return UnassignedItem(
        key=key,
        title=draft.title,
        origin=draft.origin,
        week=board.days.monday(draft.week),
        day=draft.day,
        channel=board.channel(draft.channel).name,
        content_type=content.name,
        hours=board.minutes[draft.content] / 60,
        why=lack.why,
        missing=None if lack.minutes is None else lack.minutes / 60,
        nearest=None if lack.who is None else board.makers.people[lack.who].name,
        campaign=draft.campaign,
    )


# ── People ──────────────────────────────────────────────────────────────────────────────────────


def loads(
    board: Board,
    items: tuple[PlannedItem, ...],
    duties: list[PresenceDuty],
    carried: list[list[int]],
    turns: dict[str, int],
) -> tuple[PersonLoad, ...]:
    """Everybody's receipt."""
    weeks = range(board.request.weeks)
    making = [[0] * board.request.weeks for _ in board.makers.people]
    helping = [[0] * board.request.weeks for _ in board.makers.people]
    present = [[0] * board.request.weeks for _ in board.makers.people]
    for draft in board.drafts:
        for week, minutes in draft.work:
            making[draft.owner][week] += minutes
        for week, minutes in draft.buddy_work if draft.buddy is not None else ():
            helping[draft.buddy or 0][week] += minutes
    numbers = {one.name: who for who, one in enumerate(board.makers.people)}
    for duty in duties:
        if duty.who is not None:
            present[numbers[duty.who]][board.days.week(duty.day)] += duty.minutes
    receipts = []
    for who, one in enumerate(board.makers.people):
        lines = tuple(
            WeekLoad(
                week=board.days.monday(week),
                capacity=board.makers.minutes[who][week] / 60,
                making=making[who][week] / 60,
                buddying=helping[who][week] / 60,
                presence=present[who][week] / 60,
                protected=carried[who][week] / 60,
            )
            for week in weeks
        )
        given = sum(board.makers.minutes[who]) / 60
        load = (sum(making[who]) + sum(helping[who]) + sum(present[who]) + sum(carried[who])) / 60
        own = [item for item in items if item.owner == one.name]
        receipts.append(
            PersonLoad(
                who=one.name,
                core=board.makers.is_core(who),
                capacity=given,
                load=load,
                share=load / given if given else None,
                items=len(own),
                turns=turns.get(one.name, 0),
                duties=sum(duty.who == one.name for duty in duties),
                channels=tuple(sorted({item.channel for item in own})),
                weeks=lines,
            )
        )
    return tuple(receipts)


def fairness(receipts: tuple[PersonLoad, ...]) -> Fairness:
    """How evenly core staff give, in proportion to their hours."""
    core = [one for one in receipts if one.core and one.capacity > 0]
    shares = [one.share for one in core if one.share is not None]
    if not shares:
        return Fairness(share=None, spread=None)
    together = sum(one.load for one in core) / sum(one.capacity for one in core)
    spread = max(shares) - min(shares) if len(shares) > 1 else None
    return Fairness(share=together, spread=spread)


def monday_card(board: Board, items: tuple[PlannedItem, ...]) -> tuple[MondayLine, ...]:
    """The first five items that lie ahead, by the day on which somebody begins with them."""
    lines = [
        MondayLine(
            key=item.key,
            title=item.title,
            owner=item.owner,
            hours=item.hours,
            starts=board.days.first_in(board.days.week(item.work[0].week))
            if item.work
            else item.starts,
            day=item.day,
            channel=item.channel,
            content_type=item.content_type,
        )
        for item in items
        if item.day >= board.days.begins
    ]
    return tuple(sorted(lines, key=lambda one: (one.starts, one.day, one.key))[:_FIRST_ITEMS])


def wish_hours(board: Board) -> float:
    """What the whole wish of a week would take, with presence and all protected lines."""
    request = board.request
    making = 0.0
    for channel, one in enumerate(request.channels):
        kinds = [c for c in board.takes[channel] if board.content(c).relevant]
        hours = [board.minutes[content] / 60 for content in kinds]
        making += one.target_a_week * (sum(hours) / len(hours) if hours else 0.0)
    presence = 5 * request.protected.presence_minutes / 60
    return making + presence + minutes_of(request.protected.hours_a_week) / 60


def worth(board: Board, more: Mapping[tuple[int, int, int], int] | None = None) -> float:
    """What the posts on the board are worth, each further one of a week less than the last.

    ``more``: posts that are not on it yet, by channel, content type and week.
    """
    total = 0.0
    standing: dict[tuple[int, int], float] = {}
    for (channel, content, week), count in (more or {}).items():
        place = channel, week
        standing[place] = standing.get(place, 0.0) + board.content(content).worth * count
    for draft in board.drafts:
        place = draft.channel, draft.week
        standing[place] = standing.get(place, 0.0) + board.content(draft.content).worth
    for (channel, _), posts in standing.items():
        one = board.channel(channel)
        whole = int(posts)
        total += one.weight * sum(one.fade**number for number in range(whole))
        total += one.weight * one.fade**whole * (posts - whole)
    return total
