"""The evaluation report: one page for whoever decides, then the chain from hours to outcomes.

Figures come from the results alone, and what people said of them stands beside as said. What has no
source, what may have come anyway and what nobody can tell are called so.
"""

from dataclasses import replace
from typing import Final

from coachkit.documents import evaluation_told as told
from coachkit.documents import evaluation_unseen as unseen
from coachkit.documents.composing import compose
from coachkit.documents.evaluation_papers import EvaluationPapers
from coachkit.documents.evaluation_told import EditRead
from coachkit.documents.imprint import Imprint
from coachkit.documents.markdown_document import MarkdownDocument
from coachkit.documents.meeting_document import channel_rows, goal_read, hours_noted, win_read
from coachkit.language.chain_said import chain_finding
from coachkit.language.content_said import replies_basis
from coachkit.language.effects_said import comparison_basis, comparison_finding
from coachkit.language.evaluation_words import answerable_name, fault_name, tier_name
from coachkit.language.findings import goal_sentence
from coachkit.language.promises_said import not_over_said
from coachkit.language.speech import Speech
from coachkit.language.strategy_words import shortened
from coachkit.model.chain import Link

_FIRST_PAGE: Final = 3
"""As many of each thing stand on the first page."""

_GOALS: Final = 3
_LINE: Final = 80
_ANSWER: Final = 280
"""Letters that the first page has room for; all of it stands further on."""


def evaluation_report(
    papers: EvaluationPapers, imprint: Imprint, speech: Speech
) -> MarkdownDocument:
    """The whole report; its first page can be read alone."""
    record = papers.record
    found, found_replies = record.effect.found, record.replies.found
    edits = [told.edit_read(one, papers.strategy, speech) for one in record.edits]
    cut = len(record.answer) > _ANSWER
    untold = list(unseen.unseen_said(papers, speech))
    values = {
        "period": speech.span(papers.period.first, papers.period.last),
        "question": shortened(papers.question, 2 * _LINE) if papers.question else "",
        "answer": record.answer,
        "effect": None if found is None else comparison_finding(found, speech),
        "basis": () if found is None else comparison_basis(found, speech),
        "verdict": told.verdict_said(record, speech),
        "said": record.effect,
        "campaign": told.campaign_days(record, speech),
        "not_over": not_over_said(record.effect, papers.period, speech),
        "promised": told.promise_said(record, speech),
        "pictured": [one.name for one in papers.pictures],
        "goals": [goal_read(one, speech) for one in papers.goals],
        "ahead": [told.ahead_read(one, speech) for one in papers.ahead],
        "edits": edits,
        "first_edits": [_short(one) for one in ([e for e in edits if not e.kept] or edits[:1])][
            :_FIRST_PAGE
        ],
        "first_answer": shortened(record.answer, _ANSWER) if cut else record.answer,
        "cut": cut,
        "first_numbers": [goal_sentence(one.result, speech) for one in papers.goals[:_GOALS]],
        "first_actions": [
            (shortened(one.action.what, _LINE), one.action) for one in papers.actions[:_FIRST_PAGE]
        ],
        "unseen": untold,
        "first_unseen": [shortened(one, 2 * _LINE) for one in untold[:_FIRST_PAGE]],
        "tier": told.tier_said(papers, speech),
        "asked": record.tier,
        "decided_tier": tier_name(record.tier.tier, speech) if record.tier.tier else "",
        "answerable": [answerable_name(one, speech) for one in record.data.may_answer],
        "unanswerable": [answerable_name(one, speech) for one in unseen.unanswerable(record)],
        "health": record.data,
        "chain": [told.link_read(one, papers, speech) for one in Link],
        "reach": chain_finding(papers.chain, speech),
        "channels": channel_rows(papers.channels, speech),
        "hours": hours_noted(papers.hours, speech),
        "done": record.done,
        "fault": fault_name(record.done.fault, speech) if record.done.fault else "",
        "received": [told.received_read(one, papers, speech) for one in papers.metrics.values()],
        "guess": told.guess_read(record.ballot, speech),
        "surprises": [one for one in record.surprises if one.text],
        "outcomes": [
            told.outcome_read(one, speech) for one in record.outcomes if one.text or one.figure
        ],
        "replies": told.replies_told(record, speech),
        "replied": replies_basis(found_replies, speech) if found_replies else (),
        "replying": record.replies,
        "within": speech.hours(record.replies.within) if record.replies.within else "",
        "themes": speech.list([one for one in record.replies.themes if one]),
        "pulse": told.pulse_read(record.pulse, speech),
        "wins": [win_read(one, speech) for one in papers.wins],
        "failure": record.failure,
        "new_hours": told.new_hours_said(record, speech),
        "deciding": record.hours,
        "news": [one for one in record.news if one.text],
        "experiment": record.experiment,
        "tried": told.tried_read(record, speech),
        "actions": papers.actions,
        "next_date": papers.next_date,
        "differences": list(unseen.differences_said(papers, speech)),
        "files": [
            unseen.file_row(one, speech) for seen in papers.results.values() for one in seen.sources
        ],
    }
    colophon = imprint.of_month(papers.period.last, speech)
    return compose(
        "evaluation", speech.language, values, replace(colophon, pictures=papers.pictures)
    )


def _short(edit: EditRead) -> EditRead:
    text, learned = shortened(edit.text, _LINE), shortened(edit.learned, _LINE)
    return edit._replace(text=text, learned=learned)
