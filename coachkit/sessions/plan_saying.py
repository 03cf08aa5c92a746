"""What the planning page says of what was just done, and of what takes a moment."""

import logging
from collections.abc import Callable

from coachkit.documents import planning_pages as pages
from coachkit.language.speech import speak
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language
from coachkit.planning.progress import PlanStage
from coachkit.widgets.panel import Panel

_log = logging.getLogger(__name__)


class Saying:
    """``outcome``: what became of the last thing; ``working``: what is being worked out."""

    def __init__(self, language: Callable[[], Language]) -> None:
        self._language = language
        self.outcome, self.working = Panel(), Panel()

    def tell(self, sentence: str) -> None:
        """What has just happened; nothing where the sentence is empty."""
        self.outcome.value = pages.said(sentence, self._language())

    def refuse(self, error: CoachkitError) -> None:
        """Why it does not go on."""
        _log.warning("refused: %s", error)
        self.outcome.value = pages.refused(error, self._language())

    def at_work(self, work: Callable[[], None]) -> None:
        """Do what was asked for; a refusal is a sentence on the page."""
        try:
            work()
        except CoachkitError as error:
            self.refuse(error)

    def work_out(self) -> None:
        """That a plan is being worked out."""
        self.doing(speak(self._language()).say("Working the plan out…"))

    def doing(self, sentence: str) -> None:
        """What takes a moment, while it does; nothing afterwards."""
        language = self._language()
        self.working.value = pages.working(sentence, language) if sentence else ""

    def progress(self, stage: PlanStage, done: int, of: int) -> None:
        """How far a plan has come."""
        self.working.value = pages.progress(stage, done, of, self._language())
