"""What a nameless table might be: layouts to base a mapping on, and suggestions for its columns.

Nothing here decides. Every suggestion says why it is made, and a person confirms it or not.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from coachkit.model.mappings import SEVERAL, TITLED, ColumnMapping, ColumnMappings
from coachkit.model.metrics import METRICS
from coachkit.model.observations import Granularity, Platform
from coachkit.platforms.formats import Format, folded
from coachkit.platforms.mapping import bases, dated_by, offered
from coachkit.platforms.mapping_shapes import NUMBERS, ColumnSeen, Look, seen
from coachkit.platforms.mapping_tables import UnnamedTable, unnamed_tables
from coachkit.platforms.mapping_terms import mapping_terms

_SITES = {
    Platform.FACEBOOK: r"(?:facebook\.com|fb\.watch|fb\.com)",
    Platform.INSTAGRAM: r"instagram\.com",
    Platform.LINKEDIN: r"linkedin\.com",
    Platform.X: r"(?:x\.com|twitter\.com|t\.co)",
    Platform.YOUTUBE: r"(?:youtube\.com|youtu\.be)",
    Platform.TIKTOK: r"tiktok\.com",
    Platform.PINTEREST: r"(?:pinterest\.[a-z.]+|pin\.it)",
}
_LOOKS: Mapping[str, frozenset[Look]] = {
    "permalink": frozenset({Look.LINKS}),
    "published": frozenset({Look.DAYS}),
    "period_first": frozenset({Look.DAYS}),
    "period_last": frozenset({Look.DAYS}),
    "format": frozenset({Look.FEW_WORDS, Look.WORDS}),
    "span": frozenset({Look.FEW_WORDS, Look.WORDS}),
    "text": frozenset({Look.FEW_WORDS, Look.WORDS}),
    "account_name": frozenset({Look.FEW_WORDS, Look.WORDS}),
}
_OF_POSTS = frozenset({Look.LINKS, Look.IDS, Look.WORDS})
_NO_ITEMS = frozenset({Look.NUMBERS, Look.PERCENTAGES})


class Why(StrEnum):
    """Why a match is suggested, the best reason first."""

    KEPT = "kept"
    """An earlier mapping of the client says so."""
    KNOWN_HEADER = "known_header"
    """The layout has that very header, in a language that it is known in."""
    WORD = "word"
    """It is the word for it in a language; ``detail`` is the language."""
    TITLE = "title"
    """It is the table's only measure, and the title above has the word; ``detail`` is the word."""
    PART = "part"
    """The header has the word in it; ``detail`` is the word."""
    VALUES = "values"
    """The values look like it."""


_TRUST = tuple(Why)


@dataclass(frozen=True)
class Suggestion:
    """That a header might mean something, and why. Never applied unless a person says yes."""

    header: str
    meaning: str
    why: Why
    detail: str = ""


@dataclass(frozen=True)
class Candidate:
    """A layout that a mapping may be based on.

    ``missing``: what it needs and nothing was suggested for. ``site``: whether the table's links
    lead to its platform.
    """

    base: Format
    suggestions: tuple[Suggestion, ...]
    missing: tuple[str, ...]
    site: bool

    def suggested(self, header: str) -> Suggestion | None:
        """What is suggested for that header."""
        return next((one for one in self.suggestions if one.header == header), None)

    def suggested_header(self, meaning: str) -> Suggestion | None:
        """The header that is suggested for that meaning."""
        return next((one for one in self.suggestions if one.meaning == meaning), None)


@dataclass(frozen=True)
class Proposal:
    """One table, its columns as a person is shown them, and what it might be, best first."""

    table: UnnamedTable
    columns: tuple[ColumnSeen, ...]
    candidates: tuple[Candidate, ...]

    @cached_property
    def by_header(self) -> Mapping[str, ColumnSeen]:
        """Header → its column."""
        return {column.header: column for column in self.columns}

    def candidate(self, base: str) -> Candidate | None:
        """The candidate of that layout's name."""
        return next((one for one in self.candidates if one.base.format == base), None)


def proposed(
    path: Path,
    *,
    opened_at: datetime,
    known: Sequence[Format] | None = None,
    kept: ColumnMappings | None = None,
    header_row: int | None = None,
) -> tuple[Proposal, ...]:
    """What the tables of a file might be: one proposal for a text, one for each sheet.

    ``known``: the formats, the shipped ones if left out; ``kept``: earlier mappings, whose
    matches are suggested again; ``header_row``: as a spreadsheet counts, where a person says that
    another row is the header. Raises :class:`coachkit.model.errors.UnreadableExport`.
    """
    tables = unnamed_tables(path, opened_at=opened_at, header_row=header_row)
    earlier = kept.mappings if kept else ()
    return tuple(_proposal(table, bases(known), earlier) for table in tables)


def _proposal(
    table: UnnamedTable, possible: Sequence[Format], earlier: Sequence[ColumnMapping]
) -> Proposal:
    columns = tuple(
        seen(header.text, table.sampled(header), columns=len(header.places))
        for header in table.headers
    )
    sites = _sites(table)
    candidates = [_candidate(base, columns, earlier, sites, table.title) for base in possible]
    candidates.sort(key=lambda one: _rank(one, by_day=_is_of_days(columns)), reverse=True)
    return Proposal(table, columns, tuple(candidates))


