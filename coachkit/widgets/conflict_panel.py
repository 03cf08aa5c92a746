"""The same was changed twice: both versions, and the two ways out."""

from collections.abc import Callable, Sequence

from coachkit.documents import conflict_pages as pages
from coachkit.documents.conflict_pages import Differs
from coachkit.language.speech import speak
from coachkit.model.languages import Language
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel, Stack


class ConflictPanel(Stack):
    """Out of sight until there is something to choose.

    ``mine`` and ``theirs`` are called when a person has chosen.
    """

    def __init__(self, mine: Callable[[], None], theirs: Callable[[], None]) -> None:
        self.said = Panel()
        self.mine = fields.button(mine, primary=True)
        self.theirs = fields.button(theirs)
        buttons = fields.band(self.mine, self.theirs, kind="ck-actions")
        super().__init__([self.said, buttons])
        self.add_class("ck-conflict-of")
        self.clear()

    def show(self, sentence: str, places: Sequence[Differs], language: Language) -> None:
        """Ask about that one."""
        speech = speak(language)
        self.mine.description = speech.say("Keep mine")
        self.theirs.description = speech.say("Take theirs")
        self.said.value = pages.conflict(sentence, places, language)
        fields.shown(self, there=True)

    def clear(self) -> None:
        """There is nothing to choose."""
        self.said.value = ""
        fields.shown(self, there=False)
