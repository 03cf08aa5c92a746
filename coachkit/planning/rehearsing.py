"""Rehearsals: what would happen, side by side, before anybody decides."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from coachkit.model.errors import InvalidValue
from coachkit.model.people import Absence, AbsenceReason, Contributor, Skill, Team
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.plans import CadenceLine, Plan
from coachkit.model.rehearsals import (
    Change,
    ChannelDiff,
    FewerHours,
    IsAway,
    LaunchMoves,
    Leaves,
    MovedItem,
    OneMoreChannel,
    PersonDiff,
    RehearsalDiff,
    Touched,
    Training,
)
from coachkit.planning import planner
from coachkit.planning.editing import hand_of
from coachkit.planning.progress import Progress, unheard


def rehearse(
    request: PlanRequest, plan: Plan, change: Change, *, progress: Progress = unheard
) -> RehearsalDiff:
    """The plan before and after a change, as near to each other as the hours allow.

    :class:`InvalidValue`: ``unknown_person``, ``unknown_campaign``, ``no_hours`` where nothing is
    left, ``repeated`` for a channel that there is already.
    """
    after = planner.planned(changed_request(request, change), hand_of(plan), plan, progress)
    return side_by_side(change, plan, after)


def changed_request(request: PlanRequest, change: Change) -> PlanRequest:
    """The request as it would be: what a session saves once the change is decided."""
    match change:
        case LaunchMoves(campaign=name, launch=launch):
            if all(one.name != name for one in request.campaigns):
                raise InvalidValue("unknown_campaign", "campaign", value=name[:80])
            moved = tuple(
                one.changed(launch=launch) if one.name == name else one for one in request.campaigns
            )
            return request.changed(campaigns=moved)
        case OneMoreChannel(channel=channel):
            return request.changed(channels=(*request.channels, channel))
        case FewerHours(hours_a_week=hours, who=None):
            part = max(0.0, 1 - hours / request.team.hours_a_week)
            everybody = request.team.contributors
            fewer = {one.name: {"hours_a_week": one.hours_a_week * part} for one in everybody}
            return request.changed(team=_with(request.team, fewer))
        case _:
            return request.changed(team=_with_one(request, change))


def _with_one(request: PlanRequest, change: Change) -> Team:
    who = getattr(change, "who", None)
    for one in request.team.contributors:
        if one.name == who:
            return _with(request.team, {one.name: _updates(request, one, change)})
    raise InvalidValue("unknown_person", "who", value=str(who)[:80])


def _updates(request: PlanRequest, one: Contributor, change: Change) -> dict[str, Any]:
    match change:
        case FewerHours(hours_a_week=hours):
            return {"hours_a_week": max(0.0, one.hours_a_week - hours)}
        case Leaves(last_day=last_day) if last_day < request.period.last:
            gone = Absence(first=last_day + timedelta(days=1), last=request.period.last)
            return {"absences": (*one.absences, gone)}
        case IsAway(absence=absence):
            return {"absences": (*one.absences, absence)}
        case Training():
            return _trained(one, change)
        case _:
            return {}


def _trained(one: Contributor, change: Training) -> dict[str, Any]:
    """Somebody who spends the hours in that week, and has the skill from the Monday after."""
    had = one.skill(change.skill)
    learned = Skill(
        name=change.skill,
        level=max(had.level, change.level),
        will=max(had.will, 1),
        since=change.week + timedelta(days=7),
        before=had.level,
    )
    away = Absence(
        first=change.week,
        last=change.week + timedelta(days=6),
        reason=AbsenceReason.TRAINING,
        part=min(1.0, change.hours / one.hours_a_week) if one.hours_a_week else 1.0,
    )
    others = tuple(skill for skill in one.skills if skill.name != change.skill)
    return {"skills": (*others, learned), "absences": (*one.absences, away)}


def _with(team: Team, updates: dict[str, dict[str, Any]]) -> Team:
    return Team(
        people=tuple(one.changed(**updates.get(one.name, {})) for one in team.people),
        departments=tuple(one.changed(**updates.get(one.name, {})) for one in team.departments),
    )


# ── Side by side ────────────────────────────────────────────────────────────────────────────────


def side_by_side(change: Change, before: Plan, after: Plan) -> RehearsalDiff:
    """Two plans beside each other, and the change that makes one of the other."""
    was = {item.key: item for item in before.items}
    now = {item.key: item for item in after.items}
    moved = tuple(
        MovedItem(
            key=key,
            day_before=was[key].day,
            day_after=item.day,
            owner_before=was[key].owner,
            owner_after=item.owner,
        )
        for key, item in now.items()
        if key in was and (was[key].day, was[key].owner) != (item.day, item.owner)
    )
    return RehearsalDiff(
        change=change,
        before=before,
        after=after,
        channels=_channel_diffs(before, after),
        people=_person_diffs(before, after),
        gone=tuple(key for key in was if key not in now),
        new=tuple(key for key in now if key not in was),
        moved=moved,
        touched=tuple(_touched(before, after)),
        worth=after.relevant_a_week - before.relevant_a_week,
    )


def _channel_diffs(before: Plan, after: Plan) -> tuple[ChannelDiff, ...]:
    names = list(dict.fromkeys(line.channel for line in (*before.cadence, *after.cadence)))

    def a_week(plan: Plan, count: Callable[[CadenceLine], int], channel: str) -> float:
        return sum(count(line) for line in plan.cadence if line.channel == channel) / plan.weeks

    def planned(line: CadenceLine) -> int:
        return line.planned

    def relevant(line: CadenceLine) -> int:
        return line.relevant

    return tuple(
        ChannelDiff(
            channel=name,
            before=a_week(before, planned, name),
            after=a_week(after, planned, name),
            relevant_before=a_week(before, relevant, name),
            relevant_after=a_week(after, relevant, name),
            wish=a_week(after, lambda line: line.wish, name),
        )
        for name in names
    )


def _person_diffs(before: Plan, after: Plan) -> tuple[PersonDiff, ...]:
    now = {load.who: load for load in after.loads}
    return tuple(
        PersonDiff(
            who=was.who,
            hours_before=was.load / before.weeks,
            hours_after=now[was.who].load / after.weeks,
            items_before=was.items,
            items_after=now[was.who].items,
            turns_before=was.turns,
            turns_after=now[was.who].turns,
            duties_before=was.duties,
            duties_after=now[was.who].duties,
        )
        for was in before.loads
        if was.who in now
    )


def _touched(before: Plan, after: Plan) -> Iterator[Touched]:
    def campaign(plan: Plan) -> list[tuple[str, date, str]]:
        return [(item.key, item.day, item.owner) for item in plan.items if item.campaign]

    def cadence(plan: Plan) -> list[tuple[str, date, int]]:
        return [(line.channel, line.week, line.planned) for line in plan.cadence]

    for touched, was, now in (
        (Touched.CALENDAR, before.items, after.items),
        (Touched.ROTA, before.turns, after.turns),
        (Touched.PRESENCE, before.presence, after.presence),
        (Touched.MONDAY_CARD, before.monday, after.monday),
        (Touched.CAMPAIGN, campaign(before), campaign(after)),
        (Touched.CADENCE, cadence(before), cadence(after)),
    ):
        if was != now:
            yield touched
