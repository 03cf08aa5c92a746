"""A unit's own page for its cards: one field, big enough for a phone, and what it has written.

Everybody writes at the same time and nobody waits for anybody: a card has a key of its own, so that
two pages that write at the same moment are both kept.
"""

import logging
from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, Final
from zoneinfo import ZoneInfo

from coachkit.documents import idea_pages as pages
from coachkit.documents import planning_pages
from coachkit.language.idea_words import standing
from coachkit.language.speech import Speech, speak
from coachkit.model.errors import CoachkitError, InvalidValue
from coachkit.model.ideas import Idea, IdeaBoard, IdeaState
from coachkit.model.languages import Language, valid_language
from coachkit.model.people import Team
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.sessions import Session
from coachkit.model.values import Value
from coachkit.sessions.autosave import Autosave
from coachkit.sessions.conflicts import SideBySide
from coachkit.sessions.idea_cards import new_card, units_of
from coachkit.sessions.idea_writing import UnitChoice
from coachkit.sessions.opening import now, open_workspace, whoever
from coachkit.sessions.when_saved import when_saved
from coachkit.store.client_store import ClientStore
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.choices import language_switch, narrow_screen
from coachkit.widgets.panel import Band, Panel, Stack
from coachkit.widgets.remembered import Remembered

_log = logging.getLogger(__name__)

OWN: Final = 60
"""As many cards of a unit are listed, the newest first."""


