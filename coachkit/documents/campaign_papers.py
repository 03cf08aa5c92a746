"""What the campaign's documents are made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from coachkit.documents.meeting_document import ActionRead
from coachkit.model.campaign import Campaign
from coachkit.model.campaign_assets import Asset
from coachkit.model.ideas import IdeaBoard
from coachkit.model.plans import Plan, PlannedItem
from coachkit.model.policies import Guideline
from coachkit.model.strategy import Strategy


@dataclass(frozen=True)
class GateAsked:
    """A question of a gate as it was asked: of which gate, where it stands, when that was checked.

    ``key``: as its tick has it.
    """

    key: str
    gate: str
    question: str
    source: str = ""
    checked: date | None = None


@dataclass(frozen=True)
class CampaignPapers:
    """All that they tell of; nothing but the campaign has to be there.

    ``gates``: the questions in the document's language. ``cases``: what a case card is called, by
    its key. ``next_date``: when one meets again, in the session's own words. ``currency``: three
    letters, of whatever is paid.
    """

    campaign: Campaign
    strategy: Strategy = field(default_factory=Strategy)
    guideline: Guideline = field(default_factory=Guideline)
    plan: Plan | None = None
    ideas: IdeaBoard = field(default_factory=IdeaBoard)
    gates: tuple[GateAsked, ...] = ()
    cases: Mapping[str, str] = field(default_factory=dict)
    actions: tuple[ActionRead, ...] = ()
    next_date: str = ""
    currency: str = ""

    @property
    def items(self) -> tuple[PlannedItem, ...]:
        """What the plan has of this campaign, by day."""
        name = self.campaign.name
        if self.plan is None or not name:
            return ()
        found = (one for one in self.plan.items if one.campaign == name)
        return tuple(sorted(found, key=lambda one: (one.day, one.at, one.key)))

    def asset(self, item: PlannedItem) -> Asset | None:
        """What the item of the plan was made from."""
        key = item.key.removeprefix(f"{self.campaign.name}-")
        return next((one for one in self.campaign.assets if one.key == key), None)
