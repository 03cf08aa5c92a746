"""What an evaluation leaves of people: how it feels, what went well, who is thanked, who is asked.

Teams first: a person is named only after a yes, and a pulse has no names at all.
"""

from datetime import date, time
from typing import Annotated, Final, Self

from pydantic import Field, field_validator, model_validator

from coachkit.model.deciding import Key, Line, Text, Who, each_once
from coachkit.model.errors import InvalidValue
from coachkit.model.values import Value

Mark = Annotated[int, Field(ge=1, le=5)]

PULSE_AT_LEAST: Final = 5
"""Fewer answers than this say nothing of a group, and too much of a person."""


class PulseAnswer(Value):
    """One person's two clicks and one word. Nobody's name is kept, nor can it be guessed at."""

    key: Key
    skill: Mark | None = None
    confidence: Mark | None = None
    word: Annotated[str, Field(max_length=40)] = ""


class Win(Value):
    """Something that went well. ``thanks_to``: a team or department.

    ``person``: who is named beside it; only with ``consents``. ``shown``: whether it may be shown
    on the wins page, which those who made it say.
    """

    key: Key
    what: Line = ""
    why: Line = ""
    thanks_to: Line = ""
    how_thanked: Line = ""
    person: Who = ""
    consents: bool = False
    shown: bool = False

    @model_validator(mode="after")
    def _named_with_consent(self) -> Self:
        if self.person and not self.consents:
            raise InvalidValue("no_consent", "person", value=self.person)
        return self

    @property
    def whole(self) -> bool:
        """Whether what, why and whom to thank are said."""
        return bool(self.what and self.why and (self.thanks_to or self.person))


class Failure(Value):
    """One thing that did not work, told without blame, and what it taught."""

    what: Line = ""
    learned: Line = ""


class Invitee(Value):
    """Somebody asked to the monthly meeting: a role or a team, a name only after a yes.

    ``social``: whether social media is their work. A meeting of those alone convinces nobody else.
    """

    key: Key
    role: Line = ""
    department: Line = ""
    name: Who = ""
    consents: bool = False
    social: bool = False

    @model_validator(mode="after")
    def _named_with_consent(self) -> Self:
        if self.name and not self.consents:
            raise InvalidValue("no_consent", "name", value=self.name)
        return self


class MonthlyMeeting(Value):
    """Measure and share, 45 minutes: when, and who is asked."""

    on: date | None = None
    at: time | None = None
    invitees: Annotated[tuple[Invitee, ...], Field(max_length=60)] = ()
    note: Text = ""

    @field_validator("invitees")
    @classmethod
    def _once(cls, invitees: tuple[Invitee, ...]) -> tuple[Invitee, ...]:
        return each_once(invitees, "invitees")

    @property
    def beyond_social(self) -> tuple[Invitee, ...]:
        """Those whose work social media is not."""
        return tuple(one for one in self.invitees if not one.social and (one.role or one.name))
