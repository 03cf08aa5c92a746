"""The first screen: which question is to be answered, and who is in the room."""

from typing import Any, Final

from ipywidgets import ToggleButtons

from coachkit.documents import session_first as panels
from coachkit.language.findings import Finding
from coachkit.language.first_screens import promises_said, question_asked, question_said
from coachkit.language.speech import Speech
from coachkit.language.strategy_words import worry_name
from coachkit.model import session_record
from coachkit.model.intake import Intake
from coachkit.model.languages import Language
from coachkit.model.strategy import OurQuestion, Strategy, Worry
from coachkit.sessions.prefilling import intake_question
from coachkit.sessions.room_part import RoomPart
from coachkit.sessions.screen_promises import PromisesPart
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.session_screens import Screen
from coachkit.widgets.form_hints import Hints
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.strategy_forms import QUESTION, only
from coachkit.widgets.sub_steps import SubSteps

_WORDS: Final[Hints] = only(QUESTION, "words")


class QuestionScreen(Screen):
    """Promises first where some are open, then the question, then who is here."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self._deaf = False
        self.worries = ToggleButtons(options=list(Worry), value=None)
        self.worries.add_class("ck-worries")
        self.worries.disabled = desk.read_only
        self.words = self.part_form(
            "question",
            Strategy,
            lambda: _WORDS,
            lambda strategy: strategy.question,
            lambda strategy, question: strategy.changed(question=_own(question)),
        )
        self.room = RoomPart(self)
        self.written = Panel()
        self.promises = PromisesPart(desk, language)
        self.steps = SubSteps(
            {
                "promises": self.promises,
                "question": Stack([self.written, self.worries, self.words]),
                "room": self.room,
            }
        )
        self.worries.observe(self._picked, "value")
        self.words.observe(lambda _: self._ask(), "value")
        self.body.children = (self.steps,)
        self.redraw()
        promised = desk.promised()
        if not (promised.late or promised.waiting):
            self.steps.go("question")

    def answer(self) -> Finding | None:
        """The question that is to be answered; before it is chosen, what became of promises."""
        question, session = self.desk.the(Strategy).question, self.desk.session
        said = question_said(question, len(session.attendees), self.speech)
        promised = self.desk.promised()
        if said is None and promised.n:
            return promises_said(promised, self.speech)
        return said

    def redraw(self) -> None:
        """The five questions and which is chosen; the promises; who has announced themselves."""
        speech = self.speech
        self._draw_worries(speech)
        self.promises.draw()
        self.steps.named(self._names(speech))
        self.written.value = panels.guide(self._written(speech), self.language)
        self.room.draw()

    def speak(self, language: Language) -> None:
        """Everything in another language; no entry changes."""
        self.promises.speak(language)
        super().speak(language)

    def _written(self, speech: Speech) -> str:
        """What the client asked three days ago."""
        asked = question_asked(intake_question(self.desk.the(Intake)), speech)
        return speech.say("You wrote before the session: “%(words)s”", words=asked) if asked else ""

    def _names(self, speech: Speech) -> dict[str, str]:
        names = {
            "promises": speech.say("Since last time"),
            "question": speech.say("The question"),
            "room": self.room.name,
        }
        if not self.desk.promised().n:
            del names["promises"]
        return names

    def _draw_worries(self, speech: Speech) -> None:
        chosen = self.desk.the(Strategy).question.worry
        options = tuple((worry_name(worry, speech), worry) for worry in Worry)
        self._deaf = True
        try:
            if self.worries.options != options:
                self.worries.options = options
            self.worries.value = chosen
        finally:
            self._deaf = False

    def _picked(self, change: Any) -> None:
        if self._deaf or change["new"] is None:
            return
        strategy = self.desk.the(Strategy)
        question = strategy.question.changed(worry=change["new"])
        self.desk.put(strategy.changed(question=question), "question")
        self._ask()

    def _ask(self) -> None:
        """The session is held to the question, too."""
        if self.desk.read_only:
            return
        asked = question_asked(self.desk.the(Strategy).question, self.speech)
        if asked:
            self.desk.write(session_record.ask(self.desk.session, asked), "question")


def _own(question: OurQuestion) -> OurQuestion:
    """Words without one of the five are a question of their own."""
    if question.words and question.worry is None:
        return question.changed(worry=Worry.OWN)
    return question
