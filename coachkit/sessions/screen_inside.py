"""The inside view: six questions to the people responsible, each answer with who gave it."""

from functools import partial
from typing import Final

from coachkit.documents import session_first as panels
from coachkit.language.findings import Finding
from coachkit.language.first_screens import inside_said
from coachkit.language.strategy_words import inside_name
from coachkit.model.inside_view import InsideQuestion, InsideView
from coachkit.model.languages import Language
from coachkit.model.sheet_blocks import Pace
from coachkit.sessions.known_names import known_names
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.session_screens import Screen
from coachkit.widgets.form import Form
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.strategy_forms import inside_view
from coachkit.widgets.sub_steps import SubSteps

_HINTS: Final = {question: inside_view(question) for question in InsideQuestion}


class InsideScreen(Screen):
    """One question at a time; who answers writes in silence first."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self.quiet = Panel()
        self.asked = {question: Panel() for question in InsideQuestion}
        self.forms = {question: self._form(question) for question in InsideQuestion}
        self.steps = SubSteps(
            {
                question.value: Stack([self.asked[question], self.forms[question]])
                for question in InsideQuestion
            }
        )
        self.steps.switch.add_class("ck-inside-steps")
        self.body.children = (self.quiet, self.steps)
        self.redraw()

    def answer(self) -> Finding | None:
        """How many of the six have an answer, and on which not all say the same."""
        return inside_said(self.desk.the(InsideView), self.speech)

    def redraw(self) -> None:
        """Which are answered, and how long it is quiet."""
        speech, view = self.speech, self.desk.the(InsideView)
        names = {
            question.value: panels.with_tick(
                inside_name(question, speech), ticked=bool(view.answered(question))
            )
            for question in InsideQuestion
        }
        self.steps.named(names)
        self.quiet.value = panels.silence(self._minutes(Pace.WRITE), self.language)
        for question, panel in self.asked.items():
            panel.value = panels.inside_question(question, self.language)

    def _form(self, question: InsideQuestion) -> Form:
        return self.form(
            question.value,
            InsideView,
            partial(_HINTS.__getitem__, question),
            known=lambda: known_names(self.desk),
        )

    def _minutes(self, pace: Pace) -> int:
        steps = self.desk.sheet.block(self.block).steps
        return sum(step.minutes for step in steps if step.pace is pace)
