"""The plan: what is made, when, by whom, and what that leaves of the wish.

``week`` is always a week's Monday. Reasons and broken rules are codes with amounts, never words.
"""

from datetime import date, time
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from coachkit.model.people import Name
from coachkit.model.plan_requests import LockedDuty, LockedItem, LockedWeek, Origin, RotaMode
from coachkit.model.shortfalls import Shortfall
from coachkit.model.values import Value

Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Posts = Annotated[int, Field(ge=0)]


class Rule(StrEnum):
    """The rules of a plan. A broken one is told with ``amount`` beside ``limit``."""

    CAPACITY = "capacity"
    """``who`` works ``amount`` hours in ``week``, having ``limit``."""
    CEILING = "ceiling"
    """``channel`` has ``amount`` posts in ``week``, wished are ``limit``."""
    LEAST = "least"
    """``channel`` has ``amount`` posts in ``week``, below its minimum ``limit``."""
    RELEVANCE = "relevance"
    """In the window from ``week`` a share ``amount`` of the posts is relevant, not ``limit``."""
    MESSAGES = "messages"
    """``amount`` items that could be relevant have no audience or no message."""
    MIX = "mix"
    """In the window from ``week`` ``bucket`` has a share ``amount``, not ``limit``."""
    RESHARES = "reshares"
    """In the window from ``week`` ``channel`` has a share ``amount`` of reshares over ``limit``."""
    NEVER_WANTED = "never_wanted"
    """``who`` is on ``channel``, which they do not want (``key``)."""
    MOST_CHANNELS = "most_channels"
    """``who`` is on ``amount`` channels, at most ``limit``."""
    SKILL = "skill"
    """``who`` lacks a skill, or the will, for ``key``."""
    TAKES = "takes"
    """``channel`` does not take the content type of ``key``."""
    BUDDY = "buddy"
    """``who`` makes ``key`` without the buddy that a beginner has."""
    BUDDY_LOAD = "buddy_load"
    """``who`` is buddy to ``amount`` people, at most ``limit``."""
    OPTED_IN = "opted_in"
    """``key`` was locked to somebody who has not opted in; it stands for another or nobody."""
    HOLIDAY = "holiday"
    """``key`` falls on ``day``, which is no working day."""
    WEEKDAY = "weekday"
    """``key`` falls on ``day``, on which ``channel`` does not publish."""
    LEAD_TIME = "lead_time"
    """``key`` has ``amount`` working days before it is published, needed are ``limit``."""
    WORK = "work"
    """The hours of ``key`` do not add up to its effort, or lie outside its lead time."""
    PRESENCE = "presence"
    """Nobody who is there has the daily presence on ``day``, or too few minutes."""
    PROTECTED = "protected"
    """The protected lines get ``amount`` hours in ``week``, needed are ``limit``."""
    TURN_GAP = "turn_gap"
    """``who`` has a turn in ``week``, ``amount`` weeks after the last, without a true reason."""
    TURN_MISSING = "turn_missing"
    """``who`` has no turn though one was due, and no reason is given."""
    OWNER = "owner"
    """``who`` owns ``week`` and makes none of its items, or has the week of another."""
    LOCK = "lock"
    """``key`` is not where, or not whose, it was locked, or its idea is lost."""
    CAMPAIGN = "campaign"
    """``key`` of a campaign is missing, not on its day, or its idea is lost."""
    PAST = "past"
    """``key``, the presence on ``day`` or the owner of ``week`` is past or begun, and changed."""
    UNASSIGNED = "unassigned"
    """Nobody makes ``key`` though ``who`` has skill and hours for it."""


class Violation(Value):
    """A rule that does not hold: where, whose, and by how much."""

    rule: Rule
    week: date | None = None
    day: date | None = None
    who: Name | None = None
    channel: Name | None = None
    bucket: str | None = None
    key: str | None = None
    amount: float | None = None
    limit: float | None = None


class Work(Value):
    """Hours that somebody works on an item in a week."""

    week: date
    hours: Amount


