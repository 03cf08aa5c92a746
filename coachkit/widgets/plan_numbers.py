"""A field for a number, typed and shown as the reader's language writes it."""

from collections.abc import Callable
from typing import Any

from ipywidgets import Text, Widget
from traitlets import Any as AnyValue

from coachkit.documents import planning_pages as pages
from coachkit.language.speech import speak
from coachkit.language.typed_numbers import typed_number, written_number
from coachkit.model.languages import Language
from coachkit.widgets.panel import Panel, Stack


class NumberField(Stack):
    """A number being typed. ``value``: the last that was right; a wrong entry is said beside it.

    ``typed``: the line of text; ``least`` and ``most`` are the bounds, ``whole``: without
    decimals. ``share``: typed in per cent, and a value of one.
    """

    value = AnyValue()

    def __init__(  # noqa: PLR0913 - what may be typed, and what it looks like
        self,
        value: float,
        *,
        least: float,
        most: float,
        whole: bool = False,
        share: bool = False,
        language: Language = "en",
        made: Callable[..., Any] = Text,
        **looks: Any,
    ) -> None:
        self.least, self.most, self.whole, self.share = least, most, whole, share
        self.language = language
        self.wrong = False
        self.said: Panel | None = None
        self._deaf = False
        self.typed: Widget = made(value="", continuous_update=True)
        super().__init__([self.typed], **looks)
        self.value = value
        self.observe(self._write, "value")
        self.typed.observe(self._read, "value")
        self._write()

    @property
    def description(self) -> str:
        """Its label."""
        return str(self.typed.description)

    @description.setter
    def description(self, label: str) -> None:
        self.typed.description = label

    def speak(self, language: Language) -> None:
        """The number as another language writes it; a wrong entry stays as it was typed."""
        self.language = language
        if self.wrong:
            self._refuse()
        else:
            self._write()

    def _write(self, _: Any = None) -> None:
        if self._deaf:
            return
        shown = self.value * 100 if self.share else self.value
        self._deaf = True
        try:
            self.typed.value = written_number(shown, self.language)
        finally:
            self._deaf = False
        self._accept()

    def _read(self, change: Any) -> None:
        if self._deaf:
            return
        number = typed_number(change["new"], self.language)
        if number is None or not self._fits(number):
            self._refuse()
            return
        self._accept()
        self._deaf = True
        try:
            self.value = self._meant(number)
        finally:
            self._deaf = False

    def _fits(self, number: float) -> bool:
        whole = not self.whole or number == int(number)
        return whole and self.least <= number <= self.most

    def _meant(self, number: float) -> float:
        if self.share:
            return round(number / 100, 6)
        return int(number) if self.whole else number

    def _accept(self) -> None:
        if self.wrong:
            self.wrong = False
            self.remove_class("ck-wrong")
            self.children = [self.typed]

    def _refuse(self) -> None:
        speech = speak(self.language)
        bounds = {
            "least": written_number(self.least, self.language),
            "most": written_number(self.most, self.language),
        }
        sentence = (
            speech.say("Write a whole number from %(least)s to %(most)s.", **bounds)
            if self.whole
            else speech.say("Write a number from %(least)s to %(most)s.", **bounds)
        )
        if self.said is None:
            self.said = Panel()
        self.said.value = pages.at_field(sentence, self.language)
        if not self.wrong:
            self.wrong = True
            self.add_class("ck-wrong")
            self.children = [self.typed, self.said]
