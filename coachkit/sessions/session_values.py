"""Which values a session works at: those that its screens fill in, and those that they read."""

from typing import Final

from coachkit.model.actions import ActionPlan
from coachkit.model.actuals import Actuals
from coachkit.model.audit import Audit
from coachkit.model.campaign import Campaign
from coachkit.model.drafts import Drafts
from coachkit.model.evaluation_record import Evaluation
from coachkit.model.goals import Goals
from coachkit.model.ideas import IdeaBoard
from coachkit.model.inside_view import InsideView
from coachkit.model.intake import Intake
from coachkit.model.people import Team
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.plans import Plan
from coachkit.model.policies import Policies
from coachkit.model.seams import Seams
from coachkit.model.sessions import Session
from coachkit.model.strategy import Strategy
from coachkit.model.values import Value

ENTERED: Final[tuple[type[Value], ...]] = (
    Strategy,
    Audit,
    InsideView,
    Policies,
    ActionPlan,
    Intake,
    Team,
    Evaluation,
    Campaign,
    IdeaBoard,
    Actuals,
    Seams,
)
"""What a session's screens fill in; each is empty until somebody does."""

READ: Final[tuple[type[Value], ...]] = (Session, PlanRequest, Plan, Drafts, Goals, *ENTERED)
"""What it begins with: those, where it stands, and what the plan is made from."""
