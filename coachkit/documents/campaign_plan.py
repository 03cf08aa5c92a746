"""The campaign plan: one outcome, its tracks and days, what is made, and what happens otherwise.

A campaign that is half said gives a plan that says what is missing.
"""

from typing import Final

from coachkit.documents import campaign_told as told
from coachkit.documents.campaign_papers import CampaignPapers
from coachkit.documents.composing import compose
from coachkit.documents.imprint import Imprint, draft_said
from coachkit.documents.markdown_document import Colophon, MarkdownDocument
from coachkit.language.plan_sentences import gap_statement, unassigned_sentence
from coachkit.language.speech import Speech

_ITEMS: Final = 80
"""So many stand in the plan; all of them are in the calendar."""

_UNASSIGNED: Final = 12
_MEETINGS: Final = 4


def campaign_plan(papers: CampaignPapers, imprint: Imprint, speech: Speech) -> MarkdownDocument:
    """The whole plan; its first lines are a measure of the business (004-14)."""
    campaign = papers.campaign
    items = told.items_read(papers, speech, _ITEMS)
    planned, spent, unknown = told.budget_totals(campaign.budget, papers.currency, speech)
    period = campaign.period
    values = {
        "name": campaign.name,
        "launch": campaign.launch,
        "weekday": speech.weekday(campaign.launch.weekday()) if campaign.launch else "",
        "moved": [speech.day(one) for one in campaign.moved_from],
        "days": "" if period is None else speech.span(period.first, period.last),
        "over": period is not None and period.last < imprint.today,
        "serves": told.serves(papers),
        "outcome": campaign.outcome,
        "target": _target(papers, speech),
        "steps": told.steps_read(campaign, speech),
        "phases": told.phases_read(campaign, speech),
        "roof": campaign.roof,
        "tracks": told.tracks_read(papers),
        "no_go": [one for one in campaign.no_go if one.claim],
        "no_go_none": campaign.no_go_none,
        "gates": told.gates_read(papers),
        "seen": told.seen_read(campaign, speech),
        "measurement": campaign.measurement,
        "gap": None if papers.plan is None else gap_statement(papers.plan, speech),
        "plan_by": campaign.plan_by,
        "plan_reason": campaign.plan_reason,
        "is_planned": bool(papers.items),
        "items": items,
        "more": told.how_many(papers) - len(items),
        "material": told.material_read(papers, speech),
        "unassigned": _unassigned(papers, speech),
        "budget": told.budget_read(campaign, papers.currency, speech),
        "planned": planned,
        "spent": spent,
        "unknown": unknown,
        "replies": [
            (one, "" if one.within is None else speech.hours(one.within))
            for one in campaign.replies
        ],
        "contacts": [one for one in campaign.contacts if one.department],
        "cases": told.cases_read(papers),
        "plan_b": [told.plan_b_read(one, speech) for one in campaign.plan_b],
        "drafts": told.drafts_read(campaign, speech),
        "circle": papers.ideas.circle,
        "departments": speech.list([one for one in papers.ideas.circle.departments if one]),
        "meetings": _meetings(papers, imprint, speech),
        "talks": [one for one in papers.ideas.talks if one.topic],
        "actions": papers.actions,
        "next_date": papers.next_date,
        "notes": campaign.notes,
    }
    return compose("campaign", speech.language, values, badge(imprint, speech))


def badge(imprint: Imprint, speech: Speech) -> Colophon:
    """Whose it is and of which day; a campaign has no version of the strategy's."""
    return Colophon(client=imprint.client.name, status=draft_said("", speech), day=imprint.day)


def _meetings(papers: CampaignPapers, imprint: Imprint, speech: Speech) -> list[str]:
    met = papers.ideas.circle.meetings(imprint.today, _MEETINGS)
    return [speech.short_day(one) for one in met]


def _target(papers: CampaignPapers, speech: Speech) -> str:
    target = papers.campaign.outcome.target
    return "" if target is None else speech.number(target)


def _unassigned(papers: CampaignPapers, speech: Speech) -> list[str]:
    if papers.plan is None or not papers.campaign.name:
        return []
    found = (one for one in papers.plan.unassigned if one.campaign == papers.campaign.name)
    return [unassigned_sentence(one, speech) for one in found][:_UNASSIGNED]
