"""What changed in a sentence, and why: Word's tracked changes with a comment, marks elsewhere.

The marks stand between words, and never so close that nobody could read them: it should read like
a letter in which somebody has crossed out and written over, not like a patch.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final, Literal, NamedTuple

from markupsafe import Markup

from coachkit.documents.markdown_text import attribute, written

Fate = Literal["kept", "gone", "new"]

_TOKENS: Final = re.compile(r"\s+|\w+|[^\w\s]")
_FEWEST_KEPT: Final = 3
"""So many words must have stayed between two changes; fewer are changed along with them."""
_LEAST_ALIKE: Final = 0.35
"""Sentences that share less of their words are crossed out whole."""


class Piece(NamedTuple):
    """Words that were kept, are gone, or are new."""

    fate: Fate
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """How one text becomes the other, what is gone before what is new.

    The kept and gone pieces together are ``before``, the kept and new ones ``after``.
    """
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if before and after and _alike(old, new) < _LEAST_ALIKE:
        return [Piece("gone", before), Piece("new", after)]
    steps = matcher.get_opcodes()
    made: list[Piece] = []
    for stays, group in groupby(
        enumerate(steps), key=lambda numbered: _stays(numbered[0], steps, old)
    ):
        spans = [step for _, step in group]
        gone = "".join(old[spans[0][1] : spans[-1][2]])
        come = "".join(new[spans[0][3] : spans[-1][4]])
        if stays:
            made.append(Piece("kept", gone))
        else:
            made += [Piece("gone", gone), Piece("new", come)]
    return [piece for piece in made if piece.text]


def _alike(old: list[str], new: list[str]) -> float:
    one, other = ([token for token in tokens if token[0].isalnum()] for tokens in (old, new))
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _stays(place: int, steps: Sequence[tuple[str, int, int, int, int]], old: Sequence[str]) -> bool:
    tag, start, end, _, _ = steps[place]
    if tag != "equal":
        return False
    at_an_end = place in {0, len(steps) - 1}
    words = sum(1 for token in old[start:end] if token.strip())
    return at_an_end or words >= _FEWEST_KEPT


def change(before: str, after: str, author: str, day: date, because: str = "") -> Markup:
    """A changed sentence as Markdown; ``because`` is the comment at its first change.

    An empty ``before`` is a new sentence, an empty ``after`` one that was taken out.
    """
    who = f'author="{attribute(author)}" date="{day.isoformat()}T00:00:00Z"'
    return Markup("").join(_marked(pieces(before, after), who, because))


def _marked(changed: list[Piece], who: str, because: str) -> Iterator[Markup]:
    reason = because.strip() and any(piece.fate != "kept" for piece in changed)
    changes = [place for place, piece in enumerate(changed) if piece.fate != "kept"]
    for place, piece in enumerate(changed):
        text = written(piece.text)
        if reason and place == changes[0]:
            yield _span(written(because), f".comment-start {who}")
        match piece.fate:
            case "kept":
                yield text
            case "gone":
                yield _span(text, f".deletion {who}")
            case "new":
                yield _span(text, f".insertion {who}")
        if reason and place == changes[-1]:
            yield _span(Markup(""), ".comment-end")


def _span(text: Markup, attributes: str) -> Markup:
    return Markup("[{}]{{{}}}").format(
        text,
        Markup(attributes),  # noqa: S704 - escaped where it was put together
    )
