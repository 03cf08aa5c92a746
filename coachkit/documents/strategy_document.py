"""The strategy as a document: from a measure of the business to the answer to our question."""

from dataclasses import dataclass, field
from datetime import date

from coachkit.documents.composing import compose
from coachkit.documents.imprint import Imprint
from coachkit.documents.markdown_document import MarkdownDocument
from coachkit.language.plan_words import hours_said, posts_said
from coachkit.language.points_said import stale_tools_said
from coachkit.language.speech import Speech
from coachkit.language.strategy_gaps_said import gaps_together
from coachkit.language.strategy_letter import change_log, question_words, stale_alarm
from coachkit.language.strategy_told import whole
from coachkit.language.strategy_words import (
    aspect_name,
    basis_name,
    decision_name,
    honest_questions,
    input_verdict_name,
    point_name,
    verdict_name,
)
from coachkit.language.usage_said import usage_caveats, usage_sentence
from coachkit.model.audit import Audit, Tool
from coachkit.model.inside_view import InsideView
from coachkit.model.policies import Policies
from coachkit.model.strategy import (
    POINTS,
    Basis,
    BusinessGoal,
    ChannelChoice,
    CommunicationGoal,
    HoursDecision,
    Point,
    Profile,
    Statement,
    Strategy,
    WorkshopInput,
)
from coachkit.model.strategy_gaps import audit_gaps, inside_gaps, policy_gaps, strategy_gaps
from coachkit.model.usage import Usage
from coachkit.model.values import Value


@dataclass(frozen=True)
class StrategyPapers:
    """The strategy with all that it stands on. ``earlier``: its versions before, oldest first.

    ``usage``: the national figures of the channels it decides on.
    """

    strategy: Strategy
    audit: Audit = field(default_factory=Audit)
    inside: InsideView = field(default_factory=InsideView)
    policies: Policies = field(default_factory=Policies)
    usage: tuple[Usage, ...] = ()
    earlier: tuple[Strategy, ...] = ()


@dataclass(frozen=True)
class ProfileLineRead:
    """A line of a profile in words. ``known``: whether it stands on data."""

    aspect: str
    text: str
    basis: str
    source: str
    known: bool


@dataclass(frozen=True)
class ProfileRead:
    """A kind of customer, as the document tells of it."""

    name: str
    lines: tuple[ProfileLineRead, ...]


@dataclass(frozen=True)
class AimRead:
    """A communication goal with the name of the customer it is for."""

    goal: CommunicationGoal
    profile: str


@dataclass(frozen=True)
class GoalRead:
    """A business goal and what communication does for it; no goal: aims that serve none yet."""

    goal: BusinessGoal | None
    aims: tuple[AimRead, ...]


@dataclass(frozen=True)
class ChannelRead:
    """What becomes of a channel, in words, with the names of what it is for."""

    choice: ChannelChoice
    verdict: str
    profile: str
    serves: str


@dataclass(frozen=True)
class StatementRead:
    """A sentence of the strategy with the words of the goal it serves."""

    statement: Statement
    serves: str


@dataclass(frozen=True)
class PointRead:
    """One of the seven points with its sentences, none where nothing has been decided."""

    name: str
    statements: tuple[StatementRead, ...]


@dataclass(frozen=True)
class HoursRead:
    """The hours in words, each empty where it is not known; the gap only where there is one."""

    decision: HoursDecision
    given: str
    wished: str
    realistic: str
    gap_posts: str
    gap_hours: str
    honest: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class InputRead:
    """What somebody said to the draft and what became of it, in a word."""

    said: WorkshopInput
    verdict: str


@dataclass(frozen=True)
class ToolRead:
    """A tool with the day when somebody last looked, and whether that is too long ago."""

    tool: Tool
    checked: str
    stale: bool


@dataclass(frozen=True)
class ReviewRead:
    """A decision that is looked at again, and whether its day has passed."""

    day: date
    name: str
    owner: str
    overdue: bool


def strategy_document(papers: StrategyPapers, imprint: Imprint, speech: Speech) -> MarkdownDocument:
    """The whole strategy. What is not decided is said to be open, and listed at the end."""
    strategy = papers.strategy
    opening = next((goal for goal in strategy.business_goals if goal.text), None)
    values = {
        "opening": opening,
        "measure": whole(opening.measure) if opening else "",
        "question": question_words(strategy.question, speech),
        "answer": strategy.question.answer,
        "looked_on": papers.audit.on,
        "summary": papers.audit.summary,
        "insiders": _insiders(papers.inside, speech),
        "profiles": [_profile(one, speech) for one in strategy.profiles],
        "goals": goals_read(strategy),
        "channels": [_channel(one, strategy, speech) for one in strategy.channels],
        "usage": [usage_sentence(one, speech) for one in papers.usage],
        "usage_caveats": _caveats(papers.usage, imprint.today, speech),
        "points": [_point(point, strategy, speech) for point in POINTS],
        "hours": hours_read(strategy.hours, speech),
        "cuts": [cut for cut in strategy.cuts if begun(cut)],
        "tone": papers.policies.tone,
        "images": papers.policies.images,
        "employees": papers.policies.employees,
        "tone_words": speech.list([one for one in papers.policies.tone.words if one]),
        "tools": [_tool(one, imprint.today, speech) for one in papers.audit.tools if begun(one)],
        "reviews": _reviews(strategy, imprint.today, speech),
        "stale": [
            *stale_alarm(strategy, imprint.today, speech),
            *stale_tools_said(papers.audit, imprint.today, speech),
        ],
        "inputs": [_input(one, speech) for one in strategy.inputs if begun(one)],
        "log": change_log(strategy, speech, papers.earlier),
        "open_points": open_points(papers, imprint.today, speech),
        "authors": speech.list([one for one in strategy.authors if one]),
    }
    return compose("strategy", speech.language, values, imprint.colophon(speech, strategy.authors))


