"""The monthly meeting on two pages: 45 minutes, with the client's own figures filled in.

What is not known is asked, not guessed: a post that did best is a candidate for a win, and the
why has to come from somebody in the room.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from coachkit.documents.composing import compose
from coachkit.documents.drawing import first_words
from coachkit.documents.imprint import Imprint
from coachkit.documents.markdown_document import MarkdownDocument
from coachkit.language.findings import (
    Finding,
    amount,
    change_sentence,
    goal_sentence,
    measure,
    seam_sentence,
    typical_sentence,
)
from coachkit.language.plan_words import week_said
from coachkit.language.speech import NOTHING, Speech
from coachkit.language.strategy_words import decision_name, shortened
from coachkit.language.terms import platform_name
from coachkit.model.actions import Action
from coachkit.model.audit import Tool
from coachkit.model.campaign_said import PlatformNews
from coachkit.model.deciding import Decision
from coachkit.model.follow_ups import FollowUp
from coachkit.model.periods import Period
from coachkit.model.plans import Turn
from coachkit.model.results import ENOUGH, GoalResult, GoalState, MetricResults
from coachkit.model.seams import Seam

MEETING_PAGES: Final = 2
"""As many pages as the agenda has at most."""

_WINS: Final = 2
_GOALS: Final = 4
"""With more of them there is room for each one's number alone."""

_FEW: Final = 2
_LINE: Final = 110
"""Letters of a line: two of them are enough for whatever somebody has to say."""
_CHANNELS: Final = 6
_TURNS: Final = 6


@dataclass(frozen=True)
class GoalOfMonth:
    """A goal at the end of the month. ``posts``: its metric post by post, where that is known."""

    result: GoalResult
    posts: MetricResults | None = None


@dataclass(frozen=True)
class ChannelOfMonth:
    """Posts of a channel: planned and published. ``None``: no plan, no export speaks of it.

    ``whole``: whether exports speak of every day of the month.
    """

    name: str
    planned: int | None
    published: int | None
    whole: bool = True


@dataclass(frozen=True)
class TurnOfMonth:
    """A turn, and whether it came about; ``None`` where nobody has said."""

    turn: Turn
    made: bool | None = None


@dataclass(frozen=True)
class HoursOfMonth:
    """The hours of ``n`` items that were noted down. ``not_made``: planned ones never made."""

    planned: float
    done: float
    n: int
    not_made: int = 0


@dataclass(frozen=True)
class WinTold:
    """Something that went well. ``team``: who is thanked; ``person``: who said yes to being named.

    ``how``: how they are thanked.
    """

    what: str
    why: str
    team: str = ""
    person: str = ""
    how: str = ""


@dataclass(frozen=True)
class LearnedTold:
    """Something that did not go well, and what was learned from it; nobody is named."""

    what: str
    learned: str


@dataclass(frozen=True)
class MeetingPapers:
    """What a monthly meeting looks at; whatever is not there is empty.

    ``research``: the hours a week that are set aside for it. ``seams``: those of the client's
    platforms that are recent; ``news``: what was found out beside. ``due``: decisions whose day
    has come. ``invited``: roles, teams, and who said yes to being named; ``asked``: whether
    somebody chose them, else they come beside those who make the content; ``beyond_social``:
    whether any of them does not work with social media. ``note``: what else was agreed.
    """

    meeting: FollowUp
    period: Period
    goals: tuple[GoalOfMonth, ...] = ()
    channels: tuple[ChannelOfMonth, ...] = ()
    turns: tuple[TurnOfMonth, ...] = ()
    hours: HoursOfMonth | None = None
    wins: tuple[WinTold, ...] = ()
    failure: LearnedTold | None = None
    replies: Finding | None = None
    seams: tuple[Seam, ...] = ()
    stale_tools: tuple[Tool, ...] = ()
    research: float | None = None
    due: tuple[Decision, ...] = ()
    actions: tuple[Action, ...] = ()
    news: tuple[PlatformNews, ...] = ()
    invited: tuple[str, ...] = ()
    asked: bool = False
    beyond_social: bool = False
    note: str = ""


class GoalRead(NamedTuple):
    """A goal in words: its number, what became of its posts, and where the counting changed."""

    number: str
    change: str = ""
    typical: str = ""
    seam: str = ""


class CandidateRead(NamedTuple):
    """A post that did best by its figure: what it begins with, where, when, and the figure."""

    text: str
    platform: str
    day: str
    measure: str
    figure: str


class SeamRead(NamedTuple):
    """From when on a platform counts something else."""

    platform: str
    day: str
    change: str


class NewsRead(NamedTuple):
    """Something new about a platform. ``checked``: the day it was looked up; may be empty."""

    platform: str
    text: str
    source: str
    checked: str


class TurnRead(NamedTuple):
    """Whose turn it was in which week. ``known``: whether anybody has said if it was made."""

    who: str
    week: str
    known: bool
    made: bool


class WinRead(NamedTuple):
    """A win in a line or two; ``who``: the team first, then who is named beside it."""

    what: str
    why: str
    who: str
    how: str


class ActionRead(NamedTuple):
    """A promise that is open, and whether its day has passed."""

    action: Action
    late: bool


