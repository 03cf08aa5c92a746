"""Outcomes: what sales, customer care and the others noticed outside the channels."""

from coachkit.documents import evaluation_blocks as blocks
from coachkit.language.findings import Finding
from coachkit.model.evaluation_record import Ours
from coachkit.model.languages import Language
from coachkit.model.people import Team
from coachkit.sessions.evaluation_screen import EvaluationScreen
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets.evaluation_forms import OUTCOMES
from coachkit.widgets.panel import Panel


class OutcomesScreen(EvaluationScreen):
    """A card for each voice; above them who was not heard yet."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self.unheard = Panel()
        self.voices = self.of_record("outcomes", OUTCOMES)
        self.body.children = (self.outcome, self.unheard, self.voices)
        self.redraw()

    def answer(self) -> Finding | None:
        """How many departments were heard, and how much of it nobody can call ours."""
        told, speech = [one for one in self.record.outcomes if one.text], self.speech
        if not told:
            return None
        departments = {one.department.casefold() for one in told if one.department}
        open_yet = sum(one.ours in (None, Ours.UNKNOWN) for one in told)
        return Finding(
            text=speech.count(
                "%(n)s department was heard.",
                "%(n)s departments were heard.",
                max(1, len(departments)),
            ),
            detail=speech.count(
                "Of %(n)s thing nobody knows whether it is our doing.",
                "Of %(n)s things nobody knows whether they are our doing.",
                open_yet,
            )
            if open_yet
            else "",
        )

    def show(self) -> None:
        """With a voice to begin with, where there is none."""
        super().show()
        self.voices.begin_row("outcomes")

    def redraw(self) -> None:
        """Which departments of the team nobody has spoken for yet."""
        heard = {one.department.casefold() for one in self.record.outcomes}
        left = [
            one.name
            for one in self.desk.the(Team).departments
            if one.contacts and one.name.casefold() not in heard
        ]
        said = (
            self.speech.say("Not heard yet: %(departments)s.", departments=self.speech.list(left))
            if left
            else ""
        )
        self.unheard.value = blocks.lines("", [said], self.language, quiet=True)
