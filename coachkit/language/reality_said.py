"""What the reality check of a session says: what holds, what the next post lacks, what goes first.

A sentence is chosen by what was found alone, and the numbers in it come from the same figures.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from coachkit.language.plan_words import (
    hours_said,
    in_weeks,
    posts_said,
    short,
    told_apart,
    unassigned_reason,
)
from coachkit.language.speech import Speech
from coachkit.model.people import Absence
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.reality import LessHours, Loses, NextPost, RealisticCadence, RealWeek

_WORKING_DAYS: Final = 5
_A_MINUTE: Final = 1 / 60
_RUNS: Final = 3


def posts_that_hold(found: RealisticCadence) -> float:
    """Posts a week to promise: those of a usual week; below one a week, the average."""
    usual = int(found.usual)
    return usual or round(found.posts, 1)


def holds(found: RealisticCadence, speech: Speech) -> str:
    """What follows the number of posts: that so many hold, and in how many of the weeks."""
    posts = posts_that_hold(found)
    one = 1 if posts == 1 else 2
    if posts < 1:
        return speech.say("relevant posts a week on average are what the hours are enough for.")
    weeks = sum(week.posts >= posts for week in found.weeks)
    if weeks == len(found.weeks):
        return speech.count(
            "relevant post a week holds in all %(weeks)s weeks.",
            "relevant posts a week hold in all %(weeks)s weeks.",
            one,
            weeks=weeks,
        )
    return speech.count(
        "relevant post a week holds in %(weeks)s of %(all)s weeks.",
        "relevant posts a week hold in %(weeks)s of %(all)s weeks.",
        one,
        weeks=weeks,
        all=len(found.weeks),
    )


def wished(found: RealisticCadence, speech: Speech) -> str:
    """What is wished for beside it."""
    return speech.say("Wished: %(posts)s.", posts=short(found.wish, speech))


def whole_wish(found: RealisticCadence) -> bool:
    """Whether the hours are enough for all that is wished for."""
    return found.gap_posts <= 0


def lacking(found: RealisticCadence, request: PlanRequest, speech: Speech) -> Sequence[str]:
    """What the next post is short of, and in which weeks there are fewer than usual, with why."""
    said = [] if found.next_post is None else [_next(found.next_post, speech)]
    fewer = [week for week in found.weeks if week.fewer]
    if fewer:
        said.append(_fewer(fewer, request, speech))
    if whole_wish(found):
        said.insert(0, speech.say("The hours are enough for the whole wish."))
    return [one for one in said if one]


def _next(post: NextPost, speech: Speech) -> str:
    if post.missing is not None and post.missing >= _A_MINUTE:
        return speech.say(
            "For the next post, on %(channel)s, %(missing)s a week are missing.",
            channel=post.channel,
            missing=speech.hours(post.missing),
        )
    if post.why is None:
        return ""
    return speech.say(
        "For the next post, on %(channel)s, more hours alone are not enough: %(reason)s.",
        channel=post.channel,
        reason=unassigned_reason(post.why, speech),
    )


def _fewer(weeks: Sequence[RealWeek], request: PlanRequest, speech: Speech) -> str:
    when = _when([week.week for week in weeks], speech)
    why = _why(weeks, request, speech)
    if not why:
        return speech.say("Fewer posts %(when)s.", when=when)
    return speech.say("Fewer posts %(when)s: %(why)s.", when=when, why=why)


def _why(weeks: Sequence[RealWeek], request: PlanRequest, speech: Speech) -> str:
    reasons = []
    if any(week.working_days < _WORKING_DAYS for week in weeks):
        reasons.append(speech.say_in("why there are fewer posts", "public holidays"))
    absences = [one for who in request.team.contributors for one in who.absences]
    if any(_within(one, week.week) for one in absences for week in weeks):
        reasons.append(speech.say_in("why there are fewer posts", "somebody is away"))
    return speech.list(reasons)


def _within(absence: Absence, monday: date) -> bool:
    return absence.first <= monday + timedelta(days=4) and absence.last >= monday


def _when(mondays: Sequence[date], speech: Speech) -> str:
    runs: list[list[date]] = []
    for monday in mondays:
        if runs and (monday - runs[-1][-1]).days == 7:
            runs[-1].append(monday)
        else:
            runs.append([monday])
    said = [in_weeks(run[0], run[-1], speech) for run in runs[:_RUNS]]
    if len(runs) > _RUNS:
        return speech.say("%(weeks)s and later", weeks=", ".join(said))
    return speech.list(said)


def week_sentence(week: RealWeek, speech: Speech) -> str:
    """A bar of the strip in words."""
    return speech.say(
        "%(week)s: %(posts)s", week=speech.week(week.week), posts=posts_said(week.posts, speech)
    )


# ── What if ─────────────────────────────────────────────────────────────────────────────────────


def with_more_hours(
    hours: float, before: RealisticCadence, after: RealisticCadence, speech: Speech
) -> str:
    """What some hours more a week would give."""
    said, beside = told_apart(before.posts, after.posts, speech.number)
    if after.posts <= before.posts:
        return speech.say(
            "With %(hours)s more a week there would still be %(posts)s posts a week.",
            hours=hours_said(hours, speech),
            posts=said,
        )
    return speech.say(
        "With %(hours)s more a week, %(before)s posts a week on average become %(after)s. Nothing "
        "is decided by trying.",
        hours=hours_said(hours, speech),
        before=said,
        after=beside,
    )


def with_one_away(
    who: str, away: Absence, before: RealisticCadence, after: RealisticCadence, speech: Speech
) -> str:
    """What four weeks without somebody would take."""
    weeks = [one.week for one in before.weeks if away.first <= one.week <= away.last]
    was, now = (
        sum(one.posts for one in found.weeks if one.week in weeks) / len(weeks)
        for found in (before, after)
    )
    said, beside = told_apart(was, now, speech.number)
    return speech.say(
        "Without %(who)s for a month (%(days)s), %(before)s posts a week become %(after)s. Nothing "
        "is decided by trying.",
        who=who,
        days=speech.span(away.first, away.last),
        before=said,
        after=beside,
    )


# ── What goes first ─────────────────────────────────────────────────────────────────────────────


def lost(less: LessHours, speech: Speech) -> str:
    """What so many hours fewer take, and what goes first."""
    hours = hours_said(less.hours, speech)
    before, after = told_apart(less.posts_before, less.posts_after, speech.number)
    if less.posts_after >= less.posts_before:
        return speech.say(
            "With %(hours)s fewer a week there would still be %(posts)s posts a week.",
            hours=hours,
            posts=before,
        )
    if not less.channels:
        return speech.say(
            "With %(hours)s fewer, %(before)s posts a week become %(after)s.",
            hours=hours,
            before=before,
            after=after,
        )
    return speech.say(
        "With %(hours)s fewer, %(before)s posts a week become %(after)s: %(first)s goes first.",
        hours=hours,
        before=before,
        after=after,
        first=less.channels[0].name,
    )


def cut_offered(loses: Loses, speech: Speech) -> str:
    """A cut that the rehearsal suggests, as the line that is kept."""
    before, after = told_apart(loses.before, loses.after, speech.number)
    if loses.after == 0:
        return speech.say(
            "%(name)s rests: %(before)s posts a week go", name=loses.name, before=before
        )
    return speech.say(
        "%(name)s: from %(before)s to %(after)s posts a week",
        name=loses.name,
        before=before,
        after=after,
    )


def never_cut(request: PlanRequest, speech: Speech) -> str:
    """What stays whole whatever goes: the protected lines."""
    lines, said = request.protected, []
    if lines.presence_minutes:
        minutes = speech.say("%(minutes)s\N{NO-BREAK SPACE}min", minutes=lines.presence_minutes)
        said.append(speech.say("being there every day (%(minutes)s)", minutes=minutes))
    if lines.replies:
        said.append(speech.say("replies (%(hours)s)", hours=speech.hours(lines.replies)))
    if lines.research:
        said.append(speech.say("research (%(hours)s)", hours=speech.hours(lines.research)))
    if not said:
        return speech.say("Nothing is protected yet: say so in the reality check.")
    return speech.say("Never cut: %(lines)s.", lines=speech.list(said))
