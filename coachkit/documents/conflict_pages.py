"""What a page shows where the same was changed on it and elsewhere."""

from collections.abc import Sequence
from typing import NamedTuple

from coachkit.documents.templating import fill
from coachkit.model.languages import Language

AT_MOST = 4
"""As many places are shown; the rest are counted."""


class Differs(NamedTuple):
    """A place that differs, and what stands there in the two versions, in words."""

    place: str
    mine: str
    theirs: str


def conflict(sentence: str, places: Sequence[Differs], language: Language) -> str:
    """Both versions side by side; empty without a sentence."""
    return fill(
        "pages/conflict.html.j2",
        language,
        sentence=sentence,
        rows=places[:AT_MOST],
        more=max(0, len(places) - AT_MOST),
    )
