"""The last questions of the mapping screen: what the file leaves open, and the trial reading."""

from dataclasses import replace

from ipywidgets import RadioButtons, Text

from coachkit.documents import mapping as pages
from coachkit.documents.mapping_words import one_reading
from coachkit.language.speech import speak
from coachkit.language.terms import format_name, platform_name
from coachkit.model.errors import InvalidValue
from coachkit.model.languages import Language
from coachkit.model.mappings import ColumnMapping
from coachkit.model.observations import Platform, PostFormat
from coachkit.platforms.mapping_checks import Open
from coachkit.platforms.mapping_trial import Trial
from coachkit.widgets.mapping_draft import (
    WIDE,
    Draft,
    Step,
    choice,
    earlier,
    matching,
    take_suggestions,
    yes_or_no,
)
from coachkit.widgets.panel import Panel

_OF_META = (Platform.FACEBOOK, Platform.INSTAGRAM)


class StillOpen(Step):
    """What the headers leave open: the way dates are written, and words that stand in cells."""

    def __init__(self, still: Open, language: Language) -> None:
        self._language = language
        self._still = still
        speech = speak(language)
        readings = [(one_reading(one, speech), one.layout) for one in still.dates]
        self.dates = RadioButtons(
            options=readings, value=None, description=speech.say("The dates"), style=WIDE
        )
        whose = [(platform_name(one, speech), one.value) for one in _OF_META]
        self.platform = RadioButtons(
            options=whose, value=None, description=still.title or "", style=WIDE
        )
        self.span = {
            word: yes_or_no(
                speech.say(
                    "“%(word)s” means: all that a post gathered since it was published", word=word
                ),
                speech,
            )
            for word in still.span
        }
        self.totals = {
            word: yes_or_no(
                speech.say("“%(word)s” is the total of the other rows", word=word), speech
            )
            for word in still.totals
        }
        self.missing: dict[tuple[str, str], RadioButtons] = {
            (header, word): yes_or_no(
                speech.say("“%(word)s” in “%(column)s” means: no value", word=word, column=header),
                speech,
            )
            for header, word in still.missing
        }
        kinds = [(format_name(kind.value, speech), kind.value) for kind in PostFormat]
        self.kinds = {
            word: choice(speech.say("Posts called “%(word)s”", word=word), kinds, speech)
            for word in still.kinds
        }
        self.take = take_suggestions(self._take, speech, there_are=any(still.kinds.values()))
        self.controls = (
            *((self.dates,) if still.asked else ()),
            *((self.platform,) if still.title else ()),
            *self.span.values(),
            *self.totals.values(),
            *self.missing.values(),
            *(
                matching(self.kinds[word], _beside_kind(still.kinds[word], language))
                for word in self.kinds
            ),
            *((self.take,) if any(still.kinds.values()) else ()),
        )

    def _take(self) -> None:
        for word, kind in self._still.kinds.items():
            if kind is not None and not self.kinds[word].value:
                self.kinds[word].value = kind.value

    def html(self, number: int) -> str:
        """The question for what the file does not say."""
        speech = speak(self._language)
        lead = speech.say("The file does not say it, and coachkit does not guess.")
        asked = speech.say("How is this meant?")
        return pages.question(asked, self._language, step=number, lead=lead)

    def answer(self, draft: Draft) -> Draft:
        """All of it, each answered."""
        if self._still.asked and self.dates.value is None:
            cell, layouts = self._still.dates[0].written, [r.layout for r in self._still.dates]
            raise InvalidValue("ambiguous_dates", value=cell, known=layouts)
        asked = [*self.span.values(), *self.totals.values(), *self.missing.values()]
        if any(control.value is None for control in asked):
            raise InvalidValue("unanswered")
        unsaid = self._still.title and not self.platform.value
        if unsaid or not all(control.value for control in self.kinds.values()):
            raise InvalidValue("unanswered")
        for word, control in self.span.items():
            if not control.value:
                raise InvalidValue("lifetime_unsaid", value=word)
        return replace(
            draft,
            dates=self.dates.value,
            platform=Platform(self.platform.value) if self.platform.value else None,
            span_words=tuple(self.span),
            totals=tuple(word for word, control in self.totals.items() if control.value),
            missing=tuple(
                dict.fromkeys(word for (_, word), control in self.missing.items() if control.value)
            ),
            post_types={word: PostFormat(kind.value) for word, kind in self.kinds.items()},
        )


class LastLook(Step):
    """What the file says when it is read so, and under which name the matching is kept."""

    def __init__(self, tried: Trial, draft: Draft, language: Language) -> None:
        self._language = language
        self._trial = tried
        self._earlier = earlier(draft)
        speech = speak(language)
        learning = speech.say("Add the columns to “%(name)s”", name=self._earlier or "")
        self.learning = RadioButtons(
            options=[(learning, True), (speech.say("Keep another matching beside it"), False)],
            value=None,
            description=speech.say("The earlier matching"),
            style=WIDE,
        )
        self.name = Text(
            value=tried.mapping.name,
            description=speech.say("Name of the matching"),
            style=WIDE,
        )
        self.language = Text(
            value=tried.mapping.language,
            description=speech.say("Language of the headers"),
            style=WIDE,
        )
        self.reading = Panel(pages.trial(tried, draft.base, language))
        asked = (self.learning,) if self._earlier else ()
        self.controls = (self.reading, *asked, self.name, self.language)

    def html(self, number: int) -> str:
        """The question that the trial answers."""
        speech = speak(self._language)
        lead = speech.say("The whole file was read this way. Nothing has been stored yet.")
        asked = speech.say("Are these the numbers that you expected?")
        return pages.question(asked, self._language, step=number, lead=lead)

    def answer(self, draft: Draft) -> Draft:
        """Nothing more: the name belongs to the mapping."""
        return draft

    def mapping(self) -> tuple[ColumnMapping, str | None]:
        """What is to be kept, and the name of the earlier mapping that learns from it, if any.

        :class:`InvalidValue` for a name or a language that can't be one.
        """
        if self._earlier and self.learning.value is None:
            raise InvalidValue("unanswered")
        learns = self._earlier if self.learning.value else None
        named = {"name": self.name.value, "language": self.language.value}
        return self._trial.mapping.changed(**named), learns


def _beside_kind(kind: PostFormat | None, language: Language) -> str:
    if kind is None:
        return ""
    speech = speak(language)
    said = speech.say("Suggested: %(kind)s", kind=format_name(kind.value, speech))
    return pages.said_beside(said, language)
