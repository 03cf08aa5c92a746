"""All that has to stand before any free item: what is begun, presence, locks, campaigns, turns."""

from dataclasses import dataclass, field
from datetime import date

from coachkit.model.plan_requests import PlanRequest, RotaMode
from coachkit.model.plans import Plan, PresenceDuty, Violation
from coachkit.planning.assigning import place_open
from coachkit.planning.begun import counted_from, lay_begun
from coachkit.planning.board import Board, Draft
from coachkit.planning.fixed import fixed_drafts, forced, lay_presence, settled_channels
from coachkit.planning.makers import makers_of, put_on_channels
from coachkit.planning.rota import lay_turns
from coachkit.planning.working_days import WorkingDays


@dataclass
class Stage:
    """The board with all that has to be on it; ``open``: what has to be and nobody can make."""

    board: Board
    duties: list[PresenceDuty]
    open: list[Draft] = field(default_factory=list)
    broken: list[Violation] = field(default_factory=list)


def laid_out(request: PlanRequest, before: Plan | None) -> Stage:
    """What is begun, presence, locks, campaigns and turns: all but the free items."""
    days = WorkingDays(request, counted_from(request, before))
    makers = makers_of(request, days)
    board = Board(request, days, makers, before)
    lay_begun(board, before)
    put_on_channels(request, makers, _channels_before(request, before), settled_channels(board))
    stage = Stage(board, lay_presence(board, before))
    owned, open_, stage.broken = fixed_drafts(board)
    for draft, who in owned:
        board.put(forced(board, draft, who))
    weeks = _turns_before(before)
    if request.mode is RotaMode.WEEK_OWNERS:
        lay_turns(board, weeks)
    stage.open = [draft for draft in open_ if place_open(board, draft) is None]
    if request.mode is RotaMode.ITEM_TURNS:
        lay_turns(board, weeks)
    return stage


def _channels_before(request: PlanRequest, before: Plan | None) -> dict[int, set[int]]:
    people = {one.name: who for who, one in enumerate(request.team.contributors)}
    channels = {one.name: number for number, one in enumerate(request.channels)}
    found: dict[int, set[int]] = {}
    for load in before.loads if before else ():
        if load.who in people:
            found[people[load.who]] = {channels[c] for c in load.channels if c in channels}
    return found


def _turns_before(before: Plan | None) -> dict[str, set[date]]:
    found: dict[str, set[date]] = {}
    for turn in before.turns if before else ():
        found.setdefault(turn.who, set()).add(turn.week)
    return found
