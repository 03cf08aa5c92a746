"""The form before the first session being filled in: twenty minutes, a screen at a time.

Whatever is typed is kept a moment later, also what is half filled in. A name is kept only where
its owner consents to it; until then it stands in its field and nowhere else.
"""

import logging
import os
from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, Final
from zoneinfo import ZoneInfo

from ipywidgets import Widget

from coachkit.documents import intake_pages as pages
from coachkit.documents import planning_pages
from coachkit.language import intake_words as words
from coachkit.language.intake_words import Step
from coachkit.language.speech import speak
from coachkit.model.drafts import Drafts
from coachkit.model.errors import CoachkitError
from coachkit.model.intake import Intake
from coachkit.model.languages import Language, valid_language
from coachkit.model.values import Value
from coachkit.sessions import uploading
from coachkit.sessions.autosave import Autosave
from coachkit.sessions.conflicts import SideBySide
from coachkit.sessions.opening import now, open_workspace, whoever
from coachkit.sessions.when_saved import when_saved
from coachkit.store.client_store import ClientStore
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.choices import language_switch, narrow_screen
from coachkit.widgets.form import Form
from coachkit.widgets.intake_form import INTAKE, known_names, with_a_row, without_names
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.remembered import Remembered

_log = logging.getLogger(__name__)

_DRAFT: Final = "intake."
"""What the names of this page's drafts begin with, among those of the client's other forms."""

_OTHER_PAGES: Final = {Step.FILES: "exports", Step.HOURS: "plan"}


