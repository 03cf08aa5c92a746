"""The reality check: what the hours really give beside the wish, by the same planner as the plan.

``reality_request`` builds the request from what a first session knows; ``realistic_cadence`` reads
the answer off its plan; ``less_hours`` rehearses the loss of some.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from statistics import mean, median

from coachkit.model.content import Channel, ContentType, RelevanceFloor
from coachkit.model.defaults import Default
from coachkit.model.people import Part, Team
from coachkit.model.plan_requests import PlanRequest, ProtectedLines
from coachkit.model.plans import CadenceLine, Plan
from coachkit.model.reality import (
    LessHours,
    Loses,
    NextPost,
    RealChannel,
    RealisticCadence,
    RealWeek,
)
from coachkit.model.rehearsals import FewerHours
from coachkit.planning.defaults import default_full_time
from coachkit.planning.planner import plan as make_plan
from coachkit.planning.rehearsing import rehearse

MOST_WEEKS = 12
"""As many weeks as a picture of bars can show, and as a first plan has."""


def reality_request(  # noqa: PLR0913  - the parts of a first session, each by its name
    team: Team,
    channels: Sequence[Channel],
    content: Sequence[ContentType],
    *,
    today: date,
    country: str,
    protected: ProtectedLines | None = None,
    closed: Sequence[date] = (),
    weeks: int = MOST_WEEKS,
) -> PlanRequest:
    """A request of relevant posts alone, from the next Monday on.

    Where nobody's skills are known yet, everybody can make everything, every week: then hours are
    the only limit. Reshares are left out: filling up with them is no answer.
    :class:`InvalidValue` ``no_hours`` at ``team``; ``unknown_country``.
    """
    relevant = tuple(one for one in content if one.relevant)
    known = any(one.skills for one in team.contributors)
    names = {one.name for one in relevant}
    return PlanRequest(
        starts=today + timedelta(days=-today.weekday() % 7),
        weeks=min(weeks, MOST_WEEKS),
        today=today,
        country=country,
        closed=tuple(closed),
        team=team if known else _all_core(team),
        content=relevant if known else tuple(one.changed(needs=()) for one in relevant),
        channels=tuple(_without(channel, names) for channel in channels),
        protected=protected or ProtectedLines(),
        relevance=RelevanceFloor(share=1.0),
    )


def _all_core(team: Team) -> Team:
    every_week = {"part": Part.CORE, "most_channels": 30}
    return Team(
        people=tuple(one.changed(**every_week, beginner=False) for one in team.people),
        departments=tuple(one.changed(**every_week) for one in team.departments),
    )


def _without(channel: Channel, known: set[str]) -> Channel:
    """The channel with those content types alone that are known."""
    return channel.changed(takes=tuple(name for name in channel.takes if name in known))


def realistic_cadence(
    request: PlanRequest, *, full_time_rule: Default | None = None
) -> RealisticCadence:
    """What can be kept, channel by channel and week by week, beside the wish.

    ``full_time_rule``: relevant posts a week that take one full-time person, if not the default.
    """
    plan = make_plan(request)
    rule = full_time_rule or default_full_time()
    lines = _lines_a_week(request)
    channels = tuple(_channel(plan, one.name) for one in request.channels)
    weeks = _weeks(request, plan)
    nexts = [one.next_post for one in channels if one.next_post is not None]
    return RealisticCadence(
        channels=channels,
        weeks=weeks,
        wish=plan.wish_a_week,
        posts=plan.posts_a_week,
        usual=median(week.posts for week in weeks),
        gap_posts=sum(one.gap_posts for one in channels),
        gap_hours=sum(one.gap_hours for one in channels),
        hours=plan.hours_a_week,
        lines=lines,
        making=max(0.0, plan.hours_a_week - lines),
        next_post=min(nexts, key=_cheapest, default=None),
        full_time_people=plan.full_time_people,
        rule_people=plan.wish_a_week / rule.value,
        full_time_rule=rule,
        plan=plan,
    )


def _lines_a_week(request: PlanRequest) -> float:
    return request.protected.hours_a_week + 5 * request.protected.presence_minutes / 60


def _cheapest(post: NextPost) -> tuple[bool, float]:
    return post.missing is None, post.missing or post.hours


def _channel(plan: Plan, name: str) -> RealChannel:
    lines = [line for line in plan.cadence if line.channel == name]
    return RealChannel(
        channel=name,
        wish=mean(line.wish for line in lines),
        posts=mean(line.planned for line in lines),
        gap_posts=mean(line.gap_posts for line in lines),
        gap_hours=mean(line.gap_hours for line in lines),
        next_post=_next_post(name, [line for line in lines if line.next_hours is not None]),
    )


def _next_post(name: str, open_: list[CadenceLine]) -> NextPost | None:
    """One more a week wherever hours would do it; where they never would, why not."""
    with_hours = [line for line in open_ if line.next_missing is not None]
    lines = with_hours or open_
    if not lines:
        return None
    return NextPost(
        channel=name,
        hours=mean(line.next_hours or 0.0 for line in lines),
        missing=mean(line.next_missing or 0.0 for line in lines) if with_hours else None,
        why=None if with_hours else lines[0].next_why,
        weeks=tuple(line.week for line in lines),
    )


def _weeks(request: PlanRequest, plan: Plan) -> tuple[RealWeek, ...]:
    by_week = {
        monday: tuple(line.planned for line in plan.cadence if line.week == monday)
        for monday in request.mondays
    }
    days = Counter(day - timedelta(days=day.weekday()) for day in plan.working_days)
    usual = median(sum(posts) for posts in by_week.values())
    return tuple(
        RealWeek(
            week=monday,
            posts=sum(posts),
            by_channel=posts,
            working_days=days[monday],
            fewer=sum(posts) < usual,
        )
        for monday, posts in by_week.items()
    )


def less_hours(request: PlanRequest, plan: Plan, hours: float = 4.0) -> LessHours:
    """What goes first with so many hours a week fewer, of all in proportion to their hours.

    :class:`InvalidValue` ``no_hours`` where nothing is left.
    """
    diff = rehearse(request, plan, FewerHours(hours_a_week=hours))
    channels = Counter(item.channel for item in diff.before.items)
    kinds = Counter(item.content_type for item in diff.before.items)
    return LessHours(
        hours=hours,
        posts_before=diff.before.posts_a_week,
        posts_after=diff.after.posts_a_week,
        channels=_losses(plan, channels, Counter(item.channel for item in diff.after.items)),
        content=_losses(plan, kinds, Counter(item.content_type for item in diff.after.items)),
        diff=diff,
    )


def _losses(plan: Plan, before: Counter[str], after: Counter[str]) -> tuple[Loses, ...]:
    fewer = [name for name in before if after[name] < before[name]]
    return tuple(
        Loses(name=name, before=before[name] / plan.weeks, after=after[name] / plan.weeks)
        for name in sorted(fewer, key=lambda name: (after[name] - before[name], name))
    )
