"""What else takes time each week, and from when to when the plan goes."""

from collections.abc import Callable
from datetime import date
from typing import Any

from coachkit.documents import planning_pages as pages
from coachkit.language.plan_words import mode_name
from coachkit.language.speech import Speech
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language
from coachkit.model.plan_requests import PlanRequest, RotaMode
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel
from coachkit.widgets.plan_fields import Form


class WeeklyForm(Form):
    """Protected lines, period and mode of the rota; ``value`` is the request as last right.

    ``changed`` is told what is new of the request, by field, and may refuse it; it gives the
    request as it is then.
    """

    def __init__(
        self,
        value: PlanRequest,
        *,
        language: Language,
        changed: Callable[..., PlanRequest],
    ) -> None:
        super().__init__(language)
        self.value = value
        self._changed = changed
        self.said = Panel()
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
        self.about = self.worded(Panel(), lambda s: pages.modes(s.language), "value")
        lines_of_fields = fields.band(self.presence, *self.lines, kind="ck-lines")
        self.children = (
            lines_of_fields,
            fields.band(self.starts, self.weeks),
            fields.band(self.mode),
            self.about,
            self.said,
        )

    def put(self, **changes: Any) -> None:
        """Change the request; a refusal is said."""
        try:
            self.value = self._changed(**changes)
        except CoachkitError as error:
            self.said.value = pages.refused(error, self.language)
            return
        self.said.value = ""

    def _line(self, name: str, hours: float, said: Callable[[Speech], str]) -> Any:
        field = self.worded(fields.number(hours), said)
        self.heard(field, lambda new: self._put_line(**{name: new}))
        return field

    def _put_line(self, **changes: float) -> None:
        try:
            lines = self.value.protected.changed(**changes)
        except CoachkitError as error:
            self.said.value = pages.refused(error, self.language)
            return
        self.put(protected=lines)

    def _begin(self, day: date | None) -> None:
        if day is not None:
            self.put(starts=day)


def _modes(speech: Speech) -> list[tuple[str, RotaMode]]:
    return [(mode_name(mode, speech), mode) for mode in RotaMode]
