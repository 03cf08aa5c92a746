"""A plan B: what is done if it comes otherwise, kept beside the plan as what would change."""

from datetime import date
from typing import Annotated

from pydantic import Field

from coachkit.model.deciding import Key, Line, Who
from coachkit.model.plans import PlannedItem
from coachkit.model.rehearsals import Change, ChannelDiff, MovedItem, PersonDiff, Touched
from coachkit.model.values import Value


class PlanB(Value):
    """A rehearsal that somebody decided to keep, and when it is used.

    ``made_on``: the day on which it was reckoned; ``by``: the last day on which it can be decided.
    ``gone``/``new``: items that would fall away or come. ``titles``: of the moved ones, by key.
    """

    key: Key
    change: Change
    use_when: Line = ""
    owner: Who = ""
    by: date | None = None
    made_on: date | None = None
    channels: Annotated[tuple[ChannelDiff, ...], Field(max_length=30)] = ()
    people: Annotated[tuple[PersonDiff, ...], Field(max_length=200)] = ()
    gone: Annotated[tuple[PlannedItem, ...], Field(max_length=2_000)] = ()
    new: Annotated[tuple[PlannedItem, ...], Field(max_length=2_000)] = ()
    moved: Annotated[tuple[MovedItem, ...], Field(max_length=2_000)] = ()
    touched: tuple[Touched, ...] = ()
    titles: Annotated[tuple[tuple[str, str], ...], Field(max_length=2_000)] = ()
