"""Whom the coach coaches."""

import re
import unicodedata
from collections.abc import Collection
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator

from coachkit.model.errors import InvalidValue
from coachkit.model.languages import Language, valid_language
from coachkit.model.rhythms import Rhythm
from coachkit.model.values import Value

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?")
_LONGEST_SLUG = 48
_BETWEEN = re.compile(r"[^a-z0-9]+")
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "ß": "ss", "ð": "d", "þ": "th", "ł": "l"})
"""Letters that are not made of a plain one and a mark."""


class ClientKind(StrEnum):
    """What kind of organisation it is: it decides which questions and rules apply."""

    BUSINESS = "business"
    CHARITY = "charity"
    PUBLIC = "public"


def valid_slug(slug: str) -> str:
    """The slug itself, or :class:`InvalidValue`: 1–48 of a–z, 0–9 and inner hyphens."""
    if not _SLUG.fullmatch(slug):
        raise InvalidValue("not_a_slug", "slug", value=slug[:80])
    return slug


def slug_of(name: str, taken: Collection[str] = ()) -> str:
    """A short name made of a name, and not among ``taken``; empty where no letter can be used."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    slug = _BETWEEN.sub("-", letters).strip("-")[:_LONGEST_SLUG].strip("-")
    if not slug or slug not in taken:
        return slug
    number = 2
    while (numbered := f"{slug[: _LONGEST_SLUG - 1 - len(str(number))]}-{number}") in taken:
        number += 1
    return numbered


class Client(Value):
    """An organisation that is coached. ``languages``: its own first; documents default to it.

    ``colour``: of its documents, as ``#rrggbb``; empty for the house's own. ``rhythm``: how often
    its report is made without being asked for.
    """

    slug: str
    name: Annotated[str, Field(min_length=1, max_length=80)]
    languages: tuple[Language, ...] = ("en",)
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] = "SE"
    time_zone: str = "Europe/Stockholm"
    sector: Annotated[str, Field(max_length=80)] = ""
    kind: ClientKind = ClientKind.BUSINESS
    colour: Annotated[str, Field(pattern=r"^(#[0-9a-fA-F]{6})?$")] = ""
    rhythm: Rhythm = Rhythm.MONTHLY

    @field_validator("slug")
    @classmethod
    def _slug(cls, slug: str) -> str:
        return valid_slug(slug)

    @field_validator("languages", mode="before")
    @classmethod
    def _languages(cls, languages: object) -> object:
        if not isinstance(languages, (list, tuple)) or not languages:
            raise InvalidValue("missing", "languages")
        if len(set(languages)) != len(languages):
            raise InvalidValue("repeated", "languages", value=", ".join(map(str, languages)))
        return tuple(valid_language(str(language)) for language in languages)

    @field_validator("time_zone")
    @classmethod
    def _zone(cls, zone: str) -> str:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise InvalidValue("unknown_time_zone", "time_zone", value=zone[:80]) from None
        return zone

    @property
    def language(self) -> Language:
        """The client's own language."""
        return self.languages[0]
