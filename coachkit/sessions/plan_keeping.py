"""Keeps what is entered on the planning page, a moment after the last keystroke.

Each entry is a version, saved against what the page has seen.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from coachkit.model.actuals import Actuals
from coachkit.model.people import Team
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.plans import Plan
from coachkit.model.values import Value
from coachkit.sessions.autosave import Autosave
from coachkit.store.changes import Saved

ENTERED: Final[tuple[type[Value], ...]] = (Team, PlanRequest, Plan, Actuals)
"""What the planning page reads and keeps."""


@dataclass(frozen=True)
class Entered:
    """What the store has of a client's plan. ``behind``: the plan is older than its request."""

    team: Team
    request: PlanRequest | None
    plan: Plan | None
    actuals: Actuals
    behind: bool
    saved_at: datetime | None


class Keeping(Autosave):
    """The way of a plan to the store."""

    def entered(self) -> Entered:
        """What was entered until now; what waits to be kept is forgotten."""
        self.read(*ENTERED)
        return self.known()

    def known(self) -> Entered:
        """What was entered, as far as this page knows."""
        team, request = self.current(Team), self.current(PlanRequest)
        plan, actuals = self.current(Plan), self.current(Actuals)
        found: tuple[Saved[Any] | None, ...] = (team, request, plan, actuals)
        latest = [one.saved_at for one in found if one is not None]
        members, complete = _members(team, request)
        return Entered(
            team=members,
            request=None if request is None else request.value,
            plan=None if plan is None or not complete else plan.value,
            actuals=Actuals() if actuals is None else actuals.value,
            behind=plan is None or (request is not None and request.saved_at > plan.saved_at),
            saved_at=max(latest, default=None),
        )


def _members(team: Saved[Team] | None, request: Saved[PlanRequest] | None) -> tuple[Team, bool]:
    """The team as it was last entered, and whether the request has that very team.

    A team without hours is no request yet: it is kept by itself.
    """
    if request is None:
        return (Team() if team is None else team.value), False
    if team is not None and team.saved_at > request.saved_at:
        return team.value, team.value == request.value.team
    return request.value.team, True
