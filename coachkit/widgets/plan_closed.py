"""Days on which nobody works: the country's public holidays, and days when the client is closed."""

from datetime import date, timedelta
from typing import Any, Final

from coachkit.documents import planning_inputs as inputs
from coachkit.language.countries import countries_by_name
from coachkit.language.speech import Speech
from coachkit.model.errors import InvalidValue
from coachkit.model.languages import Language
from coachkit.model.plan_requests import PlanRequest
from coachkit.planning.countries import holiday_countries
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel
from coachkit.widgets.plan_request_form import Changed, RequestForm

_LONGEST: Final = 400
"""Days that may be closed at once."""


class ClosedForm(RequestForm):
    """Country and closed days being written down."""

    def __init__(self, value: PlanRequest, *, language: Language, changed: Changed) -> None:
        super().__init__(value, language=language, changed=changed)
        known = [(one, one) for one in {*holiday_countries(), value.country}]
        self.country = self.worded(fields.choice(known, value.country), self._countries, "options")
        self.worded(self.country, lambda s: s.say("Public holidays of"))
        self.heard(self.country, lambda country: self.put(country=country))
        self.list = self.worded(
            Panel(), lambda s: inputs.closed_days(self.value.closed, s.language), "value"
        )
        self.first = self.worded(fields.day(), lambda s: s.say("Closed from"))
        self.last = self.worded(fields.day(), lambda s: s.say("Until"))
        self.add = self.worded(fields.button(self.take_in), lambda s: s.say("Add"))
        self.which = self.worded(fields.choice([("–", -1)]), self._numbered, "options")
        self.worded(self.which, lambda s: s.say("Closed days"))
        self.off = self.worded(
            fields.button(self.strike_out, quiet=True), lambda s: s.say("Strike it out")
        )
        self.striking = fields.band(self.which, self.off)
        self.children = (
            fields.band(self.country),
            self.list,
            fields.band(self.first, self.last, self.add),
            self.striking,
            self.said,
        )
        self.refresh()

    def take_in(self) -> None:
        """One more day, or all days from one to another."""
        first = self.first.value
        if first is None:
            return
        last = self.last.value or first
        if self.tried(lambda: {"closed": _with_days(self.value.closed, first, last)}):
            self.first.value = self.last.value = None

    def strike_out(self) -> None:
        """Open on those days again."""
        spans = inputs.closed_spans(self.value.closed)
        if 0 <= self.which.value < len(spans):
            first, last = spans[self.which.value]
            self.put(closed=tuple(day for day in self.value.closed if not first <= day <= last))

    def refresh(self) -> None:
        """Say the days anew."""
        super().refresh()
        fields.shown(self.striking, there=bool(self.value.closed))

    def _countries(self, speech: Speech) -> list[tuple[str, str]]:
        return countries_by_name({*holiday_countries(), self.value.country}, speech)

    def _numbered(self, speech: Speech) -> list[tuple[str, Any]]:
        spans = inputs.closed_spans(self.value.closed)
        told = [(speech.span(first, last), place) for place, (first, last) in enumerate(spans)]
        return told or [("–", -1)]


def _with_days(closed: tuple[date, ...], first: date, last: date) -> tuple[date, ...]:
    if last < first:
        raise InvalidValue("ends_before_start", "last", value=str(last))
    many = (last - first).days + 1
    if many > _LONGEST:
        raise InvalidValue("too_long", "closed", value=str(many))
    new = {first + timedelta(days=number) for number in range(many)}
    return tuple(sorted({*closed, *new}))
