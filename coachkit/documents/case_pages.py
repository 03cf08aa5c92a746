"""The panels of the screen on which hard situations are rehearsed."""

from coachkit.documents.templating import fill
from coachkit.model.case_cards import CaseCard
from coachkit.model.hard_cases import CaseRehearsal
from coachkit.model.languages import Language


def tested(card: CaseCard, language: Language) -> str:
    """What a case tests, in a line below its name."""
    return fill("pages/case_card.html.j2", language, tests=card.said(language).tests, came_in="")


def coming_in(case: CaseRehearsal, card: CaseCard | None, language: Language) -> str:
    """The case as it comes in, to be read aloud; what it tests and builds on, smaller."""
    words = None if card is None else card.said(language)
    return fill(
        "pages/case_card.html.j2",
        language,
        came_in=case.came_in,
        tests="" if words is None else words.tests,
        builds_on="" if words is None else words.builds_on,
        never="" if words is None else words.never,
    )


def as_it_is_called(case: CaseRehearsal, language: Language) -> str:
    """How it came in, short, while it is decided whom to call."""
    return fill("pages/case_card.html.j2", language, came_in="", tests=case.came_in[:160])