def open_points(papers: StrategyPapers, today: date, speech: Speech) -> tuple[str, ...]:
    """Everything that is still lacking, a sentence each, in the order of the talk."""
    gaps = (
        *strategy_gaps(papers.strategy, today),
        *audit_gaps(papers.audit),
        *inside_gaps(papers.inside),
        *policy_gaps(papers.policies),
    )
    return gaps_together(gaps, speech)


def hours_read(hours: HoursDecision, speech: Speech) -> HoursRead:
    """The hours, the wish and what can be kept, in words."""
    gap = None
    if hours.wished is not None and hours.realistic is not None:
        gap = hours.wished - hours.realistic
    return HoursRead(
        decision=hours,
        given="" if hours.hours_a_week is None else hours_said(hours.hours_a_week, speech),
        wished="" if hours.wished is None else posts_said(hours.wished, speech),
        realistic="" if hours.realistic is None else posts_said(hours.realistic, speech),
        gap_posts=posts_said(gap, speech) if gap is not None and gap > 0 else "",
        gap_hours=hours_said(hours.gap_hours, speech) if hours.gap_hours else "",
        honest=tuple(
            (question, answer)
            for question, answer in zip(honest_questions(speech), hours.honest, strict=False)
            if answer
        ),
    )


def begun(one: Value) -> bool:
    """Whether anybody has written anything into it: an empty row of a form says nothing."""
    return any(
        isinstance(value, str) and value
        for field, value in one
        if field not in {"key", "point", "serves", "for_profile"}
    )


def _insiders(inside: InsideView, speech: Speech) -> str:
    return speech.list(list(dict.fromkeys(one.said_by for one in inside.answers if one.said_by)))


def _profile(profile: Profile, speech: Speech) -> ProfileRead:
    return ProfileRead(
        profile.name,
        tuple(
            ProfileLineRead(
                aspect_name(line.aspect, speech),
                line.text,
                basis_name(line.basis, speech),
                line.source,
                line.basis is Basis.DATA,
            )
            for line in profile.lines
            if line.text
        ),
    )


def goals_read(strategy: Strategy) -> list[GoalRead]:
    """The tree: each business goal with what communication does for it."""
    tied = [
        GoalRead(goal, tuple(_aim(aim, strategy) for aim in strategy.goals_of(goal.key)))
        for goal in strategy.business_goals
    ]
    known = {goal.key for goal in strategy.business_goals}
    loose = [aim for aim in strategy.communication_goals if aim.serves not in known]
    if loose:
        tied.append(GoalRead(None, tuple(_aim(aim, strategy) for aim in loose)))
    return tied


def _aim(aim: CommunicationGoal, strategy: Strategy) -> AimRead:
    return AimRead(aim, _profile_name(aim.for_profile, strategy))


def _profile_name(key: str | None, strategy: Strategy) -> str:
    return next((one.name for one in strategy.profiles if one.key == key), "")


def _goal_text(key: str | None, strategy: Strategy) -> str:
    return next((one.text for one in strategy.communication_goals if one.key == key), "")


def _channel(choice: ChannelChoice, strategy: Strategy, speech: Speech) -> ChannelRead:
    return ChannelRead(
        choice,
        verdict_name(choice.verdict, speech) if choice.verdict else "",
        _profile_name(choice.for_profile, strategy),
        _goal_text(choice.serves, strategy),
    )


def _point(point: Point, strategy: Strategy, speech: Speech) -> PointRead:
    return PointRead(
        point_name(point, speech),
        tuple(
            StatementRead(one, _goal_text(one.serves, strategy))
            for one in strategy.said_of(point)
            if begun(one)
        ),
    )


def _caveats(usage: tuple[Usage, ...], today: date, speech: Speech) -> list[str]:
    told = (caveat for one in usage for caveat in usage_caveats(one, today, speech))
    return list(dict.fromkeys(told))


def _input(said: WorkshopInput, speech: Speech) -> InputRead:
    return InputRead(said, input_verdict_name(said.verdict, speech) if said.verdict else "")


def _tool(tool: Tool, today: date, speech: Speech) -> ToolRead:
    checked = speech.short_day(tool.checked_on, year=True) if tool.checked_on else ""
    return ToolRead(tool, checked, tool.is_stale(today))


def _reviews(strategy: Strategy, today: date, speech: Speech) -> list[ReviewRead]:
    dated = [
        ReviewRead(one.review_on, decision_name(one, speech), one.owner, one.review_on < today)
        for one in strategy.decisions
        if one.review_on
    ]
    return sorted(dated, key=lambda one: one.day)
