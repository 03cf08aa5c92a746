"""What was promised in the sessions before this one, and what became of it."""

from functools import partial
from typing import Any

from coachkit.documents import session_first as panels
from coachkit.documents import session_pages as pages
from coachkit.language.explaining import explain
from coachkit.language.first_screens import promises_said
from coachkit.language.speech import speak
from coachkit.model.actions import Action, ActionPlan, ActionState
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel, Stack


class PromisesPart(Stack):
    """A row for each promise with its buttons. What is dropped says why."""

    def __init__(self, desk: SessionDesk, language: Language) -> None:
        self.desk, self.language = desk, language
        self.told, self.outcome = Panel(), Panel()
        self.rows = Stack([])
        self.dropping: str | None = None
        self.why = fields.text(kind="ck-long")
        self.drop = fields.button(self._drop, primary=True)
        fields.entered(self.why, self._drop)
        self._drawn: Any = None
        super().__init__([self.told, self.outcome, self.rows])
        self.draw()

    @property
    def shown(self) -> tuple[Action, ...]:
        """What is open, the late first; then what was closed since the last session or in this."""
        promised, today = self.desk.promised(), self.desk.today
        last = self.desk.session.number - 1
        closed = (*promised.kept, *promised.dropped)
        recent = (one for one in closed if one.session == last or one.closed_on == today)
        return (*promised.late, *promised.waiting, *recent)

    def close(self, key: str, state: ActionState, why: str = "") -> None:
        """Say what became of a promise; a refusal is told below."""
        try:
            plan = self.desk.the(ActionPlan).closed(key, state, self.desk.today, why)
        except CoachkitError as error:
            sentence = explain(error, self.language)
            self.outcome.value = pages.said(sentence, self.language, warning=True)
            return
        self.dropping, self.why.value = None, ""
        self.outcome.value = ""
        self.desk.put(plan, "promise")
        self.draw()

    def speak(self, language: Language) -> None:
        """In another language; a reason that is being typed stays."""
        self.language = language
        self.outcome.value = ""
        self.draw()

    def draw(self) -> None:
        """As it is now."""
        drawn = (self.shown, self.language, self.dropping, self.desk.today)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        speech = speak(self.language)
        said = promises_said(self.desk.promised(), speech)
        self.told.value = panels.promised(said, self.language)
        self.why.description = speech.say("Why was it dropped?")
        self.drop.description = speech.say("Drop it")
        self.rows.children = tuple(map(self._row, self.shown))

    def _row(self, action: Action) -> Any:
        panel = Panel(panels.promise(action, self.language, late=action.late(self.desk.today)))
        parts: list[Any] = [panel]
        if not self.desk.read_only:
            parts += self._buttons(action)
        row = fields.band(*parts, kind="ck-promise-row")
        if action.key == self.dropping:
            return Stack([row, fields.band(self.why, self.drop)])
        return row

    def _buttons(self, action: Action) -> list[Any]:
        speech = speak(self.language)
        if action.state is not ActionState.OPEN:
            again = fields.button(partial(self.close, action.key, ActionState.OPEN), quiet=True)
            again.description = speech.say("Open again")
            return [again]
        done = fields.button(partial(self.close, action.key, ActionState.DONE))
        dropped = fields.button(partial(self._ask_why, action.key), quiet=True)
        done.description, dropped.description = speech.say("Done"), speech.say("Dropped")
        return [done, dropped]

    def _ask_why(self, key: str) -> None:
        self.dropping = key
        self.draw()

    def _drop(self) -> None:
        if self.dropping is not None:
            self.close(self.dropping, ActionState.DROPPED, self.why.value.strip())
