"""The strategy: what was decided, by whom, and why. It is a draft for as long as it lives.

Its order is the order of the talk: our question, whom we serve, the goals, the channels, the seven
points, the hours they may take, and what goes first when there are fewer.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import Field, field_validator, model_validator

from coachkit.model.audit import Verdict
from coachkit.model.deciding import Decision, Key, Learning, Line, Text, Who, each_once
from coachkit.model.values import Value


class Worry(StrEnum):
    """The five questions that organisations come with (003-01…05), and their own."""

    ALIVE = "alive"
    """How do we keep the channels alive?"""
    TIME = "time"
    """How do we justify the time?"""
    FOLLOWERS = "followers"
    """How do we get followers?"""
    PAYS = "pays"
    """How do we know that it pays?"""
    COLLEAGUES = "colleagues"
    """How do we get our colleagues on board?"""
    OWN = "own"


class OurQuestion(Value):
    """The question that the session answers. ``answer``: what its closing page says to it."""

    worry: Worry | None = None
    words: Line = ""
    answer: Text = ""


class Basis(StrEnum):
    """What a line of a profile stands on."""

    DATA = "data"
    GUESS = "guess"


class Aspect(StrEnum):
    """What a line of a profile tells of."""

    WHO = "who"
    NEED = "need"
    OBSTACLE = "obstacle"
    PLACE = "place"
    MOMENT = "moment"
    TRUST = "trust"


class ProfileLine(Value):
    """Something said of a customer. ``source``: where the data are from."""

    aspect: Aspect
    text: Line = ""
    basis: Basis = Basis.GUESS
    source: Line = ""


class Profile(Value):
    """A kind of customer, as far as it is known."""

    key: Key
    name: Line = ""
    lines: Annotated[tuple[ProfileLine, ...], Field(max_length=30)] = ()


class BusinessGoal(Decision):
    """What the organisation wants to reach; its ``measure`` is a measure of the business."""

    text: Line = ""


class CommunicationGoal(Decision):
    """What communication does for a business goal, named by its key in ``serves``."""

    text: Line = ""
    serves: Key | None = None
    for_profile: Key | None = None


class ChannelChoice(Decision):
    """What becomes of a channel, for whom it is there, and which goal it serves."""

    channel: Line = ""
    verdict: Verdict | None = None
    for_profile: Key | None = None
    serves: Key | None = None


class Point(StrEnum):
    """The seven points of a strategy (003-19…25), in their order."""

    MESSAGE = "message"
    PLACES = "places"
    PACKAGING = "packaging"
    LISTENING = "listening"
    ANSWERING = "answering"
    ROUTINE = "routine"
    DEVELOPMENT = "development"


POINTS: Final = tuple(Point)


class Statement(Decision):
    """One sentence of one of the seven points. ``serves``: the communication goal it is for."""

    point: Point
    text: Text = ""
    serves: Key | None = None


class HoursDecision(Decision):
    """How much time is given, and what it is enough for.

    ``hours_a_week``: decided; ``wished``: posts a week, all channels together; ``realistic``: what
    the hours are enough for; both ``None`` before the reality check. ``gap_hours``: what the wish
    would take beyond the hours.
    """

    hours_a_week: Annotated[float, Field(ge=0, le=5_000, allow_inf_nan=False)] | None = None
    wished: Annotated[float, Field(ge=0, le=1_000, allow_inf_nan=False)] | None = None
    realistic: Annotated[float, Field(ge=0, le=1_000, allow_inf_nan=False)] | None = None
    gap_hours: Annotated[float, Field(ge=0, le=5_000, allow_inf_nan=False)] | None = None
    honest: Annotated[tuple[Text, ...], Field(max_length=3)] = ()
    """The answers to the three questions of self-examination (000-17)."""


class Cut(Decision):
    """What goes when four hours a week are lost; the first of the list goes first."""

    text: Line = ""


class InputVerdict(StrEnum):
    """What became of what somebody said to the draft."""

    ACCEPTED = "accepted"
    PARKED = "parked"
    DECLINED = "declined"


class WorkshopInput(Value):
    """What somebody said to the draft, and what became of it with why (003-29)."""

    key: Key
    text: Text = ""
    who: Who = ""
    verdict: InputVerdict | None = None
    why: Line = ""


class Revision(Value):
    """A change after the session: which decision, and the learning it goes back to (003-35)."""

    on: date
    about: Key
    who: Who
    learning: Learning


class Strategy(Value):
    """All of it. Decisions are known by their keys, which are given once over all its parts."""

    question: OurQuestion = OurQuestion()
    authors: Annotated[tuple[Who, ...], Field(max_length=40)] = ()
    profiles: Annotated[tuple[Profile, ...], Field(max_length=3)] = ()
    business_goals: Annotated[tuple[BusinessGoal, ...], Field(max_length=7)] = ()
    communication_goals: Annotated[tuple[CommunicationGoal, ...], Field(max_length=20)] = ()
    channels: Annotated[tuple[ChannelChoice, ...], Field(max_length=30)] = ()
    statements: Annotated[tuple[Statement, ...], Field(max_length=120)] = ()
    hours: HoursDecision = HoursDecision(key="hours")
    cuts: Annotated[tuple[Cut, ...], Field(max_length=20)] = ()
    inputs: Annotated[tuple[WorkshopInput, ...], Field(max_length=400)] = ()
    revisions: Annotated[tuple[Revision, ...], Field(max_length=2_000)] = ()

    @field_validator("profiles")
    @classmethod
    def _profiles_once(cls, profiles: tuple[Profile, ...]) -> tuple[Profile, ...]:
        return each_once(profiles, "profiles")

    @field_validator("inputs")
    @classmethod
    def _inputs_once(cls, inputs: tuple[WorkshopInput, ...]) -> tuple[WorkshopInput, ...]:
        return each_once(inputs, "inputs")

    @model_validator(mode="after")
    def _decisions_once(self) -> Self:
        each_once(self.decisions, "decisions")
        return self

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Everything that was decided, in the order in which a reader meets it."""
        return (
            *self.business_goals,
            *self.communication_goals,
            *self.channels,
            *self.statements,
            self.hours,
            *self.cuts,
        )

    def said_of(self, point: Point) -> tuple[Statement, ...]:
        """The sentences of one of the seven points."""
        return tuple(one for one in self.statements if one.point is point)

    def goals_of(self, business_goal: str) -> tuple[CommunicationGoal, ...]:
        """The communication goals that serve a business goal."""
        return tuple(one for one in self.communication_goals if one.serves == business_goal)
