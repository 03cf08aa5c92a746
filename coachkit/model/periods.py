"""Spans of days, both ends included."""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Self

from pydantic import model_validator

from coachkit.model.errors import InvalidValue
from coachkit.model.values import Value


class Period(Value):
    """From ``first`` to ``last``, both included."""

    first: date
    last: date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise InvalidValue("ends_before_start", "last", value=str(self.last))
        return self

    @classmethod
    def month(cls, written: str) -> Self:
        """``"2026-10"`` → October 2026, or :class:`InvalidValue` at ``period``."""
        match = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", written)
        if not match or match[1] == "0000":
            raise InvalidValue("not_a_month", "period", value=written[:80])
        year, month = int(match[1]), int(match[2])
        return cls(
            first=date(year, month, 1), last=date(year, month, calendar.monthrange(year, month)[1])
        )

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def weeks(self) -> float:
        """How many weeks it has, in parts of seven days."""
        return self.days / 7

    @property
    def is_month(self) -> bool:
        """Whether it is exactly one calendar month."""
        return self == Period.month(f"{self.first:%Y-%m}")

    @property
    def written(self) -> str:
        """``2026-10`` for a month, else ``2026-10-01_2026-11-15``."""
        return f"{self.first:%Y-%m}" if self.is_month else f"{self.first}_{self.last}"

    def before(self) -> "Period":
        """The period that ended just before: the month before, or as many days before."""
        last = self.first - timedelta(days=1)
        if self.is_month:
            return Period.month(f"{last:%Y-%m}")
        return Period(first=last - timedelta(days=self.days - 1), last=last)

    def months(self) -> Iterator[str]:
        """Each calendar month that it touches, as ``2026-10``."""
        day = self.first.replace(day=1)
        while day <= self.last:
            yield f"{day:%Y-%m}"
            day = (day + timedelta(days=32)).replace(day=1)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last
