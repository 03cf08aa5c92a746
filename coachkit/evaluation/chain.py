"""Which of the client's metrics sit on which link, what is missing, and how far to evaluate."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from coachkit.model.chain import (
    LINKS,
    AtHand,
    Chain,
    ChainLink,
    Link,
    MeasuredBy,
    Stake,
    Tier,
    TierChoice,
    TierReason,
)
from coachkit.model.goals import Goal
from coachkit.model.metrics import METRICS, Level
from coachkit.model.observations import Platform

_LINKS: Final[Mapping[Level, Link]] = {
    Level.INPUT: Link.INPUTS,
    Level.ACTIVITY: Link.ACTIVITY,
    Level.OUTPUT: Link.OUTPUTS,
    Level.OUT_TAKE: Link.OUT_TAKES,
    Level.OUTCOME: Link.OUTCOMES,
}

OF_THE_ORGANISATION: Final = frozenset({"purchases", "revenue", "conversion_value", "earnings"})
"""What counts for the organisation itself: an impact, where there is something beside it."""

HOURS: Final = "hours"
"""Stands among inputs for the hours that people gave."""

ENOUGH_WEEKS: Final = 8
"""Weeks before a change that it takes to say what was usual."""

QUIET_YEAR: Final = 52
"""Weeks of history that replay themselves often enough to stand for a control series."""

_HOURS_NEEDED: Final = {Tier.BASIC: 0.0, Tier.ENHANCED: 2.0, Tier.COMPREHENSIVE: 8.0}
"""Hours a month. Rule of thumb: an hour to read, one to meet; a day to compare with care."""

_WANTED: Final = {
    Stake.ROUTINE: (Tier.BASIC, TierReason.ROUTINE),
    Stake.CAMPAIGN: (Tier.ENHANCED, TierReason.CAMPAIGN),
    Stake.DECISIVE: (Tier.COMPREHENSIVE, TierReason.DECISIVE),
}
_TIERS: Final = tuple(Tier)


def link_of(metric: str, *, compared: bool = False) -> Link:
    """Where a metric sits. ``compared``: whether something stands beside it (a counterfactual)."""
    if metric == HOURS:
        return Link.INPUTS
    if metric in OF_THE_ORGANISATION and compared:
        return Link.IMPACT
    return _LINKS[METRICS[metric].level]


def chain(
    metrics: Mapping[Platform, Iterable[str]],
    goals: Sequence[Goal] = (),
    *,
    hours_known: bool = False,
    compared: Iterable[str] = (),
) -> Chain:
    """The chain of a client. ``metrics``: what each platform's exports have.

    ``compared``: metrics whose change stands beside a control series; only they are impacts.
    """
    beside = frozenset(compared)
    found = [
        (link_of(metric, compared=metric in beside), _measured(metric, platform, beside))
        for platform, names in metrics.items()
        for metric in dict.fromkeys(names)
        if metric in METRICS
    ]
    if hours_known:
        found.append((Link.INPUTS, MeasuredBy(metric=HOURS)))
    return Chain(
        links=tuple(
            ChainLink(
                link=link,
                measured=tuple(one for on, one in found if on is link),
                goals=tuple(
                    goal.name
                    for goal in goals
                    if link_of(goal.kpi.metric, compared=goal.kpi.metric in beside) is link
                ),
            )
            for link in LINKS
        )
    )


def _measured(metric: str, platform: Platform, compared: frozenset[str]) -> MeasuredBy:
    attributed = metric in OF_THE_ORGANISATION and metric not in compared
    return MeasuredBy(metric=metric, platform=platform, attributed=attributed)


def tier(known: Chain, at_hand: AtHand) -> TierChoice:
    """How far to evaluate: what the stake deserves, as far as there is something to do it with."""
    wanted, because = _WANTED[at_hand.stake]
    possible = Tier.BASIC
    for higher in _TIERS[1:]:
        if _lacking(higher, known, at_hand):
            break
        possible = higher
    chosen = min(wanted, possible, key=_TIERS.index)
    after = _TIERS.index(chosen) + 1
    lacking = _lacking(_TIERS[after], known, at_hand) if after < len(_TIERS) else ()
    return TierChoice(wanted=wanted, tier=chosen, because=because, lacking=lacking)


def _lacking(wanted: Tier, known: Chain, at_hand: AtHand) -> tuple[TierReason, ...]:
    """What a tier takes and is not there."""
    enhanced = {
        TierReason.NO_OUT_TAKES: known[Link.OUT_TAKES].missing,
        TierReason.NO_OUTCOMES: known[Link.OUTCOMES].missing and known[Link.IMPACT].missing,
        TierReason.NO_GOAL: not any(one.goals for one in known.links),
        TierReason.SHORT_HISTORY: at_hand.weeks < ENOUGH_WEEKS,
    }
    comprehensive = {
        TierReason.NOTHING_BESIDE: not at_hand.control and at_hand.weeks < QUIET_YEAR,
        TierReason.NO_IMPACT: not _has_impact(known),
    }
    checks = enhanced if wanted is Tier.ENHANCED else {**enhanced, **comprehensive}
    checks[TierReason.FEW_HOURS] = at_hand.hours < _HOURS_NEEDED[wanted]
    return tuple(reason for reason, lacks in checks.items() if lacks)


def _has_impact(known: Chain) -> bool:
    """Whether the organisation's own figures are there, be they compared yet or only attributed."""
    attributed = any(one.attributed for one in known[Link.OUTCOMES].measured)
    return attributed or not known[Link.IMPACT].missing
