"""What an evaluation leaves behind as files: the report, the wins page, the monthly meeting.

They are made from the newest values and exports; the same client gives the same bytes on the same
day. An evaluation session's pack has them all, with the letter of what changed in the strategy, the
new rota, the minutes and the follow-ups.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from coachkit.charts.effect import effect
from coachkit.documents.evaluation_report import evaluation_report
from coachkit.documents.imprint import Imprint
from coachkit.documents.markdown_document import MarkdownDocument, picture_of
from coachkit.documents.meeting_calendar import invitation, monthly_invitation
from coachkit.documents.meeting_document import meeting_document
from coachkit.documents.wins_document import wins_document
from coachkit.language.speech import Speech, speak
from coachkit.model.errors import InvalidValue, StoreError
from coachkit.model.languages import Language
from coachkit.model.sessions import Session
from coachkit.model.strategy import Strategy
from coachkit.model.strategy_changes import compare
from coachkit.sessions.campaign_documents import SHEET as CAMPAIGN_SHEET
from coachkit.sessions.campaign_documents import packed_campaign
from coachkit.sessions.evaluation_papers import (
    SHEET,
    Evaluated,
    evaluation_papers,
    read_evaluated,
)
from coachkit.sessions.meeting_papers import Meeting, read_meeting
from coachkit.sessions.opening import now
from coachkit.sessions.reading import ClientData, client_data
from coachkit.sessions.strategy import version_name
from coachkit.sessions.strategy_documents import (
    WORKBOOK,
    File,
    Packed,
    Progress,
    Wanted,
    Written,
    compared_versions,
    documents_of,
    file_name,
    follow_up_files,
    packed_files,
    rendered_files,
    rota_files,
    workbook_files,
)
from coachkit.sessions.strategy_papers import Between, Kept, read_kept
from coachkit.sessions.writing import write_whole
from coachkit.store.client_store import ClientStore

EVALUATION, WINS, MEETING = "evaluation", "wins", "meeting"
DOCUMENTS: Final = (EVALUATION, WINS, MEETING)
"""What may be asked for of an evaluation; the meeting also without one."""

_OF_THE_STRATEGY: Final = ("letter", "actions", "decisions", "minutes")
"""What else is in the pack of an evaluation session."""


class Asked(NamedTuple):
    """Of a meeting: about which month (``2026-10``), and on which day; else the next of each."""

    month: str = ""
    on: date | None = None


Planned = Callable[[int], None]
"""Told how many documents there will be, before the first is made."""

NEXT: Final = Asked()


@dataclass(frozen=True)
class _Client:
    """What a client's documents need. ``kept``: ``None`` where there is nothing of a strategy."""

    store: ClientStore
    data: ClientData
    imprint: Imprint
    kept: Kept | None


def write_evaluation(  # noqa: PLR0913 - what, of whom, how, where and who hears of it
    store: ClientStore,
    sheets: Path,
    what: str,
    wanted: Wanted,
    *,
    folder: Path | None = None,
    asked: Asked = NEXT,
    progress: Progress = lambda _name: None,
) -> Written:
    """Write one of :data:`DOCUMENTS` into ``folder``, else into the client's documents.

    With a meeting go its invitations. Raises :class:`StoreError` ``no_evaluation``;
    :class:`InvalidValue` ``not_allowed``, ``not_a_month``;
    :class:`~coachkit.model.errors.DocumentFailed`; :class:`~coachkit.model.errors.NotWritable`.
    """
    if what not in DOCUMENTS:
        raise InvalidValue("not_allowed", "document", value=what[:80], known=DOCUMENTS)
    wanted.to_be_read()
    client = _client(store, sheets)
    place = folder or store.documents
    documents = [_document(client, what, speak(one), asked) for one in wanted.languages]
    files = [*rendered_files(documents, wanted.read, wanted.look, progress)]
    if what == MEETING:
        files += _invitations(client, wanted.languages, asked, now())
    return Written(tuple(write_whole(place / one.name, one.content) for one in files))


def of_last_session(store: ClientStore) -> str:
    """Which pack the last session leaves: ``evaluation``, ``campaign`` or ``strategy``."""
    session = store.load(Session)
    sheet = "" if session is None else session.value.sheet
    return sheet if sheet in {SHEET, CAMPAIGN_SHEET} else "strategy"


def pack_last_session(
    store: ClientStore,
    sheets: Path,
    folder: Path | None,
    wanted: Wanted,
    progress: Progress = lambda _name: None,
) -> Written:
    """All that the last session left as one ZIP, into ``folder`` or the client's documents."""
    packed = packed_last_session(store, sheets, wanted, progress)
    slug = store.client.slug
    to = (folder or store.documents) / f"{slug}-{of_last_session(store)}.zip"
    return Written((write_whole(to, packed.zipped(slug)),), packed.too_long)


