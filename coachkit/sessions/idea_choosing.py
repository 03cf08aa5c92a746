"""One card after the other: a list of all on the left, and the card that is chosen beside it."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from ipywidgets import Select

from coachkit.language.idea_words import standing
from coachkit.language.speech import Speech
from coachkit.language.strategy_words import shortened
from coachkit.model.ideas import Idea
from coachkit.widgets.choices import LOOKING
from coachkit.widgets.form import Form
from coachkit.widgets.panel import Stack

SHOWN: Final = 12
"""As many cards of the list are seen at once."""

FORMS: Final = 6
"""As many cards have their form ready; the others get one when they are gone to."""

_LONG: Final = 60


class CardList(Stack):
    """``chosen`` hears the key of a card that a person goes to; ``here`` is its key.

    The order is that of the board: while somebody chooses, cards are only ever added at the end.
    """

    def __init__(self, chosen: Callable[[], None]) -> None:
        self._chosen = chosen
        self._deaf = False
        self.select = Select(options=[], rows=SHOWN)
        self.select.add_class("ck-idea-list")
        self.select.add_class(LOOKING)
        self.select.observe(self._gone_to, "value")
        super().__init__([self.select])

    @property
    def here(self) -> str:
        """The key of the card that is chosen; empty where there is none."""
        return str(self.select.value or "")

    def go(self, key: str) -> None:
        """Choose that card."""
        if key in {one for _, one in self.select.options}:
            self.select.value = key

    def redraw(self, cards: Sequence[Idea], speech: Speech) -> None:
        """Those cards; the one that is chosen stays."""
        options = tuple((_called(one, speech), one.key) for one in cards)
        self._deaf = True
        try:
            self.select.description = speech.say("Cards")
            if self.select.options != options:
                here = self.select.value
                keys = [key for _, key in options]
                self.select.options = options
                self.select.value = here if here in keys else (keys[0] if keys else None)
        finally:
            self._deaf = False

    def _gone_to(self, _: Any) -> None:
        if not self._deaf:
            self._chosen()


def _called(one: Idea, speech: Speech) -> str:
    return speech.say(
        "%(standing)s: %(text)s",
        text=shortened(one.text, _LONG) or "–",
        standing=standing(one, speech),
    )


class FormOfCard(Stack):
    """The form of the card that is chosen: each card has its own.

    What is typed on one a moment before another is chosen belongs to the first; one form for all
    would give it to the second. ``make`` makes the form of a card, ``drop`` forgets it.
    """

    def __init__(self, make: Callable[[str], Form], drop: Callable[[Form], None]) -> None:
        self._make, self._drop = make, drop
        self._forms: dict[str, Form] = {}
        self._shown = ""
        super().__init__([])

    def show(self, key: str) -> None:
        """The form of that card; none where there is no card."""
        if key:
            form = self._forms.pop(key) if key in self._forms else self._make(key)
            self._forms[key] = form
        if key != self._shown:
            self._shown = key
            self.children = [self._forms[key]] if key else []
        while len(self._forms) > FORMS:
            oldest = next(iter(self._forms))
            gone = self._forms.pop(oldest)
            self._drop(gone)

    def form(self, key: str) -> Form | None:
        """The form of a card, where it has one."""
        return self._forms.get(key)
