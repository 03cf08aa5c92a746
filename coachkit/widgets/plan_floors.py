"""What is never given up: how much has to be relevant, and what the mix holds at least."""

from typing import Any

from coachkit.documents import planning_inputs as inputs
from coachkit.language.speech import Speech
from coachkit.model.content import MixFloor, RelevanceFloor
from coachkit.model.languages import Language
from coachkit.model.plan_requests import PlanRequest
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel
from coachkit.widgets.plan_request_form import Changed, RequestForm

_ALL = ""


class FloorsForm(RequestForm):
    """The relevance floor and the floors of the mix being written down."""

    def __init__(self, value: PlanRequest, *, language: Language, changed: Changed) -> None:
        super().__init__(value, language=language, changed=changed)
        self.relevant = self.worded(
            fields.percent(value.relevance.share), lambda s: s.say("Relevant posts at least, %%")
        )
        self.heard(self.relevant, self._put_relevance)
        self.window = self.worded(
            fields.whole(value.window_weeks, most=26, least=1),
            lambda s: s.say("Counted over so many weeks"),
        )
        self.heard(self.window, lambda weeks: self.put(window_weeks=weeks))
        self.list = self.worded(
            Panel(), lambda s: inputs.mix_floors(self.value.mix, s.language), "value"
        )
        self.bucket = self.worded(fields.choice([("–", "")]), self._buckets, "options")
        self.worded(self.bucket, lambda s: s.say("Part of the mix"))
        self.share = self.worded(fields.percent(0.2), lambda s: s.say("At least, %%"))
        self.channel = self.worded(fields.choice([("–", _ALL)]), self._channels, "options")
        self.worded(self.channel, lambda s: s.say("Of the posts on"))
        self.add = self.worded(fields.button(self.take_in), lambda s: s.say("Add"))
        self.which = self.worded(fields.choice([("–", -1)]), self._numbered, "options")
        self.worded(self.which, lambda s: s.say("A part of the mix"))
        self.off = self.worded(
            fields.button(self.strike_out, quiet=True), lambda s: s.say("Strike it out")
        )
        self.adding = fields.band(self.bucket, self.share, self.channel, self.add)
        self.striking = fields.band(self.which, self.off)
        self.children = (
            fields.band(self.relevant, self.window),
            self.list,
            self.adding,
            self.striking,
            self.said,
        )
        self.refresh()

    def take_in(self) -> None:
        """One more floor; one for the same bucket and channel takes the place of the old."""
        if self.bucket.value:
            self.tried(self._with_floor)

    def strike_out(self) -> None:
        """Take a floor off the list."""
        kept = [one for place, one in enumerate(self.value.mix) if place != self.which.value]
        self.put(mix=tuple(kept))

    def refresh(self) -> None:
        """Say the floors anew."""
        super().refresh()
        fields.shown(self.striking, there=bool(self.value.mix))
        fields.shown(self.adding, there=bool(_buckets_of(self.value)))

    def _put_relevance(self, share: float) -> None:
        self.tried(lambda: {"relevance": RelevanceFloor(share=share)})

    def _with_floor(self) -> dict[str, Any]:
        new = MixFloor(
            bucket=self.bucket.value, share=self.share.value, channel=self.channel.value or None
        )
        place = (new.bucket, new.channel)
        others = [one for one in self.value.mix if (one.bucket, one.channel) != place]
        return {"mix": (*others, new)}

    def _buckets(self, _: Speech) -> list[tuple[str, str]]:
        return [(one, one) for one in _buckets_of(self.value)] or [("–", "")]

    def _channels(self, speech: Speech) -> list[tuple[str, str]]:
        named = [(one.name, one.name) for one in self.value.channels]
        return [(speech.say("all channels together"), _ALL), *named]

    def _numbered(self, speech: Speech) -> list[tuple[str, int]]:
        told = inputs.mix_floor_words(self.value.mix, speech)
        return [(words, place) for place, words in enumerate(told)] or [("–", -1)]


def _buckets_of(request: PlanRequest) -> list[str]:
    return list(dict.fromkeys(one.bucket for one in request.content if one.bucket))
