"""What a campaign's documents tell, part by part: days from the launch, words for figures.

Nothing is filled in here that nobody said: what is open is empty, and the document says so.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from coachkit.documents.campaign_papers import CampaignPapers, GateAsked
from coachkit.language.chain_said import link_name
from coachkit.language.effects_said import detectability_finding
from coachkit.language.findings import Finding, measure
from coachkit.language.forecasts_said import forecast_finding
from coachkit.language.lifts_said import rounded_up
from coachkit.language.money import money
from coachkit.language.plan_rehearsals import change_sentence, channel_sentence, person_sentence
from coachkit.language.plan_words import hours_said, item_name
from coachkit.language.series_said import control_name
from coachkit.language.speech import Speech
from coachkit.language.strategy_words import shortened
from coachkit.language.terms import platform_name
from coachkit.model.campaign import Campaign, Phase
from coachkit.model.campaign_assets import Asset, BudgetLine
from coachkit.model.campaign_tracks import GateTick, Track
from coachkit.model.chain import Link
from coachkit.model.hard_cases import CaseRehearsal
from coachkit.model.plan_b import PlanB
from coachkit.model.plans import PlannedItem
from coachkit.model.policies import HardSituation

_SENTENCES: Final = 6
"""As many of a plan B's changes are told; all of them are in the plan."""


class PhaseRead(NamedTuple):
    """A phase by its code, and its days; the days are empty without a launch."""

    phase: str
    days: str


class StepRead(NamedTuple):
    """A link of the chain: what it is in this campaign, and where it is seen."""

    name: str
    text: str
    seen_in: str


class TrackRead(NamedTuple):
    """An audience with what it is told; ``items``: how many the plan has of it."""

    track: Track
    name: str
    profile: str
    items: int


class GateRead(NamedTuple):
    """A question of a gate and what people said. ``state``: settled, no_concern, open."""

    asked: GateAsked
    tick: GateTick
    state: str


class ItemRead(NamedTuple):
    """Something that is published or made; words may be empty. ``idea``: whose it was."""

    day: str
    channel: str
    title: str
    who: str
    hours: str
    track: str
    approved: str
    idea: str


class BudgetRead(NamedTuple):
    """A line of the budget; ``spent`` empty is not known."""

    phase: str
    channel: str
    planned: str
    spent: str
    note: str


class PlanBRead(NamedTuple):
    """What is done if it comes otherwise, and what that changes."""

    change: str
    plan: PlanB
    changes: tuple[str, ...]
    moved: int
    gone: int
    new: int


class CaseRead(NamedTuple):
    """A case as it was rehearsed, and whom the guideline says to call; may be ``None``."""

    title: str
    case: CaseRehearsal
    situation: HardSituation | None


class SeenRead(NamedTuple):
    """What can be seen and what can't. ``could``: yes, no, open; ``how``: a code, may be empty."""

    measure: str
    baseline: Finding | None
    found: Finding | None
    hoped: str
    could: str
    how: str
    weeks: str
    control: str


class DraftRead(NamedTuple):
    """A draft, and who let it go on which day; may be empty."""

    item: str
    text: str
    platform: str
    released_by: str
    released_on: str


# ── Days and tracks ─────────────────────────────────────────────────────────────────────────────


def phases_read(campaign: Campaign, speech: Speech) -> list[PhaseRead]:
    """The phases in their order."""
    found = []
    for one in campaign.phases:
        days = campaign.days_of(one.phase)
        said = "" if days is None else speech.span(days.first, days.last)
        found.append(PhaseRead(str(one.phase), said))
    return found


def steps_read(campaign: Campaign, speech: Speech) -> list[StepRead]:
    """The chain from what is put in to what it is worth, as far as it is said."""
    said = {one.link: one for one in campaign.outcome.chain}
    return [
        StepRead(link_name(link, speech), said[link].text, said[link].seen_in)
        for link in Link
        if link in said and said[link].text
    ]


