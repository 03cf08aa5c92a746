"""All that a plan is made from: hours first, then what is wished."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from coachkit.model.content import Channel, ContentType, Message, MixFloor, RelevanceFloor
from coachkit.model.errors import InvalidValue
from coachkit.model.people import Department, Hours, Name, Person, Share, Team
from coachkit.model.periods import Period
from coachkit.model.values import Value

Title = Annotated[str, Field(max_length=200)]
Origin = Annotated[str, Field(max_length=60)]
"""The key of the idea that an item came from; empty where it came from none."""


class ProtectedLines(Value):
    """Hours that no post may eat: minutes on each working day, hours in each whole week.

    They shrink with the working days of a week that has public holidays.
    """

    presence_minutes: Annotated[int, Field(ge=0, le=480)] = 15
    replies: Hours = 0.0
    research: Hours = 0.0
    planning: Hours = 0.0
    analysis: Hours = 0.0
    contacts: Hours = 0.0

    @property
    def hours_a_week(self) -> float:
        """The hours of all lines but the daily presence."""
        return self.replies + self.research + self.planning + self.analysis + self.contacts


class RotaMode(StrEnum):
    """What a turn is. Five posts a week need 25–30 contributors in one mode, 5–6 in the other."""

    ITEM_TURNS = "item_turns"
    """A turn is one item."""
    WEEK_OWNERS = "week_owners"
    """A turn is a week: its owner makes that week's items, as far as the hours go."""


class TurnRule(Value):
    """Turns are so many weeks apart; ``buddies_most``: beginners that one buddy looks after.

    ``buddy_part``: the part of an item's effort that a buddy spends beside its owner.
    """

    gap_least: Annotated[int, Field(ge=1, le=26)] = 5
    gap_most: Annotated[int, Field(ge=1, le=52)] = 6
    buddies_most: Annotated[int, Field(ge=1, le=10)] = 2
    buddy_part: Share = 0.25

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.gap_most < self.gap_least:
            raise InvalidValue("ends_before_start", "gap_most", value=str(self.gap_most))
        return self


class CampaignItem(Value):
    """An item that hangs on the launch: ``days_from_launch`` is negative before it.

    ``key``: what it is known by wherever it stands and whatever it is called; without one, its
    number in the list.
    """

    key: Annotated[str, Field(pattern=r"^([a-z][a-z0-9_-]{0,39})?$")] = ""
    title: Title
    days_from_launch: Annotated[int, Field(ge=-730, le=730)]
    channel: Name
    content_type: Name
    audience: Annotated[str, Field(max_length=80)] = ""
    message: Annotated[str, Field(max_length=400)] = ""
    origin: Origin = ""


class CampaignDates(Value):
    """A launch and the items that move with it."""

    name: Name
    launch: date
    items: Annotated[tuple[CampaignItem, ...], Field(max_length=400)] = ()

    def day(self, item: CampaignItem) -> date:
        """The day that the item falls on, working day or not."""
        return self.launch + timedelta(days=item.days_from_launch)


class LockedItem(Value):
    """An item that stays as it is. ``owner`` ``None``: its day is fixed, its owner is not."""

    key: Annotated[str, Field(min_length=1, max_length=200)]
    day: date
    channel: Name
    content_type: Name
    owner: Name | None = None
    title: Title = ""
    audience: Annotated[str, Field(max_length=80)] = ""
    message: Annotated[str, Field(max_length=400)] = ""
    origin: Origin = ""


class LockedDuty(Value):
    """Who has the daily presence on a day."""

    day: date
    who: Name


class LockedWeek(Value):
    """Who owns a week (``week``: its Monday); only in the mode of week owners."""

    week: date
    owner: Name


