"""What a campaign leaves behind as files: the plan, how it is seen, and two cards for the wall.

They are made from the newest values; the same client gives the same bytes on the same day. A
campaign session's pack has them all, with the calendar and rota of the plan, what a scheduler
takes, the guideline with its hard situations, the promises and the follow-ups.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from coachkit.documents.campaign_papers import CampaignPapers
from coachkit.documents.campaign_plan import campaign_plan
from coachkit.documents.campaign_sheets import ladder_card, measurement_plan, monday_card
from coachkit.documents.imprint import Imprint
from coachkit.documents.markdown_document import MarkdownDocument
from coachkit.documents.meeting_document import ActionRead
from coachkit.documents.planning_files import ForScheduler
from coachkit.documents.schedulers import scheduler_layouts
from coachkit.language.money import currency_of
from coachkit.language.speech import Speech, speak
from coachkit.model.actions import ActionPlan
from coachkit.model.audit import Audit
from coachkit.model.campaign import Campaign
from coachkit.model.case_cards import case_cards
from coachkit.model.errors import InvalidValue, StoreError
from coachkit.model.ideas import IdeaBoard
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.plans import Plan
from coachkit.model.policies import Policies
from coachkit.model.session_record import NEXT_DATE
from coachkit.model.sessions import Session
from coachkit.model.strategy import Strategy
from coachkit.sessions.campaign_gates import gates_asked
from coachkit.sessions.scheduler_files import write_for_scheduler
from coachkit.sessions.strategy import client_today
from coachkit.sessions.strategy_documents import (
    WORKBOOK,
    Packed,
    Progress,
    Wanted,
    Written,
    documents_of,
    follow_up_files,
    rendered_files,
    rota_files,
    workbook_files,
)
from coachkit.sessions.strategy_papers import Kept, read_kept
from coachkit.sessions.writing import write_whole
from coachkit.store.client_store import ClientStore

SHEET: Final = "campaign"
"""The key of the run sheet of a campaign session."""

CAMPAIGN, MEASUREMENT, LADDER, MONDAY = "campaign", "measurement", "ladder", "monday"

Make = Callable[[CampaignPapers, Imprint, Speech], MarkdownDocument]

_MADE: Final[Mapping[str, Make]] = {
    CAMPAIGN: campaign_plan,
    MEASUREMENT: measurement_plan,
    LADDER: ladder_card,
    MONDAY: monday_card,
}
DOCUMENTS: Final = tuple(_MADE)
"""What may be asked for of a campaign; the cards also without one."""

_OF_A_CAMPAIGN: Final = frozenset({CAMPAIGN, MEASUREMENT})

_OF_THE_STRATEGY: Final = ("guideline", "actions", "decisions", "minutes")
"""What else is in the pack of a campaign session."""

_TABLES: Final = ("actions", "decisions")


@dataclass(frozen=True)
class Planned:
    """A client's campaign with all that its documents tell of, in no language yet."""

    imprint: Imprint
    campaign: Campaign | None
    strategy: Strategy
    policies: Policies
    plan: Plan | None
    ideas: IdeaBoard
    actions: ActionPlan
    session: Session | None


def read_planned(store: ClientStore) -> Planned:
    """All of it as last saved; what is not there is empty."""
    campaign, session = store.load(Campaign), store.load(Session)
    strategy, policies = store.load(Strategy), store.load(Policies)
    plan, ideas, actions = store.load(Plan), store.load(IdeaBoard), store.load(ActionPlan)
    saved = (campaign, session, strategy, policies, plan, ideas, actions)
    moments = [one.saved_at for one in saved if one is not None]
    zone, today = ZoneInfo(store.client.time_zone), client_today(store)
    day = max(moments).astimezone(zone).date() if moments else today
    return Planned(
        imprint=Imprint(store.client, "", day, today),
        campaign=campaign.value if campaign else None,
        strategy=strategy.value if strategy else Strategy(),
        policies=policies.value if policies else Policies(),
        plan=plan.value if plan else None,
        ideas=ideas.value if ideas else IdeaBoard(),
        actions=actions.value if actions else ActionPlan(),
        session=session.value if session else None,
    )


