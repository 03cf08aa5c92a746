"""What the numbers say, each with its doubt and its source.

All intervals are at one level, :data:`INTERVAL_LEVEL`. ``None`` is never zero: it means that the
platform said nothing, or that a number would mislead; ``reason`` says which.
"""

from datetime import date, time
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from coachkit.model.goals import Goal
from coachkit.model.observations import Granularity, Platform
from coachkit.model.periods import Period
from coachkit.model.seams import Seam
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


class MissingHours(Value):
    """Hours of a day that no export speaks of, though one speaks of the rest of it.

    ``begins`` and ``ends`` by the client's clock; ``ends`` ``None``: midnight. ``there``: the day
    to which the platform, in its own time zone, counts them.
    """

    day: date
    begins: time
    ends: time | None
    there: date

    @property
    def share(self) -> float:
        """Which part of the day they are."""
        ends = 24.0 if self.ends is None else _hours(self.ends)
        return (ends - _hours(self.begins)) / 24

    @property
    def first_hours(self) -> bool:
        """Whether the day is known from some hour on."""
        return self.begins == time() and self.ends is not None

    @property
    def last_hours(self) -> bool:
        """Whether the day is known up to some hour."""
        return self.begins > time() and self.ends is None


def _hours(clock: time) -> float:
    return clock.hour + clock.minute / 60 + clock.second / 3600


class Coverage(Value):
    """How much of a period the imported exports speak of.

    ``covered``: days that are covered from midnight to midnight. ``gaps``: days that are not
    covered at all. ``hours``: what is missing of the days between.
    """

    period: Period
    covered: Annotated[int, Field(ge=0)]
    gaps: tuple[Period, ...] = ()
    hours: tuple[MissingHours, ...] = ()

    @property
    def known_days(self) -> float:
        """How long the exports speak of the period, in days and parts of them."""
        partly = len({missing.day for missing in self.hours})
        return self.covered + partly - sum(missing.share for missing in self.hours)

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
    ``whole``: whether exports speak of every day of the period. ``seam``: the day inside the
    period from which the platform counts something else.
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
    whole: bool = True
    seam: date | None = None


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
    """One calendar month of an additive metric. ``partly``: not every day is covered.

    ``young``: posts of it that were still growing when they were exported, so that it will be
    more beside months whose posts have gathered all they ever will.
    """

    month: str
    value: float | None
    partly: bool = False
    young: int = 0

    @property
    def at_least(self) -> bool:
        """Whether the true number may be higher."""
        return self.partly or self.young > 0


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


class Difference(Value):
    """Where a platform's own total of a metric is not the sum of the rows of its file."""

    metric: str
    platform_total: float
    rows_total: float

    @property
    def beyond_rows(self) -> float:
        """How much of the platform's total is in no row; below zero: the rows have more."""
        return self.platform_total - self.rows_total


class SourceFile(Value):
    """A file that numbers came from. ``differences``: beyond rounding."""

    file: str
    sheet: str | None
    platform: Platform
    granularity: Granularity
    rows: int
    items: int
    first: date | None
    last: date | None
    exported: date
    differences: tuple[Difference, ...] = ()


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
        """The first total of that metric, of that basis if one is asked for.

        Posts come before days, unless the platform tells only a part of each post's life.
        """
        return next(
            (t for t in self.totals if t.metric == metric and basis in (None, t.basis)), None
        )


class MetricResults(Value):
    """One metric of one platform: the period, what was usual before, and what drives it.

    ``seams``: those inside of what is shown, from the first of the months to the period's end.
    ``since``: the last of them, where nothing before it was compared: ``typical``, ``usual`` (with
    its period; ``None`` where the seam leaves none), formats and weekdays are of the posts from
    that day on. ``kinds_since``: the same for formats and weekdays, ``None`` where they are of
    twelve months. ``broken``: whether a verdict is missing because of the seam. ``months_of``:
    what the months are totals of.
    """

    platform: Platform
    metric: str
    period: Period
    usual_period: Period | None
    typical: Typical
    usual: Typical
    verdict: Verdict
    posts: tuple[PostResult, ...]
    formats: tuple[Group, ...]
    weekdays: tuple[Group, ...]
    months: tuple[MonthTotal, ...]
    months_of: Basis = Basis.POSTS
    seams: tuple[Seam, ...] = ()
    since: date | None = None
    kinds_since: date | None = None
    broken: bool = False


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
