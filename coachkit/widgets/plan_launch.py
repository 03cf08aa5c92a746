"""What has its day already: launches with the items that hang on them, and single items."""

from typing import Any

from coachkit.documents import planning_pages as pages
from coachkit.language.speech import Speech
from coachkit.model.languages import Language
from coachkit.model.plan_requests import CampaignDates, CampaignItem, PlanRequest
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel
from coachkit.widgets.plan_dated import DatedForm
from coachkit.widgets.plan_details import Details
from coachkit.widgets.plan_request_form import Changed, RequestForm

_FARTHEST = 730


class LaunchForm(RequestForm):
    """Launches being written down, and below them ``dated``: items with a day of their own."""

    def __init__(self, value: PlanRequest, *, language: Language, changed: Changed) -> None:
        super().__init__(value, language=language, changed=changed)
        self.dated = DatedForm(value, language=language, changed=changed)
        self.list = self.worded(
            Panel(), lambda s: pages.launches(self.value.campaigns, s.language), "value"
        )
        self.name = self.worded(fields.text(), lambda s: s.say("What is launched"))
        self.launch = self.worded(fields.day(), lambda s: s.say("Launch day"))
        self.add = self.worded(fields.button(self.take_in), lambda s: s.say("Add the launch"))
        self.which = self.worded(fields.choice([("–", "")]), self._launches, "options")
        self.worded(self.which, lambda s: s.say("Launch"))
        self.heard(self.which, lambda _: self.refresh())
        self.to = self.worded(fields.day(), lambda s: s.say("New day"))
        self.move = self.worded(fields.button(self.move_it), lambda s: s.say("Move the launch"))
        self.off = self.worded(
            fields.button(self.strike_out, quiet=True), lambda s: s.say("Strike the launch out")
        )
        self._item_fields()
        self.acting = fields.band(self.which, self.to, self.move, self.off)
        self.launches = Details(
            self._launches_named,
            (
                self.list,
                fields.band(self.name, self.launch, self.add),
                self.acting,
                self.items,
                self.striking,
                self.said,
            ),
            language,
        )
        self.others = Details(self._dated_named, (self.dated,), language)
        self.children = (self.launches, self.others)
        self.refresh()

    def _item_fields(self) -> None:
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
        self.item = self.worded(fields.choice([("–", -1)]), self._numbered, "options")
        self.worded(self.item, lambda s: s.say("An item of the launch"))
        self.item_off = self.worded(
            fields.button(self.strike_item_out, quiet=True), lambda s: s.say("Strike it out")
        )
        self.items = fields.band(
            self.title, self.days, self.channel, self.kind, self.message, self.add_item
        )
        self.striking = fields.band(self.item, self.item_off)

    def use(self, request: PlanRequest) -> None:
        """What there is to choose from now; no entry changes."""
        super().use(request)
        self.dated.use(request)
        self.others.say_again()

    def take_in(self) -> None:
        """One more launch, with no items yet."""
        name = self.name.value.strip()
        if not name or self.launch.value is None:
            return
        if self.tried(lambda: {"campaigns": (*self.value.campaigns, self._new(name))}):
            self.name.value = ""
            self.launch.value = None
            self.which.value = name

    def move_it(self) -> None:
        """Another day for the chosen launch; its items move with it."""
        if self.to.value is not None and self._put_chosen(launch=self.to.value):
            self.to.value = None

    def take_item_in(self) -> None:
        """One more item that hangs on the chosen launch."""
        chosen = self._chosen
        if chosen is None or not self.title.value.strip():
            return
        if self.tried(lambda: self._with_chosen(items=(*chosen.items, self._item()))):
            self.title.value = ""

    def strike_item_out(self) -> None:
        """Take an item off the chosen launch."""
        chosen = self._chosen
        if chosen is not None:
            kept = [one for place, one in enumerate(chosen.items) if place != self.item.value]
            self._put_chosen(items=tuple(kept))

    def strike_out(self) -> None:
        """Take the chosen launch and its items off the list."""
        self.put(campaigns=[c for c in self.value.campaigns if c.name != self.which.value])

    def refresh(self) -> None:
        """Say the launches anew."""
        super().refresh()
        self.launches.say_again()
        chosen = self._chosen
        for band in (self.items, self.acting):
            fields.shown(band, there=bool(self.value.campaigns))
        fields.shown(self.striking, there=chosen is not None and bool(chosen.items))

    def speak(self, language: Language) -> None:
        """Say everything in another language; no entry changes."""
        super().speak(language)
        self.launches.speak(language)
        self.others.speak(language)

    @property
    def _chosen(self) -> CampaignDates | None:
        return next((one for one in self.value.campaigns if one.name == self.which.value), None)

    def _put_chosen(self, **changes: Any) -> bool:
        return self.tried(lambda: self._with_chosen(**changes))

    def _with_chosen(self, **changes: Any) -> dict[str, Any]:
        return {
            "campaigns": tuple(
                one.changed(**changes) if one.name == self.which.value else one
                for one in self.value.campaigns
            )
        }

    def _new(self, name: str) -> CampaignDates:
        return CampaignDates(name=name, launch=self.launch.value)

    def _item(self) -> CampaignItem:
        number = self.message.value
        about = self.value.messages[number] if number >= 0 else None
        return CampaignItem(
            title=self.title.value.strip(),
            days_from_launch=self.days.value,
            channel=self.channel.value,
            content_type=self.kind.value,
            audience=about.audience if about else "",
            message=about.message if about else "",
        )

    def _launches_named(self, speech: Speech) -> str:
        return speech.say("Launches (%(n)s)", n=len(self.value.campaigns))

    def _dated_named(self, speech: Speech) -> str:
        return speech.say("Items with a day of their own (%(n)s)", n=len(self.dated.value.locked))

    def _launches(self, _: Speech) -> list[tuple[str, str]]:
        return [(one.name, one.name) for one in self.value.campaigns] or [("–", "")]

    def _numbered(self, _: Speech) -> list[tuple[str, int]]:
        items = self._chosen.items if self._chosen else ()
        return [(one.title, place) for place, one in enumerate(items)] or [("–", -1)]

    def _channels(self, _: Speech) -> list[tuple[str, str]]:
        return [(one.name, one.name) for one in self.value.channels]

    def _kinds(self, _: Speech) -> list[tuple[str, str]]:
        return [(one.name, one.name) for one in self.value.content]

    def _messages(self, speech: Speech) -> list[tuple[str, Any]]:
        none = [(speech.say("no message"), -1)]
        return [(m.message, n) for n, m in enumerate(self.value.messages)] or none
