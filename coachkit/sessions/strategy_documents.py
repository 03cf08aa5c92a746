"""The documents of a client's strategy as files, one by one or all in a pack.

The same values give the same bytes. Whatever has not been decided is said to be open; only a
letter needs two versions and minutes need a session.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from coachkit.documents.action_documents import (
    action_plan_document,
    decision_log_document,
    minutes_document,
)
from coachkit.documents.audit_document import audit_document, inside_document
from coachkit.documents.briefing_document import briefing_document
from coachkit.documents.follow_ups import follow_up_calendar
from coachkit.documents.house_look import HouseLook
from coachkit.documents.letter_document import letter_document
from coachkit.documents.markdown_document import MarkdownDocument
from coachkit.documents.policy_documents import (
    GUIDELINE_PAGES,
    guideline_document,
    pages_of,
    policy_documents,
)
from coachkit.documents.strategy_document import strategy_document
from coachkit.documents.strategy_tables import action_sheet, audit_sheets, decision_sheet
from coachkit.documents.tables import Sheet, workbook
from coachkit.documents.training_document import training_document
from coachkit.documents.writing import Format, render_all
from coachkit.language.speech import Speech, speak
from coachkit.model.errors import InvalidValue, StoreError
from coachkit.model.languages import Language
from coachkit.model.plans import Plan
from coachkit.sessions.packing import zipped
from coachkit.sessions.plan_files import write_plan
from coachkit.sessions.strategy_papers import Between, Kept, between, read_kept
from coachkit.sessions.writing import write_whole
from coachkit.store.client_store import ClientStore

DOCUMENTS: Final = (
    *("strategy", "audit", "guideline", "policies", "actions"),
    *("decisions", "minutes", "letter", "briefing", "training"),
)
"""What may be asked for; some of it is several documents."""

WITH_TABLES: Final = frozenset({"strategy", "audit", "actions", "decisions"})
"""Of these there is a workbook as well."""

PACK_FORMATS: Final[tuple[Format, ...]] = ("docx", "pdf", "html")
WORKBOOK: Final = "xlsx"
TO_READ: Final[tuple[Format, ...]] = (*PACK_FORMATS, "md")
FORMATS: Final = (*TO_READ, WORKBOOK)

Made = tuple[MarkdownDocument, ...]

Progress = Callable[[str], None]
"""Told the name of each file as its turn comes."""


@dataclass(frozen=True)
class Wanted:
    """How documents are wanted: languages, formats (see :data:`FORMATS`), and the look."""

    languages: tuple[Language, ...]
    formats: tuple[str, ...]
    look: HouseLook = field(default_factory=HouseLook)

    def __post_init__(self) -> None:
        for one in self.formats:
            if one not in FORMATS:
                raise InvalidValue("not_allowed", "format", value=one[:80], known=FORMATS)

    @property
    def read(self) -> tuple[Format, ...]:
        """The formats to read, without the workbook."""
        return tuple(one for one in TO_READ if one in self.formats)

    def to_be_read(self) -> None:
        """:class:`InvalidValue` ``not_allowed`` where a workbook is wanted: there are no tables."""
        if WORKBOOK in self.formats:
            raise InvalidValue("not_allowed", "format", value=WORKBOOK, known=TO_READ)


class File(NamedTuple):
    """A file of the documents, before it is written anywhere."""

    language: Language
    name: str
    content: bytes


class Written(NamedTuple):
    """What was written. ``too_long``: how many pages a guideline has that has too many."""

    paths: tuple[Path, ...]
    too_long: int | None = None


@dataclass(frozen=True)
class Versions:
    """Which two versions a letter is about; empty for the last two that there are."""

    older: str = ""
    newer: str = ""


LAST_TWO: Final = Versions()


def write_documents(  # noqa: PLR0913 - what, of whom, how, where and who hears of it
    store: ClientStore,
    sheets: Path,
    what: str,
    wanted: Wanted,
    *,
    folder: Path | None = None,
    versions: Versions = LAST_TWO,
    progress: Progress = lambda _name: None,
) -> Written:
    """Write one of :data:`DOCUMENTS` into ``folder``, else into the client's documents.

    ``sheets``: the folder of the coach's own run sheets. Raises :class:`StoreError`
    ``no_strategy``, ``no_session``, ``nothing_to_compare``, ``unknown_name``;
    :class:`InvalidValue` ``not_allowed`` for a workbook of what has no tables;
    :class:`~coachkit.model.errors.DocumentFailed`; :class:`~coachkit.model.errors.NotWritable`.
    """
    if what not in WITH_TABLES:
        wanted.to_be_read()
    kept = read_kept(store, sheets)
    if what == "minutes" and kept.minutes is None:
        raise StoreError("no_session", "session", client=store.client.slug)
    compared = between(store, versions.older, versions.newer) if what == "letter" else None
    place = folder or store.documents
    files = list(_files(kept, compared, (what,), wanted, progress))
    paths = tuple(write_whole(place / one.name, one.content) for one in files)
    return Written(paths, _too_long(files))


def pack_session(
    store: ClientStore,
    sheets: Path,
    to: Path,
    wanted: Wanted,
    progress: Progress = lambda _name: None,
) -> Written:
    """Everything as one ZIP: documents, workbooks, follow-ups for a calendar, the plan's files.

    A letter is in it where there are two versions, minutes where there was a session. Raises as
    :func:`write_documents` does.
    """
    packed = packed_files(store, sheets, wanted, progress)
    return Written((write_whole(to, packed.zipped(store.client.slug)),), packed.too_long)


@dataclass(frozen=True)
class Packed:
    """What a pack has in it, by name; a part of the name is the language."""

    files: Mapping[str, bytes]
    too_long: int | None = None

    def zipped(self, slug: str) -> bytes:
        """As one ZIP in which everything lies below the client's name."""
        return zipped((f"{slug}/{name}", self.files[name]) for name in sorted(self.files))


