"""The demo clients' strategies: as they were when the session ended, and what was learned since.

What the session left is frozen as v0.1; each change after it is a version of its own, with its
learning, and the last of them is frozen as v0.2.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any, Final, TypeVar

from coachkit.model.actions import ActionPlan
from coachkit.model.audit import Audit
from coachkit.model.inside_view import InsideView
from coachkit.model.intake import Intake
from coachkit.model.policies import Policies
from coachkit.model.shipped import shipped
from coachkit.model.strategy import Revision, Strategy
from coachkit.model.strategy_changes import revise
from coachkit.model.values import Value

FIRST, SECOND = "v0.1", "v0.2"

_FILES: Final[Mapping[type[Value], str]] = {
    Intake: "intake.toml",
    Audit: "audit.toml",
    InsideView: "inside_view.toml",
    Policies: "policies.toml",
    ActionPlan: "actions.toml",
}

V = TypeVar("V", bound=Value)


def demo_value(slug: str, kind: type[V]) -> V:
    """What else was entered: the intake, the views, the policies, the actions."""
    return kind.model_validate(read_demo(slug, _FILES[kind]))


def demo_strategy(slug: str) -> Strategy:
    """The strategy as it was when the session ended."""
    return Strategy.model_validate(read_demo(slug, "strategy.toml"))


def demo_changes(slug: str) -> tuple[tuple[Strategy, str], ...]:
    """The strategy after each change, the oldest first, each with why it was saved."""
    strategy, changes = demo_strategy(slug), []
    for written in read_demo(slug, "revisions.toml")["revisions"]:
        strategy = _changed(strategy, written)
        changes.append((strategy, str(written["because"])))
    return tuple(changes)


def demo_revisions(slug: str) -> tuple[date, ...]:
    """The days on which the strategy was changed."""
    return tuple(written["on"] for written in read_demo(slug, "revisions.toml")["revisions"])


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


def read_demo(slug: str, name: str) -> dict[str, Any]:
    """One of the files of a demo client's strategy."""
    file = shipped("data", "demo", slug, "strategy", name)
    return tomllib.loads(file.read_text(encoding="utf-8"))
