"""Forms that write a part of what a plan is made from."""

from collections.abc import Callable, Mapping
from typing import Any

from coachkit.documents import planning_pages as pages
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language
from coachkit.model.plan_naming import Named
from coachkit.model.plan_requests import PlanRequest
from coachkit.widgets.panel import Panel
from coachkit.widgets.plan_fields import Form

Changed = Callable[..., PlanRequest]
"""Is told what is new of the request, by field, and may refuse; gives the request as it is then."""

Renamed = Callable[[Named, str, str], PlanRequest]
"""Is told the kind of a thing, its old name and its new one; gives the request as it is then."""


class RequestForm(Form):
    """Part of a request being written down. ``value``: the request as it was last right."""

    def __init__(self, value: PlanRequest, *, language: Language, changed: Changed) -> None:
        super().__init__(language)
        self.value = value
        self._changed = changed
        self.said = Panel()

    def put(self, **changes: Any) -> bool:
        """Change the request; whether that was taken. A refusal is said."""
        return self.tried(lambda: changes)

    def tried(self, made: Callable[[], Mapping[str, Any]]) -> bool:
        """Change what ``made`` gives, by field; whether it could be made and was taken."""
        return self.done(lambda: self._changed(**made()))

    def done(self, act: Callable[[], PlanRequest]) -> bool:
        """Do what gives another request; whether that was taken. A refusal is said."""
        try:
            self.value = act()
        except CoachkitError as error:
            self.said.value = pages.refused(error, self.language)
            return False
        self.said.value = ""
        self.refresh()
        return True

    def use(self, request: PlanRequest) -> None:
        """The request as others have changed it; no entry changes."""
        if request != self.value:
            self.value = request
            self.refresh()

    def refresh(self) -> None:
        """Say anew what depends on the request: choices, and what is told of it."""
        for widget, trait, said in self._words:
            if trait == "options" or isinstance(widget, Panel):
                self._say(widget, trait, said)

    def speak(self, language: Language) -> None:
        """Say everything in another language; no entry changes."""
        super().speak(language)
        self.said.value = ""