def packed_files(
    store: ClientStore,
    sheets: Path,
    wanted: Wanted,
    progress: Progress = lambda _name: None,
    planned: Callable[[int], None] = lambda _n: None,
) -> Packed:
    """Everything that :func:`pack_session` packs.

    ``planned`` hears how many documents there will be, before the first is made.
    """
    kept = read_kept(store, sheets)
    compared = compared_versions(store)
    documents = _files(kept, compared, DOCUMENTS, wanted, progress, planned=planned)
    written = (*documents, *follow_up_files(kept, wanted))
    files = {f"{one.language}/{one.name}": one.content for one in written}
    return Packed({**files, **rota_files(store, wanted, progress)}, _too_long(written))


def rota_files(store: ClientStore, wanted: Wanted, progress: Progress) -> dict[str, bytes]:
    """The plan's own files by their names in a pack; none where there is no plan."""
    if store.load(Plan) is None:
        return {}
    return {
        f"{language}/{path.relative_to(store.documents).as_posix()}": path.read_bytes()
        for language in wanted.languages
        for path in write_plan(store, language, progress)
    }


def documents_of(
    what: str, kept: Kept, compared: Between | None, speech: Speech
) -> tuple[MarkdownDocument, ...]:
    """The documents that one of :data:`DOCUMENTS` stands for, in a language.

    None where it is minutes without a session, or a letter without a version before.
    """
    if what == "minutes":
        if kept.minutes is None:
            return ()
        return (minutes_document(*kept.minutes, kept.imprint, speech),)
    if what == "letter":
        if compared is None:
            return ()
        return (letter_document(compared.diff, compared.names, kept.imprint, speech),)
    if what not in _ALWAYS:
        raise InvalidValue("not_allowed", "document", value=what[:80])
    return _ALWAYS[what](kept, speech)


def _audit(kept: Kept, speech: Speech) -> Made:
    return (
        audit_document(kept.papers.audit, kept.imprint, speech),
        inside_document(kept.papers.inside, kept.imprint, speech),
    )


def _decisions(kept: Kept, speech: Speech) -> Made:
    papers = kept.papers
    taken = kept.session.decisions if kept.session else ()
    return (decision_log_document(papers.strategy, taken, papers.earlier, kept.imprint, speech),)