class PlanRequest(Value):
    """What a plan is made from. ``starts``: a Monday; ``today``: no work begins before it.

    ``country``: whose public holidays nobody works on, by its two letters; ``closed``: other days
    on which the client is closed. ``window_weeks``: over so many weeks the floors are kept.
    ``full_time_hours``: a full-time week, to say what a wish would take.
    """

    starts: date
    weeks: Annotated[int, Field(ge=1, le=104)]
    today: date | None = None
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] = "SE"
    closed: Annotated[tuple[date, ...], Field(max_length=400)] = ()
    team: Team
    content: Annotated[tuple[ContentType, ...], Field(min_length=1, max_length=40)]
    channels: Annotated[tuple[Channel, ...], Field(min_length=1, max_length=30)]
    messages: Annotated[tuple[Message, ...], Field(max_length=100)] = ()
    protected: ProtectedLines = ProtectedLines()
    relevance: RelevanceFloor = RelevanceFloor()
    mix: Annotated[tuple[MixFloor, ...], Field(max_length=20)] = ()
    window_weeks: Annotated[int, Field(ge=1, le=26)] = 4
    mode: RotaMode = RotaMode.ITEM_TURNS
    turn_rule: TurnRule = TurnRule()
    campaigns: Annotated[tuple[CampaignDates, ...], Field(max_length=20)] = ()
    locked: Annotated[tuple[LockedItem, ...], Field(max_length=5_000)] = ()
    locked_duties: Annotated[tuple[LockedDuty, ...], Field(max_length=1_000)] = ()
    locked_weeks: Annotated[tuple[LockedWeek, ...], Field(max_length=104)] = ()
    full_time_hours: Annotated[float, Field(gt=0, le=60, allow_inf_nan=False)] = 37.5

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.starts.weekday() != 0:
            raise InvalidValue("not_a_monday", "starts", value=str(self.starts))
        if self.team.hours_a_week <= 0:
            raise InvalidValue("no_hours", "team")
        _all_once(self)
        _all_known(self)
        return self

    @property
    def period(self) -> Period:
        """From the first Monday to the last Sunday."""
        return Period(first=self.starts, last=self.starts + timedelta(days=7 * self.weeks - 1))

    @property
    def mondays(self) -> tuple[date, ...]:
        """The Monday of each week."""
        return tuple(self.starts + timedelta(days=7 * week) for week in range(self.weeks))

    @property
    def begins(self) -> date:
        """The first day on which work can begin."""
        return max(self.starts, self.today or self.starts)

    def channel(self, name: str) -> Channel:
        """The channel of that name, or KeyError."""
        return {one.name: one for one in self.channels}[name]

    def content_type(self, name: str) -> ContentType:
        """The content type of that name, or KeyError."""
        return {one.name: one for one in self.content}[name]

    def contributor(self, name: str) -> Person | Department:
        """Who has that name among those who may be named, or KeyError."""
        return {one.name: one for one in self.team.contributors}[name]

    def types_of(self, channel: Channel) -> tuple[ContentType, ...]:
        """The content types that a channel takes, in the order of the request."""
        return tuple(
            one
            for one in self.content
            if one.campaign is None and (not channel.takes or one.name in channel.takes)
        )


def _all_once(request: PlanRequest) -> None:
    for field, names in (
        ("content", [one.name for one in request.content]),
        ("channels", [one.name for one in request.channels]),
        ("campaigns", [one.name for one in request.campaigns]),
        ("locked", [one.key for one in request.locked]),
        ("locked_duties", [str(one.day) for one in request.locked_duties]),
        ("locked_weeks", [str(one.week) for one in request.locked_weeks]),
    ):
        if len(set(names)) != len(names):
            repeated = next(name for name in names if names.count(name) > 1)
            raise InvalidValue("repeated", field, value=repeated[:80])


def _all_known(request: PlanRequest) -> None:
    channels = {one.name for one in request.channels}
    types = {one.name for one in request.content}
    people = {one.name for one in (*request.team.people, *request.team.departments)}
    buckets = {one.bucket for one in request.content}
    items = [item for campaign in request.campaigns for item in campaign.items]
    named: list[tuple[str, str, set[str], set[str]]] = [
        ("channels", "unknown_content_type", {t for c in request.channels for t in c.takes}, types),
        (
            "content",
            "unknown_content_type",
            {name for one in request.content if one.reshare for name in one.reshare.of},
            types,
        ),
        ("campaigns", "unknown_channel", {item.channel for item in items}, channels),
        ("campaigns", "unknown_content_type", {item.content_type for item in items}, types),
        ("locked", "unknown_channel", {item.channel for item in request.locked}, channels),
        ("locked", "unknown_content_type", {one.content_type for one in request.locked}, types),
        ("locked", "unknown_person", {one.owner for one in request.locked if one.owner}, people),
        ("locked_duties", "unknown_person", {one.who for one in request.locked_duties}, people),
        ("locked_weeks", "unknown_person", {one.owner for one in request.locked_weeks}, people),
        ("mix", "unknown_channel", {one.channel for one in request.mix if one.channel}, channels),
        ("mix", "unknown_bucket", {one.bucket for one in request.mix}, buckets),
    ]
    for field, code, used, known in named:
        if used - known:
            raise InvalidValue(code, field, value=min(used - known)[:80])