class IntakePage:
    """A page being filled in.

    ``intake``: what stands in the fields and is right, names without consent among it; the store
    never has those.
    """

    def __init__(self, slug: str, workspace: str, language: str) -> None:
        self._slug, self._workspace = slug, workspace
        with self._opened(read_only=True) as store:
            self.client = store.client
        self.language: Language = valid_language(language) if language else self.client.language
        self.top, self.saved, self.asked, self.outcome = Panel(), Panel(), Panel(), Panel()
        self.body = Stack([])
        self.languages = language_switch(self.language)
        self.narrow = narrow_screen()
        self.languages.observe(lambda change: self.speak(change["new"]), "value")
        self.steps = {step: fields.button(partial(self.go, step)) for step in Step}
        self.back = fields.button(partial(self._turn, -1))
        self.on = fields.button(partial(self._turn, 1), primary=True)
        self._turning = fields.band(self.back, self.on)
        self._way, self._seen = Panel(), Panel()
        self._autosave = Autosave(self._opened, self._was_saved, self._was_refused)
        self._autosave.unsettled = self._draw_saved
        self._deaf = False
        self._saved_at: datetime | None = None
        self._drafts = Drafts()
        self.intake = Intake()
        self._read()
        self.forms = {step: self._form(step) for step in INTAKE}
        self.step = Step.WORRY
        self.beside = SideBySide(
            self._autosave,
            self._opened,
            (Intake, Drafts),
            self._taken,
            language=lambda: self.language,
            time_zone=self.client.time_zone,
            unsettled=self._draw_saved,
        )
        self.remembered = Remembered(f"intake {slug}")
        self.remembered.control("language", self.languages)
        self.remembered.step("step", lambda: self.step.value, lambda name: self.go(Step(name)))
        self._draw()

    # ── What is done ────────────────────────────────────────────────────────────────────────────

    def go(self, step: Step) -> None:
        """Open a screen."""
        self.step = step
        self._tell("")
        self._draw()

    def speak(self, language: Language) -> None:
        """Everything in another language; no entry changes."""
        self.language = language
        for form in self.forms.values():
            form.language = language
        self.beside.speak()
        self._tell("")
        self._draw()

    def flush(self) -> None:
        """Keep what waits, now."""
        self._autosave.flush()

    @property
    def today(self) -> date:
        """The day it is where the client is."""
        return now().astimezone(ZoneInfo(self.client.time_zone)).date()

    def _turn(self, by: int) -> None:
        steps = list(Step)
        place = steps.index(self.step) + by
        self.go(steps[max(0, min(place, len(steps) - 1))])

    # ── Entries ─────────────────────────────────────────────────────────────────────────────────

    def _form(self, step: Step) -> Form:
        form = Form(self.intake, INTAKE[step], known=self._known(), language=self.language)
        half = self._drafts.of(_DRAFT + step) or {}
        form.entries = with_a_row({**form.entries, **half}, form.hints, self.language)
        form.observe(self._entered, "value")
        form.observe(lambda _: self._typed(step), ["entries", "errors"])
        return form

    def _entered(self, change: Any) -> None:
        if self._deaf or change["new"] == self.intake:
            return
        self.intake = change["new"]
        self._share()
        kept = self.intake.consented().changed(filled_on=self.today)
        self._autosave.soon(kept, "intake")
        self._draw_asked()

    def _typed(self, step: Step) -> None:
        """Keep what is not right yet; forget it once it is."""
        form, name = self.forms.get(step), _DRAFT + step
        if self._deaf or form is None:
            return
        half = without_names(form.entries) if form.errors else None
        drafts = self._drafts.with_draft(name, half)
        if drafts != self._drafts:
            self._drafts = drafts
            self._autosave.soon(drafts, "half filled")

    def _share(self) -> None:
        """Let every form know what was entered in the others."""
        self._deaf = True
        try:
            known = self._known()
            for form in self.forms.values():
                if form.value != self.intake:
                    form.value = self.intake
                if form.known != known:
                    form.known = known
        finally:
            self._deaf = False

    def _known(self) -> dict[str, Any]:
        return dict(known_names(self.intake, speak(self.language)))

    # ── The store ───────────────────────────────────────────────────────────────────────────────

    def _opened(self, *, read_only: bool = False) -> ClientStore:
        return open_workspace(self._workspace).open_client(
            self._slug, now=now, who=whoever(), read_only=read_only
        )

    def _read(self) -> None:
        found = self._autosave.read(Intake, Drafts)
        intake, drafts = found[Intake], found[Drafts]
        if intake is not None:
            self.intake, self._saved_at = intake.value, intake.saved_at
        if drafts is not None:
            self._drafts = drafts.value

    def _was_saved(self, moment: datetime) -> None:
        self._saved_at = moment
        self._draw_saved()

    def _was_refused(self, error: CoachkitError, _: type[Value]) -> None:
        _log.warning("not kept: %s", error)
        self._draw_saved()
        self.outcome.value = planning_pages.refused(error, self.language)

    def _taken(self, kinds: Sequence[type[Value]]) -> None:
        """Somebody else has changed some of it; names without consent stand here alone."""
        intake, drafts = self._autosave.seen(Intake), self._autosave.seen(Drafts)
        if Drafts in kinds and drafts is not None:
            self._drafts = drafts.value
        if Intake in kinds and intake is not None and intake.value != self.intake.consented():
            self.intake = self._with_own_names(intake.value)
            self._share()
            self._draw_asked()
        self._draw_saved()

    def _with_own_names(self, theirs: Intake) -> Intake:
        """Who is listed stays as it stands here, unless that is what they have changed."""
        if theirs.attending != self.intake.consented().attending:
            return theirs
        return theirs.changed(attending=self.intake.attending)

    # ── Drawing ─────────────────────────────────────────────────────────────────────────────────

    def _draw(self) -> None:
        speech = speak(self.language)
        self.top.value = pages.header(self.client.name, self.language)
        for step, button in self.steps.items():
            button.description = words.name(step, speech)
            here = step is self.step
            (button.add_class if here else button.remove_class)("ck-here")
        self.back.description = speech.say("Back")
        self.on.description = speech.say("Next")
        fields.shown(self.back, there=self.step is not Step.WORRY)
        fields.shown(self.on, there=self.step is not Step.DONE)
        self._way.value = pages.way(self.step, _address(self._slug, self.step), self.language)
        self._draw_saved()
        self._draw_asked()
        self.body.children = (*self._parts(), self._turning)
        self.remembered.note()

    def _parts(self) -> tuple[Widget, ...]:
        """What the screen shows below its question."""
        if self.step is Step.DONE:
            self._seen.value = pages.seen(self.intake.consented(), self.language)
            return (self._seen,)
        form = self.forms.get(self.step)
        return (self._way,) if form is None else (form, self._way)

    def _draw_asked(self) -> None:
        self.asked.value = pages.asked(self.step, self.intake, self.language)

    def _draw_saved(self) -> None:
        moment = when_saved(self._saved_at, self.client.time_zone, self.language)
        self.saved.value = planning_pages.saved(moment, self.language, self._autosave.kept)

    def _tell(self, sentence: str) -> None:
        self.outcome.value = planning_pages.said(sentence, self.language)


def _address(slug: str, step: Step) -> str:
    """Where the page is that a screen leads to; empty where a server of ours does not run."""
    served = os.environ.get(uploading.VARIABLE, "").isdecimal()
    return f"/clients/{slug}/{_OTHER_PAGES[step]}" if served and step in _OTHER_PAGES else ""
