"""The demo clients' strategies: as they were when the session ended, and what was learned since.

What the session left is frozen as v0.1; each change after it is a version of its own, with its
learning, and the last of them is frozen as v0.2.
"""

import tomllib
from typing import Any, Final

from coachkit.model.actions import ActionPlan
from coachkit.model.audit import Audit
from coachkit.model.inside_view import InsideView
from coachkit.model.intake import Intake
from coachkit.model.policies import Policies
from coachkit.model.shipped import shipped
from coachkit.model.strategy import Revision, Strategy
from coachkit.model.strategy_changes import revise
from coachkit.model.values import Value
from coachkit.store.client_store import ClientStore

FIRST, SECOND = "v0.1", "v0.2"

_LEFT: Final[tuple[tuple[type[Value], str], ...]] = (
    (Intake, "intake.toml"),
    (Audit, "audit.toml"),
    (InsideView, "inside_view.toml"),
    (Policies, "policies.toml"),
    (ActionPlan, "actions.toml"),
)


def demo_strategy(slug: str) -> Strategy:
    """The strategy as it was when the session ended."""
    return Strategy.model_validate(_read(slug, "strategy.toml"))


def demo_changes(slug: str) -> tuple[tuple[Strategy, str], ...]:
    """The strategy after each change, the oldest first, each with why it was saved."""
    strategy, changes = demo_strategy(slug), []
    for written in _read(slug, "revisions.toml")["revisions"]:
        strategy = _changed(strategy, written)
        changes.append((strategy, str(written["because"])))
    return tuple(changes)


def keep_demo_strategy(store: ClientStore, slug: str) -> None:
    """Save all of it, version by version; what of it is there already stays."""
    for kind, name in _LEFT:
        if store.load(kind) is None:
            value = kind.model_validate(_read(slug, name))
            store.save(value, based_on=None, because="the demo's session")
    saved = store.save(demo_strategy(slug), based_on=None, because="the demo's session")
    store.freeze(FIRST, because="the demo's session ended")
    for strategy, because in demo_changes(slug):
        saved = store.save(strategy, based_on=saved.revision, because=because)
    store.freeze(SECOND, because="the demo's learnings")


def _changed(strategy: Strategy, written: dict[str, Any]) -> Strategy:
    about = str(written["about"])
    before = next(one for one in strategy.decisions if one.key == about)
    named = Revision.model_validate(
        {field: written[field] for field in ("on", "about", "who", "learning")}
    )
    return revise(
        strategy,
        before.changed(**written["changes"]),
        on=named.on,
        who=named.who,
        learning=named.learning,
    )


def _read(slug: str, name: str) -> dict[str, Any]:
    file = shipped("data", "demo", slug, "strategy", name)
    return tomllib.loads(file.read_text(encoding="utf-8"))
