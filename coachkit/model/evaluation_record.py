"""What an evaluation session leaves: what was looked at, said, decided and thanked for.

Figures are never typed in here: what was found stands beside what was said of it, as it was on the
screen then. While the session runs everything may be half said, so nothing is required.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from coachkit.model.ballots import Ballot
from coachkit.model.benchmarks import Brought
from coachkit.model.campaign_said import CampaignEffect, Experiment, PlatformNews
from coachkit.model.chain import Stake, Tier
from coachkit.model.deciding import Key, Line, Text, Who, each_once
from coachkit.model.errors import InvalidValue
from coachkit.model.goals import Kpi
from coachkit.model.keep_stop_start import StrategyEdit
from coachkit.model.observations import Platform
from coachkit.model.people_said import Failure, MonthlyMeeting, PulseAnswer, Win
from coachkit.model.periods import Period
from coachkit.model.replies import Replies
from coachkit.model.results import Verdict
from coachkit.model.values import Value


class Pays(Value):
    """How thorough it has to be, and what would convince whoever asks. ``tier``: decided."""

    tier: Tier | None = None
    stake: Stake | None = None
    who_asks: Line = ""
    enough: Line = ""
    if_no: Line = ""


class Answerable(StrEnum):
    """A question that figures may answer or not."""

    ACTIVITY = "activity"
    POSTS = "posts"
    RECEPTION = "reception"
    EFFECT = "effect"
    GOALS = "goals"
    OUTCOMES = "outcomes"
    REPLIES = "replies"


class HealthNote(Value):
    """What somebody remembers of a day on which a series breaks or is missing."""

    key: Key
    on: date | None = None
    platform: Platform | None = None
    text: Line = ""


class DataHealth(Value):
    """Which questions today's figures may answer, and why not the others."""

    may_answer: Annotated[tuple[Answerable, ...], Field(max_length=len(Answerable))] = ()
    reason: Line = ""
    notes: Annotated[tuple[HealthNote, ...], Field(max_length=40)] = ()

    @property
    def decided(self) -> bool:
        """Whether it was said what may be answered; nothing at all needs a reason."""
        return bool(self.may_answer or self.reason)


class Fault(StrEnum):
    """What was wrong where plan and reality differ."""

    PLAN = "plan"
    WEEKS = "weeks"
    BOTH = "both"
    NEITHER = "neither"


class DoneNotes(Value):
    """What was said to plan beside reality, without names and without blame.

    ``since``: the day from which more or less was published; ``moves``: what that was to bring.
    """

    in_the_way: Line = ""
    longer: Line = ""
    fault: Fault | None = None
    since: date | None = None
    moves: Kpi | None = None


class Surprise(Value):
    """What the figures said otherwise than people thought. ``why``: what it may come from."""

    key: Key
    text: Line = ""
    why: Line = ""


class OutTake(Value):
    """One sentence about one channel, with the verdict that stood beside it when it was said."""

    key: Key
    platform: Platform
    metric: Annotated[str, Field(max_length=60)] = ""
    verdict: Verdict | None = None
    text: Line = ""


class Ours(StrEnum):
    """How far something that was noticed can be the campaign's doing."""

    OURS = "ours"
    PARTLY = "partly"
    NOT_OURS = "not_ours"
    UNKNOWN = "unknown"


class OutcomeNote(Value):
    """What a department noticed. ``voice``: a role; ``figure`` and ``source``: where there is one.

    ``anyway``: what would have happened without it.
    """

    key: Key
    department: Line = ""
    voice: Line = ""
    text: Line = ""
    figure: Line = ""
    source: Line = ""
    ours: Ours | None = None
    anyway: Line = ""


class ReplyNotes(Value):
    """Answers and those who wait for one. ``within``: hours within which one answers from now on.

    ``found``: reply times as they were on the screen. ``owner``: who sees to it; ``stand_in``: who
    does while the owner is away.
    """

    found: Replies | None = None
    within: Annotated[float, Field(gt=0, le=24 * 14, allow_inf_nan=False)] | None = None
    themes: Annotated[tuple[Line, ...], Field(max_length=8)] = ()
    could_be_post: Line = ""
    owner: Who = ""
    stand_in: Who = ""


class NewHours(Value):
    """The hours until next time, and what goes first with four fewer."""

    hours_a_week: Annotated[float, Field(ge=0, le=5_000, allow_inf_nan=False)] | None = None
    owner: Who = ""
    reason: Line = ""
    goes_first: Line = ""
    realistic: Annotated[float, Field(ge=0, le=1_000, allow_inf_nan=False)] | None = None


class Evaluation(Value):
    """All of it. ``session``: the number of the session; ``first``/``last``: what is evaluated.

    ``answer``: what is said when somebody asks whether it pays.
    """

    session: Annotated[int, Field(ge=1)] | None = None
    first: date | None = None
    last: date | None = None
    tier: Pays = Pays()
    data: DataHealth = DataHealth()
    done: DoneNotes = DoneNotes()
    ballot: Ballot = Ballot()
    surprises: Annotated[tuple[Surprise, ...], Field(max_length=12)] = ()
    out_takes: Annotated[tuple[OutTake, ...], Field(max_length=20)] = ()
    others: Annotated[tuple[Brought, ...], Field(max_length=12)] = ()
    effect: CampaignEffect = CampaignEffect()
    outcomes: Annotated[tuple[OutcomeNote, ...], Field(max_length=30)] = ()
    replies: ReplyNotes = ReplyNotes()
    pulse: Annotated[tuple[PulseAnswer, ...], Field(max_length=200)] = ()
    wins: Annotated[tuple[Win, ...], Field(max_length=12)] = ()
    failure: Failure = Failure()
    edits: Annotated[tuple[StrategyEdit, ...], Field(max_length=21)] = ()
    hours: NewHours = NewHours()
    news: Annotated[tuple[PlatformNews, ...], Field(max_length=20)] = ()
    experiment: Experiment = Experiment()
    meeting: MonthlyMeeting = MonthlyMeeting()
    answer: Text = ""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.first is not None and self.last is not None and self.last < self.first:
            raise InvalidValue("ends_before_start", "last", value=str(self.last))
        each_once(self.data.notes, "data.notes")
        each_once(self.surprises, "surprises")
        each_once(self.out_takes, "out_takes")
        each_once(self.others, "others")
        each_once(self.outcomes, "outcomes")
        each_once(self.pulse, "pulse")
        each_once(self.wins, "wins")
        each_once(self.edits, "edits")
        return self

    def of_session(self, number: int) -> Self:
        """This one if it is of that session, else a new one.

        It asks the same people to the meeting and still knows the figures of others.
        """
        if self.session in (None, number):
            return self.changed(session=number)
        meeting = MonthlyMeeting(invitees=self.meeting.invitees)
        return type(self)(session=number, meeting=meeting, others=self.others)

    @property
    def period(self) -> Period | None:
        """The days that are evaluated, once both are known."""
        if self.first is None or self.last is None:
            return None
        return Period(first=self.first, last=self.last)

    @property
    def shown_wins(self) -> tuple[Win, ...]:
        """The wins that may be shown to others."""
        return tuple(one for one in self.wins if one.shown and one.whole)
