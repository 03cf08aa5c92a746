"""What is due: each client's newest month by its own rhythm, in its own time, if there is any."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from coachkit.batch.notebooks import notebook_path
from coachkit.batch.outputs import shelf_of
from coachkit.batch.planning import Job
from coachkit.batch.records import inputs_of
from coachkit.batch.running import run_name
from coachkit.model.errors import StoreError
from coachkit.model.observations import Granularity
from coachkit.model.periods import Period
from coachkit.model.rhythms import Rhythm
from coachkit.sessions.opening import now, whoever
from coachkit.store.client_store import ClientStore
from coachkit.store.workspace import Workspace

_TOLD_BY = (Granularity.POST, Granularity.DAY)


def due_jobs(workspace: Workspace, jobs: Iterable[Job], moment: datetime) -> tuple[Job, ...]:
    """Of the jobs, those that are due at that moment, each with the month it is due for.

    A report is due from the 1st of the next month in the client's time zone, once an export
    reaches into the month, and until it is made of what is there. A client that cannot be opened
    keeps its job, which will fail alone and say why.
    """
    return tuple(_due(workspace, jobs, moment))


def _due(workspace: Workspace, jobs: Iterable[Job], moment: datetime) -> Iterator[Job]:
    for job in jobs:
        try:
            with workspace.open_client(job.client, now=now, who=whoever(), read_only=True) as store:
                today = moment.astimezone(ZoneInfo(store.client.time_zone)).date()
                month = store.client.rhythm.month_due(today)
                if not month or not reaches_into(store, Period.month(month)):
                    continue
                dated = job.changed(period=month)
                if job.again or not _is_made(dated, store, today):
                    yield dated
        except StoreError:
            yield job.changed(period=Rhythm.MONTHLY.month_due(moment.date()))


def reaches_into(store: ClientStore, month: Period) -> bool:
    """Whether any export of the client tells of posts or days in that month."""
    spans = [table.source for table in store.observations.sources()]
    return any(
        source.granularity in _TOLD_BY
        and source.first is not None
        and source.last is not None
        and source.first <= month.last
        and source.last >= month.first
        for source in spans
    )


def _is_made(job: Job, store: ClientStore, today: date) -> bool:
    """Whether the run is there whole, of the very inputs that are there now."""
    language = job.language or store.client.language
    kept = shelf_of(job, store.runs).kept(run_name(job, language))
    if kept is None:
        return False
    return kept.inputs == inputs_of(job, store, notebook_path(job.notebook), language, today)
