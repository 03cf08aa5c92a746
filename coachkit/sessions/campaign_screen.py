"""What screens of a campaign session have in common: its campaign and the client's exports."""

from collections.abc import Callable, Hashable
from datetime import date
from typing import Any

from coachkit.documents import planning_pages, session_pages
from coachkit.model.campaign import Campaign
from coachkit.model.errors import CoachkitError
from coachkit.sessions.known_names import known_names
from coachkit.sessions.reading import ClientData
from coachkit.sessions.session_screens import Screen
from coachkit.widgets.form import Form
from coachkit.widgets.form_hints import Hints
from coachkit.widgets.form_schema import Known
from coachkit.widgets.panel import Panel


class CampaignScreen(Screen):
    """A screen over the campaign of the session that is on.

    ``outcome`` and ``working``: panels for what was refused, and for what takes a moment; a
    screen puts them where they are seen.
    """

    def __init__(self, *told: Any) -> None:
        super().__init__(*told)
        self.outcome, self.working = Panel(), Panel()
        self._drawn: dict[Panel, Hashable] = {}

    @property
    def record(self) -> Campaign:
        """What was said so far."""
        return self.desk.the(Campaign)

    @property
    def data(self) -> ClientData:
        """The client's exports."""
        return self.desk.data()

    def put(self, because: str, **parts: Any) -> None:
        """Keep these parts of the campaign."""
        self.desk.put(self.record.changed(**parts), because)

    def of_record(self, name: str, hints: Hints) -> Form:
        """A form over fields of the campaign itself."""
        return self.form(name, Campaign, lambda: hints, known=self.known)

    def of_part(self, part: str, name: str, hints: Hints) -> Form:
        """A form over one part of the campaign: ``of_part("outcome", "chain", CHAIN)``."""
        return self.part_form(
            name,
            Campaign,
            lambda: hints,
            lambda record: getattr(record, part),
            lambda record, new: record.changed(**{part: new}),
            known=self.known,
        )

    def known(self) -> Known:
        """The names that may be picked while writing."""
        return known_names(self.desk)

    def draw(self, panel: Panel, of: Hashable, make: Callable[[], str]) -> None:
        """Show what is made of that, in this language; nothing is made twice."""
        key = (of, self.language)
        if self._drawn.get(panel) != key or not panel.value:
            self._drawn[panel] = key
            panel.value = make()

    def act(self, what: Callable[[], None]) -> None:
        """Do what was asked for; a refusal is a sentence on the screen."""
        self.outcome.value = ""
        try:
            what()
        except CoachkitError as error:
            self.refuse(error)

    def refuse(self, error: CoachkitError) -> None:
        """Say why something cannot be."""
        self.outcome.value = session_pages.refused(error, self.language)

    def at_work(self, sentence: str = "", *, busy: bool) -> None:
        """Say that something is being found, for as long as it is."""
        said = sentence or self.speech.say("Comparing with your own past…")
        self.working.value = planning_pages.working(said, self.language) if busy else ""

    def day(self, moment: date) -> str:
        """A day as the language writes it."""
        return self.speech.day(moment)
