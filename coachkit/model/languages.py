"""The languages that coachkit speaks, apart from all values: a command's help needs no more."""

from typing import Literal, get_args

from coachkit.model.errors import InvalidValue

Language = Literal["en", "sv", "fi"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


def valid_language(language: str) -> Language:
    """The language itself, or :class:`InvalidValue`."""
    for known in LANGUAGES:
        if language == known:
            return known
    raise InvalidValue("unknown_language", "language", value=str(language)[:80])
