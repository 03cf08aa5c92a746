"""People: a pulse without names, what went well and whom it is thanks to, and one failure."""

from secrets import token_hex
from typing import Any

from ipywidgets import ToggleButtons

from coachkit.documents import evaluation_blocks as blocks
from coachkit.language.findings import Finding
from coachkit.model.languages import Language
from coachkit.model.people_said import PulseAnswer
from coachkit.sessions.evaluation_screen import EvaluationScreen
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.evaluation_forms import FAILURE, WINS
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.sub_steps import SubSteps

_MARKS = [(str(mark), mark) for mark in range(1, 6)]


class PeopleScreen(EvaluationScreen):
    """Two clicks and a word, again and again; then the wins, teams first."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self.skill, self.confidence = self._marks(), self._marks()
        self.word = fields.text()
        self.answer_it = fields.button(lambda: self.act(self._answer), primary=True)
        self.asked = Stack([self.skill, self.confidence, fields.band(self.word, self.answer_it)])
        self.felt = Panel()
        self.wins = self.of_record("wins", WINS)
        self.failure = self.of_part("failure", "failure", FAILURE)
        self.steps = SubSteps(
            {
                "pulse": Stack([self.asked, self.felt]),
                "wins": Stack([self.wins]),
                "failure": Stack([self.failure]),
            }
        )
        self.body.children = (self.outcome, self.steps)
        self.redraw()

    def answer(self) -> Finding | None:
        """How many wins there are, and which of them nobody was thanked for."""
        told, speech = [one for one in self.record.wins if one.what], self.speech
        if not told:
            return None
        unthanked = sum(not (one.whole and one.how_thanked) for one in told)
        return Finding(
            text=speech.count(
                "%(n)s win is written down.", "%(n)s wins are written down.", len(told)
            ),
            detail=speech.count(
                "%(n)s still lacks its why or its thanks.",
                "%(n)s still lack their why or their thanks.",
                unthanked,
            )
            if unthanked
            else "",
        )

    def redraw(self) -> None:
        """What the two questions are, and how many have answered."""
        speech = self.speech
        self.steps.named(
            {
                "pulse": speech.say_in("step", "Pulse"),
                "wins": speech.say_in("step", "Wins"),
                "failure": speech.say_in("step", "One failure"),
            }
        )
        self.skill.description = speech.say("I can do what is asked of me.")
        self.confidence.description = speech.say("I dare to answer in our name.")
        self.word.description = speech.say("How it has felt, in a word")
        self.answer_it.description = speech.say("Answer without a name")
        fields.shown(self.asked, there=not self.desk.read_only)
        self.felt.value = blocks.pulse(self.record.pulse, self.language)

    def show(self) -> None:
        """With a win to begin with, where there is none."""
        super().show()
        self.wins.begin_row("wins")

    def _marks(self) -> Any:
        marks = ToggleButtons(options=_MARKS, value=None)
        marks.add_class("ck-of-marks")
        marks.style.description_width = "initial"
        return marks

    def _answer(self) -> None:
        given = PulseAnswer(
            key=f"pulse-{token_hex(6)}",
            skill=self.skill.value,
            confidence=self.confidence.value,
            word=self.word.value.strip(),
        )
        if given.skill is None and given.confidence is None and not given.word:
            return
        # In an order that does not say who came when.
        answers = sorted((*self.record.pulse, given), key=lambda one: one.key)
        self.put("pulse", pulse=tuple(answers))
        self.skill.value = self.confidence.value = None
        self.word.value = ""
