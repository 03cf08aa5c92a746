"""What the headers alone leave open, looked up over the whole file: asked, never assumed.

Which way round the dates are; whether a column of spans means a post's whole life; what kinds of
posts the file's words are; which word is a total row's, and which says that there is no value.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from coachkit.model.errors import InvalidValue
from coachkit.model.mappings import IGNORE, TITLED, ColumnMapping, TitleSaid
from coachkit.model.metrics import METRICS
from coachkit.model.observations import Platform, PostFormat
from coachkit.platforms.formats import EVERYWHERE_MISSING, Format, folded
from coachkit.platforms.mapping import based_on, dated_by, mapped_format
from coachkit.platforms.mapping_shapes import Reading, distinct_words, readings
from coachkit.platforms.mapping_tables import UnnamedTable
from coachkit.platforms.mapping_terms import mapping_terms

_MOST_WORDS = 5
"""A column with more different words than that is no column of numbers."""


@dataclass(frozen=True)
class Open:
    """What a person has to say of a table whose headers are matched.

    ``dates``: the ways to read the dates, where there are several, or one that the base does not
    have; ``asked``: whether a person has to choose among them. ``span``: the words of a column of
    spans that are not known to mean a whole life. ``kinds``: the file's unknown words for kinds
    of posts, each with a suggestion or ``None``. ``totals``: words in the column of items that
    look like a total row's. ``missing``: words in columns of numbers, with the header.
    """

    dates: tuple[Reading, ...] = ()
    span: tuple[str, ...] = ()
    kinds: Mapping[str, PostFormat | None] = field(default_factory=dict)
    totals: tuple[str, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    title: str | None = None

    @property
    def asked(self) -> bool:
        """Whether the dates can be read in several ways."""
        return len(self.dates) > 1


def left_open(table: UnnamedTable, base: Format, headers: Mapping[str, str]) -> Open:
    """What is left to ask once each header has its meaning.

    Raises :class:`InvalidValue` ``unknown_header`` for a header that is not in the file, and
    :class:`coachkit.model.errors.UnreadableExport`.
    """
    by_meaning = {meaning.partition(":")[0]: header for header, meaning in headers.items()}
    totals = tuple(_total_words(table, base, by_meaning.get("item")))
    return Open(
        dates=_dates(table, base, by_meaning.get(dated_by(base)), totals),
        span=tuple(_spans(table, base, by_meaning.get("span"))),
        kinds=dict(_kinds(table, base, by_meaning.get("format"))),
        totals=totals,
        missing=tuple(_missing(table, base, headers)),
        title=_whose(table, base, headers),
    )


def answered(mapping: ColumnMapping, table: UnnamedTable) -> ColumnMapping:
    """The mapping with what the file itself decides: dates that can be read in one way alone.

    A column that is a table's only measure, below a title, is known by that title from then on
    if its header says nothing: the same platform heads other measures in the same way.

    Raises :class:`InvalidValue` where something is not said that a person has to say:
    ``unknown_header`` and ``undecided`` at ``headers`` (``known``, the headers of the file or
    those left over), ``ambiguous_dates`` at ``dates`` (``value``, a cell; ``known``, the
    layouts), ``lifetime_unsaid`` at ``span_words`` (``value``, the word). What
    :func:`coachkit.platforms.mapping.mapped_format` refuses is refused first.
    """
    mapping = by_title(mapping, table.title)
    mapped_format(mapping)
    base = based_on(mapping.based_on)
    for header in mapping.headers:
        table.header(header)
    left = [header.text[:80] for header in table.headers if header.text not in mapping.headers]
    if left:
        raise InvalidValue("undecided", "headers", value=left[0], known=left)
    still = left_open(table, base, mapping.headers)
    unsaid = [word for word in still.span if word not in mapping.span_words]
    if unsaid:
        raise InvalidValue("lifetime_unsaid", "span_words", value=unsaid[0][:80])
    return _with_dates(mapping, still.dates, base)


def by_title(
    mapping: ColumnMapping, title: str | None, platform: Platform | None = None
) -> ColumnMapping:
    """The mapping, its only measure bound to the title above the table where the title says it.

    That is where the header is no word for the measure ("Primary"), and where only the title
    tells Facebook's table from Instagram's.
    """
    measures = [header for header, said in mapping.headers.items() if said in METRICS]
    if title is None or len(measures) != 1:
        return mapping
    (header,) = measures
    metric, base = mapping.headers[header], based_on(mapping.based_on)
    if base.platform is not Platform.META and _says(header, metric, base):
        return mapping
    said = TitleSaid(metric=metric, platform=platform)
    return mapping.changed(
        headers={**mapping.headers, header: TITLED}, titles={**mapping.titles, title: said}
    )


def _says(header: str, metric: str, base: Format) -> bool:
    """Whether a header is a word for that measure, or has one in it."""
    known = {meaning for meaning, _ in mapping_terms().of(base).get(folded(header), ())}
    inside = {meaning for _, meaning in mapping_terms().inside(header, base)}
    return metric in {*known, *inside, base.by_header.get(folded(header), ("",))[0]}


def _with_dates(mapping: ColumnMapping, possible: Sequence[Reading], base: Format) -> ColumnMapping:
    if mapping.dates is not None or not possible:
        return mapping
    if len(possible) > 1:
        raise InvalidValue(
            "ambiguous_dates",
            "dates",
            value=possible[0].written[:40],
            known=[reading.layout for reading in possible],
        )
    (only,) = possible
    return mapping if only.layout in base.dates else mapping.changed(dates=only.layout)


def _dates(
    table: UnnamedTable, base: Format, header: str | None, totals: Sequence[str]
) -> tuple[Reading, ...]:
    if header is None:
        return ()
    found = readings(table.column(table.header(header)), leaving_out=(*base.totals, *totals))
    certain = len(found) == 1 and found[0].layout in base.dates
    return () if certain else found


def _whose(table: UnnamedTable, base: Format, headers: Mapping[str, str]) -> str | None:
    measures = [said for said in headers.values() if said in METRICS]
    asked = base.platform is Platform.META and len(measures) == 1
    return table.title if asked else None


def _spans(table: UnnamedTable, base: Format, header: str | None) -> Iterator[str]:
    """Days in a column of spans are left to the reading itself: it refuses daily values."""
    if header is None:
        return
    known = {folded(word) for word in base.span_words}
    column = table.column(table.header(header))
    if not readings(column):
        yield from (word for word in distinct_words(column) if folded(word) not in known)


def _kinds(
    table: UnnamedTable, base: Format, header: str | None
) -> Iterator[tuple[str, PostFormat | None]]:
    if header is None:
        return
    known = {folded(word) for word in base.post_types}
    terms = mapping_terms().kinds
    for word in distinct_words(table.column(table.header(header))):
        if folded(word) not in known:
            yield word, terms.get(folded(word))


def _total_words(table: UnnamedTable, base: Format, header: str | None) -> Iterator[str]:
    if header is None:
        return
    known = {folded(word) for word in base.totals}
    terms = mapping_terms().totals
    for word in distinct_words(table.column(table.header(header)), at_most=10**7):
        if folded(word) in terms and folded(word) not in known:
            yield word


def _missing(
    table: UnnamedTable, base: Format, headers: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Words in a column that otherwise has numbers: each may be a blank, or damage."""
    known = {*EVERYWHERE_MISSING, *map(folded, base.missing)}
    for header, meaning in headers.items():
        if meaning == IGNORE or meaning not in METRICS:
            continue
        said = table.column(table.header(header))
        words = [
            word
            for word in distinct_words(said, at_most=10**7)
            if not any(map(str.isdigit, word)) and folded(word) not in known
        ]
        if len(words) <= _MOST_WORDS and len(words) < len(distinct_words(said, at_most=100)):
            yield from ((header, word) for word in words)
