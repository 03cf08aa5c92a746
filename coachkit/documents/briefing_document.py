"""The page for everybody: why we do this, and how it serves what we want to reach (003-31)."""

from datetime import date

from coachkit.documents.composing import compose
from coachkit.documents.imprint import Imprint
from coachkit.documents.markdown_document import MarkdownDocument
from coachkit.documents.strategy_document import GoalRead, StrategyPapers, goals_read, hours_read
from coachkit.language.speech import Speech
from coachkit.language.strategy_letter import question_words
from coachkit.model.audit import Verdict
from coachkit.model.strategy import Point, Strategy


def briefing_document(papers: StrategyPapers, imprint: Imprint, speech: Speech) -> MarkdownDocument:
    """One page for those who were not in the room."""
    strategy, employees = papers.strategy, papers.policies.employees
    values = {
        "question": question_words(strategy.question, speech),
        "answer": strategy.question.answer,
        "goals": _tied(goals_read(strategy)),
        "messages": [one.text for one in strategy.said_of(Point.MESSAGE) if one.text],
        "kept": _channels(strategy, Verdict.KEEP, speech),
        "paused": _channels(strategy, Verdict.PAUSE, speech),
        "closed": _channels(strategy, Verdict.CLOSE, speech),
        "hours": hours_read(strategy.hours, speech),
        "encouragements": [line for line in employees.encouragements if line],
        "opt_in": employees.opt_in,
        "support": employees.support,
        "review": _next_review(strategy, imprint.today),
        "authors": speech.list([one for one in strategy.authors if one]),
    }
    return compose("briefing", speech.language, values, imprint.colophon(speech))


def _tied(goals: list[GoalRead]) -> list[GoalRead]:
    """The goals in words; what serves none of them is told to nobody who was not there."""
    return [branch for branch in goals if branch.goal is not None and branch.goal.text]


def _channels(strategy: Strategy, verdict: Verdict, speech: Speech) -> str:
    return speech.list(
        [one.channel for one in strategy.channels if one.verdict is verdict and one.channel]
    )


def _next_review(strategy: Strategy, today: date) -> date | None:
    days = (one.review_on for one in strategy.decisions if one.review_on is not None)
    return min((day for day in days if day >= today), default=None)
