"""The campaign of a session in the client's own plan: hung on its launch, worked out, kept.

What is kept is what the planning page reads and keeps: the request, its team and the plan.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from coachkit.language.plan_words import hours_said
from coachkit.language.speech import Speech, speak
from coachkit.model.campaign import Campaign
from coachkit.model.goals import Goals
from coachkit.model.people import Absence, Team
from coachkit.model.plan_requests import LockedItem, PlanRequest
from coachkit.model.plans import Plan
from coachkit.model.rehearsals import (
    Change,
    Edit,
    FewerHours,
    IsAway,
    LaunchMoves,
    RehearsalDiff,
)
from coachkit.planning.campaign_items import Hung, published_on, with_campaign
from coachkit.planning.editing import Hand, edited, hand_of
from coachkit.planning.planner import planned
from coachkit.planning.progress import Progress, unheard
from coachkit.planning.rehearsing import changed_request, side_by_side
from coachkit.sessions.plan_beginning import first_request
from coachkit.sessions.plan_fitting import fitting
from coachkit.sessions.session_desk import SessionDesk

WEEK = timedelta(weeks=1)
AWAY = timedelta(days=27)
"""From the first to the last day of four weeks."""

NO_SPARE = timedelta(0)
"""A rehearsal stays within the weeks that the plan has."""


@dataclass(frozen=True)
class Asked:
    """What a plan is worked out from, taken from the desk: a thread needs nothing else.

    ``before``: the plan as it was kept, ``today``: the day on which it is worked out.
    """

    request: PlanRequest
    before: Plan | None
    today: date
    edit: Edit | None = None


@dataclass(frozen=True)
class Tried:
    """What a change would do. ``request`` and ``campaign``: as they would be kept."""

    diff: RehearsalDiff
    request: PlanRequest
    campaign: Campaign


# ── What is asked ───────────────────────────────────────────────────────────────────────────────


def hung(
    desk: SessionDesk, campaign: Campaign | None = None, *, spare: timedelta = WEEK
) -> Hung | None:
    """The client's request with the campaign in it; ``None`` as long as nobody gives any hours.

    A client without a plan gets one with sourced defaults, as on the planning page.
    """
    team = desk.the(Team)
    if team.hours_a_week <= 0:
        return None
    request = desk.request
    if request is None:
        request = first_request(desk.client, desk.the(Goals), team, desk.today)
    elif request.team != team:
        request = request.changed(team=team)
    wanted = desk.the(Campaign) if campaign is None else campaign
    speech = speak(desk.client.language)
    return with_campaign(
        request,
        wanted,
        desk.today,
        naming=lambda name, hours, lead: _kind_name(name, hours, lead, speech),
        spare=spare,
    )


def _kind_name(name: str, hours: float, lead: int, speech: Speech) -> str:
    """What a content type with an effort of its own is called, in the client's language."""
    return speech.count(
        "%(name)s (%(hours)s, %(n)s day ahead)",
        "%(name)s (%(hours)s, %(n)s days ahead)",
        lead,
        name=name,
        hours=hours_said(hours, speech),
    )


def up_to_date(desk: SessionDesk, found: Hung) -> bool:
    """Whether the plan that is kept is the plan for that."""
    return not desk.plan_is_behind and desk.request == found.request


def asked(desk: SessionDesk, found: Hung, edit: Edit | None = None) -> Asked:
    """What is worked out now, with what a hand has changed."""
    before = desk.plan
    if before is not None and before.starts != found.request.starts:
        before = None
    return Asked(found.request, before, desk.today, edit)


# ── What is worked out ──────────────────────────────────────────────────────────────────────────


def worked_out(of: Asked, progress: Progress = unheard) -> Plan:
    """The plan, as near to the one before as it can be. The same for the same."""
    request = _as_of(of.request, of.today)
    if of.before is None:
        return planned(request, Hand(), None, progress)
    before = fitting(of.before, of.request)
    edits = () if of.edit is None else (of.edit,)
    return planned(request, edited(request, before, edits), before, progress)


def _as_of(request: PlanRequest, today: date) -> PlanRequest:
    return request if today > request.period.last else request.changed(today=today)


def keep(desk: SessionDesk, request: PlanRequest, plan: Plan, because: str) -> None:
    """This is the client's plan now: with its request and its team, as the planning page keeps."""
    # What waits is kept first: whoever looks at the times, sees the plan after its request.
    desk.flush()
    desk.put(request.team, because)
    desk.put(request, because)
    desk.put(plan, because)


# ── What if ─────────────────────────────────────────────────────────────────────────────────────


def fewer_hours(hours: float) -> Change:
    """So many hours a week fewer, of everybody in proportion."""
    return FewerHours(hours_a_week=hours)


def one_away(campaign: Campaign, who: str, request: PlanRequest) -> Change:
    """Somebody away for the four weeks that begin in the week of the launch."""
    launch = campaign.launch or request.begins
    first = max(launch - timedelta(days=launch.weekday()), request.begins)
    return IsAway(who=who, absence=Absence(first=first, last=first + AWAY))


def launch_later(campaign: Campaign, launch: date) -> Change:
    """The launch on another day."""
    return LaunchMoves(campaign=campaign.name, launch=launch)


def tried(
    of: Asked,
    change: Change,
    wanted: PlanRequest | None,
    campaign: Campaign,
    progress: Progress = unheard,
) -> Tried:
    """Before and after, side by side. ``wanted``: the request with another launch. Nothing is kept.

    :class:`InvalidValue` as :func:`coachkit.planning.rehearsing.rehearse` raises it.
    """
    before = worked_out(of) if of.before is None else fitting(of.before, of.request)
    if isinstance(change, LaunchMoves) and wanted is not None:
        request, after = wanted, campaign.moved(change.launch)
        near = with_launch(before, of.request, request, campaign.name)
    else:
        request, after, near = changed_request(of.request, change), campaign, before
    plan = planned(_as_of(request, of.today), hand_of(near), near, progress)
    return Tried(side_by_side(change, before, plan), request, after)


def with_launch(plan: Plan, before: PlanRequest, after: PlanRequest, name: str) -> Plan:
    """The plan whose locks on a campaign's items have moved with its launch, owners and all.

    A lock on anything else stays. A day on which nothing is published becomes the one before it.
    """
    was = {one.name: one.launch for one in before.campaigns}.get(name)
    now = {one.name: one.launch for one in after.campaigns}.get(name)
    if was is None or now is None or was == now:
        return plan
    of_campaign = {one.key for one in plan.items if one.campaign == name}

    def moved(lock: LockedItem) -> LockedItem:
        if lock.key not in of_campaign:
            return lock
        wished = lock.day + (now - was)
        day = published_on(after, lock.channel, wished, after.begins)
        return lock.changed(day=day or wished)

    return plan.model_copy(update={"locks": tuple(map(moved, plan.locks))})
