"""Did we do it? Plan beside reality: posts, hours, turns, and what got in the way."""

from coachkit.documents import evaluation_pages as parts
from coachkit.documents.session_first import guide
from coachkit.language.findings import Finding
from coachkit.model.actuals import Actuals, LearnedEffort
from coachkit.model.languages import Language
from coachkit.model.plans import Plan
from coachkit.planning.learning import learned_effort
from coachkit.sessions.evaluation_screen import EvaluationScreen
from coachkit.sessions.learned_hours import put_learned
from coachkit.sessions.rhythm_part import RhythmPart
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets.evaluation_forms import DONE
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.plan_actuals import ActualsForm
from coachkit.widgets.sub_steps import SubSteps


class DoneScreen(EvaluationScreen):
    """Bars first, then the hours that it really took, then what is said of the difference."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self.beside, self.without = Panel(), Panel()
        self.place = Stack([self.without])
        self.hours: ActualsForm | None = None
        self._of: Plan | None = None
        self.said = self.of_part("done", "said", DONE)
        self.rhythm = RhythmPart(self)
        self.steps = SubSteps(
            {
                "look": Stack([self.beside]),
                "hours": self.place,
                "rhythm": self.rhythm,
                "said": Stack([self.said]),
            }
        )
        self.steps.on_step = lambda _: self._draw_rhythm()
        self.body.children = (self.outcome, self.steps)
        self.redraw()

    def answer(self) -> Finding | None:
        """How many of the items that were due were made."""
        due = self.desk.the(Actuals).actuals
        if not due:
            return None
        made = sum(one.done is not None for one in due)
        return Finding(
            text=self.speech.count(
                "%(made)s of %(n)s planned item was made.",
                "%(made)s of %(n)s planned items were made.",
                len(due),
                made=self.speech.number(made),
            ),
            detail=self.record.done.in_the_way,
        )

    def redraw(self) -> None:
        """As it is now; the rows of hours are made once for a plan."""
        speech, plan = self.speech, self.desk.plan
        self.steps.named(
            {
                "look": speech.say_in("step", "Plan and reality"),
                "hours": speech.say_in("step", "Hours it took"),
                "rhythm": speech.say_in("step", "Another rhythm"),
                "said": speech.say_in("step", "What got in the way"),
            }
        )
        actuals = self.desk.the(Actuals)
        self.beside.value = parts.plan_beside_page(actuals, plan, self.language, question=False)
        self._draw_hours(plan, actuals)
        self._draw_rhythm()

    def lay_open(self) -> None:
        """With what another rhythm has brought."""
        self.rhythm.draw()

    def _draw_rhythm(self) -> None:
        if self.steps.here == "rhythm":
            self.rhythm.draw()

    def speak(self, language: Language) -> None:
        """Everything in another language; no entry changes."""
        if self.hours is not None:
            self.hours.speak(language)
        super().speak(language)

    def _draw_hours(self, plan: Plan | None, actuals: Actuals) -> None:
        if plan is None or self.desk.read_only:
            said = self.speech.say("There is no plan yet to put hours beside.")
            self.without.value = guide("" if plan is not None else said, self.language)
            self.place.children = (self.without,)
            return
        if self.hours is None or self._of is not plan or self.hours.value != actuals:
            self._of = plan
            self.hours = ActualsForm(
                actuals,
                plan,
                today=self.desk.today,
                language=self.language,
                changed=lambda value: self.desk.put(value, "actuals"),
                learn=self._learned,
                adopt=lambda effort: self.act(lambda: self._adopt(effort)),
            )
            self.place.children = (self.hours,)

    def _learned(self, actuals: Actuals) -> tuple[LearnedEffort, ...]:
        request = self.desk.request
        return learned_effort(actuals, () if request is None else request.content)

    def _adopt(self, effort: LearnedEffort) -> None:
        put_learned(self.desk, (effort,), self.speech)
