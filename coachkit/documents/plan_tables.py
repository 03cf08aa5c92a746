"""The plan as tables of values: dates are dates and hours are numbers until a file is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Final

from coachkit.language.plan_sentences import missed_turn_sentence, receipt, unassigned_sentence
from coachkit.language.plan_words import gap_reason, name_of_key
from coachkit.language.speech import Speech, later_in
from coachkit.model.plans import Plan, PlannedItem, UnassignedItem

Cell = str | date | time | float | int | None
"""A cell's value; ``None`` where there is none, which is not zero."""


class Kind(StrEnum):
    """What a column holds, which decides how it is written."""

    TEXT = "text"
    DAY = "day"
    TIME = "time"
    WEEK = "week"
    """A week's number, given its Monday."""
    HOURS = "hours"
    COUNT = "count"
    SHARE = "share"


@dataclass(frozen=True)
class Column:
    """A column: its heading, what it holds, and how many characters wide it is in a sheet."""

    heading: str
    kind: Kind
    width: int


@dataclass(frozen=True)
class PlanTable:
    """A table with a name short enough for a sheet's tab (31 characters)."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class _Head:
    """A column before its heading is said in a language."""

    heading: tuple[str, str]
    kind: Kind
    width: int


_WEEK: Final = _Head(later_in("plan", "Week"), Kind.WEEK, 7)
_WORK_BEGINS: Final = _Head(later_in("plan", "Work begins"), Kind.DAY, 13)
_PUBLISHED: Final = _Head(later_in("plan", "Published"), Kind.DAY, 13)
_CHANNEL: Final = _Head(later_in("plan", "Channel"), Kind.TEXT, 18)
_ITEM: Final = _Head(later_in("plan", "Item"), Kind.TEXT, 42)
_CONTENT_TYPE: Final = _Head(later_in("plan", "Content type"), Kind.TEXT, 18)
_OWNER: Final = _Head(later_in("plan", "Owner"), Kind.TEXT, 20)
_BUDDY: Final = _Head(later_in("plan", "Buddy"), Kind.TEXT, 18)
_EFFORT: Final = _Head(later_in("plan", "Effort (h)"), Kind.HOURS, 10)

_CALENDAR: Final = (
    _WEEK,
    _WORK_BEGINS,
    _PUBLISHED,
    _Head(later_in("plan", "Time"), Kind.TIME, 8),
    _CHANNEL,
    _ITEM,
    _CONTENT_TYPE,
    _OWNER,
    _BUDDY,
    _EFFORT,
    _Head(later_in("plan", "Audience"), Kind.TEXT, 22),
    _Head(later_in("plan", "Message"), Kind.TEXT, 46),
    _Head(later_in("plan", "Mix"), Kind.TEXT, 16),
    _Head(later_in("plan", "Campaign"), Kind.TEXT, 18),
    _Head(later_in("plan", "Note"), Kind.TEXT, 46),
)
_ROTA: Final = (
    _WEEK,
    _Head(later_in("plan", "From Monday"), Kind.DAY, 13),
    _Head(later_in("plan", "Whose turn"), Kind.TEXT, 20),
    _Head(later_in("plan", "Items"), Kind.TEXT, 60),
    _BUDDY,
    _Head(later_in("plan", "Weeks since the last"), Kind.COUNT, 12),
    _Head(later_in("plan", "Reason"), Kind.TEXT, 54),
)
_PRESENCE: Final = (
    _WEEK,
    _Head(later_in("plan", "Day"), Kind.DAY, 13),
    _Head(later_in("plan", "Weekday"), Kind.TEXT, 12),
    _Head(later_in("plan", "Who is there"), Kind.TEXT, 24),
    _Head(later_in("plan", "Minutes"), Kind.COUNT, 9),
)
_PEOPLE: Final = (
    _Head(later_in("plan", "Who"), Kind.TEXT, 22),
    _Head(later_in("plan", "Hours given"), Kind.HOURS, 10),
    _Head(later_in("plan", "Hours used"), Kind.HOURS, 10),
    _Head(later_in("plan", "Used"), Kind.SHARE, 8),
    _Head(later_in("plan", "Items"), Kind.COUNT, 8),
    _Head(later_in("plan", "Turns"), Kind.COUNT, 8),
    _Head(later_in("plan", "Days of presence"), Kind.COUNT, 10),
    _Head(later_in("plan", "Channels"), Kind.TEXT, 28),
    _Head(later_in("plan", "Receipt"), Kind.TEXT, 70),
)
_CADENCE: Final = (
    _CHANNEL,
    _WEEK,
    _Head(later_in("plan", "Wish"), Kind.COUNT, 8),
    _Head(later_in("plan", "Minimum"), Kind.COUNT, 9),
    _Head(later_in("plan", "Planned"), Kind.COUNT, 9),
    _Head(later_in("plan", "Relevant"), Kind.COUNT, 9),
    _Head(later_in("plan", "Hours"), Kind.HOURS, 9),
    _Head(later_in("plan", "Gap in posts"), Kind.COUNT, 10),
    _Head(later_in("plan", "Gap in hours"), Kind.HOURS, 10),
    _Head(later_in("plan", "The next post takes (h)"), Kind.HOURS, 13),
    _Head(later_in("plan", "of which nobody has (h)"), Kind.HOURS, 13),
)
_MONDAY: Final = (
    _WORK_BEGINS,
    _OWNER,
    _ITEM,
    _CONTENT_TYPE,
    _CHANNEL,
    _EFFORT,
    _PUBLISHED,
)


def plan_tables(plan: Plan, speech: Speech) -> tuple[PlanTable, ...]:
    """Calendar, rota, daily presence, people, cadence beside the wish, Monday."""
    return (
        calendar_table(plan, speech),
        rota_table(plan, speech),
        presence_table(plan, speech),
        people_table(plan, speech),
        cadence_table(plan, speech),
        monday_table(plan, speech),
    )


def _columns(heads: Sequence[_Head], speech: Speech) -> tuple[Column, ...]:
    return tuple(Column(speech.say_in(*head.heading), head.kind, head.width) for head in heads)


def calendar_table(plan: Plan, speech: Speech) -> PlanTable:
    """Every item by day, with its lead time, owner, effort, audience and message.

    What has to be made and nobody can make stands on its day, with the reason and no owner.
    """
    items: Sequence[PlannedItem | UnassignedItem] = (*plan.items, *plan.unassigned)
    return PlanTable(
        speech.say_in("plan", "Calendar"),
        _columns(_CALENDAR, speech),
        tuple(
            _unassigned_row(item, speech)
            if isinstance(item, UnassignedItem)
            else _item_row(item, plan, speech)
            for item in sorted(items, key=lambda item: (item.day, item.channel, item.key))
        ),
    )


def _item_row(item: PlannedItem, plan: Plan, speech: Speech) -> tuple[Cell, ...]:
    return (
        item.week,
        item.starts,
        item.day,
        item.at,
        item.channel,
        item.title or item.content_type,
        item.content_type,
        item.owner,
        item.buddy,
        item.hours,
        item.audience,
        item.message,
        item.bucket,
        item.campaign,
        "; ".join(_notes(item, plan, speech)),
    )


def _notes(item: PlannedItem, plan: Plan, speech: Speech) -> Iterator[str]:
    if item.locked:
        yield speech.say("locked")
    if item.turn:
        yield speech.say("a turn")
    if item.of is not None:
        yield speech.say("a reshare of “%(item)s”", item=name_of_key(item.of, plan, speech))
    elif not item.relevant:
        yield speech.say("not counted as relevant")


def _unassigned_row(item: UnassignedItem, speech: Speech) -> tuple[Cell, ...]:
    return (
        item.week,
        None,
        item.day,
        None,
        item.channel,
        item.title or item.content_type,
        item.content_type,
        None,
        None,
        item.hours,
        None,
        None,
        None,
        item.campaign,
        unassigned_sentence(item, speech),
    )


def rota_table(plan: Plan, speech: Speech) -> PlanTable:
    """Whose turn it is in which week, then whose turn was due and did not come."""
    turns = [
        (
            turn.week,
            turn.week,
            turn.who,
            ", ".join(name_of_key(key, plan, speech) for key in turn.keys),
            turn.buddy,
            turn.gap,
            gap_reason(turn.reason, speech) if turn.reason else None,
        )
        for turn in sorted(plan.turns, key=lambda turn: (turn.week, turn.who))
    ]
    missed = [
        (None, None, one.who, None, None, None, missed_turn_sentence(one, speech))
        for one in sorted(plan.missed_turns, key=lambda one: (one.due, one.who))
    ]
    return PlanTable(
        speech.say_in("plan", "Rota"),
        _columns(_ROTA, speech),
        (*turns, *missed),
    )


def presence_table(plan: Plan, speech: Speech) -> PlanTable:
    """Who is there on each working day."""
    return PlanTable(
        speech.say_in("plan", "Daily presence"),
        _columns(_PRESENCE, speech),
        tuple(
            (
                duty.day,
                duty.day,
                speech.weekday(duty.day.weekday()),
                duty.who or speech.say("nobody"),
                duty.minutes,
            )
            for duty in sorted(plan.presence, key=lambda duty: duty.day)
        ),
    )


def people_table(plan: Plan, speech: Speech) -> PlanTable:
    """Each contributor's load, share and receipt; core staff first."""
    return PlanTable(
        speech.say_in("plan", "People"),
        _columns(_PEOPLE, speech),
        tuple(
            (
                load.who,
                load.capacity,
                load.load,
                load.share,
                load.items,
                load.turns,
                load.duties,
                ", ".join(load.channels),
                receipt(load, speech).detail or None,
            )
            for load in sorted(plan.loads, key=lambda load: (not load.core, load.who))
        ),
    )


def cadence_table(plan: Plan, speech: Speech) -> PlanTable:
    """Each channel's posts in each week beside the wish, and what the next post would cost."""
    return PlanTable(
        speech.say_in("plan", "Cadence"),
        _columns(_CADENCE, speech),
        tuple(
            (
                line.channel,
                line.week,
                line.wish,
                line.least,
                line.planned,
                line.relevant,
                line.hours,
                line.gap_posts,
                line.gap_hours,
                line.next_hours,
                line.next_missing,
            )
            for line in plan.cadence
        ),
    )


def monday_table(plan: Plan, speech: Speech) -> PlanTable:
    """The Monday card: the first items, who begins them, and what they take."""
    return PlanTable(
        speech.say_in("plan", "Monday"),
        _columns(_MONDAY, speech),
        tuple(
            (
                line.starts,
                line.owner,
                line.title or line.content_type,
                line.content_type,
                line.channel,
                line.hours,
                line.day,
            )
            for line in plan.monday
        ),
    )
