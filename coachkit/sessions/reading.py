"""What a page of figures needs of a client, read once from its store."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pandas as pd

from coachkit.evaluation.covering import heard_of
from coachkit.evaluation.month import (
    days_of,
    goal_result,
    metric_results,
    platform_results,
    posts_of,
    telling_first,
)
from coachkit.evaluation.observed import Observed, with_shared_days
from coachkit.model.client import Client
from coachkit.model.goals import Goals
from coachkit.model.observations import Granularity, Platform
from coachkit.model.periods import Period
from coachkit.model.results import GoalResult, MetricResults, PlatformResults
from coachkit.model.seams import Seam
from coachkit.sessions.opening import now, open_workspace, whoever
from coachkit.sessions.seams import seams_of
from coachkit.store.client_store import ClientStore
from coachkit.store.stored_tables import StoredTable

_SHOWN = (Granularity.POST, Granularity.DAY)


@dataclass(frozen=True)
class ClientData:
    """All that a page needs of a client, read once: the store is closed again.

    ``observed``: posts and days alone; ``seams``: those that are known and the client's own;
    ``by_group``: tables with a row for each day and country, region or source.
    """

    client: Client
    goals: Goals
    observed: Mapping[Platform, tuple[Observed, ...]]
    today: date
    seams: tuple[Seam, ...] = ()
    by_group: tuple[Observed, ...] = ()

    def platforms(self) -> tuple[Platform, ...]:
        """Platforms with posts or days, in the order of the model."""
        return tuple(platform for platform in Platform if platform in self.observed)

    def results(self, platform: Platform, period: Period) -> PlatformResults:
        """What the exports say of a platform in a period."""
        seen = self.observed[platform]
        return platform_results(seen, period, self.client.time_zone, self.seams)

    def telling(self, platform: Platform) -> tuple[str, ...]:
        """The metrics of the platform's posts, the most telling first; none without posts."""
        posts = posts_of(self.observed[platform])
        return () if posts is None else telling_first(posts)

    def metric(self, platform: Platform, name: str, period: Period) -> MetricResults | None:
        """One metric of the platform's posts, or ``None`` where no export has posts."""
        posts = posts_of(self.observed[platform])
        if posts is None or name not in posts.frame.columns:
            return None
        return metric_results(
            posts,
            name,
            period,
            self.client.time_zone,
            seams=self.seams,
            days=days_of(self.observed[platform]),
        )

    def goal_results(self, results: Mapping[Platform, PlatformResults]) -> tuple[GoalResult, ...]:
        """Each goal beside what the exports say."""
        return tuple(
            goal_result(goal, results.get(goal.kpi.platform), self.today)
            for goal in self.goals.goals
        )

    def months(self) -> tuple[str, ...]:
        """Every month that any export speaks of, the latest first."""
        spans = [self._heard_of(platform) for platform in self.platforms()]
        found = {month for span in spans if span for month in span.months()}
        return tuple(sorted(found, reverse=True))

    def _heard_of(self, platform: Platform) -> Period | None:
        return heard_of(self.observed[platform], self.today, self.client.time_zone)

    def period(self, written: str) -> Period:
        """The month that was named, or the latest that any export speaks of, or this one."""
        if written:
            return Period.month(written)
        return Period.month(next(iter(self.months()), f"{self.today:%Y-%m}"))


def read_client(slug: str, workspace: str) -> ClientData:
    """Everything a page needs of that client, from a store opened for reading only."""
    with open_workspace(workspace).open_client(
        slug, now=now, who=whoever(), read_only=True
    ) as store:
        return client_data(store)


def client_data(store: ClientStore) -> ClientData:
    """The same from a store that is open already."""
    goals, tables = store.load(Goals), _tables(store)
    return ClientData(
        client=store.client,
        goals=goals.value if goals else Goals(),
        observed=_observed(store, tables),
        today=now().astimezone(ZoneInfo(store.client.time_zone)).date(),
        seams=seams_of(store).seams,
        by_group=_by_group(store, tables),
    )


def _tables(store: ClientStore) -> list[StoredTable]:
    """Every table, the sheets of one workbook with the days that any of them covers."""
    stored = store.observations.sources()
    shared = with_shared_days([table.source for table in stored])
    return [replace(table, source=one) for table, one in zip(stored, shared, strict=True)]


def _observed(
    store: ClientStore, tables: Iterable[StoredTable]
) -> dict[Platform, tuple[Observed, ...]]:
    """Posts and days by platform; what is neither has no place on a page of months."""
    found: dict[tuple[Platform, Granularity], list[StoredTable]] = {}
    for table in tables:
        source = table.source
        if source.granularity in _SHOWN and source.platform is not Platform.META:
            found.setdefault((source.platform, source.granularity), []).append(table)
    seen: dict[Platform, tuple[Observed, ...]] = {}
    for (platform, _), of_it in found.items():
        seen[platform] = (*seen.get(platform, ()), _seen(store, of_it))
    return seen


def _by_group(store: ClientStore, tables: Iterable[StoredTable]) -> tuple[Observed, ...]:
    """Days of groups, each kind of table by itself: a country and a city may have one name."""
    found: dict[str, list[StoredTable]] = {}
    for table in tables:
        if table.source.granularity is Granularity.DAY_GROUP:
            found.setdefault(table.source.format, []).append(table)
    return tuple(_seen(store, of_it, format=kind) for kind, of_it in sorted(found.items()))


def _seen(
    store: ClientStore,
    tables: Sequence[StoredTable],
    format: str | None = None,  # noqa: A002  the field of TableSource
) -> Observed:
    """The tables as one: all are of one platform, and their rows are about the same."""
    first = tables[0].source
    frame = store.observations.frame(first.platform, first.granularity, format=format)
    until = frame["import_id"].map(_counted_until(tables))
    frame = frame.assign(exported=pd.to_datetime(until))
    sources = tuple(table.source for table in tables)
    return Observed(first.platform, first.granularity, frame, sources)


def _counted_until(tables: Iterable[StoredTable]) -> dict[int, datetime]:
    """Import → the moment up to which its values count, by the clock it was written with."""
    found: dict[int, datetime] = {}
    for table in tables:
        moment = table.source.counted_until.replace(tzinfo=None)
        found[table.import_id] = max(moment, found.get(table.import_id, moment))
    return found
