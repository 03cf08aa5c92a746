"""What is known of each export's layout, as data: one TOML file per format in ``data/formats``.

A format says which headers it may have in which language and what each header means. A header
means a *role* (``item``, ``published``, ``text`` …), a *metric* of
:data:`coachkit.model.metrics.METRICS`, or ``ignore``. Adding a platform or a language means
adding data here, never code.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from coachkit.model.errors import InvalidValue
from coachkit.model.metrics import METRICS, Unit
from coachkit.model.observations import Granularity, Platform, PostFormat, ValuesOf
from coachkit.model.shipped import shipped
from coachkit.model.values import Value

ROLES = frozenset(
    {
        "item",
        "part",
        "hour",
        "account",
        "account_name",
        "published",
        "time",
        "format",
        "text",
        "permalink",
        "campaign",
        "span",
        "currency",
        "period_first",
        "period_last",
        "where",
        "author",
        "language",
        "country",
        "sentiment",
        "titled",
        "ignore",
    }
)
"""What a header can mean besides a metric. A breakdown's item says which: ``item:geography``.

``part``: what further tells rows of one item apart (joined to the item) · ``hour``: of the day in
``item`` · ``time``: the clock time beside a day in ``published`` · ``campaign``: a post boosted in
a campaign is a row of its own · ``span``: whether values are of a post's life · ``currency``: of
the money in the row · ``period_first``/``period_last``: the days that the row's values are of ·
``where`` … ``sentiment``: of a mention · ``titled``: the metric that the table's title names.
"""

SERIAL = "excel-serial"
"""The layout of a day that Excel keeps as a count of days since 1899-12-30."""

DAY_INDEX = "day-index"
"""The layout of a day told as its place in the period above the table: 0000 is the first."""

_LAYOUT_PARTS = frozenset("YymdHIMSpbBa")

EVERYWHERE_MISSING = ("-", "--", "\u2014", "undefined", "nan", "n/a")
"""Words that never are a number, in no platform's export: the platform said nothing."""


@lru_cache(maxsize=16_384)
def folded(header: str) -> str:
    """A header as it is compared: NFKC, casefolded, spaces folded, invisible marks dropped."""
    plain = unicodedata.normalize("NFKC", header).replace("\ufeff", "").replace("\u200b", "")
    return " ".join(plain.casefold().split())


class NamedPeriod(Value):
    """A period that the platform writes into a file's or its folder's name, or above the table.

    ``pattern``: a regular expression with the groups ``first`` and ``last``, searched in the name,
    or in the lines above the header, one below the other; ``layout``: how its days are written;
    ``last_included``: whether the last day belongs to the period.
    """

    pattern: str
    layout: str
    last_included: bool = True
    where: Literal["file", "folder", "above"] = "file"

    @field_validator("pattern")
    @classmethod
    def _has_both_ends(cls, pattern: str) -> str:
        groups = _compiled(pattern, "pattern").groupindex
        if not {"first", "last"} <= set(groups):
            raise InvalidValue("not_allowed", "pattern", value=pattern)
        return pattern


class Shape(StrEnum):
    """How a table lies on the page.

    ``rows``: a header, and a row per item below it. ``across``: the header row names the items,
    the one row below has their values. ``cross``: the first column names items, the header row
    their parts. ``pairs``: a label and its value per row, and no header. ``single``: one value
    below a header that says nothing. ``line``: one label and one value on a single row.
    """

    ROWS = "rows"
    ACROSS = "across"
    CROSS = "cross"
    PAIRS = "pairs"
    SINGLE = "single"
    LINE = "line"


class Titled(Value):
    """What a title above a table says of it, where one file stacks several tables.

    ``titles``: language → a regular expression that the whole title has to fit, spaces folded and
    capitals as may be. ``metric``: what the values are (of a ``titled`` column, or of all in a
    table that is no ``rows``). ``platform``, ``breakdown``, ``granularity``: where they are other
    than the format's. ``shape``: how the table below lies.
    """

    titles: Annotated[Mapping[str, str], Field(min_length=1)]
    metric: str
    platform: Platform | None = None
    breakdown: str | None = None
    granularity: Granularity | None = None
    shape: Shape = Shape.ROWS

    @field_validator("titles")
    @classmethod
    def _patterns(cls, titles: Mapping[str, str]) -> Mapping[str, str]:
        for pattern in titles.values():
            _compiled(pattern, "titles")
        return titles

    @field_validator("metric")
    @classmethod
    def _known_metric(cls, metric: str) -> str:
        if metric not in METRICS:
            raise InvalidValue("not_allowed", "metric", value=metric)
        return metric


