"""A board: cards that are moved between columns, by pointer, by keys or from a list.

>>> board = Board(columns, cards, label=later_label, value=(Placed("facebook", "keep"),))
>>> board.observe(lambda change: keep(change["new"]), "value")
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import anywidget
import traitlets

from coachkit.documents.templating import fill
from coachkit.language.speech import Speech, speak
from coachkit.model.languages import LANGUAGES
from coachkit.widgets.browser_parts import module, style

Said = Callable[[Speech], str]
"""Words, in the language that is asked for."""


@dataclass(frozen=True)
class Column:
    """Where cards can be. ``help``: a line below its title. ``most``: how many there may be."""

    key: str
    title: Said
    help: Said | None = None
    most: int | None = None


@dataclass(frozen=True)
class Card:
    """What is moved. ``note``: a line below its title."""

    key: str
    title: Said
    note: Said | None = None


class Placed(NamedTuple):
    """A card and its column, by their keys. The order of a column is the order of its cards."""

    card: str
    column: str


class Board(anywidget.AnyWidget):
    """Cards in columns.

    ``value``: every card once with its column, column by column, as a tuple of :class:`Placed`;
    what is set may leave cards out, which are then in the first column. ``cards`` and ``columns``
    may be set anew; cards of a column that is gone are in the first.
    ``language`` may change at any time. ``read_only``: nothing can be moved by hand.
    """

    _esm: Final = module("pieces", "board")
    _css: Final = style("pieces", "board")

    value = traitlets.Tuple()
    cards = traitlets.Tuple()
    columns = traitlets.Tuple()
    language = traitlets.Enum(LANGUAGES, default_value="en")
    read_only = traitlets.Bool(default_value=False)
    face = traitlets.Dict().tag(sync=True)
    places = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        columns: Sequence[Column],
        cards: Iterable[Card],
        *,
        label: Said,
        value: Iterable[Placed] = (),
        **traits: Any,
    ) -> None:
        self._label = label
        self._heard = 0
        super().__init__(columns=tuple(columns), cards=tuple(cards), value=tuple(value), **traits)
        self._order()
        self._draw()
        self.observe(lambda _: self._order(), ["value", "cards", "columns"])
        self.observe(lambda _: self._draw(), ["cards", "columns", "language", "read_only"])
        self.on_msg(self._hear)

    def in_column(self, column: str) -> tuple[str, ...]:
        """The keys of the cards in a column, from top to bottom."""
        return tuple(placed.card for placed in self.value if placed.column == column)

    def move(self, card: str, column: str, at: int | None = None) -> None:
        """Put a card into a column, at a place from 0 or at its end.

        Nothing happens where there is no such card or column, or no room in it.
        """
        if card not in self._keys() or not self._has_room(column, card):
            return
        rest = [placed for placed in self.value if placed.card != card]
        there = [i for i, placed in enumerate(rest) if placed.column == column]
        known = at is not None and 0 <= at < len(there)
        rest.insert(there[at] if at is not None and known else len(rest), Placed(card, column))
        self.value = tuple(rest)

    @property
    def still(self) -> str:
        """The board as HTML, for a page that is read without a browser."""
        cards = {card["key"]: card for card in self.face["cards"]}
        columns = [
            {**column, "cards": [cards[key] for key in self.in_column(column["key"])]}
            for column in self.face["columns"]
        ]
        return fill(
            "widgets/board_still.html.j2",
            self.language,
            label=self.face["label"],
            columns=columns,
            empty=self.face["words"]["empty"],
        )

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        live, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        return {"text/html": self.still, **live}, metadata

    def _keys(self) -> dict[str, None]:
        """The keys of the cards, in their order; hundreds of them are looked up at once."""
        return {card.key: None for card in self.cards}

    def _has_room(self, column: str, card: str) -> bool:
        found = next((one for one in self.columns if one.key == column), None)
        if found is None:
            return False
        others = [key for key in self.in_column(column) if key != card]
        return found.most is None or len(others) < found.most

    def _order(self) -> None:
        """Every card once, column by column, and the browser told of it."""
        columns = [column.key for column in self.columns]
        wanted = {card: column for card, column in reversed(self.value) if column in columns}
        keys = self._keys()
        cards = list(dict.fromkeys(card for card, _ in self.value if card in keys) | keys)
        ordered = tuple(
            Placed(card, column)
            for column in columns
            for card in cards
            if wanted.get(card, columns[0]) == column
        )
        self.value = ordered
        self._tell()

    def _tell(self) -> None:
        # the count makes it news even where a move was refused and all is as it was
        self.places = {"heard": self._heard, "places": [list(placed) for placed in self.value]}

    def _draw(self) -> None:
        speech = speak(self.language)
        self.face = {
            "language": self.language,
            "label": self._label(speech),
            "still": self.read_only,
            "columns": [_column(column, speech) for column in self.columns],
            "cards": [_card(card, speech) for card in self.cards],
            "words": _words(speech),
        }

    def _hear(self, _: Any, content: Any, __: Any) -> None:
        """A card was moved in the browser: ``{"move": card, "to": column, "at": place}``."""
        if not isinstance(content, dict):
            return
        card, column, at = (content.get(name) for name in ("move", "to", "at"))
        self._heard += 1
        if not self.read_only and isinstance(card, str) and isinstance(column, str):
            self.move(card, column, at if type(at) is int else None)
        self._tell()


def _column(column: Column, speech: Speech) -> dict[str, Any]:
    said = "" if column.help is None else column.help(speech)
    return {"key": column.key, "title": column.title(speech), "help": said, "most": column.most}


def _card(card: Card, speech: Speech) -> dict[str, Any]:
    note = "" if card.note is None else card.note(speech)
    return {"key": card.key, "title": card.title(speech), "note": note}


def _words(speech: Speech) -> dict[str, str]:
    """What the board says itself; the browser fills in its ``%(…)s`` fields."""
    return {
        "how": speech.say("Drag a card, choose its column, or press Shift and an arrow key."),
        "move": speech.gettext("Move “%(card)s” to"),
        "to": speech.say("Move to …"),
        "moved": speech.gettext("“%(card)s” is now in “%(column)s”, place %(n)s of %(of)s."),
        "of": speech.gettext("%(n)s of at most %(most)s"),
        "empty": speech.say("Nothing here yet"),
    }
