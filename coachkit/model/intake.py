"""What the client writes before the first session: twenty minutes, three days ahead."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, field_validator

from coachkit.model.audit import Account, Mention, SiteLink
from coachkit.model.deciding import Line, Text, Who, each_once
from coachkit.model.languages import Language
from coachkit.model.strategy import Worry
from coachkit.model.values import Value


class Attending(Value):
    """Somebody who comes to the session. ``consents``: to being named in what is written."""

    name: Who = ""
    role: Line = ""
    responsible: bool = False
    consents: bool = False


class Intake(Value):
    """Answers to the form. Nothing is required: what is missing is asked in the session."""

    filled_on: date | None = None
    filled_by: Who = ""
    worry: Worry | None = None
    own_words: Text = ""
    business_goal: Line = ""
    site: Line = ""
    accounts: Annotated[tuple[Account, ...], Field(max_length=60)] = ()
    mentions: Annotated[tuple[Mention, ...], Field(max_length=60)] = ()
    links: Annotated[tuple[SiteLink, ...], Field(max_length=60)] = ()
    hours_a_week: Annotated[float, Field(ge=0, le=5_000, allow_inf_nan=False)] | None = None
    attending: Annotated[tuple[Attending, ...], Field(max_length=20)] = ()
    language: Language | None = None
    anything_else: Text = ""

    @field_validator("accounts")
    @classmethod
    def _accounts_once(cls, accounts: tuple[Account, ...]) -> tuple[Account, ...]:
        return each_once(accounts, "accounts")

    @field_validator("mentions")
    @classmethod
    def _mentions_once(cls, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        return each_once(mentions, "mentions")

    @field_validator("links")
    @classmethod
    def _links_once(cls, links: tuple[SiteLink, ...]) -> tuple[SiteLink, ...]:
        return each_once(links, "links")

    def consented(self) -> Self:
        """The same, and a name only where its owner consents to it; the role stays."""
        named = (one if one.consents else one.changed(name="") for one in self.attending)
        return self.changed(attending=tuple(one for one in named if one != Attending()))
