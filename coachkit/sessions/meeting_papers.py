"""What a monthly meeting looks at, read from the client's newest values and exports."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from coachkit.documents.imprint import Imprint
from coachkit.documents.meeting_document import (
    ChannelOfMonth,
    GoalOfMonth,
    HoursOfMonth,
    LearnedTold,
    MeetingPapers,
    TurnOfMonth,
    WinTold,
)
from coachkit.language.content_said import replies_basis, replies_finding
from coachkit.language.findings import Finding
from coachkit.language.speech import Speech
from coachkit.language.terms import platform_name
from coachkit.model.actions import ActionPlan
from coachkit.model.actuals import Actuals
from coachkit.model.audit import Audit, stale_tools
from coachkit.model.evaluation_record import Evaluation
from coachkit.model.follow_ups import FollowUp, FollowUpKind
from coachkit.model.goals import Goals
from coachkit.model.observations import Platform
from coachkit.model.people import Team
from coachkit.model.people_said import Invitee, Win
from coachkit.model.periods import Period
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.plans import Plan, Turn
from coachkit.model.results import PlatformResults
from coachkit.model.seams import Seam
from coachkit.model.sessions import Session
from coachkit.model.strategy import Strategy
from coachkit.model.strategy_gaps import stale
from coachkit.model.values import Value
from coachkit.planning.follow_ups import follow_ups, meeting_on, next_monthly
from coachkit.sessions.named_with_a_yes import named_actions, without_yes
from coachkit.sessions.reading import ClientData
from coachkit.store.client_store import ClientStore

NEW_FOR: Final = timedelta(days=120)
"""For so long a change in what a platform counts is news."""

_MONTHS_AHEAD: Final = 36

V = TypeVar("V", bound=Value)


@dataclass(frozen=True)
class Meeting:
    """A monthly meeting ready to be written. ``session``: the one it follows, if it follows one."""

    papers: MeetingPapers
    imprint: Imprint
    session: int | None


@dataclass(frozen=True)
class ClientValues:
    """The client's values as last saved; empty where there is none."""

    evaluation: Evaluation
    team: Team
    actuals: Actuals
    audit: Audit
    strategy: Strategy
    actions: ActionPlan
    request: PlanRequest | None
    session: Session | None
    goals: Goals
    plans: tuple[Plan, ...]


def read_meeting(  # noqa: PLR0913 - whose, with what, about which month and on which day
    store: ClientStore,
    data: ClientData,
    imprint: Imprint,
    speech: Speech,
    *,
    month: str = "",
    on: date | None = None,
) -> Meeting:
    """The meeting about a month (``2026-10``), else about the last that is over.

    ``on``: its day; else the one that was agreed, or that follows the last session. Raises
    :class:`coachkit.model.errors.InvalidValue`: ``not_a_month``, ``unknown_country``.
    """
    held = client_values(store)
    period = Period.month(month) if month else last_month(data)
    meeting, session = _followed(held, data, _meeting(held, data, on))
    results = {platform: data.results(platform, period) for platform in data.platforms()}
    told = _told_of(held.evaluation, period)
    invited, beyond = _invited(held)
    papers = MeetingPapers(
        meeting=meeting,
        period=period,
        goals=goals_of(data, results, period),
        channels=tuple(channels_of(held, results, period, speech)),
        turns=tuple(_turns(held, period)),
        hours=hours_of(held.actuals, period),
        wins=tuple(win_told(one, held.team) for one in told.shown_wins),
        failure=_failure(told),
        replies=_replies(told, speech),
        seams=tuple(_recent(data, period)),
        stale_tools=stale_tools(held.audit.tools, data.today),
        research=held.request.protected.research or None if held.request else None,
        due=tuple(stale(held.strategy, data.today)),
        actions=named_actions(
            sorted(held.actions.open, key=lambda one: (one.when, one.key)), held.team, speech
        ),
        news=tuple(one for one in told.news if one.text),
        invited=invited,
        asked=bool(held.evaluation.meeting.invitees),
        beyond_social=beyond,
        note=told.meeting.note,
    )
    return Meeting(papers, imprint, session)


