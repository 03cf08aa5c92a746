"""The whole plan on one page to read: for a notebook that ran without a reader."""

from coachkit.documents import planning_calendar as calendar
from coachkit.documents import planning_pages as pages
from coachkit.documents import planning_results as results
from coachkit.model.languages import Language
from coachkit.model.plans import Plan


def to_read(plan: Plan | None, language: Language) -> str:
    """Cadence, Monday card, calendar, rota, presence, load and receipts; empty without a plan."""
    if plan is None:
        return ""
    return "\n".join(
        [
            results.broken(plan, language),
            results.cadence(plan, language),
            results.monday(plan, language),
            *(calendar.month(plan, first, "", language) for first in calendar.months(plan)),
            results.turns(plan, language),
            results.presence(plan, language),
            results.load(plan, language),
            results.receipts(plan, language),
        ]
    )


def styles() -> str:
    """What it looks like."""
    return str(pages.styles())
