"""What was said to the draft: each remark, who made it, and what became of it with why.

The same table stands on the session's last screen and as a step of the living strategy's page.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from coachkit.documents import planning_pages as pages
from coachkit.model.languages import Language
from coachkit.model.strategy import Strategy, WorkshopInput
from coachkit.widgets import plan_fields
from coachkit.widgets.form import Form
from coachkit.widgets.form_hints import As, Hints
from coachkit.widgets.panel import Panel
from coachkit.widgets.strategy_forms import INPUT, PEOPLE, only, strategy_form

_WHOLE: Final = strategy_form(Strategy())

AUTHORS: Final[Hints] = only(_WHOLE, "authors")
"""Who wrote the strategy together, of a :class:`~coachkit.model.strategy.Strategy`."""

INPUTS: Final[Hints] = {
    "inputs": replace(
        _WHOLE["inputs"],
        kind=As.TABLE,
        within={**INPUT, "who": replace(INPUT["who"], suggest=PEOPLE)},
    )
}
"""What was said to the draft, as a table, of a :class:`~coachkit.model.strategy.Strategy`."""

Inputs = tuple[WorkshopInput, ...]


class InputsForm(plan_fields.Form):
    """The living strategy's fourth screen. ``keep`` keeps what was said, as a version.

    What is typed stays until it is kept, or until somebody else has kept another answer.
    """

    def __init__(self, keep: Callable[[Inputs], None], language: Language) -> None:
        super().__init__(language)
        self._keep = keep
        self._stands: Inputs = ()
        self.filled = Form(Strategy(), INPUTS, language=language)
        self.keep = self.worded(
            plan_fields.button(self._do, primary=True), lambda s: s.say("Keep what was said")
        )
        self.said = Panel()
        self.children = (self.filled, plan_fields.band(self.keep), self.said)

    @property
    def inputs(self) -> Inputs:
        """What is filled in now."""
        given = self.filled.value
        return given.inputs if isinstance(given, Strategy) else ()

    def take(self, strategy: Strategy) -> bool:
        """Show what the strategy has; whether something that was typed is gone by that."""
        self.filled.known = {PEOPLE: strategy.authors}
        if strategy.inputs == self._stands:
            return False
        typed = bool(self.filled.errors) or self.inputs != self._stands
        lost = typed and self.inputs != strategy.inputs
        self._stands = strategy.inputs
        self.filled.value = Strategy(inputs=strategy.inputs)
        return lost

    def tell(self, sentence: str, *, warning: bool = False) -> None:
        """What has just happened, or why it has not."""
        self.said.value = pages.said(sentence, self.language, warning=warning)

    def speak(self, language: Language) -> None:
        """Say everything in another language; no entry changes."""
        super().speak(language)
        self.filled.language = language
        self.tell("")

    def _do(self) -> None:
        if self.filled.errors:
            self.tell(self.speech.say("Something in the table is not right yet."), warning=True)
        elif self.inputs == self._stands:
            self.tell(self.speech.say("Nothing in the table is different."), warning=True)
        else:
            self._keep(self.inputs)
