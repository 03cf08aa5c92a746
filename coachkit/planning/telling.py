"""What a plan cannot keep, told by itself: which rule, where, whose, by how much."""

from collections.abc import Iterator

from coachkit.model.plan_requests import RotaMode
from coachkit.model.plans import PresenceDuty, Rule, UnassignedItem, Violation
from coachkit.planning.board import Board, Draft
from coachkit.planning.floors import broken_floors


def broken_rules(
    board: Board,
    duties: list[PresenceDuty],
    carried: list[list[int]],
    unassigned: list[UnassignedItem],
) -> Iterator[Violation]:
    """Every rule that the board breaks."""
    yield from _hours(board, carried)
    yield from _posts(board)
    yield from _floors(board)
    for draft in board.drafts:
        if not draft.begun:
            yield from _of_item(board, draft)
    yield from _of_people(board)
    yield from _presence(board, duties)
    for missing in unassigned:
        if missing.campaign is not None:
            yield Violation(
                rule=Rule.CAMPAIGN, key=missing.key, day=missing.day, channel=missing.channel
            )


def _hours(board: Board, carried: list[list[int]]) -> Iterator[Violation]:
    for who, one in enumerate(board.makers.people):
        for week, free in enumerate(board.ledger.free[who]):
            if free < 0:
                has = board.makers.minutes[who][week]
                yield Violation(
                    rule=Rule.CAPACITY,
                    who=one.name,
                    week=board.days.monday(week),
                    amount=(has - free) / 60,
                    limit=has / 60,
                )
    for week, already in enumerate(board.ledger.protected):
        given = sum(minutes[week] for minutes in carried)
        needed = already + sum(minutes[week] for minutes in board.carried)
        if given < needed:
            yield Violation(
                rule=Rule.PROTECTED,
                week=board.days.monday(week),
                amount=given / 60,
                limit=needed / 60,
            )


def _posts(board: Board) -> Iterator[Violation]:
    for number, channel in enumerate(board.request.channels):
        for week, posts in enumerate(board.posts[number]):
            monday = board.days.monday(week)
            if board.days.is_past(week):
                continue
            if posts > channel.target_a_week:
                yield Violation(
                    rule=Rule.CEILING,
                    channel=channel.name,
                    week=monday,
                    amount=posts,
                    limit=channel.target_a_week,
                )
            if posts < channel.least_a_week and board.days.publishing(channel, week):
                yield Violation(
                    rule=Rule.LEAST,
                    channel=channel.name,
                    week=monday,
                    amount=posts,
                    limit=channel.least_a_week,
                )


def _floors(board: Board) -> Iterator[Violation]:
    weeks = board.request.window_weeks
    for floor, window, share in broken_floors(board):
        if board.days.is_past((window + 1) * weeks - 1):
            continue
        reshares = floor.rule is Rule.RESHARES
        yield Violation(
            rule=floor.rule,
            week=board.days.monday(window * weeks),
            channel=None if floor.channel is None else board.channel(floor.channel).name,
            bucket=floor.bucket,
            amount=1.0 - share if reshares else share,
            limit=1.0 - floor.share if reshares else floor.share,
        )
    silent = sum(
        board.content(draft.content).relevant and not _speaks(board, draft)
        for draft in board.drafts
    )
    if silent:
        yield Violation(rule=Rule.MESSAGES, amount=silent, limit=0)


def _speaks(board: Board, draft: Draft) -> bool:
    given = bool(draft.audience and draft.message)
    return given or (bool(board.request.messages) and not draft.begun)


# ── Items: only what a hand has fixed can break these ───────────────────────────────────────────


def _of_item(board: Board, draft: Draft) -> Iterator[Violation]:
    channel, content = board.channel(draft.channel), board.content(draft.content)
    who, name = draft.owner, board.makers.people[draft.owner].name
    if draft.day in board.days.off:
        yield Violation(rule=Rule.HOLIDAY, key=draft.key, day=draft.day)
    if draft.day.weekday() not in channel.days:
        yield Violation(rule=Rule.WEEKDAY, key=draft.key, day=draft.day, channel=channel.name)
    if not board.days.in_time(draft.day, content.lead_days):
        yield Violation(
            rule=Rule.LEAD_TIME,
            key=draft.key,
            day=draft.day,
            amount=sum(board.days.begins <= day < draft.day for day in board.days.days),
            limit=content.lead_days,
        )
    if content.campaign is None and draft.content not in board.takes[draft.channel]:
        yield Violation(rule=Rule.TAKES, key=draft.key, channel=channel.name)
    if draft.channel in board.makers.refuses[who]:
        yield Violation(rule=Rule.NEVER_WANTED, key=draft.key, who=name, channel=channel.name)
    first = min((week for week, _ in draft.work), default=draft.week)
    if board.makers.able[who][draft.content] > first:
        yield Violation(rule=Rule.SKILL, key=draft.key, who=name)
    elif board.makers.alone[who][draft.content] > first and (
        draft.buddy is None or board.makers.teaches[draft.buddy][draft.content] > first
    ):
        yield Violation(rule=Rule.BUDDY, key=draft.key, who=name)


def _of_people(board: Board) -> Iterator[Violation]:
    for who, one in enumerate(board.makers.people):
        channels = {draft.channel for draft in board.drafts if draft.owner == who}
        if len(channels) > one.most_channels:
            yield Violation(
                rule=Rule.MOST_CHANNELS,
                who=one.name,
                amount=len(channels),
                limit=one.most_channels,
            )
    if board.request.mode is not RotaMode.WEEK_OWNERS:
        return
    for week, owner in enumerate(board.owners):
        if owner is None or board.days.is_past(week):
            continue
        made = any(draft.week == week and draft.owner == owner for draft in board.drafts)
        if not made:
            name = board.makers.people[owner].name
            yield Violation(rule=Rule.OWNER, who=name, week=board.days.monday(week))
    for draft in board.drafts:
        if draft.begun:
            continue
        if not board.makers.is_core(draft.owner) and board.owners[draft.week] != draft.owner:
            yield Violation(
                rule=Rule.OWNER,
                who=board.makers.people[draft.owner].name,
                week=board.days.monday(draft.week),
                key=draft.key,
            )


def _presence(board: Board, duties: list[PresenceDuty]) -> Iterator[Violation]:
    people = {one.name: one for one in board.makers.people}
    for duty in duties:
        if duty.day < board.days.begins:
            continue
        if duty.who is None or not board.days.is_there(people[duty.who], duty.day):
            yield Violation(rule=Rule.PRESENCE, day=duty.day, who=duty.who)
