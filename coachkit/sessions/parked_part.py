"""Questions that were put aside: answered one by one, before everybody leaves."""

from typing import Any

from coachkit.documents import session_pages
from coachkit.language.strategy_words import shortened
from coachkit.model.errors import CoachkitError
from coachkit.sessions.session_jotting import answer_question
from coachkit.sessions.session_screens import Screen
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel, Stack

_SHOWN = 90


class ParkedPart(Stack):
    """Which one, and what the answer is; out of sight when none waits."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.told, self.outcome = Panel(), Panel()
        self.which, self.answer = fields.choice([("", "")]), fields.text()
        self.keep = fields.button(self._keep)
        fields.entered(self.answer, self._keep)
        super().__init__([self.told, self.which, fields.band(self.answer, self.keep), self.outcome])

    def draw(self) -> None:
        """As it is now."""
        speech, desk = self.screen.speech, self.screen.desk
        waiting = [one for one in desk.session.parked if not one.answer]
        options = [(shortened(one.text, _SHOWN), one.key) for one in waiting]
        self._offer(options)
        self.told.value = session_pages.said(
            speech.count(
                "%(n)s question was put aside. Is it answered by now?",
                "%(n)s questions were put aside. Are they answered by now?",
                len(waiting),
            ),
            speech.language,
        )
        self.which.description = speech.say("Put aside")
        self.answer.description = speech.say_in("field", "The answer")
        self.keep.description = speech.say("Answered")
        fields.shown(self, there=bool(waiting) and not desk.read_only)

    def _offer(self, options: list[tuple[str, Any]]) -> None:
        if list(self.which.options) == options or not options:
            return
        chosen = self.which.value
        self.which.options = options
        if chosen in {key for _, key in options}:
            self.which.value = chosen

    def _keep(self) -> None:
        said = self.answer.value.strip()
        if not said or not self.which.value:
            return
        self.outcome.value = ""
        try:
            answer_question(self.screen.desk, self.which.value, said)
        except CoachkitError as error:
            self.outcome.value = session_pages.refused(error, self.screen.language)
            return
        self.answer.value = ""
        self.draw()
