"""What every decision carries: who owns it, why it was made, and when it is looked at again.

While a session runs a decision may be half made, so nothing here is required but its key;
:mod:`coachkit.model.strategy_gaps` says what is still missing.
"""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated, Protocol, TypeVar

from pydantic import Field

from coachkit.model.errors import InvalidValue
from coachkit.model.values import Value

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
"""What a decision is known by through all versions, whatever its words become."""

Line = Annotated[str, Field(max_length=240)]
Text = Annotated[str, Field(max_length=2_000)]
Who = Annotated[str, Field(max_length=80)]

REVIEW_WITHIN = 92
"""Days: every decision is looked at again within three months (practice 003-34)."""


class LearningKind(StrEnum):
    """What a change goes back to."""

    FIGURE = "figure"
    EVENT = "event"
    COMMENT = "comment"


class Learning(Value):
    """What taught us something. ``source``: where a figure is from, or who said it."""

    kind: LearningKind
    text: Annotated[str, Field(min_length=1, max_length=400)]
    source: Line = ""


class Decision(Value):
    """Somebody's decision. ``measure``: how it will be seen that it works."""

    key: Key
    owner: Who = ""
    reason: Text = ""
    evidence: Line = ""
    measure: Line = ""
    decided_on: date | None = None
    review_on: date | None = None


class Keyed(Protocol):
    """Anything known by a key."""

    @property
    def key(self) -> str:
        """What it is known by."""


K = TypeVar("K", bound=Keyed)


def each_once(values: tuple[K, ...], field: str) -> tuple[K, ...]:
    """The values, or :class:`InvalidValue` ``repeated`` where two have one key."""
    seen: set[str] = set()
    for one in values:
        if one.key in seen:
            raise InvalidValue("repeated", field, value=one.key)
        seen.add(one.key)
    return values


def next_key(stem: str, known: Iterable[str]) -> str:
    """The first of ``stem-1``, ``stem-2`` … above every number that was ever given."""
    pattern = re.compile(rf"{re.escape(stem)}-(\d{{1,6}})")
    given = [int(found[1]) for key in known if (found := pattern.fullmatch(key))]
    return f"{stem}-{max(given, default=0) + 1}"
