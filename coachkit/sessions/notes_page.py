"""The coach's private page: notes for nobody else, and beside them what the session needs now.

Nothing of the notes is ever read where a page could be kept as a file: a notebook that runs without
our own server shows none.
"""

import logging
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from coachkit.documents import notes_pages as panels
from coachkit.documents import planning_pages as pages
from coachkit.documents.notes_pages import Beside
from coachkit.language.speech import Speech, speak
from coachkit.model.actions import ActionPlan, promises
from coachkit.model.errors import CoachkitError, StaleRevision
from coachkit.model.languages import Language, valid_language
from coachkit.model.open_decisions import Known, undecided
from coachkit.model.private_notes import PrivateNotes
from coachkit.model.session_time import clock
from coachkit.model.sessions import Session
from coachkit.model.sheet_reading import find_sheet
from coachkit.model.values import Value
from coachkit.sessions import autosave
from coachkit.sessions.autosave import Autosave
from coachkit.sessions.opening import now, open_workspace, whoever
from coachkit.sessions.past_sessions import own_sheets, picked_up
from coachkit.sessions.refusing import is_a_visit
from coachkit.sessions.session_values import ENTERED
from coachkit.sessions.when_saved import when_saved
from coachkit.store.client_store import ClientStore
from coachkit.widgets.choices import language_switch
from coachkit.widgets.form import Form
from coachkit.widgets.form_hints import As, Hint, Hints
from coachkit.widgets.panel import Panel, Stack

_log = logging.getLogger(__name__)

EVERY: Final = 3.0
"""Seconds after which the page looks again where the session is."""


def _notes(speech: Speech) -> str:
    return speech.say_in("field", "Notes")


_HINTS: Final[Hints] = {"text": Hint(As.PARAGRAPH, _notes)}


class NotesPage:
    """A page being used. ``form``: the notes, ``None`` where they are not shown."""

    def __init__(self, slug: str, workspace: str, language: str) -> None:
        self._slug, self._workspace = slug, workspace
        with self._client() as store:
            self.client = store.client
        self.language: Language = valid_language(language) if language else self.client.language
        self.top, self.saved, self.asked = Panel(), Panel(), Panel()
        self.outcome, self.prompts, self.open = Panel(), Panel(), Panel()
        self.languages = language_switch(self.language)
        self.languages.observe(lambda change: self.speak(change["new"]), "value")
        self._saved_at: datetime | None = None
        self._autosave = Autosave(self._room, self._was_saved, self._was_refused)
        self._autosave.unsettled = self._draw_saved
        self.form = self._open_notes() if is_a_visit() else None
        self.beside = self._look()
        self._draw()
        self._again()

    @property
    def notes(self) -> Stack:
        """The notes, or why they are not shown."""
        if self.form is None:
            return Stack([Panel(panels.not_here(self.language))])
        written = Stack([self.form])
        written.add_class("ck-notes-of")
        return written

    def refresh(self) -> None:
        """Show where the session is now."""
        before = self.beside
        self.beside = self._look()
        if self.beside != before:
            self._draw_beside()

    def speak(self, language: Language) -> None:
        """Everything in another language; the notes stay as they were written."""
        self.language = language
        self.outcome.value = ""
        if self.form is not None:
            self.form.language = language
        self._draw()

    def flush(self) -> None:
        """Keep what waits, now."""
        self._autosave.flush()

    # ── The notes ───────────────────────────────────────────────────────────────────────────────

    def _open_notes(self) -> Form:
        held = self._autosave.read(PrivateNotes)[PrivateNotes]
        self._saved_at = None if held is None else held.saved_at
        notes = PrivateNotes() if held is None else held.value
        form = Form(notes, _HINTS, language=self.language)
        form.observe(self._written, "value")
        return form

    def _written(self, change: Any) -> None:
        notes = change["new"]
        session = self.beside.session
        number = notes.session if session is None else session.number
        self._autosave.soon(notes.changed(session=number), "")

    def _was_saved(self, moment: datetime) -> None:
        self._saved_at = moment
        self._draw_saved()

    def _was_refused(self, error: CoachkitError, kind: type[Value]) -> None:
        """Nothing is overwritten: what was written stands here still, and is added to theirs."""
        _log.warning("not kept: %s", error.code)
        if isinstance(error, StaleRevision) and self.form is not None:
            mine = self.form.value
            found = self._autosave.read(kind)[kind]
            if found is not None and isinstance(mine, PrivateNotes):
                self.form.value = _both(found.value, mine)
                both = speak(self.language).say(
                    "These notes were changed on another page in between. Both are kept."
                )
                self.outcome.value = pages.said(both, self.language)
                return
        self.outcome.value = pages.refused(error, self.language)

    def _room(self, **_: Any) -> ClientStore:
        workspace = open_workspace(self._workspace)
        return workspace.open_private(self.client, now=now, who=whoever())

    # ── Beside them ─────────────────────────────────────────────────────────────────────────────

    def _client(self) -> ClientStore:
        return open_workspace(self._workspace).open_client(
            self._slug, now=now, who=whoever(), read_only=True
        )

    def _look(self) -> Beside:
        sheets, moment = own_sheets(open_workspace(self._workspace)), now()
        with self._client() as store:
            held = store.load(Session)
            session = None if held is None else picked_up(store, held.value, moment)
            plan = store.load(ActionPlan)
            found = [store.load(kind) for kind in ENTERED]
        sheet = None if session is None else find_sheet(session.sheet, sheets)
        values = tuple(one.value for one in found if one is not None)
        before = (None, *range(1, 1 if session is None else session.number + session.over))
        today = moment.astimezone(ZoneInfo(self.client.time_zone)).date()
        return Beside(
            session=session,
            sheet=sheet,
            clock=None if session is None else clock(session, moment),
            undecided=undecided(sheet, Known(session, values)) if session and sheet else (),
            promised=promises(ActionPlan() if plan is None else plan.value, before, today),
        )

    def _again(self) -> None:
        """Look again in a moment, as long as the page is there."""
        loop = autosave.running_loop()
        if loop is not None and is_a_visit():
            loop.call_later(EVERY, self._tick)

    def _tick(self) -> None:
        try:
            self.refresh()
        except CoachkitError as error:
            # whatever keeps the session from being read may be over in a moment
            _log.warning("not read: %s", error)
        finally:
            self._again()

    # ── Drawing ─────────────────────────────────────────────────────────────────────────────────

    def _draw(self) -> None:
        self.top.value = panels.header(self.client.name, self.language)
        self._draw_saved()
        self._draw_beside()

    def _draw_beside(self) -> None:
        for panel, html in (
            (self.asked, panels.asked(self.beside, self.language)),
            (self.prompts, panels.prompts(self.beside, self.language)),
            (self.open, panels.still_open(self.beside, self.language)),
        ):
            if panel.value != html:
                panel.value = html

    def _draw_saved(self) -> None:
        moment = when_saved(self._saved_at, self.client.time_zone, self.language)
        self.saved.value = pages.saved(moment, self.language, self._autosave.kept)


def _both(theirs: PrivateNotes, mine: PrivateNotes) -> PrivateNotes:
    """Neither is lost: what was written here comes after what was kept elsewhere."""
    if mine.text in theirs.text:
        return theirs
    return theirs.changed(text=f"{theirs.text}\n\n{mine.text}".strip())
