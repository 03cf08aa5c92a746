"""What is written down from any block: a decision, a question for later, an action.

The functions write through the desk; :class:`JotBox` is a line to type in, beside the screens.
"""

from collections.abc import Callable
from datetime import date
from typing import Final

from ipywidgets import Combobox

from coachkit.documents import session_pages as pages
from coachkit.language.jotting import Jot, jot_name, jotted
from coachkit.language.speech import speak
from coachkit.model import session_record
from coachkit.model.actions import ActionPlan
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language
from coachkit.sessions.known_names import known_names
from coachkit.sessions.opening import now
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.strategy_forms import PEOPLE


def jot_decision(desk: SessionDesk, text: str, owner: str = "") -> None:
    """Write down what was decided; raises :class:`InvalidValue` where it says nothing."""
    desk.write(session_record.decide(desk.session, text, now(), owner=owner), "decision")


def jot_question(desk: SessionDesk, text: str, who: str = "") -> None:
    """Put a question aside. ``who``: whoever asked it."""
    desk.write(session_record.park(desk.session, text, now(), who=who), "question parked")


def answer_question(desk: SessionDesk, key: str, text: str) -> None:
    """Answer one that was put aside; :class:`InvalidValue` ``unknown_question``."""
    desk.write(session_record.answer(desk.session, key, text), "question answered")


def jot_action(desk: SessionDesk, text: str, who: str = "", when: date | None = None) -> None:
    """Begin an action: it is promised once it has a first step and a done-sign too.

    Raises :class:`InvalidValue` ``too_many_actions`` for the eighth.
    """
    desk.put(desk.the(ActionPlan).with_begun(text, who, when), "action begun")


_KEPT: Final[dict[Jot, Callable[[SessionDesk, str, str], None]]] = {
    Jot.DECISION: jot_decision,
    Jot.QUESTION: jot_question,
    Jot.ACTION: jot_action,
}


class JotBox(Stack):
    """What is it, what does it say, whose is it: Enter writes it down.

    ``outcome``: what became of it, in a sentence.
    """

    def __init__(self, desk: SessionDesk, language: Language) -> None:
        self._desk, self._language = desk, language
        self.kind = fields.choice([(one.value, one) for one in Jot], Jot.DECISION)
        self.text = fields.text()
        self.who = Combobox(continuous_update=True, ensure_option=False)
        self.add = fields.button(self.keep)
        self.outcome = Panel()
        for field in (self.text, self.who):
            fields.entered(field, self.keep)
        super().__init__([self.kind, self.text, self.who, self.add, self.outcome])
        self.add_class("ck-jot")
        self.speak(language)
        self.sit_at(desk)

    def sit_at(self, desk: SessionDesk) -> None:
        """Write into that session from now on."""
        self._desk = desk
        for control in (self.kind, self.text, self.who, self.add):
            control.disabled = desk.read_only
        self._names()

    def speak(self, language: Language) -> None:
        """Everything in another language; what is typed stays."""
        self._language = language
        speech = speak(language)
        chosen = self.kind.value
        self.kind.options = [(jot_name(one, speech), one) for one in Jot]
        self.kind.value = chosen
        self.kind.description = speech.say("Write down")
        # said twice: a label for ears, a placeholder for eyes, for the column is narrow
        self.text.description = self.text.placeholder = speech.say("In a line")
        self.who.description = self.who.placeholder = speech.say("Whose it is")
        self.add.description = speech.say_in("jot", "Add")
        self.outcome.value = pages.said("", language)

    def keep(self) -> None:
        """Write down what is typed; where that is refused, it stays typed."""
        text, who = self.text.value.strip(), self.who.value.strip()
        if not text or self._desk.read_only:
            return
        kind = self.kind.value
        try:
            _KEPT[kind](self._desk, text, who)
        except CoachkitError as error:
            self.outcome.value = pages.refused(error, self._language)
            return
        self.text.value = self.who.value = ""
        self.outcome.value = pages.said(jotted(kind, speak(self._language)), self._language)
        self._names()

    def _names(self) -> None:
        self.who.options = known_names(self._desk)[PEOPLE]