def tracks_read(papers: CampaignPapers) -> list[TrackRead]:
    """The tracks, with how much the plan has for each."""
    profiles = {one.key: one.name for one in papers.strategy.profiles}
    items = papers.items
    return [
        TrackRead(
            one,
            one.name or one.key,
            profiles.get(one.profile or "", ""),
            sum(item.audience in {one.name, one.key} for item in items),
        )
        for one in papers.campaign.tracks
    ]


def serves(papers: CampaignPapers) -> str:
    """The goal of the business that it serves, in words; empty where none is said."""
    outcome = papers.campaign.outcome
    goals = {one.key: one.text for one in papers.strategy.business_goals}
    return outcome.growth or goals.get(outcome.serves or "", "")


# ── Gates ───────────────────────────────────────────────────────────────────────────────────────


def gates_read(papers: CampaignPapers) -> list[GateRead]:
    """Every question, and those that were ticked and are asked no more."""
    ticks = {one.key: one for one in papers.campaign.gates}
    asked = [*papers.gates]
    known = {one.key for one in asked}
    asked += [GateAsked(key, "", key) for key in ticks if key not in known]
    return [_gate(one, ticks.get(one.key) or GateTick(key=one.key)) for one in asked]


def _gate(asked: GateAsked, tick: GateTick) -> GateRead:
    if tick.concerns is False:
        return GateRead(asked, tick, "no_concern")
    return GateRead(asked, tick, "settled" if tick.settled else "open")


# ── What is made ────────────────────────────────────────────────────────────────────────────────


def items_read(papers: CampaignPapers, speech: Speech, most: int) -> list[ItemRead]:
    """What the plan has of the campaign; before there is a plan, what is to be made."""
    planned = papers.items
    if planned:
        return [_planned(one, papers, speech) for one in planned[:most]]
    listed = sorted(papers.campaign.assets, key=lambda one: (one.days_from_launch, one.key))
    return [_asset(one, papers, speech) for one in listed if one.channel][:most]


def material_read(papers: CampaignPapers, speech: Speech) -> list[ItemRead]:
    """What has no place in the calendar and takes hours: films, landing pages."""
    found = (one for one in papers.campaign.assets if not one.channel and one.title)
    listed = sorted(found, key=lambda one: (one.days_from_launch, one.key))
    return [_asset(one, papers, speech) for one in listed]


def how_many(papers: CampaignPapers) -> int:
    """Items of the plan, or what is to be made for the calendar before there is one."""
    return len(papers.items) or sum(bool(one.channel) for one in papers.campaign.assets)


def _planned(item: PlannedItem, papers: CampaignPapers, speech: Speech) -> ItemRead:
    asset = papers.asset(item)
    return ItemRead(
        speech.short_day(item.day),
        item.channel,
        item_name(item, speech),
        item.owner,
        hours_said(item.hours, speech),
        _track(asset.track if asset else item.audience, papers),
        "" if asset is None else _approved(asset, speech),
        _idea(asset.idea if asset and asset.idea else item.origin, papers),
    )


def _asset(asset: Asset, papers: CampaignPapers, speech: Speech) -> ItemRead:
    day = papers.campaign.day(asset.days_from_launch)
    return ItemRead(
        "" if day is None else speech.short_day(day),
        asset.channel,
        asset.title,
        asset.owner or "",
        "" if asset.hours is None else hours_said(asset.hours, speech),
        _track(asset.track or "", papers),
        _approved(asset, speech),
        _idea(asset.idea or "", papers),
    )


def _track(key: str | None, papers: CampaignPapers) -> str:
    found = papers.campaign.track(key or "")
    return (key or "") if found is None else found.name or found.key


def _approved(asset: Asset, speech: Speech) -> str:
    if asset.approved_on is None:
        return ""
    return f"{asset.approver} {speech.short_day(asset.approved_on)}".strip()


def _idea(key: str, papers: CampaignPapers) -> str:
    card = papers.ideas.card(key) if key else None
    return "" if card is None else card.unit