class PlannedItem(Value):
    """A dated item.

    ``key`` stays the same from one plan to the next for the same place in the calendar, and for
    an item that was moved: calendars can update it. ``starts``: when the work begins at the
    latest. ``work``/``buddy_work``: whose hours in which week. ``of``: the key of the item that a
    reshare is of, if that is in the plan. ``turn``: of its owner. ``origin``: the idea's key.
    """

    key: Annotated[str, Field(min_length=1, max_length=200)]
    title: str = ""
    week: date
    day: date
    at: time
    channel: Name
    content_type: Name
    bucket: str = ""
    owner: Name
    buddy: Name | None = None
    hours: Amount
    starts: date
    work: tuple[Work, ...]
    buddy_work: tuple[Work, ...] = ()
    audience: str = ""
    message: str = ""
    origin: Origin = ""
    relevant: bool
    of: str | None = None
    turn: bool = False
    locked: bool = False
    campaign: str | None = None


class WhyUnassigned(StrEnum):
    """Why nobody makes an item, or one more."""

    NO_HOURS = "no_hours"
    """Who has the skill has too few hours left in its weeks."""
    NO_SKILL = "no_skill"
    """Nobody has the skill, or a buddy for it."""
    NO_LEAD_TIME = "no_lead_time"
    """The work would have to begin before today."""
    UNWANTED = "unwanted"
    """Who has the skill does not want to be on the channel."""
    MOST_CHANNELS = "most_channels"
    """Who has the skill is on as many channels as was agreed."""
    NO_TURN = "no_turn"
    """Who has the skill has no turn in that week."""
    MIX = "mix"
    """Another part of the mix would fall below its share."""
    NO_DAY = "no_day"
    """The channel publishes on no working day of that week that lies ahead."""
    IN_PIECES = "in_pieces"
    """The hours are there, and nobody has enough of them at the right time."""


class UnassignedItem(Value):
    """An item that has to be (campaign, lock, minimum) and that nobody can make.

    ``missing``: the hours that ``nearest`` lacks; ``None`` where it is not hours.
    """

    key: str
    title: str = ""
    week: date
    day: date
    channel: Name
    content_type: Name
    hours: Amount
    why: WhyUnassigned
    missing: Amount | None = None
    nearest: Name | None = None
    origin: Origin = ""
    campaign: str | None = None


class WhyGap(StrEnum):
    """Why a turn is not five to six weeks after the one before (or the start)."""

    ABSENCE = "absence"
    """Absent or on public holidays in the weeks when it was due."""
    TOO_FEW_OWNERS = "too_few_owners"
    """Fewer owners than weeks between turns: somebody has to be earlier."""
    MORE_OWNERS_THAN_WEEKS = "more_owners_than_weeks"
    """More owners than weeks between turns: everybody has to wait longer."""
    WISH_IS_FULL = "wish_is_full"
    """The channels that they may be on had no room in those weeks."""
    NO_HOURS = "no_hours"
    """Their hours, or their buddy's, are too few for any item in those weeks."""
    NO_SKILL = "no_skill"
    """No content type fits their skills and channels."""
    LEAD_TIME = "lead_time"
    """The work would have had to begin before today."""
    LOCKED = "locked"
    """A lock, a swap or a move put it there."""


class Turn(Value):
    """A turn. ``gap``: weeks since the last turn; ``None`` for the first that is known of.

    ``reason`` is given where the gap is not as the rule says.
    """

    who: Name
    week: date
    keys: tuple[str, ...] = ()
    buddy: Name | None = None
    gap: Annotated[int, Field(ge=0)] | None = None
    reason: WhyGap | None = None


class MissedTurn(Value):
    """Somebody whose turn was due by ``due`` (a Monday) and did not come in the plan."""

    who: Name
    due: date
    reason: WhyGap


class Buddies(Value):
    """Who looks after a beginner."""

    who: Name
    buddy: Name


class PresenceDuty(Value):
    """Daily presence on a working day. ``who`` ``None``: nobody is there."""

    day: date
    who: Name | None
    minutes: Annotated[int, Field(ge=0)]
    locked: bool = False


class Contact(Value):
    """A talk with a department, in the hours that are set aside for it."""

    department: Name
    who: Name
    week: date


class CadenceLine(Value):
    """One channel in one week: the wish, what is planned, and the gap.

    ``gap_hours``: what the missing posts would take. ``next_hours``: the effort of the next post,
    ``None`` where there is none. ``next_missing``: hours that ``next_who``, the nearest to it,
    lacks; ``None`` where it is not hours: ``next_why``, ``next_bucket`` (of the mix) say what.
    """

    channel: Name
    week: date
    wish: Posts
    least: Posts
    planned: Posts
    relevant: Posts
    hours: Amount
    gap_posts: Posts
    gap_hours: Amount
    next_hours: Amount | None = None
    next_missing: Amount | None = None
    next_who: Name | None = None
    next_why: WhyUnassigned | None = None
    next_bucket: str | None = None


