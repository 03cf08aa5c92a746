"""What has to be checked before a campaign: questions for people, each with its source and day.

They ship in ``data/defaults/gates.toml``. They are prompts, never legal advice: what people say of
each is kept as a :class:`~coachkit.model.campaign_tracks.GateTick` under its key.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from coachkit.model.deciding import Key, each_once
from coachkit.model.errors import InvalidValue
from coachkit.model.languages import LANGUAGES, Language
from coachkit.model.shipped import shipped
from coachkit.model.values import Value

Words = Mapping[Language, Annotated[str, Field(min_length=1, max_length=240)]]


class GateQuestion(Value):
    """A question. ``source``: where it stands; ``checked``: when somebody looked there.

    ``countries``: where it is asked, none for everywhere.
    """

    key: Key
    countries: tuple[Annotated[str, Field(pattern=r"^[A-Z]{2}$")], ...] = ()
    source: Words
    checked: date
    asks: Words

    @field_validator("asks", "source")
    @classmethod
    def _in_every_language(cls, words: Words) -> Words:
        return _whole(words, "asks")

    def asked(self, language: Language) -> str:
        """The question in that language."""
        return self.asks[language]

    def sourced(self, language: Language) -> str:
        """Where it stands, as that language calls it."""
        return self.source[language]


class Gate(Value):
    """What a message passes on its way out, by its questions."""

    key: Key
    name: Words
    question: Annotated[tuple[GateQuestion, ...], Field(min_length=1)]

    @field_validator("name")
    @classmethod
    def _in_every_language(cls, name: Words) -> Words:
        return _whole(name, "name")

    def called(self, language: Language) -> str:
        """Its name in that language."""
        return self.name[language]

    def in_country(self, country: str) -> tuple[GateQuestion, ...]:
        """The questions that are asked there; all of them where no country is known."""
        return tuple(
            one
            for one in self.question
            if not country or not one.countries or country in one.countries
        )


class Gates(Value):
    """All of them; no question has the key of another."""

    gate: tuple[Gate, ...]

    @model_validator(mode="after")
    def _once(self) -> Self:
        each_once(self.gate, "gate")
        each_once(tuple(one for gate in self.gate for one in gate.question), "question")
        return self


@cache
def gates() -> tuple[Gate, ...]:
    """The gates that ship, in their order."""
    written = shipped("data", "defaults", "gates.toml").read_text(encoding="utf-8")
    return Gates.model_validate(tomllib.loads(written)).gate


def _whole(words: Words, field: str) -> Words:
    missing = next((one for one in LANGUAGES if one not in words), None)
    if missing is not None:
        raise InvalidValue("missing", field, value=missing)
    return words
