"""Does it pay? What became of promises, what would convince, and how thorough it has to be."""

from typing import Any

from ipywidgets import ToggleButtons

from coachkit.documents import evaluation_pages as parts
from coachkit.documents import session_pages
from coachkit.documents.session_first import guide
from coachkit.evaluation.chain import tier
from coachkit.language.chain_said import tier_finding
from coachkit.language.evaluation_words import tier_name
from coachkit.language.findings import Finding
from coachkit.language.speech import Speech
from coachkit.language.strategy_words import worry_name
from coachkit.model import session_record
from coachkit.model.chain import AtHand, Stake, Tier, TierChoice
from coachkit.model.languages import Language
from coachkit.model.strategy import Worry
from coachkit.sessions import evaluation_figures as figures
from coachkit.sessions.evaluation_screen import EvaluationScreen
from coachkit.sessions.room_part import RoomPart
from coachkit.sessions.screen_promises import PromisesPart
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets.evaluation_forms import PAYS
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.strategy_forms import only
from coachkit.widgets.sub_steps import SubSteps

_WEEKS_IN_A_MONTH = 52 / 12


class TierScreen(EvaluationScreen):
    """Promises first where some are open, then how thorough, then who is here."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self._deaf = False
        self.stake = self.of_part("tier", "stake", only(PAYS, "stake"))
        self.pays = self.of_part("tier", "pays", only(PAYS, "who_asks", "enough", "if_no"))
        self.advice, self.chain = Panel(), Panel()
        self.tiers = ToggleButtons(options=list(Tier), value=None)
        self.tiers.add_class("ck-worries")
        self.tiers.add_class("ck-tiers")
        self.tiers.disabled = desk.read_only
        self.tiers.observe(self._picked, "value")
        self.promises = PromisesPart(desk, language)
        self.room = RoomPart(self)
        self.steps = SubSteps(
            {
                "promises": self.promises,
                "tier": Stack([self.stake, self.advice, self.tiers, self.pays]),
                "chain": Stack([self.chain]),
                "room": self.room,
            }
        )
        self.body.children = (self.outcome, self.steps)
        self.redraw()
        promised = desk.promised()
        if not (promised.late or promised.waiting):
            self.steps.go("tier")

    def answer(self) -> Finding | None:
        """How thorough it is to be, once that is chosen; promises are told where they stand."""
        chosen = self.record.tier.tier
        if chosen is None:
            return None
        return Finding(
            text=self.speech.say(
                "The evaluation is to be: %(tier)s.", tier=tier_name(chosen, self.speech).lower()
            ),
            detail=self.record.tier.enough,
        )

    def redraw(self) -> None:
        """The three tiers and which is chosen; what is advised, and why."""
        speech = self.speech
        self._draw_tiers(speech)
        self.promises.draw()
        self.room.draw()
        self.steps.named(self._names(speech))
        known = figures.known_chain(self.data)
        self.draw(self.chain, known, lambda: parts.chain_page(known, self.language, question=False))
        advised = self.advised()
        if advised is None:
            self.advice.value = guide(
                speech.say("Say what hangs on the answer; then it says how thorough to be."),
                self.language,
            )
            return
        said = tier_finding(advised, speech)
        self.advice.value = session_pages.said(f"{said.text} {said.detail}", self.language)

    def advised(self) -> TierChoice | None:
        """What the stake deserves, as far as there is something to do it with."""
        stake = self.record.tier.stake
        return None if stake is None else tier(figures.known_chain(self.data), self._at_hand(stake))

    def speak(self, language: Language) -> None:
        """Everything in another language; no entry changes."""
        self.promises.speak(language)
        super().speak(language)

    def _at_hand(self, stake: Stake) -> AtHand:
        weeks = len(self.data.months()) * _WEEKS_IN_A_MONTH
        request, effect = self.desk.request, self.record.effect
        hours = 0.0 if request is None else request.protected.analysis * _WEEKS_IN_A_MONTH
        return AtHand(
            stake=stake, weeks=int(weeks), hours=hours, control=effect.control is not None
        )

    def _names(self, speech: Speech) -> dict[str, str]:
        names = {
            "promises": speech.say("Since last time"),
            "tier": speech.say_in("step", "How thorough"),
            "chain": speech.say_in("step", "How far the figures reach"),
            "room": self.room.name,
        }
        if not self.desk.promised().n:
            del names["promises"]
        return names

    def _draw_tiers(self, speech: Speech) -> None:
        options = tuple((tier_name(one, speech), one) for one in Tier)
        self._deaf = True
        try:
            if self.tiers.options != options:
                self.tiers.options = options
            self.tiers.value = self.record.tier.tier
        finally:
            self._deaf = False

    def _picked(self, change: Any) -> None:
        if self._deaf or change["new"] is None:
            return
        self.put("tier", tier=self.record.tier.changed(tier=change["new"]))
        asked = worry_name(Worry.PAYS, self.speech)
        self.desk.write(session_record.ask(self.desk.session, asked), "question")
