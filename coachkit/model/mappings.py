"""What a manager has said of an export that no shipped layout knows: which column is what.

A mapping is made once, on the mapping screen or by ``coachkit map``, kept with the client, and
read beside the shipped layouts from then on. It borrows everything that is not a word of the file
(platform, what a row is, time zone, how ids look) from the layout that it is ``based_on``.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import Field, field_validator

from coachkit.model.errors import InvalidValue
from coachkit.model.observations import Platform, PostFormat
from coachkit.model.values import Value

TITLED = "titled"
"""What a header means whose column holds whatever the title above the table says."""

IGNORE = "ignore"
"""What a header means that the manager chose to leave out."""

SEVERAL = frozenset({IGNORE, "text"})
"""Meanings that several columns may have: a post's title and its text are both its words."""

Word = Annotated[str, Field(min_length=1, max_length=80)]
Header = Annotated[str, Field(min_length=1, max_length=400)]


class TitleSaid(Value):
    """What the title above a table of one measure says: which measure, and whose, if known."""

    metric: str
    platform: Platform | None = None


class ColumnMapping(Value):
    """One export's columns, matched by a person.

    ``name``: what the manager calls it. ``based_on``: the layout's name whose rules hold.
    ``language``: of the headers, a label. ``headers``: each header as in the file → a role, a
    metric or ``ignore``. ``dates``: the layout that was chosen, ``None`` where the base's fit.
    ``post_types``: the file's words for kinds of posts. ``span_words``: what a column of spans
    says of values that cover the whole life of a post. ``totals``: the words of a total row.
    ``missing``: words for "no value". ``fractions``: percentages given as parts of one. They are
    added to the base's own. ``titles``: where a ``titled`` column says nothing of what it
    measures, the titles above the tables that are known, and what each says.
    """

    name: Word
    based_on: Annotated[str, Field(pattern=r"^[a-z0-9_]{1,60}$")]
    language: Annotated[str, Field(pattern=r"^[^\W\d_]{2,20}$")]
    headers: Annotated[Mapping[Header, str], Field(min_length=1, max_length=500)]
    dates: Annotated[str, Field(min_length=2, max_length=40)] | None = None
    post_types: Annotated[Mapping[Word, PostFormat], Field(max_length=100)] = {}
    span_words: Annotated[tuple[Word, ...], Field(max_length=20)] = ()
    totals: Annotated[tuple[Word, ...], Field(max_length=20)] = ()
    missing: Annotated[tuple[Word, ...], Field(max_length=20)] = ()
    fractions: Annotated[tuple[str, ...], Field(max_length=50)] = ()
    titles: Annotated[Mapping[Header, TitleSaid], Field(max_length=100)] = {}

    @field_validator("headers")
    @classmethod
    def _each_meaning_once(cls, headers: Mapping[str, str]) -> Mapping[str, str]:
        often = Counter(map(_role, headers.values()))
        for meaning, times in often.items():
            if times > 1 and meaning not in SEVERAL:
                twice = [h for h, said in headers.items() if _role(said) == meaning]
                raise InvalidValue("matched_twice", "headers", value=meaning, known=twice)
        return headers

    @property
    def meanings(self) -> frozenset[str]:
        """Everything that some header was matched to; what is left out is no meaning."""
        return frozenset(self.headers.values()) - {IGNORE}

    def learning(self, newer: "ColumnMapping") -> Self:
        """This mapping with what a newer file of the same kind taught.

        The newer one is believed; what only the older files have stays known, unless another
        column now means the same.
        """
        taken = {_role(said) for said in newer.meanings} - SEVERAL
        still = {
            header: said
            for header, said in self.headers.items()
            if header not in newer.headers and _role(said) not in taken
        }
        return self.changed(
            based_on=newer.based_on,
            headers={**still, **newer.headers},
            dates=newer.dates or self.dates,
            post_types={**self.post_types, **newer.post_types},
            span_words=_joined(self.span_words, newer.span_words),
            totals=_joined(self.totals, newer.totals),
            missing=_joined(self.missing, newer.missing),
            fractions=_joined(self.fractions, newer.fractions),
            titles={**self.titles, **newer.titles},
        )

    def header(self, meaning: str) -> str | None:
        """The first header of that meaning; a breakdown's item is found as ``item``."""
        found = (header for header, said in self.headers.items() if _role(said) == meaning)
        return next(found, None)


class ColumnMappings(Value):
    """All mappings that are kept with a client, by name, in the order in which they were made."""

    mappings: Annotated[tuple[ColumnMapping, ...], Field(max_length=200)] = ()

    @field_validator("mappings")
    @classmethod
    def _named_once(cls, mappings: tuple[ColumnMapping, ...]) -> tuple[ColumnMapping, ...]:
        often = Counter(_key(mapping.name) for mapping in mappings)
        for mapping in mappings:
            if often[_key(mapping.name)] > 1:
                raise InvalidValue("repeated", "mappings", value=mapping.name)
        return mappings

    def named(self, name: str) -> ColumnMapping:
        """The mapping of that name, capitals as may be.

        :class:`InvalidValue` ``unknown_mapping`` with ``known`` where there is none.
        """
        for mapping in self.mappings:
            if _key(mapping.name) == _key(name):
                return mapping
        known = [mapping.name for mapping in self.mappings]
        raise InvalidValue("unknown_mapping", "mapping", value=name[:80], known=known)

    def keeping(self, mapping: ColumnMapping, *, replacing: str | None = None) -> Self:
        """With one mapping more, or with another one in place of the one called ``replacing``.

        :class:`InvalidValue` ``name_taken`` where another mapping has that name: what a manager
        once matched is never overwritten by the way.
        """
        out = None if replacing is None else self.named(replacing)
        others = tuple(known for known in self.mappings if known is not out)
        if any(_key(known.name) == _key(mapping.name) for known in others):
            raise InvalidValue("name_taken", "name", value=mapping.name)
        if out is None:
            return self.changed(mappings=(*others, mapping))
        return self.changed(mappings=[mapping if k is out else k for k in self.mappings])

    def without(self, name: str) -> Self:
        """All but the one of that name; :class:`InvalidValue` where there is none."""
        out = self.named(name)
        return self.changed(mappings=[known for known in self.mappings if known is not out])


def _role(meaning: str) -> str:
    return meaning.partition(":")[0]


def _joined(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