def meeting_document(papers: MeetingPapers, imprint: Imprint, speech: Speech) -> MarkdownDocument:
    """The agenda, block by block with its minutes."""
    wins, many = papers.wins[:_WINS], len(papers.goals) > _GOALS
    values = {
        "month": speech.month(papers.period.first).capitalize(),
        "day": papers.meeting.day,
        "weekday": speech.weekday(papers.meeting.day.weekday()).capitalize(),
        "begins": f"{papers.meeting.at:{'%H.%M' if speech.language == 'fi' else '%H:%M'}}",
        "minutes": papers.meeting.minutes,
        "invited": speech.list(papers.invited),
        "asked": papers.asked,
        "noted": shortened(papers.note, 2 * _LINE) if papers.note else "",
        "beyond_social": papers.beyond_social,
        "goals": [goal_read(one, speech, brief=many) for one in papers.goals],
        "channels": channel_rows(papers.channels, speech),
        "planned": any(one.planned is not None for one in papers.channels),
        "partly": any(not one.whole for one in papers.channels),
        "hours": hours_noted(papers.hours, speech),
        "not_made": papers.hours.not_made if papers.hours else 0,
        "turns": [_turn(one, speech) for one in papers.turns[:_TURNS]],
        "wins": [win_read(one, speech) for one in wins],
        "candidates": [] if wins else _candidates(papers.goals, speech),
        "failure": papers.failure and _failed(papers.failure),
        "missed": [
            goal_sentence(one.result, speech)
            for one in papers.goals
            if one.result.state is GoalState.NOT_REACHED
        ][:1],
        "replies": papers.replies,
        "seams": [_seam(one, speech) for one in papers.seams[-_FEW:]],
        "news": [_news(one, speech) for one in papers.news[:_FEW]],
        "tools": speech.list([one.name for one in papers.stale_tools[:_FEW]]),
        "research": "" if papers.research is None else speech.hours(papers.research),
        "due": [shortened(decision_name(one, speech), _LINE) for one in papers.due[:_FEW]],
        "more_due": max(0, len(papers.due) - _FEW),
        "actions": [ActionRead(one, one.late(imprint.today)) for one in papers.actions],
    }
    return compose(
        "meeting", speech.language, values, imprint.of_month(papers.period.first, speech)
    )


def goal_read(goal: GoalOfMonth, speech: Speech, *, brief: bool = False) -> GoalRead:
    """A goal's number, and what stands beside it; ``brief``: without the typical post."""
    number, posts = goal_sentence(goal.result, speech), goal.posts
    if posts is None:
        return GoalRead(number)
    change = change_sentence(posts, speech)
    typical = "" if brief else typical_sentence(posts, speech)
    return GoalRead(number, change, typical, seam_sentence(posts, speech))


def channel_rows(channels: Sequence[ChannelOfMonth], speech: Speech) -> list[tuple[str, ...]]:
    """Planned beside published, a row for each channel."""
    return [
        (one.name, _posts(one.planned, speech), _published(one, speech))
        for one in channels[:_CHANNELS]
    ]


def _posts(n: int | None, speech: Speech) -> str:
    return NOTHING if n is None else speech.number(n)


def _published(one: ChannelOfMonth, speech: Speech) -> str:
    if one.published is None or one.whole:
        return _posts(one.published, speech)
    return speech.say("at least %(value)s", value=speech.number(one.published))


def hours_noted(hours: HoursOfMonth | None, speech: Speech) -> str:
    """What the items took beside what was planned; empty where nobody noted anything."""
    if hours is None or not hours.n:
        return ""
    return speech.count(
        "%(n)s item with its hours noted: planned %(planned)s, taken %(done)s.",
        "%(n)s items with their hours noted: planned %(planned)s, taken %(done)s.",
        hours.n,
        planned=speech.hours(hours.planned),
        done=speech.hours(hours.done),
    )


def _turn(one: TurnOfMonth, speech: Speech) -> TurnRead:
    week = week_said(one.turn.week, speech)
    return TurnRead(one.turn.who, week, one.made is not None, bool(one.made))


def win_read(win: WinTold, speech: Speech) -> WinRead:
    """A win as it is told to others."""
    who = speech.list([one for one in (win.team, win.person) if one])
    return WinRead(shortened(win.what, _LINE), shortened(win.why, _LINE), who, win.how)


def _failed(told: LearnedTold) -> LearnedTold:
    return LearnedTold(shortened(told.what, _LINE), shortened(told.learned, _LINE))


def _candidates(goals: Sequence[GoalOfMonth], speech: Speech) -> list[CandidateRead]:
    """The best post of each goal's metric, where there are enough to call one the best."""
    found: dict[tuple[str, str], CandidateRead] = {}
    for one in goals:
        posts = one.posts
        grown = [post for post in posts.posts if not post.young] if posts else []
        if posts is None or len(grown) < ENOUGH:
            continue
        best = grown[0]
        found.setdefault(
            (str(posts.platform), best.item),
            CandidateRead(
                first_words(best.text) or speech.say("(no text)"),
                platform_name(posts.platform, speech),
                speech.short_day(best.day),
                measure(posts.metric, speech),
                amount(posts.metric, best.value, speech),
            ),
        )
    return list(found.values())[:_WINS]


def _seam(seam: Seam, speech: Speech) -> SeamRead:
    name, day = platform_name(seam.platform, speech), speech.day(seam.day)
    return SeamRead(name, day, seam.label(speech.language))


def _news(news: PlatformNews, speech: Speech) -> NewsRead:
    platform = "" if news.platform is None else platform_name(news.platform, speech)
    checked = "" if news.checked is None else speech.day(news.checked)
    return NewsRead(platform, shortened(news.text, _LINE), shortened(news.source), checked)
