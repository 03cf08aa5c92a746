"""Sessions that were held: their minutes, and how everything stood at any minute of them."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from coachkit.model.actions import ActionPlan
from coachkit.model.errors import StoreError
from coachkit.model.minutes import Minutes, Noted, minutes_of
from coachkit.model.open_decisions import Known, Undecided, undecided
from coachkit.model.run_sheets import RunSheet
from coachkit.model.session_time import Clock, clock, left_alone, moment_of
from coachkit.model.sessions import Session
from coachkit.model.sheet_reading import find_sheet
from coachkit.store.client_store import ClientStore
from coachkit.store.kinds import kind_of
from coachkit.store.workspace import Workspace

RUN_SHEETS = "run_sheets"
"""The folder of the workspace in which a coach's own run sheets are."""


def own_sheets(workspace: Workspace) -> Path:
    """Where a coach's own run sheets are, if there are any."""
    return workspace.path / RUN_SHEETS


def session_numbered(store: ClientStore, number: int | None = None) -> Session:
    """The session of that number as it was last kept; the latest where none is named.

    Raises :class:`StoreError`: ``no_session``, ``unknown_session``.
    """
    if number is None:
        latest = store.load(Session)
        if latest is None:
            raise StoreError("no_session", "session", client=store.client.slug)
        return latest.value
    kind = kind_of(Session)
    revisions = [event.revision for event in store.events_of(number) if event.kind == kind]
    last = revisions[-1] if revisions else None
    if last is None:
        raise StoreError("unknown_session", "session", session=number)
    return store.load_revision(Session, last).value


def latest_of(store: ClientStore, sheet: str) -> Session:
    """The latest session by the run sheet of that key; :class:`StoreError` ``no_session``."""
    latest = session_numbered(store)
    if latest.sheet == sheet:
        return latest
    held = (one.value for one in reversed(store.history(Session)))
    found = next((one for one in held if one.sheet == sheet), None)
    if found is None:
        raise StoreError("no_session", "session", client=store.client.slug)
    return found


def last_entry(store: ClientStore, session: Session) -> datetime | None:
    """When something was entered last in that session; ``None`` before it begins."""
    entered = (one.happened_at for one in store.events_of(session.number) if one.minute is not None)
    return max(entered, default=session.started_at)


def picked_up(store: ClientStore, session: Session, now: datetime) -> Session:
    """The session as it goes on at ``now``: without the hours in which nobody was there."""
    return left_alone(session, last_entry(store, session) or now, now)


def minutes_kept(
    store: ClientStore, own: Path, now: datetime, number: int | None = None
) -> tuple[Minutes, RunSheet]:
    """The minutes of a session, in the client's time, and the run sheet that it followed.

    ``own``: the folder of the coach's own sheets. Raises :class:`StoreError`: ``no_session``,
    ``unknown_session``.
    """
    session = picked_up(store, session_numbered(store, number), now)
    sheet = find_sheet(session.sheet, own)
    plan = store.load(ActionPlan)
    noted = _kept_in(store, session.number)
    told = minutes_of(session, sheet, plan.value if plan else None, noted, now)
    zone = ZoneInfo(store.client.time_zone)
    return replace(
        told,
        started_at=None if told.started_at is None else told.started_at.astimezone(zone),
        ended_at=None if told.ended_at is None else told.ended_at.astimezone(zone),
    ), sheet


@dataclass(frozen=True)
class SessionAt:
    """A session as it was at a minute: its clock then, all values, and what was undecided."""

    clock: Clock
    known: Known
    undecided: tuple[Undecided, ...]
    sheet: RunSheet


def session_at(
    store: ClientStore, own: Path, minute: float, number: int | None = None
) -> SessionAt:
    """How everything stood at that minute of a session; the latest where none is named.

    Raises :class:`StoreError`: ``no_session``, ``unknown_session``.
    """
    found = session_numbered(store, number).number
    replayed = store.replay(found, minute)
    session = replayed.the(Session)
    if session is None or session.number != found or session.started_at is None:
        raise StoreError("unknown_session", "session", session=found)
    known = Known(session, replayed.values)
    sheet = find_sheet(session.sheet, own)
    return SessionAt(
        clock=clock(session, moment_of(session, minute)),
        known=known,
        undecided=undecided(sheet, known),
        sheet=sheet,
    )


def _kept_in(store: ClientStore, number: int) -> list[Noted]:
    """What was kept during the session, but for its own clock and notes."""
    return [
        Noted(event.kind, event.minute, event.who)
        for event in store.events_of(number)
        if event.kind is not None and event.minute is not None and event.kind != kind_of(Session)
    ]
