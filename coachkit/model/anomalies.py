"""Days that were unlike other days of their weekday, where that can be told."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from coachkit.model.errors import InvalidValue
from coachkit.model.values import Value


class NoAnomalies(StrEnum):
    """Why it cannot be told which days were unusual."""

    NO_DATA = "no_data"
    SHORT = "short"
    """Too few days of each weekday are known."""
    BELOW_NOTHING = "below_nothing"
    """Days of less than nothing: such a number is a difference, not a count."""
    SPARSE = "sparse"
    """Too little happens on a day: chance alone makes most of what one sees."""


class DayApart(Value):
    """A day beside its weekday's median. ``distance``: in robust standard deviations."""

    day: date
    value: Annotated[float, Field(ge=0)]
    usual: Annotated[float, Field(ge=0)]
    distance: float

    @property
    def up(self) -> bool:
        """Whether more happened than usual."""
        return self.value > self.usual


class Anomalies(Value):
    """Unusual days of one metric, the most unusual first. ``n``: known days looked at."""

    metric: str
    n: Annotated[int, Field(ge=0)] = 0
    missing: Annotated[int, Field(ge=0)] = 0
    days: tuple[DayApart, ...] = ()
    reason: NoAnomalies | None = None

    @model_validator(mode="after")
    def _either(self) -> Self:
        if self.reason is not None and self.days:
            raise InvalidValue("unexpected", "days")
        return self
