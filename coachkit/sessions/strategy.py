"""The strategy as it lives: what it lacks, a name for a version, two versions side by side."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import count
from zoneinfo import ZoneInfo

from coachkit.model.audit import Audit
from coachkit.model.errors import StoreError
from coachkit.model.inside_view import InsideView
from coachkit.model.policies import Policies
from coachkit.model.strategy import Strategy
from coachkit.model.strategy_gaps import (
    Gap,
    Part,
    audit_gaps,
    inside_gaps,
    policy_gaps,
    strategy_gaps,
)
from coachkit.sessions.opening import now
from coachkit.store.changes import Frozen, Saved
from coachkit.store.client_store import ClientStore

DRAFT = "v0."
"""Names of drafts begin so. A draft may lack things, and says which."""

_ORDER = {part: place for place, part in enumerate(Part)}
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")


@dataclass(frozen=True)
class Standing:
    """The strategy with all that belongs to it, as last saved; what is not there yet is empty."""

    strategy: Strategy
    audit: Audit
    inside: InsideView
    policies: Policies

    def gaps(self, today: date) -> tuple[Gap, ...]:
        """Everything that is lacking, in the order of the talk."""
        found = (
            *strategy_gaps(self.strategy, today),
            *audit_gaps(self.audit),
            *inside_gaps(self.inside),
            *policy_gaps(self.policies),
        )
        return tuple(sorted(found, key=lambda gap: _ORDER[gap.part]))


def client_today(store: ClientStore) -> date:
    """The day it is where the client is."""
    return now().astimezone(ZoneInfo(store.client.time_zone)).date()


def standing(store: ClientStore) -> Standing:
    """The last versions. Raises :class:`StoreError` ``no_strategy`` before there is any."""
    strategy = store.load(Strategy)
    if strategy is None:
        raise StoreError("no_strategy", client=store.client.slug)
    audit, inside, policies = store.load(Audit), store.load(InsideView), store.load(Policies)
    return Standing(
        strategy=strategy.value,
        audit=Audit() if audit is None else audit.value,
        inside=InsideView() if inside is None else inside.value,
        policies=Policies() if policies is None else policies.value,
    )


def is_draft(name: str) -> bool:
    """Whether a version of that name is a draft, which may lack things."""
    return name.startswith(DRAFT)


def next_draft(taken: Collection[str]) -> str:
    """What the next draft would be called: the first name that is not ``taken``."""
    return next(name for n in count(1) if (name := f"{DRAFT}{n}") not in taken)


def freeze_strategy(store: ClientStore, name: str, *, because: str, today: date) -> Frozen:
    """Give the last versions a name.

    Raises :class:`StoreError`: ``no_strategy``; ``no_audit_date`` while nobody looked at the
    present state, a draft included (003-06); ``unfinished`` (details ``name``, ``n``) while
    anything is lacking, unless the name is a draft's; ``name_taken``.
    """
    stands = standing(store)
    if stands.audit.on is None:
        raise StoreError("no_audit_date", "audit", name=name)
    lacking = stands.gaps(today)
    if lacking and not is_draft(name):
        raise StoreError("unfinished", "name", name=name, n=len(lacking))
    return store.freeze(name, because=because)


def version_called(store: ClientStore, name: str) -> Saved[Strategy]:
    """The strategy under a frozen name, or of a revision's number, or the last where it is empty.

    Raises :class:`StoreError` ``no_strategy``, ``unknown_name`` or ``unknown_revision``.
    """
    history = store.history(Strategy)
    if not history:
        raise StoreError("no_strategy", client=store.client.slug)
    if not name:
        return history[-1]
    if _NUMBER.fullmatch(name):
        for saved in history:
            if saved.revision == int(name):
                return saved
        raise StoreError("unknown_revision", "strategy", revision=int(name))
    frozen = store.load_frozen(Strategy, name)
    if frozen is None:
        raise StoreError("no_strategy", client=store.client.slug)
    return frozen


def version_name(saved: Saved[Strategy], asked: str) -> str:
    """What a version is called: as it was asked for, by its last frozen name, or its number."""
    if asked:
        return asked
    return saved.names[-1] if saved.names else str(saved.revision)
