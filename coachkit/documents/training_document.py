"""The training: a quiz made of the client's own policies, its answers, and who has gone through it.

Nothing is asked that the policies do not answer; what they lack is said where it would stand
(003-32).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from typing import Any, Final

from coachkit.documents.composing import compose
from coachkit.documents.imprint import Imprint
from coachkit.documents.markdown_document import MarkdownDocument
from coachkit.language.speech import Speech
from coachkit.model.policies import HardSituation, ImagePolicy, Policies

CHOICES_AT_MOST: Final = 5
"""Of the replies, and of the pictures: as many as people still think about, one by one."""

EMPTY_ROWS: Final = 12
"""To sign on paper, below those who have."""

_LINE: Final = "\N{NO-BREAK SPACE}"
_ROOM: Final = f"{_LINE}\n{_LINE}"
"""An empty cell as high as a name written by hand."""
_WIDE: Final = f"{_ROOM}\n{_LINE}"
"""As high as an answer."""


@dataclass(frozen=True)
class Asked:
    """A question with its number. ``held``: what the policies say to it."""

    number: int
    held: Any


@dataclass(frozen=True)
class Choice:
    """Two answers to a question, one of them ours. ``ours``: its letter; ``held`` as above."""

    number: int
    a: str
    b: str
    ours: str
    held: Any


def training_document(policies: Policies, imprint: Imprint, speech: Speech) -> MarkdownDocument:
    """What a coach or a manager goes through with everybody, and what everybody signs."""
    numbers = count(1)
    cases = [one for one in policies.guideline.situations if one.situation]
    replies = [one for one in policies.tone.rewrites if _differ(one.after, one.before)]
    pairs = [one for one in policies.images.pairs if _differ(one.do, one.dont)]
    employees = policies.employees
    values = {
        "situations": [Asked(next(numbers), one) for one in cases if _answered(one)],
        "unanswered": [one.situation for one in cases if not _answered(one)],
        "replies": _choices([(one.after, one.before, one) for one in replies], numbers),
        "more_replies": len(replies) > CHOICES_AT_MOST,
        "pictures": _choices([(one.do, one.dont, one) for one in pairs], numbers),
        "more_pictures": len(pairs) > CHOICES_AT_MOST,
        **_rules(policies.images, numbers),
        "rights": _asked([line for line in employees.rights if line], numbers),
        "opt_in": _asked(employees.opt_in, numbers),
        "support": _asked(employees.support, numbers),
        "acknowledged": policies.acknowledged,
        "to_sign": [len(policies.acknowledged) + row for row in range(1, EMPTY_ROWS + 1)],
        "room": _ROOM,
        "wide": _WIDE,
    }
    return compose("training", speech.language, values, imprint.colophon(speech))


def _rules(images: ImagePolicy, numbers: Iterator[int]) -> dict[str, Asked | None]:
    return {
        "alt_text": _asked(images.alt_text_rule, numbers),
        "consent": _asked(images.consent_rule, numbers),
    }


def _asked(held: str | list[str], numbers: Iterator[int]) -> Asked | None:
    """``None`` where the policies do not answer: then it has no number either."""
    return Asked(next(numbers), held) if held else None


def _answered(one: HardSituation) -> bool:
    return bool(one.first or one.call or one.within)


def _differ(ours: str, other: str) -> bool:
    return bool(ours and other) and ours.casefold() != other.casefold()


def _choices(pairs: Sequence[tuple[str, str, Any]], numbers: Iterator[int]) -> list[Choice]:
    """The first of them, ours now as A, now as B.

    The letters follow from the texts alone, so a paper printed again has the same; and whoever
    always says A is wrong about half of the time.
    """
    asked = pairs[:CHOICES_AT_MOST]
    drawn = [sha256(f"{ours}\0{other}".encode()).digest() for ours, other, _ in asked]
    places = sorted(range(len(asked)), key=drawn.__getitem__)
    turn = drawn[places[0]][0] % 2 if places else 0
    first = {place for rank, place in enumerate(places) if (rank + turn) % 2 == 0}
    return [
        Choice(next(numbers), ours, other, "A", held)
        if place in first
        else Choice(next(numbers), other, ours, "B", held)
        for place, (ours, other, held) in enumerate(asked)
    ]
