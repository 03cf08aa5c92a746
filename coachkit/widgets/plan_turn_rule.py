"""How turns go: how far apart, and how beginners are looked after."""

from typing import Any

from coachkit.model.languages import Language
from coachkit.model.plan_requests import PlanRequest
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.plan_request_form import Changed, RequestForm


class TurnRuleForm(RequestForm):
    """The rule of turns being written down, and how long a full-time week is."""

    def __init__(self, value: PlanRequest, *, language: Language, changed: Changed) -> None:
        super().__init__(value, language=language, changed=changed)
        rule = value.turn_rule
        self.least = self.worded(
            fields.whole(rule.gap_least, most=26, least=1),
            lambda s: s.say("Weeks between turns, at least"),
        )
        self.most = self.worded(
            fields.whole(rule.gap_most, most=52, least=1),
            lambda s: s.say("Weeks between turns, at most"),
        )
        self.buddies = self.worded(
            fields.whole(rule.buddies_most, most=10, least=1),
            lambda s: s.say("Beginners that one buddy looks after"),
        )
        self.part = self.worded(
            fields.percent(rule.buddy_part), lambda s: s.say("A buddy's part of the effort, %%")
        )
        self.full_time = self.worded(
            fields.number(value.full_time_hours, most=60, least=1),
            lambda s: s.say("Hours of a full-time week"),
        )
        self.heard(self.least, lambda _: self._put_gaps())
        self.heard(self.most, lambda _: self._put_gaps())
        self.heard(self.buddies, lambda n: self._put_rule(buddies_most=n))
        self.heard(self.part, lambda part: self._put_rule(buddy_part=part))
        self.heard(self.full_time, lambda hours: self.put(full_time_hours=hours))
        lines = fields.band(
            self.least, self.most, self.buddies, self.part, self.full_time, kind="ck-lines"
        )
        self.children = (lines, self.said)

    def _put_gaps(self) -> None:
        """Both at once: one may only be right beside the other."""
        self._put_rule(gap_least=self.least.value, gap_most=self.most.value)

    def _put_rule(self, **changes: Any) -> None:
        self.tried(lambda: {"turn_rule": self.value.turn_rule.changed(**changes)})
