"""What is asked rarely: folded away behind a button until somebody opens it."""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any

from ipywidgets import Widget

from coachkit.documents import planning_pages as pages
from coachkit.language.speech import Speech
from coachkit.model.languages import Language
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel
from coachkit.widgets.plan_fields import Form


class Details(Form):
    """Fields that are shown once the button above them is pressed."""

    def __init__(
        self, label: Callable[[Speech], str], folded: Sequence[Widget], language: Language
    ) -> None:
        super().__init__(language)
        self.folded = tuple(folded)
        self.opener = self.worded(fields.button(self.turn, quiet=True), label)
        self.opener.add_class("ck-opener")
        self.children = (self.opener,)
        self.add_class("ck-folded")

    @property
    def is_open(self) -> bool:
        """Whether the fields are shown."""
        return len(self.children) > 1

    def turn(self) -> None:
        """Open it, or close it again; what is typed stays."""
        self.children = (self.opener,) if self.is_open else (self.opener, *self.folded)
        mark_opener(self.opener, opened=self.is_open)

    def speak(self, language: Language) -> None:
        """Say everything in another language; no entry changes."""
        super().speak(language)
        for one in self.folded:
            if isinstance(one, Form):
                one.speak(language)

    def say_again(self) -> None:
        """Say the button anew: what it counts has changed."""
        super().speak(self.language)


def mark_opener(opener: Any, *, opened: bool) -> None:
    """Let a button that folds something away say whether that is shown."""
    opener.add_class("ck-opener")
    (opener.add_class if opened else opener.remove_class)("ck-open")


class Ticks(Form):
    """Several of several, all seen at once. ``value``: those that are ticked, in their order.

    ``options``: what can be ticked, and what each is called.
    """

    def __init__(
        self,
        options: Sequence[tuple[Any, Callable[[Speech], str]]],
        value: Collection[Any],
        *,
        label: Callable[[Speech], str],
        language: Language,
        changed: Callable[[tuple[Any, ...]], object],
    ) -> None:
        super().__init__(language)
        self._changed = changed
        self.label = self.worded(Panel(), lambda s: pages.label(label(s), s.language), "value")
        self.ticks: dict[Any, Any] = {}
        self.offer(options, value)
        self.add_class("ck-ticks-of")

    @property
    def chosen(self) -> tuple[Any, ...]:
        """What is ticked."""
        return tuple(one for one, tick in self.ticks.items() if tick.value)

    def offer(
        self, options: Sequence[tuple[Any, Callable[[Speech], str]]], value: Collection[Any]
    ) -> None:
        """Other things to tick, and which of them are."""
        self.silenced(self.ticks.values())
        self.ticks = {one: self._tick(name, there=one in value) for one, name in options}
        self.children = (self.label, fields.band(*self.ticks.values(), kind="ck-ticks"))

    def _tick(self, name: Callable[[Speech], str], *, there: bool) -> Any:
        tick = self.worded(fields.tick(value=there), name)
        self.heard(tick, lambda _: self._changed(self.chosen))
        return tick


def as_it_is(name: str) -> Callable[[Speech], str]:
    """A name that is the same in every language."""
    return lambda _: name


def named(names: Sequence[str]) -> list[tuple[str, Callable[[Speech], str]]]:
    """Names to tick."""
    return [(name, as_it_is(name)) for name in names]


WEEKDAYS = [(number, partial(Speech.short_weekday, i=number)) for number in range(7)]
"""Days of the week to tick; 0 is Monday."""
