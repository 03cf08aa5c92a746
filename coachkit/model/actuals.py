"""What an item really took, and what is learned from it."""

from datetime import date
from typing import Annotated

from pydantic import Field, field_validator

from coachkit.model.content import Effort
from coachkit.model.errors import InvalidValue
from coachkit.model.people import Name
from coachkit.model.values import Value


class Actual(Value):
    """Planned beside done, for one item. ``done`` ``None``: it was never made."""

    key: Annotated[str, Field(min_length=1, max_length=200)]
    day: date
    content_type: Name
    owner: Name
    planned: Effort
    done: Effort | None


class Actuals(Value):
    """All actuals of a client, each item once."""

    actuals: Annotated[tuple[Actual, ...], Field(max_length=20_000)] = ()

    @field_validator("actuals")
    @classmethod
    def _once(cls, actuals: tuple[Actual, ...]) -> tuple[Actual, ...]:
        seen: set[str] = set()
        for one in actuals:
            if one.key in seen:
                raise InvalidValue("repeated", "actuals", value=one.key[:80])
            seen.add(one.key)
        return actuals


class LearnedEffort(Value):
    """The effort of a content type after ``n`` items that were made.

    ``hours``: between the default and the client's own median-like mean, the nearer to the latter
    the more items there are. ``own``: the client's own typical hours; ``None`` without any.
    ``weight``: how much of ``hours`` is the client's own, 0 to 1. ``low``/``high``: the next item
    lies between them in nine of ten cases; ``None`` with too few items to say. ``sure``: whether
    there are enough items to replace the default. ``not_made``: items that were planned and never
    made; they say nothing of hours.
    """

    content_type: Name
    default: Effort
    hours: Effort
    own: Effort | None
    weight: Annotated[float, Field(ge=0, le=1)]
    low: Effort | None
    high: Effort | None
    n: Annotated[int, Field(ge=0)]
    not_made: Annotated[int, Field(ge=0)] = 0
    sure: bool
