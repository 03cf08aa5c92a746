"""Four hours fewer: what the loss of hours takes, and what was decided to go first."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from coachkit.documents import planning_pages, session_pages
from coachkit.documents import session_hours as panels
from coachkit.language import reality_said as said
from coachkit.language.findings import Finding
from coachkit.language.speech import speak
from coachkit.model.deciding import next_key
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language
from coachkit.model.people import Team
from coachkit.model.reality import LessHours
from coachkit.model.strategy import Cut, Strategy
from coachkit.sessions import session_reality as reality
from coachkit.sessions.known_names import known_names
from coachkit.sessions.reckoning import Reckoning
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.session_screens import Screen
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.form_hints import As, Hints
from coachkit.widgets.hours_rows import HoursRow
from coachkit.widgets.panel import Panel
from coachkit.widgets.stepper import Stepper
from coachkit.widgets.strategy_forms import strategy_form

if TYPE_CHECKING:
    from coachkit.model.plan_requests import PlanRequest

FEWER: Final = 4.0
_MOST: Final = 8
_OFFERED: Final = 4

_TABLE: Final = strategy_form(Strategy())["cuts"]
CUTS: Final[Hints] = {
    "cuts": replace(
        _TABLE,
        within={
            "text": replace(_TABLE.within["text"], kind=As.PARAGRAPH, wide=3),
            "owner": replace(_TABLE.within["owner"], wide=3),
            "reason": replace(_TABLE.within["reason"], wide=3),
        },
    )
}
"""What goes, in its order; nothing in it follows from the other values."""


class CutsScreen(Screen):
    """A rehearsal beside the plan: nothing is kept of it but what somebody decides to cut."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self.less: LessHours | None = None
        self._of: tuple[Any, ...] = ()
        self._drawing = False
        stepper = Stepper(FEWER, least=1, most=_MOST, step=1, language=language)
        self.hours = HoursRow(stepper, lambda _: self.redraw(), language)
        self.sides, self.working, self.outcome = Panel(), Panel(), Panel()
        self.offers = fields.band(kind="ck-offers")
        self.cuts = self.form("cuts", Strategy, lambda: CUTS, known=lambda: known_names(self.desk))
        self._reckoning: Reckoning[tuple[PlanRequest, float], LessHours] = Reckoning(
            reality.LOST, self._at_work, self._refuse
        )
        self._asked: PlanRequest | None = None
        self.body.children = (
            self.outcome,
            self.hours,
            self.working,
            self.sides,
            self.offers,
            self.cuts,
        )
        self.redraw()

    def answer(self) -> Finding | None:
        """What goes first, in a sentence."""
        speech = self.speech
        if self.desk.the(Team).hours_a_week <= 0:
            return Finding(
                text=speech.say("There are no hours yet."),
                detail=speech.say("Type them at the reality check; then this is rehearsed."),
            )
        return None if self.less is None else Finding(text=said.lost(self.less, speech))

    def redraw(self) -> None:
        """The rehearsal as it is now; reckoned anew only where something changed."""
        value = self.hours.stepper.value
        self.hours.show(
            value,
            self.speech.say("Hours a week fewer"),
            self.speech.say("of everybody, in proportion to what they give"),
            self.language,
        )
        self._drawing = True
        try:
            self._reckon()
            self._draw()
        finally:
            self._drawing = False

    def speak(self, language: Language) -> None:
        """Everything in another language; no entry changes."""
        self.outcome.value = ""
        super().speak(language)

    def _reckon(self) -> None:
        of = (
            self.desk.the(Team),
            self.desk.request,
            self.desk.the(Strategy).channels,
            self.desk.today,
            self.hours.stepper.value,
        )
        if of == self._of:
            return
        self._of = of
        self._reckoning.forget()
        self._act(self._ask)

    def _ask(self) -> None:
        self.less = self._asked = None
        self._asked = reality.asked(self.desk)
        if self._asked is not None:
            self._reckoning.ask((self._asked, float(self.hours.stepper.value)), self._was_found)

    def _was_found(self, less: LessHours) -> None:
        self.less = less
        self._draw()
        if not self._drawing:
            # The sentence below the question is the page's: it is told that there is another.
            self.desk.changed([Strategy])

    def _at_work(self, *, busy: bool) -> None:
        sentence = speak(self.language).say("Rehearsing…") if busy else ""
        self.working.value = planning_pages.working(sentence, self.language) if busy else ""

    def _draw(self) -> None:
        less, asked = self.less, self._asked
        fields.shown(self.hours, there=asked is not None)
        if less is None or asked is None:
            self.sides.value, self.offers.children = "", ()
            return
        never = said.never_cut(asked, self.speech)
        taken = {one.text for one in self.desk.the(Strategy).cuts}
        offered = panels.cuts_offered(less, self.language)
        left = [] if self.desk.read_only else [one for one in offered if one not in taken]
        self.sides.value = panels.cuts(less, never, self.language, offered=bool(left))
        self.offers.children = tuple(self._offer(text) for text in left[:_OFFERED])

    def _offer(self, text: str) -> Any:
        offer = fields.button(partial(self._act, partial(self._cut, text)))
        offer.description = text
        offer.tooltip = self.speech.say("Put it last among what goes")
        return offer

    def _cut(self, text: str) -> None:
        strategy = self.desk.the(Strategy)
        key = next_key("cut", (one.key for one in strategy.decisions))
        cut = Cut(key=key, text=text, decided_on=self.desk.today)
        self.desk.put(strategy.changed(cuts=(*strategy.cuts, cut)), "cuts")

    def _act(self, what: Callable[[], None]) -> None:
        self.outcome.value = ""
        try:
            what()
        except CoachkitError as error:
            self._refuse(error)

    def _refuse(self, error: CoachkitError) -> None:
        self.outcome.value = session_pages.refused(error, self.language)