class IdeasPage:
    """The page of whoever has the link. ``mending``: the key of a card that is being mended."""

    def __init__(self, slug: str, workspace: str, language: str) -> None:
        self._slug, self._workspace = slug, workspace
        with self._opened(read_only=True) as store:
            self.client = store.client
            self._team = _team_of(store)
            self._session = _session_of(store)
        self.language: Language = valid_language(language) if language else self.client.language
        self.mending = ""
        self.board = IdeaBoard()
        self._saved_at: datetime | None = None
        self.top, self.saved, self.asked, self.outcome = Panel(), Panel(), Panel(), Panel()
        self.languages = language_switch(self.language)
        self.narrow = narrow_screen()
        self.languages.observe(lambda change: self.speak(change["new"]), "value")
        self.unit = UnitChoice(self._draw)
        self.text = fields.text(kind="ck-idea-field")
        self.add = fields.button(self.write, primary=True)
        fields.entered(self.text, self.write)
        self.leave = fields.button(self._leave, quiet=True)
        self.line = fields.band(self.text, self.add, self.leave)
        self.line.add_class("ck-idea-line")
        self.own = Stack([])
        self.own.add_class("ck-idea-own")
        self._rows: dict[str, _Row] = {}
        self._autosave = Autosave(self._opened, self._was_saved, self._was_refused)
        self._autosave.unsettled = self._draw_saved
        self._read()
        self.beside = SideBySide(
            self._autosave,
            self._opened,
            (IdeaBoard,),
            self._taken,
            language=lambda: self.language,
            time_zone=self.client.time_zone,
            unsettled=self._draw_saved,
        )
        self.remembered = Remembered(f"ideas {slug}")
        self.remembered.control("language", self.languages)
        self.remembered.control("unit", self.unit.which)
        self.remembered.control("other", self.unit.other)
        self.remembered.control("text", self.text)
        self._draw()

    # ── What is done ────────────────────────────────────────────────────────────────────────────

    def write(self) -> None:
        """What stands in the field becomes a card, or mends the one that is being mended."""
        self._tried(self._mend if self.mending else self._add)

    def mend(self, key: str) -> None:
        """Put a card into the field again."""
        self._tried(lambda: self._begin_mending(key))

    def withdraw(self, key: str) -> None:
        """Take a card off the board, as long as nobody has kept it."""
        self._tried(lambda: self._withdraw(key))

    def speak(self, language: Language) -> None:
        """Everything in another language; nothing that was typed changes."""
        self.language = language
        self.beside.speak()
        self._draw()

    def flush(self) -> None:
        """Keep what waits, now."""
        self._autosave.flush()

    @property
    def today(self) -> date:
        """The day it is where the client is."""
        return now().astimezone(ZoneInfo(self.client.time_zone)).date()

    @property
    def own_cards(self) -> tuple[Idea, ...]:
        """The unit's cards, the newest first."""
        unit = self.unit.unit
        found = [one for one in self.board.cards if unit and one.unit == unit]
        return tuple(reversed(found))[:OWN]

    def _add(self) -> None:
        if not self.unit.unit:
            raise InvalidValue("no_unit")
        if not self.text.value.strip():
            return
        fresh = new_card(self.board, self.text.value, self.unit.unit)
        card = fresh.changed(written_on=self.today, session=self._session)
        self._put(self.board.changed(cards=(*self.board.cards, card)))
        self.text.value = ""
        self._draw()

    def _mend(self) -> None:
        card = self._of_this_unit(self.mending)
        if self.text.value.strip():
            self._put(self.board.with_card(card.changed(text=self.text.value)))
        self._leave()

    def _begin_mending(self, key: str) -> None:
        card = self._of_this_unit(key)
        self.mending, self.text.value = key, card.text
        self._draw()

    def _withdraw(self, key: str) -> None:
        card = self._of_this_unit(key)
        if self.mending == key:
            self._leave()
        self._put(self.board.without(card.key))
        self._draw()

    def _leave(self) -> None:
        self.mending, self.text.value = "", ""
        self._draw()

    def _of_this_unit(self, key: str) -> Idea:
        """The card, if it is still theirs: a page may show what others have done since."""
        card = self.board.card(key)
        if card is None or card.unit != self.unit.unit:
            raise InvalidValue("card_gone")
        if card.state is not IdeaState.OPEN:
            raise InvalidValue("already_kept")
        return card

    def _tried(self, what: Any) -> None:
        self.outcome.value = ""
        try:
            what()
        except CoachkitError as error:
            self.outcome.value = planning_pages.refused(error, self.language)

    # ── The store ───────────────────────────────────────────────────────────────────────────────

    def _opened(self, *, read_only: bool = False) -> ClientStore:
        return open_workspace(self._workspace).open_client(
            self._slug, now=now, who=whoever(), read_only=read_only
        )

    def _read(self) -> None:
        found = self._autosave.read(IdeaBoard)[IdeaBoard]
        if found is not None:
            self.board, self._saved_at = found.value, found.saved_at

    def _put(self, board: IdeaBoard) -> None:
        self.board = board
        self._autosave.now(board, "idea")

    def _was_saved(self, moment: datetime) -> None:
        self._saved_at = moment
        self._draw_saved()

    def _was_refused(self, error: CoachkitError, _: type[Value]) -> None:
        _log.warning("not kept: %s", error)
        self._draw_saved()
        self.outcome.value = planning_pages.refused(error, self.language)

    def _taken(self, _: Sequence[type[Value]]) -> None:
        """Others have written, too; what stands in the field stays."""
        seen = self._autosave.seen(IdeaBoard)
        if seen is not None:
            self.board = seen.value
        self._draw()

    # ── Drawing ─────────────────────────────────────────────────────────────────────────────────

    def _draw(self) -> None:
        speech = speak(self.language)
        self.top.value = pages.header(self.client.name, self.language)
        self.unit.redraw(units_of(self.board, self._team), speech)
        self.asked.value = pages.asked(self.board, self.unit.unit, self.language)
        self.text.description = speech.say("Card")
        self.text.placeholder = speech.say("One thought, in one line")
        self.add.description = (
            speech.say("Keep the change") if self.mending else speech.say("Put it on the board")
        )
        self.leave.description = speech.say("Leave it as it was")
        fields.shown(self.leave, there=bool(self.mending))
        fields.shown(self.line, there=bool(self.unit.unit))
        self._draw_own(speech)
        self._draw_saved()

    def _draw_own(self, speech: Speech) -> None:
        cards = self.own_cards
        keys = {one.key for one in cards}
        for key in [key for key in self._rows if key not in keys]:
            self._rows.pop(key).band.close()
        for one in cards:
            if one.key not in self._rows:
                self._rows[one.key] = _Row(
                    partial(self.mend, one.key), partial(self.withdraw, one.key)
                )
            self._rows[one.key].draw(one, self.language, speech)
        shown = tuple(self._rows[one.key].band for one in cards)
        if self.own.children != shown:
            self.own.children = shown

    def _draw_saved(self) -> None:
        moment = when_saved(self._saved_at, self.client.time_zone, self.language)
        self.saved.value = planning_pages.saved(moment, self.language, self._autosave.kept)


class _Row:
    """One of the unit's cards, and what may be done with it while nobody has kept it."""

    def __init__(self, mend: Any, withdraw: Any) -> None:
        self.words = Panel()
        self.mend = fields.button(mend, quiet=True)
        self.withdraw = fields.button(withdraw, quiet=True)
        self.band: Band = fields.band(self.words, self.mend, self.withdraw, kind="ck-idea-row")

    def draw(self, one: Idea, language: Language, speech: Speech) -> None:
        """The card as it is now."""
        free = one.state is IdeaState.OPEN
        self.words.value = pages.own_card(one, "" if free else standing(one, speech), language)
        self.mend.description = speech.say("Change")
        self.withdraw.description = speech.say("Withdraw")
        fields.shown(self.mend, there=free)
        fields.shown(self.withdraw, there=free)


def _team_of(store: ClientStore) -> Team:
    """The team as it was entered last, by itself or with a plan."""
    team, request = store.load(Team), store.load(PlanRequest)
    if request is not None and (team is None or team.saved_at <= request.saved_at):
        return request.value.team
    return Team() if team is None else team.value


def _session_of(store: ClientStore) -> int | None:
    """The session that is on, if one is."""
    session = store.load(Session)
    running = session is not None and session.value.started and not session.value.over
    return session.value.number if running and session is not None else None
