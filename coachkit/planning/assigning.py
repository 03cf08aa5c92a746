"""Who makes what: week by week, the hardest item first, to whoever has given the least so far."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from coachkit.model.plan_requests import RotaMode
from coachkit.planning.board import AHEAD_WEEKS, Board, Draft
from coachkit.planning.cadence import Cadence, Place
from coachkit.planning.floors import holds_with, trimmed
from coachkit.planning.rota import turn_weeks

_ABOUT_AS_FAIR = 0.08
"""So much more of somebody's hours may be given out before an item changes hands."""


def assign(board: Board, cadence: Cadence) -> None:
    """Give every item of the cadence to somebody; what nobody can take stays off the board."""
    for week in range(board.request.weeks):
        places = sorted(
            (place for place in cadence.counts if place[2] == week),
            key=lambda place: (len(_makers(board, place)), -board.minutes[place[1]], place),
        )
        for place, minimum in _least_first(board, places, cadence.counts):
            del minimum
            place_item(board, place)
    trimmed(board)
    fill_up(board)


def _least_first(
    board: Board, places: list[Place], counts: dict[Place, int]
) -> list[tuple[Place, bool]]:
    """The items of a week; those that a channel's minimum needs come first."""
    needed = {
        channel: one.least_a_week - board.posts[channel][places[0][2]]
        for channel, one in enumerate(board.request.channels)
        if places
    }
    first: list[tuple[Place, bool]] = []
    then: list[tuple[Place, bool]] = []
    for place in places:
        for _ in range(counts[place]):
            required = needed[place[0]] > 0
            needed[place[0]] -= 1
            (first if required else then).append((place, required))
    return first + then


def _makers(board: Board, place: Place) -> list[int]:
    channel, content, week = place
    return [
        who
        for who in candidates(board, week)
        if board.may_join(who, channel) and board.makers.can_make(who, content, week)
    ]


def candidates(board: Board, week: int) -> list[int]:
    """Who makes the free items of a week: its owner, then core staff."""
    core = [who for who in board.makers.core if board.makers.minutes[who]]
    owner = board.owners[week]
    return core if owner is None or owner in core else [owner, *core]


def place_item(board: Board, place: Place) -> Draft | None:
    """Put one more item in a place, with the owner and the day that suit best; ``None`` if none."""
    channel, content, week = place
    remembered = board.remember(channel, content, week)
    draft = Draft(channel=channel, content=content, week=week, day=board.days.monday(week))
    if remembered is not None:
        draft = replace(
            draft, key=remembered.key, audience=remembered.audience, message=remembered.message
        )
    days = board.days_for(channel, content, week)
    if remembered is not None and remembered.day in days:
        days = [remembered.day, *(day for day in days if day != remembered.day)]
    was = None if remembered is None else remembered.owner
    found = best_owner(board, [replace(draft, day=day) for day in days], _makers(board, place), was)
    if found is not None:
        board.put(found)
    return found


def best_owner(
    board: Board, drafts: Iterable[Draft], makers: list[int], was: str | None = None
) -> Draft | None:
    """The first of the drafts that anybody can make, with its owner: the fairest one."""
    for draft in drafts:
        fitted = [one for one in (board.fitted(draft, who) for who in makers) if one is not None]
        if fitted:
            return min(fitted, key=_fairest(board, draft, fitted, was))
    return None


def _fairest(
    board: Board, draft: Draft, fitted: list[Draft], was: str | None
) -> Callable[[Draft], tuple[object, ...]]:
    minutes = board.minutes[draft.content]
    shares = {one.owner: board.share(one.owner, minutes, draft.week) for one in fitted}
    least = min(shares.values())

    def order(one: Draft) -> tuple[object, ...]:
        who = one.owner
        kept = board.makers.people[who].name == was and shares[who] <= least + _ABOUT_AS_FAIR
        return who != board.owners[draft.week], not kept, shares[who], who

    return order


# ── What has to be, and what is left ────────────────────────────────────────────────────────────


def place_open(board: Board, draft: Draft) -> Draft | None:
    """Put an item that has to be on the board, by anybody who can make it; ``None`` if nobody."""
    on_it = [who for who in candidates(board, draft.week) if board.may_join(who, draft.channel)]
    found = best_owner(board, [draft], on_it) or best_owner(
        board, [draft], anybody(board, draft.channel, draft.week)
    )
    if found is not None:
        turn = board.request.mode is RotaMode.ITEM_TURNS and not board.makers.is_core(found.owner)
        found = replace(found, turn=turn)
        board.put(found)
    return found


def anybody(board: Board, channel: int, week: int) -> list[int]:
    """Everybody who could be put on a channel in a week, whether they are on it yet or not."""
    used: dict[int, set[int]] = {}
    for draft in board.drafts:
        used.setdefault(draft.owner, set()).add(draft.channel)
    able = []
    for who, one in enumerate(board.makers.people):
        on_it = used.get(who, set())
        if channel in board.makers.refuses[who]:
            continue
        if channel not in on_it and len(on_it) >= one.most_channels:
            continue
        if board.makers.is_core(who) or _turn_fits(board, who, week):
            able.append(who)
    return able


def _turn_fits(board: Board, who: int, week: int) -> bool:
    if board.request.mode is RotaMode.WEEK_OWNERS:
        return board.owners[week] == who
    gap = board.request.turn_rule.gap_least
    return all(abs(week - other) >= gap for other in turn_weeks(board, who))


def fill_up(board: Board) -> None:
    """Put on the board whatever still fits somebody's hours without breaking a floor."""
    while _filled(board):
        # One more of a bucket can make room for one more of another.
        pass


def _filled(board: Board) -> bool:
    """One pass over all places: the post that is worth most first, early weeks before late ones."""
    places = [
        (channel, week)
        for channel in range(len(board.request.channels))
        for week in range(board.request.weeks)
        if board.room(channel, week)
    ]
    any_more = False
    while places:
        place = min(places, key=lambda one: (-_next_worth(board, *one), one[::-1]))
        more = _one_more(board, *place)
        any_more |= more
        if not more or not board.room(*place):
            places.remove(place)
    return any_more


def _next_worth(board: Board, channel: int, week: int) -> float:
    one = board.channel(channel)
    posts = board.posts[channel][week]
    return one.weight * one.fade**posts + (10.0 if posts < one.least_a_week else 0.0)


def _one_more(board: Board, channel: int, week: int) -> bool:
    kinds = sorted(
        board.takes[channel],
        key=lambda content: (-board.content(content).worth / board.minutes[content], content),
    )
    first = week - AHEAD_WEEKS
    hours = {who: board.ledger.most(who, first, week) for who in anybody(board, channel, week)}
    for content in kinds:
        needed = board.minutes[content]
        makers = [who for who, minutes in hours.items() if minutes >= needed]
        able = [who for who in makers if board.makers.can_make(who, content, week)]
        if not able or not holds_with(board, channel, content, week):
            continue
        days = board.days_for(channel, content, week)
        found = best_owner(
            board,
            (Draft(channel=channel, content=content, week=week, day=day) for day in days),
            able,
        )
        if found is not None:
            turn = board.request.mode is RotaMode.ITEM_TURNS
            board.put(replace(found, turn=turn and not board.makers.is_core(found.owner)))
            return True
    return False
