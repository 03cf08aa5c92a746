"""Which platform's table is this? Told from its headers, and from a title where headers say little.

A header row may have lines above it (a description, a title, a period) and may mix languages:
Meta's Swedish exports carry English twins of Swedish columns. What is not known is named, never
refused.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from coachkit.model.metrics import METRICS
from coachkit.model.observations import Granularity, Platform
from coachkit.platforms.formats import Format, Shape, Titled, folded, formats

HEADER_WITHIN = 20
"""The header row is looked for in so many first rows."""

_ENOUGH_KNOWN = 0.5
_IN_BRACKETS = re.compile(r"\(([^()]+)\)\s*$")


@dataclass(frozen=True)
class Column:
    """One column of a table: its place (0 is the first), its header, what the header means.

    ``meaning``: a role or a metric. ``languages``: those that have this header. ``currency``: of
    its money, where the header says it.
    """

    place: int
    header: str
    meaning: str
    languages: frozenset[str]
    currency: str | None = None


@dataclass(frozen=True)
class Layout:
    """A recognised table. ``header_row``: the header's index among the rows that were shown.

    ``columns``: the known ones, in the file's order. ``unknown``: headers that no format knows.
    ``breakdown``: what the rows of a breakdown are, such as ``geography``, or of two columns
    ``page_within_session_channel``. ``width``: how many columns may have something to say.
    ``described``: whether a row of descriptions stands between the header and the first item.
    ``above``: the lines above the header, ``title`` the last of them, ``titled`` what it says of
    the table.
    """

    format: Format
    header_row: int
    columns: tuple[Column, ...]
    unknown: tuple[str, ...]
    breakdown: str | None
    width: int
    described: bool = False
    above: tuple[str, ...] = ()
    title: str | None = None
    titled: Titled | None = None
    _by_meaning: dict[str, tuple[Column, ...]] = field(default_factory=dict, compare=False)

    def of(self, meaning: str) -> tuple[Column, ...]:
        """The columns of that meaning, the most trusted first, equals in the file's order."""
        known = self._by_meaning.get(meaning)
        if known is None:
            found = [column for column in self.columns if column.meaning == meaning]
            known = tuple(sorted(found, key=lambda column: self.format.order(column.header)))
            self._by_meaning[meaning] = known
        return known

    def header(self, meaning: str) -> str | None:
        """The platform's own word for that meaning; of several, the most trusted one's."""
        return next((column.header for column in self.of(meaning)), None)

    @property
    def first_row(self) -> int:
        """The index of the first row below the header, descriptions left out."""
        return self.header_row + 1 + self.described

    @property
    def platform(self) -> Platform:
        """Whose numbers they are."""
        said = self.titled.platform if self.titled else None
        return said or self.format.platform

    @property
    def granularity(self) -> Granularity:
        """What a row is about."""
        said = self.titled.granularity if self.titled else None
        return said or self.format.granularity

    @property
    def metrics(self) -> tuple[str, ...]:
        """The metrics of the table, in the file's order, each once."""
        return tuple(dict.fromkeys(c.meaning for c in self.columns if c.meaning in METRICS))

    @property
    def name(self) -> str:
        """The format's name; of a breakdown, together with what it is broken down by."""
        return f"{self.format.format}_{self.breakdown}" if self.breakdown else self.format.format

    @property
    def language(self) -> str:
        """The language that most headers have; of equals, the one that comes first."""
        return self._languages()[0]

    @property
    def languages(self) -> tuple[str, ...]:
        """The language of most headers, then every other that some header has alone."""
        main = self._languages()[0]
        alone = {
            lang
            for c in self.columns
            if c.languages and main not in c.languages
            for lang in c.languages
        }
        return (main, *sorted(alone))

    def _languages(self) -> list[str]:
        said = Counter(lang for column in self.columns for lang in column.languages)
        order = list(self.format.languages) or ["en"]
        said.update(dict.fromkeys(order[:1], 0))
        return sorted(said, key=lambda lang: (-said[lang], order.index(lang)))


def recognised(
    rows: Sequence[Sequence[str]], known: Sequence[Format] | None = None
) -> Layout | None:
    """The table that these first rows begin, or ``None`` if no format knows it.

    ``rows``: the first rows as text, at most :data:`HEADER_WITHIN` are looked at; ``known``: the
    formats, the shipped ones if it is left out. Of several formats the one that knows most of the
    headers is taken.
    """
    known = formats() if known is None else known
    found = [
        layout
        for row in range(min(len(rows), HEADER_WITHIN))
        if (layout := headed(rows, row, known, above=lines(rows[:row]))) is not None
    ]
    return max(found, key=lambda lay: (len(lay.columns), -lay.header_row), default=None)


