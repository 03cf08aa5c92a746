"""Signs that the typefaces of a PDF cannot draw: they are shown as white squares, and told of.

PDF/UA refuses a sign that no typeface of the file covers, and emoji have none that could be
vendored. Word and the browser have their own, so only print loses the sign.
"""

import re
from collections.abc import Set as AbstractSet
from typing import Final

SQUARE: Final = "\N{WHITE SQUARE}"

_FOLLOWING: Final = "[\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff]"
_JOINER: Final = "\u200d"
_INVISIBLE: Final = re.compile(
    "[\x00-\x1f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufe00-\ufe0f]"
)
"""Needs no shape. The shapes that DejaVu has for the variation selectors are empty boxes."""


def drawn(text: str, known: AbstractSet[int]) -> str:
    """The text with a white square for each sign whose code point is not in ``known``.

    An emoji of several code points is one sign. No line becomes another: positions may shift.
    """
    unknown = {
        letter
        for letter in set(text)
        if ord(letter) not in known and not _INVISIBLE.fullmatch(letter)
    }
    if unknown:
        one = f"[{re.escape(''.join(sorted(unknown)))}]{_FOLLOWING}*"
        text = re.sub(f"{one}(?:{_JOINER}{one})*", SQUARE, text)
    return re.sub("[\ufe00-\ufe0f]", "", text)