# ── Money ───────────────────────────────────────────────────────────────────────────────────────


def budget_read(campaign: Campaign, currency: str, speech: Speech) -> list[BudgetRead]:
    """The lines in the order of the phases."""
    order = [str(one) for one in Phase]
    lines = sorted(campaign.budget, key=lambda one: (order.index(one.phase), one.key))
    return [
        BudgetRead(
            one.phase,
            one.channel,
            _money(one.planned, currency, speech),
            _money(one.spent, currency, speech),
            one.note,
        )
        for one in lines
    ]


def budget_totals(
    lines: Sequence[BudgetLine], currency: str, speech: Speech
) -> tuple[str, str, int]:
    """Planned, spent, and of how many lines what was spent is not known."""
    planned = [one.planned for one in lines if one.planned is not None]
    spent = [one.spent for one in lines if one.spent is not None]
    unknown = sum(one.spent is None for one in lines)
    return (
        _money(sum(planned) if planned else None, currency, speech),
        _money(sum(spent) if spent else None, currency, speech),
        unknown,
    )


def _money(amount: float | None, currency: str, speech: Speech) -> str:
    return "" if amount is None else money(amount, currency, speech)


# ── If it comes otherwise ───────────────────────────────────────────────────────────────────────


def plan_b_read(plan: PlanB, speech: Speech) -> PlanBRead:
    """A plan B as what it changes."""
    said = [channel_sentence(one, speech) for one in plan.channels if one.before != one.after]
    said += [
        person_sentence(one, speech)
        for one in plan.people
        if one.items_before != one.items_after or one.duties_before != one.duties_after
    ]
    return PlanBRead(
        change_sentence(plan.change, speech),
        plan,
        tuple(said[:_SENTENCES]),
        len(plan.moved),
        len(plan.gone),
        len(plan.new),
    )


def cases_read(papers: CampaignPapers) -> list[CaseRead]:
    """The cases that were rehearsed, with what the guideline says of them."""
    situations = {one.key: one for one in papers.guideline.situations}
    return [_case(one, situations, papers) for one in papers.campaign.rehearsed]


def _case(
    one: CaseRehearsal, situations: dict[str, HardSituation], papers: CampaignPapers
) -> CaseRead:
    situation = situations.get(one.situation or "")
    named = situation.situation if situation is not None else ""
    title = named or papers.cases.get(one.case or "", "") or shortened(one.came_in)
    return CaseRead(title, one, situation)


# ── What can be seen ────────────────────────────────────────────────────────────────────────────


def seen_read(campaign: Campaign, speech: Speech) -> SeenRead:
    """How it is to be seen, with the doubt that the figures have."""
    outcome, plan = campaign.outcome, campaign.measurement
    weeks = plan.weeks or campaign.weeks
    could = plan.could_be_seen
    named = outcome.own_measure
    if outcome.measure is not None:
        kpi = outcome.measure
        named = f"{platform_name(kpi.platform, speech)}, {measure(kpi.metric, speech)}"
    return SeenRead(
        named,
        None if outcome.found is None else forecast_finding(outcome.found, speech),
        None if plan.found is None else detectability_finding(plan.found, speech, weeks=weeks),
        "" if plan.hoped is None else rounded_up(plan.hoped, speech),
        {True: "yes", False: "no", None: "open"}[could],
        "" if plan.how is None else str(plan.how),
        speech.count("%(n)s week", "%(n)s weeks", weeks),
        "" if plan.control is None else control_name(plan.control, speech),
    )


def drafts_read(campaign: Campaign, speech: Speech) -> list[DraftRead]:
    """The drafts that were looked at, those that may go out first."""
    written = [one for one in campaign.drafts if one.text]
    return [
        DraftRead(
            one.item,
            shortened(one.text),
            "" if one.platform is None else platform_name(one.platform, speech),
            one.released_by,
            "" if one.released_on is None else speech.short_day(one.released_on),
        )
        for one in sorted(written, key=lambda one: not one.released_by)
    ]