def win_told(win: Win, team: Team) -> WinTold:
    """A win for others to read: a team is thanked, and who said yes to being named."""
    thanked = "" if without_yes(win.thanks_to, team) else win.thanks_to
    how = "" if without_yes(win.how_thanked, team) else win.how_thanked
    return WinTold(win.what, win.why, thanked, win.person if win.consents else "", how)


def client_values(store: ClientStore) -> ClientValues:
    """All of them, read once."""
    request, session = store.load(PlanRequest), store.load(Session)
    team = store.load(Team)
    newer = team is not None and (request is None or team.saved_at > request.saved_at)
    return ClientValues(
        evaluation=_value(store, Evaluation, Evaluation()),
        # A plan carries its team: the one that was entered last is the team.
        team=team.value if team and newer else request.value.team if request else Team(),
        actuals=_value(store, Actuals, Actuals()),
        audit=_value(store, Audit, Audit()),
        strategy=_value(store, Strategy, Strategy()),
        actions=_value(store, ActionPlan, ActionPlan()),
        request=request.value if request else None,
        session=session.value if session else None,
        goals=_value(store, Goals, Goals()),
        plans=tuple(one.value for one in store.history(Plan)),
    )


def _value(store: ClientStore, kind: type[V], empty: V) -> V:
    saved = store.load(kind)
    return empty if saved is None else saved.value


# ── Which month, which day, and who is asked ────────────────────────────────────────────────────


def last_month(data: ClientData, within: Period | None = None) -> Period:
    """The last month that is over and that any export speaks of, else the one before this.

    ``within``: those days, where a month of them is over.
    """
    over = [one for one in map(Period.month, data.months()) if one.last < data.today]
    inside = [one for one in over if within is not None and one.last in within]
    begins = data.today.replace(day=1)
    before = Period.month(f"{begins - timedelta(days=1):%Y-%m}")
    return next(iter([*inside, *over]), before)


def _meeting(held: ClientValues, data: ClientData, on: date | None) -> FollowUp:
    agreed = held.evaluation.meeting
    if on is not None:
        return meeting_on(on)
    if agreed.on is not None and agreed.on >= data.today:
        day = meeting_on(agreed.on)
        return day if agreed.at is None else day.changed(at=agreed.at)
    return next_monthly(_held_on(held, data), data.client.country, data.today)


def _held_on(held: ClientValues, data: ClientData) -> date | None:
    if held.session is None or held.session.started_at is None or held.session.practice:
        return None
    return held.session.started_at.astimezone(ZoneInfo(data.client.time_zone)).date()


def _followed(
    held: ClientValues, data: ClientData, meeting: FollowUp
) -> tuple[FollowUp, int | None]:
    """The meeting as the one of its month that follows the last session, with that session.

    Moved to another day it is still the same meeting, in everybody's calendar too.
    """
    held_on = _held_on(held, data)
    if held_on is None or held.session is None:
        return meeting, None
    for one in follow_ups(held_on, data.client.country, months=_MONTHS_AHEAD):
        same = (one.day.year, one.day.month) == (meeting.day.year, meeting.day.month)
        if one.kind is FollowUpKind.MONTHLY and same:
            return meeting.changed(number=one.number), held.session.number
    return meeting, None


def _invited(held: ClientValues) -> tuple[tuple[str, ...], bool]:
    """Who is asked, without the names of those who said nothing; whether any is from elsewhere."""
    asked = held.evaluation.meeting
    if asked.invitees:
        named = (_invitee(one, held.team) for one in asked.invitees)
        return tuple(dict.fromkeys(filter(None, named))), bool(asked.beyond_social)
    departments = tuple(one.name for one in held.team.departments if one.contacts)
    return departments, bool(departments)


def _invitee(one: Invitee, team: Team) -> str:
    said = one.name or one.role or one.department
    return "" if not one.name and without_yes(said, team) else said


# ── What is looked at ───────────────────────────────────────────────────────────────────────────


