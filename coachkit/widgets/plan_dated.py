"""Items that have a day, and perhaps an owner, before anything is planned."""

from typing import Any, Final

from coachkit.documents import planning_inputs as inputs
from coachkit.language.speech import Speech
from coachkit.model.languages import Language
from coachkit.model.plan_requests import LockedItem, PlanRequest
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel
from coachkit.widgets.plan_request_form import Changed, RequestForm

_ANYBODY: Final = ""
_NO_MESSAGE: Final = -1


class DatedForm(RequestForm):
    """Items with a day of their own being written down."""

    def __init__(self, value: PlanRequest, *, language: Language, changed: Changed) -> None:
        super().__init__(value, language=language, changed=changed)
        self.list = self.worded(
            Panel(), lambda s: inputs.fixed_items(self.value.locked, s.language), "value"
        )
        self.title = self.worded(fields.text(kind="ck-long"), lambda s: s.say("Title"))
        self.day = self.worded(fields.day(), lambda s: s.say("Day"))
        self.channel = self.worded(fields.choice([("–", "")]), self._channels, "options")
        self.worded(self.channel, lambda s: s.say("Channel"))
        self.kind = self.worded(fields.choice([("–", "")]), self._kinds, "options")
        self.worded(self.kind, lambda s: s.say("Content type"))
        self.owner = self.worded(fields.choice([("–", _ANYBODY)]), self._owners, "options")
        self.worded(self.owner, lambda s: s.say("Who"))
        self.message = self.worded(fields.choice([("–", _NO_MESSAGE)]), self._messages, "options")
        self.worded(self.message, lambda s: s.say("Message"))
        self.add = self.worded(fields.button(self.take_in), lambda s: s.say("Add the item"))
        self.which = self.worded(fields.choice([("–", -1)]), self._numbered, "options")
        self.worded(self.which, lambda s: s.say("An item"))
        self.off = self.worded(
            fields.button(self.strike_out, quiet=True), lambda s: s.say("Strike it out")
        )
        self.striking = fields.band(self.which, self.off)
        self.children = (
            self.list,
            fields.band(
                self.title,
                self.day,
                self.channel,
                self.kind,
                self.owner,
                self.message,
                self.add,
            ),
            self.striking,
            self.said,
        )
        self.refresh()

    def take_in(self) -> None:
        """One more item with its day."""
        title = self.title.value.strip()
        if not title or self.day.value is None:
            return
        if self.tried(lambda: {"locked": (*self.value.locked, self._new(title))}):
            self.title.value = ""
            self.day.value = None

    def strike_out(self) -> None:
        """Take an item off the list."""
        kept = [one for place, one in enumerate(self.value.locked) if place != self.which.value]
        self.put(locked=tuple(kept))

    def refresh(self) -> None:
        """Say the items anew."""
        super().refresh()
        fields.shown(self.striking, there=bool(self.value.locked))

    def _new(self, title: str) -> LockedItem:
        number = self.message.value
        about = self.value.messages[number] if number >= 0 else None
        return LockedItem(
            key=self._free_key(),
            day=self.day.value,
            channel=self.channel.value,
            content_type=self.kind.value,
            owner=self.owner.value or None,
            title=title,
            audience=about.audience if about else "",
            message=about.message if about else "",
        )

    def _free_key(self) -> str:
        """A key that no dated item of that day has, and that tells which day it was made for."""
        taken = {one.key for one in self.value.locked}
        day = self.day.value.isoformat()
        numbered = (f"dated {day} {number}" for number in range(1, len(taken) + 2))
        return next(key for key in numbered if key not in taken)

    def _channels(self, _: Speech) -> list[tuple[str, str]]:
        return [(one.name, one.name) for one in self.value.channels]

    def _kinds(self, _: Speech) -> list[tuple[str, str]]:
        return [(one.name, one.name) for one in self.value.content]

    def _owners(self, speech: Speech) -> list[tuple[str, str]]:
        named = [(one.name, one.name) for one in self.value.team.contributors]
        return [(speech.say("whoever can"), _ANYBODY), *named]

    def _messages(self, speech: Speech) -> list[tuple[str, Any]]:
        told = [(m.message, n) for n, m in enumerate(self.value.messages)]
        return [(speech.say("no message"), _NO_MESSAGE), *told]

    def _numbered(self, speech: Speech) -> list[tuple[str, int]]:
        told = inputs.fixed_item_words(self.value.locked, speech)
        return [(words, place) for place, words in enumerate(told)] or [("–", -1)]
