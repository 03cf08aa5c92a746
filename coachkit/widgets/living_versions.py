"""The living strategy's third screen: its named versions, what differs, and its documents."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from coachkit.documents import living_pages as living
from coachkit.documents import planning_files as files
from coachkit.documents import planning_pages as pages
from coachkit.documents.living_pages import VersionShown
from coachkit.documents.planning_files import HandedOut
from coachkit.language.explaining import explain
from coachkit.language.living_words import proposed_name
from coachkit.language.speech import Speech
from coachkit.model.errors import CoachkitError, InvalidValue
from coachkit.model.languages import Language
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.plan_fields import Form

NOW = ""
"""What the strategy as it is now is called among versions."""


@dataclass(frozen=True)
class VersionWays:
    """What can be done with versions.

    ``freeze``: gives a name with its reason. ``compare``: two versions as a letter to read.
    ``letter``, ``strategy``, ``everything``: the files of it.
    """

    freeze: Callable[[str, str], None]
    compare: Callable[[str, str], str]
    letter: Callable[[str, str], HandedOut]
    strategy: Callable[[], HandedOut]
    everything: Callable[[], HandedOut]


class VersionsForm(Form):
    """Three things below each other: names, what became of it between two, and files."""

    def __init__(self, ways: VersionWays, language: Language) -> None:
        super().__init__(language)
        self._ways = ways
        self._names: tuple[VersionShown, ...] = ()
        self._gaps: tuple[str, ...] = ()
        self._changed = False
        self.listed, self.lacking, self.said, self.wrong = Panel(), Panel(), Panel(), Panel()
        self.read, self.letter_said, self.files_said = Panel(), Panel(), Panel()
        self.name = self.worded(fields.text(), lambda s: s.say_in("field", "Name of the version"))
        self.because = self.worded(
            fields.text(kind="ck-long"), lambda s: s.say_in("field", "Why it gets a name now")
        )
        self.freeze = self.worded(fields.button(self._freeze, primary=True), self._freeze_said)
        self.heard(self.name, lambda _: self._reword())
        self.heard(self.because, lambda _: self._clear())
        self.older = self.worded(
            fields.choice([("–", NOW)]), lambda s: s.say_in("field", "Earlier version")
        )
        self.newer = self.worded(
            fields.choice([("–", NOW)]), lambda s: s.say_in("field", "Later version")
        )
        for chosen in (self.older, self.newer):
            self.heard(chosen, lambda _: self._compare())
        self.write_letter = self._file_button(
            lambda s: s.say("Write it for Word, with the changes marked"),
            lambda: ways.letter(str(self.older.value), str(self.newer.value)),
            self.letter_said,
        )
        self.write_strategy = self._file_button(
            lambda s: s.say("Write the strategy"), ways.strategy, self.files_said
        )
        self.write_all = self._file_button(
            lambda s: s.say("Write everything as one ZIP"), ways.everything, self.files_said
        )
        self.between = Stack(
            [
                self._head(_between),
                fields.band(self.older, self.newer, self.write_letter),
                self.letter_said,
                self.read,
            ]
        )
        self.children = (
            Stack(
                [
                    self.listed,
                    fields.band(self.name, self.because, self.freeze),
                    *(self.wrong, self.said, self.lacking),
                ]
            ),
            self.between,
            Stack(
                [
                    self._head(_documents),
                    fields.band(self.write_strategy, self.write_all),
                    self.files_said,
                ]
            ),
        )
        self.add_class("ck-take-away")

    def take(
        self, names: Sequence[VersionShown], gaps: Sequence[str], *, changed: bool = True
    ) -> None:
        """The versions as they are now, and what is lacking, in sentences.

        ``changed``: whether anything has changed since the last name was given.
        """
        fresh = tuple(names) != self._names
        self._names, self._gaps = tuple(names), tuple(gaps)
        self._changed = changed
        if fresh or not self.name.value:
            self.name.value = proposed_name([one.name for one in names])
        self._offer(fresh=fresh)
        self._draw()

    def tell(self, sentence: str) -> None:
        """What has just happened."""
        self.said.value = pages.said(sentence, self.language)
        self.because.value = ""

    def speak(self, language: Language) -> None:
        """Say everything in another language; what was written is no longer news."""
        super().speak(language)
        for said in (self.said, self.letter_said, self.files_said, self.wrong):
            said.value = ""
        self._offer(fresh=False)
        self._draw()

    # ── What is shown ───────────────────────────────────────────────────────────────────────────

    def _draw(self) -> None:
        newest = tuple(reversed(self._names))
        self.listed.value = living.versions(newest, self.language) if newest else ""
        self.lacking.value = living.lacking(self._gaps, self.language)
        fields.shown(self.between, there=bool(self._names))
        self._reword()
        self._compare()

    def _offer(self, *, fresh: bool) -> None:
        """Versions to choose; at first what has changed since the last name."""
        self._say(self.older, "options", lambda s: self._named() or [_now(s)])
        self._say(self.newer, "options", lambda s: [_now(s), *self._named()])
        if fresh and self._names:
            self.deaf = True
            try:
                last = -1 if self._changed or len(self._names) == 1 else -2
                self.older.value, self.newer.value = self._names[last].name, NOW
            finally:
                self.deaf = False

    def _named(self) -> list[tuple[str, str]]:
        return [(one.name, one.name) for one in reversed(self._names)]

    def _compare(self) -> None:
        self.letter_said.value = ""
        if not self._names:
            self.read.value = ""
            return
        try:
            self.read.value = self._ways.compare(str(self.older.value), str(self.newer.value))
        except CoachkitError as error:
            self.read.value = pages.refused(error, self.language)

    def _reword(self) -> None:
        self.freeze.description = self._freeze_said(self.speech)

    def _freeze_said(self, speech: Speech) -> str:
        return speech.say("Freeze as “%(name)s”", name=self.name.value.strip())

    # ── What is done ────────────────────────────────────────────────────────────────────────────

    def _freeze(self) -> None:
        for field in (self.name, self.because):
            if not field.value.strip():
                empty = explain(InvalidValue("missing"), self.language)
                self.wrong.value = pages.at_field(f"{field.description}: {empty}", self.language)
                return
        try:
            self._ways.freeze(self.name.value.strip(), self.because.value.strip())
        except CoachkitError as error:
            self.said.value = pages.refused(error, self.language)

    def _clear(self) -> None:
        self.wrong.value = ""

    def _out(self, act: Callable[[], HandedOut], said: Panel) -> None:
        try:
            said.value = files.handed_out(act(), self.language)
        except CoachkitError as error:
            said.value = pages.refused(error, self.language)

    def _file_button(
        self, words: Callable[[Speech], str], act: Callable[[], HandedOut], said: Panel
    ) -> Any:
        return self.worded(fields.button(partial(self._out, act, said)), words)

    def _head(self, said: Callable[[Speech], tuple[str, str]]) -> Panel:
        return self.worded(
            Panel(), lambda s: files.heading(*said(s), language=s.language), trait="value"
        )


def _now(speech: Speech) -> tuple[str, str]:
    return (speech.say("as it is now"), NOW)


def _between(speech: Speech) -> tuple[str, str]:
    return (
        speech.say("What became of it between two versions"),
        speech.say(
            "To read aloud, as a letter. In Word, each change is marked and has its reason."
        ),
    )


def _documents(speech: Speech) -> tuple[str, str]:
    return (
        speech.say("Documents"),
        speech.say("As the strategy is now, in the language of this page."),
    )
