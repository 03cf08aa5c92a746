"""Predict before reveal: votes for the best and the worst post, then what the figures say.

A vote has no name, only a key of its own, so that two browsers may vote at the same time. Once the
figures were shown no vote is taken any more: nobody is wise after the event.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Final, Self

from pydantic import Field, field_validator, model_validator

from coachkit.model.deciding import Key, Line, each_once
from coachkit.model.errors import InvalidValue
from coachkit.model.guesses import Amount
from coachkit.model.observations import Platform
from coachkit.model.values import Value

Item = Annotated[str, Field(min_length=1, max_length=200)]
"""What the exports call a post."""

CANDIDATES_AT_MOST: Final = 12
"""More posts than this nobody reads before voting."""


class Candidate(Value):
    """A post that can be voted for, as it is recognised; nothing of how it did."""

    item: Item
    day: date
    text: Line = ""
    permalink: Annotated[str, Field(max_length=2_000)] = ""


class Vote(Value):
    """What somebody thinks: the best, the worst, and how much the best gathered.

    Each may be left open. ``said``: when, so that none counts that came after the figures.
    """

    key: Key
    best: Item | None = None
    worst: Item | None = None
    amount: Amount | None = None
    said: datetime

    @model_validator(mode="after")
    def _not_both(self) -> Self:
        if self.best is not None and self.best == self.worst:
            raise InvalidValue("repeated", "worst", value=self.worst[:80])
        return self


class Figure(Value):
    """What a post of the ballot really gathered; ``None``: the exports don't say."""

    item: Item
    value: Amount | None


class Ballot(Value):
    """The vote on one metric of one platform, and its figures once they were shown.

    ``figures`` is empty and ``shown`` is ``None`` until everybody has voted: what is not in here
    can reach no browser.
    """

    platform: Platform | None = None
    metric: Annotated[str, Field(max_length=60)] = ""
    candidates: Annotated[tuple[Candidate, ...], Field(max_length=CANDIDATES_AT_MOST)] = ()
    votes: Annotated[tuple[Vote, ...], Field(max_length=200)] = ()
    shown: datetime | None = None
    figures: Annotated[tuple[Figure, ...], Field(max_length=CANDIDATES_AT_MOST)] = ()

    @field_validator("shown")
    @classmethod
    def _with_zone(cls, moment: datetime | None) -> datetime | None:
        if moment is not None and moment.tzinfo is None:
            raise InvalidValue("unknown_time_zone", "shown", value=moment.isoformat())
        return moment

    @model_validator(mode="after")
    def _honest(self) -> Self:
        each_once(self.votes, "votes")
        known = {one.item for one in self.candidates}
        voted = {item for one in self.votes for item in (one.best, one.worst) if item is not None}
        for item in sorted((voted | {one.item for one in self.figures}) - known):
            raise InvalidValue("not_allowed", "votes", value=item[:80])
        if self.figures and self.shown is None:
            raise InvalidValue("missing", "shown")
        late = [one for one in self.votes if self.shown is not None and one.said >= self.shown]
        if late:
            said = f"{late[0].said:%Y-%m-%d %H:%M}"
            raise InvalidValue("already_past", "votes", value=said)
        return self

    @property
    def open(self) -> bool:
        """Whether votes are still taken."""
        return self.shown is None

    @property
    def for_best(self) -> tuple[tuple[str, int], ...]:
        """Items with their votes for the best, the most first, as the candidates stand."""
        return self._counted(one.best for one in self.votes)

    @property
    def for_worst(self) -> tuple[tuple[str, int], ...]:
        """Items with their votes for the worst, the most first."""
        return self._counted(one.worst for one in self.votes)

    @property
    def best(self) -> str | None:
        """The post that gathered most; ``None`` before it is shown, or where two are level."""
        return self._extreme(max)

    @property
    def worst(self) -> str | None:
        """The post that gathered least; ``None`` before it is shown, or where two are level."""
        return self._extreme(min)

    def value(self, item: str) -> float | None:
        """What that post gathered, as far as it was shown."""
        return next((one.value for one in self.figures if one.item == item), None)

    def with_vote(self, vote: Vote) -> Self:
        """With one more; :class:`InvalidValue` ``already_past`` after the figures were shown."""
        return self.changed(votes=(*self.votes, vote))

    def revealed(self, figures: Iterable[Figure], now: datetime) -> Self:
        """With the figures; votes are over. :class:`InvalidValue` ``missing`` without any vote."""
        if not self.votes:
            raise InvalidValue("missing", "votes")
        return self.changed(figures=tuple(figures), shown=now)

    def _counted(self, items: Iterable[str | None]) -> tuple[tuple[str, int], ...]:
        votes = Counter(item for item in items if item is not None)
        places = {one.item: place for place, one in enumerate(self.candidates)}
        return tuple(sorted(votes.items(), key=lambda one: (-one[1], places[one[0]])))

    def _extreme(self, which: object) -> str | None:
        known = [one for one in self.figures if one.value is not None]
        values = [one.value for one in known if one.value is not None]
        if len(known) < 2:
            return None
        wanted = max(values) if which is max else min(values)
        found = [one.item for one in known if one.value == wanted]
        return found[0] if len(found) == 1 else None
