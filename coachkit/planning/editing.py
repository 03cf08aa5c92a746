"""A hand in the plan: what is moved, swapped or given stays there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from coachkit.model.errors import InvalidValue
from coachkit.model.plan_requests import LockedDuty, LockedItem, LockedWeek, PlanRequest
from coachkit.model.plans import Plan, PlannedItem
from coachkit.model.rehearsals import (
    Edit,
    GiveDuty,
    GiveItem,
    GiveWeek,
    LockItem,
    MoveItem,
    SwapOwners,
    UnlockItem,
)


@dataclass(frozen=True)
class Hand:
    """What a hand has fixed, beside the request's own locks."""

    items: tuple[LockedItem, ...] = ()
    duties: tuple[LockedDuty, ...] = ()
    weeks: tuple[LockedWeek, ...] = ()


def with_hand(request: PlanRequest, hand: Hand) -> PlanRequest:
    """The request with what a hand has fixed; the hand goes before the request's own locks."""
    if hand == Hand():
        return request
    keys = {lock.key for lock in hand.items}
    days = {duty.day for duty in hand.duties}
    weeks = {lock.week for lock in hand.weeks}
    return request.changed(
        locked=(*(one for one in request.locked if one.key not in keys), *hand.items),
        locked_duties=(
            *(one for one in request.locked_duties if one.day not in days),
            *hand.duties,
        ),
        locked_weeks=(*(one for one in request.locked_weeks if one.week not in weeks), *hand.weeks),
    )


def hand_of(plan: Plan) -> Hand:
    """What a hand has fixed in a plan so far."""
    return Hand(plan.locks, plan.locked_duties, plan.locked_weeks)


def edited(request: PlanRequest, plan: Plan, edits: Sequence[Edit]) -> Hand:
    """What is fixed after the edits, in their order; :class:`InvalidValue` if one cannot be."""
    hand = hand_of(plan)
    for edit in edits:
        hand = _after(request, plan, hand, edit)
    return hand


def _after(request: PlanRequest, plan: Plan, hand: Hand, edit: Edit) -> Hand:
    match edit:
        case GiveDuty(day=day, who=who):
            _ahead(request, day, "day")
            _within(request, day)
            duties = tuple(duty for duty in hand.duties if duty.day != day)
            duty = LockedDuty(day=day, who=_named(request, who))
            return replace(hand, duties=(*duties, duty))
        case GiveWeek(week=week, owner=owner):
            if week not in request.mondays:
                raise InvalidValue("outside_plan", "week", value=str(week))
            _ahead(request, week + timedelta(days=6), "week")
            weeks = tuple(lock for lock in hand.weeks if lock.week != week)
            lock = LockedWeek(week=week, owner=_named(request, owner))
            return replace(hand, weeks=(*weeks, lock))
        case UnlockItem(key=key):
            if all(lock.key != key for lock in hand.items):
                raise InvalidValue("unknown_item", "key", value=key[:80])
            return replace(hand, items=tuple(lock for lock in hand.items if lock.key != key))
        case _:
            for item in _locks_after(request, plan, hand, edit):
                hand = _with_item(hand, item)
            return hand


def _locks_after(
    request: PlanRequest, plan: Plan, hand: Hand, edit: MoveItem | GiveItem | SwapOwners | LockItem
) -> tuple[LockedItem, ...]:
    match edit:
        case MoveItem(key=key, day=day):
            _ahead(request, day, "day")
            _within(request, day)
            return (_now(request, plan, hand, key).changed(day=day),)
        case GiveItem(key=key, owner=owner):
            return (_now(request, plan, hand, key).changed(owner=_named(request, owner)),)
        case SwapOwners(first=one, second=other):
            first, second = _now(request, plan, hand, one), _now(request, plan, hand, other)
            return first.changed(owner=second.owner), second.changed(owner=first.owner)
        case LockItem(key=key):
            return (_now(request, plan, hand, key),)


def _with_item(hand: Hand, lock: LockedItem) -> Hand:
    return replace(hand, items=(*(one for one in hand.items if one.key != lock.key), lock))


def _now(request: PlanRequest, plan: Plan, hand: Hand, key: str) -> LockedItem:
    """The item as it stands, with the edits so far; what is past cannot be changed."""
    for item in plan.items:
        if item.key == key:
            _ahead(request, item.day, "key")
    for lock in hand.items:
        if lock.key == key:
            return lock
    for item in plan.items:
        if item.key == key:
            return locked(item)
    raise InvalidValue("unknown_item", "key", value=key[:80])


def _ahead(request: PlanRequest, day: date, field: str) -> None:
    if request.starts <= day < request.begins:
        raise InvalidValue("already_past", field, value=str(day))


def locked(item: PlannedItem) -> LockedItem:
    """An item as a lock."""
    return LockedItem(
        key=item.key,
        day=item.day,
        channel=item.channel,
        content_type=item.content_type,
        owner=item.owner,
        title=item.title,
        audience=item.audience,
        message=item.message,
        origin=item.origin,
    )


def _named(request: PlanRequest, who: str) -> str:
    if any(one.name == who for one in request.team.contributors):
        return who
    if any(one.name == who for one in request.team.people):
        raise InvalidValue("not_opted_in", "owner")
    raise InvalidValue("unknown_person", "owner", value=who[:80])


def _within(request: PlanRequest, day: date) -> None:
    if not request.begins <= day <= request.period.last:
        raise InvalidValue("outside_plan", "day", value=str(day))
