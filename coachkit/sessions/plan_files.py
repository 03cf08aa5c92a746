"""The plan as files to hand over: one page, a workbook, and a calendar for each person."""

from collections.abc import Callable
from pathlib import Path

from coachkit.documents.plan_calendar_files import Edition, calendar_file_name, plan_calendars
from coachkit.documents.plan_page_file import plan_page
from coachkit.documents.plan_workbook import plan_workbook
from coachkit.model.errors import StoreError
from coachkit.model.languages import Language
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.plans import Plan
from coachkit.sessions.writing import write_whole
from coachkit.store.client_store import ClientStore

CALENDARS = "calendars"
"""The folder of the calendars, beside the other documents."""


def write_plan(
    store: ClientStore, language: Language, started: Callable[[str], None] = lambda _name: None
) -> tuple[Path, ...]:
    """Write the last plan into the client's documents; what was written, the page first.

    ``started`` is told the name of each file as its turn comes.

    The same plan gives the same files. Calendars carry the plan's revision and cancel what
    earlier plans had and this one has not. Raises :class:`StoreError` ``no_plan`` where there is
    none yet, :class:`~coachkit.model.errors.NotWritable`.
    """
    saved, request = store.load(Plan), store.load(PlanRequest)
    if saved is None:
        raise StoreError("no_plan", client=store.client.slug)
    plan, client = saved.value, store.client
    earlier = tuple(kept.value for kept in store.history(Plan) if kept.revision < saved.revision)
    edition = Edition(saved.saved_at, saved.revision, earlier)
    rule = request.value.turn_rule if request else None
    started(f"plan-{language}.html")
    page = plan_page(plan, client, language, saved.saved_at.date(), turn_rule=rule)
    written = [write_whole(store.documents / f"plan-{language}.html", page.encode())]
    started(f"plan-{language}.xlsx")
    workbook = plan_workbook(plan, client, language)
    written.append(write_whole(store.documents / f"plan-{language}.xlsx", workbook))
    for who, calendar in plan_calendars(plan, client, language, edition).items():
        path = store.documents / CALENDARS / calendar_file_name(who)
        started(path.name)
        written.append(write_whole(path, calendar))
    return tuple(written)
