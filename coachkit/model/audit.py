"""The outside view: where the client is talked of, which accounts there are, how they are linked.

The three questions of practice 003: where, how and how often are we mentioned, and by whom
(003-07); what digital presence is there (003-08); how does it hang together with the rest, such as
the site (003-09).
"""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Final

from pydantic import Field, field_validator

from coachkit.model.deciding import Key, Line, Text, Who, each_once
from coachkit.model.values import Value


class HowOften(StrEnum):
    """How often somebody is heard."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    SELDOM = "seldom"
    ONCE = "once"


class Tone(StrEnum):
    """How somebody speaks of the client."""

    WARM = "warm"
    NEUTRAL = "neutral"
    CRITICAL = "critical"
    MIXED = "mixed"


class Mention(Value):
    """Somebody who speaks of the client, and where.

    ``count``: how many mentions an imported file has of it, ``None`` where it was written by hand.
    ``source``: the file, or who remembered it.
    """

    key: Key
    where: Line = ""
    how: Tone | None = None
    says: Text = ""
    how_often: HowOften | None = None
    who: Line = ""
    count: Annotated[int, Field(ge=0)] | None = None
    source: Line = ""


class Verdict(StrEnum):
    """What becomes of an account or a channel."""

    KEEP = "keep"
    PAUSE = "pause"
    CLOSE = "close"


class Account(Value):
    """An account the client has. ``mission``: what it is there for, in a line."""

    key: Key
    channel: Line = ""
    handle: Line = ""
    owner: Who = ""
    mission: Line = ""
    last_post: date | None = None
    followers: Annotated[int, Field(ge=0)] | None = None
    verdict: Verdict | None = None
    reason: Line = ""


class LinkState(StrEnum):
    """Whether one leads to the other."""

    THERE = "there"
    BROKEN = "broken"
    MISSING = "missing"
    NOT_NEEDED = "not_needed"


class SiteLink(Value):
    """How a place on the client's site and a channel lead to each other.

    ``to_channel``: from the site to the channel; ``to_site``: from the channel to the site.
    """

    key: Key
    place: Line = ""
    channel: Line = ""
    to_channel: LinkState | None = None
    to_site: LinkState | None = None
    owner: Who = ""


TOOL_GOOD_FOR: Final = timedelta(days=182)
"""How long what was found out about a tool may be believed (004-16: six months)."""


class Tool(Value):
    """Something the client works with. ``knows``: who can use it; ``checked_on``: looked at last.

    Tools change under one's hands: what somebody knew of one half a year ago is a guess today.
    """

    key: Key
    name: Line = ""
    used_for: Line = ""
    owner: Who = ""
    knows: Line = ""
    checked_on: date | None = None

    def is_stale(self, today: date) -> bool:
        """Whether nobody has looked at it for half a year, or ever."""
        return self.checked_on is None or today - self.checked_on > TOOL_GOOD_FOR


def stale_tools(tools: Sequence[Tool], today: date) -> tuple[Tool, ...]:
    """The tools by name that are to be looked at again."""
    return tuple(tool for tool in tools if tool.name and tool.is_stale(today))


class Audit(Value):
    """The present state. ``on``: the day it was looked at; a strategy is not frozen without."""

    on: date | None = None
    mentions: Annotated[tuple[Mention, ...], Field(max_length=200)] = ()
    accounts: Annotated[tuple[Account, ...], Field(max_length=60)] = ()
    links: Annotated[tuple[SiteLink, ...], Field(max_length=200)] = ()
    tools: Annotated[tuple[Tool, ...], Field(max_length=40)] = ()
    summary: Text = ""

    @field_validator("mentions")
    @classmethod
    def _mentions_once(cls, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        return each_once(mentions, "mentions")

    @field_validator("accounts")
    @classmethod
    def _accounts_once(cls, accounts: tuple[Account, ...]) -> tuple[Account, ...]:
        return each_once(accounts, "accounts")

    @field_validator("links")
    @classmethod
    def _links_once(cls, links: tuple[SiteLink, ...]) -> tuple[SiteLink, ...]:
        return each_once(links, "links")

    @field_validator("tools")
    @classmethod
    def _tools_once(cls, tools: tuple[Tool, ...]) -> tuple[Tool, ...]:
        return each_once(tools, "tools")

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels of all accounts, each once, in their order."""
        return tuple(dict.fromkeys(one.channel for one in self.accounts if one.channel))
