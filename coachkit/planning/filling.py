"""From the board to dated items: keys, audiences and messages, and what a reshare is of."""

from collections import Counter
from dataclasses import replace
from datetime import date

from coachkit.model.plans import PlannedItem, Work
from coachkit.planning.board import Board, Draft
from coachkit.planning.ledger import Booking


def dated_items(board: Board) -> tuple[PlannedItem, ...]:
    """All items by day. Keys, audiences and messages of the plan before stay where they can."""
    drafts = sorted(board.drafts, key=lambda one: (one.day, one.channel, one.content, one.owner))
    drafts = _with_messages(board, _with_keys(board, _with_turn_keys(board, drafts)))
    reshares = _ReshareBook(board, drafts)
    return tuple(_item(board, draft, reshares) for draft in drafts)


def slot_key(channel: str, monday: date, number: int) -> str:
    """The key of a free place in the calendar: channel, week, number."""
    year, week, _ = monday.isocalendar()
    return f"{channel}-{year}W{week:02}-{number}"


def _with_turn_keys(board: Board, drafts: list[Draft]) -> list[Draft]:
    """A turn that stays in its week and channel keeps its key and its message."""
    before = {key: list(items) for key, items in board.turns_before.items()}
    used = {draft.key for draft in drafts if draft.key}
    kept = []
    for draft in drafts:
        place = draft.channel, draft.week, board.makers.people[draft.owner].name
        items = before.get(place, []) if draft.turn and not draft.key else []
        item = items.pop(0) if items else None
        if item is None or item.key in used:
            kept.append(draft)
            continue
        used.add(item.key)
        kept.append(replace(draft, key=item.key, audience=item.audience, message=item.message))
    return kept


def _with_keys(board: Board, drafts: list[Draft]) -> list[Draft]:
    used = {draft.key for draft in drafts if draft.key}
    keyed = []
    for draft in drafts:
        key, number = draft.key, 0
        while not key:
            number += 1
            name, monday = board.channel(draft.channel).name, board.days.monday(draft.week)
            candidate = slot_key(name, monday, number)
            if candidate not in used:
                key = candidate
                used.add(key)
        keyed.append(replace(draft, key=key))
    return keyed


def _with_messages(board: Board, drafts: list[Draft]) -> list[Draft]:
    """Each message as often as the others, on each channel in its own turn."""
    messages = board.request.messages
    used = Counter((draft.audience, draft.message) for draft in drafts if draft.message)
    on_channel: Counter[tuple[int, str, str]] = Counter()
    told = []
    for draft in drafts:
        chosen = draft
        if messages and board.content(draft.content).relevant and not draft.message:
            fitting = [m for m in messages if draft.audience in ("", m.audience)] or messages
            best = min(
                fitting,
                key=lambda m: (
                    on_channel[draft.channel, m.audience, m.message],
                    used[m.audience, m.message],
                    messages.index(m),
                ),
            )
            chosen = replace(draft, audience=best.audience, message=best.message)
            used[best.audience, best.message] += 1
        on_channel[chosen.channel, chosen.audience, chosen.message] += 1
        told.append(chosen)
    return told


class _ReshareBook:
    """Which earlier item each reshare is of, each item reshared once."""

    def __init__(self, board: Board, drafts: list[Draft]) -> None:
        self.of: dict[str, str] = {}
        taken = {item.of for item in board.begun.values() if item.of is not None}
        for draft in drafts:
            rule = board.content(draft.content).reshare
            if rule is None or draft.begun:
                continue
            fitting = [
                one
                for one in drafts
                if one.day < draft.day
                and one.key not in taken
                and board.content(one.content).relevant
                and (not rule.of or board.content(one.content).name in rule.of)
            ]
            if fitting:
                # Rather from another channel than twice to the same readers, and rather fresh.
                best = max(fitting, key=lambda one: (one.channel != draft.channel, one.day))
                taken.add(best.key)
                self.of[draft.key] = best.key


def _item(board: Board, draft: Draft, reshares: _ReshareBook) -> PlannedItem:
    if draft.begun:
        return board.begun[draft.key]
    channel, content = board.channel(draft.channel), board.content(draft.content)
    people = board.makers.people
    relevant = content.relevant and bool(draft.audience) and bool(draft.message)
    return PlannedItem(
        key=draft.key,
        title=draft.title,
        week=board.days.monday(draft.week),
        day=draft.day,
        at=channel.publish_at,
        channel=channel.name,
        content_type=content.name,
        bucket=content.bucket,
        owner=people[draft.owner].name,
        buddy=None if draft.buddy is None else people[draft.buddy].name,
        hours=sum(minutes for _, minutes in draft.work) / 60,
        starts=work_begins(board, draft),
        work=_work(board, draft.work),
        buddy_work=_work(board, draft.buddy_work),
        audience=draft.audience,
        message=draft.message,
        origin=draft.origin,
        relevant=relevant,
        of=reshares.of.get(draft.key),
        turn=draft.turn,
        locked=draft.locked,
        campaign=draft.campaign,
    )


def _work(board: Board, booking: Booking) -> tuple[Work, ...]:
    return tuple(
        Work(week=board.days.monday(week), hours=minutes / 60) for week, minutes in booking
    )


def work_begins(board: Board, draft: Draft) -> date:
    """The latest day on which the work can begin: by its lead time, or earlier for its hours."""
    lead = board.content(draft.content).lead_days
    latest = max(board.days.begins, board.days.work_starts(draft.day, lead))
    weeks = [week for week, _ in (*draft.work, *draft.buddy_work)]
    if weeks and min(weeks) < board.days.week(latest):
        return board.days.first_in(min(weeks))
    return latest
