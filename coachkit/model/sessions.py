"""A session: where it stands in its run sheet, what was said, decided and left for later.

Moments within it are whole seconds since it began, pauses left out, so that minutes shared out
among blocks add up to exactly what there is. :mod:`coachkit.model.session_time` moves it on,
:mod:`coachkit.model.session_record` writes into it.
"""

from datetime import datetime, timedelta
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from coachkit.model.deciding import Key, Line, Text, Who, each_once
from coachkit.model.errors import InvalidValue
from coachkit.model.languages import Language
from coachkit.model.values import Value

LONGEST = 24 * 60 * 60
"""Seconds that a moment of a session is away from its beginning, at most."""
Seconds = Annotated[int, Field(ge=0, le=LONGEST)]
Said = Annotated[str, Field(min_length=1, max_length=400)]

MINUTE = 60
_SECOND = timedelta(seconds=1)


class Pause(Value):
    """The clock stood still from ``since`` to ``until``; it still does where that is ``None``."""

    since: datetime
    until: datetime | None = None


class Visit(Value):
    """A stay in a block, from second to second; ``left`` is ``None`` while it lasts."""

    entered: Seconds
    left: Seconds | None = None


class SessionBlock(Value):
    """A block of the run sheet in this session; all in seconds.

    ``planned``: what the sheet gives it. ``allotted``: what it has by now; the sum of all blocks
    stays what the sheet takes. ``extended``: what the coach gave it on top.
    """

    key: Key
    planned: Seconds
    allotted: Seconds
    extended: Seconds = 0
    visits: Annotated[tuple[Visit, ...], Field(max_length=200)] = ()

    @property
    def done(self) -> bool:
        """Whether it was entered and left again."""
        return bool(self.visits) and self.visits[-1].left is not None

    def spent(self, second: int) -> int:
        """The seconds spent in it up to ``second``."""
        stays = ((one.entered, second if one.left is None else one.left) for one in self.visits)
        return sum(max(0, min(left, second) - entered) for entered, left in stays)


class DecisionTaken(Value):
    """Something that was decided. ``key``: the decision of the run sheet that it is, if any."""

    text: Said
    owner: Who = ""
    reason: Line = ""
    key: Key | None = None
    second: Seconds
    block: Key


class Parked(Value):
    """A question for later. ``answer``: empty as long as nobody has answered it."""

    key: Key
    text: Said
    who: Who = ""
    answer: Text = ""
    second: Seconds
    block: Key


class Attendee(Value):
    """Somebody in the room. A name is kept only of those who said yes to it."""

    name: Who = ""
    role: Line = ""
    consent: bool = False

    @model_validator(mode="after")
    def _named_with_consent(self) -> Self:
        if self.name and not self.consent:
            raise InvalidValue("no_consent", "name", value=self.name)
        return self


class LanguageSwitch(Value):
    """From this second on the session is in that language."""

    second: Seconds
    language: Language


class Session(Value):
    """One session. ``sheet``: the key of its run sheet. ``number``: of this client, 1 the first.

    ``practice``: a run without a client, which nobody will ever be held to. ``current``: the key
    of the block on the screen. ``notes``: those that all see; the coach's own are
    :class:`coachkit.model.private_notes.PrivateNotes` and live elsewhere.
    """

    sheet: Key
    number: Annotated[int, Field(ge=1)] = 1
    label: Annotated[str, Field(max_length=80)] = ""
    practice: bool = False
    language: Language = "en"
    started_at: datetime | None = None
    ended_at: datetime | None = None
    pauses: Annotated[tuple[Pause, ...], Field(max_length=200)] = ()
    blocks: Annotated[tuple[SessionBlock, ...], Field(min_length=1, max_length=40)]
    current: Key | None = None
    question: Line = ""
    notes: Annotated[str, Field(max_length=20_000)] = ""
    decisions: Annotated[tuple[DecisionTaken, ...], Field(max_length=200)] = ()
    parked: Annotated[tuple[Parked, ...], Field(max_length=200)] = ()
    attendees: Annotated[tuple[Attendee, ...], Field(max_length=60)] = ()
    switches: Annotated[tuple[LanguageSwitch, ...], Field(max_length=200)] = ()
    useful: Annotated[int, Field(ge=1, le=5)] | None = None
    clear_next_step: Annotated[int, Field(ge=1, le=5)] | None = None

    @field_validator("started_at", "ended_at")
    @classmethod
    def _with_zone(cls, moment: datetime | None) -> datetime | None:
        if moment is not None and moment.tzinfo is None:
            raise InvalidValue("unknown_time_zone", "started_at", value=moment.isoformat())
        return moment

    @model_validator(mode="after")
    def _whole(self) -> Self:
        each_once(self.blocks, "blocks")
        each_once(self.parked, "parked")
        if self.current is not None:
            self.block(self.current)
        return self

    @property
    def length(self) -> int:
        """How many seconds it has: those of its run sheet."""
        return sum(block.planned for block in self.blocks)

    @property
    def running(self) -> bool:
        """Whether its clock runs."""
        return self.started and not self.over and not self.paused

    @property
    def started(self) -> bool:
        """Whether it has begun."""
        return self.started_at is not None

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.ended_at is not None

    @property
    def paused(self) -> bool:
        """Whether its clock stands still."""
        return bool(self.pauses) and self.pauses[-1].until is None

    def block(self, key: str) -> SessionBlock:
        """The block of that key, or :class:`InvalidValue` ``unknown_block``."""
        for block in self.blocks:
            if block.key == key:
                return block
        known = [block.key for block in self.blocks]
        raise InvalidValue("unknown_block", "block", value=key[:80], known=known)

    def second(self, now: datetime) -> int:
        """Seconds since it began, without pauses; it stops when the session ends.

        It is never before a block was last entered or left, even if the machine's clock is set
        back, and never beyond a day: whoever forgot to end a session can still end it.
        """
        if self.started_at is None:
            return 0
        until = self.ended_at or now
        passed = until - self.started_at
        for pause in self.pauses:
            passed -= (pause.until or until) - pause.since
        return max(min(passed // _SECOND, LONGEST), self._latest)

    def minute(self, now: datetime) -> float:
        """The same in minutes, as the store keeps it with what is saved."""
        return self.second(now) / MINUTE

    @property
    def _latest(self) -> int:
        stays = (visit for block in self.blocks for visit in block.visits)
        return max((one.entered if one.left is None else one.left for one in stays), default=0)
