"""The digital group, and the talks of others that it joins (practices 001-01, 001-10, 001-15)."""

from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from coachkit.model.deciding import Key, Line, Text, Who
from coachkit.model.values import Value

DEPARTMENTS = 2
"""At least so many departments: with one alone it is a department."""

TALKS = 3
"""At least so many talks with who joins them."""


class DigitalGroup(Value):
    """What the group is for, who is in it, and when it meets.

    ``departments``: its members, departments and no people. ``first``: its first meeting, then
    every ``every_weeks``.
    """

    purpose: Line = ""
    chair: Who = ""
    departments: Annotated[tuple[Who, ...], Field(max_length=20)] = ()
    first: date | None = None
    every_weeks: Annotated[int, Field(ge=1, le=26)] | None = None

    @property
    def whole(self) -> bool:
        """Whether it can meet: for what, led by whom, from where, and when."""
        named = {one.strip() for one in self.departments if one.strip()}
        dated = self.first is not None and self.every_weeks is not None
        return bool(self.purpose and self.chair) and len(named) >= DEPARTMENTS and dated

    def meetings(self, after: date, most: int = 6) -> tuple[date, ...]:
        """The next meetings from that day on."""
        if self.first is None or self.every_weeks is None:
            return ()
        step = timedelta(weeks=self.every_weeks)
        missed = max(0, -((self.first - after) // step))
        return tuple(self.first + (missed + n) * step for n in range(most))


class Talk(Value):
    """A talk of the trade that others hold: where, who of us joins, and with what.

    ``angle``: what we have to give to it; ``draft``: a first contribution.
    """

    key: Key
    topic: Line = ""
    where: Line = ""
    who: Who = ""
    angle: Line = ""
    draft: Text = ""

    @property
    def joined(self) -> bool:
        """Whether somebody joins it, and where."""
        return bool(self.topic and self.where and self.who)
