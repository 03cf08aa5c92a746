"""What has to be before anything else: locks, campaign items, and the daily presence."""

from datetime import date, timedelta

from coachkit.model.people import Person
from coachkit.model.plan_requests import CampaignDates, CampaignItem, LockedItem
from coachkit.model.plans import Plan, PresenceDuty, Rule, Violation
from coachkit.planning.board import Board, Draft
from coachkit.planning.ledger import Booking


def lay_presence(board: Board, before: Plan | None) -> list[PresenceDuty]:
    """Somebody on duty on every working day, in proportion to their hours."""
    minutes = board.request.protected.presence_minutes
    locked = {duty.day: duty.who for duty in board.request.locked_duties}
    was = {duty.day: duty.who for duty in before.presence} if before else {}
    numbers = {one.name: who for who, one in enumerate(board.makers.people)}
    done = [0] * len(board.makers.people)
    duties = list(board.past_duties)
    for duty in duties:
        if duty.who is not None:
            done[numbers[duty.who]] += 1
    for day in board.days.days:
        if day < board.days.begins:
            continue
        there = [who for who in _on_duty(board, day) if _has(board, who, day, minutes)]
        chosen = locked.get(day)
        if chosen in numbers:
            who: int | None = numbers[chosen]
        else:
            who = _next_on_duty(board, there, done, numbers.get(was.get(day) or "", -1), day)
        if who is not None:
            done[who] += 1
            board.ledger.book(who, ((board.days.week(day), minutes),))
            board.load[who] += minutes
        name = None if who is None else board.makers.people[who].name
        duties.append(PresenceDuty(day=day, who=name, minutes=minutes, locked=chosen in numbers))
    return duties


def _next_on_duty(
    board: Board, there: list[int], done: list[int], was: int, day: date
) -> int | None:
    if not there:
        return None
    week = board.days.week(day)

    def so_far(who: int) -> float:
        return (done[who] + 1) / max(1, board.given[who][week])

    first = min(there, key=lambda who: (so_far(who), who))
    # Who was on duty that day stays, as long as that is about as fair.
    if was in there and so_far(was) <= 1.5 * so_far(first):
        return was
    return first


def _on_duty(board: Board, day: date) -> list[int]:
    there = [
        who
        for who, one in enumerate(board.makers.people)
        if isinstance(one, Person) and one.on_duty and board.days.is_there(one, day)
    ]
    core = [who for who in there if board.makers.is_core(who)]
    return core if any(_has(board, who, day, 1) for who in core) else there


def _has(board: Board, who: int, day: date, minutes: int) -> bool:
    return board.ledger.free[who][board.days.week(day)] >= minutes


# ── Items that have to be ───────────────────────────────────────────────────────────────────────


def settled_channels(board: Board) -> dict[int, set[int]]:
    """The channels on which locks, and what is begun, have put people."""
    people = {one.name: who for who, one in enumerate(board.makers.people)}
    channels = {one.name: number for number, one in enumerate(board.request.channels)}
    fixed: dict[int, set[int]] = {}
    for draft in board.drafts:
        fixed.setdefault(draft.owner, set()).add(draft.channel)
    for lock in board.request.locked:
        if lock.owner in people:
            fixed.setdefault(people[lock.owner], set()).add(channels[lock.channel])
    return fixed


def fixed_drafts(
    board: Board,
) -> tuple[list[tuple[Draft, int]], list[Draft], list[Violation]]:
    """Items locked to somebody, items that only have to be, and locks to who has not opted in."""
    people = {one.name: who for who, one in enumerate(board.makers.people)}
    owned, open_, broken = [], [], []
    for lock in board.request.locked:
        if lock.key in board.begun or not _within(board, lock.day):
            continue
        draft = _locked_draft(board, lock)
        if lock.owner is None:
            open_.append(draft)
        elif lock.owner in people:
            owned.append((draft, people[lock.owner]))
        else:
            open_.append(draft)
            broken.append(Violation(rule=Rule.OPTED_IN, key=lock.key, day=lock.day))
    locked = {lock.key for lock in board.request.locked} | board.begun.keys()
    open_ += [draft for draft in campaign_drafts(board) if draft.key not in locked]
    return owned, sorted(open_, key=lambda one: (one.day, one.key)), broken


