"""What has been answered on the mapping screen so far, and what a question of it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ipywidgets import Button, Dropdown, HBox, RadioButtons, Widget

from coachkit.documents.mapping_words import layout_name
from coachkit.language.speech import Speech, speak
from coachkit.model.errors import InvalidValue
from coachkit.model.languages import Language
from coachkit.model.mappings import ColumnMapping
from coachkit.model.observations import Platform, PostFormat
from coachkit.platforms.formats import Format
from coachkit.platforms.mapping_checks import by_title
from coachkit.platforms.mapping_proposal import Candidate, Proposal, Why
from coachkit.widgets.panel import Panel

WIDE = {"description_width": "initial"}
"""Labels are as long as the words of a file."""


@dataclass(frozen=True)
class Draft:
    """What has been answered so far."""

    proposal: Proposal
    candidate: Candidate | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    dates: str | None = None
    span_words: tuple[str, ...] = ()
    post_types: Mapping[str, PostFormat] = field(default_factory=dict)
    totals: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    platform: Platform | None = None

    @property
    def chosen(self) -> Candidate:
        """The layout that was chosen; asked for only after it was."""
        if self.candidate is None:
            raise InvalidValue("missing", "based_on")
        return self.candidate

    @property
    def base(self) -> Format:
        """The layout that the mapping is based on."""
        return self.chosen.base

    def mapping(self, name: str, language: str) -> ColumnMapping:
        """The draft as a mapping of that name; :class:`InvalidValue` where it can't be one."""
        mapping = ColumnMapping(
            name=name,
            based_on=self.base.format,
            language=language,
            headers=self.headers,
            dates=self.dates,
            post_types=self.post_types,
            span_words=self.span_words,
            totals=self.totals,
            missing=self.missing,
        )
        return by_title(mapping, self.proposal.table.title, self.platform)


class Step:
    """One question. ``controls``: what stands below it, in the order of the keyboard."""

    controls: Sequence[Widget] = ()

    def html(self, number: int) -> str:
        """The question; ``number`` counts from 1."""
        raise NotImplementedError

    def answer(self, draft: Draft) -> Draft:
        """The draft with the answer; :class:`InvalidValue` where one is missing."""
        raise NotImplementedError


def matching(control: Widget, beside: str) -> HBox:
    """A control with words beside it."""
    row = HBox([control, Panel(beside)])
    row.add_class("ck-matching")
    return row


def choice(label: str, options: Sequence[tuple[str, Any]], speech: Speech) -> Dropdown:
    """A labelled drop-down of (words, value) pairs that nobody has answered yet."""
    prompt = [(speech.say("Choose…"), "")]
    return Dropdown(description=label, options=[*prompt, *options], value="", style=WIDE)


def yes_or_no(label: str, speech: Speech) -> RadioButtons:
    """A statement to agree with or not; ``None`` until it is answered."""
    options = [(speech.say("Yes"), True), (speech.say("No"), False)]
    return RadioButtons(description=label, options=options, value=None, style=WIDE)


def first_name(draft: Draft, language: Language) -> tuple[str, str]:
    """A name to begin with, and the language that most of the taken words are of."""
    said = [
        one.detail
        for one in draft.chosen.suggestions
        if one.why is Why.WORD and draft.headers.get(one.header) == one.meaning
    ]
    spoken = max(set(said), key=said.count, default="other")
    speech = speak(language)
    layout = layout_name(draft.base, speech)
    return speech.say("%(layout)s (%(name)s)", layout=layout, name=spoken)[:80], spoken


def earlier(draft: Draft) -> str | None:
    """The one earlier mapping whose matches were taken, if there is exactly one."""
    taken = {
        one.detail
        for one in draft.chosen.suggestions
        if one.why is Why.KEPT and draft.headers.get(one.header) == one.meaning
    }
    return taken.pop() if len(taken) == 1 else None


def take_suggestions(take: Callable[[], None], speech: Speech, *, there_are: bool) -> Button:
    """The button that takes every suggestion of a question at once."""
    button = Button(description=speech.say("Take the suggestions"), disabled=not there_are)
    button.on_click(lambda _: take())
    return button
