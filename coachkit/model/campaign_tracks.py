"""Whom a campaign speaks to, what it says to each, and what has to be checked first.

A track is an audience with a route of its own: what they need, what we say, what we ask them to
do, and where that leads.
"""

from datetime import date
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator

from coachkit.model.deciding import Key, Line, Text, Who, each_once
from coachkit.model.errors import InvalidValue
from coachkit.model.values import Value


class NoGoClaim(Value):
    """Something that nobody says in this campaign, and who said so."""

    key: Key
    claim: Line = ""
    why: Line = ""
    who: Who = ""


class Pillar(Value):
    """A message with what it stands on. ``cleared_by``: who approves it, on ``cleared_on``."""

    key: Key
    message: Annotated[str, Field(max_length=400)] = ""
    proof: Line = ""
    source: Line = ""
    cleared_by: Who = ""
    cleared_on: date | None = None


class Track(Value):
    """One audience. ``profile``: a customer profile of the strategy, by its key.

    ``audience``: as items are tagged with it. ``need``, ``afraid_of``, ``trusts``: its own card.
    ``message``: the one sentence; ``call_to_action``: the smallest yes; ``route``: the address
    where that leads. ``outcome``/``measure``: what this track is to bring, and how it is seen.
    ``pillars``: its message house below the campaign's roof.
    """

    key: Key
    name: Annotated[str, Field(max_length=80)] = ""
    profile: Key | None = None
    need: Line = ""
    afraid_of: Line = ""
    trusts: Line = ""
    message: Annotated[str, Field(max_length=400)] = ""
    call_to_action: Line = ""
    route: Annotated[str, Field(max_length=2_000)] = ""
    outcome: Line = ""
    measure: Line = ""
    pillars: Annotated[tuple[Pillar, ...], Field(max_length=5)] = ()

    @field_validator("route")
    @classmethod
    def _leads_there(cls, route: str) -> str:
        if route and not _safe_address(route):
            raise InvalidValue("not_https", "route", value=route[:80])
        return route

    @field_validator("pillars")
    @classmethod
    def _once(cls, pillars: tuple[Pillar, ...]) -> tuple[Pillar, ...]:
        return each_once(pillars, "pillars")

    @property
    def whole(self) -> bool:
        """Whether somebody could write for it: to whom, what, and what is asked of them."""
        return bool(self.name and self.message and self.call_to_action)


class GateTick(Value):
    """What people say of one question of a gate: a prompt for them, never legal advice.

    ``key``: the question's, as ``data/gates.toml`` has it. ``concerns``: whether it concerns this
    campaign at all. ``ticked_by``/``ticked_on``: who has seen to it, and when.
    """

    key: Key
    concerns: bool | None = None
    ticked_by: Who = ""
    ticked_on: date | None = None
    note: Text = ""

    @model_validator(mode="after")
    def _by_somebody(self) -> Self:
        if self.ticked_on is not None and not self.ticked_by:
            raise InvalidValue("missing", "ticked_by")
        return self

    @property
    def settled(self) -> bool:
        """Whether it is no concern, or somebody has seen to it."""
        return self.concerns is False or self.ticked_on is not None


def _safe_address(address: str) -> bool:
    try:
        split = urlsplit(address)
    except ValueError:
        return False
    one_word = len(address.split()) == 1
    return one_word and split.scheme == "https" and "." in (split.hostname or "")
