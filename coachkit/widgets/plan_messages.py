"""Whom it is for: messages, each to an audience."""

from typing import Any

from coachkit.documents import planning_pages as pages
from coachkit.model.content import Message
from coachkit.model.languages import Language
from coachkit.model.plan_requests import PlanRequest
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel
from coachkit.widgets.plan_request_form import Changed, RequestForm


class MessagesForm(RequestForm):
    """Messages being written down."""

    def __init__(self, value: PlanRequest, *, language: Language, changed: Changed) -> None:
        super().__init__(value, language=language, changed=changed)
        self.list = self.worded(
            Panel(), lambda s: pages.messages(self.value.messages, s.language), "value"
        )
        self.audience = self.worded(fields.text(), lambda s: s.say("Audience"))
        self.message = self.worded(fields.text(kind="ck-long"), lambda s: s.say("Message"))
        self.add = self.worded(fields.button(self.take_in), lambda s: s.say("Add"))
        fields.entered(self.message, self.take_in)
        self.which = self.worded(fields.choice([("–", -1)]), self._numbered, "options")
        self.worded(self.which, lambda s: s.say("A message"))
        self.off = self.worded(
            fields.button(self.strike_out, quiet=True), lambda s: s.say("Strike it out")
        )
        self.striking = fields.band(self.which, self.off)
        self.children = (
            self.list,
            fields.band(self.audience, self.message, self.add),
            self.striking,
            self.said,
        )
        self.refresh()

    def take_in(self) -> None:
        """One more message to one audience."""
        audience, message = self.audience.value.strip(), self.message.value.strip()
        if not audience or not message:
            return
        if self.tried(lambda: {"messages": (*self.value.messages, _message(audience, message))}):
            self.message.value = ""

    def strike_out(self) -> None:
        """Take a message off the list."""
        kept = [one for place, one in enumerate(self.value.messages) if place != self.which.value]
        self.put(messages=tuple(kept))

    def refresh(self) -> None:
        """Say the messages anew."""
        super().refresh()
        fields.shown(self.striking, there=bool(self.value.messages))

    def _numbered(self, _: Any) -> list[tuple[str, int]]:
        found = [(one.message, place) for place, one in enumerate(self.value.messages)]
        return found or [("–", -1)]


def _message(audience: str, message: str) -> Message:
    return Message(audience=audience, message=message)
