"""Whom it is for, and what an item takes: messages, and the effort of each content type."""

from collections.abc import Callable
from typing import Any

from coachkit.documents import planning_pages as pages
from coachkit.model.content import ContentType, Message
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language
from coachkit.model.plan_requests import PlanRequest
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel
from coachkit.widgets.plan_fields import Form


class ContentForm(Form):
    """Messages and effort being written down; ``value`` is the request as it was last right.

    ``changed`` is told what is new of the request, by field, and may refuse it; it gives the
    request as it is then.
    """

    def __init__(
        self,
        value: PlanRequest,
        *,
        language: Language,
        changed: Callable[..., PlanRequest],
    ) -> None:
        super().__init__(language)
        self.value = value
        self._changed = changed
        self.said = Panel()
        self.head = self.worded(Panel(), lambda s: pages.effort_head(s.language), "value")
        self.rows = [EffortRow(one, language, self) for one in value.content]
        self.asked = self.worded(Panel(), lambda s: pages.messages_head(s.language), "value")
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
            self.asked,
            self.list,
            fields.band(self.audience, self.message, self.add),
            self.striking,
            self.head,
            *self.rows,
            self.said,
        )
        self._refresh()

    def take_in(self) -> None:
        """One more message to one audience."""
        audience, message = self.audience.value.strip(), self.message.value.strip()
        if not audience or not message:
            return
        try:
            new = Message(audience=audience, message=message)
        except CoachkitError as error:
            self.said.value = pages.refused(error, self.language)
            return
        if self.put(messages=(*self.value.messages, new)):
            self.message.value = ""

    def strike_out(self) -> None:
        """Take a message off the list."""
        kept = [one for place, one in enumerate(self.value.messages) if place != self.which.value]
        self.put(messages=tuple(kept))

    def put(self, **changes: Any) -> bool:
        """Change the request; whether that was taken. A refusal is said."""
        try:
            self.value = self._changed(**changes)
        except CoachkitError as error:
            self.said.value = pages.refused(error, self.language)
            return False
        self.said.value = ""
        self._refresh()
        return True

    def put_hours(self, name: str, hours: float) -> None:
        """Another effort for a content type."""
        try:
            content = tuple(
                one.changed(hours=hours, source="") if one.name == name else one
                for one in self.value.content
            )
        except CoachkitError as error:
            self.said.value = pages.refused(error, self.language)
            return
        self.put(content=content)

    def speak(self, language: Language) -> None:
        """Say everything in another language; no entry changes."""
        super().speak(language)
        for row in self.rows:
            row.speak(language)
        self.said.value = ""

    def _numbered(self, _: Any) -> list[tuple[str, int]]:
        found = [(one.message, place) for place, one in enumerate(self.value.messages)]
        return found or [("–", -1)]

    def _refresh(self) -> None:
        for widget, trait, said in self._words:
            if widget in (self.list, self.which) and trait in ("value", "options"):
                self._say(widget, trait, said)
        fields.shown(self.striking, there=bool(self.value.messages))


class EffortRow(Form):
    """One content type: what it takes, and where that figure is from."""

    def __init__(self, one: ContentType, language: Language, of: ContentForm) -> None:
        super().__init__(language)
        name = one.name
        self.called = self.worded(Panel(), lambda s: pages.content_type(one, s.language), "value")
        self.hours = self.worded(
            fields.number(one.hours, most=80, step=0.25, least=0.25),
            lambda s: s.say("Hours for one: %(content_type)s", content_type=name),
        )
        self.heard(self.hours, lambda hours: of.put_hours(name, hours))
        self.children = (self.called, self.hours)
        self.add_class("ck-row")
        self.add_class("ck-effort-row")
