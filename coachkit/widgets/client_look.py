"""A client's colour and logo, as the coach enters them on the desk."""

from collections.abc import Callable
from functools import partial
from typing import Any

from ipywidgets import FileUpload

from coachkit.documents import planning_pages as pages
from coachkit.language.explaining import explain
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel
from coachkit.widgets.plan_fields import Form


class LookForm(Form):
    """``keep`` keeps a colour, a logo, or both, and gives the colour that words have then.

    ``plain`` goes back to the house's own look. Both may raise a :class:`CoachkitError`, which is
    said here.
    """

    def __init__(
        self,
        keep: Callable[[str, bytes | None], str],
        plain: Callable[[], None],
        *,
        language: Language,
    ) -> None:
        super().__init__(language)
        self._keep, self._plain = keep, plain
        self.colour = self.worded(fields.text(), lambda s: s.say_in("field", "Colour"))
        self.colour.placeholder = "#0b4f6c"
        fields.entered(self.colour, self.keep_colour)
        self.keep = self.worded(fields.button(self.keep_colour), lambda s: s.say("Keep the colour"))
        self.logo = self.worded(
            FileUpload(accept=".png,.jpg,.jpeg", multiple=False),
            lambda s: s.say("Choose a logo, PNG or JPEG"),
        )
        self.heard(self.logo, self._take)
        self.plain = self.worded(
            fields.button(self.back_to_plain, quiet=True),
            lambda s: s.say("Back to coachkit's own look"),
        )
        self.said = Panel()
        self.add_class("ck-client-look")
        self.children = (
            fields.band(self.colour, self.keep, self.logo, self.plain),
            self.said,
        )

    def begin(self, colour: str) -> None:
        """Another client, who has that colour."""
        self.colour.value = colour
        self.said.value = ""

    def speak(self, language: Language) -> None:
        """Say everything in another language; no entry changes."""
        super().speak(language)
        self.said.value = ""

    def keep_colour(self) -> None:
        """Keep the colour that is entered."""
        self._tried(lambda: self._keep(self.colour.value.strip(), None))

    def back_to_plain(self) -> None:
        """Neither a colour nor a logo."""
        self.colour.value = ""
        self._tried(self._gone)

    def _gone(self) -> str:
        self._plain()
        return ""

    def _take(self, sent: Any) -> None:
        for file in sent:
            self._tried(partial(self._keep, "", bytes(file["content"])))
        if sent:
            # The same file may come again, once it is mended.
            self.logo.value = ()

    def _tried(self, act: Callable[[], str]) -> None:
        try:
            colour = act()
        except CoachkitError as error:
            self.said.value = pages.at_field(explain(error, self.language), self.language)
            return
        self.said.value = pages.said(
            self.speech.say("Kept. Words are %(colour)s, dark enough to be read.", colour=colour)
            if colour
            else self.speech.say("Kept. Pages and documents have coachkit's own look."),
            self.language,
        )
