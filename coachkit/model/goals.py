"""What the client wants to reach, and how it will be seen."""

from datetime import date
from typing import Annotated

from pydantic import Field, field_validator

from coachkit.model.errors import InvalidValue
from coachkit.model.metrics import METRICS
from coachkit.model.observations import Platform
from coachkit.model.values import Value


class Kpi(Value):
    """A measure that platforms report, on one platform. Only additive metrics can be a total."""

    platform: Platform
    metric: str

    @field_validator("metric")
    @classmethod
    def _additive(cls, metric: str) -> str:
        if metric not in METRICS:
            raise InvalidValue("not_allowed", "metric", value=metric[:80])
        if not METRICS[metric].additive:
            raise InvalidValue("not_additive", "metric", value=metric)
        return metric


class Goal(Value):
    """So much of a measure in each month, from ``since`` on. ``why`` ties it to the business."""

    name: Annotated[str, Field(min_length=1, max_length=80)]
    why: Annotated[str, Field(max_length=200)] = ""
    kpi: Kpi
    monthly_target: Annotated[float, Field(gt=0)]
    since: date | None = None


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
