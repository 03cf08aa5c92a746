"""Which values a store keeps, and under which name.

The name is written into every client's store: a class may be renamed, a kind never.
"""

from typing import Any, TypeVar

from coachkit.model.actions import ActionPlan
from coachkit.model.actuals import Actuals
from coachkit.model.audit import Audit
from coachkit.model.campaign import Campaign
from coachkit.model.client import Client
from coachkit.model.drafts import Drafts
from coachkit.model.errors import InvalidValue
from coachkit.model.evaluation_record import Evaluation
from coachkit.model.goals import Goals
from coachkit.model.ideas import IdeaBoard
from coachkit.model.inside_view import InsideView
from coachkit.model.intake import Intake
from coachkit.model.mappings import ColumnMappings
from coachkit.model.people import Team
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.plans import Plan
from coachkit.model.policies import Policies
from coachkit.model.post_texts import PostTexts
from coachkit.model.private_notes import PrivateNotes
from coachkit.model.seams import Seams
from coachkit.model.sessions import Session
from coachkit.model.strategy import Strategy
from coachkit.model.values import Value

V = TypeVar("V", bound=Value)

KINDS: dict[str, type[Value]] = {
    "action_plan": ActionPlan,
    "actuals": Actuals,
    "audit": Audit,
    "campaign": Campaign,
    "client": Client,
    "drafts": Drafts,
    "evaluation": Evaluation,
    "goals": Goals,
    "ideas": IdeaBoard,
    "inside_view": InsideView,
    "intake": Intake,
    "mappings": ColumnMappings,
    "plan": Plan,
    "plan_request": PlanRequest,
    "policies": Policies,
    "post_texts": PostTexts,
    "private_notes": PrivateNotes,
    "seams": Seams,
    "session": Session,
    "strategy": Strategy,
    "team": Team,
}


def kind_of(kept: type[Value]) -> str:
    """The name under which values of that type are kept, or :class:`InvalidValue` at ``kind``."""
    for kind, known in KINDS.items():
        if known is kept:
            return kind
    raise InvalidValue("not_allowed", "kind", value=kept.__name__)


def written(value: Value) -> str:
    """The value as the store writes it: JSON."""
    return value.model_dump_json()


def read(kept: type[V], json: str) -> V:
    """The value that :func:`written` wrote, validated like any other."""
    return kept.model_validate_json(json)


def plain(value: Value) -> dict[str, Any]:
    """The value as plain JSON data."""
    return value.model_dump(mode="json")
