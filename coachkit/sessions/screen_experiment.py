"""One experiment: what is new in the platforms, one thing to try, and whether it could be seen."""

from typing import Any, Final

from ipywidgets import ToggleButtons

from coachkit.documents import evaluation_pages as parts
from coachkit.documents.session_first import guide
from coachkit.language.findings import Finding
from coachkit.language.lifts_said import rounded_up
from coachkit.language.speech import Speech
from coachkit.model.campaign_said import Experiment
from coachkit.model.effects import Detectability
from coachkit.model.evaluation_record import Evaluation
from coachkit.model.languages import Language
from coachkit.sessions import evaluation_figures as figures
from coachkit.sessions.evaluation_screen import EvaluationScreen
from coachkit.sessions.measure_choice import offer
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.evaluation_forms import EXPERIMENT, NEWS
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.sub_steps import SubSteps

HOPES: Final = (0.1, 0.2, 0.3, 0.5, 1.0)


class ExperimentScreen(EvaluationScreen):
    """What they hope for beside the smallest that their own past could show."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self._deaf = False
        self.news = self.of_record("news", NEWS)
        self.plan = self.part_form(
            "experiment",
            Evaluation,
            lambda: EXPERIMENT,
            lambda record: record.experiment,
            lambda record, new: self._dated(record.changed(experiment=self._seen_anew(new))),
            known=self.known,
        )
        self.measure = fields.choice([("", "")])
        self.hoped = ToggleButtons(options=[("", 0.0)], value=None)
        self.hoped.add_class("ck-of-marks")
        self.hoped.style.description_width = "initial"
        self.none = fields.tick(value=False)
        self.could = Panel()
        self.verdict = Panel()
        self.steps = SubSteps(
            {
                "news": Stack([self.news]),
                "plan": Stack([self.plan, self.none]),
                "seen": Stack(
                    [
                        fields.band(self.measure, kind="ck-chosen"),
                        self.hoped,
                        self.verdict,
                        self.could,
                    ]
                ),
            }
        )
        self.measure.observe(self._measured, "value")
        self.hoped.observe(self._hoped, "value")
        self.none.observe(self._nothing, "value")
        self.body.children = (self.outcome, self.steps)
        self.redraw()

    def answer(self) -> Finding | None:
        """What is tried, and whether it could be seen."""
        said, speech = self.record.experiment, self.speech
        if said.none:
            return Finding(text=speech.say("Nothing is tried until next time."))
        if not said.idea:
            return None
        return Finding(text=said.idea, detail=_could_said(said, speech))

    def redraw(self) -> None:
        """What can be measured, what could be seen of it, and what they hope for."""
        speech, said = self.speech, self.record.experiment
        self.steps.named(
            {
                "news": speech.say_in("step", "New in the platforms"),
                "plan": speech.say_in("step", "What we try"),
                "seen": speech.say_in("step", "Could we see it?"),
            }
        )
        self._draw_choices(speech, said)
        could = None if said.measure is None else self._detectable(said)
        told = "" if self._told_above(said) else _could_said(said, speech)
        self.verdict.value = guide(told, self.language) if told else ""
        if could is None:
            asks = speech.say("Choose what it is to move; then it says what can be seen.")
            self.draw(self.could, asks, lambda: guide(asks, self.language))
            return
        self.draw(
            self.could,
            could,
            lambda: parts.detectability_page(
                could, self.language, weeks=said.weeks, question=False
            ),
        )

    @staticmethod
    def _told_above(said: Experiment) -> bool:
        """Whether the answer at the head of the screen says already if it could be seen."""
        return said.none or bool(said.idea)

    # ── What is chosen ──────────────────────────────────────────────────────────────────────────

    def _draw_choices(self, speech: Speech, said: Experiment) -> None:
        known = figures.campaign_metrics(self.data)
        self._deaf = True
        try:
            offer(self.measure, speech.say("Not chosen"), known, said.measure, speech)
            options = tuple((speech.percent(one), one) for one in HOPES)
            if self.hoped.options != options:
                self.hoped.options = options
            self.hoped.value = said.hoped if said.hoped in HOPES else None
            self.none.value = said.none
        finally:
            self._deaf = False
        self.measure.description = speech.say("What it is to move")
        self.hoped.description = speech.say("We hope for at least")
        self.none.description = speech.say("Nothing is tried until next time")
        for one in (self.measure, self.hoped, self.none):
            one.disabled = self.desk.read_only

    def _measured(self, change: Any) -> None:
        self._change(measure=change["new"] or None)

    def _hoped(self, change: Any) -> None:
        if change["new"]:
            self._change(hoped=change["new"])

    def _nothing(self, change: Any) -> None:
        self._change(none=bool(change["new"]))

    def _change(self, **parts_: Any) -> None:
        if self._deaf:
            return
        new = self.record.experiment.changed(**parts_)
        self.act(lambda: self.put("experiment", experiment=self._seen_anew(new)))

    # ── What could be seen ──────────────────────────────────────────────────────────────────────

    def _detectable(self, said: Experiment) -> Detectability | None:
        measure = said.measure
        if measure is None:
            return None
        return self.remembered(
            ("detectable", measure, said.weeks),
            lambda data, _: figures.detectable(data, measure, said.weeks),
        )

    def _seen_anew(self, said: Experiment) -> Experiment:
        """With what the client's own past could show in so many weeks."""
        found = self._detectable(said)
        if found is None:
            return said.changed(smallest=None, cannot=None)
        return said.changed(smallest=found.smallest(said.weeks), cannot=found.reason)


def _could_said(said: Experiment, speech: Speech) -> str:
    if said.cannot is not None:
        return speech.say("It could not be seen: too little is known of the time before.")
    if said.smallest is None:
        return ""
    lift = rounded_up(said.smallest.lift, speech)
    if said.could_be_seen is None:
        return speech.say("It shows from %(lift)s on.", lift=lift)
    if said.could_be_seen:
        return speech.say("It could be seen: it shows from %(lift)s on.", lift=lift)
    return speech.say(
        "It could not be seen: it shows only from %(lift)s on. Try it for longer, or try something "
        "larger.",
        lift=lift,
    )
