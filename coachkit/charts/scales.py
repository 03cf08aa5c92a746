"""Round marks for axes: amounts, powers of ten, days; and when a scale has to be logarithmic."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from coachkit.language.findings import amount
from coachkit.language.speech import Speech
from coachkit.language.terms import metric_name

Scale = Literal["linear", "log", "symlog"]

DECADES: Final = 2
"""Values that spread over more powers of ten than this need a logarithmic scale."""

_STEPS: Final = (1, 2, 5, 10)
_THOUSAND: Final = 1_000
_MILLION: Final = 1_000_000
_LONG: Final = 100_000
_DAYS_BY_THE_DAY: Final = 10
_DAYS_BY_THE_WEEK: Final = 62


@dataclass(frozen=True)
class Amounts:
    """How the amounts of one metric are written on one chart: all in ones, thousands or millions.

    ``metric``: its canonical name, or ``""`` for plain counts.
    """

    metric: str
    speech: Speech
    unit: int = 1

    @classmethod
    def of(cls, metric: str, values: Sequence[float], speech: Speech) -> "Amounts":
        """In the unit in which the largest of the values stays short."""
        largest = max((abs(value) for value in values), default=0)
        if largest < _LONG:
            return cls(metric, speech)
        return cls(metric, speech, _MILLION if largest >= _MILLION else _THOUSAND)

    @classmethod
    def along(
        cls, axis: "Ruler", metric: str, values: Sequence[float], speech: Speech
    ) -> "Amounts":
        """Like :meth:`of`, but in ones on a logarithmic axis: most values would read as zero."""
        return cls(metric, speech) if axis.logarithmic else cls.of(metric, values, speech)

    def say(self, value: float) -> str:
        """The value as a label. What is not zero never reads as zero."""
        if self.unit == 1:
            if self.metric:
                return amount(self.metric, value, self.speech)
            return self.speech.number(value, 0 if value == int(value) else 1)
        parts = value / self.unit
        # Three figures, the last of them rounded: 99.96 thousand is 100, not 100.0.
        decimals = 0 if round(abs(parts), 1) >= 100 or value == 0 else 1
        least = 10.0**-decimals
        if value and abs(parts) < least / 2:
            return f"<{self.speech.number(least, decimals)}"
        return self.speech.number(parts, decimals)

    def mark(self, value: float) -> str:
        """The value as a mark of an axis: no more decimals than a round value needs."""
        parts = value / self.unit
        decimals = next((d for d in range(4) if math.isclose(parts, round(parts, d))), 4)
        return self.speech.number(parts, decimals)

    def measure(self) -> str:
        """What is measured, and in what: “Views in thousands”."""
        name = metric_name(self.metric, self.speech)
        if self.unit == _MILLION:
            return self.speech.say("%(metric)s in millions", metric=name)
        if self.unit == _THOUSAND:
            return self.speech.say("%(metric)s in thousands", metric=name)
        return name


@dataclass(frozen=True)
class Ruler:
    """An axis of amounts: its scale, its ends and its marks.

    ``near_zero``: below it a ``symlog`` scale is linear.
    """

    scale: Scale
    low: float
    high: float
    marks: tuple[float, ...]
    near_zero: float = 1

    @property
    def logarithmic(self) -> bool:
        """Whether equal steps are equal factors, which the chart then has to say."""
        return self.scale != "linear"


def ruler(values: Sequence[float], most: int, *, whole: bool = False) -> Ruler:
    """The axis for these values, with at most ``most`` marks.

    Linear from zero, unless positive values spread over more than :data:`DECADES` powers of
    ten. With zeros among them the scale is linear near zero (``symlog``); with values below zero
    a logarithm would hide on which side they are, so it stays linear.
    """
    positive = [value for value in values if value > 0]
    lowest, highest = min([0.0, *values]), max([0.0, *values])
    if lowest < 0 or not positive or max(positive) / min(positive) <= 10**DECADES:
        highest = highest or (0.0 if lowest else 1.0)
        marks = round_marks(lowest, highest, most, whole=whole)
        air = (highest - lowest) * 0.06
        return Ruler("linear", lowest - (air if lowest else 0), highest + air, tuple(marks))
    least = min(positive)
    tens = decades(least, highest, most)
    if len(positive) == len(values):
        return Ruler("log", least / 1.4, highest * 1.4, tuple(tens))
    near_zero = 10.0 ** math.floor(math.log10(least))
    tens = decades(near_zero, highest, most - 1)
    return Ruler("symlog", -near_zero / 4, highest * 1.4, (0.0, *tens), near_zero)


def round_marks(low: float, high: float, most: int, *, whole: bool = False) -> list[float]:
    """At most ``most`` round values from ``low`` to ``high``.

    The step is 1, 2 or 5 times a power of ten; ``whole`` where parts of one would mislead.
    """
    if high <= low:
        return [low]
    rough = (high - low) / max(1, most - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    steps = [step * power for step in _STEPS] + [20 * power]
    for step in steps:
        size = max(1.0, step) if whole else step
        first, last = math.ceil(low / size - 1e-9), math.floor(high / size + 1e-9)
        if last - first + 1 <= most:
            return [mark * size for mark in range(first, last + 1)]
    return [low]


def decades(low: float, high: float, most: int) -> list[float]:
    """Powers of ten from ``low`` to ``high``, evenly thinned to at most ``most``."""
    first, last = math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9)
    step = max(1, math.ceil((last - first + 1) / most))
    return [10.0**power for power in range(first, last + 1, step)]


@dataclass(frozen=True)
class Mark:
    """A labelled place on an axis. ``year``: said below the first label of each, if any."""

    place: float
    label: str
    year: str = ""


def day_number(day: date) -> float:
    """A day as a place on a time axis: its middle, in days."""
    return day.toordinal() + 0.5


def day_marks(first: date, last: date, speech: Speech) -> list[Mark]:
    """Days, Mondays or first days of months, whichever suits the length of the time axis."""
    length = (last - first).days + 1
    if length > _DAYS_BY_THE_WEEK:
        return [
            Mark(day.toordinal(), speech.short_month(day), str(day.year))
            for day in _first_days(first, last)
        ]
    step = 1 if length <= _DAYS_BY_THE_DAY else 7
    start = first if step == 1 else first + timedelta(days=-first.weekday() % 7)
    days = [start + timedelta(days=i) for i in range(0, (last - start).days + 1, step)]
    return [Mark(day_number(day), speech.short_day(day), str(day.year)) for day in days]


def _first_days(first: date, last: date) -> list[date]:
    """The first day of each month from ``first`` to ``last``."""
    index = first.year * 12 + first.month - 1 + (first.day > 1)
    until = last.year * 12 + last.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(index, until + 1)]
