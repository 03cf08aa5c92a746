"""The plan into a scheduler: its files, and a list of what is not in them and what to know."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from coachkit.documents.planning_files import WRITTEN_DATES, ForScheduler, layout_of
from coachkit.documents.scheduler_files import SchedulerExport, Upload, scheduler_export
from coachkit.language.plan_schedulers import (
    files_sentence,
    left_out_sentence,
    remark_sentence,
)
from coachkit.language.speech import speak
from coachkit.model.errors import InvalidValue, StoreError
from coachkit.model.languages import Language
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.plans import Plan
from coachkit.sessions.post_texts import kept_texts, last_plan
from coachkit.sessions.writing import not_writable, write_whole
from coachkit.store.client_store import ClientStore

SCHEDULERS = "schedulers"
"""The folder of these files, beside the other documents."""


@dataclass(frozen=True)
class WrittenForScheduler:
    """``files``: the CSVs. ``told``: the sentences of the list, which lies at ``notes``."""

    files: tuple[Path, ...]
    notes: Path
    told: tuple[str, ...]
    posts: int
    left_out: int


def write_for_scheduler(
    store: ClientStore,
    asked: ForScheduler,
    language: Language,
    *,
    now: datetime,
    folder: Path | None = None,
) -> WrittenForScheduler:
    """Write the files and the list, into the client's documents if no ``folder`` is named.

    Files of an earlier time for the same tool are taken away: they would be uploaded by mistake.
    Raises :class:`StoreError` ``no_plan``, :class:`InvalidValue` at ``for``, ``dates`` or
    ``last``, :class:`~coachkit.model.errors.NotWritable`.
    """
    layout, plan, request = layout_of(asked.tool), last_plan(store), store.load(PlanRequest)
    if request is None:
        raise StoreError("no_plan", client=store.client.slug)
    speech = speak(language)
    made = scheduler_export(
        _between(plan, asked, now.astimezone(ZoneInfo(store.client.time_zone)).date()),
        request.value.channels,
        kept_texts(store).texts,
        client=store.client,
        layout=layout,
        upload=_upload(asked, now),
        speech=speech,
    )
    told = (
        files_sentence(layout.name, _posts(made), len(made.files), len(made.left_out), speech),
        *(remark_sentence(one, speech) for one in made.remarks),
        *(left_out_sentence(one, speech) for one in made.left_out),
    )
    place = folder or store.documents / SCHEDULERS / layout.tool
    _clear(place, store.client.slug, layout.tool)
    files = tuple(write_whole(place / file.name, file.content) for file in made.files)
    notes = place / f"{store.client.slug}-{layout.tool}.txt"
    # The mark at the beginning tells old editors that the letters are Unicode.
    write_whole(notes, "\r\n".join((*told, "")).encode("utf-8-sig"))
    return WrittenForScheduler(files, notes, told, _posts(made), len(made.left_out))


def _between(plan: Plan, asked: ForScheduler, today: date) -> Plan:
    first = asked.first or today
    last = asked.last or date.max
    if last < first:
        raise InvalidValue("ends_before_start", "last", value=last.isoformat())
    items = tuple(item for item in plan.items if first <= item.day <= last)
    return plan.model_copy(update={"items": items})


def _upload(asked: ForScheduler, now: datetime) -> Upload:
    if asked.dates is not None and asked.dates not in WRITTEN_DATES:
        known = tuple(WRITTEN_DATES)
        raise InvalidValue("not_allowed", "dates", value=asked.dates[:80], known=known)
    asks = layout_of(asked.tool).asks_for_dates
    dates = WRITTEN_DATES[asked.dates] if asks and asked.dates else None
    return Upload(now, dates=dates, scheduled=asked.scheduled, on_trial=asked.on_trial)


def _posts(made: SchedulerExport) -> int:
    return sum(file.rows for file in made.files)


def _clear(folder: Path, slug: str, tool: str) -> None:
    ours = re.compile(rf"{re.escape(slug)}-{re.escape(tool)}(-[a-z]+)?(-\d+)?\.csv")
    for path in folder.glob(f"{slug}-{tool}*.csv"):
        if ours.fullmatch(path.name):
            try:
                path.unlink()
            except OSError as refused:
                raise not_writable(refused, path) from refused
