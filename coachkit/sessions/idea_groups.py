"""Grouping cards: a column for each group, moved by pointer, by keys or from a list."""

from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from functools import partial
from secrets import token_hex
from typing import Any, Final

from coachkit.language.idea_words import standing
from coachkit.language.speech import Speech
from coachkit.model.errors import InvalidValue
from coachkit.model.ideas import Idea, IdeaBoard, IdeaGroup, IdeaState
from coachkit.model.languages import Language
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.board import Board, Card, Column, Placed
from coachkit.widgets.panel import Stack

NONE: Final = "none"
"""The column of cards that lie in no group."""


class GroupStep(Stack):
    """``get`` gives the board as it is now, ``put`` keeps another one.

    ``tried`` does something that may be refused.
    """

    def __init__(
        self,
        get: Callable[[], IdeaBoard],
        put: Callable[[IdeaBoard], None],
        tried: Callable[[Callable[[], None]], None],
        language: Language,
        *,
        read_only: bool = False,
    ) -> None:
        self._get, self._put = get, put
        self._deaf = False
        self._drawn: Any = None
        self.name = fields.text()
        self.add = fields.button(lambda: tried(self._add), primary=True)
        fields.entered(self.name, lambda: tried(self._add))
        self.which = fields.choice([("–", "")])
        self.rename = fields.button(lambda: tried(self._rename))
        self.remove = fields.button(lambda: tried(self._remove))
        self.begin = fields.band(self.name, self.add)
        self.mend = fields.band(self.which, self.rename, self.remove)
        self.line = Stack([self.begin])
        self.more = Stack([self.mend])
        for one in (self.line, self.more):
            fields.shown(one, there=not read_only)
        self.board = Board((_outside(),), (), label=_label, language=language)
        self.board.read_only = read_only
        self.board.add_class("ck-idea-board")
        self.board.observe(self._moved, "value")
        super().__init__([self.line, self.board, self.more])

    def redraw(self, language: Language, speech: Speech) -> None:
        """Every card where it lies now."""
        board = self._get()
        cards = tuple(one for one in board.cards if one.state is not IdeaState.PARKED)
        self._deaf = True
        try:
            self._name_fields(board.groups, speech)
            # What it would draw again is the same: on a board of hundreds that takes a while.
            if (cards, board.groups) != self._drawn:
                self._drawn = (cards, board.groups)
                self._draw(board, cards)
            if self.board.language != language:
                self.board.language = language
        finally:
            self._deaf = False

    def _draw(self, board: IdeaBoard, cards: Sequence[Idea]) -> None:
        known = {one.key for one in board.groups}
        columns = (_outside(), *(_column(one) for one in board.groups))
        with self.board.hold_sync():
            self.board.columns = columns
            self.board.cards = tuple(_card(one) for one in cards)
            self.board.value = tuple(
                Placed(one.key, one.group if one.group in known else NONE) for one in cards
            )

    def _name_fields(self, groups: Sequence[IdeaGroup], speech: Speech) -> None:
        self.name.description = speech.say("Group")
        self.name.placeholder = speech.say("What they have in common")
        self.add.description = speech.say("Add a group")
        self.rename.description = speech.say("Call it that")
        self.remove.description = speech.say("Dissolve it")
        options = tuple((one.name or "–", one.key) for one in groups) or (("–", ""),)
        self.which.description = speech.say("Or this group")
        if self.which.options != options:
            here = self.which.value
            self.which.options = options
            known = [key for _, key in options]
            self.which.value = here if here in known else known[-1]
        fields.shown(self.mend, there=bool(groups))

    # ── What is done ────────────────────────────────────────────────────────────────────────────

    def _add(self) -> None:
        board, name = self._get(), self.name.value.strip()
        if not name:
            raise InvalidValue("missing", "name")
        if any(one.name.casefold() == name.casefold() for one in board.groups):
            raise InvalidValue("repeated", "name", value=name[:80])
        group = IdeaGroup(key=f"group-{token_hex(4)}", name=name)
        self._put(board.changed(groups=(*board.groups, group)))
        self.name.value = ""

    def _rename(self) -> None:
        board, name = self._get(), self.name.value.strip()
        if not name:
            raise InvalidValue("missing", "name")
        self._put(
            board.changed(
                groups=tuple(
                    one.changed(name=name) if one.key == self.which.value else one
                    for one in board.groups
                )
            )
        )
        self.name.value = ""

    def _remove(self) -> None:
        board, gone = self._get(), self.which.value
        self._put(
            board.changed(
                groups=tuple(one for one in board.groups if one.key != gone),
                cards=tuple(
                    one.changed(group=None) if one.group == gone else one for one in board.cards
                ),
            )
        )

    def _moved(self, change: Any) -> None:
        """Kept as it lies: its group, and its place among the others."""
        if self._deaf:
            return
        board = self._get()
        cards = _as_they_lie(board.cards, change["new"])
        if cards != board.cards:
            self._put(board.changed(cards=cards))


def _as_they_lie(cards: Sequence[Idea], places: Sequence[Placed]) -> tuple[Idea, ...]:
    """The cards with their groups, each group in the board's order, as old as they are otherwise.

    A card that was moved within its group changes places with others of it and with no more: the
    board of another browser, and the order in which cards were written, stay what they are.
    """
    known = {one.key: one for one in cards}
    lies = {place.card: place.column for place in places if place.card in known}
    queues: dict[str, deque[str]] = defaultdict(deque)
    for key, column in lies.items():
        queues[column].append(key)
    fresh = []
    for one in cards:
        if one.key not in lies:
            fresh.append(one)
            continue
        column = lies[one.key]
        here = known[queues[column].popleft()]
        group = None if column == NONE else column
        fresh.append(here if here.group == group else here.changed(group=group))
    return tuple(fresh)


def _label(speech: Speech) -> str:
    return speech.say("Cards in their groups")


def _outside() -> Column:
    return Column(NONE, lambda speech: speech.say("In no group"))


def _column(group: IdeaGroup) -> Column:
    return Column(group.key, lambda _: group.name or "–")


def _card(one: Idea) -> Card:
    return Card(one.key, lambda _: one.text or "–", partial(_note, one))


def _note(one: Idea, speech: Speech) -> str:
    return " · ".join(filter(None, (one.unit, standing(one, speech))))
