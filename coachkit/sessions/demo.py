"""The demo workspace: two invented clients with a year of exports, a plan and a strategy."""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from coachkit.model.client import Client
from coachkit.model.errors import ClientExists
from coachkit.model.goals import Goals
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.shipped import shipped
from coachkit.model.strategy import Strategy
from coachkit.sessions.demo_strategy import keep_demo_strategy
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
    """The client with goals, what its plan is made from, a strategy and exports.

    What is there stays.
    """
    with _opened(workspace, slug) as store:
        if store.load(Goals) is None:
            goals = Goals.model_validate(_toml(slug, "goals.toml"))
            store.save(goals, based_on=None, because="the demo's goals")
        if store.load(PlanRequest) is None:
            request = PlanRequest.model_validate(_toml(slug, "plan.toml"))
            store.save(request, based_on=None, because="the demo's hours")
        if store.load(Strategy) is None:
            keep_demo_strategy(store, slug)
        return import_files(store, demo_files(slug), started)


def demo_files(slug: str) -> Iterator[Path]:
    """The client's exports, in the order of their names."""
    folder = shipped("data", "demo", slug, "exports")
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _opened(workspace: Workspace, slug: str) -> ClientStore:
    try:
        client = Client.model_validate(_toml(slug, "client.toml"))
        return workspace.new_client(client, now=now, who=whoever())
    except ClientExists:
        return workspace.open_client(slug, now=now, who=whoever())


def _toml(slug: str, name: str) -> dict[str, object]:
    return tomllib.loads(shipped("data", "demo", slug, name).read_text(encoding="utf-8"))
