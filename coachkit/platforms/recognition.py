"""Which platform's table is this? Told from its headers alone, wherever the header row stands.

A header row may have lines above it (a description, a title) and may mix languages: Meta's
Swedish exports carry English twins of Swedish columns. What is not known is named, never refused.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.model.metrics import METRICS
from coachkit.platforms.formats import Format, folded, formats

HEADER_WITHIN = 20
"""The header row is looked for in so many first rows."""

_ENOUGH_KNOWN = 0.5


@dataclass(frozen=True)
class Column:
    """One column of a table: its place (0 is the first), its header, what the header means.

    ``meaning``: a role or a metric. ``languages``: those that have this header.
    """

    place: int
    header: str
    meaning: str
    languages: frozenset[str]


@dataclass(frozen=True)
class Layout:
    """A recognised table. ``header_row``: the header's index among the rows that were shown.

    ``columns``: the known ones, in the file's order. ``unknown``: headers that no format knows.
    ``breakdown``: what the rows of a breakdown are, such as ``geography``. ``width``: how many
    columns have a header.
    """

    format: Format
    header_row: int
    columns: tuple[Column, ...]
    unknown: tuple[str, ...]
    breakdown: str | None
    width: int

    def of(self, meaning: str) -> tuple[Column, ...]:
        """The columns of that meaning, the most trusted first, equals in the file's order."""
        found = [column for column in self.columns if column.meaning == meaning]
        return tuple(sorted(found, key=lambda column: self.format.order(column.header)))

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
        alone = {lang for c in self.columns if main not in c.languages for lang in c.languages}
        return (main, *sorted(alone))

    def _languages(self) -> list[str]:
        said = Counter(lang for column in self.columns for lang in column.languages)
        order = list(self.format.headers)
        return sorted(said, key=lambda lang: (-said[lang], order.index(lang)))


def recognised(rows: Sequence[Sequence[str]]) -> Layout | None:
    """The table that these first rows begin, or ``None`` if no format knows it.

    ``rows``: the first rows as text, at most :data:`HEADER_WITHIN` are looked at. Of several
    formats the one that knows most of the headers is taken.
    """
    found = [
        layout
        for row, cells in enumerate(rows[:HEADER_WITHIN])
        for known in formats()
        if (layout := _as(known, row, cells)) is not None
    ]
    return max(found, key=lambda lay: (len(lay.columns), -lay.header_row), default=None)


def _as(known: Format, row: int, cells: Sequence[str]) -> Layout | None:
    meanings = known.by_header
    named = [(place, cell.strip()) for place, cell in enumerate(cells) if cell and cell.strip()]
    columns, unknown, breakdown = [], [], None
    for place, header in named:
        meaning, languages = meanings.get(folded(header), (None, frozenset[str]()))
        if meaning is None:
            unknown.append(header)
            continue
        role, _, part = meaning.partition(":")
        breakdown = breakdown or part or None
        columns.append(Column(place, header, role, languages))
    layout = Layout(
        known,
        row,
        tuple(columns),
        tuple(unknown),
        breakdown,
        named[-1][0] + 1 if named else 0,
    )
    return layout if _fits(layout, [folded(header) for _, header in named]) else None


def _fits(layout: Layout, headers: Sequence[str]) -> bool:
    known = layout.format
    said = {column.meaning for column in layout.columns}
    if not set(known.needs) <= said or not said & METRICS.keys():
        return False
    if {folded(refused) for refused in known.refuses} & set(headers):
        return False
    if not said & set(known.telling) and layout.unknown:
        return False
    return len(layout.columns) >= _ENOUGH_KNOWN * len(headers)
