"""From what is put in to what it changes: the chain that every evaluation walks along.

Inputs → activity → outputs → out-takes → outcomes → impact, as AMEC's framework and the British
Government Communication Service have it. What sits on the last link is only ever an *impact* with
something to compare with: a sale that an advertisement is given the credit for is not one that
it brought.
"""

from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from coachkit.model.errors import InvalidValue
from coachkit.model.observations import Platform
from coachkit.model.values import Value


class Link(StrEnum):
    """A link of the chain."""

    INPUTS = "inputs"
    """Money and hours."""
    ACTIVITY = "activity"
    """What was published, how often, of which pillars."""
    OUTPUTS = "outputs"
    """Who could have seen it."""
    OUT_TAKES = "out_takes"
    """Who paid attention or responded."""
    OUTCOMES = "outcomes"
    """What they then did, knew or wanted."""
    IMPACT = "impact"
    """What it did for the organisation, beside what would have happened anyway."""


LINKS: Final = tuple(Link)


class MeasuredBy(Value):
    """One metric that the client has, and where. ``platform``: ``None`` for hours and surveys.

    ``attributed``: it stands for an impact but nothing was compared with, so that it sits on the
    link before.
    """

    metric: str
    platform: Platform | None = None
    attributed: bool = False


class ChainLink(Value):
    """One link: the client's metrics on it, and the goals that are judged by one of them."""

    link: Link
    measured: tuple[MeasuredBy, ...] = ()
    goals: tuple[str, ...] = ()

    @property
    def missing(self) -> bool:
        """Whether nothing is known of it."""
        return not self.measured


class Chain(Value):
    """All six links, in their order."""

    links: tuple[ChainLink, ...]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if tuple(one.link for one in self.links) != LINKS:
            raise InvalidValue("missing", "links")
        return self

    def __getitem__(self, link: Link) -> ChainLink:
        """That link."""
        return self.links[LINKS.index(link)]

    @property
    def missing(self) -> tuple[Link, ...]:
        """Links that nothing is known of."""
        return tuple(one.link for one in self.links if one.missing)

    @property
    def furthest(self) -> Link | None:
        """The last link that something is known of."""
        return next((one.link for one in reversed(self.links) if not one.missing), None)

    @property
    def short_of_outcomes(self) -> bool:
        """Whether every goal is about being seen or liked, none about what people then do."""
        goals = [one for one in self.links if one.goals]
        return bool(goals) and all(
            LINKS.index(one.link) < LINKS.index(Link.OUTCOMES) for one in goals
        )


class Tier(StrEnum):
    """How much evaluation a thing deserves."""

    BASIC = "basic"
    """What was done, who saw it, who responded: beside what was usual."""
    ENHANCED = "enhanced"
    """And what people then did, beside a goal and a history of one's own."""
    COMPREHENSIVE = "comprehensive"
    """And what it changed, beside what would have happened anyway."""


class Stake(StrEnum):
    """What hangs on the answer."""

    ROUTINE = "routine"
    """Everyday work: the answer changes next month's posts."""
    CAMPAIGN = "campaign"
    """A campaign with a budget, a period and a goal."""
    DECISIVE = "decisive"
    """Somebody will go on, stop or spend much more because of the answer."""


class TierReason(StrEnum):
    """Why a tier was chosen, or what stands between it and the next one."""

    ROUTINE = "routine"
    CAMPAIGN = "campaign"
    DECISIVE = "decisive"
    NO_OUT_TAKES = "no_out_takes"
    """Nothing is known of responses."""
    NO_OUTCOMES = "no_outcomes"
    """Nothing is known of what people then did."""
    NO_GOAL = "no_goal"
    """No goal has a number."""
    SHORT_HISTORY = "short_history"
    """Too few weeks are known to say what was usual."""
    NOTHING_BESIDE = "nothing_beside"
    """Neither a control series nor a year of quiet weeks to compare with."""
    NO_IMPACT = "no_impact"
    """The organisation's own figures (sales, members, donations) are not there."""
    FEW_HOURS = "few_hours"
    """Too few hours for evaluating."""


class AtHand(Value):
    """What there is to evaluate with. ``weeks``: of known history; ``hours``: a month for it."""

    stake: Stake
    weeks: Annotated[int, Field(ge=0)]
    hours: Annotated[float, Field(ge=0)]
    control: bool = False


class TierChoice(Value):
    """The tier to evaluate by. ``wanted``: what the stake deserves; ``tier``: what can be done.

    ``because``: the stake; ``lacking``: what stands between the two, or, where there is nothing,
    between the tier and the next one.
    """

    wanted: Tier
    tier: Tier
    because: TierReason
    lacking: tuple[TierReason, ...] = ()

    @property
    def falls_short(self) -> bool:
        """Whether less can be done than the stake deserves."""
        return self.tier is not self.wanted
