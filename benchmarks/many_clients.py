"""A workspace of many clients: the demo's two, again and again, each by an invented name."""

import shutil
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path

from coachkit.model.client import Client, slug_of
from coachkit.sessions.demo import CLIENTS, demo_client, demo_workspace
from coachkit.store.sqlite import FILE
from coachkit.store.workspace import Workspace

_FIRST = ("Norr", "Söder", "Björk", "Gran", "Ek", "Sjö", "Ängs", "Lind", "Strand", "Havs")
_LAST = ("bageriet", "stallet", "hallen", "skolan", "teatern", "fabriken", "huset", "verkstaden")
_KINDS = ("AB", "ry", "förening", "Oy")
_SECTORS = ("Bageri", "Teatteri", "Sports club", "Skola", "Museo", "Repair shop")


def many_clients(folder: Path, n: int) -> Workspace:
    """A workspace of so many clients, each with a year of exports, a strategy and a plan."""
    demo = demo_workspace(folder / "demo")
    for slug in CLIENTS:
        demo_client(demo, slug)
    workspace = Workspace.create(folder / "many")
    for number in range(n):
        _copied(demo, workspace, number)
    return workspace


def whole_copies(folder: Path, n: int) -> tuple[Workspace, list[str]]:
    """A workspace of so many whole copies of the demo's two, exports included, and their slugs."""
    workspace = demo_workspace(folder)
    for slug in CLIENTS:
        demo_client(workspace, slug)
    slugs = [f"{slug}-{number}" for number, slug in enumerate(islice(cycle(CLIENTS), n))]
    for slug in slugs:
        shutil.copytree(workspace.folder(slug.rpartition("-")[0]), workspace.folder(slug))
    return workspace, slugs


def invented_name(number: int) -> str:
    """A name that no other number has."""
    first, last = _FIRST[number % len(_FIRST)], _LAST[number // len(_FIRST) % len(_LAST)]
    return f"{first}{last} {_KINDS[number // (len(_FIRST) * len(_LAST)) % len(_KINDS)]}"


def _copied(demo: Workspace, workspace: Workspace, number: int) -> None:
    name = invented_name(number)
    slug = slug_of(name, [one.name for one in workspace.folder("x").parent.iterdir()])
    folder = workspace.folder(slug)
    folder.mkdir(mode=0o700)
    shutil.copy(demo.folder(CLIENTS[number % len(CLIENTS)]) / FILE, folder)
    with workspace.open_client(slug, now=_now, who="benchmark") as store:
        kept = store.load(Client)
        based_on = None if kept is None else kept.revision
        named = store.client.changed(name=name, sector=_SECTORS[number % len(_SECTORS)])
        store.save(named, based_on=based_on, because="a name of its own")


def _now() -> datetime:
    return datetime.now(UTC)
