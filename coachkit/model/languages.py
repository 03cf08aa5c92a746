"""The languages that coachkit speaks, apart from all values: a command's help needs no more."""

from collections.abc import Mapping
from typing import Final, Literal, get_args

from coachkit.model.errors import InvalidValue

Language = Literal["en", "sv", "fi"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

OWN_NAMES: Final[Mapping[Language, str]] = {"en": "English", "sv": "Svenska", "fi": "Suomi"}
"""Every language by its own name: whoever looks for it reads that one."""


def valid_language(language: str) -> Language:
    """The language itself, or :class:`InvalidValue`."""
    for known in LANGUAGES:
        if language == known:
            return known
    raise InvalidValue("unknown_language", "language", value=str(language)[:80])
