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
from coachkit.sessions.living_conflict import LivingConflict
from coachkit.sessions.living_versions import Versions
from coachkit.sessions.opening import now, open_workspace, whoever
from coachkit.sessions.past_sessions import own_sheets
from coachkit.sessions.strategy import standing
from coachkit.sessions.when_saved import when_saved
from coachkit.store.changes import Saved
from coachkit.store.client_store import ClientStore
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.choices import language_switch
from coachkit.widgets.living_change import ChangeForm
from coachkit.widgets.living_inputs import Inputs, InputsForm
from coachkit.widgets.living_versions import VersionsForm
from coachkit.widgets.panel import Band, Panel, Stack
from coachkit.widgets.remembered import Remembered

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
        self._taken: tuple[int, date] | None = None
        self.step = Step.OLD
        self.beside = LivingConflict(
            self._opened,
            self._is_newer,
            self._draw,
            language=lambda: self.language,
            time_zone=self.client.time_zone,
        )
        self.remembered = Remembered(f"living {slug}")
        self._take_over()
        self.remembered.control("language", self.languages)
        self.remembered.control("decision", self.change.choose)
        self.remembered.step("step", lambda: self.step.value, lambda name: self.go(Step(name)))
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
            if self._is_any_news():
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
        self.beside.draw()
        self._draw()

    # ── What is kept ────────────────────────────────────────────────────────────────────────────

    def _keep(self, made: Decision, why: ChangeReason) -> bool:
        def revised() -> Strategy:
            before = _decision(self.strategy, made.key)
            anew = made if before is None else decided_anew(before, made, self.today)
            return revise(self.strategy, anew, on=self.today, who=why.who, learning=why.learning)

        said = speak(self.language).say("Kept. The change is in the log, with its reason.")
        return self._save(revised, made, why, said)

    def _drop(self, made: Decision, why: ChangeReason) -> bool:
        def without() -> Strategy:
            return withdraw(
                self.strategy, made.key, on=self.today, who=why.who, learning=why.learning
            )

        said = speak(self.language).say("Taken out. The log says why.")
        return self._save(without, made, why, said)

    def _save(
        self, make: Callable[[], Strategy], made: Decision, why: ChangeReason, said: str
    ) -> bool:
        before = _decision(self.strategy, made.key)
        try:
            self._append(make(), why.reason)
            self.change.forget(made.key)
            self._take_over()
        except StaleRevision:
            last = self._take_over()
            theirs = _decision(self.strategy, made.key)
            if theirs == before:
                # Somebody has changed another decision: both changes stand.
                return self._save(make, made, why, said)
            if last is not None:
                self.beside.ask(last, made, theirs, lambda: self._save(make, made, why, said))
            return False
        except CoachkitError as error:
            self._cannot(self.change, error)
            return False
        self.change.kept(said)
        self._draw_frame()
        return True

    def _append(self, strategy: Strategy, because: str) -> None:
        with self._opened() as store:
            store.save(strategy, based_on=self._revision, because=because)

    def _keep_inputs(self, inputs: Inputs) -> None:
        speech, before = speak(self.language), self.strategy.inputs
        try:
            said = self.strategy.changed(inputs=inputs)
            self._append(said, speech.say("What was said to the draft"))
            self._take_over()
        except StaleRevision:
            last = self._take_over()
            if self.strategy.inputs == before:
                self._keep_inputs(inputs)
            elif last is not None:
                theirs = Strategy(inputs=self.strategy.inputs)
                mine = Strategy(inputs=inputs)
                self.beside.ask(last, mine, theirs, lambda: self._keep_inputs(inputs))
            return
        except CoachkitError as error:
            self._cannot(self.inputs, error)
        else:
            self.inputs.tell(speech.say("Kept. What was said is in the strategy."))
        self._draw_frame()

    def _cannot(self, form: ChangeForm | InputsForm, error: CoachkitError) -> None:
        _log.warning("not kept: %s", error)
        form.tell(explain(error, self.language), warning=True)

    def _is_newer(self, revision: int) -> bool:
        """Whether somebody else has kept that; it is shown then."""
        if revision <= self._revision:
            return False
        self._take_over()
        self._draw()
        return True

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

    def _is_any_news(self) -> bool:
        """Whether the store, or the day, is another than the one that is shown."""
        with self._opened(read_only=True) as store:
            return (store.last_event(), self.today) != self._taken

    def _take_over(self) -> Saved[Strategy] | None:
        """Show what the store has; what is half typed stays where its decision is as it was."""
        with self._opened(read_only=True) as store:
            self._taken = (store.last_event(), self.today)
            history = store.history(Strategy)
            self.versions.take(store, self.today)
        if not history:
            return None
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
        return last

    # ── Drawing ─────────────────────────────────────────────────────────────────────────────────

    def _draw(self) -> None:
        if self.step is Step.OLD:
            self._draw_old()
            self.body.children = (self.old,)
        else:
            self.body.children = (self._form(),)
        self._draw_frame()
        self.remembered.note()

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
        moment = when_saved(self._saved_at, self.client.time_zone, self.language)
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


def _decision(strategy: Strategy, key: str) -> Decision | None:
    return next((one for one in strategy.decisions if one.key == key), None)
