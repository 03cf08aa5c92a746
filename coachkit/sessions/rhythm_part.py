"""What another rhythm of publishing has brought: since when, to which measure, and the answer."""

from datetime import date
from typing import Any

from coachkit.documents import evaluation_pages as parts
from coachkit.documents.session_first import guide
from coachkit.model.effects import CadenceEffect
from coachkit.model.goals import Kpi
from coachkit.model.periods import Period
from coachkit.sessions import evaluation_figures as figures
from coachkit.sessions.evaluation_screen import EvaluationScreen
from coachkit.sessions.measure_choice import offer
from coachkit.sessions.reckoning import Reckoning
from coachkit.sessions.session_reality import Remembered
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.evaluation_forms import RHYTHM
from coachkit.widgets.panel import Panel, Stack

_Asked = tuple[int, Kpi, date, tuple[Period, ...]]
"""Which reading of the exports, the measure, since when, and the campaigns that are left out."""


class RhythmPart(Stack):
    """The plain answer first, then the one that was tried on the client's own past."""

    def __init__(self, screen: EvaluationScreen) -> None:
        self.screen = screen
        self._deaf = False
        self.since = screen.of_part("done", "rhythm", RHYTHM)
        self.moves = fields.choice([("", "")])
        self.found = Panel()
        self._tried: Remembered[_Asked, CadenceEffect | None] = Remembered(
            lambda asked: self._find(asked, refined=True)
        )
        self._reckoning = Reckoning(self._tried, screen.at_work, screen.refuse)
        self.moves.observe(self._picked, "value")
        super().__init__(
            [self.since, fields.band(self.moves, kind="ck-chosen"), screen.working, self.found]
        )

    def draw(self) -> None:
        """As it is now."""
        screen, said = self.screen, self.screen.record.done
        self._deaf = True
        try:
            known = figures.campaign_metrics(screen.data)
            offer(self.moves, screen.speech.say("Not chosen"), known, said.moves, screen.speech)
        finally:
            self._deaf = False
        self.moves.description = screen.speech.say("What it was to move")
        self.moves.disabled = screen.desk.read_only
        if said.since is None or said.moves is None:
            self._guide(
                screen.speech.say(
                    "Have you begun to publish more often, or less? Say since when and what it was "
                    "to move; then it says what came of it."
                )
            )
            return
        screen.remembered("rhythm", lambda *_: None)  # notices new exports
        asked: _Asked = (screen.reading, said.moves, said.since, screen.record.effect.days)
        if self._tried.known(asked) is None:
            self._show(screen.remembered(asked, lambda *_: self._find(asked, refined=False)))
        self._reckoning.ask(asked, self._show)

    def _find(self, asked: _Asked, *, refined: bool) -> CadenceEffect | None:
        _, kpi, since, others = asked
        return figures.cadence(self.screen.data, kpi, since, others=others, refined=refined)

    def _show(self, found: CadenceEffect | None) -> None:
        if found is None:
            self._guide(
                self.screen.speech.say("No export says how this went, day by day or post by post.")
            )
            return
        language = self.screen.language
        self.screen.draw(
            self.found, found, lambda: parts.cadence_page(found, language, question=False)
        )

    def _guide(self, said: str) -> None:
        self.screen.draw(self.found, said, lambda: guide(said, self.screen.language))

    def _picked(self, change: Any) -> None:
        if not self._deaf:
            done = self.screen.record.done.changed(moves=change["new"] or None)
            self.screen.act(lambda: self.screen.put("rhythm", done=done))
