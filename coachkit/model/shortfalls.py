"""Where the hours do not reach, and the fewest changes that mend it."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from coachkit.model.people import Name
from coachkit.model.values import Value

HoursShort = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class ShortWindow(Value):
    """Adjoining weeks in which hours are missing. ``skills``: the hours need these."""

    first_week: date
    last_week: date
    hours: HoursShort
    skills: tuple[Name, ...] = ()


class FindHours(Value):
    """Find so many hours in those weeks, from somebody with ``skills``."""

    kind: Literal["find_hours"] = "find_hours"
    first_week: date
    last_week: date
    hours: HoursShort
    skills: tuple[Name, ...] = ()


class TakeChannel(Value):
    """Take a channel's minimum from ``before`` to ``after`` posts a week in those weeks."""

    kind: Literal["take_channel"] = "take_channel"
    channel: Name
    before: Annotated[int, Field(ge=1)]
    after: Annotated[int, Field(ge=0)]
    first_week: date
    last_week: date


class LetRest(Value):
    """Let a week rest: no minimums, and of the protected lines only presence and replies."""

    kind: Literal["let_rest"] = "let_rest"
    week: date


class MoveCampaign(Value):
    """Let a campaign's items of those weeks wait, or go: they take more than there is."""

    kind: Literal["move_campaign"] = "move_campaign"
    campaign: Name
    first_week: date
    last_week: date


Mend = Annotated[FindHours | TakeChannel | LetRest | MoveCampaign, Field(discriminator="kind")]


class Shortfall(Value):
    """The hours that are missing for what has to be, and ways out of it.

    ``hours``: in all. ``ways``: alternatives, the ones with the fewest changes first; each mends
    everything by itself, all of its changes together.
    """

    hours: HoursShort
    windows: tuple[ShortWindow, ...]
    ways: tuple[tuple[Mend, ...], ...]