def _told_of(evaluation: Evaluation, period: Period) -> Evaluation:
    """What was said in the evaluation, if it was of these days; else nothing of it."""
    evaluated = evaluation.period
    if evaluated is None or (evaluated.first <= period.last and period.first <= evaluated.last):
        return evaluation
    return Evaluation()


def goals_of(
    data: ClientData, results: dict[Platform, PlatformResults], period: Period
) -> tuple[GoalOfMonth, ...]:
    """Each goal at the end of the month, with the posts of its metric."""
    found = data.goal_results(results)
    return tuple(
        GoalOfMonth(
            one,
            data.metric(one.goal.kpi.platform, one.goal.kpi.metric, period)
            if one.goal.kpi.platform in results
            else None,
        )
        for one in found
    )


def channels_of(
    held: ClientValues, results: dict[Platform, PlatformResults], period: Period, speech: Speech
) -> Iterable[ChannelOfMonth]:
    """Planned and published, by channel of the plan; then platforms that no plan speaks of."""
    plan = _plan_of(held.plans, period)
    planned = Counter(one.channel for one in plan.items if one.day in period) if plan else None
    seen: set[Platform] = set()
    for channel in held.request.channels if held.request else ():
        found = results.get(channel.platform) if channel.platform else None
        if channel.platform is not None:
            seen.add(channel.platform)
        wished = None if planned is None else planned[channel.name]
        if wished is not None or found is not None:
            yield _channel(channel.name, wished, found)
    for platform, found in results.items():
        if platform not in seen and found.cadence.posts:
            yield _channel(platform_name(platform, speech), None, found)


def _channel(name: str, planned: int | None, found: PlatformResults | None) -> ChannelOfMonth:
    if found is None or found.cadence.per_week is None:
        return ChannelOfMonth(name, planned, None)
    return ChannelOfMonth(name, planned, found.cadence.posts, found.coverage.complete)


def _plan_of(plans: Sequence[Plan], period: Period) -> Plan | None:
    """The last plan that has an item in these days."""
    return next(
        (plan for plan in reversed(plans) if any(one.day in period for one in plan.items)), None
    )


def _turns(held: ClientValues, period: Period) -> Iterable[TurnOfMonth]:
    plan = _plan_of(held.plans, period)
    known = {one.key: one.done is not None for one in held.actuals.actuals}
    unnamed = {one.name for one in held.team.people if not one.opted_in}
    for turn in plan.turns if plan else ():
        if _within(turn, period) and turn.who not in unnamed:
            said = [known[key] for key in turn.keys if key in known]
            yield TurnOfMonth(turn, any(said) if said else None)


def _within(turn: Turn, period: Period) -> bool:
    return turn.week <= period.last and turn.week + timedelta(days=4) >= period.first


def hours_of(actuals: Actuals, period: Period) -> HoursOfMonth | None:
    """The hours of these days as far as anybody noted them."""
    mine = [one for one in actuals.actuals if one.day in period]
    if not mine:
        return None
    done = [(one.planned, one.done) for one in mine if one.done is not None]
    return HoursOfMonth(
        planned=sum(planned for planned, _ in done),
        done=sum(taken for _, taken in done),
        n=len(done),
        not_made=len(mine) - len(done),
    )


def _failure(told: Evaluation) -> LearnedTold | None:
    if not told.failure.what:
        return None
    return LearnedTold(told.failure.what, told.failure.learned)


def _replies(told: Evaluation, speech: Speech) -> Finding | None:
    """Reply times with how many questions they are of."""
    found = told.replies.found
    if found is None:
        return None
    said = replies_finding(found, speech)
    n, *_ = replies_basis(found, speech)
    return Finding(text=said.text, detail=" ".join(filter(None, (said.detail, n))))


def _recent(data: ClientData, period: Period) -> Iterable[Seam]:
    platforms = set(data.platforms())
    since = period.last - NEW_FOR
    for seam in data.seams:
        if seam.platform in platforms and since <= seam.day <= data.today:
            yield seam
