"""Effect: which days, what was to move, beside what; the finding with its doubt, said aloud."""

from typing import TYPE_CHECKING, Any, Final

from ipywidgets import ToggleButtons

from coachkit.documents import evaluation_blocks as blocks
from coachkit.documents import evaluation_pages as parts
from coachkit.documents.session_first import guide
from coachkit.language.effects_said import comparison_finding
from coachkit.language.evaluation_words import campaign_verdict_name
from coachkit.language.findings import Finding
from coachkit.language.measuring_words import another_region
from coachkit.language.promises_said import (
    ahead_said,
    not_over_said,
    picked_up_said,
    promised_and_found,
)
from coachkit.language.speech import Speech
from coachkit.model.campaign_said import CampaignEffect
from coachkit.model.effects import Comparison
from coachkit.model.evaluation_record import Evaluation
from coachkit.model.goals import Kpi
from coachkit.model.languages import Language
from coachkit.model.results import Verdict
from coachkit.sessions import evaluation_figures as figures
from coachkit.sessions.campaign_picked_up import campaigns_held, picked_up, still_ahead
from coachkit.sessions.evaluation_screen import EvaluationScreen
from coachkit.sessions.measure_choice import offer
from coachkit.sessions.reckoning import Reckoning
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.session_reality import Remembered
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.evaluation_forms import CAMPAIGN, SAID_OF_CAMPAIGN
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.sub_steps import SubSteps

if TYPE_CHECKING:
    from coachkit.model.campaign import Campaign

_ASKED: Final = ("first", "last", "outcome", "control", "also")
"""What the answer follows from: with another of these it is another answer."""


