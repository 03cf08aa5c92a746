"""The plan in three steps: the rota, then the cadence, then week by week who makes what."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coachkit.model.plan_requests import PlanRequest
from coachkit.model.plans import (
    Buddies,
    MissedTurn,
    Plan,
    PlannedItem,
    Turn,
    UnassignedItem,
)
from coachkit.model.rehearsals import Edit
from coachkit.planning.assigning import assign, place_open
from coachkit.planning.board import Board
from coachkit.planning.cadence import Cadence
from coachkit.planning.carrying import carry_lines, lay_contacts
from coachkit.planning.choosing import cadence_by_person, cadence_of_groups
from coachkit.planning.editing import Hand, edited, with_hand
from coachkit.planning.filling import dated_items
from coachkit.planning.progress import PlanStage, Progress, unheard
from coachkit.planning.receipt import (
    cadence_lines,
    fairness,
    loads,
    missing_least,
    monday_card,
    unassigned,
    wish_hours,
    worth,
)
from coachkit.planning.rota import gaps
from coachkit.planning.shortfall import explain_shortfall, in_pieces
from coachkit.planning.staging import Stage, laid_out
from coachkit.planning.telling import broken_rules

if TYPE_CHECKING:
    from datetime import date


_CLOSE = 0.01
"""A plan so near to the best that its hours allow needs no better one."""


def plan(request: PlanRequest, *, progress: Progress = unheard) -> Plan:
    """The plan for a request. It always comes; what it cannot keep is in ``broken``.

    ``progress`` hears how far it has come.
    """
    return planned(request, Hand(), None, progress)


def replan(
    request: PlanRequest,
    plan: Plan,
    edits: Sequence[Edit] = (),
    *,
    progress: Progress = unheard,
) -> Plan:
    """The plan after a hand has changed it: the locks hold, the rest stays as far as it can.

    What lies before ``request.today``, or has begun, keeps its day, its owner and its channel.

    :class:`InvalidValue` for an edit that makes no sense: ``unknown_item``, ``unknown_person``,
    ``not_opted_in``, ``outside_plan``, ``already_past``.
    """
    return planned(request, edited(request, plan, edits), plan, progress)


def planned(
    request: PlanRequest, hand: Hand, before: Plan | None, progress: Progress = unheard
) -> Plan:
    """The plan with what a hand has fixed, as near to the plan before as it can be.

    Counting person by person takes ten times as long: only where the quick way leaves a gap.
    """
    stage = _laid_out(request, hand, before, progress)
    quick = _made(stage, cadence_of_groups(stage.board), hand, before, progress)
    if quick.gap <= _CLOSE and not quick.unassigned:
        return quick
    stage = _laid_out(request, hand, before, progress)
    exact = cadence_by_person(stage.board)
    return quick if exact is None else _made(stage, exact, hand, before, progress)


def _laid_out(request: PlanRequest, hand: Hand, before: Plan | None, progress: Progress) -> Stage:
    progress(PlanStage.ROTA, 0, 1)
    stage = laid_out(with_hand(request, hand), before)
    progress(PlanStage.CADENCE, 0, 1)
    return stage


def _made(
    stage: Stage, cadence: Cadence, hand: Hand, before: Plan | None, progress: Progress
) -> Plan:
    bound = worth(stage.board, cadence.counts) + cadence.open_value
    assign(stage.board, cadence, progress)
    _try_again(stage)
    progress(PlanStage.CHECKING, 0, 1)
    return _told(stage, hand, before, bound)


def _try_again(stage: Stage) -> None:
    """What had to be and found nobody at first: trimming may have given hours back."""
    stage.open = [draft for draft in stage.open if place_open(stage.board, draft) is None]


# ── Telling ─────────────────────────────────────────────────────────────────────────────────────


def _told(stage: Stage, hand: Hand, before: Plan | None, bound: float) -> Plan:
    board, request = stage.board, stage.board.request
    lines = cadence_lines(board)
    missing = _unassigned(stage)
    shortfall = None
    if missing or _overdrawn(board):
        shortfall = explain_shortfall(request, before) or in_pieces(missing)
    carried = carry_lines(board)
    items = dated_items(board)
    turns, missed = _turns(board, items)
    counted: dict[str, int] = {}
    for turn in turns:
        counted[turn.who] = counted.get(turn.who, 0) + 1
    receipts = loads(board, items, stage.duties, carried, counted)
    value = worth(board)
    bound = max(bound, value)
    return Plan(
        starts=request.starts,
        weeks=request.weeks,
        since=board.days.opens,
        mode=request.mode,
        working_days=board.days.days,
        cadence=lines,
        items=items,
        unassigned=tuple(missing),
        turns=turns,
        missed_turns=missed,
        buddies=_buddies(board),
        presence=tuple(stage.duties),
        contacts=tuple(lay_contacts(board)),
        loads=receipts,
        fairness=fairness(receipts),
        monday=monday_card(board, items),
        value=value,
        bound=bound,
        gap=(bound - value) / bound if bound else 0.0,
        hours_a_week=request.team.hours_a_week,
        wish_hours_a_week=wish_hours(board),
        full_time_hours=request.full_time_hours,
        not_opted_in=request.team.not_opted_in,
        broken=(*stage.broken, *broken_rules(board, stage.duties, carried, missing)),
        shortfall=shortfall,
        locks=hand.items,
        locked_duties=hand.duties,
        locked_weeks=hand.weeks,
    )


def _unassigned(stage: Stage) -> list[UnassignedItem]:
    had_to_be = [unassigned(stage.board, draft, draft.key) for draft in stage.open]
    return had_to_be + missing_least(stage.board)


def _overdrawn(board: Board) -> bool:
    """Whether a lock took more than there is, or the protected lines want more than there is."""
    if any(free < 0 for weeks in board.ledger.free for free in weeks):
        return True
    return any(
        together < protected
        for together, protected in zip(board.ledger.together, board.ledger.protected, strict=True)
    )


def _turns(
    board: Board, items: tuple[PlannedItem, ...]
) -> tuple[tuple[Turn, ...], tuple[MissedTurn, ...]]:
    turns, missed = [], []
    keys: dict[tuple[str, date], list[PlannedItem]] = {}
    for item in items:
        keys.setdefault((item.owner, item.week), []).append(item)
    for gap in gaps(board):
        name = board.makers.people[gap.who].name
        if gap.week is None:
            if gap.reason is not None:
                due = board.days.monday(gap.last)
                missed.append(MissedTurn(who=name, due=due, reason=gap.reason))
            continue
        monday = board.days.monday(gap.week)
        own = keys.get((name, monday), [])
        past = board.past_turns.get((gap.who, gap.week))
        as_before = past is not None and past.gap == gap.weeks
        turns.append(
            Turn(
                who=name,
                week=monday,
                keys=tuple(item.key for item in own),
                buddy=next((item.buddy for item in own if item.buddy), None),
                gap=gap.weeks,
                reason=past.reason if past is not None and as_before else gap.reason,
            )
        )
    return tuple(sorted(turns, key=lambda one: (one.week, one.who))), tuple(missed)


def _buddies(board: Board) -> tuple[Buddies, ...]:
    people = board.makers.people
    return tuple(
        Buddies(who=people[who].name, buddy=people[buddy].name)
        for who, buddy in sorted(board.makers.buddy.items())
    )
