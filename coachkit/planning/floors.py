"""The floors that keep a plan relevant and mixed, counted on the board."""

from collections.abc import Iterator
from dataclasses import dataclass

from coachkit.model.plans import Rule
from coachkit.planning.board import Board, Draft

_HAIR = 1e-9


@dataclass(frozen=True)
class Floor:
    """Of the posts of a window (on a channel, or on all) a share is of the kinds ``counted``."""

    rule: Rule
    counted: frozenset[int]
    share: float
    channel: int | None = None
    bucket: str | None = None

    def concerns(self, draft: Draft) -> bool:
        """Whether it looks at that item."""
        return self.channel in (None, draft.channel)


def floors_of(board: Board) -> list[Floor]:
    """All floors of a request: relevance first, then reshares, then the mix."""
    request = board.request
    everything = range(len(request.content))
    relevant = frozenset(n for n in everything if request.content[n].relevant)
    floors = [Floor(Rule.RELEVANCE, relevant, request.relevance.share)]
    for number, one in enumerate(request.content):
        if one.reshare is not None:
            others = frozenset(everything) - {number}
            floors += [
                Floor(Rule.RESHARES, others, 1.0 - one.reshare.at_most, channel)
                for channel in range(len(request.channels))
            ]
    names = {one.name: number for number, one in enumerate(request.channels)}
    for floor in request.mix:
        bucket = frozenset(n for n in everything if request.content[n].bucket == floor.bucket)
        channel = None if floor.channel is None else names[floor.channel]
        floors.append(Floor(Rule.MIX, bucket, floor.share, channel, floor.bucket))
    return floors


def share_of(floor: Floor, drafts: list[Draft]) -> float | None:
    """The share that a floor counts; ``None`` without posts."""
    concerned = [draft for draft in drafts if floor.concerns(draft)]
    if not concerned:
        return None
    return sum(draft.content in floor.counted for draft in concerned) / len(concerned)


def in_window(board: Board, window: int) -> list[Draft]:
    """The items of a window, in the order in which they went up."""
    return [draft for draft in board.drafts if board.window(draft.week) == window]


def broken_floors(board: Board) -> Iterator[tuple[Floor, int, float]]:
    """Each floor that does not hold, its window, and the share there."""
    for window in range(board.window(board.request.weeks - 1) + 1):
        drafts = in_window(board, window)
        for floor in floors_of(board):
            share = share_of(floor, drafts)
            if share is not None and share < floor.share - _HAIR:
                yield floor, window, share


def holds_with(board: Board, channel: int, content: int, week: int) -> bool:
    """Whether one more item would leave no floor broken that it could break."""
    return floor_in_the_way(board, channel, content, week) is None


def floor_in_the_way(board: Board, channel: int, content: int, week: int) -> Floor | None:
    """The first floor that one more item would break; ``None`` if none."""
    drafts = in_window(board, board.window(week))
    for floor in floors_of(board):
        if content in floor.counted or floor.channel not in (None, channel):
            continue
        concerned = [draft for draft in drafts if floor.concerns(draft)]
        counted = sum(draft.content in floor.counted for draft in concerned)
        if floor.rule is Rule.MIX and concerned and not counted:
            continue
        if counted < floor.share * (len(concerned) + 1) - _HAIR:
            return floor
    return None


def trimmed(board: Board) -> None:
    """Take down what pushes a window below a floor, the last put up first; what has to be stays."""
    for window in range(board.window(board.request.weeks - 1) + 1):
        for floor in floors_of(board):
            drafts = in_window(board, window)
            taken: list[Draft] = []
            while (share := share_of(floor, drafts)) is not None and share < floor.share - _HAIR:
                spare = [one for one in drafts if _spare(board, floor, one)]
                if not spare or not _helps(floor, drafts):
                    break
                board.take_down(spare[-1])
                drafts.remove(spare[-1])
                taken.append(spare[-1])
            if floor.rule is Rule.MIX and share is not None and share < floor.share - _HAIR:
                # It would be broken all the same: nothing is gained by fewer posts.
                for draft in reversed(taken):
                    board.put(draft)


def _spare(board: Board, floor: Floor, draft: Draft) -> bool:
    least = board.channel(draft.channel).least_a_week
    movable = not draft.fixed and not draft.turn and draft.content not in floor.counted
    # No minimum is reached with reshares.
    above = floor.rule is not Rule.MIX or board.posts[draft.channel][draft.week] > least
    return movable and above and floor.concerns(draft)


def _helps(floor: Floor, drafts: list[Draft]) -> bool:
    """Whether taking items down can ever mend it: nothing does where none is counted."""
    return floor.rule is not Rule.MIX or any(
        draft.content in floor.counted for draft in drafts if floor.concerns(draft)
    )
