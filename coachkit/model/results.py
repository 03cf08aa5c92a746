"""What the numbers say, each with its doubt and its source.

All intervals are at one level, :data:`INTERVAL_LEVEL`. ``None`` is never zero: it means that the
platform said nothing, or that a number would mislead; ``reason`` says which.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from coachkit.model.goals import Goal
from coachkit.model.observations import Granularity, Platform
from coachkit.model.periods import Period
from coachkit.model.values import Value

INTERVAL_LEVEL = 0.90
"""The one level of every interval in coachkit."""

ENOUGH = 5
"""Fewer posts than this are shown, never compared: no 90 % interval of a median exists."""

MATURE_DAYS = 7
"""A post younger than this when it was exported is still growing."""


class Verdict(StrEnum):
    """What may be said of a comparison."""

    SHOWN_UP = "shown_up"
    SHOWN_DOWN = "shown_down"
    NOT_SHOWN = "not_shown"
    CANNOT_TELL = "cannot_tell"


class Basis(StrEnum):
    """What a total is a total of."""

    POSTS = "posts"
    """Posts published in the period, with all they gathered until they were exported."""
    DAYS = "days"
    """What happened on the days of the period, whenever the post was published."""


class Coverage(Value):
    """How much of a period the imported exports speak of. ``gaps``: what they do not."""

    period: Period
    covered: Annotated[int, Field(ge=0)]
    gaps: tuple[Period, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every day of the period is covered."""
        return self.covered == self.period.days

    @property
    def nothing(self) -> bool:
        """Whether no day of the period is covered."""
        return self.covered == 0


class Total(Value):
    """What one metric came to in a period.

    ``value``: the sum, where summing is right; else ``None`` and ``reason`` is
    ``not_additive``, ``a_rate``, ``a_stock``, ``no_data`` or ``all_blank``.
    ``at_least``/``at_most``: for people counted once (reach, viewers): the largest single value
    and the sum, between which the true number lies. ``n``: items with a value; ``missing``:
    items without. ``platform_names``: what the platform calls it; ``files``: where it stands.
    """

    platform: Platform
    metric: str
    basis: Basis
    value: float | None
    reason: str | None = None
    at_least: float | None = None
    at_most: float | None = None
    n: int
    missing: int
    platform_names: tuple[str, ...]
    files: tuple[str, ...]


class Typical(Value):
    """The median post, with its interval. Below :data:`ENOUGH` posts there is none.

    ``young``: posts left out because they were exported within a week of being published.
    """

    metric: str
    median: float | None
    low: float | None
    high: float | None
    n: int
    missing: int = 0
    young: int = 0

    @property
    def sure(self) -> bool:
        """Whether there is an interval."""
        return self.low is not None and self.high is not None


class Group(Value):
    """The posts of one kind (a format, a weekday) beside all the others."""

    key: str
    typical: Typical
    others: Typical
    verdict: Verdict


class WeekOfPosts(Value):
    """One ISO week: posts published, or ``None`` where no export speaks of any day of it."""

    monday: date
    posts: int | None
    partly: bool = False


class Cadence(Value):
    """Posts a week over the days that are covered; ``None`` where nothing is."""

    posts: int
    per_week: float | None
    by_week: tuple[WeekOfPosts, ...] = ()


class MonthTotal(Value):
    """One calendar month of an additive metric. ``partly``: not every day is covered."""

    month: str
    value: float | None
    partly: bool = False


class PostResult(Value):
    """One post and what it gathered of one metric. ``text`` is the client's own."""

    item: str
    day: date
    format: str | None
    text: str
    permalink: str
    value: float
    row: int
    young: bool = False


class SourceFile(Value):
    """A file that numbers came from."""

    file: str
    sheet: str | None
    platform: Platform
    granularity: Granularity
    rows: int
    items: int
    first: date | None
    last: date | None
    exported: date


class PlatformResults(Value):
    """Everything the exports say of one platform in one period."""

    platform: Platform
    period: Period
    coverage: Coverage
    cadence: Cadence
    totals: tuple[Total, ...]
    metrics: tuple[str, ...]
    """Metrics that single posts have, the most telling first."""
    sources: tuple[SourceFile, ...]

    def total(self, metric: str, basis: Basis | None = None) -> Total | None:
        """The total of that metric, by posts before by days unless ``basis`` says otherwise."""
        return next(
            (t for t in self.totals if t.metric == metric and basis in (None, t.basis)), None
        )


class MetricResults(Value):
    """One metric of one platform: the period, what was usual before, and what drives it."""

    platform: Platform
    metric: str
    period: Period
    usual_period: Period
    typical: Typical
    usual: Typical
    verdict: Verdict
    posts: tuple[PostResult, ...]
    formats: tuple[Group, ...]
    weekdays: tuple[Group, ...]
    months: tuple[MonthTotal, ...]


class GoalState(StrEnum):
    """Where a goal stands at the end of a period."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    RUNNING = "running"
    CANNOT_TELL = "cannot_tell"


class GoalResult(Value):
    """A goal beside what the exports say. ``value`` ``None``: they say nothing."""

    goal: Goal
    state: GoalState
    value: float | None
    coverage: Coverage | None
