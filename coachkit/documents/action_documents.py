"""What a session leaves to be done and to be remembered: actions, minutes, the decision log."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from coachkit.documents.composing import compose
from coachkit.documents.imprint import Imprint
from coachkit.documents.markdown_document import MarkdownDocument
from coachkit.documents.strategy_document import begun
from coachkit.language.plan_words import hours_said
from coachkit.language.session_words import (
    meeting_name,
    minutes_said,
    on_the_clock,
    session_over,
)
from coachkit.language.speech import Speech
from coachkit.language.strategy_letter import change_log
from coachkit.language.strategy_words import point_name, verdict_name
from coachkit.model.actions import Action, ActionPlan, ActionState
from coachkit.model.deciding import Decision
from coachkit.model.follow_ups import FollowUp
from coachkit.model.minutes import BlockMinutes, Minutes
from coachkit.model.run_sheets import RunSheet
from coachkit.model.sessions import DecisionTaken
from coachkit.model.strategy import ChannelChoice, HoursDecision, Statement, Strategy


@dataclass(frozen=True)
class PromiseRead:
    """An action that is open, and whether its day has passed."""

    action: Action
    late: bool


@dataclass(frozen=True)
class MeetingRead:
    """A meeting that follows: its day and what it is called."""

    day: date
    name: str


@dataclass(frozen=True)
class BlockRead:
    """A block as it went: when it began on the session's clock, what it was given, what it took."""

    clock: str
    title: str
    planned: str
    took: str
    block: BlockMinutes


@dataclass(frozen=True)
class LoggedRead:
    """A decision of the log: what was decided, in words."""

    text: str
    about: str
    decision: Decision


@dataclass(frozen=True)
class DayOfDecisions:
    """What was decided on one day; ``None`` where nobody wrote the day down."""

    day: date | None
    decisions: tuple[LoggedRead, ...]


def action_plan_document(
    plan: ActionPlan, meetings: Sequence[FollowUp], imprint: Imprint, speech: Speech
) -> MarkdownDocument:
    """At most seven things to do, and when we ask each other how it is going."""
    in_order = sorted(plan.actions, key=lambda one: (one.when, one.key))
    values = {
        "actions": [
            PromiseRead(one, one.late(imprint.today))
            for one in in_order
            if one.state is ActionState.OPEN
        ],
        "done": [one for one in in_order if one.state is ActionState.DONE],
        "dropped": [one for one in in_order if one.state is ActionState.DROPPED],
        "meetings": [
            MeetingRead(one.day, meeting_name(one, speech))
            for one in meetings
            if one.day >= imprint.today
        ],
    }
    return compose("action_plan", speech.language, values, imprint.colophon(speech))


def minutes_document(
    minutes: Minutes, sheet: RunSheet, imprint: Imprint, speech: Speech
) -> MarkdownDocument:
    """A session as it went: block by block, with what was decided, parked and promised."""
    spoken = sheet.said(speech.language)
    values = {
        "session": minutes.session,
        "sheet": spoken.name,
        "label": minutes.label,
        "practice": minutes.practice,
        "began": speech.moment(minutes.started_at) if minutes.started_at else "",
        "took": minutes_said(minutes.length, speech),
        "kept_time": session_over(minutes.over, speech) if minutes.ended_at else "",
        "question": minutes.question,
        "people": [one for one in minutes.attendees if one.name],
        "unnamed": minutes.unnamed,
        "blocks": [
            _block(one, spoken.blocks[one.key].title, speech)
            for one in minutes.blocks
            if one.began is not None
        ],
        "left_out": speech.list(
            [spoken.blocks[one.key].title for one in minutes.blocks if one.began is None]
        ),
        "decisions": minutes.decisions,
        "unanswered": minutes.unanswered,
        "answered": minutes.answered,
        "actions": minutes.actions,
        "notes": minutes.notes,
    }
    held = minutes.started_at.date() if minutes.started_at else imprint.day
    return compose("minutes", speech.language, values, replace(imprint, day=held).colophon(speech))


def decision_log_document(
    strategy: Strategy,
    taken: Sequence[DecisionTaken],
    earlier: Sequence[Strategy],
    imprint: Imprint,
    speech: Speech,
) -> MarkdownDocument:
    """Every decision with its reason, by the day it was made; then what was decided aloud."""
    values = {
        "days": _days(strategy, speech),
        "taken": taken,
        "log": change_log(strategy, speech, earlier),
    }
    return compose("decision_log", speech.language, values, imprint.colophon(speech))


def _block(block: BlockMinutes, title: str, speech: Speech) -> BlockRead:
    return BlockRead(
        on_the_clock(block.began or 0),
        title,
        minutes_said(block.planned, speech),
        minutes_said(block.spent, speech),
        block,
    )


def _days(strategy: Strategy, speech: Speech) -> list[DayOfDecisions]:
    decided = [one for one in strategy.decisions if begun(one) or _in_numbers(one)]
    in_order = sorted(decided, key=lambda one: one.decided_on or date.max)
    return [
        DayOfDecisions(day, tuple(_logged(one, speech) for one in decisions))
        for day, decisions in groupby(in_order, key=lambda one: one.decided_on)
    ]


def _in_numbers(one: Decision) -> bool:
    return isinstance(one, HoursDecision) and one.hours_a_week is not None


def _logged(one: Decision, speech: Speech) -> LoggedRead:
    match one:
        case Statement():
            return LoggedRead(one.text, point_name(one.point, speech), one)
        case ChannelChoice():
            verdict = verdict_name(one.verdict, speech) if one.verdict else ""
            return LoggedRead(one.channel, verdict, one)
        case HoursDecision(hours_a_week=float(hours)):
            return LoggedRead(
                speech.say("%(hours)s a week", hours=hours_said(hours, speech)), "", one
            )
        case _:
            return LoggedRead(getattr(one, "text", ""), "", one)
