"""What an evaluation leaves of a campaign: its window, what was found, what is said of it.

The verdict that people decide on may be as strong as the interval allows, or weaker; never
stronger.
"""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from coachkit.model.deciding import Key, Line, Text, Who
from coachkit.model.effects import Comparison, Reason, Smallest
from coachkit.model.errors import InvalidValue
from coachkit.model.goals import Kpi
from coachkit.model.observations import Platform
from coachkit.model.periods import Period
from coachkit.model.results import Verdict
from coachkit.model.values import Value


class Promise(Value):
    """What was said before the launch about what could be seen of it.

    ``measure``: of which series. ``smallest``: the smallest lift that could be seen, with a control
    series where one was chosen and it helped; ``cannot``: why nobody could say. ``hoped``: the lift
    that was hoped for.
    """

    measure: Kpi
    smallest: Smallest | None = None
    cannot: Reason | None = None
    hoped: Annotated[float, Field(gt=0, le=20, allow_inf_nan=False)] | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.smallest is None) == (self.cannot is None):
            raise InvalidValue("missing", "smallest")
        return self


class CampaignEffect(Value):
    """The campaign, what moved, and the finding as it was said aloud.

    ``of``: the number of the session that planned it, 0 for one of no session; ``None`` where
    people said by themselves what the campaign was. ``promised``: what was said before the launch.
    ``outcome``: what it was to move; ``control``: another series that it should not have touched.
    ``also``: other campaigns' days, which are no quiet past. ``found``: the answer that was on the
    screen when the verdict was taken, so that it can be read again as it was. ``happened``: what
    else happened at the same time. ``sentence``: the finding in their own words. ``lacking``: what
    would be needed to tell next time.
    """

    of: Annotated[int, Field(ge=0)] | None = None
    name: Line = ""
    first: date | None = None
    last: date | None = None
    promised: Promise | None = None
    outcome: Kpi | None = None
    control: Kpi | None = None
    also: Annotated[tuple[Period, ...], Field(max_length=40)] = ()
    happened: Text = ""
    found: Comparison | None = None
    verdict: Verdict | None = None
    sentence: Text = ""
    lacking: Line = ""

    @model_validator(mode="after")
    def _holds(self) -> Self:
        if self.first is not None and self.last is not None and self.last < self.first:
            raise InvalidValue("ends_before_start", "last", value=str(self.last))
        if self.control is not None and self.control == self.outcome:
            raise InvalidValue("repeated", "control", value=self.control.metric)
        if self.verdict not in (None, Verdict.CANNOT_TELL, self.allowed):
            raise InvalidValue("not_allowed", "verdict", value=str(self.verdict))
        return self

    @property
    def window(self) -> Period | None:
        """The days of the campaign, once both are known."""
        if self.first is None or self.last is None:
            return None
        return Period(first=self.first, last=self.last)

    @property
    def days(self) -> tuple[Period, ...]:
        """Its own and other campaigns' days: no quiet past to anything that is foretold."""
        return tuple(filter(None, (self.window, *self.also)))

    @property
    def promise(self) -> Promise | None:
        """What was said before the launch of what is judged now; of another series it says none."""
        said = self.promised
        return said if said is not None and said.measure == self.outcome else None

    @property
    def allowed(self) -> Verdict:
        """The strongest that may be said: what the interval allows."""
        return Verdict.CANNOT_TELL if self.found is None else self.found.verdict


class PlatformNews(Value):
    """Something that has changed in a platform or a tool. ``checked``: when somebody looked."""

    key: Key
    platform: Platform | None = None
    text: Line = ""
    source: Line = ""
    checked: date | None = None


class Experiment(Value):
    """One thing to try, and how large the difference must be to be seen at all.

    ``changes``: the one thing that is done otherwise; ``stays``: what is left as it was.
    ``smallest``: what the client's own past could show in so many weeks, ``None`` where
    ``cannot`` says why; ``hoped``: the lift that they hope for, 0.2 for a fifth.
    """

    idea: Line = ""
    changes: Line = ""
    stays: Line = ""
    measure: Kpi | None = None
    weeks: Annotated[int, Field(ge=1, le=26)] = 4
    starts: date | None = None
    owner: Who = ""
    hoped: Annotated[float, Field(gt=0, le=20, allow_inf_nan=False)] | None = None
    smallest: Smallest | None = None
    cannot: Reason | None = None
    none: bool = False
    """Decided: nothing is tried until next time."""

    @property
    def could_be_seen(self) -> bool | None:
        """Whether what they hope for could be seen; ``None`` as long as one of the two is open."""
        if self.cannot is not None:
            return False
        if self.smallest is None or self.hoped is None:
            return None
        return self.hoped >= self.smallest.lift

    @property
    def whole(self) -> bool:
        """Whether it can begin: what changes, how it is seen, and who sees to it."""
        return bool(self.idea and self.changes and self.measure is not None and self.owner)
