"""What a campaign is to bring, and whether anybody could see that it did.

A figure is never typed in where it can be found: baseline, probability and the smallest visible
lift stand as they were on the screen when the decision was taken.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from coachkit.model.chain import Link
from coachkit.model.deciding import Key, Line, Text, Who, each_once
from coachkit.model.effects import Detectability, Forecast
from coachkit.model.errors import InvalidValue
from coachkit.model.goals import Kpi
from coachkit.model.periods import Period
from coachkit.model.values import Value

UtmPart = Annotated[str, Field(max_length=120)]


class ChainStep(Value):
    """What one link of the chain is in this campaign, and where it is seen."""

    link: Link
    text: Line = ""
    seen_in: Line = ""


class Outcome(Value):
    """The one thing that is to be otherwise afterwards.

    ``serves``: a business goal of the strategy, by its key, or ``growth`` in words: the plan's
    first line is a measure of the business (004-14). ``measure``: where an export says it;
    ``own_measure``: where only the client's own figures do. ``target``: the total of the campaign's
    window. ``found``: what that window comes to if everything goes on as it does (the baseline),
    with the probability of the target.
    """

    text: Line = ""
    serves: Key | None = None
    growth: Line = ""
    owner: Who = ""
    measure: Kpi | None = None
    own_measure: Line = ""
    target: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    found: Forecast | None = None
    chain: Annotated[tuple[ChainStep, ...], Field(max_length=len(Link))] = ()

    @field_validator("chain")
    @classmethod
    def _once(cls, chain: tuple[ChainStep, ...]) -> tuple[ChainStep, ...]:
        links = [one.link for one in chain]
        if len(set(links)) != len(links):
            raise InvalidValue("repeated", "chain", value=links[-1])
        return tuple(sorted(chain, key=lambda one: list(Link).index(one.link)))

    @property
    def whole(self) -> bool:
        """Whether it is said, and how it would be seen."""
        return bool(self.text and (self.measure is not None or self.own_measure))


class HowSeen(StrEnum):
    """What is done about what can be seen."""

    AS_IT_IS = "as_it_is"
    """It can be seen as it is."""
    LONGER = "longer"
    """It runs longer."""
    CONTROL = "control"
    """Something that it does not touch stands beside it."""
    OTHER_MEASURE = "other_measure"
    """Another measure is judged by."""
    UNSEEN = "unseen"
    """It is done knowing that nobody will be able to tell."""


class TrackedEvent(Value):
    """Something that is counted: ``where``: on which page or in which system; ``who`` sets it up.

    ``works``: somebody has tried it.
    """

    key: Key
    name: Line = ""
    where: Line = ""
    who: Who = ""
    works: bool = False


class CampaignLink(Value):
    """A link that says where a click came from. ``address``: where it leads, without these parts.

    ``item``: what carries it, the key of an asset or an idea.
    """

    key: Key
    address: Annotated[str, Field(max_length=2_000)] = ""
    source: UtmPart = ""
    medium: UtmPart = ""
    campaign: UtmPart = ""
    content: UtmPart = ""
    term: UtmPart = ""
    item: Annotated[str, Field(max_length=200)] = ""
    track: Key | None = None


class Reading(Value):
    """Who reads what, when, and what they may decide by it."""

    key: Key
    what: Line = ""
    who: Who = ""
    when: Line = ""
    days_from_launch: Annotated[int, Field(ge=-365, le=365)] | None = None
    decides: Line = ""


class Measurement(Value):
    """How it is seen. ``control``: a series that the campaign should not touch.

    ``hoped``: the lift that is hoped for, 0.2 for a fifth. ``also``: days of other campaigns, which
    are no quiet past. ``happens``: what else happens then. ``found``: what the client's own past
    could show, as it stood when ``how`` was decided by ``owner``.
    """

    control: Kpi | None = None
    hoped: Annotated[float, Field(gt=0, le=20, allow_inf_nan=False)] | None = None
    also: Annotated[tuple[Period, ...], Field(max_length=40)] = ()
    happens: Text = ""
    found: Detectability | None = None
    weeks: Annotated[int, Field(ge=1, le=52)] | None = None
    how: HowSeen | None = None
    reason: Line = ""
    owner: Who = ""
    decided_on: date | None = None
    events: Annotated[tuple[TrackedEvent, ...], Field(max_length=30)] = ()
    links: Annotated[tuple[CampaignLink, ...], Field(max_length=400)] = ()
    readings: Annotated[tuple[Reading, ...], Field(max_length=30)] = ()

    @model_validator(mode="after")
    def _once(self) -> Self:
        each_once(self.events, "events")
        each_once(self.links, "links")
        each_once(self.readings, "readings")
        return self

    @property
    def could_be_seen(self) -> bool | None:
        """Whether what is hoped for could be seen in its weeks; ``None`` as long as that is open.

        With the control series where one is chosen and it helps.
        """
        found = self.found
        if found is None or self.hoped is None or self.weeks is None:
            return None
        if found.reason is not None:
            return False
        own = found.smallest(self.weeks)
        beside = found.smallest(self.weeks, with_control=True) if self.control else None
        lifts = [one.lift for one in (own, beside) if one is not None]
        return None if not lifts else self.hoped >= min(lifts)

    @property
    def decided(self) -> bool:
        """Whether somebody has decided how it is seen; what can't be seen needs a reason."""
        if self.how is None or not self.owner:
            return False
        return bool(self.reason) or self.how is not HowSeen.UNSEEN
