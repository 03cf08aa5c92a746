"""What is past or begun when a plan is made anew: it keeps its day, its owner and its channel."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from coachkit.model.plan_requests import PlanRequest, RotaMode
from coachkit.model.plans import Plan, PlannedItem, PresenceDuty
from coachkit.planning.board import Board, Draft
from coachkit.planning.fixed import campaign_drafts
from coachkit.planning.ledger import Booking
from coachkit.planning.makers import minutes_of


def counted_from(request: PlanRequest, before: Plan | None) -> date:
    """The day from which hours count: where the plan before began, if it is of the same weeks."""
    if before is None or before.starts != request.starts or before.since is None:
        return request.begins
    return max(request.starts, min(request.begins, before.since))


def lay_begun(board: Board, before: Plan | None) -> None:
    """Put what is past or begun on the board; what was not given before today is lost."""
    if before is None or board.days.opens >= board.days.begins:
        return
    drafts = [
        draft
        for item in before.items
        if item.starts < board.days.begins and (draft := _draft(board, item)) is not None
    ]
    locks = {lock.key for lock in board.request.locked}
    # What is past comes first: it is what was done with the hours.
    for draft in sorted(drafts, key=lambda one: (one.day, one.key)):
        item = before.item(draft.key)
        if draft.day < board.days.begins or _goes_on(board, item, draft):
            board.put(draft)
            board.begun[draft.key] = item.changed(locked=draft.key in locks)
    board.forget(board.begun)
    _keep_owners(board, before)
    _keep_lines(board, before)
    board.past_duties = tuple(_past_duties(board, before))
    departments = {one.name for one in board.request.team.departments}
    people = {one.name for one in board.makers.people}
    board.past_contacts = tuple(
        one
        for one in before.contacts
        if one.week < board.days.begins and one.department in departments and one.who in people
    )
    _lose(board)


def _draft(board: Board, item: PlannedItem) -> Draft | None:
    """The item as it stood; ``None`` where its people, channel or type are no longer known."""
    request = board.request
    people = [one.name for one in board.makers.people]
    channels = [one.name for one in request.channels]
    content = [one.name for one in request.content]
    named = [item.owner, *([item.buddy] if item.buddy else [])]
    if item.channel not in channels or item.content_type not in content:
        return None
    if not all(name in people for name in named):
        return None
    return Draft(
        channel=channels.index(item.channel),
        content=content.index(item.content_type),
        week=board.days.week(item.day),
        day=item.day,
        key=item.key,
        title=item.title,
        owner=people.index(item.owner),
        buddy=people.index(item.buddy) if item.buddy else None,
        work=_booking(board, item, "work"),
        buddy_work=_booking(board, item, "buddy_work"),
        audience=item.audience,
        message=item.message,
        origin=item.origin,
        campaign=item.campaign,
        locked=item.locked,
        turn=item.turn,
        begun=True,
    )


def _booking(board: Board, item: PlannedItem, field: str) -> Booking:
    works = item.work if field == "work" else item.buddy_work
    return tuple((board.days.week(one.week), minutes_of(one.hours)) for one in works)


def _goes_on(board: Board, item: PlannedItem, draft: Draft) -> bool:
    """Whether what is begun stays: no hand or launch moves it, and its makers are there to end it.

    A hand goes before; and a campaign's items go with their launch.
    """
    for lock in board.request.locked:
        as_it_was = (lock.day, lock.channel) == (item.day, item.channel)
        if lock.key == item.key and not (as_it_was and lock.owner in (None, item.owner)):
            return False
    if item.campaign is not None and not item.locked and not _still_then(board, item):
        return False
    this_week = board.days.week(board.days.begins)
    makers = [(draft.owner, draft.work)]
    makers += [(draft.buddy, draft.buddy_work)] if draft.buddy is not None else []
    return all(
        board.ledger.free[who][week] >= minutes
        for who, work in makers
        for week, minutes in work
        if week > this_week
    )


def _still_then(board: Board, item: PlannedItem) -> bool:
    return any(one.key == item.key and one.day == item.day for one in campaign_drafts(board))


def _keep_owners(board: Board, before: Plan) -> None:
    """Weeks that are past or running, and those of which something is begun, keep their owner."""
    numbers = {one.name: who for who, one in enumerate(board.makers.people)}
    begun_weeks = {draft.week for draft in board.drafts if not board.makers.is_core(draft.owner)}
    for turn in before.turns:
        week = board.days.week(turn.week)
        if turn.who not in numbers or not 0 <= week < board.request.weeks:
            continue
        if turn.week < board.days.begins or week in begun_weeks:
            board.past_turns[numbers[turn.who], week] = turn
            if board.request.mode is RotaMode.WEEK_OWNERS:
                board.owners[week] = numbers[turn.who]


def _keep_lines(board: Board, before: Plan) -> None:
    """The protected lines of past days stay with whoever carried them."""
    numbers = {one.name: who for who, one in enumerate(board.makers.people)}
    for load in before.loads:
        who = numbers.get(load.who)
        for line in load.weeks if who is not None else ():
            week = board.days.week(line.week)
            if who is None or not 0 <= week < board.request.weeks:
                continue
            part = _past_part(board, week)
            minutes = int(minutes_of(line.protected) * part)
            if minutes:
                board.carried[who][week] = minutes
                board.ledger.book(who, ((week, minutes),))
                board.load[who] += minutes


def _past_part(board: Board, week: int) -> float:
    """The part of a week's working days that is past."""
    monday = board.days.monday(week)
    days = [day for day in board.days.days if monday <= day < monday + timedelta(days=7)]
    past = sum(day < board.days.begins for day in days)
    return past / len(days) if days else 0.0


def _past_duties(board: Board, before: Plan) -> Iterator[PresenceDuty]:
    numbers = {one.name: who for who, one in enumerate(board.makers.people)}
    was = {duty.day: duty for duty in before.presence}
    for day in board.days.days:
        if day >= board.days.begins or day not in was:
            continue
        duty = was[day]
        who = numbers.get(duty.who or "")
        if who is not None:
            board.ledger.book(who, ((board.days.week(day), duty.minutes),))
            board.load[who] += duty.minutes
        yield duty if who is not None else duty.changed(who=None)


def _lose(board: Board) -> None:
    """Nobody works in the past: of a week that is running only the days that are left count."""
    rest = board.days.rest()
    this_week = board.days.week(board.days.begins)
    lines: dict[int, int] = defaultdict(int)
    for carried in board.carried:
        for week, minutes in enumerate(carried):
            lines[week] += minutes
    for week in range(min(this_week + 1, board.request.weeks)):
        left = {
            who: rest.minutes(one)[week] if week == this_week else 0
            for who, one in enumerate(board.makers.people)
        }
        lacking = max(0, board.ledger.protected[week] - lines[week])
        board.ledger.close(week, left, lacking if week == this_week else 0)