def campaign_papers(found: Planned, speech: Speech) -> CampaignPapers:
    """What the documents tell of, in a language."""
    today = found.imprint.today
    campaign = found.campaign or Campaign()
    actions = sorted(found.actions.open, key=lambda one: (one.when, one.key))
    return CampaignPapers(
        campaign=campaign,
        strategy=found.strategy,
        guideline=found.policies.guideline,
        plan=found.plan,
        ideas=found.ideas,
        gates=gates_asked(speech.language, found.imprint.client.country),
        cases={one.key: one.said(speech.language).title for one in case_cards()},
        actions=tuple(ActionRead(one, one.late(today)) for one in actions),
        next_date=_next_date(found.session),
        currency=campaign.currency or currency_of(found.imprint.client.country),
    )


def write_campaign(
    store: ClientStore,
    what: str,
    wanted: Wanted,
    *,
    folder: Path | None = None,
    progress: Progress = lambda _name: None,
) -> Written:
    """Write one of :data:`DOCUMENTS` into ``folder``, else into the client's documents.

    Raises :class:`StoreError` ``no_campaign``; :class:`InvalidValue` ``not_allowed``;
    :class:`~coachkit.model.errors.DocumentFailed`; :class:`~coachkit.model.errors.NotWritable`.
    """
    if what not in DOCUMENTS:
        raise InvalidValue("not_allowed", "document", value=what[:80], known=DOCUMENTS)
    wanted.to_be_read()
    found = read_planned(store)
    if found.campaign is None and what in _OF_A_CAMPAIGN:
        raise StoreError("no_campaign", client=store.client.slug)
    documents = [_document(found, what, speak(one)) for one in wanted.languages]
    files = rendered_files(documents, wanted.read, wanted.look, progress)
    place = folder or store.documents
    return Written(tuple(write_whole(place / one.name, one.content) for one in files))


def packed_campaign(
    store: ClientStore,
    sheets: Path,
    wanted: Wanted,
    progress: Progress = lambda _name: None,
    planned: Callable[[int], None] = lambda _n: None,
) -> Packed:
    """The files of a campaign session; ``planned`` hears how many documents there will be."""
    found, kept = read_planned(store), read_kept(store, sheets)
    documents = [*_pack_documents(found, kept, wanted)]
    planned(len(documents) * len(wanted.read))
    files = [*rendered_files(documents, wanted.read, wanted.look, progress)]
    files += follow_up_files(kept, wanted)
    if WORKBOOK in wanted.formats:
        files += workbook_files(kept, _TABLES, wanted, progress)
    named = {f"{one.language}/{one.name}": one.content for one in files}
    rota = rota_files(store, wanted, progress)
    return Packed({**named, **rota, **_for_schedulers(store, found, wanted, progress)})


def _pack_documents(found: Planned, kept: Kept, wanted: Wanted) -> Iterator[MarkdownDocument]:
    for speech in map(speak, wanted.languages):
        for what in DOCUMENTS:
            yield _document(found, what, speech)
        for what in _OF_THE_STRATEGY:
            yield from documents_of(what, kept, None, speech)


def _document(found: Planned, what: str, speech: Speech) -> MarkdownDocument:
    return _MADE[what](campaign_papers(found, speech), found.imprint, speech)


# ── For a scheduler ─────────────────────────────────────────────────────────────────────────────


def _for_schedulers(
    store: ClientStore, found: Planned, wanted: Wanted, progress: Progress
) -> dict[str, bytes]:
    """What goes into the schedulers that the client uses; into each where it has named none."""
    period = None if found.campaign is None else found.campaign.period
    today = found.imprint.today
    over = period is not None and period.last < today
    if found.plan is None or store.load(PlanRequest) is None or over or not wanted.languages:
        return {}
    language = wanted.languages[0]
    last = None if period is None else period.last
    files: dict[str, bytes] = {}
    for tool in _tools(store):
        progress(tool)
        written = write_for_scheduler(
            store, ForScheduler(tool, last=last), language, now=_moment(store, today)
        )
        for path in (*written.files, written.notes):
            inside = path.relative_to(store.documents).as_posix()
            files[f"{language}/{inside}"] = path.read_bytes()
    return files


def _tools(store: ClientStore) -> tuple[str, ...]:
    saved, layouts = store.load(Audit), scheduler_layouts()
    used = [one.name.casefold() for one in saved.value.tools] if saved else []
    named = [tool for tool, one in layouts.items() if one.name.casefold() in used]
    return tuple(named or layouts)


def _moment(store: ClientStore, today: date) -> datetime:
    """The day, so that the same pack has the same files all day long."""
    return datetime.combine(today, time(), ZoneInfo(store.client.time_zone))


def _next_date(session: Session | None) -> str:
    if session is None or session.sheet != SHEET:
        return ""
    return next((one.text for one in reversed(session.decisions) if one.key == NEXT_DATE), "")
