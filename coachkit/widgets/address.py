"""An address to copy and send; the browser puts in front of it where the server stands."""

from typing import Any, Final

import anywidget
import traitlets

from coachkit.language.speech import speak
from coachkit.model.languages import LANGUAGES
from coachkit.widgets.browser_parts import module, style


class Address(anywidget.AnyWidget):
    """``path``: of the address, from its first slash; empty shows nothing. It is never kept."""

    _esm: Final = module("pieces", "address")
    _css: Final = style("pieces", "address")

    language = traitlets.Enum(LANGUAGES, default_value="en")
    path = traitlets.Unicode()
    face = traitlets.Dict().tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self._draw()
        self.observe(lambda _: self._draw(), ["language", "path"])

    @property
    def still(self) -> str:
        """Nothing: an address that opens a door is in no file."""
        return ""

    def _draw(self) -> None:
        speech = speak(self.language)
        self.face = {
            "language": self.language,
            "path": self.path,
            "label": speech.say("The address. It is shown only now: copy it and send it."),
            "copy": speech.say("Copy"),
            "copied": speech.say("Copied"),
        }
