"""Keep, stop, start: what an evaluation changes in the living strategy, each for its reason."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from coachkit.model.deciding import Key, Learning, LearningKind, Line, Who
from coachkit.model.errors import InvalidValue
from coachkit.model.strategy import Point
from coachkit.model.values import Value


class Doing(StrEnum):
    """What becomes of something that is done."""

    KEEP = "keep"
    STOP = "stop"
    START = "start"


class StrategyEdit(Value):
    """One line of keep, stop and start, tied to a sentence of the strategy.

    ``about``: the key of the decision that is kept or stopped, or that a start puts in other
    words; empty for a start that is a sentence of its own, which ``point`` has a place for.
    ``text``: what is done from now on. ``kind``, ``learned`` and ``source``: the figure, event or
    comment that taught it. ``written_on``: when it became part of the strategy.
    """

    key: Key
    doing: Doing = Doing.KEEP
    about: Key | None = None
    point: Point | None = None
    text: Annotated[str, Field(max_length=2_000)] = ""
    kind: LearningKind | None = None
    learned: Annotated[str, Field(max_length=400)] = ""
    source: Line = ""
    who: Who = ""
    written_on: date | None = None

    @model_validator(mode="after")
    def _written_whole(self) -> Self:
        if self.written_on is not None and self.missing:
            raise InvalidValue("missing", self.missing[0])
        return self

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields still to be filled in before it can be written into the strategy."""
        return tuple(self._unanswered())

    @property
    def learning(self) -> Learning:
        """What it goes back to; :class:`InvalidValue` ``missing`` before it is said."""
        if self.kind is None or not self.learned:
            raise InvalidValue("missing", "kind" if self.kind is None else "learned")
        return Learning(kind=self.kind, text=self.learned, source=self.source)

    def _unanswered(self) -> Iterator[str]:
        if self.about is None and self.doing is not Doing.START:
            yield "about"
        if self.about is None and self.point is None and self.doing is Doing.START:
            yield "point"
        if self.doing is Doing.START and not self.text:
            yield "text"
        for name in ("kind", "learned", "who"):
            if not getattr(self, name):
                yield name
