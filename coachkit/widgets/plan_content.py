"""What is made, and whom it is for: one of three questions at a time."""

from collections.abc import Callable
from enum import StrEnum

from coachkit.language.speech import Speech
from coachkit.model.languages import Language
from coachkit.model.plan_requests import PlanRequest
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.plan_fields import Form
from coachkit.widgets.plan_floors import FloorsForm
from coachkit.widgets.plan_messages import MessagesForm
from coachkit.widgets.plan_request_form import Changed, Renamed, RequestForm
from coachkit.widgets.plan_types import TypesForm


class Side(StrEnum):
    """What of the content is asked."""

    MESSAGES = "messages"
    TYPES = "types"
    FLOORS = "floors"


class ContentForm(Form):
    """Messages, content types and floors; ``value`` is the request as it was last right."""

    def __init__(
        self, value: PlanRequest, *, language: Language, changed: Changed, renamed: Renamed
    ) -> None:
        super().__init__(language)
        self._changed = changed
        self.messages = MessagesForm(value, language=language, changed=self._told(changed))
        self.types = TypesForm(
            value, language=language, changed=self._told(changed), renamed=self._told(renamed)
        )
        self.floors = FloorsForm(value, language=language, changed=self._told(changed))
        self.value = value
        self.side = self.worded(
            fields.either([(str(one), one) for one in Side], Side.MESSAGES), _sides, "options"
        )
        self.heard(self.side, lambda _: self._open())
        self._open()

    def speak(self, language: Language) -> None:
        """Say everything in another language; no entry changes."""
        super().speak(language)
        for part in self._parts.values():
            part.speak(language)

    def use(self, request: PlanRequest) -> None:
        """The request as other screens have changed it; half-typed entries stay."""
        self.value = request
        for part in self._parts.values():
            part.use(request)

    @property
    def _parts(self) -> dict[Side, RequestForm]:
        return {
            Side.MESSAGES: self.messages,
            Side.TYPES: self.types,
            Side.FLOORS: self.floors,
        }

    def _open(self) -> None:
        part = self._parts[self.side.value]
        part.use(self.value)
        self.children = (fields.band(self.side), part)

    def _told(self, act: Callable[..., PlanRequest]) -> Callable[..., PlanRequest]:
        """The same act, whose request is the form's own from then on."""

        def acted(*what: object, **changes: object) -> PlanRequest:
            self.value = act(*what, **changes)
            return self.value

        return acted


def _sides(speech: Speech) -> list[tuple[str, Side]]:
    return [
        (speech.say("To whom, saying what"), Side.MESSAGES),
        (speech.say("What one takes"), Side.TYPES),
        (speech.say("What is never given up"), Side.FLOORS),
    ]
