"""What a campaign, a goal or a new cadence came to, and how sure anybody can be of it.

A verdict is never stored: it is read off the interval, so that no sentence made from one of these
values can say what its numbers do not. All intervals are at
:data:`coachkit.model.results.INTERVAL_LEVEL`; changes are parts of what was to be expected, so
that 0.2 is a fifth more and -0.5 is half.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from coachkit.model.errors import InvalidValue
from coachkit.model.periods import Period
from coachkit.model.results import INTERVAL_LEVEL, Verdict
from coachkit.model.values import Value

MATTERS = 0.5
"""A lift that is worth knowing of. Where not even that could be seen, nothing can be told."""

CHANCE = 0.8
"""How often the smallest detectable lift would be shown if it were there."""

Count = Annotated[int, Field(ge=0)]


class Reason(StrEnum):
    """Why something cannot be told."""

    NO_DATA = "no_data"
    """No day of the series is known before."""
    SHORT_HISTORY = "short_history"
    """Fewer weeks are known before than any comparison takes."""
    LONGER_THAN_HISTORY = "longer_than_history"
    """What is asked of lasts longer than what is known before."""
    TOO_SHORT = "too_short"
    """A campaign of fewer days than a week is judged by."""
    NOT_TOLD = "not_told"
    """Of the campaign's own days too many are unknown."""
    NOTHING_COUNTED = "nothing_counted"
    """Every known day is zero."""
    BELOW_NOTHING = "below_nothing"
    """Days of less than nothing: what may fall below zero has no lift in per cent."""
    CAMPAIGNS_OVERLAP = "campaigns_overlap"
    """Another campaign ran at the same time: nobody can part the two."""
    CONTROL_MOVED = "control_moved"
    """The control series moved too, and with it the answer is another one."""
    NO_CADENCE = "no_cadence"
    """How much was published is not known, before or after."""
    SAME_CADENCE = "same_cadence"
    """As much was published after as before."""
    TOO_NOISY = "too_noisy"
    """The interval holds no change at all, and not even a large one could have been shown."""


class Change(Value):
    """A change beside what was to be expected, with its interval."""

    low: Annotated[float, Field(ge=-1)]
    value: Annotated[float, Field(ge=-1)]
    high: Annotated[float, Field(ge=-1)]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.low <= self.value <= self.high:
            raise InvalidValue("not_allowed", "value", value=str(self.value))
        return self

    @property
    def up(self) -> bool:
        """Whether the whole interval lies above nothing."""
        return self.low > 0

    @property
    def down(self) -> bool:
        """Whether the whole interval lies below nothing."""
        return self.high < 0


class Replay(Value):
    """The engine asked about quiet stretches of the client's own past, where the answer is nothing.

    ``windows``: stretches asked about, each as long as the campaign; ``weeks``: the weeks that
    they cover together. ``typical_error``: half of the answers were off by less. ``inside``: in
    how many nothing lay inside of the interval. ``widened``: by how much the interval is wider
    for it, never less than 1.
    """

    windows: Count
    weeks: Count
    typical_error: Annotated[float, Field(ge=0)]
    inside: Count
    widened: Annotated[float, Field(ge=1)]


class Smallest(Value):
    """The smallest lift that would be shown with :data:`CHANCE` if it were there."""

    lift: Annotated[float, Field(gt=0)]
    weeks: Annotated[int, Field(gt=0)]
    with_control: bool = False
    chance: float = CHANCE


class UnusualDay(Value):
    """The best day of the campaign: its part of the total, and the change without it."""

    day: date
    share: Annotated[float, Field(ge=0, le=1)]
    without: Change


class Beside(Value):
    """Another series of the client's that the campaign should not have touched.

    ``used``: whether the change stands beside it. ``moved``: whether it moved during the campaign
    as the series itself may have: touched by it, or by what touched both. ``change``: the answer
    with it, ``None`` where too little of it is known.
    """

    name: str
    used: bool
    moved: bool = False
    change: Change | None = None