def headed(
    rows: Sequence[Sequence[str]],
    row: int,
    known: Sequence[Format],
    *,
    above: tuple[str, ...] = (),
    shape: Shape = Shape.ROWS,
) -> Layout | None:
    """The table whose header is that row, by the format of that shape that knows most of it."""
    described = rows[row + 1] if row + 1 < len(rows) else ()
    named = [(place, cell.strip()) for place, cell in enumerate(rows[row]) if cell and cell.strip()]
    if not named:
        return None
    headers = frozenset(folded(cell) for _, cell in named)
    found = [
        layout
        for known_format in known
        if known_format.shape is shape and not known_format.mapping_only
        if known_format.second_header or known_format.may_be(headers)
        if (layout := _as(known_format, row, named, described, above)) is not None
    ]
    return max(found, key=lambda lay: len(lay.columns), default=None)


def lines(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Rows as lines of text, blank ones left out."""
    said = (" ".join(cell.strip() for cell in row if cell and cell.strip()) for row in rows)
    return tuple(line for line in said if line)


def title_of(above: Sequence[str]) -> str | None:
    """The title among the lines above a table: the last that is no comment."""
    return next((line for line in reversed(above) if not line.startswith("#")), None)


def titled_by(known: Format, title: str | None) -> tuple[Titled, str] | None:
    """What the title says of a table in that format, and the language it says it in."""
    if title is None:
        return None
    for said in known.titled:
        for language, pattern in said.titles.items():
            if re.fullmatch(pattern, folded(title), re.IGNORECASE):
                return said, language
    return None


def _as(
    known: Format,
    row: int,
    named: Sequence[tuple[int, str]],
    described: Sequence[str],
    above: tuple[str, ...],
) -> Layout | None:
    columns, unknown, breakdowns = [], [], list[str]()
    if known.second_header:
        named = _told_apart(named, described)
    for place, header in named:
        column = _column(known, place, header)
        if column is None:
            unknown.append(header)
            continue
        role, _, part = column.meaning.partition(":")
        if part and part not in breakdowns:
            breakdowns.append(part)
        # Pages within channels: a row is about both, and no row of a table of channels.
        within = part and part != breakdowns[0]
        columns.append(replace(column, meaning="part" if within else role))
    layout = Layout(
        known,
        row,
        tuple(columns),
        tuple(unknown),
        "_within_".join(reversed(breakdowns)) or None,
        (named[-1][0] + 1 if named else 0) + bool(known.total_marks),
        above=above,
        title=title_of(above),
    )
    if not _fits(layout, [folded(header) for _, header in named]):
        return None
    return _with_title(_with_descriptions(layout, described))


def _column(known: Format, place: int, header: str) -> Column | None:
    meaning, languages = known.by_header.get(folded(header), (None, frozenset[str]()))
    if meaning is not None:
        return Column(place, header, meaning, languages)
    plain = " ".join(header.split())
    for pattern, meant, language in known.by_pattern:
        if found := pattern.fullmatch(plain):
            currency = found.groupdict().get("currency")
            code = known.currencies.get(currency, currency) if currency else None
            return Column(place, header, meant, frozenset({language}), code)
    return None


def _told_apart(
    named: Sequence[tuple[int, str]], described: Sequence[str]
) -> list[tuple[int, str]]:
    """Headers that come twice, each with the words in brackets that end its description."""
    often = Counter(header for _, header in named)
    told = []
    for place, header in named:
        said = described[place] if place < len(described) else ""
        brackets = _IN_BRACKETS.search(said) if often[header] > 1 and said else None
        told.append((place, f"{header} ({brackets[1]})" if brackets else header))
    return told


def _with_descriptions(layout: Layout, described: Sequence[str]) -> Layout:
    if not layout.format.second_header or not any(described):
        return layout
    keys = [*layout.of("item"), *layout.of("published")]
    silent = all(c.place >= len(described) or not described[c.place].strip() for c in keys)
    return replace(layout, described=silent) if keys else layout


def _with_title(layout: Layout) -> Layout | None:
    columns = layout.of("titled")
    if not columns:
        return layout
    told = titled_by(layout.format, layout.title)
    if told is None or told[0].shape is not Shape.ROWS:
        return None
    titled, language = told
    meant = tuple(
        replace(column, meaning=titled.metric, languages=frozenset({language}))
        if column.meaning == "titled"
        else column
        for column in layout.columns
    )
    return replace(
        layout,
        columns=meant,
        titled=titled,
        breakdown=titled.breakdown or layout.breakdown,
        _by_meaning={},
    )


def _fits(layout: Layout, headers: Sequence[str]) -> bool:
    known = layout.format
    said = {column.meaning for column in layout.columns}
    if not set(known.needs) <= said or not said & ({"titled"} | METRICS.keys()):
        return False
    if {folded(refused) for refused in known.refuses} & set(headers):
        return False
    if not said & set(known.telling) and layout.unknown:
        return False
    return len(layout.columns) >= _ENOUGH_KNOWN * len(headers)
