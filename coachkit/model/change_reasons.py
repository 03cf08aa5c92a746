"""What is asked of whoever changes a strategy after its session: who, why, and what taught it."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Final

from pydantic import Field

from coachkit.model.deciding import Decision, Learning, LearningKind, Line, Who
from coachkit.model.errors import InvalidValue
from coachkit.model.values import Value

_NEEDED: Final = ("who", "reason", "kind", "text")


class ChangeReason(Value):
    """The answer, as far as it is given. ``text`` and ``source``: of the learning."""

    who: Who = ""
    reason: Line = ""
    kind: LearningKind | None = None
    text: Annotated[str, Field(max_length=400)] = ""
    source: Line = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields that are still to be filled in; only ``source`` may stay empty."""
        return tuple(self._unanswered())

    @property
    def learning(self) -> Learning:
        """What the change goes back to; :class:`InvalidValue` ``missing`` before it is said."""
        if self.kind is None or not self.text.strip():
            raise InvalidValue("missing", "kind" if self.kind is None else "text")
        return Learning(kind=self.kind, text=self.text, source=self.source)

    def _unanswered(self) -> Iterator[str]:
        for name in _NEEDED:
            given = getattr(self, name)
            if given is None or not str(given).strip():
                yield name


def decided_anew(before: Decision, after: Decision, today: date) -> Decision:
    """The decision with the day on which it became what it is.

    Who looks at a decision and leaves it as it is gives it another day to be looked at again: that
    alone decides nothing anew.
    """
    same_day = after.changed(review_on=before.review_on)
    return after if same_day == before else after.changed(decided_on=today)
