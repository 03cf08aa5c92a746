"""The plan of action: at most seven things, each with who, when, first step and done-sign."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from coachkit.model.deciding import Key, each_once, next_key
from coachkit.model.errors import InvalidValue
from coachkit.model.values import Value

OPEN_AT_MOST: Final = 7
"""More open actions than seven are wishes."""

Needed = Annotated[str, Field(min_length=1, max_length=200)]
Name = Annotated[str, Field(min_length=1, max_length=80)]


class ActionState(StrEnum):
    """What became of an action."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Action(Value):
    """Something that somebody will do. ``done_sign``: how everybody will see that it is done.

    ``session``: the number of the session it was promised in. ``why``: why it was dropped, or
    what came of it. ``closed_on``: when it was done or dropped.
    """

    key: Key
    what: Needed
    who: Name
    when: date
    first_step: Needed
    done_sign: Needed
    state: ActionState = ActionState.OPEN
    why: Annotated[str, Field(max_length=400)] = ""
    session: Annotated[int, Field(ge=1)] | None = None
    closed_on: date | None = None

    @model_validator(mode="after")
    def _dropped_for_a_reason(self) -> Self:
        if self.state is ActionState.DROPPED and not self.why:
            raise InvalidValue("missing", "why")
        return self

    def late(self, today: date) -> bool:
        """Whether it should have been done before ``today``."""
        return self.state is ActionState.OPEN and self.when < today


class ActionBegun(Value):
    """Something that somebody might do, not promised yet: part of what an action says is missing.

    ``session``: the one it was promised in, where something was taken out of it since. ``place``:
    where it stands among all actions, 0 the first.
    """

    key: Key
    what: Annotated[str, Field(max_length=200)] = ""
    who: Annotated[str, Field(max_length=80)] = ""
    when: date | None = None
    first_step: Annotated[str, Field(max_length=200)] = ""
    done_sign: Annotated[str, Field(max_length=200)] = ""
    session: Annotated[int, Field(ge=1)] | None = None
    place: Annotated[int, Field(ge=0)] = 0

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields that are still to be filled in."""
        return tuple(name for name in _SAID if not getattr(self, name))


_SAID: Final = ("what", "who", "when", "first_step", "done_sign")


class ActionPlan(Value):
    """All actions that were ever promised, at most seven of them open.

    ``begun``: those that are not whole yet. They take up room like open ones, and are promised to
    nobody: no document, calendar or reminder has them.
    """

    actions: Annotated[tuple[Action, ...], Field(max_length=400)] = ()
    begun: Annotated[tuple[ActionBegun, ...], Field(max_length=400)] = ()

    @model_validator(mode="after")
    def _few_enough(self) -> Self:
        each_once(self._all, "actions")
        if self.room < 0:
            raise InvalidValue(
                "too_many_actions", "actions", value=OPEN_AT_MOST - self.room, limit=OPEN_AT_MOST
            )
        return self

    @property
    def open(self) -> tuple[Action, ...]:
        """What is still to be done."""
        return tuple(one for one in self.actions if one.state is ActionState.OPEN)

    @property
    def room(self) -> int:
        """How many more may be promised."""
        return OPEN_AT_MOST - len(self.open) - len(self.begun)

    @property
    def _all(self) -> tuple[Action | ActionBegun, ...]:
        return (*self.actions, *self.begun)

    def next_key(self) -> str:
        """A key for one more action, never given before."""
        return next_key("action", (one.key for one in self._all))

    def with_begun(self, what: str, who: str = "", when: date | None = None) -> Self:
        """With one more that is not whole yet; :class:`InvalidValue` where there is no room."""
        place = len(self.actions) + len(self.begun)
        begun = ActionBegun(key=self.next_key(), what=what, who=who, when=when, place=place)
        return self.changed(begun=(*self.begun, begun))

    def with_action(self, action: Action) -> Self:
        """With one more, or with this one in place of the one of its key."""
        kept = {one.key: one for one in self.actions}
        return self.changed(actions=tuple({**kept, action.key: action}.values()))

    def closed(self, key: str, state: ActionState, on: date, why: str = "") -> Self:
        """With that action done, dropped (then ``why`` is needed) or open again.

        Raises :class:`InvalidValue` ``unknown_action``.
        """
        for one in self.actions:
            if one.key == key:
                closed_on = None if state is ActionState.OPEN else on
                return self.with_action(one.changed(state=state, why=why, closed_on=closed_on))
        known = [one.key for one in self.actions]
        raise InvalidValue("unknown_action", "actions", value=key[:80], known=known)


@dataclass(frozen=True)
class Promises:
    """What became of what was promised: at the beginning of the next session."""

    kept: tuple[Action, ...]
    late: tuple[Action, ...]
    waiting: tuple[Action, ...]
    dropped: tuple[Action, ...]

    @property
    def n(self) -> int:
        """How many were promised."""
        return len(self.kept) + len(self.late) + len(self.waiting) + len(self.dropped)


def promises(plan: ActionPlan, sessions: Iterable[int | None], today: date) -> Promises:
    """What became of the actions that were promised in those sessions (by number).

    ``None`` among them: also of those that were promised outside a session.
    """
    wanted = set(sessions)
    made = [one for one in plan.actions if one.session in wanted]
    return Promises(
        kept=tuple(one for one in made if one.state is ActionState.DONE),
        late=tuple(one for one in made if one.late(today)),
        waiting=tuple(one for one in made if one.state is ActionState.OPEN and not one.late(today)),
        dropped=tuple(one for one in made if one.state is ActionState.DROPPED),
    )
