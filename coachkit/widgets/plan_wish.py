"""What is wished of each channel: a row each, the wish beside what it would take."""

from collections.abc import Callable, Sequence

from coachkit.documents import planning_pages as pages
from coachkit.model.content import Channel
from coachkit.model.errors import CoachkitError, InvalidValue
from coachkit.model.languages import Language
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel
from coachkit.widgets.plan_fields import Form


class WishForm(Form):
    """Channels being wished for. ``value``: the last that were right.

    ``changed`` is told each new list, and may refuse it: then the sentence stands here.
    ``below``: what else is wished for, shown under the channels.
    """

    def __init__(
        self,
        value: Sequence[Channel],
        *,
        language: Language,
        changed: Callable[[tuple[Channel, ...]], None],
        below: Form | None = None,
    ) -> None:
        super().__init__(language)
        self.value = tuple(value)
        self.below = below
        self._changed = changed
        self.rows: dict[str, ChannelRow] = {}
        self.head = self.worded(Panel(), lambda s: pages.wish_head(s.language), "value")
        self.said = Panel()
        self.name = self.worded(fields.text(), lambda s: s.say("Channel"))
        self.add = self.worded(fields.button(self.take_in), lambda s: s.say("Add"))
        fields.entered(self.name, self.take_in)
        self.adding = fields.band(self.name, self.add)
        self._lay_out()

    def take_in(self) -> None:
        """One more channel, with one post a week to begin with."""
        name = self.name.value.strip()
        if name and self._try((*self.value, Channel(name=name[:80], target_a_week=1))):
            self.name.value = ""
            self._lay_out()

    def put(self, name: str, **changes: int) -> None:
        """Change one channel's wish or minimum."""
        try:
            channels = tuple(
                one.changed(**changes) if one.name == name else one for one in self.value
            )
        except CoachkitError as error:
            self._refuse(error)
            return
        self._try(channels)

    def leave_out(self, name: str) -> None:
        """Wish nothing of a channel any longer."""
        if self._try(tuple(one for one in self.value if one.name != name)):
            self._lay_out()

    def speak(self, language: Language) -> None:
        """Say everything in another language; no entry changes."""
        super().speak(language)
        for row in self.rows.values():
            row.speak(language)
        if self.below is not None:
            self.below.speak(language)
        self.said.value = ""

    def _try(self, channels: tuple[Channel, ...]) -> bool:
        try:
            if len({one.name for one in channels}) < len(channels):
                raise InvalidValue("repeated", "channels", value=channels[-1].name)
            self._changed(channels)
        except CoachkitError as error:
            self._refuse(error)
            return False
        self.said.value = ""
        self.value = channels
        return True

    def _refuse(self, error: CoachkitError) -> None:
        self.said.value = pages.refused(error, self.language)

    def _lay_out(self) -> None:
        self.rows = {
            one.name: self.rows.get(one.name) or ChannelRow(one, self.language, self)
            for one in self.value
        }
        below = () if self.below is None else (self.below,)
        self.children = (self.head, *self.rows.values(), self.said, self.adding, *below)


class ChannelRow(Form):
    """One channel: the wish, the hard minimum."""

    def __init__(self, channel: Channel, language: Language, of: WishForm) -> None:
        super().__init__(language)
        name = channel.name
        self.called = self.worded(Panel(), lambda s: pages.channel(channel, s.language), "value")
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
        self.off = self.worded(
            fields.button(lambda: of.leave_out(name), quiet=True), lambda s: s.say("Take off")
        )
        self.worded(self.off, lambda s: s.say("Take off the list: %(who)s", who=name), "tooltip")
        self.children = (self.called, self.wish, self.least, self.off)
        self.add_class("ck-row")
        self.add_class("ck-wish-row")
