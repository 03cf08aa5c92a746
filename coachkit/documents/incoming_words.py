"""What is said of files that wait: on the page and in the terminal, in the same words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from coachkit.documents.incoming import Preview, SeenTable, WillChange
from coachkit.language.explaining import explain, explain_problems, explain_warning
from coachkit.language.findings import Finding, amount
from coachkit.language.speech import Counted, Speech, later, later_count
from coachkit.language.terms import language_name, metric_name, platform_name
from coachkit.model.observations import Granularity, Platform
from coachkit.platforms.asking import Ask, is_a_question

_ITEMS: Final[Mapping[Granularity, Counted]] = {
    Granularity.POST: later_count("%(n)s post", "%(n)s posts", "n"),
    Granularity.DAY: later_count("%(n)s day", "%(n)s days", "n"),
    Granularity.HOUR: later_count("%(n)s hour", "%(n)s hours", "n"),
    Granularity.POST_DAY: later_count("%(n)s day of a post", "%(n)s days of posts", "n"),
    Granularity.DAY_GROUP: later_count("%(n)s day of a group", "%(n)s days of groups", "n"),
    Granularity.AD: later_count("%(n)s ad or campaign", "%(n)s ads or campaigns", "n"),
    Granularity.MENTION: later_count("%(n)s mention", "%(n)s mentions", "n"),
    Granularity.BREAKDOWN: later_count("%(n)s group", "%(n)s groups", "n"),
    Granularity.TOTAL: later_count("%(n)s total", "%(n)s totals", "n"),
}

_QUESTIONS: Final[Mapping[Ask, str]] = {
    Ask.PLATFORM: later("Is this from Facebook or from Instagram? The file does not say."),
    Ask.PERIOD: later("Which days are these numbers of? The file does not say."),
    Ask.YEAR: later(
        "The days have no year; they were taken for %(days)s. If that is wrong, give the first "
        "and the last day."
    ),
    Ask.ACCOUNT: later("Which account is this? The file names none, and you have several."),
}

_SUMS_SHOWN = 4


def headline(previews: Sequence[Preview], speech: Speech) -> Finding:
    """How many files can be stored, as the biggest thing on the page; the rest below it."""
    ready = sum(preview.can_be_stored for preview in previews)
    refused = sum(preview.refused is not None for preview in previews)
    asked = sum(Ask.PLATFORM in preview.asks for preview in previews)
    known = sum(preview.already_there for preview in previews)
    if not previews:
        return Finding(
            text=speech.say("No new files are waiting."),
            detail=speech.say(
                "Download a file from the platform, for instance last month's posts, and bring it "
                "here as it is: nothing has to be opened or tidied first."
            ),
        )
    rest = [
        speech.count("%(n)s file needs an answer", "%(n)s files need an answer", asked),
        speech.count("%(n)s file cannot be read", "%(n)s files cannot be read", refused),
        speech.count("%(n)s file is stored already", "%(n)s files are stored already", known),
    ]
    said = [text for text, n in zip(rest, (asked, refused, known), strict=True) if n]
    text = speech.count("%(n)s file can be stored.", "%(n)s files can be stored.", ready)
    if not ready:
        text = speech.say("There is nothing new to store.")
    detail = speech.say("%(clauses)s.", clauses=speech.list(said)) if said else ""
    return Finding(text=text, detail=detail)


def title(preview: Preview, speech: Speech) -> str:
    """Which platforms a file is from; its name where that is not known."""
    names = dict.fromkeys(_platform(table, speech) for table in preview.tables)
    return speech.list(list(names)) if names else preview.name


def _platform(table: SeenTable, speech: Speech) -> str:
    return platform_name(table.source.platform, speech)


def lines(preview: Preview, speech: Speech) -> Iterator[Finding]:
    """What a file is and what storing it would change: a line for each kind of table."""
    if preview.refused is not None:
        told = explain_problems(preview.refused, speech.language)[1:]
        yield Finding(text=explain(preview.refused, speech.language), detail=" ".join(told[:3]))
        return
    ordered = sorted(preview.tables, key=_kind)
    for (_, granularity), tables in groupby(ordered, key=_kind):
        yield _line(Granularity(granularity), list(tables), preview, speech)


def _kind(table: SeenTable) -> tuple[str, str]:
    order = list(Granularity).index(table.source.granularity)
    return f"{table.source.platform}{order:02d}", table.source.granularity.value


def _line(
    granularity: Granularity, tables: list[SeenTable], preview: Preview, speech: Speech
) -> Finding:
    counted = _ITEMS[granularity]
    items = sum(table.source.items for table in tables)
    what = speech.count(counted.one, counted.many, items)
    days = _days(tables, speech)
    if days:
        what = speech.say("%(items)s, %(days)s", items=what, days=days)
    if preview.already_there:
        changes = speech.say("stored already, nothing changes")
    else:
        changes = speech.list(_changes([table.change for table in tables if table.change], speech))
    if changes:
        what = speech.say("%(what)s: %(changes)s", what=what, changes=changes)
    return Finding(text=what, detail=_sums(tables, speech))


def _days(tables: list[SeenTable], speech: Speech) -> str:
    spans = [span for table in tables if (span := table.source.covers or _dated(table)) is not None]
    if not spans:
        return ""
    return speech.span(min(first for first, _ in spans), max(last for _, last in spans))


def _dated(table: SeenTable) -> tuple[date, date] | None:
    first, last = table.source.first, table.source.last
    return (first, last) if first and last else None


def _changes(changes: list[WillChange], speech: Speech) -> list[str]:
    new = sum(change.new for change in changes)
    changed = sum(change.changed for change in changes)
    same = sum(change.known for change in changes) - changed
    parts = sum(change.parts for change in changes)
    counted = (
        (speech.count("%(n)s new", "%(n)s new", new), new),
        (
            speech.count("%(n)s with newer numbers", "%(n)s with newer numbers", changed),
            changed,
        ),
        (speech.count("%(n)s unchanged", "%(n)s unchanged", same), same),
        (
            speech.count(
                "%(n)s older, told only in part",
                "%(n)s older, told only in part",
                parts,
            ),
            parts,
        ),
    )
    return [text for text, n in counted if n]


def _sums(tables: list[SeenTable], speech: Speech) -> str:
    said = [
        speech.say(
            "%(metric)s of the known ones: %(before)s → %(after)s",
            metric=metric_name(name, speech),
            before=amount(name, before, speech),
            after=amount(name, after, speech),
        )
        for table in tables
        if table.change
        for name, before, after in table.change.sums
    ]
    return "; ".join(said[:_SUMS_SHOWN])


def about(preview: Preview, speech: Speech) -> str:
    """Where it is from: the file, the language of its headers, the accounts that it names."""
    sources = [table.source for table in preview.tables]
    languages = dict.fromkeys(language_name(source.language, speech) for source in sources)
    accounts = list(dict.fromkeys(name for source in sources for name in source.accounts))
    said = [preview.name] if sources else []
    if languages:
        said.append(speech.say("headers: %(languages)s", languages=speech.list(list(languages))))
    if accounts:
        said.append(
            speech.say("account: %(accounts)s", accounts=speech.list(accounts[:3]))
            if len(accounts) <= 3
            else speech.count("%(n)s account", "%(n)s accounts", len(accounts))
        )
    return " · ".join(said)


def notes(preview: Preview, speech: Speech) -> list[str]:
    """What to know of a file, each once; what is asked is no note."""
    warnings = [warning for table in preview.tables for warning in table.source.warnings]
    told = [
        explain_warning(warning, speech.language)
        for warning in (*warnings, *preview.notes)
        if not is_a_question(warning)
    ]
    return list(dict.fromkeys(told))


def question(ask: Ask, preview: Preview, speech: Speech) -> str:
    """What is asked of a person."""
    days = ""
    if preview.year_assumed is not None:
        first, last = map(date.fromisoformat, preview.year_assumed)
        days = speech.span(first, last)
    return speech.say(_QUESTIONS[ask], days=days)


def done(stored: int, rows: int, refused: int, known: int, speech: Speech) -> str:
    """What became of files that were to be stored."""
    said = []
    if stored or not (refused or known):
        said.append(
            speech.count(
                "%(n)s file was stored, %(rows)s.",
                "%(n)s files were stored, %(rows)s.",
                stored,
                rows=speech.count("%(n)s row", "%(n)s rows", rows),
            )
        )
    if known:
        said.append(
            speech.count(
                "%(n)s file was there already: nothing changed.",
                "%(n)s files were there already: nothing changed.",
                known,
            )
        )
    if refused:
        said.append(
            speech.count(
                "%(n)s file was not stored; the reason stands beside it.",
                "%(n)s files were not stored; the reasons stand beside them.",
                refused,
            )
        )
    return " ".join(said)


def undone(files: Sequence[str], back: int, speech: Speech) -> str:
    """What an undo took away, and what lies in the inbox again."""
    said = [
        speech.count(
            "The last import is undone: %(files)s is no longer stored.",
            "The last import is undone: %(n)s files are no longer stored.",
            len(files),
            files=", ".join(files[:1]),
        )
    ]
    if back:
        said.append(
            speech.count(
                "%(n)s file lies in the inbox again.", "%(n)s files lie in the inbox again.", back
            )
        )
    return " ".join(said)


def both_of_meta(speech: Speech) -> list[tuple[str, str]]:
    """Words and values of the two platforms that one export of Meta's can be of."""
    both = (Platform.FACEBOOK, Platform.INSTAGRAM)
    return [(platform_name(platform, speech), platform.value) for platform in both]
