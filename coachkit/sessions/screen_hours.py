"""The reality check: who gives how many hours, what they are enough for, and what is decided."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from coachkit.documents import planning_pages, session_pages
from coachkit.documents import session_hours as panels
from coachkit.documents.planning_words import hours_answer
from coachkit.language import reality_said as said
from coachkit.language.findings import Finding
from coachkit.language.plan_words import hours_said, posts_said
from coachkit.language.speech import Speech, speak
from coachkit.language.strategy_words import part_name
from coachkit.model import session_record
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language
from coachkit.model.people import Team
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.reality import RealisticCadence
from coachkit.model.strategy import HoursDecision, Strategy
from coachkit.model.strategy_gaps import Part
from coachkit.sessions import session_reality as reality
from coachkit.sessions.hours_lists import HoursLists
from coachkit.sessions.known_names import known_names
from coachkit.sessions.reckoning import Reckoning
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.session_screens import Screen
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.form_hints import As, Hint, Hints
from coachkit.widgets.panel import Panel
from coachkit.widgets.strategy_forms import HOURS

MORE: Final = 4.0
"""Hours a week that one may hope to get."""

REVIEW_AFTER: Final = timedelta(weeks=12)


def _folded(name: str) -> Hint:
    return replace(HOURS[name], folded=True)


DECISION: Final[Hints] = {
    "hours": Hint(
        As.GROUP,
        lambda speech: part_name(Part.HOURS, speech),
        within={
            "owner": HOURS["owner"],
            "reason": HOURS["reason"],
            "review_on": _folded("review_on"),
            "honest": _folded("honest"),
        },
    )
}
"""Who answers for the hours and why; when they are looked at again and the three questions."""


class HoursScreen(Screen):
    """Hours in, posts out; the plan is reckoned anew with every number."""

    decision_key = "hours_a_week"
    """The decision of the run sheet that is taken here."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self.found: RealisticCadence | None = None
        self.asked: PlanRequest | None = None
        self._of: tuple[Any, ...] = ()
        self._away = 0
        self.lists = HoursLists(desk, self.act, language)
        self.card, self.tried, self.outcome = Panel(), Panel(), Panel()
        self.working, self.rota, self.efforts = Panel(), Panel(), Panel()
        self.more = fields.button(lambda: self.act(self._try_more))
        self.away = fields.button(lambda: self.act(self._try_away))
        self.show_rota = fields.button(self._turn_rota)
        self.decide = fields.button(lambda: self.act(self._decide), primary=True)
        self.buttons = fields.band(self.more, self.away, self.show_rota, self.decide)
        self.buttons.add_class("ck-hours-acts")
        self.decision = self.form(
            "decision", Strategy, lambda: DECISION, known=lambda: known_names(self.desk)
        )
        self._rota_is_open = False
        self._reckoning: Reckoning[PlanRequest, RealisticCadence] = self._reckons()
        self._trying: Reckoning[PlanRequest, RealisticCadence] = self._reckons()
        self.body.children = (
            self.outcome,
            self.lists,
            self.card,
            self.working,
            self.buttons,
            self.tried,
            self.rota,
            self.decision,
            self.efforts,
        )
        self.redraw()

    def _reckons(self) -> Reckoning[PlanRequest, RealisticCadence]:
        return Reckoning(reality.REALITY, self._at_work, self._refuse)

    # ── What it says ────────────────────────────────────────────────────────────────────────────

    def answer(self) -> Finding | None:
        """What is missing before there is an answer, and what was decided."""
        team, speech = self.desk.the(Team), self.speech
        if team.hours_a_week <= 0:
            return hours_answer(team, speech)
        hours = self.desk.the(Strategy).hours
        if hours.hours_a_week is None or hours.realistic is None:
            return None
        if round(hours.hours_a_week, 2) != round(team.hours_a_week, 2):
            return Finding(
                text=speech.say(
                    "Decided: %(hours)s a week.", hours=hours_said(hours.hours_a_week, speech)
                ),
                detail=speech.say(
                    "Now there are %(hours)s: decide again.",
                    hours=hours_said(team.hours_a_week, speech),
                ),
            )
        return Finding(
            text=speech.say(
                "Decided: %(hours)s a week, enough for %(posts)s.",
                hours=hours_said(hours.hours_a_week, speech),
                posts=posts_said(hours.realistic, speech),
            ),
            detail="" if hours.owner else speech.say("Who answers for it?"),
        )

    def redraw(self) -> None:
        """Every number and sentence as it is now; reckoned anew only where something changed."""
        self.lists.show(self.language, self.found)
        self._reckon()
        self._draw()

    def speak(self, language: Language) -> None:
        """Everything in another language; what was tried is forgotten."""
        self.tried.value = self.outcome.value = ""
        super().speak(language)

    def _draw(self) -> None:
        speech, team = self.speech, self.desk.the(Team)
        there = self.asked is not None
        self.more.description = speech.say("We get four hours more")
        self.away.description = speech.say("Somebody is away for a month")
        self.show_rota.description = (
            speech.say("Hide the rota") if self._rota_is_open else speech.say("Show the rota")
        )
        self.decide.description = speech.say(
            "Decide: %(hours)s a week", hours=speech.hours(team.hours_a_week)
        )
        for one in (self.more, self.away, self.show_rota, self.decide):
            one.disabled = self.desk.read_only or self.found is None
        for widget in (self.card, self.buttons, self.decision, self.efforts):
            fields.shown(widget, there=there)
        if self.asked is not None:
            self.efforts.value = panels.source_of_efforts(self.asked.content, self.language)
        if self.found is not None and self.asked is not None:
            self.card.value = panels.card(self.found, self.asked, self.language)
        elif not there:
            self.card.value = self.tried.value = ""
        shown = self.found if self._rota_is_open else None
        self.rota.value = "" if shown is None else panels.rota(shown.plan, self.language)

    # ── What is found ───────────────────────────────────────────────────────────────────────────

    def _reckon(self) -> None:
        of = (
            self.desk.the(Team),
            self.desk.request,
            self.desk.the(Strategy).channels,
            self.desk.today,
        )
        if of == self._of:
            return
        self._of = of
        self._trying.forget()
        self._reckoning.forget()
        self.tried.value = ""
        self.act(self._ask)

    def _ask(self) -> None:
        self.asked = self.found = None
        self.asked = reality.asked(self.desk)
        if self.asked is not None:
            self._reckoning.ask(self.asked, self._was_found)

    def _was_found(self, found: RealisticCadence) -> None:
        self.found = found
        self.lists.show(self.language, found)
        self._draw()

    def _at_work(self, *, busy: bool) -> None:
        sentence = speak(self.language).say("Working the plan out…") if busy else ""
        self.working.value = planning_pages.working(sentence, self.language) if busy else ""

    # ── What if ─────────────────────────────────────────────────────────────────────────────────

    def _try_more(self) -> None:
        if self.asked is None or self.found is None:
            return
        before = self.found
        self._trying.ask(
            reality.with_more(self.asked, MORE),
            lambda after: self._tell(
                lambda speech: said.with_more_hours(MORE, before, after, speech)
            ),
        )

    def _try_away(self) -> None:
        """One after the other, first the one who gives most."""
        if self.asked is None or self.found is None:
            return
        before = self.found
        everybody = sorted(self.asked.team.contributors, key=lambda one: -one.hours_a_week)
        who = everybody[self._away % len(everybody)].name
        self._away += 1
        request, away = reality.without(self.asked, who)
        self._trying.ask(
            request,
            lambda after: self._tell(
                lambda speech: said.with_one_away(who, away, before, after, speech)
            ),
        )

    def _tell(self, sentence: Callable[[Speech], str]) -> None:
        self.tried.value = session_pages.said(sentence(self.speech), self.language)

    def _turn_rota(self) -> None:
        self._rota_is_open = not self._rota_is_open
        self._draw()

    # ── What is decided ─────────────────────────────────────────────────────────────────────────

    def _decide(self) -> None:
        found, asked, desk = self.found, self.asked, self.desk
        if found is None or asked is None:
            return
        speech = speak(desk.client.language)
        strategy = desk.the(Strategy)
        hours = strategy.hours.changed(
            hours_a_week=round(found.hours, 2),
            wished=round(found.wish, 2),
            realistic=said.posts_that_hold(found),
            gap_hours=round(found.gap_hours, 2),
            decided_on=desk.today,
            review_on=strategy.hours.review_on or desk.today + REVIEW_AFTER,
            reason=strategy.hours.reason or _reason(found, speech),
        )
        desk.put(self.decided(strategy, hours), "hours")
        reality.silence_the_gone(desk)
        session = desk.session
        if session.started and not session.over:
            text = speak(self.language).say(
                "%(hours)s a week, %(posts)s",
                hours=hours_said(found.hours, self.speech),
                posts=posts_said(said.posts_that_hold(found), self.speech),
            )
            desk.move(
                lambda one, at: session_record.decide(
                    one, text, at, owner=hours.owner, reason=hours.reason, key=self.decision_key
                ),
                "hours",
            )

    def decided(self, before: Strategy, hours: HoursDecision) -> Strategy:
        """The strategy with the hours that were decided."""
        return before.changed(hours=hours)

    # ── What is refused ─────────────────────────────────────────────────────────────────────────

    def act(self, what: Callable[[], None]) -> None:
        """Do what was asked for; a refusal is a sentence on the screen."""
        self.outcome.value = ""
        try:
            what()
        except CoachkitError as error:
            self._refuse(error)

    def _refuse(self, error: CoachkitError) -> None:
        self.outcome.value = session_pages.refused(error, self.language)


def _reason(found: RealisticCadence, speech: Speech) -> str:
    """Why so many hours, where nobody says another reason."""
    return speech.say(
        "The hours are enough for %(posts)s a week; wished for are %(wish)s.",
        posts=posts_said(said.posts_that_hold(found), speech),
        wish=posts_said(found.wish, speech),
    )
