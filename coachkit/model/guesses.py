"""A guess before the numbers are shown: who first says what to expect reads them otherwise."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from coachkit.model.values import Value

Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Closeness(StrEnum):
    """How near a guess came, so that it can be said aloud without blaming anybody."""

    SPOT_ON = "spot_on"
    """Within the doubt of the figure itself."""
    CLOSE = "close"
    """Within a fifth."""
    RIGHT_SIZE = "right_size"
    """Within a half, or double."""
    FAR = "far"
    UNKNOWN = "unknown"
    """There is no figure to compare with."""


class Guess(Value):
    """What somebody expected of a metric, said before it was shown.

    ``who``: a name that was consented to, or a role; empty where nobody is to be named.
    """

    question: Annotated[str, Field(min_length=1, max_length=120)]
    value: Amount
    who: Annotated[str, Field(max_length=80)] = ""
    said: datetime


class Revealed(Value):
    """The figure, when it was shown, with its doubt where it has one; ``None``: not known."""

    question: Annotated[str, Field(min_length=1, max_length=120)]
    value: Amount | None
    low: Amount | None = None
    high: Amount | None = None
    shown: datetime


class Scored(Value):
    """A guess beside the figure. ``times``: guess ÷ figure; ``None`` without a figure, or of 0."""

    guess: Guess
    closeness: Closeness
    times: float | None = None

    @property
    def above(self) -> bool:
        """Whether too much was expected."""
        return self.times is not None and self.times > 1