class EffectScreen(EvaluationScreen):
    """The campaign, the finding, the sentence. The plain answer first, then the one that stands."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self._deaf = False
        self._ahead: Campaign | None = None
        self._first: dict[CampaignEffect, Comparison | None] = {}
        self.campaign = self.part_form(
            "campaign",
            Evaluation,
            lambda: CAMPAIGN,
            lambda record: record.effect,
            lambda record, new: self._dated(record.changed(effect=_asked_anew(record.effect, new))),
        )
        self.moves, self.beside = fields.choice([("", "")]), fields.choice([("", "")])
        self.finding, self.said_aloud = Panel(), Panel()
        self.planned, self.promised, self.elsewhere = Panel(), Panel(), Panel()
        self.said = self.of_part("effect", "said", SAID_OF_CAMPAIGN)
        self.verdicts = ToggleButtons(options=[("", "")], value=None)
        self.verdicts.add_class("ck-of-marks")
        self.verdicts.disabled = desk.read_only
        self._reckoning = self._reckons()
        self.again = fields.button(lambda: self.act(self._compare_again), quiet=True)
        self.steps = SubSteps(
            {
                "campaign": Stack(
                    [
                        self.planned,
                        self.campaign,
                        fields.band(self.moves, self.beside, kind="ck-chosen"),
                        self.elsewhere,
                    ]
                ),
                "finding": Stack([self.working, self.promised, self.finding, self.again]),
                "said": Stack([self.said_aloud, self.said, self.verdicts]),
            }
        )
        self.moves.observe(lambda change: self._picked("outcome", change), "value")
        self.beside.observe(lambda change: self._picked("control", change), "value")
        self.verdicts.observe(self._decided, "value")
        self.body.children = (self.outcome, self.steps)
        self.redraw()
        if self.asked.window is not None and self.asked.outcome is not None:
            self.steps.go("finding")

    def show(self) -> None:
        """With the campaign that was planned, where nobody has said yet which it was."""
        if not self.desk.read_only and self.record.effect == CampaignEffect():
            campaigns = self.desk.looked_up(campaigns_held)
            found = picked_up(campaigns, self.period)
            self._ahead = None if found else still_ahead(campaigns, self.period)
            if found is not None:
                self.put("planned campaign", effect=found)
        super().show()

    def _reckons(self) -> "Reckoning[CampaignEffect, Comparison | None]":
        return Reckoning(
            Remembered(lambda asked: figures.campaign(self.data, asked, refined=True)),
            self.at_work,
            self.refuse,
        )

    @property
    def asked(self) -> CampaignEffect:
        """What is asked about, without what was said of it."""
        said = self.record.effect
        return CampaignEffect(**{name: getattr(said, name) for name in _ASKED})

    def answer(self) -> Finding | None:
        """The finding in their own words, once it is said and decided."""
        said = self.record.effect
        if said.verdict is None or not said.sentence:
            return None
        return Finding(text=said.sentence, detail=campaign_verdict_name(said.verdict, self.speech))

    def redraw(self) -> None:
        """What can be chosen, and the answer to it."""
        speech = self.speech
        self.steps.named(
            {
                "campaign": speech.say_in("step", "The campaign"),
                "finding": speech.say_in("step", "The finding"),
                "said": speech.say_in("step", "Say it aloud"),
            }
        )
        self._choices(speech)
        self._say_planned(speech)
        self._draw_finding()
        self._draw_verdicts(speech)
        self.again.description = speech.say("Compare again")
        there = self.record.effect.found is not None and not self.desk.read_only
        fields.shown(self.again, there=there)

    def _say_planned(self, speech: Speech) -> None:
        """That it was picked up, and whether it was over; what was promised before the launch."""
        effect = self.record.effect
        said = [picked_up_said(effect, speech), not_over_said(effect, self.period, speech)]
        if self._ahead is not None and effect == CampaignEffect():
            said.append(ahead_said(self._ahead, speech))
        self.planned.value = blocks.lines("", said, self.language, quiet=True)
        promise = effect.promise
        told = "" if promise is None else promised_and_found(promise, effect.found, speech)
        self.promised.value = blocks.lines("", [told], self.language) if told else ""

    # ── The answer ──────────────────────────────────────────────────────────────────────────────

    def _draw_finding(self) -> None:
        asked, kept = self.asked, self.record.effect.found
        if asked.window is None or asked.outcome is None:
            said = self.speech.say("Say which days the campaign had and what it was to move.")
            self.draw(self.finding, said, lambda: guide(said, self.language))
            return
        if kept is not None:
            self._show(kept)
            return
        if asked not in self._first:
            self._first[asked] = figures.campaign(self.data, asked, refined=False)
        self._show(self._first[asked])
        if not self.desk.read_only:
            self._reckoning.ask(asked, lambda found: self._refined(asked, found))

    def _refined(self, asked: CampaignEffect, found: Comparison | None) -> None:
        if found is not None and asked == self.asked:
            self.put("effect", effect=self.record.effect.changed(found=found))

    def _show(self, found: Comparison | None) -> None:
        if found is None:
            said = self.speech.say("No export says how this went, day by day or post by post.")
            self.draw(self.finding, said, lambda: guide(said, self.language))
            return
        course = self.remembered(
            ("course", self.asked, found), lambda data, _: figures.course(data, self.asked, found)
        )
        self.draw(
            self.finding,
            found,
            lambda: parts.effect_page(found, self.language, course=course, question=False),
        )

    # ── What is chosen ──────────────────────────────────────────────────────────────────────────

    def _choices(self, speech: Speech) -> None:
        effect = self.record.effect
        controls = figures.control_choices(self.data, effect.outcome)
        self._deaf = True
        try:
            offer(
                self.moves,
                speech.say("Not chosen"),
                self._told(),
                effect.outcome,
                speech,
            )
            offer(self.beside, speech.say("Nothing beside it"), controls, effect.control, speech)
        finally:
            self._deaf = False
        hint = "" if self.data.by_group else another_region(speech)
        self.elsewhere.value = blocks.lines("", [hint] if hint else [], self.language, quiet=True)
        self.moves.description = speech.say("What it was to move")
        self.beside.description = speech.say("Beside what it can't have touched")
        for one in (self.moves, self.beside):
            one.disabled = self.desk.read_only

    def _told(self) -> tuple[Kpi, ...]:
        goals = [goal.kpi for goal in self.data.goals.goals]
        known = figures.campaign_metrics(self.data)
        first = [one for one in goals if one in known]
        return tuple(dict.fromkeys((*first, *known, *figures.campaign_parts(self.data))))

    def _picked(self, part: str, change: Any) -> None:
        if self._deaf:
            return
        effect = self.record.effect
        chosen = change["new"] or None
        new: dict[str, Any] = {part: chosen, "found": None, "verdict": None}
        control = effect.control
        if part == "outcome" and not (chosen and control and control.apart_from(chosen)):
            new["control"] = None
        self.act(lambda: self.put("effect", effect=effect.changed(**new)))

    def _compare_again(self) -> None:
        """With the exports as they are now."""
        self._first.clear()
        self._reckoning = self._reckons()
        self.put("effect", effect=self.record.effect.changed(found=None, verdict=None))

    # ── The verdict ─────────────────────────────────────────────────────────────────────────────

    def _draw_verdicts(self, speech: Speech) -> None:
        effect = self.record.effect
        may = tuple(dict.fromkeys((effect.allowed, Verdict.CANNOT_TELL)))
        options = tuple((campaign_verdict_name(one, speech), one.value) for one in may)
        self._deaf = True
        try:
            if self.verdicts.options != options:
                self.verdicts.options = options
            self.verdicts.value = None if effect.verdict is None else effect.verdict.value
        finally:
            self._deaf = False
        self.verdicts.description = speech.say("Our verdict")
        fields.shown(self.verdicts, there=effect.found is not None)
        told = "" if effect.found is None else comparison_finding(effect.found, speech).text
        self.said_aloud.value = guide(told, self.language)

    def _decided(self, change: Any) -> None:
        if self._deaf or change["new"] is None:
            return
        chosen = Verdict(change["new"])
        self.act(lambda: self.put("verdict", effect=self.record.effect.changed(verdict=chosen)))


def _asked_anew(before: CampaignEffect, after: CampaignEffect) -> CampaignEffect:
    """Another question has another answer: the one that was found is none to this."""
    if all(getattr(before, name) == getattr(after, name) for name in _ASKED):
        return after
    return after.changed(found=None, verdict=None)
