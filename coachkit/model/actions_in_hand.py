"""The plan of action while it is filled in: all actions as one list, whole or not.

A plan keeps what is promised apart from what is only begun. In the room both are rows of one
table, and a row becomes a promise the moment it is whole.
"""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field, field_validator

from coachkit.model.actions import Action, ActionBegun, ActionPlan, ActionState
from coachkit.model.deciding import Key, each_once
from coachkit.model.values import Value


def _on_one_line(text: str) -> str:
    # A narrow column breaks the line by itself; a break that was typed is none of the action's.
    return " ".join(text.split())


Written = Annotated[str, AfterValidator(_on_one_line), Field(max_length=200)]


class ActionInHand(Value):
    """An action of which anything may still be missing; the fields are those of an action."""

    key: Key
    what: Written = ""
    who: Annotated[str, Field(max_length=80)] = ""
    when: date | None = None
    first_step: Written = ""
    done_sign: Written = ""
    state: ActionState = ActionState.OPEN
    why: Annotated[str, Field(max_length=400)] = ""
    session: Annotated[int, Field(ge=1)] | None = None
    closed_on: date | None = None

    @property
    def whole(self) -> bool:
        """Whether it says all that a promise says."""
        return all((self.what, self.who, self.when, self.first_step, self.done_sign))


class ActionsInHand(Value):
    """All actions of a plan in their order: open, done, dropped and begun."""

    actions: Annotated[tuple[ActionInHand, ...], Field(max_length=400)] = ()

    @field_validator("actions")
    @classmethod
    def _once(cls, actions: tuple[ActionInHand, ...]) -> tuple[ActionInHand, ...]:
        return each_once(actions, "actions")


def in_hand(plan: ActionPlan) -> ActionsInHand:
    """The plan's actions as one list, each begun one in its place."""
    rows = [ActionInHand.model_validate(one.model_dump()) for one in plan.actions]
    for one in sorted(plan.begun, key=lambda begun: begun.place):
        said = one.model_dump(exclude={"place"})
        rows.insert(one.place, ActionInHand.model_validate(said))
    return ActionsInHand(actions=tuple(rows))


def from_hand(hand: ActionsInHand, session: int) -> ActionPlan:
    """The plan again: what is whole is promised, in that session where it is new."""
    actions, begun = [], []
    for place, row in enumerate(hand.actions):
        if row.whole:
            said = row.model_dump()
            actions.append(Action.model_validate({**said, "session": row.session or session}))
        else:
            said = {
                name: getattr(row, name) for name in ActionBegun.model_fields if name != "place"
            }
            begun.append(ActionBegun(**said, place=place))
    return ActionPlan(actions=tuple(actions), begun=tuple(begun))
