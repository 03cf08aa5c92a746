"""What a whole table adds up to, counted along as its batches pass by."""

import math
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import pandas as pd

from coachkit.model.metrics import METRICS
from coachkit.model.observations import Granularity, MetricSource

_MONTH_TOLD = 10
_SEEN_AT_LEAST_ONCE = ("views", "impressions")


@dataclass
class Tally:
    """Counts and sums over the items of one table.

    ``zeros_beside_reach``: metric → how many items nobody saw, although they reached somebody.
    """

    granularity: Granularity
    items: int = 0
    first: date | None = None
    last: date | None = None
    zeros_beside_reach: dict[str, int] = field(default_factory=dict)
    _accounts: set[str] = field(default_factory=set)
    _days: dict[str, set[date]] = field(default_factory=dict)
    _sums: dict[str, list[float]] = field(default_factory=dict)
    _given: dict[str, int] = field(default_factory=dict)
    _with_hours: int = 0
    _minute_is_month: int = 0

    def add(self, frame: pd.DataFrame, metrics: tuple[str, ...]) -> None:
        """The items of one batch, each once."""
        self.items += len(frame)
        self._accounts.update(frame["account"].dropna().unique())
        for name in metrics:
            values = frame[name].to_numpy()
            given = values[~np.isnan(values)]
            self._given[name] = self._given.get(name, 0) + len(given)
            # Whole numbers add up exactly either way, parts only so.
            total = math.fsum(given) if METRICS[name].decimals else float(given.sum())
            self._sums.setdefault(name, []).append(total)
            if name in _SEEN_AT_LEAST_ONCE and "reach" in metrics:
                zeros = int(((values == 0) & (frame["reach"].to_numpy() > 0)).sum())
                self.zeros_beside_reach[name] = self.zeros_beside_reach.get(name, 0) + zeros
        if self.granularity is Granularity.DAY:
            for account, days in frame.groupby(frame["account"].fillna(""))["published"]:
                self._days.setdefault(str(account), set()).update(days.dropna().dt.date)
        published = frame["published"].dropna()
        if len(published):
            first, last = published.min().date(), published.max().date()
            self.first = min(self.first or first, first)
            self.last = max(self.last or last, last)
            self._with_hours += len(published)
            same = published.dt.minute == published.dt.month
            self._minute_is_month += int(same.sum())

    @property
    def accounts(self) -> tuple[str, ...]:
        """Every account that has an item, in order."""
        return tuple(sorted(self._accounts))

    @property
    def minutes_repeat_the_month(self) -> bool:
        """Whether the minutes are no minutes: Meta's exports of 2023/24 repeat the month there."""
        every = self._with_hours == self._minute_is_month
        return self._with_hours >= _MONTH_TOLD and every

    @property
    def days_missing(self) -> int:
        """How many days of a table of days are left out between an account's first and last."""
        given = [days for days in self._days.values() if days]
        spans = ((max(days) - min(days)) // timedelta(days=1) + 1 for days in given)
        return sum(spans) - sum(map(len, given))

    def metric(self, name: str, platform_name: str, platform_total: float | None) -> MetricSource:
        """What one metric adds up to; no sum where it would mislead or nothing was said."""
        given = self._given.get(name, 0)
        summed = METRICS[name].additive and given > 0
        return MetricSource(
            metric=name,
            platform_name=platform_name,
            additive=METRICS[name].additive,
            total=math.fsum(self._sums[name]) if summed else None,
            platform_total=platform_total,
            missing=self.items - given,
            given=given,
        )
