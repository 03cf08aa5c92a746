"""The living strategy's second screen: one decision in its form, and why it is changed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from coachkit.documents import living_pages as living
from coachkit.documents import planning_pages as pages
from coachkit.language.explaining import explain
from coachkit.language.living_words import decision_called
from coachkit.language.speech import Speech
from coachkit.model.change_reasons import ChangeReason
from coachkit.model.deciding import REVIEW_WITHIN, Decision
from coachkit.model.errors import InvalidValue
from coachkit.model.languages import Language
from coachkit.model.strategy import HoursDecision, Strategy
from coachkit.widgets import plan_fields
from coachkit.widgets.form import Form
from coachkit.widgets.living_forms import REASON, decision_hints
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.strategy_forms import CHANNELS, PEOPLE

if TYPE_CHECKING:
    from coachkit.widgets.form_schema import Known

Changed = Callable[[Decision, ChangeReason], bool]
"""Does what was asked for with a decision, and says whether it is kept."""

_LONGEST: Final = timedelta(days=REVIEW_WITHIN)


class ChangeForm(plan_fields.Form):
    """A decision is chosen, changed or taken out; who, why and what taught it are asked for.

    ``keep`` and ``drop`` do it. ``chosen`` is told that another decision is looked at. What is half
    typed for a decision stays while others are looked at.
    """

    def __init__(
        self, keep: Changed, drop: Changed, chosen: Callable[[], None], language: Language
    ) -> None:
        super().__init__(language)
        self._keep, self._drop, self._chosen = keep, drop, chosen
        self.strategy, self.today = Strategy(), date.min
        self._earlier: Sequence[Strategy] = ()
        self._forms: dict[str, Form] = {}
        self._begun: dict[str, Decision] = {}
        self._asked_for: tuple[str, ...] = ()
        self.stands, self.proposed, self.said, self.past = Panel(), Panel(), Panel(), Panel()
        self.choose = self.worded(
            plan_fields.choice(self._choices(self.speech)), lambda s: s.say_in("field", "Decision")
        )
        self.choose.add_class("ck-decision-of")
        self.heard(self.choose, lambda _: self._look())
        self.reason = Form(ChangeReason(), REASON, language=language)
        self.reason.observe(self._answered, "value")
        self.keep = self.worded(
            plan_fields.button(lambda: self._do(self._keep), primary=True),
            lambda s: s.say("Keep the change"),
        )
        self.drop = self.worded(
            plan_fields.button(lambda: self._do(self._drop), quiet=True),
            lambda s: s.say("Take the decision out"),
        )
        self.place = Stack([])
        sides = plan_fields.band(
            Stack([self.proposed, self.place]),
            Stack([self.stands, self._heading(_why), self.reason]),
            kind="ck-sides-of",
        )
        buttons = plan_fields.band(self.keep, self.drop)
        self.children = (self.choose, sides, buttons, self.said, self.past)

    @property
    def key(self) -> str:
        """Which decision is looked at."""
        return str(self.choose.value or "")

    @property
    def decision(self) -> Decision:
        """It, as it stands."""
        return _by_key(self.strategy)[self.key]

    @property
    def filled(self) -> Form:
        """What it is being made to."""
        return self._forms[self.key]

    def take(self, strategy: Strategy, earlier: Sequence[Strategy], today: date) -> bool:
        """Show the strategy as it is now, each half-typed form where its decision is as it was.

        Whether something that was typed is gone, because somebody else has changed its decision.
        """
        before, now = _by_key(self.strategy), _by_key(strategy)
        self.strategy, self._earlier, self.today = strategy, earlier, today
        others = [key for key in self._forms if before.get(key) != now.get(key)]
        lost = [key for key in others if self._touched(key)]
        for key in others:
            self.forget(key)
        for key, kept in self._forms.items():
            kept.hints = decision_hints(now[key], strategy)
        self._offer()
        self._look()
        return bool(lost)

    def forget(self, key: str) -> None:
        """What was typed for a decision is kept elsewhere now, or is nobody's any more."""
        self._forms.pop(key, None)
        self._begun.pop(key, None)

    def kept(self, sentence: str) -> None:
        """It is kept: the reasons are asked for anew, of the same person."""
        self._asked_for = ()
        self.reason.value = ChangeReason(who=self.answers.who)
        self.tell(sentence)

    def tell(self, sentence: str, *, warning: bool = False) -> None:
        """What has just happened, or why it has not."""
        self.said.value = pages.said(sentence, self.language, warning=warning)

    def look_at(self, key: str) -> None:
        """Choose a decision."""
        self.choose.value = key

    def speak(self, language: Language) -> None:
        """Say everything in another language; no entry changes."""
        super().speak(language)
        for one in (*self._forms.values(), self.reason):
            one.language = language
        self.tell("")
        self._offer()
        self._look()
        self._mark()

    # ── What is shown ───────────────────────────────────────────────────────────────────────────

    def _offer(self) -> None:
        self._say(self.choose, "options", self._choices)

    def _choices(self, speech: Speech) -> list[tuple[str, str]]:
        return [(decision_called(one, speech), one.key) for one in self.strategy.decisions]

    def _look(self) -> None:
        one = self.decision
        if self.key not in self._forms:
            self._begin(one)
        self.place.children = (self.filled,)
        self.stands.value = living.decision(one, self.strategy, self.today, self.language)
        self.proposed.value = self._proposal(one)
        self.past.value = living.log(self.strategy, self._earlier, self.language)
        self.reason.known = {PEOPLE: self.strategy.authors}
        plan_fields.shown(self.drop, there=not isinstance(one, HoursDecision))
        self._chosen()

    def _begin(self, one: Decision) -> None:
        """A form; for a decision whose day is past, with the latest day that may be the next."""
        old = one.review_on is not None and one.review_on < self.today
        begun = one.changed(review_on=self.today + _LONGEST) if old else one
        known: Known = {
            PEOPLE: self.strategy.authors,
            CHANNELS: tuple(choice.channel for choice in self.strategy.channels),
        }
        hints = decision_hints(one, self.strategy)
        self._begun[one.key] = begun
        self._forms[one.key] = Form(begun, hints, known=known, language=self.language)

    def _proposal(self, one: Decision) -> str:
        begun = self._begun[one.key]
        if begun.review_on == one.review_on or begun.review_on is None:
            return ""
        day = self.speech.day(begun.review_on)
        said = self.speech.say("Its day is past. A new one is proposed: %(day)s.", day=day)
        return pages.note(said, self.language)

    def _touched(self, key: str) -> bool:
        return bool(self._forms[key].errors) or self._forms[key].value != self._begun[key]

    # ── What is asked for ───────────────────────────────────────────────────────────────────────

    def _do(self, act: Changed) -> None:
        made = self.filled.value
        if not isinstance(made, Decision):
            raise TypeError
        speech = self.speech
        if act == self._keep and self.filled.errors:
            self.tell(speech.say("Something in the decision is not right yet."), warning=True)
        elif act == self._keep and made == self.decision:
            self.tell(speech.say("Nothing in the decision is different."), warning=True)
        elif self._unsaid():
            self.tell(
                speech.say("Say who changes it, why, and what taught you: it is marked above."),
                warning=True,
            )
        else:
            act(made, self.answers)

    @property
    def answers(self) -> ChangeReason:
        """What was answered so far."""
        given = self.reason.value
        return given if isinstance(given, ChangeReason) else ChangeReason()

    def _unsaid(self) -> bool:
        self._asked_for = self.answers.missing
        self._mark()
        return bool(self.reason.errors)

    def _answered(self, _: Any) -> None:
        still = self.answers.missing
        self._asked_for = tuple(name for name in self._asked_for if name in still)
        self._mark()

    def _mark(self) -> None:
        """Say at each field that was left empty that it has to be filled in."""
        if self._asked_for:
            empty = explain(InvalidValue("missing"), self.language)
            said: Mapping[str, str] = dict.fromkeys(self._asked_for, empty)
            self.reason.errors = {**said, **self.reason.errors}

    def _heading(self, said: Callable[[Speech], str]) -> Panel:
        return self.worded(
            Panel(), lambda s: pages.text((), s.language, title=said(s)), trait="value"
        )


def _why(speech: Speech) -> str:
    return speech.say("Why it is changed")


def _by_key(strategy: Strategy) -> dict[str, Decision]:
    return {one.key: one for one in strategy.decisions}
