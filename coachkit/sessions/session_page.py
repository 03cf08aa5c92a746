"""A session on a shared screen: the clock, the block that is on, what is open; page by page.

The time stands at the left, the question with its forms in the middle, what is undecided, promised
and noted at the right. What was typed, pressed or said is kept by the desk; nothing of it is lost
with the page.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from ipywidgets import Textarea

from coachkit.documents import session_pages as pages
from coachkit.language.speech import Speech, speak
from coachkit.model import session_record, session_time
from coachkit.model.actions import ActionPlan
from coachkit.model.drafts import Drafts
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language, valid_language
from coachkit.model.sessions import Session
from coachkit.model.sheet_words import BlockWords
from coachkit.model.values import Value
from coachkit.sessions import autosave
from coachkit.sessions.conflicts import SideBySide
from coachkit.sessions.opening import now
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.session_jotting import JotBox
from coachkit.sessions.session_screens import Screen
from coachkit.sessions.when_saved import when_saved
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.agenda import Agenda, Press, Pressed
from coachkit.widgets.choices import language_switch, narrow_screen
from coachkit.widgets.clock import Clock
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.remembered import Remembered, look_again

_log = logging.getLogger(__name__)

_SOON = 0.6
"""Seconds after which the screen of the next block is made ready."""

Screens = Mapping[str, type[Screen]]
"""By what a block of a run sheet calls its form: the screen that shows it."""

_NOBODY_SEES: frozenset[type[Value]] = frozenset({Drafts})


class SessionPage:
    """A page being used. ``desk``: the session that is held on it."""

    def __init__(
        self,
        desk_of: Callable[..., SessionDesk],
        screens: Screens,
        language: str,
        *,
        practice: bool = False,
    ) -> None:
        self._desk_of, self._screens = desk_of, screens
        self.desk = desk_of(practice=practice)
        self.language = self._first_language(language)
        self.top, self.saved, self.asked, self.outcome = Panel(), Panel(), Panel(), Panel()
        self.undecided, self.actions = Panel(), Panel()
        self.body = Stack([])
        self.languages = language_switch(self.language)
        self.narrow = narrow_screen()
        self.practise = fields.button(self._practise, quiet=True)
        self.another = fields.button(self._begin_another, primary=True)
        self.notes = Textarea(continuous_update=True)
        self.notes.add_class("ck-notes")
        self._deaf = False
        self._side_by_side: SideBySide | None = None
        self._made: dict[str, Screen] = {}
        session, titles = self.desk.session, self._titles
        self.clock = Clock(session, titles, now=now, language=self.language, with_block=False)
        self.clock.on_msg(lambda *_: self._opened_again())
        self.agenda = Agenda(session, titles, now=now, language=self.language)
        self.agenda.read_only = self.desk.read_only
        self.agenda.on_press(self.press)
        self.jot = JotBox(self.desk, self.language)
        self.beside = Stack([])
        self.remembered = Remembered("session")
        self.languages.observe(lambda change: self.speak(change["new"]), "value")
        self.notes.observe(lambda change: self._note(change["new"]), "value")
        self._take_the_desk()
        self._remember()

    def _first_language(self, asked: str) -> Language:
        """A session that has begun goes on in its language."""
        session = self.desk.session
        if session.started or not asked:
            return session.language
        return valid_language(asked)

    def _take_the_desk(self) -> None:
        self.desk.changed, self.desk.refused = self._changed, self._refused
        self.desk.saved = lambda _: self._draw_saved()
        self.desk.unsettled = self._draw_saved
        if self._side_by_side is not None:
            self._side_by_side.following.stop()
        self._side_by_side = self._follow()
        self._made.clear()
        self._draw()
        self.outcome.value = self._stood_still()

    def _remember(self) -> None:
        """The part of the screen that is open, and the line that is half written down."""
        remembered = self.remembered
        remembered.step("screen", self._looks, self._look_again)
        for name in ("kind", "text", "who"):
            remembered.control(name, getattr(self.jot, name))
        remembered.note()

    def _looks(self) -> dict[str, Any]:
        return {"block": self.block, "looks": self.remembered.looks(self.body)}

    def _look_again(self, kept: dict[str, Any]) -> None:
        """Only where the session is where it was: somebody else may have moved on."""
        if kept["block"] == self.block:
            look_again(lambda: self.body, kept["looks"])

    def _follow(self) -> SideBySide | None:
        """Show what others do in this session; one that is over and looked at stands still."""
        if self.desk.read_only:
            self.beside.children = ()
            return None
        beside = self.desk.side_by_side(lambda: self.language)
        self.beside.children = (beside.shown,)
        return beside

    # ── What is pressed ─────────────────────────────────────────────────────────────────────────

    def press(self, press: Press) -> None:
        """A button of the agenda, or a block of it."""
        try:
            step, still = _steps(press, self.desk.session), self._stood_still()
            self.desk.move(step, press.what.value)
        except CoachkitError as error:
            self.agenda.problem = error
            return
        self.outcome.value = still
        self._prepare_next()

    def speak(self, language: Language) -> None:
        """Everything in another language; no entry changes."""
        if language == self.language:
            return
        self.language = language
        session = self.desk.session
        self.desk.write(session_record.switch_language(session, language, now()), "language")
        self.clock.language = self.agenda.language = language
        self.jot.speak(language)
        if self._side_by_side is not None:
            self._side_by_side.speak()
        for screen in self._made.values():
            screen.speak(language)
        self.outcome.value = ""
        self._draw()

    def _stood_still(self) -> str:
        """What to say of a clock that nobody had stopped when the session was left."""
        if self.desk.stood_still is None:
            return ""
        zone = ZoneInfo(self.desk.client.time_zone)
        return pages.stood_still(self.desk.stood_still.astimezone(zone), self.language)

    def _opened_again(self) -> None:
        """A browser that opens the page asks its clock: it may have been left alone for hours."""
        if self.clock.session != self.desk.session:
            self._draw()
            self.outcome.value = self._stood_still()

    def _note(self, text: str) -> None:
        if not self._deaf:
            self.desk.write(session_record.note(self.desk.session, text), "notes")

    def _practise(self) -> None:
        """The same with nothing left behind; and back again."""
        self.desk.flush()
        self.desk = self._desk_of(practice=not self.desk.session.practice)
        self.jot.sit_at(self.desk)
        self._take_the_desk()

    def _begin_another(self) -> None:
        self.desk.begin_another(self.language)
        self._made.clear()
        self._draw()

    # ── What has changed ────────────────────────────────────────────────────────────────────────

    def _changed(self, kinds: Sequence[type[Value]]) -> None:
        if set(kinds) <= _NOBODY_SEES:
            return
        if Session in kinds and self.clock.session != self.desk.session:
            self._draw()
            return
        self._shown.changed(kinds)
        self._draw_words()

    def _refused(self, error: CoachkitError) -> None:
        _log.warning("refused: %s", error)
        self.outcome.value = pages.refused(error, self.language)

    # ── Drawing ─────────────────────────────────────────────────────────────────────────────────

    @property
    def block(self) -> str:
        """The block on the screen: the first before the session, the last after it."""
        session = self.desk.session
        return session.current or session.blocks[-1 if session.over else 0].key

    @property
    def _shown(self) -> Screen:
        return self.screen(self.block)

    def screen(self, block: str) -> Screen:
        """The screen of a block; made once."""
        if block not in self._made:
            kind = self._screens[self.desk.sheet.block(block).form]
            self._made[block] = kind(self.desk, block, self.language)
        return self._made[block]

    def words(self, block: str) -> BlockWords:
        """What the run sheet says in a block."""
        return self.desk.sheet.block_said(block, self.language)

    def _titles(self, speech: Speech) -> Mapping[str, str]:
        said = self.desk.sheet.said(speech.language).blocks
        return {key: words.title for key, words in said.items()}

    def _draw(self) -> None:
        """All of it as it is now."""
        session, screen = self.desk.session, self._shown
        self.clock.session = self.agenda.session = session
        screen.show()
        if self.body.children != (screen.body,):
            self.body.children = (screen.body,)
        self._deaf = True
        try:
            self.notes.value = session.notes
        finally:
            self._deaf = False
        self._draw_words()
        self.remembered.note()

    def _draw_words(self) -> None:
        """The panels, and what the frame's own controls are called."""
        speech, session = speak(self.language), self.desk.session
        said = self.desk.sheet.said(self.language)
        self.top.value = pages.header(
            self.desk.client.name,
            said.name,
            session.label,
            self.language,
            practice=session.practice,
        )
        self.asked.value = pages.asked(self.words(self.block), self._shown.answer(), self.language)
        left = self.desk.undecided()
        self.undecided.value = pages.undecided(left, session, said, self.language)
        self.actions.value = pages.actions(self.desk.the(ActionPlan), session, self.language)
        self.notes.description = speech.say("Shared notes")
        self.notes.placeholder = speech.say("What everybody may read, in a few words")
        self.practise.description = (
            speech.say("Back to the client") if session.practice else speech.say("Practise first")
        )
        self.another.description = speech.say("Begin the next session")
        fields.shown(self.practise, there=not session.started or session.practice)
        fields.shown(self.another, there=session.over and not self.desk.read_only)
        self._draw_saved()

    def _draw_saved(self) -> None:
        said = when_saved(self.desk.saved_at, self.desk.client.time_zone, self.language)
        self.saved.value = pages.saved(said, self.language, self.desk.kept)

    def _prepare_next(self) -> None:
        """Make the next block's screen while people talk, so that it is there at once.

        Only after a press: widgets that are made while a browser is still opening the page would
        reach it before it listens, and be lost.
        """
        keys = [block.key for block in self.desk.session.blocks]
        place, loop = keys.index(self.block) + 1, autosave.running_loop()
        if loop is not None and place < len(keys):
            loop.call_later(_SOON, partial(self._made_ready, self.desk, keys[place]))

    def _made_ready(self, desk: SessionDesk, block: str) -> None:
        if desk is self.desk:
            self.screen(block)


def _steps(press: Press, session: Session) -> Callable[[Session, datetime], Session]:
    """What a press does to a session."""
    if press.what is Pressed.GO:
        return lambda one, at: session_time.go_to(one, press.block or "", at)
    if press.what is Pressed.EXTEND:
        block = session.current or ""
        return lambda one, at: session_time.extend(one, block, press.minutes or 0, at)
    return _SIMPLE[press.what]


_SIMPLE: Mapping[Pressed, Callable[[Session, datetime], Session]] = {
    Pressed.START: session_time.start,
    Pressed.NEXT: session_time.next_block,
    Pressed.BACK: session_time.previous_block,
    Pressed.PAUSE: session_time.pause,
    Pressed.RESUME: session_time.resume,
    Pressed.END: session_time.end,
}
