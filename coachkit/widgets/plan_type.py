"""More of one content type: its name, skills, lead time, part of the mix, and what it reshares."""

from typing import TYPE_CHECKING

from coachkit.documents import planning_inputs as inputs
from coachkit.model.content import ContentType, ReshareRule
from coachkit.model.languages import Language
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.plan_details import Ticks, named
from coachkit.widgets.plan_fields import Form

if TYPE_CHECKING:
    from coachkit.widgets.plan_types import TypesForm


class TypeForm(Form):
    """One content type being written down in full."""

    def __init__(self, name: str, language: Language, of: "TypesForm") -> None:
        super().__init__(language)
        self.name, self._of = name, of
        one = self._now()
        self.source = self.worded(
            Panel(), lambda s: inputs.effort_source(self._now(), s.language), "value"
        )
        self.needs = Ticks(
            named(of.skills()),
            one.needs,
            label=lambda s: s.say("Skills it needs"),
            language=language,
            changed=lambda names: of.put_of(name, needs=names),
        )
        self.another = self.worded(fields.text(), lambda s: s.say("Another skill"))
        self.add = self.worded(fields.button(self._need_another), lambda s: s.say("Add the skill"))
        fields.entered(self.another, self._need_another)
        self.lead = self.worded(
            fields.whole(one.lead_days, most=60), lambda s: s.say("Working days from start to post")
        )
        self.heard(self.lead, lambda days: of.put_of(name, lead_days=days))
        self.bucket = self.worded(fields.text(one.bucket), lambda s: s.say("Part of the mix"))
        self.heard(self.bucket, lambda bucket: of.put_bucket(name, bucket))
        self.worth = self.worded(
            fields.number(one.worth, most=10, least=0.05),
            lambda s: s.say("Worth, beside a full post of 1"),
        )
        self.heard(self.worth, lambda worth: of.put_of(name, worth=worth))
        self.called = self.worded(fields.text(name), lambda s: s.say("Name"))
        self.rename = self.worded(
            fields.button(lambda: of.rename(name, self.called.value)), lambda s: s.say("Rename")
        )
        fields.entered(self.called, lambda: of.rename(name, self.called.value))
        self._reshare_fields(one)
        self.children = (
            self.source,
            fields.band(self.lead, self.bucket, self.worth),
            self.needs,
            fields.band(self.another, self.add),
            fields.band(self.reshares),
            self.rule,
            fields.band(self.called, self.rename),
        )
        self.add_class("ck-more")

    def speak(self, language: Language) -> None:
        """Say everything in another language; no entry changes."""
        super().speak(language)
        self.needs.speak(language)
        self.of.speak(language)

    def _reshare_fields(self, one: ContentType) -> None:
        rule = one.reshare or ReshareRule()
        self.reshares = self.worded(
            fields.tick(value=one.reshare is not None),
            lambda s: s.say("Is a reshare: it never counts as relevant"),
        )
        self.heard(self.reshares, lambda _: self._put_rule())
        self.at_most = self.worded(
            fields.percent(rule.at_most), lambda s: s.say("At most of a channel's posts, %%")
        )
        self.heard(self.at_most, lambda _: self._put_rule())
        others = [other.name for other in self._of.value.content if other.name != one.name]
        self.of = Ticks(
            named(others),
            rule.of,
            label=lambda s: s.say("Reshares of; none chosen means any"),
            language=self.language,
            changed=lambda _: self._put_rule(),
        )
        self.rule = Stack([fields.band(self.at_most), self.of])
        fields.shown(self.rule, there=one.reshare is not None)

    def _put_rule(self) -> None:
        fields.shown(self.rule, there=self.reshares.value)
        rule = ReshareRule(of=self.of.chosen, at_most=self.at_most.value)
        self._of.put_of(self.name, reshare=rule if self.reshares.value else None)

    def _need_another(self) -> None:
        """Another skill that making one needs, which nobody has been asked about yet."""
        skill = self.another.value.strip()
        needs = self._now().needs
        if skill and skill not in needs and self._of.put_of(self.name, needs=(*needs, skill)):
            self.another.value = ""
            self.needs.offer(named(self._of.skills()), self._now().needs)

    def _now(self) -> ContentType:
        return self._of.value.content_type(self.name)
