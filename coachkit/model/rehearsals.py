"""Changes: those of a hand in the plan, and those that are rehearsed before anybody decides."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from coachkit.model.content import Channel
from coachkit.model.people import Absence, Hours, Level, Name
from coachkit.model.plans import Plan
from coachkit.model.values import Value

Key = Annotated[str, Field(min_length=1, max_length=200)]


# ── A hand in the plan ──────────────────────────────────────────────────────────────────────────


class OfItem(Value):
    """Something is done with one item."""

    key: Key


class MoveItem(OfItem):
    """Publish an item on another day; it stays there, with its owner."""

    kind: Literal["move_item"] = "move_item"
    day: date


class GiveItem(OfItem):
    """Give an item to somebody; it stays theirs."""

    kind: Literal["give_item"] = "give_item"
    owner: Name


class SwapOwners(Value):
    """Two items change owners; both stay."""

    kind: Literal["swap_owners"] = "swap_owners"
    first: Key
    second: Key


class LockItem(OfItem):
    """Keep an item as it is."""

    kind: Literal["lock_item"] = "lock_item"


class UnlockItem(OfItem):
    """Let an item that was locked by hand be planned again."""

    kind: Literal["unlock_item"] = "unlock_item"


class GiveDuty(Value):
    """Give the daily presence of a day to somebody."""

    kind: Literal["give_duty"] = "give_duty"
    day: date
    who: Name


class GiveWeek(Value):
    """Give a week (its Monday) to an owner."""

    kind: Literal["give_week"] = "give_week"
    week: date
    owner: Name


Edit = Annotated[
    MoveItem | GiveItem | SwapOwners | LockItem | UnlockItem | GiveDuty | GiveWeek,
    Field(discriminator="kind"),
]


# ── What is rehearsed ───────────────────────────────────────────────────────────────────────────


class FewerHours(Value):
    """So many hours a week fewer: of one person, or of all in proportion to their hours."""

    kind: Literal["fewer_hours"] = "fewer_hours"
    hours_a_week: Annotated[Hours, Field(gt=0)]
    who: Name | None = None


class OfPerson(Value):
    """Something happens to one contributor."""

    who: Name


class Leaves(OfPerson):
    """Somebody leaves; ``last_day`` is the last day that they work."""

    kind: Literal["leaves"] = "leaves"
    last_day: date


class IsAway(OfPerson):
    """Somebody is away."""

    kind: Literal["is_away"] = "is_away"
    absence: Absence


class LaunchMoves(Value):
    """A launch moves to another day, and its items with it."""

    kind: Literal["launch_moves"] = "launch_moves"
    campaign: Name
    launch: date


class OneMoreChannel(Value):
    """One more channel; nobody is on it yet, and all who do not refuse it may be."""

    kind: Literal["one_more_channel"] = "one_more_channel"
    channel: Channel


class Training(OfPerson):
    """Somebody learns a skill, in ``hours`` of their work in the week ``week`` (a Monday)."""

    kind: Literal["training"] = "training"
    skill: Name
    level: Annotated[Level, Field(ge=1)] = 2
    week: date
    hours: Annotated[Hours, Field(gt=0)] = 4.0


Change = Annotated[
    FewerHours | Leaves | IsAway | LaunchMoves | OneMoreChannel | Training,
    Field(discriminator="kind"),
]


# ── What it would do ────────────────────────────────────────────────────────────────────────────


class Touched(StrEnum):
    """The documents that would have to be made anew."""

    CALENDAR = "calendar"
    ROTA = "rota"
    PRESENCE = "presence"
    MONDAY_CARD = "monday_card"
    CAMPAIGN = "campaign"
    CADENCE = "cadence"


class ChannelDiff(Value):
    """Posts a week on a channel, before and after; relevant ones apart."""

    channel: Name
    before: float
    after: float
    relevant_before: float
    relevant_after: float
    wish: float


class PersonDiff(Value):
    """One contributor's hours a week, items, turns and duties, before and after."""

    who: Name
    hours_before: float
    hours_after: float
    items_before: int
    items_after: int
    turns_before: int
    turns_after: int
    duties_before: int
    duties_after: int


class MovedItem(Value):
    """An item that is there before and after, on another day or with another owner."""

    key: Key
    day_before: date
    day_after: date
    owner_before: Name
    owner_after: Name


class RehearsalDiff(Value):
    """Before and after, side by side. Nothing is decided by it.

    ``gone``, ``new``: keys of items. ``worth``: relevant posts a week more (or fewer, below zero):
    for a training its shadow price, with what it costs already taken off.
    """

    change: Change
    before: Plan
    after: Plan
    channels: tuple[ChannelDiff, ...]
    people: tuple[PersonDiff, ...]
    gone: tuple[Key, ...]
    new: tuple[Key, ...]
    moved: tuple[MovedItem, ...]
    touched: tuple[Touched, ...]
    worth: float
