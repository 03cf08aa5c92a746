"""The first screen: which question is to be answered, and who is in the room."""

from typing import Any, Final

from ipywidgets import ToggleButtons

from coachkit.documents import session_first as panels
from coachkit.language.findings import Finding
from coachkit.language.first_screens import promises_said, question_asked, question_said
from coachkit.language.speech import Speech
from coachkit.language.strategy_fields import field_name
from coachkit.language.strategy_words import worry_name
from coachkit.model import session_record
from coachkit.model.intake import Attending, Intake
from coachkit.model.languages import Language
from coachkit.model.sessions import Attendee, Session
from coachkit.model.strategy import OurQuestion, Strategy, Worry
from coachkit.sessions.known_names import known_names
from coachkit.sessions.prefilling import attendees_from_intake, intake_question
from coachkit.sessions.screen_promises import PromisesPart
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.session_screens import Screen
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.form_hints import As, Hint, Hints
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.strategy_forms import PEOPLE, QUESTION, only
from coachkit.widgets.sub_steps import SubSteps

_WORDS: Final[Hints] = only(QUESTION, "words")

PRESENT: Final[Hints] = {
    "attendees": Hint(
        As.TABLE,
        lambda speech: speech.say("Who is here"),
        help=lambda speech: speech.say("A name only with a yes. The role is enough."),
        add=lambda speech: speech.say("One more person"),
        within={
            "consent": Hint(
                As.TICK, lambda speech: field_name(Attending, "consents", speech), wide=1.2
            ),
            "name": Hint(
                As.LINE,
                lambda speech: field_name(Attending, "name", speech),
                suggest=PEOPLE,
                wide=2,
            ),
            "role": Hint(As.LINE, lambda speech: field_name(Attending, "role", speech), wide=2),
        },
    )
}
"""Who is in the room, of a :class:`Session`."""


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
        # A name that nobody has agreed to must not be kept, not even half filled in.
        self.present = self.part_form(
            "attendees",
            Session,
            lambda: PRESENT,
            lambda session: session,
            lambda session, new: session_record.attend(session, new.attendees),
            known=lambda: known_names(self.desk),
            keeps_half=False,
        )
        self.written, self.announced = Panel(), Panel()
        self.take_announced = fields.button(self._take_announced)
        self.promises = PromisesPart(desk, language)
        room = Stack([self.announced, fields.band(self.take_announced), self.present])
        self.steps = SubSteps(
            {
                "promises": self.promises,
                "question": Stack([self.written, self.worries, self.words]),
                "room": room,
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
        coming = self._announced()
        fields.shown(self.take_announced, there=bool(coming) and not self.desk.read_only)
        self.take_announced.description = speech.say("Take them over")
        self.announced.value = panels.guide(
            speech.count(
                "%(n)s person is announced in the client's form.",
                "%(n)s people are announced in the client's form.",
                len(coming),
            )
            if coming
            else "",
            self.language,
        )

    def speak(self, language: Language) -> None:
        """Everything in another language; no entry changes."""
        self.promises.speak(language)
        super().speak(language)

    def _written(self, speech: Speech) -> str:
        """What the client asked three days ago."""
        asked = question_asked(intake_question(self.desk.the(Intake)), speech)
        return speech.say("You wrote before the session: “%(words)s”", words=asked) if asked else ""

    def _names(self, speech: Speech) -> dict[str, str]:
        here, room = len(self.desk.session.attendees), speech.say("Who is here")
        names = {
            "promises": speech.say("Since last time"),
            "question": speech.say("The question"),
            "room": f"{room} · {speech.number(here)}" if here else room,
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

    def _announced(self) -> tuple[Attendee, ...]:
        """Those of the client's form who are not here yet; named if they agree to it."""
        if self.desk.session.attendees:
            return ()
        return attendees_from_intake(self.desk.the(Intake))

    def _take_announced(self) -> None:
        session = session_record.attend(self.desk.session, self._announced())
        self.desk.write(session, "attendees")


def _own(question: OurQuestion) -> OurQuestion:
    """Words without one of the five are a question of their own."""
    if question.words and question.worry is None:
        return question.changed(worry=Worry.OWN)
    return question
