"""The launch: what was promised, the day from which every date hangs, and what nobody says."""

from datetime import date, timedelta
from typing import Any, Final

from coachkit.documents import evaluation_blocks as blocks
from coachkit.documents import launch_pages
from coachkit.language import campaign_words as words
from coachkit.language.findings import Finding
from coachkit.language.first_screens import promises_said
from coachkit.model.campaign_dates import launch_doubts, launch_moved
from coachkit.model.languages import Language
from coachkit.planning.working_days import days_off
from coachkit.sessions.campaign_screen import CampaignScreen
from coachkit.sessions.room_part import RoomPart
from coachkit.sessions.screen_promises import PromisesPart
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.campaign_forms import NAME, NO_GO, PHASE_DAYS
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.sub_steps import SubSteps

_PROMISES, _LAUNCH, _PHASES, _NO_GO, _ROOM = "promises", "launch", "phases", "no_go", "room"
_AROUND: Final = timedelta(days=7)


class LaunchScreen(CampaignScreen):
    """Promises first where some are open. A launch that moves says what moves with it first."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self._deaf = False
        self.promises = PromisesPart(desk, language)
        self.name = self.of_record("name", NAME)
        self.launch_day = fields.day()
        self.launch_day.disabled = desk.read_only
        self.moves = fields.button(self._move, primary=True)
        self.stays = fields.button(self._stay, quiet=True)
        self.doubts, self.moved, self.phases_said = Panel(), Panel(), Panel()
        self.days = self.of_record("phases", PHASE_DAYS)
        self.no_go = self.of_record("no_go", NO_GO)
        self.room = RoomPart(self)
        launch = [
            self.name,
            fields.band(self.launch_day, self.moves, self.stays, kind="ck-chosen"),
            self.doubts,
            self.moved,
            self.phases_said,
        ]
        self.steps = SubSteps(
            {
                _PROMISES: self.promises,
                _LAUNCH: Stack(launch),
                _NO_GO: Stack([self.no_go]),
                _PHASES: Stack([self.days]),
                _ROOM: self.room,
            }
        )
        self.launch_day.observe(self._chosen, "value")
        self.body.children = (self.outcome, self.steps)
        self.redraw()
        promised = desk.promised()
        if not (promised.late or promised.waiting):
            self.steps.go(_LAUNCH)

    def answer(self) -> Finding | None:
        """The launch; before there is one, what became of promises."""
        found = words.launch_said(self.record, self.speech)
        if found is not None:
            return found
        promised = self.desk.promised()
        return promises_said(promised, self.speech) if promised.n else None

    def redraw(self) -> None:
        """The day, what speaks against it, and what another day would move."""
        speech = self.speech
        self.promises.draw()
        self.room.draw()
        self._name_steps()
        self.launch_day.description = speech.say("The launch")
        self._show_day()

    def speak(self, language: Language) -> None:
        """Everything in another language; no entry changes."""
        self.promises.speak(language)
        super().speak(language)

    # ── The day ─────────────────────────────────────────────────────────────────────────────────

    @property
    def asked(self) -> date | None:
        """The day that somebody thinks of and has not decided; ``None`` where it is the launch."""
        day: date | None = self.launch_day.value
        return None if day in (None, self.record.launch) else day

    def _show_day(self) -> None:
        launch = self.record.launch
        if self.launch_day.value is None and launch is not None:
            self._set(launch)
        self._tell()

    def _tell(self) -> None:
        speech, asked = self.speech, self.asked
        shown = asked or self.record.launch
        doubts = () if shown is None else self._doubts(shown)
        self.doubts.value = blocks.lines("", doubts, self.language)
        moved = () if asked is None else launch_moved(self.record, asked)
        told = () if asked else words.phase_days_said(self.record, speech)
        self.phases_said.value = blocks.lines(speech.say("The phases' days"), told, self.language)
        if asked is None:
            self.moved.value = ""
        else:
            title = words.move_counted(moved, asked, speech)
            self.moved.value = launch_pages.moved(title, moved, self.language)
        self.moves.description = speech.say("Move the launch")
        self.stays.description = speech.say("Leave it where it is")
        for one in (self.moves, self.stays):
            fields.shown(one, there=asked is not None and not self.desk.read_only)

    def _doubts(self, launch: date) -> tuple[str, ...]:
        off = days_off(self.desk.client.country, launch - _AROUND, launch + _AROUND)
        found = launch_doubts(self.record, launch, self.desk.today, off)
        return tuple(words.doubt_said(one, launch, self.speech) for one in found)

    def _chosen(self, change: Any) -> None:
        if self._deaf or change["new"] is None:
            return
        if self.record.launch is None:
            self.act(self._move)
        else:
            self._tell()

    def _move(self) -> None:
        if self.asked is not None:
            self.act(lambda: self.desk.put(self.record.moved(self.launch_day.value), "launch"))

    def _stay(self) -> None:
        if self.record.launch is not None:
            self._set(self.record.launch)
        self._tell()

    def _set(self, day: date) -> None:
        self._deaf = True
        try:
            self.launch_day.value = day
        finally:
            self._deaf = False

    def _name_steps(self) -> None:
        speech = self.speech
        names = {
            _PROMISES: speech.say("Since last time"),
            _LAUNCH: speech.say_in("step", "The launch"),
            _NO_GO: speech.say_in("step", "What nobody says"),
            _PHASES: speech.say_in("step", "Phases"),
            _ROOM: self.room.name,
        }
        if not self.desk.promised().n:
            del names[_PROMISES]
        self.steps.named(names)
