"""What the campaign session shows of its plan: phases, money, who is there, plan B."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from coachkit.documents.campaign_told import budget_totals
from coachkit.documents.templating import fill
from coachkit.language.campaign_words import phase_name
from coachkit.language.plan_words import hours_said, item_name, posts_said
from coachkit.language.speech import NOTHING, Speech, speak
from coachkit.model.campaign import Campaign, Phase
from coachkit.model.campaign_assets import BudgetLine
from coachkit.model.languages import Language
from coachkit.model.plans import Plan, PlannedItem

_SHOWN: Final = 4
_QUARTER: Final = timedelta(weeks=13)


@dataclass(frozen=True)
class PhaseShown:
    """A phase with its days and its items; ``more``: how many there is no room for."""

    name: str
    days: str
    items: tuple[tuple[str, str, str, bool], ...]
    more: str
    open: tuple[str, ...]


@dataclass(frozen=True)
class WishShown:
    """A channel: what holds beside the wish, and what is missing in hours."""

    channel: str
    holds: str
    wish: str
    missing: str


def phases(plan: Plan, campaign: Campaign, language: Language) -> str:
    """The campaign's items phase by phase, and the plan beside the wish."""
    speech = speak(language)
    return fill(
        "pages/screen_campaign_phases.html.j2",
        language,
        phases=[_phase(one.phase, plan, campaign, speech) for one in campaign.phases],
        wishes=[_wish(name, plan, speech) for name in _channels(plan)],
    )


def _phase(phase: Phase, plan: Plan, campaign: Campaign, speech: Speech) -> PhaseShown:
    days = campaign.days_of(phase)
    if days is None:
        return PhaseShown(phase_name(phase, speech), "", (), "", ())
    inside = [
        one
        for one in plan.items
        if one.campaign == campaign.name and days.first <= one.day <= days.last
    ]
    lacking = [
        item_name(one, speech)
        for one in plan.unassigned
        if one.campaign == campaign.name and days.first <= one.day <= days.last
    ]
    shown = sorted(inside, key=lambda one: (one.day, one.key))[:_SHOWN]
    rest = len(inside) - len(shown)
    return PhaseShown(
        name=phase_name(phase, speech),
        days=speech.span(days.first, days.last),
        items=tuple(_item(one, speech) for one in shown),
        more=speech.count("and %(n)s more", "and %(n)s more", rest) if rest else "",
        open=tuple(lacking[:_SHOWN]),
    )


def _item(one: PlannedItem, speech: Speech) -> tuple[str, str, str, bool]:
    return (
        speech.short_day(one.day),
        item_name(one, speech),
        f"{one.channel} · {one.owner}",
        one.locked,
    )


def _channels(plan: Plan) -> list[str]:
    return list(dict.fromkeys(line.channel for line in plan.cadence))


def _wish(name: str, plan: Plan, speech: Speech) -> WishShown:
    lines = [line for line in plan.cadence if line.channel == name]
    hours = sum(line.gap_hours for line in lines) / plan.weeks
    return WishShown(
        channel=name,
        holds=posts_said(sum(line.planned for line in lines) / plan.weeks, speech),
        wish=speech.number(sum(line.wish for line in lines) / plan.weeks, 1),
        missing=hours_said(hours, speech) if hours > 0 else NOTHING,
    )


# ── Money ───────────────────────────────────────────────────────────────────────────────────────


def budget(campaign: Campaign, currency: str, language: Language) -> str:
    """Planned and spent by phase and by channel. What nobody has filled in is missing, not zero."""
    speech = speak(language)
    lines = campaign.budget
    by_phase = [
        (phase_name(phase, speech), [one for one in lines if one.phase == phase]) for phase in Phase
    ]
    by_channel = [
        (name, [one for one in lines if one.channel == name])
        for name in dict.fromkeys(one.channel for one in lines if one.channel)
    ]
    return fill(
        "pages/screen_campaign_budget.html.j2",
        language,
        tables=[
            (speech.say("By phase"), _sums(by_phase, currency, speech)),
            (speech.say("By channel"), _sums(by_channel, currency, speech)),
        ]
        if lines
        else [],
        missing=_missing(lines, speech),
    )


def _sums(
    groups: Sequence[tuple[str, list[BudgetLine]]], currency: str, speech: Speech
) -> list[tuple[str, str, str]]:
    told = [(name, budget_totals(lines, currency, speech)) for name, lines in groups if lines]
    return [(name, planned or NOTHING, spent or NOTHING) for name, (planned, spent, _) in told]


def _missing(lines: Sequence[BudgetLine], speech: Speech) -> str:
    unknown = sum(one.spent is None for one in lines)
    if not unknown:
        return ""
    return speech.count(
        "Of %(n)s line nobody has said what was spent: it is missing in the sums, it isn't zero.",
        "Of %(n)s lines nobody has said what was spent: they are missing in the sums, they aren't "
        "zero.",
        unknown,
    )


# ── Who is there ────────────────────────────────────────────────────────────────────────────────


def holes(plan: Plan, campaign: Campaign) -> tuple[date, ...]:
    """The working days of the campaign on which nobody has the daily presence."""
    period = campaign.period
    inside = (
        one.day
        for one in plan.presence
        if one.who is None and (period is None or period.first <= one.day <= period.last)
    )
    return tuple(inside)


def during(plan: Plan, campaign: Campaign) -> Plan:
    """The plan, of which the weeks of the campaign alone are looked at."""
    period = campaign.period
    if period is None:
        return plan
    last = plan.starts + timedelta(days=7 * plan.weeks - 1)
    first = max(plan.starts, period.first - timedelta(days=period.first.weekday()))
    weeks = (min(period.last, last) - first).days // 7 + 1
    if weeks < 1:
        return plan
    return plan.model_copy(update={"starts": first, "weeks": weeks})


def silent_departments(plan: Plan, departments: Sequence[str]) -> tuple[str, ...]:
    """The departments that nobody talks with in the plan's first quarter."""
    until = plan.starts + _QUARTER
    heard = {one.department for one in plan.contacts if one.week < until}
    return tuple(one for one in departments if one not in heard)


def talks(plan: Plan, language: Language) -> list[str]:
    """Who talks with which department, and when first."""
    speech = speak(language)
    first: dict[str, tuple[date, str]] = {}
    for one in sorted(plan.contacts, key=lambda one: one.week):
        first.setdefault(one.department, (one.week, one.who))
    return [
        speech.say(
            "%(department)s: %(who)s, first in %(week)s",
            department=name,
            who=who,
            week=speech.week(week),
        )
        for name, (week, who) in first.items()
    ]
