"""Hours that a campaign's material takes of whoever makes it, before its day.

Material has no place in the calendar. Its hours are a part of somebody's days that is taken, so
that every plan, however it is made, gives them to nothing else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Any, Final

from coachkit.model.people import Absence, AbsenceReason, Contributor, Part, Team
from coachkit.model.periods import Period
from coachkit.model.plan_requests import PlanRequest
from coachkit.planning.working_days import days_off

_SHARE: Final = 0.6
"""More of somebody's days than this is taken only where there is no time."""

_LONGEST: Final = 56
_LEAST: Final = 0.001
_NEAR: Final = 0.05
_HALVINGS: Final = 20


@dataclass(frozen=True)
class Booked:
    """The team with those hours taken of ``who``; ``short``: hours for which there was no room."""

    team: Team
    who: str
    days: Period
    short: float


def without_material(team: Team) -> Team:
    """The team with all the hours that material took."""

    def freed(one: Contributor) -> dict[str, Any]:
        kept = (away for away in one.absences if away.reason is not AbsenceReason.MATERIAL)
        return {"absences": tuple(kept)}

    return Team(
        people=tuple(one.changed(**freed(one)) for one in team.people),
        departments=tuple(one.changed(**freed(one)) for one in team.departments),
    )


def material(
    request: PlanRequest, *, owner: str | None, needs: Sequence[str], hours: float, days: Period
) -> Booked | None:
    """So many hours before the last of those days; ``None`` where nobody can make it.

    Without an owner it is whoever has the skills and most hours left. The days begin earlier where
    the hours would else take most of somebody's time.
    """
    team = request.team
    able = [one for one in team.contributors if one.name == owner]
    if not able and owner is None:
        able = [one for one in team.contributors if _can(one, needs) and one.hours_a_week > 0]
    if not able:
        return None
    who = max(able, key=lambda one: (one.part is Part.CORE, _most(request, one, days), one.name))
    window = _wide_enough(request, who, hours, days)
    part = _part(request, who, hours, window)
    short = max(0.0, hours - _taken(request, who, part, window))
    if part >= _LEAST:
        away = Absence(
            first=window.first, last=window.last, reason=AbsenceReason.MATERIAL, part=part
        )
        team = _with(team, who.name, away)
    return Booked(team, who.name, window, round(short, 2) if short > _NEAR else 0.0)


def _can(one: Contributor, needs: Iterable[str]) -> bool:
    return all(one.skill(name).level > 0 and one.skill(name).will > 0 for name in needs)


def _wide_enough(request: PlanRequest, who: Contributor, hours: float, days: Period) -> Period:
    """Those days, and weeks before them until the hours are no more than a part of the time."""
    a_day = who.hours_a_week / len(who.workdays)
    needed = ceil(hours / (a_day * _SHARE)) if a_day else days.days
    first = min(days.first, days.last - timedelta(days=min(_LONGEST, ceil(needed * 7 / 5))))
    first = max(first, request.starts) if days.last >= request.starts else first
    return Period(first=first, last=days.last)


def _free(request: PlanRequest, who: Contributor, days: Period) -> list[float]:
    """The part of each of their working days that is left."""
    off = days_off(request.country, days.first, days.last) | {*request.closed}
    each = (days.first + timedelta(days=n) for n in range(days.days))
    return [1.0 - who.away(day) for day in each if day.weekday() in who.workdays and day not in off]


def _taken(request: PlanRequest, who: Contributor, part: float, days: Period) -> float:
    """The hours that such a part of those days is."""
    a_day = who.hours_a_week / len(who.workdays)
    return a_day * sum(min(left, part) for left in _free(request, who, days))


def _most(request: PlanRequest, who: Contributor, days: Period) -> float:
    return _taken(request, who, 1.0, days)


def _part(request: PlanRequest, who: Contributor, hours: float, days: Period) -> float:
    """The smallest part of those days that is so many hours; all of them where none is."""
    least, most = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (least + most) / 2
        if _taken(request, who, middle, days) < hours:
            least = middle
        else:
            most = middle
    return round(most, 4)


def _with(team: Team, name: str, away: Absence) -> Team:
    def taken(one: Any) -> Any:
        return one.changed(absences=(*one.absences, away)) if one.name == name else one

    return Team(
        people=tuple(taken(one) for one in team.people),
        departments=tuple(taken(one) for one in team.departments),
    )
