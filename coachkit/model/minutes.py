"""The minutes of a session, which write themselves: values only, the words are made elsewhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from coachkit.model.actions import Action, ActionPlan
from coachkit.model.run_sheets import RunSheet
from coachkit.model.sessions import MINUTE, Attendee, DecisionTaken, LanguageSwitch, Parked, Session


@dataclass(frozen=True)
class Noted:
    """Something that was kept during the session: which kind of value, when, by whom and why."""

    kind: str
    minute: float
    who: str
    because: str = ""


@dataclass(frozen=True)
class BlockMinutes:
    """One block as it went; all in seconds. ``began``: ``None`` for one that was left out.

    ``over``: longer than the run sheet gave it, below zero for shorter; ``None`` if left out.
    ``kept``: what was saved while it was on the screen. ``spoke``: who is named in what was
    written down meanwhile.
    """

    key: str
    began: int | None
    planned: int
    spent: int
    over: int | None
    extended: int
    decisions: tuple[DecisionTaken, ...]
    parked: tuple[Parked, ...]
    kept: tuple[Noted, ...]
    spoke: tuple[str, ...]


@dataclass(frozen=True)
class Minutes:
    """The whole session as it went.

    ``length`` and ``planned`` in seconds, ``over``: the one beyond the other, below zero for a
    session that ended early. ``unanswered``: questions that are still parked. ``unnamed``: how
    many were in the room without being named.
    """

    session: int
    sheet: str
    label: str
    practice: bool
    started_at: datetime | None
    ended_at: datetime | None
    length: int
    planned: int
    over: int
    question: str
    notes: str
    attendees: tuple[Attendee, ...]
    unnamed: int
    blocks: tuple[BlockMinutes, ...]
    decisions: tuple[DecisionTaken, ...]
    unanswered: tuple[Parked, ...]
    answered: tuple[Parked, ...]
    actions: tuple[Action, ...]
    switches: tuple[LanguageSwitch, ...]


def minutes_of(
    session: Session,
    sheet: RunSheet,
    plan: ActionPlan | None,
    noted: Iterable[Noted],
    now: datetime,
) -> Minutes:
    """What happened, block by block in the order of the run sheet, as far as it has come."""
    second = session.second(now)
    events = tuple(noted)
    return Minutes(
        session=session.number,
        sheet=session.sheet,
        label=session.label,
        practice=session.practice,
        started_at=session.started_at,
        ended_at=session.ended_at,
        length=second,
        planned=session.length,
        over=second - session.length,
        question=session.question,
        notes=session.notes,
        attendees=tuple(one for one in session.attendees if one.name),
        unnamed=sum(not one.name for one in session.attendees),
        blocks=tuple(_block(session, block.key, events, second) for block in sheet.blocks),
        decisions=session.decisions,
        unanswered=tuple(one for one in session.parked if not one.answer),
        answered=tuple(one for one in session.parked if one.answer),
        actions=()
        if plan is None
        else tuple(one for one in plan.actions if one.session == session.number),
        switches=session.switches,
    )


def _block(session: Session, key: str, events: Sequence[Noted], second: int) -> BlockMinutes:
    block = session.block(key)
    stays = [(one.entered, second if one.left is None else one.left) for one in block.visits]
    spent = block.spent(second)
    decisions = tuple(one for one in session.decisions if one.block == key)
    parked = tuple(one for one in session.parked if one.block == key)
    named = [*(one.owner for one in decisions), *(one.who for one in parked)]
    return BlockMinutes(
        key=key,
        began=stays[0][0] if stays else None,
        planned=block.planned,
        spent=spent,
        over=spent - block.planned if stays else None,
        extended=block.extended,
        decisions=decisions,
        parked=parked,
        kept=tuple(
            one
            for one in events
            if any(entered <= one.minute * MINUTE < left for entered, left in stays)
        ),
        spoke=tuple(dict.fromkeys(name for name in named if name)),
    )
