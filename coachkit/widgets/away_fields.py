"""Who is away when: an absence is added, and taken back."""

from collections.abc import Callable
from datetime import date
from functools import partial

from coachkit.documents.session_hours import row_name
from coachkit.language.speech import speak
from coachkit.model.languages import Language
from coachkit.model.people import Absence, Team
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Band, Panel, Stack

_SHOWN = 6


class AwayFields(Stack):
    """Absences of a team. ``added`` hears who is away from when to when, ``dropped`` who is not."""

    def __init__(
        self,
        added: Callable[[str, date, date], None],
        dropped: Callable[[str, Absence], None],
        language: Language,
    ) -> None:
        self._added, self._dropped = added, dropped
        self.who = fields.choice([])
        self.first, self.last = fields.day(), fields.day()
        self.add = fields.button(self._add)
        self.rows = Stack([])
        super().__init__([self.rows, fields.band(self.who, self.first, self.last, self.add)])
        self.first.observe(self._begun, "value")
        self.show(Team(), language)

    def show(self, team: Team, language: Language) -> None:
        """The absences there are, in that language."""
        speech = speak(language)
        names = [one.name for one in team.contributors]
        if list(self.who.options) != [(name, name) for name in names]:
            chosen = self.who.value
            self.who.options = [(name, name) for name in names]
            if names:
                self.who.value = chosen if chosen in names else names[0]
        self.who.description = speech.say("Who is away")
        self.first.description = speech.say("First day")
        self.last.description = speech.say("Last day")
        self.add.description = speech.say("Add the absence")
        found = [(who.name, one) for who in team.contributors for one in who.absences]
        self.rows.children = tuple(self._row(*one, language) for one in found[:_SHOWN])

    def _row(self, who: str, absence: Absence, language: Language) -> Band:
        speech = speak(language)
        days = speech.span(absence.first, absence.last)
        said = Panel(value=row_name(who, days, language))
        drop = fields.button(partial(self._dropped, who, absence), quiet=True)
        drop.description = speech.say("Remove")
        drop.tooltip = speech.say("Remove: %(what)s", what=f"{who}, {days}")
        row = Band([said, drop])
        row.add_class("ck-away-row")
        return row

    def _begun(self, change: dict[str, object]) -> None:
        if change["new"] is not None and self.last.value is None:
            self.last.value = change["new"]

    def _add(self) -> None:
        who, first, last = self.who.value, self.first.value, self.last.value
        if who is None or first is None or last is None:
            return
        self._added(who, first, last)
        self.first.value = self.last.value = None
