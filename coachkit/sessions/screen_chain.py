"""One outcome, and the chain that leads to it; the target beside where one's own past leads."""

from functools import partial
from typing import Any, Final

from coachkit.documents import evaluation_blocks as blocks
from coachkit.documents.session_first import guide
from coachkit.language import campaign_words as words
from coachkit.language.findings import Finding
from coachkit.language.forecasts_said import forecast_basis, forecast_finding
from coachkit.model.campaign import Campaign
from coachkit.model.campaign_measuring import ChainStep, Measurement, Outcome
from coachkit.model.chain import LINKS, Link
from coachkit.model.effects import Forecast
from coachkit.model.languages import Language
from coachkit.model.strategy import Strategy
from coachkit.sessions import campaign_figures as figures
from coachkit.sessions.campaign_screen import CampaignScreen
from coachkit.sessions.measure_choice import offer
from coachkit.sessions.reckoning import Reckoning
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.session_reality import Remembered
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.campaign_forms import TARGET, chain_step, outcome_form
from coachkit.widgets.form import Form
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.sub_steps import SubSteps

_OUTCOME, _TARGET, _CHAIN = "outcome", "target", "chain"
_ASKED: Final = ("measure", "target")
"""What the forecast follows from, beside the launch."""


class ChainScreen(CampaignScreen):
    """The outcome in words, its measure and target, and the six links."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self._deaf = False
        self._hints: Any = (None, None)
        self.said = self.part_form(
            "outcome", Campaign, self._outcome_form, _outcome, _with, known=self.known
        )
        self.target = self.part_form("target", Campaign, lambda: TARGET, _outcome, self._asked_anew)
        self.links = [self._step(link) for link in LINKS]
        self.measure = fields.choice([("", "")])
        self.measure.disabled = desk.read_only
        self.found = Panel()
        self._reckoning: Reckoning[Campaign, Forecast | None] = Reckoning(
            Remembered(lambda asked: figures.baseline(self.data, asked, refined=True)),
            self.at_work,
            self.refuse,
        )
        self.steps = SubSteps(
            {
                _OUTCOME: Stack([self.said]),
                _TARGET: Stack(
                    [
                        fields.band(self.measure, kind="ck-chosen"),
                        *(self.target, self.working, self.found),
                    ]
                ),
                _CHAIN: Stack(self.links),
            }
        )
        self.measure.observe(self._picked, "value")
        self.body.children = (self.outcome, self.steps)
        self.redraw()

    def answer(self) -> Finding | None:
        """The outcome in their own words."""
        return words.outcome_said(self.record, self.speech)

    def redraw(self) -> None:
        """What it can be seen by, and where that leads anyway."""
        speech = self.speech
        self.steps.named(
            {
                _OUTCOME: speech.say_in("step", "The outcome"),
                _TARGET: speech.say_in("step", "Measure and target"),
                _CHAIN: speech.say_in("step", "The chain"),
            }
        )
        self._deaf = True
        try:
            chosen = self.record.outcome.measure
            known = figures.measures(self.data)
            offer(self.measure, speech.say("Not chosen"), known, chosen, speech)
        finally:
            self._deaf = False
        self.measure.description = speech.say("What it is seen by")
        self._draw_found()

    # ── Where it leads anyway ───────────────────────────────────────────────────────────────────

    def _draw_found(self) -> None:
        campaign, outcome = self.record, self.record.outcome
        if campaign.window is None or outcome.measure is None:
            said = self.speech.say(
                "With a launch and a measure it says what your own past leads to."
            )
            self.found.value = guide(said, self.language)
            return
        if outcome.found is not None and outcome.found.period == campaign.window:
            self._show(outcome.found)
            return
        first = figures.baseline(self.data, _asked(campaign), refined=False)
        self._show(first)
        if first is not None and not self.desk.read_only:
            asked = _asked(campaign)
            self._reckoning.ask(asked, lambda found: self._refined(asked, found))

    def _refined(self, asked: Campaign, found: Forecast | None) -> None:
        if found is not None and asked == _asked(self.record):
            self.put("baseline", outcome=self.record.outcome.changed(found=found))

    def _show(self, found: Forecast | None) -> None:
        if found is None:
            said = self.speech.say("No export says how this went, day by day or post by post.")
            self.found.value = guide(said, self.language)
            return
        said_of = forecast_finding(found, self.speech)
        basis = forecast_basis(found, self.speech)
        title = self.speech.say("Where it leads if all goes on as it does")
        told = [said_of.text, said_of.detail, *basis]
        self.found.value = blocks.lines(title, list(filter(None, told)), self.language)

    # ── What is entered ─────────────────────────────────────────────────────────────────────────

    def _step(self, link: Link) -> Form:
        form = self.part_form(
            f"chain-{link}",
            Campaign,
            partial(chain_step, link),
            partial(_link, link),
            _with_link,
        )
        form.add_class("ck-beside")
        return form

    def _outcome_form(self) -> Any:
        goals = self.desk.the(Strategy).business_goals
        if self._hints[0] != goals:
            self._hints = (goals, outcome_form(self.desk.the(Strategy)))
        return self._hints[1]

    def _asked_anew(self, campaign: Campaign, new: Outcome) -> Campaign:
        before = campaign.outcome
        same = all(getattr(before, name) == getattr(new, name) for name in _ASKED)
        return _with(campaign, new if same else new.changed(found=None))

    def _picked(self, change: Any) -> None:
        if self._deaf:
            return
        new = self.record.outcome.changed(measure=change["new"] or None, found=None)
        self.act(lambda: self.put("measure", outcome=new))


def _outcome(campaign: Campaign) -> Outcome:
    return campaign.outcome


def _with(campaign: Campaign, outcome: Outcome) -> Campaign:
    return campaign.changed(outcome=outcome)


def _asked(campaign: Campaign) -> Campaign:
    """What the forecast follows from, and nothing else of the campaign."""
    outcome = campaign.outcome
    return Campaign(
        launch=campaign.launch,
        phases=campaign.phases,
        outcome=Outcome(measure=outcome.measure, target=outcome.target),
        measurement=Measurement(also=campaign.measurement.also),
    )


def _link(link: Link, campaign: Campaign) -> ChainStep:
    said = (one for one in campaign.outcome.chain if one.link is link)
    return next(said, ChainStep(link=link))


def _with_link(campaign: Campaign, new: ChainStep) -> Campaign:
    others = [one for one in campaign.outcome.chain if one.link is not new.link]
    said = [new] if new.text or new.seen_in else []
    return _with(campaign, campaign.outcome.changed(chain=(*others, *said)))
