"""What is still undecided: each decision of a run sheet beside whether the values show it taken.

A decision that has no check of its own is taken when it was written down in the session.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from coachkit.model import campaign_decided, evaluation_decided
from coachkit.model.actions import ActionPlan
from coachkit.model.audit import Audit
from coachkit.model.campaign import Campaign
from coachkit.model.evaluation_record import Evaluation
from coachkit.model.ideas import IdeaBoard
from coachkit.model.inside_view import InsideView
from coachkit.model.policies import Policies
from coachkit.model.run_sheets import RunSheet
from coachkit.model.sessions import Session
from coachkit.model.strategy import POINTS, Strategy
from coachkit.model.strategy_gaps import audit_gaps, inside_gaps
from coachkit.model.values import Value

V = TypeVar("V", bound=Value)

_MESSAGES, _ANSWERS = 3, 5
"""The seven points are shared by three blocks: those before the third, the fifth, the last two."""

TWO_REPLIES: Final = 2
"""Replies that are rewritten in the room; the others follow after the session."""


@dataclass(frozen=True)
class Known:
    """All that is known when somebody asks what is undecided: the session and the values."""

    session: Session
    values: tuple[Value, ...] = ()

    def the(self, kind: type[V]) -> V | None:
        """The value of that type, ``None`` where nothing was entered yet."""
        return next((one for one in self.values if isinstance(one, kind)), None)


Check = Callable[[Known], bool]
"""Whether a decision has been taken."""


@dataclass(frozen=True)
class Undecided:
    """A decision that is open. ``due``: whether its block is on the screen or behind."""

    key: str
    block: str
    due: bool


def undecided(
    sheet: RunSheet, known: Known, checks: Mapping[str, Check] | None = None
) -> tuple[Undecided, ...]:
    """Every decision of the sheet that is not taken, in the order of its blocks."""
    asked = CHECKS if checks is None else checks
    written = {one.key for one in known.session.decisions}
    reached = {block.key for block in known.session.blocks if block.visits}
    return tuple(
        Undecided(key, block.key, block.key in reached)
        for block in sheet.blocks
        for key in block.decisions
        if key not in written and not (key in asked and asked[key](known))
    )


def _question(known: Known) -> bool:
    strategy = known.the(Strategy)
    return strategy is not None and strategy.question.worry is not None


def _audit(known: Known) -> bool:
    audit = known.the(Audit)
    return audit is not None and not audit_gaps(audit)


def _inside(known: Known) -> bool:
    view = known.the(InsideView)
    return view is not None and not inside_gaps(view)


def _profile(known: Known) -> bool:
    strategy = known.the(Strategy)
    profiles = () if strategy is None else strategy.profiles
    return any(one.name and any(line.text for line in one.lines) for one in profiles)


def _goals(known: Known) -> bool:
    strategy = known.the(Strategy)
    if strategy is None or not strategy.business_goals:
        return False
    named = {one.key for one in strategy.business_goals if one.text}
    return any(
        one.text and one.measure and one.serves in named for one in strategy.communication_goals
    )


def _channels(known: Known) -> bool:
    strategy = known.the(Strategy)
    chosen = () if strategy is None else strategy.channels
    return bool(chosen) and all(one.verdict is not None for one in chosen)


def _points(first: int, last: int) -> Check:
    def said(known: Known) -> bool:
        strategy = known.the(Strategy)
        return strategy is not None and all(
            any(one.text for one in strategy.said_of(point)) for point in POINTS[first:last]
        )

    return said


def _hours(known: Known) -> bool:
    strategy = known.the(Strategy)
    return strategy is not None and strategy.hours.hours_a_week is not None


def _realistic(known: Known) -> bool:
    strategy = known.the(Strategy)
    return strategy is not None and strategy.hours.realistic is not None


def _review(known: Known) -> bool:
    strategy = known.the(Strategy)
    last = () if strategy is None else strategy.said_of(POINTS[-1])
    return any(one.review_on is not None for one in last)


def _cuts(known: Known) -> bool:
    strategy = known.the(Strategy)
    return strategy is not None and any(one.text for one in strategy.cuts)


def _tone(known: Known) -> bool:
    policies = known.the(Policies)
    if policies is None or not policies.tone.brand_owner:
        return False
    whole = sum(bool(one.before and one.after) for one in policies.tone.rewrites)
    return whole >= TWO_REPLIES


def _images(known: Known) -> bool:
    policies = known.the(Policies)
    return policies is not None and any(one.do and one.dont for one in policies.images.pairs)


def _employees(known: Known) -> bool:
    policies = known.the(Policies)
    return policies is not None and any(policies.employees.encouragements)


def _actions(known: Known) -> bool:
    plan = known.the(ActionPlan)
    return plan is not None and any(one.session == known.session.number for one in plan.actions)


def _in_record(decided: evaluation_decided.Decided) -> Check:
    """Of an evaluation: what this session's record shows, not that of the one before."""

    def said(known: Known) -> bool:
        record = known.the(Evaluation)
        return record is not None and record.session == known.session.number and decided(record)

    return said


def _in_campaign(decided: campaign_decided.Decided) -> Check:
    """Of a campaign: what the one that is worked at shows."""

    def said(known: Known) -> bool:
        campaign = known.the(Campaign)
        return campaign is not None and decided(campaign)

    return said


def _ideas(known: Known) -> bool:
    board = known.the(IdeaBoard)
    return board is not None and bool(board.kept)


CHECKS: Final[Mapping[str, Check]] = {
    "our_question": _question,
    "present_state": _audit,
    "inside_answers": _inside,
    "whom_we_serve": _profile,
    "goals_tied": _goals,
    "channel_verdicts": _channels,
    "messages": _points(0, _MESSAGES),
    "who_answers": _points(_MESSAGES, _ANSWERS),
    "hours_a_week": _hours,
    "posts_that_hold": _realistic,
    "routine": _points(_ANSWERS, len(POINTS)),
    "review_date": _review,
    "tone": _tone,
    "image_pairs": _images,
    "employee_voice": _employees,
    "what_goes_first": _cuts,
    "actions": _actions,
    "capacity": _hours,
    "ideas_kept": _ideas,
    **{key: _in_record(decided) for key, decided in evaluation_decided.DECIDED.items()},
    **{key: _in_campaign(decided) for key, decided in campaign_decided.DECIDED.items()},
}
"""By the key of the decision in the run sheets."""
