"""A screen that says what was refused and what takes a moment, and draws nothing twice."""

from collections.abc import Callable, Hashable
from datetime import date
from typing import Any

from coachkit.documents import planning_pages, session_pages
from coachkit.model.errors import CoachkitError
from coachkit.sessions.reading import ClientData
from coachkit.sessions.session_screens import Screen
from coachkit.widgets.panel import Panel


class ToldScreen(Screen):
    """``outcome`` and ``working``: panels for what was refused, and for what takes a moment.

    A screen puts them where they are seen.
    """

    def __init__(self, *told: Any) -> None:
        super().__init__(*told)
        self.outcome, self.working = Panel(), Panel()
        self.reading = 0
        """Counts how often there was something new to read."""
        self._drawn: dict[Panel, Hashable] = {}

    @property
    def data(self) -> ClientData:
        """The client's exports."""
        return self.desk.data()

    def draw(self, panel: Panel, of: Hashable, make: Callable[[], str]) -> None:
        """Show what is made of that, in this language; nothing is made twice.

        Pictures take a moment, and a screen is redrawn with every letter that is typed on it.
        """
        key = (of, self.language, self.reading)
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
