"""Opening a client's folder for a notebook: where it is, who asks, what day it is there."""

import getpass
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd

from coachkit.evaluation.month import goal_result, metric_results, platform_results, posts_of
from coachkit.evaluation.observed import Observed, heard_of, with_shared_days
from coachkit.model.client import Client
from coachkit.model.errors import StoreError
from coachkit.model.goals import Goals
from coachkit.model.observations import Granularity, Platform, TableSource
from coachkit.model.periods import Period
from coachkit.model.results import GoalResult, MetricResults, PlatformResults
from coachkit.store.client_store import ClientStore
from coachkit.store.workspace import Workspace

WORKSPACE_VARIABLE = "COACHKIT_WORKSPACE"
DATABASE_VARIABLE = "COACHKIT_DATABASE_URL"
DEMO_FOLDER = "coachkit-demo"
_MARK = "coachkit.toml"


def now() -> datetime:
    """This moment, with its zone."""
    return datetime.now(UTC)


def whoever() -> str:
    """The name that this machine knows the user by, for the record of who changed what."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "unknown"


def find_workspace(given: str = "", start: Path | None = None) -> Path:
    """The workspace that was named, or the environment's, or the nearest upwards from here.

    Raises :class:`StoreError` ``no_workspace`` where there is none.
    """
    named = given or os.environ.get(WORKSPACE_VARIABLE, "")
    if named:
        return Path(named).expanduser().resolve()
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        for candidate in (folder, folder / DEMO_FOLDER):
            if (candidate / _MARK).is_file():
                return candidate
    raise StoreError("no_workspace", "workspace", path=str(here))


def open_workspace(given: str = "") -> Workspace:
    """The workspace, opened; the database's address comes from the environment alone."""
    return Workspace.open(
        find_workspace(given), database_url=os.environ.get(DATABASE_VARIABLE) or None
    )


def make_or_open_workspace(given: str = "") -> Workspace:
    """The workspace that is there, or a new one: as named, else ``workspace`` right here."""
    try:
        folder = find_workspace(given)
    except StoreError:
        folder = Path.cwd() / "workspace"
    return Workspace.create(folder, database_url=os.environ.get(DATABASE_VARIABLE) or None)


@dataclass(frozen=True)
class ClientData:
    """All that a page needs of a client, read once: the store is closed again."""

    client: Client
    goals: Goals
    observed: Mapping[Platform, tuple[Observed, ...]]
    today: date

    def platforms(self) -> tuple[Platform, ...]:
        """Platforms with posts or days, in the order of the model."""
        return tuple(platform for platform in Platform if platform in self.observed)

    def results(self, platform: Platform, period: Period) -> PlatformResults:
        """What the exports say of a platform in a period."""
        return platform_results(self.observed[platform], period, self.client.time_zone)

    def metric(self, platform: Platform, name: str, period: Period) -> MetricResults | None:
        """One metric of the platform's posts, or ``None`` where no export has posts."""
        posts = posts_of(self.observed[platform])
        if posts is None or name not in posts.frame.columns:
            return None
        return metric_results(posts, name, period, self.client.time_zone)

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
        sources = [source for seen in self.observed[platform] for source in seen.sources]
        return heard_of(sources, self.today)

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
        goals = store.load(Goals)
        return ClientData(
            client=store.client,
            goals=goals.value if goals else Goals(),
            observed=_observed(store),
            today=now().astimezone(ZoneInfo(store.client.time_zone)).date(),
        )


def _observed(store: ClientStore) -> dict[Platform, tuple[Observed, ...]]:
    stored = store.observations.sources()
    exported = {table.import_id: table.source.exported for table in stored}
    tables: dict[tuple[Platform, Granularity], list[TableSource]] = {}
    for source in with_shared_days([table.source for table in stored]):
        if source.granularity in (Granularity.POST, Granularity.DAY):
            tables.setdefault((source.platform, source.granularity), []).append(source)
    seen: dict[Platform, tuple[Observed, ...]] = {}
    for (platform, granularity), sources in tables.items():
        frame = store.observations.frame(platform, granularity)
        made = frame["import_id"].map(exported).map(_naive)
        frame = frame.assign(exported=pd.to_datetime(made))
        observed = Observed(platform, granularity, frame, tuple(sources))
        seen[platform] = (*seen.get(platform, ()), observed)
    return seen


def _naive(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)
