"""Launches: a day, and the items that hang on it."""

from collections.abc import Callable
from typing import Any

from coachkit.documents import planning_pages as pages
from coachkit.language.speech import Speech
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language
from coachkit.model.plan_requests import CampaignDates, CampaignItem, PlanRequest
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel
from coachkit.widgets.plan_fields import Form

_FARTHEST = 730


class LaunchForm(Form):
    """Launches being written down; ``value`` is the request as it was last right.

    ``changed`` is told what is new of the request, by field, and may refuse it; it gives the
    request as it is then.
    """

    def __init__(
        self, value: PlanRequest, *, language: Language, changed: Callable[..., PlanRequest]
    ) -> None:
        super().__init__(language)
        self.value = value
        self._changed = changed
        self.said = Panel()
        self.list = self.worded(
            Panel(), lambda s: pages.launches(self.value.campaigns, s.language), "value"
        )
        self.name = self.worded(fields.text(), lambda s: s.say("What is launched"))
        self.launch = self.worded(fields.day(), lambda s: s.say("Launch day"))
        self.add = self.worded(fields.button(self.take_in), lambda s: s.say("Add the launch"))
        self.which = self.worded(fields.choice([("–", "")]), self._launches, "options")
        self.worded(self.which, lambda s: s.say("Launch"))
        self.title = self.worded(fields.text(kind="ck-long"), lambda s: s.say("Title"))
        self.days = self.worded(
            fields.whole(0, most=_FARTHEST, least=-_FARTHEST),
            lambda s: s.say("Days from the launch"),
        )
        self.channel = self.worded(fields.choice([("–", "")]), self._channels, "options")
        self.worded(self.channel, lambda s: s.say("Channel"))
        self.kind = self.worded(fields.choice([("–", "")]), self._kinds, "options")
        self.worded(self.kind, lambda s: s.say("Content type"))
        self.message = self.worded(fields.choice([("–", -1)]), self._messages, "options")
        self.worded(self.message, lambda s: s.say("Message"))
        self.add_item = self.worded(
            fields.button(self.take_item_in), lambda s: s.say("Add the item")
        )
        self.off = self.worded(
            fields.button(self.strike_out, quiet=True), lambda s: s.say("Strike the launch out")
        )
        self.items = fields.band(
            self.which, self.title, self.days, self.channel, self.kind, self.message
        )
        self.acting = fields.band(self.add_item, self.off)
        self.children = (
            self.list,
            fields.band(self.name, self.launch, self.add),
            self.items,
            self.acting,
            self.said,
        )
        self._refresh()

    def use(self, request: PlanRequest) -> None:
        """What there is to choose from now; no entry changes."""
        self.value = request
        self._refresh()

    def take_in(self) -> None:
        """One more launch, with no items yet."""
        name = self.name.value.strip()
        if not name or self.launch.value is None:
            return
        made = self._try(lambda: (*self.value.campaigns, self._new(name)))
        if made:
            self.name.value = ""
            self.launch.value = None
            self.which.value = name

    def take_item_in(self) -> None:
        """One more item that hangs on the chosen launch."""
        if self.title.value.strip() and self._try(self._with_item):
            self.title.value = ""

    def strike_out(self) -> None:
        """Take the chosen launch and its items off the list."""
        self._try(lambda: tuple(c for c in self.value.campaigns if c.name != self.which.value))

    def _new(self, name: str) -> CampaignDates:
        return CampaignDates(name=name, launch=self.launch.value)

    def _with_item(self) -> tuple[CampaignDates, ...]:
        number = self.message.value
        about = self.value.messages[number] if number >= 0 else None
        item = CampaignItem(
            title=self.title.value.strip(),
            days_from_launch=self.days.value,
            channel=self.channel.value,
            content_type=self.kind.value,
            audience=about.audience if about else "",
            message=about.message if about else "",
        )
        return tuple(
            one.changed(items=(*one.items, item)) if one.name == self.which.value else one
            for one in self.value.campaigns
        )

    def _try(self, campaigns: Callable[[], tuple[CampaignDates, ...]]) -> bool:
        try:
            self.value = self._changed(campaigns=campaigns())
        except CoachkitError as error:
            self.said.value = pages.refused(error, self.language)
            return False
        self.said.value = ""
        self._refresh()
        return True

    def _refresh(self) -> None:
        for widget, trait, said in self._words:
            if trait == "options" or widget is self.list:
                self._say(widget, trait, said)
        for band in (self.items, self.acting):
            fields.shown(band, there=bool(self.value.campaigns))

    def _launches(self, _: Speech) -> list[tuple[str, str]]:
        return [(one.name, one.name) for one in self.value.campaigns] or [("–", "")]

    def _channels(self, _: Speech) -> list[tuple[str, str]]:
        return [(one.name, one.name) for one in self.value.channels]

    def _kinds(self, _: Speech) -> list[tuple[str, str]]:
        return [(one.name, one.name) for one in self.value.content]

    def _messages(self, speech: Speech) -> list[tuple[str, Any]]:
        none = [(speech.say("no message"), -1)]
        return [(m.message, n) for n, m in enumerate(self.value.messages)] or none
