"""The gates: what has to be checked before a message goes out, and who has seen to it.

A prompt for people, never legal advice: nothing here is decided by anybody but them.
"""

from typing import Any, Final

from coachkit.documents import gate_pages as pages
from coachkit.documents.session_first import with_tick
from coachkit.language.speech import Speech, speak
from coachkit.model.campaign_tracks import GateTick
from coachkit.model.gates import Gate, GateQuestion, gates
from coachkit.model.languages import Language
from coachkit.sessions.campaign_screen import CampaignScreen
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.sub_steps import SubSteps

OPEN, CHECKED, NO_CONCERN = "open", "checked", "no_concern"

_WHO: Final = 80


class GatesPart(Stack):
    """A small step for each gate, and in it its questions."""

    def __init__(self, screen: CampaignScreen) -> None:
        self._screen = screen
        country = screen.desk.client.country
        self.rows = {
            gate.key: [_Row(screen, one) for one in gate.in_country(country)] for gate in gates()
        }
        self.told = Panel()
        self.steps = SubSteps(
            {key: Stack([one.body for one in rows]) for key, rows in self.rows.items() if rows}
        )
        self.steps.switch.add_class("ck-within")
        super().__init__([self.told, self.steps])
        self.draw()

    @property
    def open_questions(self) -> int:
        """How many questions nobody has settled."""
        return sum(not one.settled for rows in self.rows.values() for one in rows)

    def draw(self) -> None:
        """The questions as they stand now."""
        language = self._screen.language
        speech = speak(language)
        self.told.value = pages.prompt(language)
        self.steps.named(
            {gate.key: self._named(gate, language) for gate in gates() if self.rows[gate.key]}
        )
        for rows in self.rows.values():
            for one in rows:
                one.draw(speech)

    def speak(self, _language: Language) -> None:
        """In the language that the screen speaks now."""
        self.draw()

    def _named(self, gate: Gate, language: Language) -> str:
        settled = all(one.settled for one in self.rows[gate.key])
        return with_tick(gate.called(language), ticked=settled)


class _Row:
    """A question, whether it concerns them, and who has seen to it."""

    def __init__(self, screen: CampaignScreen, question: GateQuestion) -> None:
        self._screen, self._question = screen, question
        self._deaf = False
        self.asked, self.lacking = Panel(), Panel()
        self.state = fields.either([(OPEN, OPEN)], OPEN)
        self.state.add_class("ck-gate-state")
        self.who = fields.text()
        self.body = Stack([self.asked, fields.band(self.state, self.who), self.lacking])
        self.body.add_class("ck-gate")
        self.state.observe(self._chosen, "value")
        self.who.observe(self._typed, "value")
        for one in (self.state, self.who):
            one.disabled = screen.desk.read_only

    @property
    def tick(self) -> GateTick:
        """What people have said of it."""
        key = self._question.key
        found = (one for one in self._screen.record.gates if one.key == key)
        return next(found, GateTick(key=key))

    @property
    def settled(self) -> bool:
        """Whether it is no concern, or somebody has seen to it."""
        return self.tick.settled

    def draw(self, speech: Speech) -> None:
        """As it stands now."""
        tick, language = self.tick, self._screen.language
        self.asked.value = pages.question(self._question, tick, language)
        options = (
            (speech.say_in("gate", "Open"), OPEN),
            (speech.say_in("gate", "Checked"), CHECKED),
            (speech.say_in("gate", "Does not concern us"), NO_CONCERN),
        )
        self._deaf = True
        try:
            if self.state.options != options:
                self.state.options = options
            self.state.value = _state(tick)
            # Whoever is typing may have a space at the end that is not kept yet.
            if self.who.value.strip() != tick.ticked_by:
                self.who.value = tick.ticked_by
        finally:
            self._deaf = False
        self.who.description = speech.say("Who has checked it")
        fields.shown(self.who, there=_state(tick) == CHECKED)
        missing = _state(tick) == CHECKED and not tick.settled
        self.lacking.value = pages.lacking(language) if missing else ""

    def _chosen(self, change: Any) -> None:
        if not self._deaf and change["new"] is not None:
            concerns = {OPEN: None, CHECKED: True, NO_CONCERN: False}[str(change["new"])]
            self._keep(concerns=concerns, who=self.tick.ticked_by)

    def _typed(self, _: Any) -> None:
        if not self._deaf:
            self._keep(concerns=self.tick.concerns, who=self.who.value.strip()[:_WHO])

    def _keep(self, *, concerns: bool | None, who: str) -> None:
        tick = self.tick
        seen = tick.ticked_on or self._screen.desk.held_on
        ticked_on = seen if concerns and who else None
        new = tick.changed(concerns=concerns, ticked_by=who, ticked_on=ticked_on)
        others = tuple(one for one in self._screen.record.gates if one.key != new.key)
        self._screen.act(lambda: self._screen.put("gate", gates=(*others, new)))


def _state(tick: GateTick) -> str:
    if tick.concerns is False:
        return NO_CONCERN
    return CHECKED if tick.concerns or tick.ticked_on is not None else OPEN
