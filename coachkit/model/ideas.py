"""The idea board: cards that anybody writes, and of which only the tagged can enter a plan."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from coachkit.model.deciding import Key, Line, Who, each_once
from coachkit.model.digital_group import DigitalGroup, Talk
from coachkit.model.errors import InvalidValue
from coachkit.model.values import Value


class IdeaState(StrEnum):
    """What became of an idea."""

    OPEN = "open"
    KEPT = "kept"
    PARKED = "parked"


class Idea(Value):
    """One card. ``unit``: the department or group that wrote it; a unit, never a person.

    ``group``: the key of the group it lies in. ``track`` and ``message``: for whom and what it
    says; without both it stays outside. ``writer``: who has said yes to writing it.
    ``campaign``: the session's number it was written in.
    """

    key: Key
    text: Line = ""
    unit: Line = ""
    group: Key | None = None
    track: Key | None = None
    message: Annotated[str, Field(max_length=400)] = ""
    channel: Annotated[str, Field(max_length=80)] = ""
    content_type: Annotated[str, Field(max_length=80)] = ""
    writer: Who = ""
    state: IdeaState = IdeaState.OPEN
    written_on: date | None = None
    session: Annotated[int, Field(ge=1)] | None = None

    @property
    def tagged(self) -> bool:
        """Whether it says for whom it is and what it says: only then it may enter a plan."""
        return bool(self.text and self.track and self.message)


class IdeaGroup(Value):
    """Cards that belong together, and what they have in common."""

    key: Key
    name: Line = ""


class IdeaBoard(Value):
    """All cards of a client, of this campaign and those before.

    ``circle``: the digital group that goes on having ideas; ``talks``: those of others it joins.
    """

    cards: Annotated[tuple[Idea, ...], Field(max_length=1_000)] = ()
    groups: Annotated[tuple[IdeaGroup, ...], Field(max_length=60)] = ()
    circle: DigitalGroup = DigitalGroup()
    talks: Annotated[tuple[Talk, ...], Field(max_length=40)] = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        each_once(self.cards, "cards")
        each_once(self.groups, "groups")
        each_once(self.talks, "talks")
        kept = (one for one in self.cards if one.state is IdeaState.KEPT)
        untagged = next((one for one in kept if not one.tagged), None)
        if untagged is not None:
            raise InvalidValue("untagged", "cards", value=untagged.text[:80])
        return self

    def card(self, key: str) -> Idea | None:
        """The card of that key."""
        return next((one for one in self.cards if one.key == key), None)

    def with_card(self, card: Idea) -> Self:
        """The same with that card in place of the one of its key, or at the end."""
        others = tuple(card if one.key == card.key else one for one in self.cards)
        cards = others if self.card(card.key) is not None else (*others, card)
        return self.changed(cards=cards)

    def without(self, key: str) -> Self:
        """The same without that card."""
        return self.changed(cards=tuple(one for one in self.cards if one.key != key))

    def in_group(self, key: str | None) -> tuple[Idea, ...]:
        """The cards that lie in a group; of no group, or of one that is gone, with ``None``."""
        known = {one.key for one in self.groups}
        return tuple(
            one for one in self.cards if (one.group if one.group in known else None) == key
        )

    @property
    def untagged(self) -> tuple[Idea, ...]:
        """The cards in play that do not say for whom they are, or what they say."""
        return tuple(
            one for one in self.cards if not one.tagged and one.state is not IdeaState.PARKED
        )

    @property
    def units(self) -> tuple[str, ...]:
        """Who has written, each once."""
        return tuple(dict.fromkeys(one.unit for one in self.cards if one.unit))

    @property
    def kept(self) -> tuple[Idea, ...]:
        """The cards that may enter a plan."""
        return tuple(one for one in self.cards if one.state is IdeaState.KEPT)
