"""The living strategy's page being used: what is old, what is changed with why, its versions."""

import logging
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from coachkit.documents import living_pages as living
from coachkit.documents import planning_pages as pages
from coachkit.language import living_words as words
from coachkit.language.explaining import explain
from coachkit.language.findings import Finding
from coachkit.language.living_words import Step
from coachkit.language.speech import speak
from coachkit.model.change_reasons import ChangeReason, decided_anew
from coachkit.model.deciding import Decision
from coachkit.model.errors import CoachkitError, StaleRevision
from coachkit.model.languages import Language, valid_language
from coachkit.model.strategy import Strategy
from coachkit.model.strategy_changes import revise, withdraw
from coachkit.model.strategy_gaps import stale
from coachkit.sessions.living_versions import Versions
from coachkit.sessions.opening import now, open_workspace, whoever
from coachkit.sessions.past_sessions import own_sheets
from coachkit.sessions.strategy import standing
from coachkit.store.client_store import ClientStore
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.choices import language_switch
from coachkit.widgets.living_change import ChangeForm
from coachkit.widgets.living_inputs import Inputs, InputsForm
from coachkit.widgets.living_versions import VersionsForm
from coachkit.widgets.panel import Band, Panel, Stack

_log = logging.getLogger(__name__)


class LivingPage:
    """A page being used. ``strategy``: as this page has last seen it.

    Raises :class:`~coachkit.model.errors.StoreError` ``no_strategy`` before there is one.
    """

    def __init__(self, slug: str, workspace: str, language: str) -> None:
        self._slug, self._workspace = slug, workspace
        with self._opened(read_only=True) as store:
            self.client = store.client
            standing(store)
        self.language: Language = valid_language(language) if language else self.client.language
        self.top, self.saved, self.asked = Panel(), Panel(), Panel()
        self.outcome, self.working = Panel(), Panel()
        self.old, self.body = Stack([]), Stack([])
        self.languages = language_switch(self.language)
        self.languages.observe(lambda change: self.speak(change["new"]), "value")
        self.steps = {step: fields.button(partial(self.go, step)) for step in Step}
        self.change = ChangeForm(self._keep, self._drop, self._draw_frame, self.language)
        self.inputs = InputsForm(self._keep_inputs, self.language)
        self.versions = Versions(
            self._opened,
            lambda: own_sheets(open_workspace(self._workspace)),
            self._now_frozen,
            self._say_working,
            self.language,
        )
        self._saved_at: datetime | None = None
        self.strategy, self._revision = Strategy(), 0
        self.step = Step.OLD
        self._take_over()
        self._draw()

    @property
    def today(self) -> date:
        """The day it is where the client is."""
        return now().astimezone(ZoneInfo(self.client.time_zone)).date()

    # ── What is pressed ─────────────────────────────────────────────────────────────────────────

    def go(self, step: Step) -> None:
        """Open a screen, with the strategy as it is now."""
        self.step = step
        self.outcome.value = ""
        try:
            self._take_over()
        except CoachkitError as error:
            self._refuse(error)
        self._draw()

    def look_at(self, key: str) -> None:
        """Open the form of a decision."""
        self.change.look_at(key)
        self.go(Step.CHANGE)

    def speak(self, language: Language) -> None:
        """Everything in another language; no entry changes."""
        self.language = language
        self.outcome.value = ""
        self.change.speak(language)
        self.inputs.speak(language)
        self.versions.speak(language)
        self._draw()

    # ── What is kept ────────────────────────────────────────────────────────────────────────────

    def _keep(self, made: Decision, why: ChangeReason) -> bool:
        def revised() -> Strategy:
            anew = decided_anew(self.change.decision, made, self.today)
            return revise(self.strategy, anew, on=self.today, who=why.who, learning=why.learning)

        said = speak(self.language).say("Kept. The change is in the log, with its reason.")
        return self._save(revised, made.key, why, said)

    def _drop(self, made: Decision, why: ChangeReason) -> bool:
        def without() -> Strategy:
            return withdraw(
                self.strategy, made.key, on=self.today, who=why.who, learning=why.learning
            )

        said = speak(self.language).say("Taken out. The log says why.")
        return self._save(without, made.key, why, said)

    def _save(self, make: Callable[[], Strategy], key: str, why: ChangeReason, said: str) -> bool:
        try:
            strategy = make()
            with self._opened() as store:
                store.save(strategy, based_on=self._revision, because=why.reason)
            self.change.forget(key)
            self._take_over()
        except StaleRevision:
            self._take_over()
            self.change.tell(
                speak(self.language).say(
                    "Somebody else has changed the strategy in between, so your change was not "
                    "kept. It is shown as it is now: look at it, and make your change once more."
                ),
                warning=True,
            )
            return False
        except CoachkitError as error:
            _log.warning("not kept: %s", error)
            self.change.tell(explain(error, self.language), warning=True)
            return False
        self.change.kept(said)
        self._draw_frame()
        return True

    def _keep_inputs(self, inputs: Inputs) -> None:
        speech = speak(self.language)
        because = speech.say("What was said to the draft")
        try:
            with self._opened() as store:
                said = self.strategy.changed(inputs=inputs)
                store.save(said, based_on=self._revision, because=because)
            self._take_over()
        except StaleRevision:
            self._take_over()
            self.inputs.tell(
                speech.say(
                    "Somebody else has changed the strategy in between, so nothing was kept. "
                    "Look at the table as it is now, and keep it once more."
                ),
                warning=True,
            )
        except CoachkitError as error:
            _log.warning("not kept: %s", error)
            self.inputs.tell(explain(error, self.language), warning=True)
        else:
            self.inputs.tell(speech.say("Kept. What was said is in the strategy."))
        self._draw_frame()

    def _now_frozen(self, name: str) -> None:
        self._take_over()
        self._draw()
        said = speak(self.language).say("The strategy is now called “%(name)s”.", name=name)
        self.versions.form.tell(said)

    # ── Reading ─────────────────────────────────────────────────────────────────────────────────

    def _opened(self, *, read_only: bool = False) -> ClientStore:
        return open_workspace(self._workspace).open_client(
            self._slug, now=now, who=whoever(), read_only=read_only
        )

    def _take_over(self) -> None:
        """Show what the store has; what is half typed stays where its decision is as it was."""
        with self._opened(read_only=True) as store:
            history = store.history(Strategy)
            self.versions.take(store, self.today)
        if not history:
            return
        last = history[-1]
        self.strategy, self._revision = last.value, last.revision
        self._saved_at = last.saved_at
        earlier: Sequence[Strategy] = tuple(one.value for one in history[:-1])
        if self.change.take(last.value, earlier, self.today):
            self._warn(
                speak(self.language).say(
                    "Somebody else has changed the decision that you were changing. It is shown "
                    "as it is now."
                )
            )
        if self.inputs.take(last.value):
            self._warn(
                speak(self.language).say(
                    "Somebody else has changed the table that you were changing. It is shown as "
                    "it is now."
                )
            )

    # ── Drawing ─────────────────────────────────────────────────────────────────────────────────

    def _draw(self) -> None:
        if self.step is Step.OLD:
            self._draw_old()
            self.body.children = (self.old,)
        else:
            self.body.children = (self._form(),)
        self._draw_frame()

    def _form(self) -> ChangeForm | VersionsForm | InputsForm:
        if self.step is Step.CHANGE:
            return self.change
        return self.inputs if self.step is Step.SAID else self.versions.form

    def _draw_old(self) -> None:
        overdue = stale(self.strategy, self.today)
        told = living.alarm(self.strategy, self.today, self.language)
        rows = [self._due(one, sentence) for one, sentence in zip(overdue, told, strict=True)]
        stands = Panel(living.sections(self.strategy, self.today, self.language))
        self.old.children = (*rows, stands)

    def _due(self, one: Decision, sentence: str) -> Band:
        button = fields.button(partial(self.look_at, one.key))
        button.description = speak(self.language).say("Look at it again")
        return fields.band(Panel(sentence), button, kind="ck-due")

    def _draw_frame(self) -> None:
        speech = speak(self.language)
        self.top.value = living.header(self.client.name, self.language)
        answer, warning = self._answer()
        self.asked.value = living.asked(self.step, answer, self.language, warning=warning)
        moment = ""
        if self._saved_at is not None:
            moment = speech.moment(self._saved_at.astimezone(ZoneInfo(self.client.time_zone)))
        self.saved.value = pages.saved(moment, self.language)
        for step, button in self.steps.items():
            button.description = words.step_name(step, speech)
            here = step is self.step
            (button.add_class if here else button.remove_class)("ck-here")

    def _answer(self) -> tuple[Finding, bool]:
        speech = speak(self.language)
        if self.step is Step.OLD:
            answer = words.old_answer(self.strategy, self.today, speech)
            return answer, bool(stale(self.strategy, self.today))
        if self.step is Step.CHANGE:
            return words.change_answer(self.change.decision, speech), False
        if self.step is Step.SAID:
            return words.inputs_answer(self.strategy, speech), False
        return words.versions_answer(self.versions.names, speech), False

    def _say_working(self, sentence: str) -> None:
        """What takes a moment, while it does; nothing afterwards."""
        self.working.value = pages.working(sentence, self.language) if sentence else ""

    def _warn(self, sentence: str) -> None:
        self.outcome.value = pages.said(sentence, self.language, warning=True)

    def _refuse(self, error: CoachkitError) -> None:
        _log.warning("refused: %s", error)
        self.outcome.value = pages.refused(error, self.language)
