"""A new plan: what was learned of effort, what the hours hold then, and what goes with fewer."""

from collections.abc import Sequence
from typing import Final

from coachkit.documents import evaluation_blocks as blocks
from coachkit.language.findings import Finding
from coachkit.language.plan_words import hours_said
from coachkit.model.deciding import Learning, LearningKind
from coachkit.model.evaluation_record import Evaluation
from coachkit.model.evaluation_record import NewHours as NewHoursSaid
from coachkit.model.languages import Language
from coachkit.model.strategy import HoursDecision, Strategy
from coachkit.model.strategy_changes import revise
from coachkit.model.values import Value
from coachkit.sessions.evaluation_screen import EvaluationScreen
from coachkit.sessions.learned_hours import put_learned, worth_learning
from coachkit.sessions.new_rota import NewRotaPart
from coachkit.sessions.screen_cuts import CutsScreen
from coachkit.sessions.screen_hours import HoursScreen
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.evaluation_forms import HOURS
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.strategy_forms import only
from coachkit.widgets.sub_steps import SubSteps

_LEARNED, _HOURS, _FEWER, _DECIDED = "learned", "hours", "fewer", "decided"
_ROTA = "rota"
_SAID: Final = only(HOURS, "owner", "reason", "goes_first")


class NewHours(HoursScreen):
    """Hours in, posts out, as at the reality check; what is decided goes back to what it took."""

    decision_key = "new_hours"

    def _draw(self) -> None:
        super()._draw()
        # Whose decision it is, is asked in the record: once is enough.
        fields.shown(self.decision, there=False)

    def decided(self, before: Strategy, hours: HoursDecision) -> Strategy:
        """With the learning in the log: hours are changed for what was seen, never in passing."""
        desk, speech = self.desk, self.speech
        record = desk.the(Evaluation)
        chosen = record.hours.changed(hours_a_week=hours.hours_a_week, realistic=hours.realistic)
        desk.put(record.changed(hours=chosen), "new hours")
        said = record.hours.reason or speech.say("Reckoned with the hours that it really took")
        return revise(
            before,
            hours.changed(owner=record.hours.owner or hours.owner),
            on=desk.today,
            who=record.hours.owner or hours.owner,
            learning=Learning(kind=LearningKind.FIGURE, text=said),
        )


class NewPlanScreen(EvaluationScreen):
    """What was learned, what holds, four hours fewer, whose decision it is, and the new rota."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self.hours = NewHours(desk, block, language)
        self.fewer = CutsScreen(desk, block, language)
        self.learned = Panel()
        self.adopt = fields.button(lambda: self.act(self._adopt), primary=True)
        self.decided = self.part_form(
            "hours",
            Evaluation,
            lambda: _SAID,
            lambda record: record.hours,
            self._put_decided,
            known=self.known,
        )
        self.rota = NewRotaPart(self)
        self.steps = SubSteps(
            {
                _LEARNED: Stack([self.learned, self.adopt]),
                _HOURS: self.hours.body,
                _FEWER: self.fewer.body,
                _DECIDED: Stack([self.decided]),
                _ROTA: self.rota,
            }
        )
        self.body.children = (self.outcome, self.steps)
        self.redraw()
        if not worth_learning(desk):
            self.steps.go(_HOURS)

    def answer(self) -> Finding | None:
        """What was decided, and by whom."""
        hours, speech = self.record.hours, self.speech
        if hours.hours_a_week is None:
            return self.hours.answer()
        return Finding(
            text=speech.say(
                "Decided: %(hours)s a week.", hours=hours_said(hours.hours_a_week, speech)
            ),
            detail="" if hours.owner else speech.say("Who answers for it?"),
        )

    def redraw(self) -> None:
        """What was learned, and what the steps are called."""
        speech = self.speech
        self.steps.named(
            {
                _LEARNED: speech.say_in("step", "Learned"),
                _HOURS: speech.say_in("step", "What holds"),
                _FEWER: speech.say_in("step", "Four hours fewer"),
                _DECIDED: speech.say_in("step", "Whose decision"),
                _ROTA: speech.say_in("step", "The new rota"),
            }
        )
        efforts = worth_learning(self.desk)
        told = [self._told(one.content_type, one.default, one.hours, one.n) for one in efforts]
        none = speech.say("Nothing to learn yet: it takes five items of a kind with their hours.")
        self.learned.value = blocks.lines(
            speech.say("What it really took"), told or [none], self.language
        )
        self.adopt.description = speech.say("Plan with the learned hours")
        fields.shown(self.adopt, there=bool(efforts) and not self.desk.read_only)
        self.rota.draw()

    def changed(self, kinds: Sequence[type[Value]]) -> None:
        """The same for both halves."""
        super().changed(kinds)
        self.hours.changed(kinds)
        self.fewer.changed(kinds)

    def speak(self, language: Language) -> None:
        """Everything in another language; no entry changes."""
        super().speak(language)
        self.hours.speak(language)
        self.fewer.speak(language)

    def _put_decided(self, record: Evaluation, new: NewHoursSaid) -> Evaluation:
        """Who answers for the hours answers for them in the strategy, too."""
        strategy = self.desk.the(Strategy)
        hours = strategy.hours
        if new.owner and new.hours_a_week is not None and hours.owner != new.owner:
            self.desk.put(strategy.changed(hours=hours.changed(owner=new.owner)), "hours")
        return self._dated(record.changed(hours=new))

    def _adopt(self) -> None:
        put_learned(self.desk, worth_learning(self.desk), self.speech)

    def _told(self, kind: str, before: float, after: float, n: int) -> str:
        speech = self.speech
        return speech.count(
            "%(kind)s: %(after)s instead of %(before)s, from %(n)s item.",
            "%(kind)s: %(after)s instead of %(before)s, from %(n)s items.",
            n,
            kind=kind,
            after=hours_said(after, speech),
            before=hours_said(before, speech),
        )
