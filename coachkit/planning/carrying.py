"""The protected lines, given to those who have given least; and talks with departments."""

from coachkit.model.people import Person
from coachkit.model.plans import Contact
from coachkit.planning.board import Board

_QUARTER = 13
"""Every department is talked with at least once in so many weeks."""

_STEP = 15
"""The lines are given out in quarters of an hour."""


def carry_lines(board: Board) -> list[list[int]]:
    """Minutes of the protected lines per contributor and week, so that loads come out even."""
    carried = [list(weeks) for weeks in board.carried]
    totals = [minutes[-1] for minutes in board.given]
    load = list(board.load)
    # Weeks in which few can carry come first: the others can still make up for it.
    for week in sorted(range(board.request.weeks), key=lambda week: (_choice(board, week), week)):
        needed = board.ledger.protected[week]
        free = {who: max(0, board.ledger.free[who][week]) for who in sorted(board.ledger.carriers)}
        while needed > 0 and any(free.values()):
            able = [who for who, minutes in free.items() if minutes > 0]
            least = min(able, key=lambda who: (load[who] / max(1, totals[who]), who))
            some = min(needed, free[least], _STEP)
            carried[least][week] += some
            free[least] -= some
            load[least] += some
            needed -= some
    for who in sorted(board.ledger.carriers):
        board.load[who] = load[who]
    return carried


def _choice(board: Board, week: int) -> int:
    free = sum(max(0, board.ledger.free[who][week]) for who in board.ledger.carriers)
    return free - board.ledger.protected[week]


def lay_contacts(board: Board) -> list[Contact]:
    """A talk with every department in every quarter, by core staff in turn."""
    if board.request.protected.contacts <= 0:
        return []
    talkers = [who for who in board.makers.core if isinstance(board.makers.people[who], Person)]
    done = dict.fromkeys(talkers, 0)
    contacts = list(board.past_contacts)
    talked = {(one.department, board.days.week(one.week) // _QUARTER) for one in contacts}
    departments = [one for one in board.request.team.departments if one.contacts]
    for number, department in enumerate(departments):
        step = max(1, _QUARTER // len(departments))
        for quarter in range(0, board.request.weeks, _QUARTER):
            if (department.name, quarter // _QUARTER) in talked:
                continue
            end = min(quarter + _QUARTER, board.request.weeks)
            first = quarter + number * step % _QUARTER
            weeks = [*range(min(first, end - 1), end), *range(quarter, min(first, end - 1))]
            found = _first_talk(board, talkers, done, weeks)
            if found is not None:
                who, week = found
                done[who] += 1
                name = board.makers.people[who].name
                monday = board.days.monday(week)
                contacts.append(Contact(department=department.name, who=name, week=monday))
    return sorted(contacts, key=lambda one: (one.week, one.department))


def _first_talk(
    board: Board, talkers: list[int], done: dict[int, int], weeks: list[int]
) -> tuple[int, int] | None:
    for week in weeks:
        there = [who for who in talkers if board.makers.minutes[who][week] > 0]
        if there and not board.days.is_past(week):
            return min(there, key=lambda who: (done[who], who)), week
    return None
