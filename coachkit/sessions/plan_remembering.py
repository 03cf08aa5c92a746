"""What is open and half typed on the planning page, there again after a reload."""

from typing import TYPE_CHECKING

from coachkit.documents.planning_words import Step
from coachkit.widgets.plan_hours import HoursForm

if TYPE_CHECKING:
    from coachkit.sessions.plan_page import PlanPage


def remember(page: "PlanPage") -> None:
    """The language, the screen, what is chosen and unfolded on it, a name that is half typed."""
    remembered = page.remembered
    remembered.control("language", page.languages)
    remembered.step("step", lambda: page.step.value, lambda name: page.go(Step(name)))
    remembered.within("body", lambda: page.body)
    remembered.step("name", lambda: _name(page), lambda name: _half_type(page, name))
    remembered.note()


def _hours(page: "PlanPage") -> HoursForm | None:
    form = page.screens.made(Step.HOURS)
    return form if isinstance(form, HoursForm) else None


def _name(page: "PlanPage") -> str | None:
    form = _hours(page)
    return (form.name.value or None) if form is not None else None


def _half_type(page: "PlanPage", name: str) -> None:
    form = page.screens.screen(Step.HOURS)
    if isinstance(form, HoursForm):
        form.name.value = name