class Format(Value):
    """One layout of one platform's export.

    ``needs``: what must be there for the format to be recognised; ``telling``: headers' meanings
    of which one suffices to be sure, without one every header has to be known; ``refuses``:
    headers that belong to a table which only looks alike. ``dates``: the platform's own layout
    first, then those that a spreadsheet leaves behind when the file is saved again, none of which
    can be taken for another; ``months``: the languages whose names of months they may have
    beside those of the headers. ``missing``: the words for "no value". ``span_words``: what a
    column of spans says when values cover the whole life of a post. ``fractions``: metrics that
    the platform gives as parts of one although they are percentages; ``milliseconds``: those that
    it gives in milliseconds although they are seconds. ``item_pattern``: what an item must look
    like. ``item_in_permalink``: the part of the permalink that is the item;
    ``item_beside_permalink``: the part that has to be the item as well, from which an id that a
    spreadsheet rounded is restored, if the rest of it agrees; where no header is known for the
    id, it is the item. ``item_clock``: the id tells when
    the item was published, which gives the year to a day without one.
    ``account_in_permalink``: the part that is the account. ``period_in_name`` where the platform
    writes the period into a name or above the table; ``period_unsaid``: the numbers belong to a
    period chosen at export which the file itself does not state. ``values_of``: what the values
    of a post count.

    *The table's shape.* ``shape``: see :class:`Shape`. ``stacked``: one file or sheet may hold
    several tables, one below the other, parted by blank rows; ``titled`` tells them apart.
    ``second_header``: a row of descriptions stands below the header; where a header comes twice,
    the words in brackets at the end of its description are part of it. ``patterns``: as
    ``headers``, but regular expressions for the whole header; the group ``currency``, if there is
    one, is the currency of the column. ``torn_items``: a name with commas may have been torn into
    several cells when the file was saved again; the last cell of such a row is its value.
    ``mapping_only``: never recognised by itself, only by a client's own mapping of its columns;
    ``terms``: meaning → words to look for in the headers when a mapping is suggested.
    ``sheets``: regular expressions for the whole name of the sheet that it stands on, where
    headers alone cannot tell it from a table beside it.

    *Rows that are none.* ``totals``: the words of a total row in its first column or its item;
    ``total_patterns``: the same as regular expressions; ``total_marks``: words beyond the last
    header that mark one; ``unnamed_total``: a row without an item is one.
    ``names_repeat``: the same name again is another item (ads without an id), numbered in order.

    *Values.* ``below``: regular expressions for "less than so much", which is no number.
    ``rates``: rate → what it is a part of, said for every rate. ``currency``: of money where
    neither a header nor a column names it; ``currencies``: how the platform writes currencies,
    word → three letters.
    """

    format: Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
    platform: Platform
    granularity: Granularity
    source: Annotated[str, Field(min_length=1)]
    time_zone: str | None = None
    needs: Annotated[tuple[str, ...], Field(min_length=1)]
    telling: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    span_words: tuple[str, ...] = ()
    fractions: tuple[str, ...] = ()
    milliseconds: tuple[str, ...] = ()
    item_pattern: str | None = None
    item_in_permalink: str | None = None
    item_beside_permalink: str | None = None
    item_clock: Literal["tiktok"] | None = None
    account_in_permalink: str | None = None
    period_in_name: tuple[NamedPeriod, ...] = ()
    period_unsaid: bool = False
    values_of: ValuesOf = ValuesOf.LIFE
    shape: Shape = Shape.ROWS
    stacked: bool = False
    titled: tuple[Titled, ...] = ()
    second_header: bool = False
    torn_items: bool = False
    sheets: tuple[str, ...] = ()
    mapping_only: bool = False
    terms: Mapping[str, tuple[str, ...]] = {}
    totals: tuple[str, ...] = ()
    total_patterns: tuple[str, ...] = ()
    total_marks: tuple[str, ...] = ()
    unnamed_total: bool = False
    names_repeat: bool = False
    below: tuple[str, ...] = ()
    rates: Mapping[str, str] = {}
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    currencies: Mapping[str, Annotated[str, Field(pattern=r"^[A-Z]{3}$")]] = {}
    headers: Mapping[str, Mapping[str, str]] = {}
    patterns: Mapping[str, Mapping[str, str]] = {}
    post_types: Mapping[str, PostFormat] = {}

    @field_validator("headers", "patterns")
    @classmethod
    def _known_meanings(
        cls, headers: Mapping[str, Mapping[str, str]], info: ValidationInfo
    ) -> Mapping[str, Mapping[str, str]]:
        for language, meanings in headers.items():
            for header, meaning in meanings.items():
                if meaning.partition(":")[0] not in ROLES and meaning not in METRICS:
                    field = f"{info.field_name}.{language}.{header}"
                    raise InvalidValue("not_allowed", field, value=meaning)
        return headers

    @field_validator("total_patterns", "below", "sheets")
    @classmethod
    def _regular(cls, patterns: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        for pattern in patterns:
            _compiled(pattern, str(info.field_name))
        return patterns

    @field_validator("dates")
    @classmethod
    def _readable_layouts(cls, dates: tuple[str, ...]) -> tuple[str, ...]:
        for layout in dates:
            parts = set(re.findall(r"%(.)", layout))
            if layout not in (SERIAL, DAY_INDEX) and not parts <= _LAYOUT_PARTS:
                raise InvalidValue("not_allowed", "dates", value=layout)
        return dates

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> Self:
        said = {meaning.partition(":")[0] for meaning in self.meanings}
        named = (*self.needs, *self.telling, *self.fractions, *self.milliseconds)
        needed = () if self.mapping_only else named
        for need in needed:
            if need not in said:
                raise InvalidValue("missing", f"{self.format}.headers", value=need)
        for rate in said & {name for name, known in METRICS.items() if known.unit is Unit.PERCENT}:
            if rate not in self.rates:
                raise InvalidValue("missing", f"{self.format}.rates", value=rate)
        return self

    @cached_property
    def meanings(self) -> frozenset[str]:
        """Everything that a header or a title of it can mean."""
        listed = (*self.headers.values(), *self.patterns.values())
        said = {meaning for meanings in listed for meaning in meanings.values()}
        return frozenset(said | {title.metric for title in self.titled})

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages it is known in, the platform's first one first."""
        titles = [language for title in self.titled for language in title.titles]
        return tuple(dict.fromkeys((*self.headers, *self.patterns, *titles)))

    @cached_property
    def by_pattern(self) -> tuple[tuple[re.Pattern[str], str, str], ...]:
        """Pattern, meaning, language."""
        return tuple(
            (_compiled(pattern, "patterns"), meaning, language)
            for language, meanings in self.patterns.items()
            for pattern, meaning in meanings.items()
        )

    @cached_property
    def by_header(self) -> dict[str, tuple[str, frozenset[str]]]:
        """Folded header → its meaning and the languages that have it."""
        found: dict[str, tuple[str, frozenset[str]]] = {}
        for language, meanings in self.headers.items():
            for header, meaning in meanings.items():
                known = found.get(folded(header))
                languages = known[1] if known and known[0] == meaning else frozenset()
                found[folded(header)] = (meaning, languages | {language})
        return found

    def may_stand_on(self, sheet: str | None) -> bool:
        """Whether a table of this format can be there: on that sheet, or in a text (``None``)."""
        return not self.sheets or any(
            _compiled(pattern, "sheets").fullmatch(sheet or "") for pattern in self.sheets
        )

    @cached_property
    def _demands(self) -> tuple[frozenset[str], ...]:
        """For each meaning that is needed, the headers that have it; patterns can be anything."""
        free = {meaning.partition(":")[0] for _, meaning, _ in self.by_pattern}
        return tuple(
            frozenset(
                header
                for header, (meaning, _) in self.by_header.items()
                if meaning.partition(":")[0] == need
            )
            for need in self.needs
            if need not in free
        )

    def may_be(self, headers: frozenset[str]) -> bool:
        """Whether folded headers can be this format's: nothing that it needs is surely missing."""
        return all(not demand.isdisjoint(headers) for demand in self._demands)

    def order(self, header: str) -> int:
        """Where a header stands in its language's list: the earlier, the more it is trusted."""
        wanted = folded(header)
        for meanings in self.headers.values():
            for place, known in enumerate(meanings):
                if folded(known) == wanted:
                    return place
        return 0


def _compiled(pattern: str, field: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error:
        raise InvalidValue("not_allowed", field, value=pattern[:80]) from None


def read_format(path: Path) -> Format:
    """The format of one TOML file, or :class:`InvalidValue` naming what is wrong with it."""
    return Format.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


@cache
def formats() -> tuple[Format, ...]:
    """Every shipped format, in the order of the files' names."""
    return tuple(read_format(path) for path in sorted(shipped("data", "formats").glob("*.toml")))
