"""The wins on one page: what went well, why it worked, and whom it is thanks to.

Only what those who made it let be shown stands here. Teams come first, in the order they were told
and not by any figure; a person is named who said yes to it. What a number shows stands with its
interval.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from coachkit.documents.composing import compose
from coachkit.documents.evaluation_papers import EvaluationPapers
from coachkit.documents.imprint import Imprint
from coachkit.documents.markdown_document import MarkdownDocument
from coachkit.documents.meeting_document import win_read
from coachkit.language.effects_said import comparison_finding
from coachkit.language.findings import change_sentence, goal_sentence, typical_sentence
from coachkit.language.speech import Speech
from coachkit.language.terms import platform_name
from coachkit.model.results import GoalState, Verdict

_MOST: Final = 5
"""More wins than this are no page that anybody reads."""

_FIGURES: Final = 2


class NumberRead(NamedTuple):
    """What a number shows, with which doubt, and on which platform where the text says none."""

    text: str
    doubt: str
    platform: str = ""


def wins_document(papers: EvaluationPapers, imprint: Imprint, speech: Speech) -> MarkdownDocument:
    """One page to hang on the wall."""
    values = {
        "period": speech.span(papers.period.first, papers.period.last),
        "wins": [win_read(one, speech) for one in papers.wins[:_MOST]],
        "more": max(0, len(papers.wins) - _MOST),
        "numbers": list(_numbers(papers, speech))[:_FIGURES],
    }
    return compose("wins", speech.language, values, imprint.of_month(papers.period.last, speech))


def _numbers(papers: EvaluationPapers, speech: Speech) -> Iterator[NumberRead]:
    """What is shown to have gone up, and goals that were reached; nothing that is only hoped."""
    found = papers.record.effect.found
    if found is not None and found.verdict is Verdict.SHOWN_UP:
        said = comparison_finding(found, speech)
        yield NumberRead(said.text, said.detail)
    for goal in papers.goals:
        if goal.result.state is GoalState.REACHED:
            doubt = "" if goal.posts is None else typical_sentence(goal.posts, speech)
            yield NumberRead(goal_sentence(goal.result, speech), doubt)
    for platform, metric in papers.metrics.items():
        if metric.verdict is Verdict.SHOWN_UP:
            yield NumberRead(
                change_sentence(metric, speech),
                typical_sentence(metric, speech),
                platform_name(platform, speech),
            )
