"""Week by week, what came and what was to be expected: how an effect or a total looks in a chart.

Only pictures are made of these. What is said rests on the comparison or the forecast as a whole:
the doubt about single weeks is another one, and larger.
"""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from coachkit.model.effects import Ahead, Forecast
from coachkit.model.errors import InvalidValue
from coachkit.model.goals import Goal
from coachkit.model.periods import Period
from coachkit.model.values import Value

Amount = Annotated[float, Field(ge=0)]


class CourseWeek(Value):
    """Seven days of which enough are known, and what they came to.

    ``whole``: all seven are known; else what is known stands for the rest. ``expected``: only in
    the stretch that is asked about.
    """

    first: date
    came: Amount
    whole: bool = True
    expected: Ahead | None = None


class Course(Value):
    """The weeks before a campaign and those of it, in order."""

    metric: str
    campaign: Period
    weeks: tuple[CourseWeek, ...]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        days = [week.first for week in self.weeks]
        if days != sorted(set(days)):
            raise InvalidValue("repeated", "weeks")
        return self

    @property
    def answered(self) -> bool:
        """Whether it is known for any week what was to be expected."""
        return any(week.expected is not None for week in self.weeks)


class GoalAhead(Value):
    """A goal, what its period will come to, and how it has grown so far.

    ``grown``: days and what had come together by their end.
    """

    goal: Goal
    forecast: Forecast
    grown: tuple[tuple[date, Amount], ...] = ()
