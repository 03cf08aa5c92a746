"""What else takes time each week, and from when to when the plan goes."""

from collections.abc import Callable
from datetime import date
from typing import Any

from coachkit.documents import planning_pages as pages
from coachkit.language.plan_words import mode_name
from coachkit.language.speech import Speech
from coachkit.model.languages import Language
from coachkit.model.plan_requests import PlanRequest, RotaMode
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel
from coachkit.widgets.plan_closed import ClosedForm
from coachkit.widgets.plan_details import Details
from coachkit.widgets.plan_request_form import Changed, RequestForm
from coachkit.widgets.plan_turn_rule import TurnRuleForm


class WeeklyForm(RequestForm):
    """Protected lines, period and mode of the rota.

    Folded away: ``closed``, the days on which nobody works, and ``rule``, how turns go.
    """

    def __init__(self, value: PlanRequest, *, language: Language, changed: Changed) -> None:
        super().__init__(value, language=language, changed=self._told)
        self._tell = changed
        self.closed = ClosedForm(value, language=language, changed=self._told)
        self.rule = TurnRuleForm(value, language=language, changed=self._told)
        lines = value.protected
        self.presence = self.worded(
            fields.whole(lines.presence_minutes, most=480),
            lambda s: s.say("Daily presence, minutes each working day"),
        )
        self.heard(self.presence, lambda n: self._put_line(presence_minutes=n))
        self.lines = [
            self._line("replies", lines.replies, lambda s: s.say("Replies, hours a week")),
            self._line("research", lines.research, lambda s: s.say("Research, hours a week")),
            self._line("planning", lines.planning, lambda s: s.say("Planning, hours a week")),
            self._line("analysis", lines.analysis, lambda s: s.say("Analysis, hours a week")),
            self._line(
                "contacts",
                lines.contacts,
                lambda s: s.say("Talking with departments, hours a week"),
            ),
        ]
        self.starts = self.worded(
            fields.day(value.starts), lambda s: s.say("The plan begins on a Monday")
        )
        self.heard(self.starts, self._begin)
        self.weeks = self.worded(
            fields.whole(value.weeks, most=104, least=1), lambda s: s.say("Weeks")
        )
        self.heard(self.weeks, lambda n: self.put(weeks=n))
        self.mode = self.worded(
            fields.either([(str(mode), mode) for mode in RotaMode], value.mode), _modes, "options"
        )
        self.worded(self.mode, lambda s: s.say("Rota"))
        self.heard(self.mode, lambda mode: self.put(mode=mode))
        self.about = self.worded(
            Panel(), lambda s: pages.mode(self.value.mode, s.language), "value"
        )
        self.folded = (
            Details(lambda s: s.say("Days on which nobody works"), (self.closed,), language),
            Details(lambda s: s.say("How turns go"), (self.rule,), language),
        )
        self.children = (
            fields.band(self.presence, *self.lines, kind="ck-lines"),
            fields.band(self.starts, self.weeks),
            fields.band(self.mode),
            self.about,
            self.said,
            *self.folded,
        )

    def speak(self, language: Language) -> None:
        """Say everything in another language; no entry changes."""
        super().speak(language)
        for one in self.folded:
            one.speak(language)

    def use(self, request: PlanRequest) -> None:
        """The request as other screens have changed it; no entry changes."""
        super().use(request)
        self.closed.use(request)
        self.rule.use(request)

    def _told(self, **changes: Any) -> PlanRequest:
        """Whoever of the forms here was typed into: all of them know."""
        self.value = self._tell(**changes)
        self.closed.use(self.value)
        self.rule.use(self.value)
        return self.value

    def _line(self, name: str, hours: float, said: Callable[[Speech], str]) -> Any:
        field = self.worded(fields.number(hours), said)
        self.heard(field, lambda new: self._put_line(**{name: new}))
        return field

    def _put_line(self, **changes: float) -> None:
        self.tried(lambda: {"protected": self.value.protected.changed(**changes)})

    def _begin(self, day: date | None) -> None:
        if day is not None:
            self.put(starts=day)


def _modes(speech: Speech) -> list[tuple[str, RotaMode]]:
    return [(mode_name(mode, speech), mode) for mode in RotaMode]
