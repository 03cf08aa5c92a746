"""One file that waits: what it is, what is asked of a person, and what can be done with it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ipywidgets import Button, DatePicker, Layout, Text, ToggleButtons, Widget

from coachkit.documents import incoming_pages as pages
from coachkit.documents import incoming_words as words
from coachkit.documents.incoming import Preview
from coachkit.language.speech import Speech, speak
from coachkit.model.errors import InvalidValue
from coachkit.model.languages import Language
from coachkit.model.observations import Platform
from coachkit.model.periods import Period
from coachkit.platforms.asking import Ask
from coachkit.platforms.told import Told
from coachkit.widgets.panel import Band, Panel, Stack

_LONGEST_ACCOUNT = 80


class WaitingFile(Stack):
    """A file's preview with its questions. ``value``: what a person has said of it.

    ``answered`` is called with the file's name and the new value once an answer is whole;
    ``acting``: by words for a button what happens when it is pressed, told the file's name.
    """

    def __init__(
        self,
        preview: Preview,
        value: Told,
        language: Language,
        answered: Callable[[str, Told], None],
        acting: Mapping[str, Callable[[str], None]],
    ) -> None:
        self.preview = preview
        self.value = value
        self._answered = answered
        self._language = language
        speech = speak(language)
        self.panel = Panel(pages.file(preview, language))
        self.questions = {
            ask: controls for ask in preview.asks if (controls := self._controls(ask, speech))
        }
        self.buttons = [_button(label, act, preview.name) for label, act in acting.items()]
        beside = [_band(self.buttons, "ck-acts")] if self.buttons else []
        below: list[Widget] = []
        for ask, controls in self.questions.items():
            below.append(Panel(pages.question(ask, preview, language)))
            below.append(_band(controls, "ck-answers"))
        super().__init__([self.panel, *beside, *below])
        self.add_class("ck-waiting-file")

    def _controls(self, ask: Ask, speech: Speech) -> list[Any]:
        if ask is Ask.PLATFORM:
            return [self._platform(speech)]
        if ask is Ask.ACCOUNT:
            return self._account(speech)
        return self._days(speech)

    def _platform(self, speech: Speech) -> ToggleButtons:
        switch = ToggleButtons(options=words.both_of_meta(speech), value=None)
        switch.observe(lambda change: self._say(platform=Platform(change["new"])), "value")
        return switch

    def _account(self, speech: Speech) -> list[Any]:
        field = Text(description=speech.say("Account"), value="", continuous_update=False)
        keep = Button(description=speech.say("This account"))
        keep.on_click(lambda _: self._say_account(field.value.strip()))
        return [field, keep]

    def _days(self, speech: Speech) -> list[Any]:
        assumed = self.preview.year_assumed
        known = tuple(map(date.fromisoformat, assumed)) if assumed else (None, None)
        first = DatePicker(description=speech.say_in("field", "First day"), value=known[0])
        last = DatePicker(description=speech.say_in("field", "Last day"), value=known[1])
        keep = Button(description=speech.say("These days"))
        keep.on_click(lambda _: self._say_days(first.value, last.value))
        return [first, last, keep]

    def _say_account(self, account: str) -> None:
        if account:
            self._say(account=account[:_LONGEST_ACCOUNT])

    def _say_days(self, first: date | None, last: date | None) -> None:
        if first is None or last is None:
            return
        try:
            self._say(covers=Period(first=first, last=last))
        except InvalidValue as refused:
            self.panel.value = pages.file(self.preview, self._language) + pages.refused(
                refused, self._language
            )

    def _say(self, **said: Any) -> None:
        self.value = replace(self.value, **said)
        self._answered(self.preview.name, self.value)


def _band(controls: list[Any], kind: str) -> Band:
    band = Band(controls)
    band.add_class(kind)
    return band


def _button(label: str, act: Callable[[str], None], name: str) -> Button:
    button = Button(description=label, tooltip=name, layout=Layout(width="auto"))
    button.on_click(lambda _: act(name))
    return button
