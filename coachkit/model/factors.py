"""What kind of content works, as far as the posts tell.

A verdict is never stored: it is read off the interval. Changes are parts of what a post of the
average group gets, so that 0.2 is a fifth more.
"""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from coachkit.model.effects import MATTERS, Change
from coachkit.model.errors import InvalidValue
from coachkit.model.results import ENOUGH, INTERVAL_LEVEL, Verdict
from coachkit.model.values import Value

Count = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]


class Factor(StrEnum):
    """What posts are told apart by."""

    PILLAR = "pillar"
    FORMAT = "format"
    WEEKDAY = "weekday"
    HOUR = "hour"


class NoFactors(StrEnum):
    """Why nothing can be said of content."""

    NO_POSTS = "no_posts"
    """No post has both a numerator and a denominator, and is old enough."""
    FEW_POSTS = "few_posts"
    """Fewer posts than any comparison of groups takes."""
    ALL_ALIKE = "all_alike"
    """No factor has two groups."""
    NOTHING_COUNTED = "nothing_counted"
    """Every post has the same rate, mostly because nothing was counted."""


class GroupEffect(Value):
    """The posts of one group beside the average group, everything else being equal.

    ``change``: shrunk towards nothing by as much as so few posts deserve; ``plain``: what the
    groups' means alone would say. ``kept``: the part of it that was believed. ``smallest``: the
    smallest lift over the other groups that so many posts would usually show.
    """

    key: str
    n: Annotated[int, Field(gt=0)]
    change: Change
    plain: Annotated[float, Field(ge=-1)]
    kept: Share
    smallest: Annotated[float, Field(gt=0)]

    @property
    def few(self) -> bool:
        """Whether it has too few posts for any verdict or rank."""
        return self.n < ENOUGH

    @property
    def verdict(self) -> Verdict:
        """What may be said of it: *not shown* only where what matters would have been seen."""
        if self.few:
            return Verdict.CANNOT_TELL
        if self.change.up or self.change.down:
            return Verdict.SHOWN_UP if self.change.up else Verdict.SHOWN_DOWN
        return Verdict.NOT_SHOWN if self.smallest <= MATTERS else Verdict.CANNOT_TELL


class FactorEffects(Value):
    """The groups of one factor, the most frequent first.

    ``spread``: how much a typical group differs from the average one.
    """

    factor: Factor
    spread: Annotated[float, Field(ge=0)]
    groups: Annotated[tuple[GroupEffect, ...], Field(min_length=2)]

    @property
    def n(self) -> int:
        """Posts whose group is known."""
        return sum(group.n for group in self.groups)

    @property
    def ranked(self) -> tuple[GroupEffect, ...]:
        """Groups with enough posts, the best first, by their shrunken effect."""
        known = [group for group in self.groups if not group.few]
        return tuple(sorted(known, key=lambda group: -group.change.value))

    @property
    def winner(self) -> GroupEffect | None:
        """The best group, where it is shown to be better than the average one."""
        best = next(iter(self.ranked), None)
        return best if best is not None and best.verdict is Verdict.SHOWN_UP else None

    @property
    def verdict(self) -> Verdict:
        """Whether there is a winner: *not shown* only where each group could have been seen."""
        if self.winner is not None:
            return Verdict.SHOWN_UP
        verdicts = {group.verdict for group in self.groups}
        unsure = Verdict.CANNOT_TELL in verdicts or len(self.ranked) < 2
        return Verdict.CANNOT_TELL if unsure else Verdict.NOT_SHOWN


class ContentEffects(Value):
    """What pillar, format, weekday and hour do to the rate of a post, all fitted together.

    ``numerator`` and ``denominator`` define the rate; the post is the unit. ``n``: posts in it;
    ``young``: left out because they were still growing; ``unknown``: without either value.
    ``factors`` has those with two groups or more. Without any the ``reason`` says why.
    """

    numerator: str
    denominator: str
    sources: tuple[str, ...] = ()
    n: Count = 0
    young: Count = 0
    unknown: Count = 0
    typical_rate: Annotated[float, Field(ge=0)] | None = None
    factors: tuple[FactorEffects, ...] = ()
    reason: NoFactors | None = None

    @model_validator(mode="after")
    def _answers_or_says_why(self) -> Self:
        if bool(self.factors) == (self.reason is not None):
            raise InvalidValue("missing", "reason")
        return self

    @property
    def level(self) -> float:
        """Of the intervals."""
        return INTERVAL_LEVEL

    def factor(self, factor: Factor) -> FactorEffects | None:
        """What is known of that factor, if posts differ in it."""
        return next((one for one in self.factors if one.factor is factor), None)
