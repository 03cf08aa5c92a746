"""The session's clock: begin, go on, back, extend, pause, end; and what time is left.

Whoever is late takes it from what is still to come, in proportion and never below two minutes a
block, so that ninety minutes stay ninety. Whoever is early keeps what was saved: an extension is
taken from there first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from coachkit.model.errors import InvalidValue
from coachkit.model.languages import Language
from coachkit.model.run_sheets import RunSheet
from coachkit.model.sessions import MINUTE, Pause, Session, SessionBlock, Visit

FLOOR: Final = 2 * MINUTE
"""Seconds that a block keeps, whatever happens before it."""
LEFT_ALONE: Final = timedelta(hours=4)
"""No session goes on for so long without an entry: nobody is there any more."""


def new_session(
    sheet: RunSheet,
    *,
    number: int = 1,
    label: str = "",
    language: Language = "en",
    practice: bool = False,
) -> Session:
    """A session of that sheet that has not begun. ``number``: of this client, 1 the first."""
    return Session(
        sheet=sheet.key,
        number=number,
        label=label,
        practice=practice,
        language=language,
        blocks=tuple(
            SessionBlock(
                key=block.key, planned=block.minutes * MINUTE, allotted=block.minutes * MINUTE
            )
            for block in sheet.blocks
        ),
    )


def start(session: Session, now: datetime) -> Session:
    """The clock runs, the first block is on the screen; one that has begun stays as it is."""
    if session.started:
        return session
    begun = session.changed(started_at=now)
    return _entered(begun, session.blocks[0].key, now)


def next_block(session: Session, now: datetime) -> Session:
    """On to the block after this one; after the last, it stays where it is."""
    return _beside(session, 1, now)


def previous_block(session: Session, now: datetime) -> Session:
    """Back to the block before this one."""
    return _beside(session, -1, now)


def go_to(session: Session, key: str, now: datetime) -> Session:
    """To any block. What was late is taken from what is still to come.

    Raises :class:`InvalidValue`: ``unknown_block``, ``not_begun``, ``session_over``.
    """
    _must_run(session)
    if session.block(key).key == session.current:
        return session
    second, behind = session.second(now), session.current
    moved = _entered(_left(session, now), key, now)
    late = clock(moved, now).late
    return moved if behind is None else _caught_up(moved, behind, late, second)


def extend(session: Session, key: str, minutes: float, now: datetime) -> Session:
    """Give a block more minutes: saved ones first, then those of the blocks still to come.

    Raises :class:`InvalidValue`: ``not_positive``; ``block_done`` for one that is behind;
    ``no_minutes_left`` (``known``: how many minutes could be had) where the others would fall
    below two minutes each.
    """
    _must_run(session)
    block, second, more = session.block(key), session.second(now), round(minutes * MINUTE)
    if more <= 0:
        raise InvalidValue("not_positive", "minutes", value=minutes)
    if block.done:
        raise InvalidValue("block_done", "block", value=key)
    saved = min(more, clock(session, now).spare)
    to_come = _to_come(session, second, without=key)
    if more - saved > sum(to_come.values()):
        known = (clock(session, now).spare + sum(to_come.values())) // MINUTE
        raise InvalidValue("no_minutes_left", "minutes", value=minutes, known=known)
    changes = _shares(session, to_come, more - saved)
    for name, given_back in _unused(session, saved, second).items():
        changes[name] = changes.get(name, 0) + given_back
    changed = _allotted(session, {**{k: -taken for k, taken in changes.items()}, key: more})
    return _with(changed, changed.block(key).changed(extended=block.extended + more))


def pause(session: Session, now: datetime) -> Session:
    """Stop the clock; one that stands still stays so."""
    _must_run(session)
    if session.paused:
        return session
    return session.changed(pauses=(*session.pauses, Pause(since=now)))


def resume(session: Session, now: datetime) -> Session:
    """Let the clock run on."""
    if not session.paused:
        return session
    *before, last = session.pauses
    return session.changed(pauses=(*before, last.changed(until=max(now, last.since))))


def left_alone(session: Session, last: datetime, now: datetime) -> Session:
    """A session that nobody paused or ended: after hours its clock goes on where it was left.

    ``last``: when something was entered last. What is shorter than :data:`LEFT_ALONE` counts.
    """
    if not session.running:
        return session
    since = max((last, *(one.until for one in session.pauses if one.until is not None)))
    if now - since < LEFT_ALONE:
        return session
    return session.changed(pauses=(*session.pauses, Pause(since=since, until=now)))


def end(session: Session, now: datetime) -> Session:
    """The session is over; one that is over stays as it is."""
    if session.over:
        return session
    _must_run(session)
    awake = resume(session, now)
    return _left(awake, now).changed(current=None, ended_at=now)


@dataclass(frozen=True)
class Clock:
    """What the clock shows, in seconds.

    ``left``: of the session, below zero when it is over time. ``block``: the key on the screen;
    ``block_left``: of it, below zero when it should have ended. ``late``: how much longer all
    would take than there is time; ``spare``: how much was saved. One of the two is zero.
    """

    second: int
    left: int
    block: str | None
    block_left: int
    late: int
    spare: int
    running: bool


def clock(session: Session, now: datetime) -> Clock:
    """What the clock shows at ``now``."""
    second = session.second(now)
    left = session.length - second
    needed = sum(
        max(0, block.allotted - block.spent(second)) for block in session.blocks if not block.done
    )
    here = None if session.current is None else session.block(session.current)
    return Clock(
        second=second,
        left=left,
        block=session.current,
        block_left=0 if here is None else here.allotted - here.spent(second),
        late=0 if session.over else max(0, needed - left),
        spare=0 if session.over else max(0, left - needed),
        running=session.running,
    )


def moment_of(session: Session, minute: float) -> datetime:
    """The moment at which the session's clock showed that minute; of a pause, its beginning.

    Raises :class:`InvalidValue` ``not_begun``.
    """
    if session.started_at is None:
        raise InvalidValue("not_begun", "session")
    moment = session.started_at + timedelta(minutes=minute)
    for one in session.pauses:
        if one.until is not None and one.since < moment:
            moment += one.until - one.since
    return moment


def _must_run(session: Session) -> None:
    if session.over:
        raise InvalidValue("session_over", "session")
    if not session.started:
        raise InvalidValue("not_begun", "session")


def _beside(session: Session, step: int, now: datetime) -> Session:
    _must_run(session)
    keys = [block.key for block in session.blocks]
    place = keys.index(session.current or keys[0]) + step
    return go_to(session, keys[min(max(place, 0), len(keys) - 1)], now)


def _entered(session: Session, key: str, now: datetime) -> Session:
    block = session.block(key)
    visit = Visit(entered=session.second(now))
    return _with(session, block.changed(visits=(*block.visits, visit))).changed(current=key)


def _left(session: Session, now: datetime) -> Session:
    if session.current is None:
        return session
    block = session.block(session.current)
    *before, last = block.visits
    visit = last.changed(left=session.second(now))
    return _with(session, block.changed(visits=(*before, visit)))


def _caught_up(session: Session, behind: str, late: int, second: int) -> Session:
    """What the block behind took too long comes off the others, as far as they have it."""
    to_come = _to_come(session, second, without=behind)
    taken = min(late, sum(to_come.values()))
    if taken <= 0:
        return session
    shares = _shares(session, to_come, taken)
    return _allotted(session, {**{key: -share for key, share in shares.items()}, behind: taken})


def _to_come(session: Session, second: int, *, without: str) -> dict[str, int]:
    """By block that is not behind: the seconds that it could give."""
    return {
        block.key: block.allotted - least
        for block in session.blocks
        if block.key != without
        and not block.done
        and block.allotted > (least := max(FLOOR, block.spent(second)))
    }


def _shares(session: Session, could: Mapping[str, int], seconds: int) -> dict[str, int]:
    """Whole seconds from each, in proportion to its length, and from none more than it could."""
    given = dict.fromkeys(could, 0)
    while seconds > 0:
        able = [key for key in could if given[key] < could[key]]
        whole = sum(session.block(key).allotted for key in able)
        wanted = seconds
        for key in able:
            fair = -(-wanted * session.block(key).allotted // whole)
            share = min(fair, could[key] - given[key], seconds)
            given[key] += share
            seconds -= share
    return given


def _unused(session: Session, seconds: int, second: int) -> dict[str, int]:
    """Where saved seconds lie: in blocks that ended early, the latest first."""
    found: dict[str, int] = {}
    for block in reversed(session.blocks):
        if block.done:
            share = min(seconds, max(0, block.allotted - block.spent(second)))
            found[block.key] = share
            seconds -= share
    return found


def _allotted(session: Session, changes: Mapping[str, int]) -> Session:
    blocks = tuple(
        block.changed(allotted=block.allotted + changes.get(block.key, 0))
        for block in session.blocks
    )
    return session.changed(blocks=blocks)


def _with(session: Session, block: SessionBlock) -> Session:
    blocks = tuple(block if one.key == block.key else one for one in session.blocks)
    return session.changed(blocks=blocks)
