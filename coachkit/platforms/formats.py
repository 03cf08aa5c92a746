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
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from coachkit.model.errors import InvalidValue
from coachkit.model.metrics import METRICS
from coachkit.model.observations import Granularity, Platform, PostFormat
from coachkit.model.shipped import shipped
from coachkit.model.values import Value

ROLES = frozenset(
    {
        "item",
        "account",
        "account_name",
        "published",
        "format",
        "text",
        "permalink",
        "campaign",
        "span",
        "ignore",
    }
)
"""What a header can mean besides a metric. A breakdown's item says which: ``item:geography``."""

SERIAL = "excel-serial"
"""The layout of a day that Excel keeps as a count of days since 1899-12-30."""

_LAYOUT_PARTS = frozenset("YmdHMSba")


def folded(header: str) -> str:
    """A header as it is compared: NFKC, casefolded, spaces folded, invisible marks dropped."""
    plain = unicodedata.normalize("NFKC", header).replace("\ufeff", "").replace("\u200b", "")
    return " ".join(plain.casefold().split())


class NamedPeriod(Value):
    """A period that the platform writes into a file's or its folder's name.

    ``pattern``: a regular expression with the groups ``first`` and ``last``; ``layout``: how its
    days are written; ``last_included``: whether the last day belongs to the period.
    """

    pattern: str
    layout: str
    last_included: bool = True
    where: Literal["file", "folder"] = "file"

    @field_validator("pattern")
    @classmethod
    def _has_both_ends(cls, pattern: str) -> str:
        groups = re.compile(pattern).groupindex
        if not {"first", "last"} <= set(groups):
            raise InvalidValue("not_allowed", "pattern", value=pattern)
        return pattern


class Format(Value):
    """One layout of one platform's export.

    ``needs``: what must be there for the format to be recognised; ``telling``: headers' meanings
    of which one suffices to be sure, without one every header has to be known; ``refuses``:
    headers that belong to a table which only looks alike. ``dates``: the platform's own layout
    first, then those that a spreadsheet leaves behind when the file is saved again, none of which
    can be taken for another. ``missing``: the words for "no value". ``span_words``: what a column
    of spans says when values cover the whole life of a post. ``fractions``: metrics that the
    platform gives as parts of one although they are percentages. ``item_pattern``: what an item
    must look like. ``item_in_permalink``: the part of the permalink that is the item.
    ``account_in_permalink``: the part that is the account. ``totals``: the words of a total row.
    ``period_in_name`` where the platform writes the period into a name; ``period_unsaid``: the
    numbers belong to a period chosen at export which the file itself does not state.
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
    missing: tuple[str, ...] = ()
    span_words: tuple[str, ...] = ()
    fractions: tuple[str, ...] = ()
    item_pattern: str | None = None
    item_in_permalink: str | None = None
    account_in_permalink: str | None = None
    totals: tuple[str, ...] = ()
    period_in_name: tuple[NamedPeriod, ...] = ()
    period_unsaid: bool = False
    headers: Mapping[str, Mapping[str, str]]
    post_types: Mapping[str, PostFormat] = {}

    @field_validator("headers")
    @classmethod
    def _known_meanings(
        cls, headers: Mapping[str, Mapping[str, str]]
    ) -> Mapping[str, Mapping[str, str]]:
        for language, meanings in headers.items():
            for header, meaning in meanings.items():
                if meaning.partition(":")[0] not in ROLES and meaning not in METRICS:
                    raise InvalidValue("not_allowed", f"headers.{language}.{header}", value=meaning)
        return headers

    @field_validator("dates")
    @classmethod
    def _readable_layouts(cls, dates: tuple[str, ...]) -> tuple[str, ...]:
        for layout in dates:
            if layout != SERIAL and not set(re.findall(r"%(.)", layout)) <= _LAYOUT_PARTS:
                raise InvalidValue("not_allowed", "dates", value=layout)
        return dates

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> Self:
        said = {meaning.partition(":")[0] for _, meaning in self._meanings()}
        for needed in (*self.needs, *self.telling, *self.fractions):
            if needed not in said:
                raise InvalidValue("missing", f"{self.format}.headers", value=needed)
        return self

    def _meanings(self) -> list[tuple[str, str]]:
        return [pair for meanings in self.headers.values() for pair in meanings.items()]

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

    def order(self, header: str) -> int:
        """Where a header stands in its language's list: the earlier, the more it is trusted."""
        wanted = folded(header)
        for meanings in self.headers.values():
            for place, known in enumerate(meanings):
                if folded(known) == wanted:
                    return place
        return 0


def read_format(path: Path) -> Format:
    """The format of one TOML file, or :class:`InvalidValue` naming what is wrong with it."""
    return Format.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


@cache
def formats() -> tuple[Format, ...]:
    """Every shipped format, in the order of the files' names."""
    return tuple(read_format(path) for path in sorted(shipped("data", "formats").glob("*.toml")))