_ALWAYS: Final[Mapping[str, Callable[[Kept, Speech], Made]]] = {
    "strategy": lambda kept, speech: (strategy_document(kept.papers, kept.imprint, speech),),
    "audit": _audit,
    "guideline": lambda kept, speech: (
        guideline_document(kept.papers.policies.guideline, kept.imprint, speech),
    ),
    "policies": lambda kept, speech: policy_documents(kept.papers.policies, kept.imprint, speech),
    "actions": lambda kept, speech: (
        action_plan_document(kept.action_plan, kept.meetings, kept.imprint, speech),
    ),
    "decisions": _decisions,
    "briefing": lambda kept, speech: (briefing_document(kept.papers, kept.imprint, speech),),
    "training": lambda kept, speech: (
        training_document(kept.papers.policies, kept.imprint, speech),
    ),
}
"""What there is of every client that has anything."""


def _too_long(files: Sequence[File]) -> int | None:
    """The pages of the longest guideline, where that is too long."""
    longest = max(
        (
            pages_of(one.content)
            for one in files
            if one.name == file_name("guideline", one.language, "pdf")
        ),
        default=0,
    )
    return longest if longest > GUIDELINE_PAGES else None


def compared_versions(store: ClientStore) -> Between | None:
    """What is now beside the last named version before it; ``None`` where there is none."""
    try:
        return between(store)
    except StoreError as refused:
        if refused.code in {"nothing_to_compare", "no_strategy"}:
            return None
        raise


def _files(  # noqa: PLR0913 - what, of whom, how and who hears of it
    kept: Kept,
    compared: Between | None,
    whats: Sequence[str],
    wanted: Wanted,
    progress: Progress,
    *,
    planned: Callable[[int], None] = lambda _n: None,
) -> Iterator[File]:
    documents = [
        document
        for language in wanted.languages
        for what in whats
        for document in documents_of(what, kept, compared, speak(language))
    ]
    planned(len(documents) * len(wanted.read))
    yield from rendered_files(documents, wanted.read, wanted.look, progress)
    if WORKBOOK in wanted.formats:
        yield from workbook_files(kept, whats, wanted, progress)


def rendered_files(
    documents: Sequence[MarkdownDocument],
    formats: Sequence[Format],
    look: HouseLook,
    progress: Progress,
) -> Iterator[File]:
    """Every document in every format as a file, in that order."""
    names = [file_name(one.name, one.language, to) for one in documents for to in formats]
    rendered = render_all(documents, formats, look, lambda done, _: progress(names[done - 1]))
    for name, one in zip(names, rendered, strict=True):
        yield File(one.document.language, name, one.content)


def workbook_files(
    kept: Kept, whats: Sequence[str], wanted: Wanted, progress: Progress
) -> Iterator[File]:
    """The workbooks of those documents that have tables."""
    for language in wanted.languages:
        for what in whats:
            if what in WITH_TABLES:
                name = file_name(what, language, WORKBOOK)
                progress(name)
                found = _sheets(what, kept, speak(language))
                content = workbook(found, language, wanted.look, kept.client.name)
                yield File(language, name, content)


def _sheets(what: str, kept: Kept, speech: Speech) -> tuple[Sheet, ...]:
    papers = kept.papers
    match what:
        case "audit":
            return audit_sheets(papers.audit, speech)
        case "actions":
            return (action_sheet(kept.action_plan, speech),)
        case "decisions":
            return (decision_sheet(papers.strategy, speech),)
        case _:
            return (
                decision_sheet(papers.strategy, speech),
                *audit_sheets(papers.audit, speech),
                action_sheet(kept.action_plan, speech),
            )


def follow_up_files(kept: Kept, wanted: Wanted) -> Iterator[File]:
    """The follow-ups of the last session, for a calendar; none before there was one."""
    if kept.session is None or kept.held_on is None:
        return
    zone = ZoneInfo(kept.client.time_zone)
    made = kept.session.ended_at or datetime.combine(kept.held_on, time(), zone)
    for language in wanted.languages:
        content = follow_up_calendar(
            kept.meetings,
            kept.client,
            language,
            session=kept.session.number,
            made=made,
            actions=kept.action_plan.actions,
            revision=kept.actions.revision if kept.actions else 0,
        )
        yield File(language, file_name("follow-ups", language, "ics"), content)


def file_name(document: str, language: Language, ending: str) -> str:
    """What a document in a language is called as a file."""
    return f"{document.replace('_', '-')}-{language}.{ending}"
