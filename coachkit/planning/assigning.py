"""Who makes what: week by week, the hardest item first, to whoever has given the least so far."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from coachkit.model.plan_requests import RotaMode
from coachkit.planning.board import AHEAD_WEEKS, Board, Draft
from coachkit.planning.by_person import first_week
from coachkit.planning.cadence import Cadence, Place, Span
from coachkit.planning.floors import holds_with, trimmed
from coachkit.planning.ledger import Booking
from coachkit.planning.progress import PlanStage, Progress, unheard
from coachkit.planning.rota import turn_weeks

_ABOUT_AS_FAIR = 0.08
"""So much more of somebody's hours may be given out before an item changes hands."""


def assign(board: Board, cadence: Cadence, progress: Progress = unheard) -> None:
    """Give every item of the cadence to somebody; what nobody can take stays off the board."""
    laid, lost = _laid(board, cadence.counts, progress=progress)
    if lost and cadence.makers:
        _as_promised(board, cadence, laid, lost)
    trimmed(board)
    fill_up(board)


def _as_promised(board: Board, cadence: Cadence, laid: list[Draft], lost: int) -> None:
    """By the makers that the cadence counted with, where the fairest ones leave items over.

    If they leave some, too, out of the very hours that it counted with.
    """
    still = lost
    for hours in ({}, cadence.hours):
        _take_down(board, laid)
        laid, still = _laid(board, cadence.counts, cadence.makers, hours)
        if not still:
            return
    if still >= lost:
        _take_down(board, laid)
        _laid(board, cadence.counts)


def _take_down(board: Board, laid: list[Draft]) -> None:
    for draft in laid:
        board.take_down(draft)


def _laid(
    board: Board,
    counts: dict[Place, int],
    makers: Mapping[Place, list[int]] = MappingProxyType({}),
    hours: Mapping[Span, dict[int, int]] = MappingProxyType({}),
    progress: Progress = unheard,
) -> tuple[list[Draft], int]:
    """The items that went up, and how many found nobody."""
    remembered = {place: list(items) for place, items in board.remembered.items()}
    named = {place: list(who) for place, who in makers.items()}
    purses = {span: dict(weeks) for span, weeks in hours.items()}
    laid: list[Draft] = []
    lost = 0
    for week in range(board.request.weeks):
        progress(PlanStage.ITEMS, week, board.request.weeks)
        places = sorted(
            (place for place in counts if place[2] == week),
            key=lambda place: (len(_makers(board, place)), -board.minutes[place[1]], place),
        )
        for place in _least_first(board, places, counts):
            who = named[place].pop(0) if named.get(place) else None
            found = place_item(board, place, who, purses)
            lost += found is None
            laid += [] if found is None else [found]
    board.remembered = remembered
    return laid, lost


def _least_first(board: Board, places: list[Place], counts: dict[Place, int]) -> list[Place]:
    """The items of a week; those that a channel's minimum needs come first."""
    needed = {
        channel: one.least_a_week - board.posts[channel][places[0][2]]
        for channel, one in enumerate(board.request.channels)
        if places
    }
    first: list[Place] = []
    then: list[Place] = []
    for place in places:
        for _ in range(counts[place]):
            (first if needed[place[0]] > 0 else then).append(place)
            needed[place[0]] -= 1
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


def place_item(
    board: Board,
    place: Place,
    named: int | None = None,
    purses: Mapping[Span, dict[int, int]] = MappingProxyType({}),
) -> Draft | None:
    """Put one more item in a place, with the owner and the day that suit best; ``None`` if none.

    ``named``: who should make it, if they can; ``purses``: the minutes that were counted with.
    """
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
    drafts = [replace(draft, day=day) for day in days]
    found = None
    if named is not None and drafts:
        found = _out_of(purses, board, drafts[0], named) or best_owner(board, drafts, [named])
    found = found or best_owner(board, drafts, _makers(board, place), was)
    if found is not None:
        board.put(found)
    return found


def _out_of(
    purses: Mapping[Span, dict[int, int]], board: Board, draft: Draft, who: int
) -> Draft | None:
    """The draft with ``who`` as its owner, out of the minutes that were counted with."""
    place = draft.channel, draft.content, draft.week
    first = first_week(board, who, place)
    work = _taken(purses.get((who, first, draft.week), {}), board.minutes[draft.content])
    buddy = board.makers.buddy_for(who, draft.content, first)
    if work is None or buddy is None:
        return None if work is None else replace(draft, owner=who, work=work)
    purse = purses.get((buddy, first, draft.week), {})
    helping = _taken(purse, board.help[draft.content])
    if helping is None:
        return None
    return replace(draft, owner=who, work=work, buddy=buddy, buddy_work=helping)


def _taken(purse: dict[int, int], minutes: int) -> Booking | None:
    """``minutes`` out of a purse, early weeks first; ``None`` if there are not so many in it."""
    if sum(purse.values()) < minutes:
        return None
    work = []
    for week in sorted(purse):
        some = min(purse[week], minutes)
        if some:
            work.append((week, some))
            purse[week] -= some
            minutes -= some
    return tuple(work)


def best_owner(
    board: Board,
    drafts: Iterable[Draft],
    makers: list[int],
    was: str | None = None,
) -> Draft | None:
    """The first of the drafts that anybody can make, with its owner: the fairest one."""
    for draft in drafts:
        tried = (board.fitted(draft, who) for who in makers)
        fitted = [one for one in tried if one is not None]
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
