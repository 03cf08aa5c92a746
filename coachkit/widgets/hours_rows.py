"""Rows of a screen: what a number is of, the number with its less and more, and a note."""

from collections.abc import Callable

from coachkit.documents import session_hours as panels
from coachkit.language.speech import speak
from coachkit.model.languages import Language
from coachkit.widgets.panel import Band, Panel
from coachkit.widgets.stepper import Stepper


class HoursRow(Band):
    """One number. ``entered``: hears what a person made of it."""

    def __init__(
        self, stepper: Stepper, entered: Callable[[float], None], language: Language
    ) -> None:
        self.language = language
        self.name, self.note, self.stepper = Panel(), Panel(), stepper
        stepper.entered = entered
        super().__init__([self.name, stepper, self.note])
        self.add_class("ck-hours-row")

    def show(  # noqa: PLR0913 - all that stands in a row
        self,
        value: float,
        name: str,
        about: str,
        language: Language,
        *,
        beside: str = "",
        share: float | None = None,
    ) -> None:
        """The number as it is, in that language; what is half typed stays."""
        if language != self.language:
            self.language = language
            self.stepper.speak(language)
        self.stepper.value = value
        speech = speak(language)
        self.stepper.named(
            name, speech.say("%(what)s: less", what=name), speech.say("%(what)s: more", what=name)
        )
        self.name.value = panels.row_name(name, beside, language)
        self.note.value = panels.row_note(about, share, language)
