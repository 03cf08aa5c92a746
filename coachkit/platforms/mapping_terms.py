"""The words of many languages for what a column can be: they suggest, and never decide.

They are data, ``data/mapping_terms.toml``, validated like the formats.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator

from coachkit.model.errors import InvalidValue
from coachkit.model.metrics import METRICS
from coachkit.model.observations import Granularity, PostFormat
from coachkit.model.shipped import shipped
from coachkit.model.values import Value
from coachkit.platforms.formats import ROLES, Format, folded

POST, DAY = "post", "day"
"""Meanings of words that depend on the table: the id of a post, the date of a row."""

_SHORT = 3
"""Words as short as "id" stand in too many headers to tell anything."""
_LONGEST_TERM = 4
_MARKS = "()[]{}:;,.!?\"'“”„»«"

Words = Annotated[tuple[str, ...], Field(min_length=1)]


class RowWords(Value):
    """Words that stand in cells.

    ``totals``: of a total row. ``lifetime``: of a column of spans, where values cover a post's
    whole life. ``missing``: for "no value".
    """

    totals: Words
    lifetime: Words
    missing: Words


class MappingTerms(Value):
    """``terms``: language → meaning → words of headers. ``post_types``: kind of post → words."""

    terms: Mapping[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")], Mapping[str, Words]]
    post_types: Mapping[PostFormat, Words]
    words: RowWords

    @field_validator("terms")
    @classmethod
    def _known_meanings(
        cls, terms: Mapping[str, Mapping[str, tuple[str, ...]]]
    ) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        for language, meanings in terms.items():
            for meaning, words in meanings.items():
                if meaning not in {POST, DAY, *METRICS, *ROLES}:
                    raise InvalidValue("not_allowed", f"terms.{language}.{meaning}", value=meaning)
                if len(set(map(folded, words))) < len(words):
                    raise InvalidValue("repeated", f"terms.{language}.{meaning}")
        return terms

    @cached_property
    def kinds(self) -> Mapping[str, PostFormat]:
        """Folded word → the kind of post that it names."""
        return {folded(word): kind for kind, words in self.post_types.items() for word in words}

    @cached_property
    def totals(self) -> frozenset[str]:
        """Folded words of total rows."""
        return frozenset(map(folded, self.words.totals))

    @cached_property
    def blanks(self) -> frozenset[str]:
        """Folded words for "no value"."""
        return frozenset(map(folded, self.words.missing))

    def of(self, base: Format) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Folded word → the meanings that it may have in that layout, each with the language."""
        kept = self._of_layouts.get(base.format)
        if kept is None or kept[0] is not base:
            kept = self._of_layouts[base.format] = (base, self._words_of(base))
        return kept[1]

    def inside(self, text: str, base: Format) -> Iterator[tuple[str, str]]:
        """The longest word that stands in the text by itself, with each of its meanings."""
        words = self.of(base)
        said = [word.strip(_MARKS) for word in folded(text).split()]
        runs = {
            " ".join(said[start : start + length])
            for length in range(1, _LONGEST_TERM + 1)
            for start in range(len(said) - length + 1)
        }
        known = [run for run in runs if len(run) > _SHORT and run in words]
        for term in sorted(known, key=lambda one: (-len(one), one))[:1]:
            yield from ((term, meaning) for meaning, _ in words[term])

    @cached_property
    def _of_layouts(self) -> dict[str, tuple[Format, Mapping[str, tuple[tuple[str, str], ...]]]]:
        """What was asked for before: every column of a file asks for the same words."""
        return {}

    def _words_of(self, base: Format) -> Mapping[str, tuple[tuple[str, str], ...]]:
        found: dict[str, dict[str, str]] = {}
        for meaning, words in base.terms.items():
            for word in words:
                found.setdefault(folded(word), {}).setdefault(meaning, "en")
        for language, meanings in self.terms.items():
            for meaning, words in meanings.items():
                for word in words:
                    known = found.setdefault(folded(word), {})
                    known.setdefault(in_table(meaning, base), language)
        return {word: tuple(said.items()) for word, said in found.items()}


def in_table(meaning: str, base: Format) -> str:
    """What a word means in that layout: a date is the item of a day, but the span of a post."""
    by_day = base.granularity in {Granularity.DAY, Granularity.HOUR}
    if meaning == DAY:
        return "item" if by_day else "span"
    if meaning == POST:
        return "item" if base.granularity is Granularity.POST else POST
    return meaning


def read_terms(path: Path) -> MappingTerms:
    """The words of a TOML file, or :class:`InvalidValue` naming what is wrong with it."""
    return MappingTerms.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


@cache
def mapping_terms() -> MappingTerms:
    """The shipped words."""
    return read_terms(shipped("data", "mapping_terms.toml"))
