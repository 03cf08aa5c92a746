"""What is wished of each channel: a row each, the wish beside what it would take."""

from collections.abc import Callable
from typing import Any

from coachkit.documents import planning_inputs as inputs
from coachkit.documents import planning_pages as pages
from coachkit.language.speech import Speech
from coachkit.model.content import Channel
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language
from coachkit.model.plan_naming import Named, without_channel
from coachkit.model.plan_requests import PlanRequest
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel
from coachkit.widgets.plan_channel import ChannelForm
from coachkit.widgets.plan_details import mark_opener
from coachkit.widgets.plan_fields import Form
from coachkit.widgets.plan_launch import LaunchForm
from coachkit.widgets.plan_request_form import Changed, Renamed


class WishForm(Form):
    """Channels being wished for; ``value`` is the request as it was last right.

    ``opened``: more of one channel; ``below``: what else is wished for, under the channels.
    """

    def __init__(
        self, value: PlanRequest, *, language: Language, changed: Changed, renamed: Renamed
    ) -> None:
        super().__init__(language)
        self.value = value
        self._changed, self._renamed = changed, renamed
        self.below = LaunchForm(value, language=language, changed=self._below_changed)
        self.rows: dict[str, ChannelRow] = {}
        self.opened: ChannelForm | None = None
        self.head = self.worded(Panel(), lambda s: pages.wish_head(s.language), "value")
        self.said = Panel()
        self.name = self.worded(fields.text(), lambda s: s.say("Channel"))
        self.add = self.worded(fields.button(self.take_in), lambda s: s.say("Add"))
        fields.entered(self.name, self.take_in)
        self.adding = fields.band(self.name, self.add)
        self._lay_out()

    def use(self, request: PlanRequest) -> None:
        """The request as other screens have changed it; half-typed entries stay."""
        if request.channels != self.value.channels:
            self.rows, self.opened = {}, None
        elif request.content != self.value.content and self.opened is not None:
            self.opened = None
        self.value = request
        self.below.use(request)
        self._lay_out()

    def take_in(self) -> None:
        """One more channel, with one post a week to begin with."""
        name = self.name.value.strip()
        if name and self._try(lambda: (*self.value.channels, _new(name))):
            self.name.value = ""
            self._lay_out()

    def put(self, name: str, **changes: Any) -> None:
        """Change one channel."""
        self._try(
            lambda: tuple(
                one.changed(**changes) if one.name == name else one for one in self.value.channels
            )
        )

    def rename(self, old: str, new: str) -> None:
        """Another name for a channel, wherever it is spoken of."""
        new = new.strip()
        if new and new != old and self._do(lambda: self._renamed(Named.CHANNEL, old, new)):
            self.opened = None
            self._lay_out()
            self.open_or_close(new)

    def leave_out(self, name: str) -> None:
        """Wish nothing of a channel any longer."""
        if self._try(lambda: without_channel(self.value, name).channels):
            self._lay_out()

    def open_or_close(self, name: str) -> None:
        """Show more of one channel, below its row; one at a time."""
        here = self.opened is not None and self.opened.name == name
        types = [one.name for one in self.value.content]
        self.opened = None if here else ChannelForm(name, types, self.language, self)
        self._lay_out()

    def named(self, name: str) -> Channel:
        """A channel as it was last right."""
        return self.value.channel(name)

    def speak(self, language: Language) -> None:
        """Say everything in another language; no entry changes."""
        super().speak(language)
        for row in self.rows.values():
            row.speak(language)
        if self.opened is not None:
            self.opened.speak(language)
        self.below.speak(language)
        self.said.value = ""

    def _below_changed(self, **changes: Any) -> PlanRequest:
        self.value = self._changed(**changes)
        return self.value

    def _try(self, channels: Callable[[], tuple[Channel, ...]]) -> bool:
        return self._do(lambda: self._changed(channels=channels()))

    def _do(self, act: Callable[[], PlanRequest]) -> bool:
        try:
            self.value = act()
        except CoachkitError as error:
            self.said.value = pages.refused(error, self.language)
            return False
        self.said.value = ""
        self.below.use(self.value)
        for row in self.rows.values():
            row.refresh()
        return True

    def _lay_out(self) -> None:
        here = {one.name for one in self.value.channels}
        self.rows = {
            one.name: self.rows.get(one.name) or ChannelRow(one, self.language, self)
            for one in self.value.channels
        }
        if self.opened is not None and self.opened.name not in here:
            self.opened = None
        rows: list[Form] = []
        for name, row in self.rows.items():
            opened = self.opened if self.opened and self.opened.name == name else None
            row.mark(opened=opened is not None)
            rows += [row] if opened is None else [row, opened]
        self.children = (self.head, *rows, self.said, self.adding, self.below)


class ChannelRow(Form):
    """One channel: the wish, the hard minimum, more, and off the list."""

    def __init__(self, channel: Channel, language: Language, of: WishForm) -> None:
        super().__init__(language)
        self._of, self._name, self._opened = of, channel.name, False
        name = channel.name
        self.called = self.worded(
            Panel(), lambda s: pages.channel(of.named(name), s.language), "value"
        )
        self.wish = self.worded(
            fields.whole(channel.target_a_week),
            lambda s: s.say("Posts a week wished for: %(channel)s", channel=name),
        )
        self.least = self.worded(
            fields.whole(channel.least_a_week),
            lambda s: s.say("Posts a week at least: %(channel)s", channel=name),
        )
        self.heard(self.wish, lambda n: of.put(name, target_a_week=n))
        self.heard(self.least, lambda n: of.put(name, least_a_week=n))
        self.note = self.worded(
            Panel(), lambda s: inputs.channel_note(of.named(name), s.language), "value"
        )
        self.more = self.worded(
            fields.button(lambda: of.open_or_close(name), quiet=True), self._more
        )
        self.worded(
            self.more,
            lambda s: s.say("Content types and days: %(channel)s", channel=name),
            "tooltip",
        )
        self.off = self.worded(
            fields.button(lambda: of.leave_out(name), quiet=True), lambda s: s.say("Take off")
        )
        self.worded(self.off, lambda s: s.say("Take off the list: %(who)s", who=name), "tooltip")
        self.children = (self.called, self.wish, self.least, self.note, self.more, self.off)
        self.add_class("ck-row")
        self.add_class("ck-wish-row")
        self.mark(opened=False)

    def refresh(self) -> None:
        """Say anew what it takes and when it publishes."""
        if any(one.name == self._name for one in self._of.value.channels):
            for widget, trait, said in self._words:
                if isinstance(widget, Panel):
                    self._say(widget, trait, said)

    def mark(self, *, opened: bool) -> None:
        """Say whether more is shown below."""
        self._opened = opened
        self.more.description = self._more(self.speech)
        mark_opener(self.more, opened=opened)

    def _more(self, speech: Speech) -> str:
        return speech.say("Less") if self._opened else speech.say("More")


def _new(name: str) -> Channel:
    return Channel(name=name, target_a_week=1)
