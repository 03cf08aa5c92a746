"""What the evaluation's documents are made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coachkit.documents.markdown_document import Picture
from coachkit.documents.meeting_document import (
    ActionRead,
    ChannelOfMonth,
    GoalOfMonth,
    HoursOfMonth,
    WinTold,
)
from coachkit.model.chain import Chain, TierChoice
from coachkit.model.courses import GoalAhead
from coachkit.model.evaluation_record import Evaluation
from coachkit.model.observations import Platform
from coachkit.model.periods import Period
from coachkit.model.results import MetricResults, PlatformResults
from coachkit.model.seams import Seam
from coachkit.model.strategy import Strategy


@dataclass(frozen=True)
class EvaluationPapers:
    """All that the report tells of. ``period``: what is evaluated.

    ``results`` and ``metrics``: of each platform, the latter by the metric of its first goal.
    ``goals``: of the last month that is over; ``ahead``: what they come to. ``wins``: those that
    may be shown. ``tier``: what there is to evaluate with. ``next_date``: when one meets again, in
    the session's own words.
    """

    record: Evaluation
    period: Period
    chain: Chain
    question: str = ""
    tier: TierChoice | None = None
    results: Mapping[Platform, PlatformResults] = field(default_factory=dict)
    metrics: Mapping[Platform, MetricResults] = field(default_factory=dict)
    goals: tuple[GoalOfMonth, ...] = ()
    ahead: tuple[GoalAhead, ...] = ()
    channels: tuple[ChannelOfMonth, ...] = ()
    hours: HoursOfMonth | None = None
    wins: tuple[WinTold, ...] = ()
    seams: tuple[Seam, ...] = ()
    strategy: Strategy = field(default_factory=Strategy)
    actions: tuple[ActionRead, ...] = ()
    next_date: str = ""
    pictures: tuple[Picture, ...] = ()
