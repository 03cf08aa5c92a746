"""Keeps what is entered on the planning page, a moment after the last keystroke.

Each entry is a version, saved against what the page has seen.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from coachkit.model.actuals import Actuals
from coachkit.model.errors import CoachkitError
from coachkit.model.people import Team
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.plans import Plan
from coachkit.model.values import Value
from coachkit.sessions import autosave
from coachkit.store.changes import Saved
from coachkit.store.client_store import ClientStore

if TYPE_CHECKING:
    import asyncio

Opened = Callable[..., ClientStore]
V = TypeVar("V", bound=Value)


@dataclass(frozen=True)
class Entered:
    """What the store has of a client's plan. ``behind``: the plan is older than its request."""

    team: Team
    request: PlanRequest | None
    plan: Plan | None
    actuals: Actuals
    behind: bool
    saved_at: datetime | None


class Keeping:
    """The way to the store. ``told`` hears of each save, ``refused`` of what the store refuses.

    Inside a running event loop (a page) an entry waits until nothing more is typed; outside one
    (a test, a script) it is kept at once.
    """

    def __init__(
        self,
        opened: Opened,
        told: Callable[[datetime], None],
        refused: Callable[[CoachkitError], None],
    ) -> None:
        self._opened, self._told, self._refused = opened, told, refused
        self._revisions: dict[type[Value], int | None] = {}
        self._waiting: dict[type[Value], tuple[Value, str]] = {}
        self._alarm: asyncio.TimerHandle | None = None

    def read(self) -> Entered:
        """What was entered until now; what waits to be kept is forgotten."""
        self._waiting.clear()
        with self._opened(read_only=True) as store:
            team, request = self._load(store, Team), self._load(store, PlanRequest)
            plan, actuals = self._load(store, Plan), self._load(store, Actuals)
        latest = [one.saved_at for one in (team, request, plan, actuals) if one is not None]
        members, complete = _members(team, request)
        return Entered(
            team=members,
            request=None if request is None else request.value,
            plan=None if plan is None or not complete else plan.value,
            actuals=Actuals() if actuals is None else actuals.value,
            behind=plan is None or (request is not None and request.saved_at > plan.saved_at),
            saved_at=max(latest, default=None),
        )

    def soon(self, value: Value, because: str) -> None:
        """Keep it once nothing more is typed."""
        self._waiting[type(value)] = (value, because)
        loop = autosave.running_loop()
        if loop is None:
            self.flush()
            return
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = loop.call_later(autosave.QUIET, self.flush)

    def now(self, value: Value, because: str) -> None:
        """Keep it at once, with whatever waits."""
        self._waiting[type(value)] = (value, because)
        self.flush()

    def flush(self) -> None:
        """Keep whatever waits. What the store refuses is told, and waits no longer."""
        waiting, self._waiting = self._waiting, {}
        if not waiting:
            return
        try:
            with self._opened() as store:
                for kind, (value, because) in waiting.items():
                    based_on = self._revisions.get(kind)
                    saved = store.save(value, based_on=based_on, because=because)
                    self._revisions[kind] = saved.revision
                    self._told(saved.saved_at)
        except CoachkitError as error:
            self._refused(error)

    def _load(self, store: ClientStore, kind: type[V]) -> Saved[V] | None:
        saved = store.load(kind)
        self._revisions[kind] = None if saved is None else saved.revision
        return saved


def _members(team: Saved[Team] | None, request: Saved[PlanRequest] | None) -> tuple[Team, bool]:
    """The team as it was last entered, and whether the request has that very team.

    A team without hours is no request yet: it is kept by itself.
    """
    if request is None:
        return (Team() if team is None else team.value), False
    if team is not None and team.saved_at > request.saved_at:
        return team.value, team.value == request.value.team
    return request.value.team, True
