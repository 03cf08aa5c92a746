"""What differs between two versions of a strategy, as a reader wants it told.

A decision is known by its key: one whose words are new was changed, not taken out and put in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from coachkit.model.deciding import Decision, Learning
from coachkit.model.errors import InvalidValue
from coachkit.model.strategy import (
    BusinessGoal,
    ChannelChoice,
    CommunicationGoal,
    Cut,
    HoursDecision,
    Revision,
    Statement,
    Strategy,
)


class Where(StrEnum):
    """The part of the strategy a decision stands in."""

    BUSINESS_GOAL = "business_goal"
    COMMUNICATION_GOAL = "communication_goal"
    CHANNEL = "channel"
    POINT = "point"
    HOURS = "hours"
    CUT = "cut"


_WHERE: Final[Mapping[type[Decision], Where]] = {
    BusinessGoal: Where.BUSINESS_GOAL,
    CommunicationGoal: Where.COMMUNICATION_GOAL,
    ChannelChoice: Where.CHANNEL,
    Statement: Where.POINT,
    HoursDecision: Where.HOURS,
    Cut: Where.CUT,
}

_HOLDER: Final[Mapping[Where, str]] = {
    Where.BUSINESS_GOAL: "business_goals",
    Where.COMMUNICATION_GOAL: "communication_goals",
    Where.CHANNEL: "channels",
    Where.POINT: "statements",
    Where.CUT: "cuts",
}


class How(StrEnum):
    """What became of a decision."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True)
class FieldChange:
    """One field of a decision. Values as the model has them; ``None`` where there was nothing."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class DecisionChange:
    """What became of one decision, and the learnings that were given for it since the older."""

    where: Where
    how: How
    before: Decision | None
    after: Decision | None
    fields: tuple[FieldChange, ...]
    because: tuple[Revision, ...]

    @property
    def key(self) -> str:
        """What it is known by in both versions."""
        held = self.after if self.after is not None else self.before
        return held.key if held is not None else ""


@dataclass(frozen=True)
class StrategyDiff:
    """Two versions compared, with both. ``unchanged``: how many decisions are as they were.

    ``cuts_reordered``: whether what goes first is another, of the cuts that both have.
    """

    older: Strategy
    newer: Strategy
    changes: tuple[DecisionChange, ...]
    unchanged: int
    question_changed: bool
    profiles_changed: bool
    authors_changed: bool
    cuts_reordered: bool

    def __bool__(self) -> bool:
        return bool(
            self.changes
            or self.question_changed
            or self.profiles_changed
            or self.authors_changed
            or self.cuts_reordered
        )


def where(decision: Decision) -> Where:
    """The part of the strategy it stands in."""
    return _WHERE[type(decision)]


def compare(older: Strategy, newer: Strategy) -> StrategyDiff:
    """What became of each decision, in the order in which a reader of the newer meets it."""
    before = {one.key: one for one in older.decisions}
    after = {one.key: one for one in newer.decisions}
    told = newer.revisions[_common(older, newer) :]
    changes = [
        _change(before.get(key), after.get(key), told)
        for key in (*after, *(key for key in before if key not in after))
        if before.get(key) != after.get(key)
    ]
    return StrategyDiff(
        older=older,
        newer=newer,
        changes=tuple(changes),
        unchanged=sum(before.get(key) == one for key, one in after.items()),
        question_changed=older.question != newer.question,
        profiles_changed=older.profiles != newer.profiles,
        authors_changed=set(older.authors) != set(newer.authors),
        cuts_reordered=_kept_cuts(older, newer) != _kept_cuts(newer, older),
    )


def revise(
    strategy: Strategy, decision: Decision, *, on: date, who: str, learning: Learning
) -> Strategy:
    """The strategy with that decision in the place of the one of its key, or added to its part.

    The learning is kept with it. Raises :class:`InvalidValue` ``not_allowed`` where the key is one
    of another part.
    """
    place = where(decision)
    if place is Where.HOURS and decision.key != strategy.hours.key:
        raise InvalidValue("not_allowed", "key", value=decision.key)
    known = {one.key: one for one in strategy.decisions}
    if decision.key in known and where(known[decision.key]) is not place:
        raise InvalidValue("not_allowed", "key", value=decision.key)
    revision = Revision(on=on, about=decision.key, who=who, learning=learning)
    revisions = (*strategy.revisions, revision)
    if isinstance(decision, HoursDecision):
        return strategy.changed(hours=decision, revisions=revisions)
    holder = _HOLDER[place]
    held = getattr(strategy, holder)
    if decision.key in known:
        held = tuple(decision if one.key == decision.key else one for one in held)
    else:
        held = (*held, decision)
    return strategy.changed(**{holder: held}, revisions=revisions)


def withdraw(strategy: Strategy, key: str, *, on: date, who: str, learning: Learning) -> Strategy:
    """The strategy without a decision, with the learning that it goes back to.

    The hours are always decided: :class:`InvalidValue` ``not_allowed``, as for a key that is not
    there.
    """
    gone = next((one for one in strategy.decisions if one.key == key), None)
    if gone is None or isinstance(gone, HoursDecision):
        raise InvalidValue("not_allowed", "key", value=key)
    holder = _HOLDER[where(gone)]
    held = tuple(one for one in getattr(strategy, holder) if one.key != key)
    revision = Revision(on=on, about=key, who=who, learning=learning)
    return strategy.changed(**{holder: held}, revisions=(*strategy.revisions, revision))


def _change(
    before: Decision | None, after: Decision | None, told: tuple[Revision, ...]
) -> DecisionChange:
    held = after if after is not None else before
    if held is None:
        raise LookupError
    how = How.NEW if before is None else How.GONE if after is None else How.CHANGED
    return DecisionChange(
        where=where(held),
        how=how,
        before=before,
        after=after,
        fields=_fields(before, after),
        because=tuple(one for one in told if one.about == held.key),
    )


def _fields(before: Decision | None, after: Decision | None) -> tuple[FieldChange, ...]:
    if before is None or after is None:
        return ()
    return tuple(
        FieldChange(name, getattr(before, name, None), getattr(after, name, None))
        for name in type(after).model_fields
        if name != "key" and getattr(before, name, None) != getattr(after, name, None)
    )


def _kept_cuts(of: Strategy, beside: Strategy) -> list[str]:
    known = {one.key for one in beside.cuts}
    return [one.key for one in of.cuts if one.key in known]


def _common(older: Strategy, newer: Strategy) -> int:
    """How many revisions the two have in common: the log only ever grows."""
    n = 0
    for one, other in zip(older.revisions, newer.revisions, strict=False):
        if one != other:
            break
        n += 1
    return n
