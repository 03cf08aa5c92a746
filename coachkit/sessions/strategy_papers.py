"""All that a client's documents are made from, read from the store once."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from coachkit.documents.imprint import Imprint
from coachkit.documents.strategy_document import StrategyPapers
from coachkit.model.actions import ActionPlan
from coachkit.model.audit import Audit
from coachkit.model.client import Client
from coachkit.model.errors import StoreError
from coachkit.model.follow_ups import FollowUp
from coachkit.model.inside_view import InsideView
from coachkit.model.minutes import Minutes
from coachkit.model.policies import Policies
from coachkit.model.run_sheets import RunSheet
from coachkit.model.sessions import Session
from coachkit.model.strategy import Strategy
from coachkit.model.strategy_changes import StrategyDiff, compare
from coachkit.model.values import Value
from coachkit.planning.follow_ups import follow_ups
from coachkit.planning.usage import usage_of_channel
from coachkit.sessions.opening import now
from coachkit.sessions.past_sessions import minutes_kept
from coachkit.sessions.strategy import client_today, version_called, version_name
from coachkit.store.changes import Frozen, Saved
from coachkit.store.client_store import ClientStore
from coachkit.store.kinds import kind_of

_TOLD: Final[tuple[type[Value], ...]] = (Strategy, Audit, InsideView, Policies, ActionPlan, Session)
"""What the documents tell of: the day of the last of them is the documents' day."""

_VERSIONED: Final[tuple[type[Value], ...]] = (Strategy, Audit, InsideView, Policies)
"""What has changed since a version got its name, if one of these has."""


@dataclass(frozen=True)
class Kept:
    """The client's values as last saved; what is not there yet is empty.

    ``actions``: the plan's version, for its revision. ``minutes``: of the last session, with its
    run sheet, ``None`` before there is one.
    """

    client: Client
    imprint: Imprint
    papers: StrategyPapers
    actions: Saved[ActionPlan] | None
    session: Session | None
    minutes: tuple[Minutes, RunSheet] | None

    @property
    def action_plan(self) -> ActionPlan:
        """What was promised."""
        return ActionPlan() if self.actions is None else self.actions.value

    @property
    def held_on(self) -> date | None:
        """The day of the last session, where the client is; ``None`` before it has begun."""
        began = self.minutes[0].started_at if self.minutes else None
        return None if began is None else began.date()

    @property
    def meetings(self) -> tuple[FollowUp, ...]:
        """What follows the last session."""
        if self.held_on is None:
            return ()
        return follow_ups(self.held_on, self.client.country)


@dataclass(frozen=True)
class Between:
    """Two versions of the strategy compared, with their names."""

    diff: StrategyDiff
    names: tuple[str, str]


def read_kept(store: ClientStore, sheets: Path) -> Kept:
    """All of it. ``sheets``: the folder of the coach's own run sheets.

    Raises :class:`StoreError` ``no_strategy`` where the client has nothing of a strategy yet.
    """
    saved = {kind: store.load(kind) for kind in _TOLD}
    last = [one for one in saved.values() if one is not None]
    if not last:
        raise StoreError("no_strategy", client=store.client.slug)
    name, since = _version(store, saved)
    zone = ZoneInfo(store.client.time_zone)
    session = store.load(Session)
    return Kept(
        client=store.client,
        imprint=Imprint(
            client=store.client,
            version=name,
            day=max(one.saved_at for one in last).astimezone(zone).date(),
            today=client_today(store),
            since=since,
        ),
        papers=_papers(store),
        actions=store.load(ActionPlan),
        session=session.value if session is not None else None,
        minutes=minutes_kept(store, sheets, now()) if session is not None else None,
    )


def between(store: ClientStore, older: str = "", newer: str = "") -> Between:
    """Two versions by their names; else what is now, and the last named version before it.

    Raises :class:`StoreError`: ``nothing_to_compare`` where there is no earlier version,
    ``no_strategy``, ``unknown_name``, ``unknown_revision``.
    """
    after = version_called(store, newer)
    before = version_called(store, older) if older else _named_before(store, after)
    return Between(
        compare(before.value, after.value),
        (version_name(before, older), version_name(after, newer)),
    )


def _named_before(store: ClientStore, after: Saved[Strategy]) -> Saved[Strategy]:
    history = store.history(Strategy)
    named = [one for one in history if one.names and one.revision < after.revision]
    if not named:
        raise StoreError("nothing_to_compare", "strategy", client=store.client.slug)
    return named[-1]


def _papers(store: ClientStore) -> StrategyPapers:
    history = store.history(Strategy)
    strategy = history[-1].value if history else Strategy()
    audit, inside, policies = store.load(Audit), store.load(InsideView), store.load(Policies)
    country = store.client.country
    return StrategyPapers(
        strategy=strategy,
        audit=Audit() if audit is None else audit.value,
        inside=InsideView() if inside is None else inside.value,
        policies=Policies() if policies is None else policies.value,
        usage=tuple(
            figure
            for channel in dict.fromkeys(one.channel for one in strategy.channels)
            for figure in usage_of_channel(country, channel)
        ),
        earlier=tuple(saved.value for saved in history[:-1]),
    )


def _version(store: ClientStore, saved: dict[type[Value], Saved[Any] | None]) -> tuple[str, bool]:
    """The last name that a strategy got, and whether something has changed since."""
    names = [one for one in store.frozen_names() if kind_of(Strategy) in one.revisions]
    if not names:
        return "", False
    return names[-1].name, any(_later(saved[kind], names[-1], kind) for kind in _VERSIONED)


def _later(saved: Saved[Any] | None, frozen: Frozen, kind: type[Value]) -> bool:
    return saved is not None and saved.revision != frozen.revisions.get(kind_of(kind))
