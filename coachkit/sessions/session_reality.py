"""What the reality check of a session reckons with, and where what is typed is kept.

Hours, wishes and protected lines are those of the client's plan: the planning page shows next what
was typed here. A plan is asked for with the first hour; before that the team is kept alone.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import timedelta
from typing import Any, Final, Generic, TypeVar

from coachkit.model.audit import Verdict
from coachkit.model.content import Channel, ContentType
from coachkit.model.goals import Goals
from coachkit.model.people import Absence, Contributor, Team
from coachkit.model.plan_naming import nobody_needed_leaves
from coachkit.model.plan_requests import PlanRequest, ProtectedLines
from coachkit.model.reality import LessHours, RealisticCadence
from coachkit.model.strategy import Strategy
from coachkit.planning.defaults import default_channels
from coachkit.planning.reality import less_hours, realistic_cadence, reality_request
from coachkit.sessions.plan_beginning import first_request
from coachkit.sessions.session_desk import SessionDesk

MONTH: Final = timedelta(days=27)
"""From the first to the last day of four weeks."""

_REMEMBERED: Final = 12
C = TypeVar("C", bound=Contributor)
K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


# ── What is kept ────────────────────────────────────────────────────────────────────────────────


def put_team(desk: SessionDesk, team: Team, because: str) -> None:
    """Who makes content, and with which hours: the team, and the plan that is made for it.

    :class:`InvalidValue` ``in_use`` for leaving out who has an item with a day of its own.
    """
    request = desk.request
    if request is not None:
        nobody_needed_leaves(request, team)
    if team.hours_a_week > 0:
        whole = _begun(desk, team) if request is None else request.changed(team=team)
        desk.put(team, because)
        desk.put(whole, because)
    else:
        desk.put(team, because)


def put_wish(desk: SessionDesk, channel: str, wish: int) -> None:
    """So many posts a week on that channel, which may be new to the plan."""
    request = desk.request
    if request is None:
        return
    known = {one.name for one in request.channels}
    channels = request.channels
    if channel not in known:
        new = next(one for one in kept_channels(desk) if one.name == channel)
        channels = (*channels, _fitting(new, request))
    wished = tuple(
        one.changed(target_a_week=wish, least_a_week=min(one.least_a_week, wish))
        if one.name == channel
        else one
        for one in channels
    )
    _put(desk, request.changed(channels=wished), "wish")


def put_lines(desk: SessionDesk, lines: ProtectedLines) -> None:
    """The hours that no post may eat."""
    if desk.request is not None:
        _put(desk, desk.request.changed(protected=lines), "protected lines")


def put_content(desk: SessionDesk, content: tuple[ContentType, ...], because: str) -> None:
    """What kinds of content there are, with the hours that each takes."""
    if desk.request is not None:
        _put(desk, desk.request.changed(content=content), because)


def silence_the_gone(desk: SessionDesk) -> None:
    """No posts are wished for any longer where the strategy pauses or closes a channel."""
    request = desk.request
    if request is None:
        return
    kept = {one.name for one in kept_channels(desk)}
    channels = tuple(
        one if one.name in kept else one.changed(target_a_week=0, least_a_week=0)
        for one in request.channels
    )
    if channels != request.channels:
        _put(desk, request.changed(channels=channels), "channels")


def _put(desk: SessionDesk, request: PlanRequest, because: str) -> None:
    # The team may have been kept later than the plan: it is the same one from now on.
    team = desk.the(Team)
    desk.put(request.changed(team=team) if team.hours_a_week > 0 else request, because)


def _begun(desk: SessionDesk, team: Team) -> PlanRequest:
    request = first_request(desk.client, desk.the(Goals), team, desk.today)
    kept = kept_channels(desk)
    return request.changed(channels=tuple(_fitting(one, request) for one in kept))


def _fitting(channel: Channel, request: PlanRequest) -> Channel:
    known = {one.name for one in request.content}
    return channel.changed(takes=tuple(name for name in channel.takes if name in known))


# ── What is asked ───────────────────────────────────────────────────────────────────────────────


def kept_channels(desk: SessionDesk) -> tuple[Channel, ...]:
    """The channels that get posts: those of the plan and those that were decided to be kept."""
    choices = [one for one in desk.the(Strategy).channels if one.channel]
    gone = {_plain(one.channel) for one in choices if one.verdict not in (None, Verdict.KEEP)}
    found = {} if desk.request is None else {_plain(c.name): c for c in desk.request.channels}
    for one in choices:
        if one.verdict is Verdict.KEEP:
            found.setdefault(_plain(one.channel), _channel(one.channel[:80], desk))
    if not found:
        offered = [one.channel for one in default_channels(desk.client.language)]
        wanted = {goal.kpi.platform for goal in desk.the(Goals).goals}
        chosen = [one for one in offered if one.platform in wanted] or offered[:2]
        found = {_plain(one.name): one for one in chosen}
    left = tuple(one for name, one in found.items() if name not in gone)
    return left or tuple(found.values())


def _channel(name: str, desk: SessionDesk) -> Channel:
    """A channel as it is usually begun with; one that nobody knows begins with a post a week."""
    for one in default_channels(desk.client.language):
        if _plain(one.channel.name) == _plain(name):
            return one.channel
    return Channel(name=name, target_a_week=1)


def _plain(name: str) -> str:
    return name.strip().casefold()


def asked(desk: SessionDesk) -> PlanRequest | None:
    """What the hours are to be enough for; ``None`` as long as there are no hours."""
    team, request = desk.the(Team), desk.request
    if request is None or team.hours_a_week <= 0:
        return None
    return reality_request(
        team,
        [_fitting(one, request) for one in kept_channels(desk)],
        request.content,
        today=desk.today,
        country=desk.client.country,
        protected=request.protected,
        closed=request.closed,
    )


def with_more(request: PlanRequest, hours: float) -> PlanRequest:
    """So many hours a week more, shared as the hours are."""
    times = 1 + hours / request.team.hours_a_week

    def more(one: C) -> C:
        return one.changed(hours_a_week=min(168.0, one.hours_a_week * times))

    return request.changed(team=each(request.team, more))


def without(request: PlanRequest, who: str) -> tuple[PlanRequest, Absence]:
    """One of them away for the first four weeks."""
    away = Absence(first=request.starts, last=request.starts + MONTH)

    def gone(one: C) -> C:
        return one.changed(absences=(*one.absences, away)) if one.name == who else one

    return request.changed(team=each(request.team, gone)), away


def each(team: Team, change: Callable[[Any], Any]) -> Team:
    """The team with a change of everybody who may be named."""
    return Team(
        people=tuple(change(one) if one.opted_in else one for one in team.people),
        departments=tuple(change(one) for one in team.departments),
    )


# ── What is found ───────────────────────────────────────────────────────────────────────────────


class Remembered(Generic[K, T]):
    """Answers that took a moment, each found once for what was asked."""

    def __init__(self, find: Callable[[K], T]) -> None:
        self._find = find
        self._found: OrderedDict[K, T] = OrderedDict()

    def known(self, asked: K) -> T | None:
        """The answer, where it was found already."""
        return self._found.get(asked)

    def of(self, asked: K) -> T:
        """The answer, found now if need be."""
        if asked not in self._found:
            self._found[asked] = self._find(asked)
            while len(self._found) > _REMEMBERED:
                self._found.popitem(last=False)
        return self._found[asked]


def _lost(asked: tuple[PlanRequest, float]) -> LessHours:
    request, hours = asked
    return less_hours(request, REALITY.of(request).plan, hours)


REALITY: Final[Remembered[PlanRequest, RealisticCadence]] = Remembered(realistic_cadence)
"""What the hours are enough for."""

LOST: Final[Remembered[tuple[PlanRequest, float], LessHours]] = Remembered(_lost)
"""What goes first with so many hours a week fewer."""