class Comparison(Value):
    """What came beside what was to be expected. Without a ``change`` the ``reason`` says why.

    ``part``: the account, country or source that the metric is of, empty for all that is counted.
    ``days``: known days of the period; ``missing``: unknown ones, which are not zeros.
    ``weeks``/``weeks_before``: known weeks in it and before it, n of the comparison.
    ``replay``: ``None`` where the past was too short for one or it was not yet asked: then
    ``refined`` is false. ``same_cadence``: whether it is beside as many posts as were published.
    """

    metric: str
    part: str = ""
    definition: str
    sources: tuple[str, ...]
    period: Period
    weeks: Count = 0
    weeks_before: Count = 0
    days: Count = 0
    missing: Count = 0
    change: Change | None = None
    reason: Reason | None = None
    smallest: Smallest | None = None
    matters: Annotated[float, Field(gt=0)] = MATTERS
    replay: Replay | None = None
    refined: bool = False
    best_day: UnusualDay | None = None
    control: Beside | None = None
    same_cadence: bool = False

    @model_validator(mode="after")
    def _answers_or_says_why(self) -> Self:
        if self.change is None and self.reason is None:
            raise InvalidValue("missing", "reason")
        if self.reason is Reason.TOO_NOISY:
            # It is read off the interval, or could contradict it.
            raise InvalidValue("not_allowed", "reason", value=str(self.reason))
        return self

    @property
    def level(self) -> float:
        """Of the interval."""
        return INTERVAL_LEVEL

    @property
    def verdict(self) -> Verdict:
        """What the interval allows to be said."""
        if self.change is None or self.reason is not None:
            return Verdict.CANNOT_TELL
        if self.change.up or self.change.down:
            return Verdict.SHOWN_UP if self.change.up else Verdict.SHOWN_DOWN
        seeable = self.smallest is not None and self.smallest.lift <= self.matters
        return Verdict.NOT_SHOWN if seeable else Verdict.CANNOT_TELL

    @property
    def why(self) -> Reason | None:
        """Why it cannot be told; ``None`` where something can."""
        if self.verdict is not Verdict.CANNOT_TELL:
            return None
        return self.reason or Reason.TOO_NOISY

    @property
    def one_day(self) -> bool:
        """Whether a lift is shown that would not be without the best day."""
        shown = self.verdict is Verdict.SHOWN_UP
        return shown and self.best_day is not None and not self.best_day.without.up


class Detectability(Value):
    """What a campaign would have to move for anybody to see it. Nothing without enough history."""

    metric: str
    part: str = ""
    definition: str
    sources: tuple[str, ...]
    known: Period | None
    weeks_before: Count
    options: tuple[Smallest, ...] = ()
    reason: Reason | None = None

    @model_validator(mode="after")
    def _answers_or_says_why(self) -> Self:
        if bool(self.options) == (self.reason is not None):
            raise InvalidValue("missing", "reason")
        return self

    def smallest(self, weeks: int, *, with_control: bool = False) -> Smallest | None:
        """What could be seen in so many weeks."""
        return next(
            (o for o in self.options if (o.weeks, o.with_control) == (weeks, with_control)), None
        )


class Ahead(Value):
    """A total to come with its interval."""

    low: Annotated[float, Field(ge=0)]
    value: Annotated[float, Field(ge=0)]
    high: Annotated[float, Field(ge=0)]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.low <= self.value <= self.high:
            raise InvalidValue("not_allowed", "value", value=str(self.value))
        return self


class Forecast(Value):
    """What a period will come to if everything goes on as it does.

    ``so_far``: what its known days came to already; ``days_left``: of which nothing is known
    yet. ``target`` and ``probability`` of reaching it; the latter ``None`` without a target.
    """

    metric: str
    part: str = ""
    definition: str
    sources: tuple[str, ...]
    period: Period
    weeks_before: Count = 0
    so_far: Annotated[float, Field(ge=0)] = 0.0
    days_left: Count = 0
    total: Ahead | None = None
    target: float | None = None
    probability: Annotated[float, Field(ge=0, le=1)] | None = None
    replay: Replay | None = None
    refined: bool = False
    reason: Reason | None = None

    @model_validator(mode="after")
    def _answers_or_says_why(self) -> Self:
        if (self.total is None) == (self.reason is None):
            raise InvalidValue("missing", "reason")
        if (self.probability is None) != (self.target is None or self.total is None):
            raise InvalidValue("missing", "probability")
        return self

    @property
    def level(self) -> float:
        """Of the interval."""
        return INTERVAL_LEVEL

    @property
    def verdict(self) -> Verdict:
        """Whether the goal will be reached, as far as the interval tells."""
        if self.total is None or self.target is None:
            return Verdict.CANNOT_TELL
        if self.total.low >= self.target:
            return Verdict.SHOWN_UP
        return Verdict.SHOWN_DOWN if self.total.high < self.target else Verdict.CANNOT_TELL


class CadenceEffect(Value):
    """Posts a week before and after a change of cadence, and what the total did."""

    before: Annotated[float, Field(ge=0)] | None
    after: Annotated[float, Field(ge=0)] | None
    total: Comparison

    @property
    def per_post(self) -> Change | None:
        """What became of the response to a post, where the total's change is known."""
        if self.total.change is None or not self.before or not self.after:
            return None
        posts = self.after / self.before
        low, value, high = (
            (1 + part) / posts - 1
            for part in (self.total.change.low, self.total.change.value, self.total.change.high)
        )
        return Change(low=low, value=value, high=high)
