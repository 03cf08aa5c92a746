"""How long people wait for an answer. A question without one counts: it is still waiting."""

from datetime import date, time
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from coachkit.model.errors import InvalidValue
from coachkit.model.results import ENOUGH, INTERVAL_LEVEL, Verdict
from coachkit.model.values import Value

Hours = Annotated[float, Field(ge=0)]
Part = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]


class OfficeHours(Value):
    """When somebody is there to answer. ``weekdays``: 0 is Monday; ``closed``: whole days off.

    Without any, every hour counts.
    """

    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    begins: time = time(9)
    ends: time = time(17)
    closed: frozenset[date] = frozenset()

    @field_validator("weekdays")
    @classmethod
    def _days_of_a_week(cls, weekdays: tuple[int, ...]) -> tuple[int, ...]:
        if not weekdays or not set(weekdays) <= set(range(7)):
            raise InvalidValue("not_allowed", "weekdays", value=str(weekdays)[:80])
        return tuple(sorted(set(weekdays)))

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ends <= self.begins:
            raise InvalidValue("ends_before_start", "ends", value=f"{self.ends:%H:%M}")
        return self


class NoReplies(StrEnum):
    """Why nothing can be said of replies."""

    NO_CONVERSATIONS = "no_conversations"
    FEW_CONVERSATIONS = "few_conversations"


class Waited(Value):
    """Hours within which a part of all questions was answered, unanswered ones included.

    ``value`` ``None``: so many were never answered that it was not reached. ``high`` ``None``:
    it may be as long as anything.
    """

    value: Hours | None
    low: Hours | None = None
    high: Hours | None = None


class Within(Value):
    """Which part was answered within the target."""

    value: Part
    low: Part
    high: Part

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.low <= self.value <= self.high:
            raise InvalidValue("not_allowed", "value", value=str(self.value))
        return self


class ReplyGroup(Value):
    """The questions of one weekday or hour beside all the others."""

    key: int
    n: Count
    median: Waited
    within: Within | None
    verdict: Verdict

    @property
    def few(self) -> bool:
        """Whether it has too few questions for any verdict."""
        return self.n < ENOUGH


class ThemeWaiting(Value):
    """What people ask about: ``n`` questions, of which ``waiting`` have no answer yet.

    ``share``: which part of such questions waits, drawn towards the others' the more the fewer
    there are of them.
    """

    name: Annotated[str, Field(min_length=1, max_length=120)]
    n: Count
    waiting: Count
    share: Within


class Replies(Value):
    """Reply times of one period. ``n``: questions; ``unanswered``: of these, still waiting.

    ``target``: the hours promised. ``office``: the hours that count; ``None``: all of them.
    ``left_out``: rows without the time of the question, or answered before they were asked.
    """

    target: Annotated[float, Field(gt=0)]
    office: OfficeHours | None = None
    n: Count = 0
    unanswered: Count = 0
    left_out: Count = 0
    median: Waited | None = None
    ninetieth: Waited | None = None
    within: Within | None = None
    weekdays: tuple[ReplyGroup, ...] = ()
    hours: tuple[ReplyGroup, ...] = ()
    themes: Annotated[tuple[ThemeWaiting, ...], Field(max_length=8)] = ()
    reason: NoReplies | None = None

    @model_validator(mode="after")
    def _answers_or_says_why(self) -> Self:
        if (self.median is None) == (self.reason is None):
            raise InvalidValue("missing", "reason")
        return self

    @property
    def level(self) -> float:
        """Of the intervals."""
        return INTERVAL_LEVEL
