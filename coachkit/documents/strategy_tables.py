"""What the session's documents show as tables, for those who want to sort, filter and count."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from coachkit.documents.tables import Cell, Sheet
from coachkit.language.plan_words import hours_said
from coachkit.language.session_words import action_state_name
from coachkit.language.speech import Speech
from coachkit.language.strategy_fields import field_name
from coachkit.language.strategy_words import (
    how_often_name,
    link_state_name,
    part_name,
    point_name,
    tone_name,
    verdict_name,
)
from coachkit.model.actions import Action, ActionPlan
from coachkit.model.audit import Account, Audit, Mention, SiteLink, Tool
from coachkit.model.deciding import Decision
from coachkit.model.strategy import ChannelChoice, HoursDecision, Statement, Strategy
from coachkit.model.strategy_changes import Where, where
from coachkit.model.strategy_gaps import Part

_PARTS: Final[Mapping[Where, Part]] = MappingProxyType(
    {
        Where.BUSINESS_GOAL: Part.GOALS,
        Where.COMMUNICATION_GOAL: Part.GOALS,
        Where.CHANNEL: Part.CHANNELS,
        Where.POINT: Part.POINTS,
        Where.HOURS: Part.HOURS,
        Where.CUT: Part.CUTS,
    }
)


def audit_sheets(audit: Audit, speech: Speech) -> tuple[Sheet, ...]:
    """Mentions, accounts, the links between the site and the channels, and the tools."""
    return (
        _mentions(audit, speech),
        _accounts(audit, speech),
        _links(audit, speech),
        _tools(audit, speech),
    )


def action_sheet(plan: ActionPlan, speech: Speech) -> Sheet:
    """Every action that was ever promised, by its day."""
    return Sheet(
        speech.say_in("sheet", "Actions"),
        (
            *_heads(Action, ("what", "who", "when", "first_step", "done_sign"), speech),
            speech.say_in("sheet", "State"),
            speech.say_in("sheet", "Closed on"),
            speech.say_in("sheet", "What came of it"),
        ),
        tuple(
            (
                one.what,
                one.who,
                one.when,
                one.first_step,
                one.done_sign,
                action_state_name(one.state, speech),
                one.closed_on,
                one.why,
            )
            for one in sorted(plan.actions, key=lambda one: (one.when, one.key))
        ),
    )


def decision_sheet(strategy: Strategy, speech: Speech) -> Sheet:
    """Every decision of the strategy, with all that it carries."""
    fields = ("owner", "reason", "evidence", "measure", "decided_on", "review_on")
    return Sheet(
        speech.say_in("sheet", "Decisions"),
        (
            speech.say_in("sheet", "Part"),
            speech.say_in("sheet", "Decision"),
            *_heads(Decision, fields, speech),
        ),
        tuple(_decision(one, fields, speech) for one in strategy.decisions),
    )


def _mentions(audit: Audit, speech: Speech) -> Sheet:
    return Sheet(
        speech.say_in("sheet", "Mentions"),
        (
            *_heads(Mention, ("where", "how", "says", "how_often", "who"), speech),
            speech.say_in("sheet", "How many"),
            field_name(Mention, "source", speech),
        ),
        tuple(
            (
                one.where,
                tone_name(one.how, speech) if one.how else None,
                one.says,
                how_often_name(one.how_often, speech) if one.how_often else None,
                one.who,
                one.count,
                one.source,
            )
            for one in audit.mentions
        ),
    )


def _accounts(audit: Audit, speech: Speech) -> Sheet:
    fields = "channel", "handle", "owner", "mission", "last_post", "followers", "verdict", "reason"
    return Sheet(
        speech.say_in("sheet", "Accounts"),
        _heads(Account, fields, speech),
        tuple(
            (
                one.channel,
                one.handle,
                one.owner,
                one.mission,
                one.last_post,
                one.followers,
                verdict_name(one.verdict, speech) if one.verdict else None,
                one.reason,
            )
            for one in audit.accounts
        ),
    )


def _links(audit: Audit, speech: Speech) -> Sheet:
    return Sheet(
        speech.say_in("sheet", "Links"),
        _heads(SiteLink, ("place", "channel", "to_channel", "to_site", "owner"), speech),
        tuple(
            (
                one.place,
                one.channel,
                link_state_name(one.to_channel, speech) if one.to_channel else None,
                link_state_name(one.to_site, speech) if one.to_site else None,
                one.owner,
            )
            for one in audit.links
        ),
    )


def _tools(audit: Audit, speech: Speech) -> Sheet:
    return Sheet(
        speech.say_in("sheet", "Tools"),
        _heads(Tool, ("name", "used_for", "owner", "knows", "checked_on"), speech),
        tuple(
            (one.name, one.used_for, one.owner, one.knows, one.checked_on) for one in audit.tools
        ),
    )


def _decision(one: Decision, fields: Sequence[str], speech: Speech) -> tuple[Cell, ...]:
    about = part_name(_PARTS[where(one)], speech)
    if isinstance(one, Statement):
        about = point_name(one.point, speech)
    return (about, _text(one, speech), *(getattr(one, field) for field in fields))


def _text(one: Decision, speech: Speech) -> str:
    match one:
        case ChannelChoice(channel=channel, verdict=verdict) if verdict is not None:
            return speech.say(
                "%(channel)s: %(verdict)s", channel=channel, verdict=verdict_name(verdict, speech)
            )
        case ChannelChoice(channel=channel):
            return channel
        case HoursDecision(hours_a_week=float(hours)):
            return speech.say("%(hours)s a week", hours=hours_said(hours, speech))
        case _:
            return str(getattr(one, "text", ""))


def _heads(kind: type, fields: Sequence[str], speech: Speech) -> tuple[str, ...]:
    return tuple(field_name(kind, field, speech) for field in fields)
