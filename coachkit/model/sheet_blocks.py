"""The blocks of a run sheet and the steps in them: what is done, at which pace, for how long."""

from enum import StrEnum
from typing import Annotated, Final

from pydantic import Field

from coachkit.model.deciding import Key
from coachkit.model.values import Value

Minutes = Annotated[int, Field(ge=1, le=90)]
PartOfModel = Annotated[str, Field(pattern=r"^[a-z][a-z_]{0,39}(\.[a-z][a-z_]{0,39})?$")]
"""A kind of value that the store keeps, and the part of it: ``strategy.channels``."""


class Pace(StrEnum):
    """What the people in the room do, and so how the minutes feel."""

    TALK = "talk"
    WRITE = "write"
    LOOK = "look"
    DECIDE = "decide"
    REHEARSE = "rehearse"
    LISTEN = "listen"


TEACHING: Final = frozenset({Pace.LISTEN, Pace.LOOK})
"""The coach explains or shows."""

DOING: Final = frozenset({Pace.WRITE, Pace.DECIDE, Pace.REHEARSE})
"""Their hands are on it."""


class Step(Value):
    """A part of a block in which everybody does one thing."""

    pace: Pace
    minutes: Minutes


class SheetBlock(Value):
    """One screen of the session. ``form``: which form is on it.

    ``fills``: the parts of the model that it leaves behind. ``decisions``: the keys of what must
    be decided by its end. ``practices``: the coaching practices it serves.
    """

    key: Key
    minutes: Minutes
    form: Key
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=12)]
    fills: Annotated[tuple[PartOfModel, ...], Field(max_length=6)] = ()
    decisions: Annotated[tuple[Key, ...], Field(max_length=6)] = ()
    practices: Annotated[tuple[str, ...], Field(max_length=40)] = ()