def _is_of_days(columns: Sequence[ColumnSeen]) -> bool:
    """One column of days, none twice, and nothing that tells posts apart."""
    days = [column for column in columns if column.look is Look.DAYS]
    posts = [column for column in columns if column.look in _OF_POSTS and column.distinct]
    return len(days) == 1 and days[0].distinct and not posts


def _sites(table: UnnamedTable) -> frozenset[Platform]:
    links = [
        value
        for header in table.headers
        for value in table.sampled(header)[:20]
        if value.lower().startswith("http")
    ]
    return frozenset(
        platform
        for platform, site in _SITES.items()
        if any(re.match(rf"https?://(?:[\w-]+\.)*{site}/", link, re.IGNORECASE) for link in links)
    )


def _candidate(
    base: Format,
    columns: Sequence[ColumnSeen],
    earlier: Sequence[ColumnMapping],
    sites: frozenset[Platform],
    title: str | None,
) -> Candidate:
    suggestions = _suggestions(base, columns, earlier, title)
    said = {one.meaning.partition(":")[0] for one in suggestions}
    missing = tuple(need for need in base.needs if need not in {*said, TITLED})
    return Candidate(base, suggestions, missing, base.platform in sites)


def _rank(one: Candidate, *, by_day: bool) -> tuple[float, ...]:
    """Best first: its own site, what a row is, nothing missing, then how much is suggested."""
    generic = one.base.platform is Platform.OTHER
    fits = (one.base.granularity is Granularity.DAY) is by_day
    plain = one.base.granularity in {Granularity.POST, Granularity.DAY}
    words = [s for s in one.suggestions if s.why is not Why.VALUES]
    exact = [s for s in words if s.why in {Why.KEPT, Why.KNOWN_HEADER}]
    share = 1 - len(one.missing) / len(one.base.needs)
    # Another platform's words would do as well: without a reason for one, the general comes first.
    reason = one.site or bool(exact)
    return (one.site, fits, plain, reason or generic, share, len(exact), len(words), generic)


def _suggestions(
    base: Format,
    columns: Sequence[ColumnSeen],
    earlier: Sequence[ColumnMapping],
    title: str | None,
) -> tuple[Suggestion, ...]:
    """At most one for each header, and each meaning once: the best reason wins."""
    ways = [
        suggestion
        for column in columns
        for suggestion in _ways(base, column, earlier)
        if _possible(suggestion.meaning, column, base)
    ]
    ways += [*_by_title(base, columns, title), *_by_values(base, columns)]
    taken: dict[str, Suggestion] = {}
    used: set[str] = set()
    for way in sorted(ways, key=lambda one: _TRUST.index(one.why)):
        role = way.meaning.partition(":")[0]
        if way.header not in taken and (role not in used or way.meaning in SEVERAL):
            taken[way.header] = way
            used.add(role)
    return tuple(taken[column.header] for column in columns if column.header in taken)


def _ways(
    base: Format, column: ColumnSeen, earlier: Sequence[ColumnMapping]
) -> Iterator[Suggestion]:
    header, word = column.header, folded(column.header)
    possible = {*offered(base), "ignore"}
    for mapping in earlier:
        if mapping.based_on == base.format:
            for known, meaning in mapping.headers.items():
                if folded(known) == word and meaning in possible:
                    yield Suggestion(header, meaning, Why.KEPT, mapping.name)
    meaning, languages = base.by_header.get(word, ("", frozenset()))
    if meaning in possible:
        yield Suggestion(header, meaning, Why.KNOWN_HEADER, min(languages))
    words = mapping_terms().of(base)
    for meaning, language in words.get(word, ()):
        if meaning in possible:
            yield Suggestion(header, meaning, Why.WORD, language)
    for term, meaning in mapping_terms().inside(word, base):
        if meaning in possible:
            yield Suggestion(header, meaning, Why.PART, term)


def _by_title(
    base: Format, columns: Sequence[ColumnSeen], title: str | None
) -> Iterator[Suggestion]:
    numbers = [column for column in columns if column.look in NUMBERS]
    if title is None or len(numbers) != 1:
        return
    measures = [meaning for meaning in offered(base) if meaning in METRICS]
    for term, meaning in mapping_terms().inside(title, base):
        if meaning in measures:
            yield Suggestion(numbers[0].header, meaning, Why.TITLE, term)


def _by_values(base: Format, columns: Sequence[ColumnSeen]) -> Iterator[Suggestion]:
    """Only where one column alone can be it: the only days, the only links, the only own ids."""
    possible = offered(base)
    ids = [column for column in columns if column.look is Look.IDS]
    own = [column for column in ids if column.distinct]
    shared = [column for column in ids if len(column.words) == 1]
    only = {
        dated_by(base): [column for column in columns if column.look is Look.DAYS],
        "permalink": [column for column in columns if column.look is Look.LINKS],
        **({"item": own} if dated_by(base) != "item" else {}),
        "account": shared,
    }
    for meaning, found in only.items():
        if len(found) == 1 and meaning in possible:
            yield Suggestion(found[0].header, meaning, Why.VALUES)


def _possible(meaning: str, column: ColumnSeen, base: Format) -> bool:
    """Whether the values could be that at all: words are no measure, and a measure is no link."""
    role = meaning.partition(":")[0]
    if column.look is Look.NOTHING or role == "ignore":
        return True
    if role in METRICS:
        return column.look in {*NUMBERS, Look.IDS}
    if role == "item":
        dated = dated_by(base) == "item"
        return column.look is Look.DAYS if dated else column.look not in _NO_ITEMS
    return column.look in _LOOKS.get(role, frozenset(Look))
