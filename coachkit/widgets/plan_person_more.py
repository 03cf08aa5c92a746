"""What is rarely asked of one contributor: workdays, duty, department, latest turn, name."""

from collections.abc import Callable
from typing import Any

from coachkit.model.languages import Language
from coachkit.model.people import Department, Person
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.plan_details import WEEKDAYS, Ticks
from coachkit.widgets.plan_fields import Form


class PersonMore(Form):
    """Rare entries about one contributor. ``put`` changes them, ``rename`` gives another name."""

    def __init__(
        self,
        one: Person | Department,
        *,
        language: Language,
        put: Callable[..., None],
        rename: Callable[[str], None],
    ) -> None:
        super().__init__(language)
        self._put = put
        self.workdays = Ticks(
            WEEKDAYS,
            one.workdays,
            label=lambda s: s.say("Works on"),
            language=language,
            changed=lambda days: put(workdays=days),
        )
        self.last_turn = self.worded(
            fields.day(one.last_turn), lambda s: s.say("Latest turn before the plan")
        )
        self.heard(self.last_turn, lambda day: put(last_turn=day))
        self.called = self.worded(fields.text(one.name), lambda s: s.say("Name"))
        self.rename = self.worded(
            fields.button(lambda: rename(self.called.value)), lambda s: s.say("Rename")
        )
        fields.entered(self.called, lambda: rename(self.called.value))
        own = self._of_person(one) if isinstance(one, Person) else self._of_department(one)
        self.children = (
            fields.band(self.workdays, *own),
            fields.band(self.last_turn, self.called, self.rename),
        )

    def speak(self, language: Language) -> None:
        """Say everything in another language; no entry changes."""
        super().speak(language)
        self.workdays.speak(language)

    def _of_person(self, one: Person) -> list[Any]:
        self.on_duty = self.worded(
            fields.tick(value=one.on_duty), lambda s: s.say("May have the daily presence")
        )
        self.heard(self.on_duty, lambda yes: self._put(on_duty=yes))
        self.department = self.worded(fields.text(one.department), lambda s: s.say("Department"))
        self.heard(self.department, lambda name: self._put(department=name))
        return [self.on_duty, self.department]

    def _of_department(self, one: Department) -> list[Any]:
        self.contacts = self.worded(
            fields.tick(value=one.contacts), lambda s: s.say("Is talked with regularly")
        )
        self.heard(self.contacts, lambda yes: self._put(contacts=yes))
        return [self.contacts]
