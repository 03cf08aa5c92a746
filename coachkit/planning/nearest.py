"""Who is nearest to one more item, what they lack for it, and where hours alone would not do."""

from dataclasses import dataclass

from coachkit.model.plan_requests import RotaMode
from coachkit.model.plans import WhyUnassigned
from coachkit.planning.board import AHEAD_WEEKS, Board
from coachkit.planning.floors import floor_in_the_way
from coachkit.planning.rota import turn_weeks


@dataclass(frozen=True)
class Lack:
    """What one more item of a content type lacks.

    ``minutes`` and ``who``: the fewest hours that somebody lacks, where hours would do; ``None``
    where something else stands in the way. ``bucket``: the part of the mix that would be too small.
    """

    content: int
    why: WhyUnassigned
    minutes: int | None = None
    who: int | None = None
    bucket: str | None = None


class Nearest:
    """Looks at a board as it stands; what goes up later it does not see."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self._used: dict[int, set[int]] = {who: set() for who in range(len(board.makers.people))}
        for draft in board.drafts:
            self._used[draft.owner].add(draft.channel)
        self._turns = {who: turn_weeks(board, who) for who in board.makers.turn_takers}

    def next_post(self, channel: int, week: int) -> Lack | None:
        """What the next relevant post lacks; ``None`` where the channel takes none."""
        lacks = [
            self._next(channel, content, week)
            for content in self.board.takes[channel]
            if self.board.content(content).relevant
        ]
        minutes = self.board.minutes
        return min(
            lacks,
            key=lambda lack: (
                lack.minutes is None,
                lack.minutes or 0,
                minutes[lack.content],
                lack.content,
            ),
            default=None,
        )

    def _next(self, channel: int, content: int, week: int) -> Lack:
        board = self.board
        if not board.days.publishing(board.channel(channel), week):
            return Lack(content, WhyUnassigned.NO_DAY)
        if not board.days_for(channel, content, week):
            return Lack(content, WhyUnassigned.NO_LEAD_TIME)
        floor = floor_in_the_way(board, channel, content, week)
        if floor is not None:
            return Lack(content, WhyUnassigned.MIX, bucket=floor.bucket)
        return self.lack(channel, content, week)

    def lack(self, channel: int, content: int, week: int) -> Lack:
        """What an item lacks that has its day and needs only somebody who makes it."""
        board = self.board
        skilled = [
            who
            for who, one in enumerate(board.makers.people)
            if one.hours_a_week > 0 and board.makers.can_make(who, content, week)
        ]
        willing = [who for who in skilled if channel not in board.makers.refuses[who]]
        if not willing:
            return Lack(content, WhyUnassigned.UNWANTED if skilled else WhyUnassigned.NO_SKILL)
        on_it = [who for who in willing if self._may_join(who, channel)]
        allowed = [who for who in on_it if self._may_now(who, week)]
        if not allowed:
            return Lack(content, WhyUnassigned.NO_TURN if on_it else WhyUnassigned.MOST_CHANNELS)
        minutes, who = min(self._lacks(who, content, week) for who in allowed)
        if not minutes:
            return Lack(content, WhyUnassigned.IN_PIECES)
        return Lack(content, WhyUnassigned.NO_HOURS, minutes, who)

    def _may_join(self, who: int, channel: int) -> bool:
        used = self._used[who]
        return channel in used or len(used) < self.board.makers.people[who].most_channels

    def _may_now(self, who: int, week: int) -> bool:
        if self.board.makers.is_core(who):
            return True
        if self.board.request.mode is RotaMode.WEEK_OWNERS:
            return self.board.owners[week] == who
        least = self.board.request.turn_rule.gap_least
        return all(abs(week - other) >= least for other in self._turns[who])

    def _lacks(self, who: int, content: int, week: int) -> tuple[int, int]:
        """The minutes that somebody and their buddy lack, and which of the two lacks more."""
        board = self.board
        own = self._short(who, week, board.minutes[content])
        buddy = board.makers.buddy_for(who, content, max(0, week - AHEAD_WEEKS))
        if buddy is None:
            return own, who
        helping = self._short(buddy, week, board.help[content])
        return own + helping, who if own >= helping else buddy

    def _short(self, who: int, week: int, minutes: int) -> int:
        ledger = self.board.ledger
        short = minutes - ledger.most(who, week - AHEAD_WEEKS, week)
        # What the protected lines lack already has to be found first.
        if who in ledger.carriers and short > 0:
            short += max(0, ledger.protected[week] - ledger.together[week])
        return max(0, short)