class WeekLoad(Value):
    """One contributor's week, in hours."""

    week: date
    capacity: Amount
    making: Amount = 0.0
    buddying: Amount = 0.0
    presence: Amount = 0.0
    protected: Amount = 0.0

    @property
    def load(self) -> float:
        """All hours that are given out."""
        return self.making + self.buddying + self.presence + self.protected

    @property
    def left(self) -> float:
        """Hours that are left."""
        return max(0.0, self.capacity - self.load)


class PersonLoad(Value):
    """A contributor's receipt: hours given, hours used, items, turns and duties.

    ``share``: load ÷ capacity; ``None`` without capacity. ``core``: compared with the others.
    """

    who: Name
    core: bool
    capacity: Amount
    load: Amount
    share: Amount | None
    items: Posts
    turns: Posts
    duties: Posts
    channels: tuple[Name, ...]
    weeks: tuple[WeekLoad, ...]


class Fairness(Value):
    """Load in proportion to hours. ``spread``: points between the highest and lowest share.

    Only core staff who are there are compared; ``None`` with fewer than two of them.
    """

    share: Amount | None
    spread: Amount | None


class MondayLine(Value):
    """One line of the Monday card."""

    key: str
    title: str
    owner: Name
    hours: Amount
    starts: date
    day: date
    channel: Name
    content_type: Name


class Plan(Value):
    """A plan that fits the hours, or says where it does not.

    ``gap``: how far the cadence can at most be from the best, as a share of it. ``value`` and
    ``bound``: the two figures that it comes from. ``hours_a_week``: given in a whole week;
    ``wish_hours_a_week``: what the whole wish with all protected lines would take.
    ``since``: the day from which hours count; what lies between it and the request's today is as
    it was. ``working_days``: public holidays and closed days left out. ``locks``,
    ``locked_duties``, ``locked_weeks``: what was fixed by hand, beside the request's own.
    """

    starts: date
    weeks: Annotated[int, Field(ge=1)]
    since: date | None = None
    mode: RotaMode
    working_days: tuple[date, ...]
    cadence: tuple[CadenceLine, ...]
    items: tuple[PlannedItem, ...]
    unassigned: tuple[UnassignedItem, ...] = ()
    turns: tuple[Turn, ...] = ()
    missed_turns: tuple[MissedTurn, ...] = ()
    buddies: tuple[Buddies, ...] = ()
    presence: tuple[PresenceDuty, ...] = ()
    contacts: tuple[Contact, ...] = ()
    loads: tuple[PersonLoad, ...] = ()
    fairness: Fairness
    monday: tuple[MondayLine, ...] = ()
    value: Amount
    bound: Amount
    gap: Amount
    hours_a_week: Amount
    wish_hours_a_week: Amount
    full_time_hours: Amount
    not_opted_in: Posts = 0
    broken: tuple[Violation, ...] = ()
    shortfall: Shortfall | None = None
    locks: tuple[LockedItem, ...] = ()
    locked_duties: tuple[LockedDuty, ...] = ()
    locked_weeks: tuple[LockedWeek, ...] = ()

    @property
    def posts_a_week(self) -> float:
        """Posts in an average week."""
        return len(self.items) / self.weeks

    @property
    def relevant_a_week(self) -> float:
        """Relevant posts in an average week."""
        return sum(item.relevant for item in self.items) / self.weeks

    @property
    def wish_a_week(self) -> float:
        """Posts that are wished in an average week."""
        return sum(line.wish for line in self.cadence) / self.weeks

    @property
    def full_time_people(self) -> float:
        """How many full-time people the whole wish would take."""
        return self.wish_hours_a_week / self.full_time_hours

    def item(self, key: str) -> PlannedItem:
        """The item of that key, or KeyError."""
        return {one.key: one for one in self.items}[key]

    def items_of(self, who: str) -> tuple[PlannedItem, ...]:
        """What somebody owns, by day."""
        return tuple(one for one in self.items if one.owner == who)

    def load_of(self, who: str) -> PersonLoad:
        """Somebody's receipt, or KeyError."""
        return {one.who: one for one in self.loads}[who]
