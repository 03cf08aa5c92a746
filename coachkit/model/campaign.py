"""A campaign: one outcome, at least two tracks, and a launch from which every date hangs.

While a session runs everything may be half said, so nothing is required. Dates are days from the
launch: moving it moves them all. What costs hours becomes a plan by
:mod:`coachkit.planning.campaign_items`; this is what the people in the room said and decided.
"""

from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Final, Self

from pydantic import Field, field_validator, model_validator

from coachkit.model.campaign_assets import Asset, BudgetLine, Currency
from coachkit.model.campaign_drafts import DraftPost
from coachkit.model.campaign_measuring import Measurement, Outcome
from coachkit.model.campaign_tracks import GateTick, NoGoClaim, Track
from coachkit.model.deciding import Key, Line, Text, Who, each_once
from coachkit.model.errors import InvalidValue
from coachkit.model.hard_cases import CaseRehearsal
from coachkit.model.periods import Period
from coachkit.model.plan_b import PlanB
from coachkit.model.values import Value

Days = Annotated[int, Field(ge=-365, le=365)]


class Phase(StrEnum):
    """A stretch of a campaign, in its order."""

    TEASE = "tease"
    LAUNCH = "launch"
    SUSTAIN = "sustain"
    CLOSE = "close"


class PhaseDays(Value):
    """When a phase is, in days from the launch; both days belong to it."""

    phase: Phase
    first: Days
    last: Days

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise InvalidValue("ends_before_start", "last", value=str(self.last))
        return self


PHASES: Final = (
    PhaseDays(phase=Phase.TEASE, first=-14, last=-1),
    PhaseDays(phase=Phase.LAUNCH, first=0, last=6),
    PhaseDays(phase=Phase.SUSTAIN, first=7, last=27),
    PhaseDays(phase=Phase.CLOSE, first=28, last=34),
)
"""Where nobody has said otherwise: two weeks before the launch, five from it on."""


class ReplyTarget(Value):
    """Who answers on a channel during the campaign, and within how many hours."""

    key: Key
    channel: Line = ""
    within: Annotated[float, Field(gt=0, le=24 * 14, allow_inf_nan=False)] | None = None
    who: Who = ""
    stand_in: Who = ""


class DepartmentContact(Value):
    """Who talks with which department, and how often: what customers ask reaches the plan."""

    key: Key
    department: Line = ""
    who: Who = ""
    rhythm: Line = ""


class Campaign(Value):
    """All of it. ``session``: the number of the session that worked at it last.

    ``launch``: the day from which every other day hangs; ``moved_from``: the days on which it
    was before, the last last. ``roof``: what every message of every track stands under.
    ``no_go``: claims that nobody makes. ``plan_by``: who took the plan with its gap, and why.
    """

    session: Annotated[int, Field(ge=1)] | None = None
    name: Annotated[str, Field(max_length=80)] = ""
    launch: date | None = None
    moved_from: Annotated[tuple[date, ...], Field(max_length=40)] = ()
    phases: Annotated[tuple[PhaseDays, ...], Field(min_length=1, max_length=4)] = PHASES
    no_go: Annotated[tuple[NoGoClaim, ...], Field(max_length=20)] = ()
    no_go_none: bool = False
    """Decided: there is no claim that has to be forbidden."""
    outcome: Outcome = Outcome()
    roof: Line = ""
    tracks: Annotated[tuple[Track, ...], Field(max_length=6)] = ()
    gates: Annotated[tuple[GateTick, ...], Field(max_length=200)] = ()
    measurement: Measurement = Measurement()
    assets: Annotated[tuple[Asset, ...], Field(max_length=400)] = ()
    budget: Annotated[tuple[BudgetLine, ...], Field(max_length=60)] = ()
    currency: Currency = ""
    plan_by: Who = ""
    plan_reason: Line = ""
    replies: Annotated[tuple[ReplyTarget, ...], Field(max_length=30)] = ()
    contacts: Annotated[tuple[DepartmentContact, ...], Field(max_length=40)] = ()
    rehearsed: Annotated[tuple[CaseRehearsal, ...], Field(max_length=30)] = ()
    plan_b: Annotated[tuple[PlanB, ...], Field(max_length=12)] = ()
    drafts: Annotated[tuple[DraftPost, ...], Field(max_length=60)] = ()
    notes: Text = ""

    @field_validator("phases")
    @classmethod
    def _phases_in_order(cls, phases: tuple[PhaseDays, ...]) -> tuple[PhaseDays, ...]:
        order = list(Phase)
        ranked = [order.index(one.phase) for one in phases]
        if ranked != sorted(set(ranked)):
            raise InvalidValue("repeated", "phases", value=phases[-1].phase)
        for before, after in pairwise(phases):
            if after.first <= before.last:
                raise InvalidValue("ends_before_start", "phases", value=after.phase)
        return phases

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for field in ("no_go", "tracks", "gates", "assets", "budget", "replies", "contacts"):
            each_once(getattr(self, field), field)
        for field in ("rehearsed", "plan_b", "drafts"):
            each_once(getattr(self, field), field)
        return self

    # ── Days ────────────────────────────────────────────────────────────────────────────────────

    def day(self, from_launch: int) -> date | None:
        """That many days from the launch; ``None`` as long as there is no launch."""
        return None if self.launch is None else self.launch + timedelta(days=from_launch)

    def days_of(self, phase: Phase) -> Period | None:
        """The days of that phase; ``None`` without a launch or without that phase."""
        found = next((one for one in self.phases if one.phase is phase), None)
        if found is None or self.launch is None:
            return None
        return Period(
            first=self.launch + timedelta(days=found.first),
            last=self.launch + timedelta(days=found.last),
        )

    @property
    def period(self) -> Period | None:
        """From the first day of the first phase to the last of the last."""
        if self.launch is None:
            return None
        return Period(
            first=self.launch + timedelta(days=self.phases[0].first),
            last=self.launch + timedelta(days=self.phases[-1].last),
        )

    @property
    def window(self) -> Period | None:
        """The days on which it is judged: from the launch on, what was teased before is neither."""
        if self.launch is None or self.phases[-1].last < 0:
            return None
        last = self.launch + timedelta(days=self.phases[-1].last)
        return Period(first=self.launch, last=last)

    @property
    def weeks(self) -> int:
        """Whole weeks of the window, at least one."""
        window = self.window
        return 1 if window is None else max(1, window.days // 7)

    def moved(self, launch: date) -> Self:
        """The same with another launch; every date that hangs on it is another one."""
        if self.launch in (None, launch):
            return self.changed(launch=launch)
        return self.changed(launch=launch, moved_from=(*self.moved_from, self.launch)[-40:])

    # ── What there is ───────────────────────────────────────────────────────────────────────────

    def track(self, key: str) -> Track | None:
        """The track of that key."""
        return next((one for one in self.tracks if one.key == key), None)

    @property
    def named_tracks(self) -> tuple[Track, ...]:
        """The tracks that have a name."""
        return tuple(one for one in self.tracks if one.name)

    def of_session(self, number: int, today: date) -> Self:
        """This one while it lies ahead or runs, else, once it is over, a new one."""
        period = self.period
        over = period is not None and period.last < today
        if self.session in (None, number) or not over:
            return self.changed(session=number)
        return type(self)(session=number)
