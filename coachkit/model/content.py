"""What is made and where it goes: content types, channels, and the floors that keep it relevant."""

from datetime import time
from typing import Annotated, Self

from pydantic import Field, model_validator

from coachkit.model.errors import InvalidValue
from coachkit.model.observations import Platform
from coachkit.model.people import Name, Share, Weekday
from coachkit.model.values import Value

Effort = Annotated[float, Field(gt=0, le=80, allow_inf_nan=False)]
Cadence = Annotated[int, Field(ge=0, le=50)]


class ReshareRule(Value):
    """What a reshare may be of, and how many there may be.

    ``of``: content types that are reshared; none means any that is not a reshare itself.
    ``at_most``: the share of a channel's posts that reshares may be, in each window of the floors.
    """

    of: Annotated[tuple[Name, ...], Field(max_length=40)] = ()
    at_most: Share = 0.2


class ContentType(Value):
    """A kind of item.

    ``hours``: effort in hours, all that making one takes. ``needs``: skills, each at least with
    help. ``lead_days``: working days between the start of the work and the day it is published.
    ``bucket``: what it is for in the mix. ``worth``: what one is worth beside a full post.
    A reshare never counts as relevant. ``campaign``: it is one of that campaign's own, and nothing
    else is ever filled up with it.
    """

    name: Name
    hours: Effort
    needs: Annotated[tuple[Name, ...], Field(max_length=10)] = ()
    lead_days: Annotated[int, Field(ge=0, le=60)] = 3
    bucket: Annotated[str, Field(max_length=80)] = ""
    worth: Annotated[float, Field(gt=0, le=10, allow_inf_nan=False)] = 1.0
    reshare: ReshareRule | None = None
    source: Annotated[str, Field(max_length=400)] = ""
    campaign: Annotated[str, Field(max_length=80)] | None = None

    @property
    def relevant(self) -> bool:
        """Whether an item of it can be relevant, once it has an audience and a message."""
        return self.reshare is None


class Channel(Value):
    """A channel and what is wished of it.

    ``target_a_week``: the wish, which is a ceiling of ambition; ``least_a_week``: fewer would be
    worse than none. ``fade``: the next post of a week is worth so much of the one before it
    (diminishing return). ``weight``: how much it counts beside other channels. ``takes``: its
    content types; none means all. ``days``: weekdays on which it publishes, 0 is Monday.
    """

    name: Name
    platform: Platform | None = None
    target_a_week: Cadence
    least_a_week: Cadence = 0
    fade: Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)] = 0.85
    weight: Annotated[float, Field(gt=0, le=10, allow_inf_nan=False)] = 1.0
    takes: Annotated[tuple[Name, ...], Field(max_length=40)] = ()
    days: Annotated[tuple[Weekday, ...], Field(min_length=1, max_length=7)] = (0, 1, 2, 3, 4)
    publish_at: time = time(9)

    @model_validator(mode="after")
    def _least_within_target(self) -> Self:
        if self.least_a_week > self.target_a_week:
            raise InvalidValue("above_target", "least_a_week", value=str(self.least_a_week))
        return self


class Message(Value):
    """One message to one audience: what makes an item relevant."""

    audience: Name
    message: Annotated[str, Field(min_length=1, max_length=400)]


class RelevanceFloor(Value):
    """At least this share of the posts has an audience and a message, in each window."""

    share: Share = 0.8


class MixFloor(Value):
    """At least this share of the posts is from a bucket, in each window.

    ``channel``: of one channel's posts; ``None``: of all.
    """

    bucket: Name
    share: Share
    channel: Name | None = None