def _within(board: Board, day: date) -> bool:
    return board.days.begins <= day <= board.request.period.last


def _locked_draft(board: Board, lock: LockedItem) -> Draft:
    campaigns = {
        campaign_key(campaign, number): (campaign, item)
        for campaign in board.request.campaigns
        for number, item in enumerate(campaign.items, 1)
    }
    campaign, item = campaigns.get(lock.key, (None, None))
    return Draft(
        channel=_number(board, lock.channel),
        content=_content_number(board, lock.content_type),
        week=board.days.week(lock.day),
        day=lock.day,
        key=lock.key,
        title=lock.title or (item.title if item else ""),
        audience=lock.audience or (item.audience if item else ""),
        message=lock.message or (item.message if item else ""),
        origin=lock.origin or (item.origin if item else ""),
        campaign=campaign.name if campaign else None,
        locked=True,
    )


def campaign_key(campaign: CampaignDates, number: int) -> str:
    """The key in a plan of a campaign's item, the first is 1."""
    return f"{campaign.name}-{campaign.items[number - 1].key or number}"


def campaign_drafts(board: Board) -> list[Draft]:
    """A campaign's items within the plan, each on its day or the publishing day before it."""
    drafts = []
    for campaign in board.request.campaigns:
        for number, item in enumerate(campaign.items, 1):
            day = _publishing_day(board, campaign, item)
            if day is None:
                continue
            drafts.append(
                Draft(
                    channel=_number(board, item.channel),
                    content=_content_number(board, item.content_type),
                    week=board.days.week(day),
                    day=day,
                    key=campaign_key(campaign, number),
                    title=item.title,
                    audience=item.audience,
                    message=item.message,
                    origin=item.origin,
                    campaign=campaign.name,
                )
            )
    return drafts


def _publishing_day(board: Board, campaign: CampaignDates, item: CampaignItem) -> date | None:
    channel = board.request.channel(item.channel)
    day = campaign.day(item)
    if not _within(board, day):
        return None
    while day.weekday() not in channel.days or day in board.days.off:
        day -= timedelta(days=1)
        if day < board.days.begins:
            return None
    return day


def _number(board: Board, channel: str) -> int:
    return [one.name for one in board.request.channels].index(channel)


def _content_number(board: Board, content: str) -> int:
    return [one.name for one in board.request.content].index(content)


def forced(board: Board, draft: Draft, who: int) -> Draft:
    """The draft with ``who`` as owner, come what may: what does not fit is told as broken."""
    from_the_start = board.fitted(draft, who)
    if from_the_start is not None:
        return from_the_start
    content = board.content(draft.content)
    starts = board.days.work_starts(draft.day, content.lead_days)
    last = draft.week
    first = max(0, board.days.week(max(starts, board.days.begins)))
    needs = board.makers.alone[who][draft.content] > first
    buddy = board.makers.buddy.get(who) if needs else None
    return Draft(
        **{
            **vars(draft),
            "owner": who,
            "work": _pressed(board, who, first, last, board.minutes[draft.content]),
            "buddy": buddy,
            "buddy_work": ()
            if buddy is None
            else _pressed(board, buddy, first, last, board.help[draft.content]),
        }
    )


def _pressed(board: Board, who: int, first: int, last: int, minutes: int) -> Booking:
    """Booked where there are hours, and the rest in the last week."""
    work = {week: min(board.ledger.left(who, week), minutes) for week in range(first, last + 1)}
    taken: dict[int, int] = {}
    for week, left in work.items():
        some = min(left, minutes - sum(taken.values()))
        if some:
            taken[week] = some
    rest = minutes - sum(taken.values())
    if rest:
        taken[last] = taken.get(last, 0) + rest
    return tuple(sorted(taken.items()))
