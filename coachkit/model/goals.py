"""What the client wants to reach, and how it will be seen."""

from datetime import date
from typing import Annotated, Final, Self

from pydantic import Field, field_validator

from coachkit.model.errors import InvalidValue
from coachkit.model.metrics import METRICS
from coachkit.model.observations import Platform
from coachkit.model.values import Value

BY_ACCOUNT: Final = "account"
"""What several accounts on one platform are parts by."""


class Part(Value):
    """A part of what is counted: one account's, or one country's, region's or source's.

    ``by``: :data:`BY_ACCOUNT`, or the format of the table that has a row for each of its parts;
    ``name``: as the exports write it; ``called``: as people call it, where that is another word.
    """

    by: Annotated[str, Field(min_length=1, max_length=120)]
    name: Annotated[str, Field(min_length=1, max_length=300)]
    called: Annotated[str, Field(max_length=300)] = ""

    @property
    def label(self) -> str:
        """What it is called."""
        return self.called or self.name


class Kpi(Value):
    """A measure that platforms report, on one platform. Only additive metrics can be a total.

    ``part``: of which part of what is counted; ``None`` for all of it.
    """

    platform: Platform
    metric: str
    part: Part | None = None

    @field_validator("metric")
    @classmethod
    def _additive(cls, metric: str) -> str:
        if metric not in METRICS:
            raise InvalidValue("not_allowed", "metric", value=metric[:80])
        if not METRICS[metric].additive:
            raise InvalidValue("not_additive", "metric", value=metric)
        return metric

    def apart_from(self, other: Self) -> bool:
        """Whether nothing that one counts is in the other: other places, or two parts of one."""
        if self.platform is not other.platform:
            return True
        if self.part is None or other.part is None:
            return False
        return self.part.by == other.part.by and self.part.name != other.part.name


class Goal(Value):
    """So much of a measure in each month, from ``since`` on. ``why`` ties it to the business."""

    name: Annotated[str, Field(min_length=1, max_length=80)]
    why: Annotated[str, Field(max_length=200)] = ""
    kpi: Kpi
    monthly_target: Annotated[float, Field(gt=0)]
    since: date | None = None

    @field_validator("kpi")
    @classmethod
    def _of_all(cls, kpi: Kpi) -> Kpi:
        if kpi.part is not None:
            raise InvalidValue("not_allowed", "kpi", value=kpi.part.label[:80])
        return kpi


class Goals(Value):
    """All goals of a client, at most seven: more are not remembered."""

    goals: Annotated[tuple[Goal, ...], Field(max_length=7)] = ()

    @field_validator("goals")
    @classmethod
    def _named_once(cls, goals: tuple[Goal, ...]) -> tuple[Goal, ...]:
        names = [goal.name for goal in goals]
        if len(set(names)) != len(names):
            raise InvalidValue("repeated", "goals", value=", ".join(names)[:80])
        return goals
