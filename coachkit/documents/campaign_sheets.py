"""What hangs beside a campaign: the measurement plan, the ladder card and the Monday card."""

from typing import Final, NamedTuple

from coachkit.documents import campaign_told as told
from coachkit.documents.campaign_links import links_told
from coachkit.documents.campaign_papers import CampaignPapers
from coachkit.documents.campaign_plan import badge
from coachkit.documents.composing import compose
from coachkit.documents.imprint import Imprint
from coachkit.documents.markdown_document import MarkdownDocument
from coachkit.language.plan_sentences import monday_sentence
from coachkit.language.plan_words import hours_said, item_name
from coachkit.language.speech import Speech
from coachkit.language.strategy_words import shortened
from coachkit.model.policies import HardSituation

LADDER_PAGES: Final = 1
MONDAY_PAGES: Final = 1
"""A card is a page."""

_RUNGS: Final = 7
_CELL: Final = 76
_FEW_RUNGS: Final = 4
_ROOMY_CELL: Final = 130
"""With few rungs there is room for whole sentences on the page."""
_SHORT: Final = 32
_LINES: Final = 5
_FEW: Final = 3
_LINE: Final = 110


class MondayRead(NamedTuple):
    """What somebody begins with: what, who, when, how long, and where it is published when."""

    what: str
    who: str
    starts: str
    hours: str
    goes_out: str
    sentence: str


class RungRead(NamedTuple):
    """A hard situation in few words, and whether it was rehearsed."""

    what: str
    first: str
    never: str
    call: str
    within: str
    rehearsed: bool


def measurement_plan(papers: CampaignPapers, imprint: Imprint, speech: Speech) -> MarkdownDocument:
    """What is seen and what can't be, by which links and events, and who reads what when."""
    campaign = papers.campaign
    plan = campaign.measurement
    window = campaign.window
    values = {
        "name": campaign.name,
        "window": "" if window is None else speech.span(window.first, window.last),
        "outcome": campaign.outcome,
        "target": "" if campaign.outcome.target is None else speech.number(campaign.outcome.target),
        "seen": told.seen_read(campaign, speech),
        "plan": plan,
        "decided": plan.decided,
        "others": [speech.span(one.first, one.last) for one in plan.also],
        "tracks": told.tracks_read(papers),
        "links": links_told(papers),
        "events": [one for one in plan.events if one.name],
        "readings": [
            (one, None if one.days_from_launch is None else campaign.day(one.days_from_launch))
            for one in plan.readings
            if one.what
        ],
        "sources": plan.found.sources if plan.found else (),
        "definition": plan.found.definition if plan.found else "",
    }
    return compose("measurement", speech.language, values, badge(imprint, speech))


def ladder_card(papers: CampaignPapers, imprint: Imprint, speech: Speech) -> MarkdownDocument:
    """One page for the wall: whom to call, in what time, what not to do. Rehearsed ones first."""
    rehearsed = {one.situation for one in papers.campaign.rehearsed if one.first_sentence}
    known = [one for one in papers.guideline.situations if one.situation]
    ordered = sorted(known, key=lambda one: one.key not in rehearsed)
    room = _ROOMY_CELL if len(ordered) <= _FEW_RUNGS else _CELL
    values = {
        "name": shortened(papers.campaign.name),
        "rungs": [_rung(one, room, rehearsed=one.key in rehearsed) for one in ordered[:_RUNGS]],
        "more": max(0, len(ordered) - _RUNGS),
        "unnamed": sum(not one.call for one in ordered),
        "no_go": [shortened(one.claim, _LINE) for one in papers.campaign.no_go if one.claim][:_FEW],
        "replies": [
            (
                shortened(one.channel, _SHORT),
                "" if one.within is None else speech.hours(one.within),
                shortened(one.who, _SHORT),
                shortened(one.stand_in, _SHORT),
            )
            for one in papers.campaign.replies[:_FEW]
            if one.channel or one.who
        ],
    }
    return compose("ladder", speech.language, values, badge(imprint, speech))


def monday_card(papers: CampaignPapers, imprint: Imprint, speech: Speech) -> MarkdownDocument:
    """One page: what Monday starts with, who, and how long it takes (practice 000-03)."""
    values = {
        "name": shortened(papers.campaign.name),
        "launch": papers.campaign.launch,
        "lines": monday_read(papers, speech),
        "actions": [
            (shortened(one.action.what, _LINE), shortened(one.action.who, _SHORT), one.action.when)
            for one in papers.actions[:_LINES]
        ],
        "next_date": papers.next_date,
    }
    return compose("monday", speech.language, values, badge(imprint, speech))


def monday_read(papers: CampaignPapers, speech: Speech) -> list[MondayRead]:
    """The first items of the plan; none where there is no plan."""
    lines = () if papers.plan is None else papers.plan.monday[:_LINES]
    return [
        MondayRead(
            shortened(item_name(one, speech), _LINE),
            one.owner,
            speech.short_day(one.starts),
            hours_said(one.hours, speech),
            speech.short_day(one.day),
            monday_sentence(one, speech),
        )
        for one in lines
    ]


def _rung(one: HardSituation, room: int, *, rehearsed: bool) -> RungRead:
    return RungRead(
        shortened(one.situation, room),
        shortened(one.first, room),
        shortened(one.never, room),
        shortened(one.call, _SHORT),
        shortened(one.within, _SHORT),
        rehearsed,
    )
