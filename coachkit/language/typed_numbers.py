"""Reads a number as a person types it, and writes it as their language does.

A comma and a point are both a decimal mark where they can mean nothing else. What can mean two
things is no number: 1,500 is fifteen hundred in English, and one and a half in Swedish.
"""

import re
from typing import Final

from coachkit.language.speech import MANNERS
from coachkit.model.languages import Language

_MOST_DECIMALS: Final = 4
_MARKS = str.maketrans(
    {"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-", " ": "\N{NO-BREAK SPACE}", "\u202f": "\u00a0"}
)
_WRITTEN = re.compile(r"-?[0-9][0-9.,\u00a0]{0,19}")
_ONE_MEANING = re.compile(r"-?[0-9]+([.,][0-9]{0,2})?")
_THOUSANDS_OR_PARTS = re.compile(r"-?[0-9]+([.,])[0-9]{3,}")


def typed_number(written: str, language: Language) -> float | None:
    """The number that was typed; ``None`` where it is none, or can mean two things."""
    from babel.numbers import NumberFormatError, parse_decimal  # noqa: PLC0415 - loaded when needed

    bare = written.strip().translate(_MARKS)
    if not _WRITTEN.fullmatch(bare):
        return None
    if _ONE_MEANING.fullmatch(bare):
        return float(bare.replace(",", "."))
    manners = MANNERS[language]
    either = _THOUSANDS_OR_PARTS.fullmatch(bare)
    if either and either[1] != manners.decimal:
        return None
    try:
        return float(parse_decimal(bare, locale=manners.locale, strict=True))
    except NumberFormatError:
        return None


def written_number(x: float, language: Language) -> str:
    """A number for a field: with the decimals it has, up to four, and nothing between thousands."""
    text = f"{x:.{_MOST_DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace(".", MANNERS[language].decimal)
