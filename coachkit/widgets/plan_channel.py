"""More of one channel: what it takes, when it publishes, and how its posts count."""

from collections.abc import Sequence
from datetime import time
from typing import TYPE_CHECKING, Any

from coachkit.language.speech import Speech
from coachkit.language.terms import platform_name
from coachkit.model.languages import Language
from coachkit.model.observations import Platform
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.plan_details import WEEKDAYS, Details, Ticks, named
from coachkit.widgets.plan_fields import Form

if TYPE_CHECKING:
    from coachkit.widgets.plan_wish import WishForm

_NO_PLATFORM = ""


class ChannelForm(Form):
    """One channel being written down in full. ``types``: the content types there are."""

    def __init__(self, name: str, types: Sequence[str], language: Language, of: "WishForm") -> None:
        super().__init__(language)
        self.name, self._of = name, of
        one = of.named(name)
        self.takes = Ticks(
            named(types),
            one.takes,
            label=lambda s: s.say("Takes; none chosen means everything"),
            language=language,
            changed=lambda kinds: of.put(name, takes=kinds),
        )
        self.days = Ticks(
            WEEKDAYS,
            one.days,
            label=lambda s: s.say("Publishes on"),
            language=language,
            changed=lambda days: of.put(name, days=days),
        )
        self.at = self.worded(fields.clock(one.publish_at), lambda s: s.say("Time of day"))
        self.heard(self.at, self._publish_at)
        self.fade = self.worded(
            fields.percent(one.fade, least=1),
            lambda s: s.say("The next post of a week is worth, %% of the one before"),
        )
        self.heard(self.fade, lambda fade: of.put(name, fade=fade))
        self.weight = self.worded(
            fields.number(one.weight, most=10, least=0.05),
            lambda s: s.say("Counts beside other channels, 1 is as much"),
        )
        self.heard(self.weight, lambda weight: of.put(name, weight=weight))
        self.platform = self.worded(
            fields.choice([("–", _NO_PLATFORM), *((str(p), p) for p in Platform)], one.platform),
            _platforms,
            "options",
        )
        self.worded(self.platform, lambda s: s.say("Platform"))
        self.heard(self.platform, lambda chosen: of.put(name, platform=chosen or None))
        self.called = self.worded(fields.text(name), lambda s: s.say("Name"))
        self.rename = self.worded(
            fields.button(lambda: of.rename(name, self.called.value)), lambda s: s.say("Rename")
        )
        fields.entered(self.called, lambda: of.rename(name, self.called.value))
        self.rare = Details(
            lambda s: s.say("Name, platform and how posts count"),
            (
                fields.band(self.called, self.rename, self.platform),
                fields.band(self.fade, self.weight),
            ),
            language,
        )
        self.children = (self.takes, fields.band(self.days, self.at), self.rare)
        self.add_class("ck-more")

    def _publish_at(self, at: time | None) -> None:
        if at is not None:
            self._of.put(self.name, publish_at=at)

    def speak(self, language: Language) -> None:
        """Say everything in another language; no entry changes."""
        super().speak(language)
        self.takes.speak(language)
        self.days.speak(language)
        self.rare.speak(language)


def _platforms(speech: Speech) -> list[tuple[str, Any]]:
    named = [(platform_name(one, speech), one) for one in Platform]
    return [("–", _NO_PLATFORM), *named]
