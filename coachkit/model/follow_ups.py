"""What follows a session: check-ins, the monthly meeting, the quarterly review."""

from datetime import date, time
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from coachkit.model.values import Value


class FollowUpKind(StrEnum):
    """Which meeting it is."""

    CHECK_IN = "check_in"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


class FollowUp(Value):
    """One meeting. ``number``: the how-manieth of its kind, 1 the first; ``minutes``: how long."""

    kind: FollowUpKind
    number: Annotated[int, Field(ge=1)]
    day: date
    at: time
    minutes: Annotated[int, Field(ge=1)]
