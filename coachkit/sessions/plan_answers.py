"""The answer that stands below the question of each screen of the planning page."""

from functools import partial
from typing import TYPE_CHECKING

from coachkit.documents import planning_words as words
from coachkit.documents.planning_words import Step
from coachkit.language.findings import Finding
from coachkit.language.speech import Speech, speak

if TYPE_CHECKING:
    from collections.abc import Callable

    from coachkit.model.plans import Plan
    from coachkit.sessions.plan_page import PlanPage


def answer(page: "PlanPage") -> tuple[Finding, bool]:
    """What the open screen comes to, and whether its detail says what is missing."""
    speech, request, plan = speak(page.language), page.request, page.plan
    if page.step is Step.HOURS or request is None:
        return words.hours_answer(page.team, speech), False
    if page.step is Step.WISH:
        return words.wish_answer(request, speech), words.above_the_hours(request)
    if page.step is Step.CONTENT:
        return words.content_answer(request, speech), not request.messages
    if page.step is Step.WEEKLY or plan is None:
        return words.weekly_answer(request, speech), False
    answers: dict[Step, Callable[[Plan, Speech], Finding]] = {
        Step.PLAN: words.plan_answer,
        Step.CALENDAR: words.calendar_answer,
        Step.ROTA: words.rota_answer,
        Step.REHEARSAL: words.rehearsal_answer,
        Step.ACTUALS: partial(words.actuals_answer, page.actuals),
        Step.TAKE_AWAY: page.taking_away.answer,
    }
    return answers[page.step](plan, speech), False
