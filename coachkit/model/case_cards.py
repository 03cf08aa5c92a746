"""Cases to rehearse: what may happen to an organisation on a Friday at ten to five.

They ship in ``data/cases``, a file for each: another case means another file, never code. What is
built on something that happened says on what, and when.
"""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from coachkit.model.deciding import Key, Line, Text
from coachkit.model.errors import InvalidValue
from coachkit.model.languages import LANGUAGES, Language
from coachkit.model.shipped import shipped
from coachkit.model.values import Value


class CaseSector(StrEnum):
    """Where a case happens."""

    COMPANY = "company"
    SHOP = "shop"
    ASSOCIATION = "association"
    MUNICIPALITY = "municipality"
    CARE = "care"
    CULTURE = "culture"


class CaseWords(Value):
    """A case in a language.

    ``came_in``: as it would come in. ``first``: what is done before anything is said. ``tests``:
    what it tests. ``never``: what is not done. ``builds_on``: what it is built on, if on anything.
    """

    title: Annotated[Line, Field(min_length=1)]
    came_in: Annotated[Text, Field(min_length=1)]
    first: Annotated[Line, Field(min_length=1)]
    tests: Annotated[Line, Field(min_length=1)]
    never: Annotated[Line, Field(min_length=1)]
    builds_on: Line = ""


class CaseCard(Value):
    """A case that ships. ``year``: of what it is built on. ``place``: among the others."""

    key: Key
    place: Annotated[int, Field(ge=1)]
    sectors: Annotated[tuple[CaseSector, ...], Field(min_length=1)]
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    words: Mapping[Language, CaseWords]

    @model_validator(mode="after")
    def _in_every_language(self) -> Self:
        missing = next((one for one in LANGUAGES if one not in self.words), None)
        if missing is not None:
            raise InvalidValue("missing", "words", value=missing)
        sourced = {bool(one.builds_on) for one in self.words.values()}
        if sourced != {self.year is not None}:
            raise InvalidValue("missing", "builds_on", value=self.key)
        return self

    def said(self, language: Language) -> CaseWords:
        """Its words in that language."""
        return self.words[language]


def read_case(path: Path) -> CaseCard:
    """The case of a file; its name is the key. :class:`InvalidValue` where something is wrong."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return CaseCard.model_validate({**table, "key": path.stem})


@cache
def case_cards() -> tuple[CaseCard, ...]:
    """The cases that ship, in their order."""
    found = (read_case(path) for path in shipped("data", "cases").glob("*.toml"))
    return tuple(sorted(found, key=lambda one: (one.place, one.key)))


def case_card(key: str | None) -> CaseCard | None:
    """The case of that key; ``None`` for one of their own."""
    return next((one for one in case_cards() if one.key == key), None)
