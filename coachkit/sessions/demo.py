"""The demo workspace: two invented clients with exports, a plan, a session held, one prepared."""

import tomllib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from coachkit.model.actuals import Actuals
from coachkit.model.campaign import Campaign
from coachkit.model.client import Client
from coachkit.model.errors import ClientExists
from coachkit.model.evaluation_record import Evaluation
from coachkit.model.goals import Goals
from coachkit.model.ideas import IdeaBoard
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.shipped import shipped
from coachkit.model.strategy import Strategy
from coachkit.sessions.client_look import keep_look, logo_of
from coachkit.sessions.demo_session import BEFORE, demo_began, keep_demo_session
from coachkit.sessions.importing import Imported, import_files
from coachkit.sessions.opening import now, whoever
from coachkit.store.client_store import ClientStore
from coachkit.store.workspace import Workspace

CLIENTS = ("nordlykta", "jarven-ystavat")


def demo_workspace(folder: Path, database_url: str | None = None) -> Workspace:
    """The demo workspace in that folder, made where there is none yet."""
    return Workspace.create(folder, database_url=database_url)


def demo_client(
    workspace: Workspace, slug: str, started: Callable[[str], None] = lambda _: None
) -> list[Imported]:
    """The client with goals, what its plan is made from, a strategy, a logo and exports.

    What is there stays.
    """
    clock = _Clock()
    with _opened(workspace, slug, clock) as store:
        if store.load(Goals) is None:
            goals = Goals.model_validate(_toml(slug, "goals.toml"))
            store.save(goals, based_on=None, because="the demo's goals")
        if store.load(PlanRequest) is None:
            request = PlanRequest.model_validate(_toml(slug, "plan.toml"))
            store.save(request, based_on=None, because="the demo's hours")
        if store.load(Strategy) is None:
            keep_demo_session(store, slug, clock.wait)
        clock.go_on()
        actuals = _actuals(slug)
        if actuals.actuals and store.load(Actuals) is None:
            store.save(actuals, based_on=None, because="actual hours")
        if store.load(Evaluation) is None:
            prepared = Evaluation.model_validate(_toml(slug, "evaluation.toml"))
            store.save(prepared, based_on=None, because="prepared")
        if store.load(Campaign) is None:
            campaign = Campaign.model_validate(_toml(slug, "campaign.toml"))
            store.save(campaign, based_on=None, because="prepared")
        if store.load(IdeaBoard) is None:
            ideas = IdeaBoard.model_validate(_toml(slug, "ideas.toml"))
            store.save(ideas, based_on=None, because="prepared")
        if logo_of(store.folder) is None:
            keep_look(store, "", shipped("data", "demo", slug, "logo.png").read_bytes())
        return import_files(store, demo_files(slug), started)


def demo_files(slug: str) -> Iterator[Path]:
    """The client's exports, in the order of their names."""
    folder = shipped("data", "demo", slug, "exports")
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


class _Clock:
    """The clock of a store that is filled with what happened earlier."""

    def __init__(self) -> None:
        self._at: datetime | None = None

    def __call__(self) -> datetime:
        return now() if self._at is None else self._at

    def wait(self, moment: datetime) -> None:
        """It is that moment now."""
        self._at = moment

    def go_on(self) -> None:
        """It is what it is."""
        self._at = None


def _opened(workspace: Workspace, slug: str, clock: _Clock) -> ClientStore:
    clock.wait(demo_began(slug) - BEFORE)
    try:
        client = Client.model_validate(_toml(slug, "client.toml"))
        return workspace.new_client(client, now=clock, who=whoever())
    except ClientExists:
        clock.go_on()
        return workspace.open_client(slug, now=clock, who=whoever())


def _actuals(slug: str) -> Actuals:
    """What items really took; one without hours was never made."""
    told = _toml(slug, "actuals.toml").get("actuals", [])
    rows = told if isinstance(told, list) else []
    return Actuals.model_validate({"actuals": [{"done": None, **one} for one in rows]})


def _toml(slug: str, name: str) -> dict[str, object]:
    return tomllib.loads(shipped("data", "demo", slug, name).read_text(encoding="utf-8"))
