"""The best cadence: by groups of makers, which is quick, or person by person, which is exact."""

from coachkit.planning.board import Board
from coachkit.planning.by_person import SMALL, ByPerson
from coachkit.planning.cadence import Cadence, Model, Place

_BLOCK_WEEKS = 4
"""So many weeks of a long plan are solved at once, or a window of the floors if it is longer."""

_QUARTER = 13
"""A plan of so many weeks is not long."""


def cadence_by_person(board: Board) -> Cadence | None:
    """The best cadence that can be promised hour by hour; ``None`` for a team too large for it."""
    personal = ByPerson(board, range(board.request.weeks))
    return _kept(personal).solved() if personal.pairs() <= SMALL else None


def cadence_of_groups(board: Board) -> Cadence:
    """The best cadence beside what stands on the board, within the hours that are left.

    A long plan is solved a month at a time, cut where the windows of the floors are. So the time
    grows with the weeks, and not faster.
    """
    weeks, window = board.request.weeks, board.request.window_weeks
    block = weeks if weeks <= _QUARTER else window * max(1, _BLOCK_WEEKS // window)
    counts: dict[Place, int] = {}
    open_value = 0.0
    for first in range(0, weeks, block):
        solved = _kept(Model(board, range(first, min(first + block, weeks)))).solved()
        counts |= solved.counts
        open_value = solved.open_value
    if weeks > block:
        open_value = _open_value(board, counts)
    return Cadence(counts, open_value)


def _open_value(board: Board, counts: dict[Place, int]) -> float:
    """How much more than with ``counts`` the whole plan could give at most, halves of posts too."""
    best = _kept(Model(board, range(board.request.weeks)))
    if not best.programme.entries:
        return 0.0
    best.programme.whole = [0] * len(best.programme.whole)
    # What ours is worth needs no floors and no hours: it has kept them.
    fixed = Model(board, range(board.request.weeks))
    fixed.value_posts()
    fixed.keep_fair()
    fixed.programme.whole = [0] * len(fixed.programme.cost)
    for place, column in fixed.columns.items():
        count = float(counts.get(place, 0))
        fixed.programme.lower[column] = fixed.programme.upper[column] = count
    ours, _ = fixed.programme.solved()
    most, _ = best.programme.solved()
    return max(0.0, fixed.programme.price(ours) - best.programme.price(most))


def _kept(model: Model) -> Model:
    model.value_posts()
    model.keep_least()
    model.keep_floors()
    model.keep_hours()
    model.keep_fair()
    return model