def packed_last_session(
    store: ClientStore,
    sheets: Path,
    wanted: Wanted,
    progress: Progress = lambda _name: None,
    planned: Planned = lambda _n: None,
) -> Packed:
    """The files of the last session, whichever it was; ``planned`` hears how many documents."""
    last = of_last_session(store)
    if last == CAMPAIGN_SHEET:
        return packed_campaign(store, sheets, wanted, progress, planned)
    if last != SHEET:
        return packed_files(store, sheets, wanted, progress, planned)
    return _packed(_client(store, sheets), wanted, progress, planned)


def _client(store: ClientStore, sheets: Path) -> _Client:
    data = client_data(store)
    try:
        kept = read_kept(store, sheets)
    except StoreError as refused:
        if refused.code != "no_strategy":
            raise
        return _Client(store, data, Imprint(store.client, "", data.today, data.today), None)
    return _Client(store, data, kept.imprint, kept)


def _evaluated(client: _Client) -> Evaluated:
    return read_evaluated(client.store, client.data, client.imprint)


def _meeting(client: _Client, speech: Speech, asked: Asked) -> Meeting:
    month, on = asked
    return read_meeting(client.store, client.data, client.imprint, speech, month=month, on=on)


def _document(client: _Client, what: str, speech: Speech, asked: Asked) -> MarkdownDocument:
    if what == MEETING:
        meeting = _meeting(client, speech, asked)
        return meeting_document(meeting.papers, meeting.imprint, speech)
    return _of_evaluation(_evaluated(client), what, speech)


def _of_evaluation(found: Evaluated, what: str, speech: Speech) -> MarkdownDocument:
    papers = evaluation_papers(found, speech)
    if what == WINS:
        return wins_document(papers, found.imprint, speech)
    shown = papers.record.effect.found
    if shown is not None and shown.change is not None:
        papers = replace(papers, pictures=(picture_of(effect(shown, speech), "effect"),))
    return evaluation_report(papers, found.imprint, speech)


def _invitations(
    client: _Client, languages: Sequence[Language], asked: Asked, made: datetime
) -> Iterator[File]:
    """To the next meeting, and to one each month: whoever is invited takes one of the two."""
    for language in languages:
        meeting = _meeting(client, speak(language), asked)
        day, whose = meeting.papers.meeting, client.store.client
        asked_too = meeting.papers.invited
        once = invitation(
            day, whose, language, made=made, session=meeting.session, invited=asked_too
        )
        yield File(language, file_name("meeting", language, "ics"), once)
        monthly = monthly_invitation(day, whose, language, made=made, invited=asked_too)
        yield File(language, file_name("meeting-every-month", language, "ics"), monthly)


# ── The pack of an evaluation session ───────────────────────────────────────────────────────────


def _packed(client: _Client, wanted: Wanted, progress: Progress, planned: Planned) -> Packed:
    every, on_the_wall = _pack_documents(client, wanted)
    wall = tuple(one for one in wanted.read if one != "docx") or wanted.read
    planned(len(every) * len(wanted.read) + len(on_the_wall) * len(wall))
    files = [
        *rendered_files(every, wanted.read, wanted.look, progress),
        *rendered_files(on_the_wall, wall, wanted.look, progress),
        *_invitations(client, wanted.languages, NEXT, _made(client)),
    ]
    if client.kept is not None:
        files += follow_up_files(client.kept, wanted)
        if WORKBOOK in wanted.formats:
            files += workbook_files(client.kept, ("actions", "decisions"), wanted, progress)
    named = {f"{one.language}/{one.name}": one.content for one in files}
    return Packed({**named, **rota_files(client.store, wanted, progress)})


def _pack_documents(
    client: _Client, wanted: Wanted
) -> tuple[list[MarkdownDocument], list[MarkdownDocument]]:
    """All but the wins page, and the wins page, which nobody needs to write in."""
    try:
        found = _evaluated(client)
    except StoreError as refused:
        if refused.code != "no_evaluation":
            raise
        found = None
    changed = _changed_in_session(client)
    every: list[MarkdownDocument] = []
    wall: list[MarkdownDocument] = []
    for speech in map(speak, wanted.languages):
        if found is not None:
            every.append(_of_evaluation(found, EVALUATION, speech))
            wall.append(_of_evaluation(found, WINS, speech))
        every.append(_document(client, MEETING, speech, NEXT))
        if client.kept is not None:
            for what in _OF_THE_STRATEGY:
                every += documents_of(what, client.kept, changed, speech)
    return every, wall


def _changed_in_session(client: _Client) -> Between | None:
    """The strategy before the session beside what it is now; else beside its last named version."""
    session = None if client.kept is None else client.kept.session
    history = client.store.history(Strategy)
    if session is not None and session.started_at is not None and history:
        before = [one for one in history if one.saved_at < session.started_at]
        if before and before[-1].revision != history[-1].revision:
            return Between(
                compare(before[-1].value, history[-1].value),
                (version_name(before[-1], ""), version_name(history[-1], "")),
            )
    return compared_versions(client.store)


def _made(client: _Client) -> datetime:
    """When the session ended: the same pack has the same files."""
    session = None if client.kept is None else client.kept.session
    if session is not None and session.ended_at is not None:
        return session.ended_at
    zone = ZoneInfo(client.store.client.time_zone)
    return datetime.combine(client.imprint.day, time(), zone)
