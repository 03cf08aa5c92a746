"""The end of a campaign session: what Monday starts with, and what was decided, to read aloud."""

from collections.abc import Iterator
from typing import Final

from coachkit.language.plan_sentences import monday_sentence
from coachkit.language.speech import Speech
from coachkit.language.strategy_words import shortened
from coachkit.model.actions import ActionPlan
from coachkit.model.campaign import Campaign
from coachkit.model.campaign_measuring import HowSeen
from coachkit.model.plans import Plan
from coachkit.model.policies import Guideline

_LINE: Final = 160
_FIRST: Final = 5
_PLAN_B: Final = 3


def monday_sentences(plan: Plan | None, promised: ActionPlan, speech: Speech) -> tuple[str, ...]:
    """The first five items with owner and hours; where there are fewer, promises after them."""
    items = [] if plan is None else [monday_sentence(one, speech) for one in plan.monday]
    open_ones = sorted(promised.open, key=lambda one: (one.when, one.key))
    actions = [
        speech.say(
            "%(who)s: %(what)s, by %(day)s.",
            who=one.who,
            what=shortened(one.what, _LINE),
            day=speech.day(one.when),
        )
        for one in open_ones
    ]
    return tuple((items + actions)[:_FIRST])


def monday_said(plan: Plan | None, promised: ActionPlan, speech: Speech) -> str:
    """The very first of them; empty where there is none."""
    return next(iter(monday_sentences(plan, promised, speech)), "")


def campaign_read_back(campaign: Campaign, guideline: Guideline, speech: Speech) -> tuple[str, ...]:
    """Everything that was decided, in the order of the talk; only what was decided."""
    return (
        *_aim(campaign, speech),
        *_tracks(campaign, speech),
        *_seen(campaign, speech),
        *_days(campaign, speech),
        *_hard(campaign, guideline, speech),
    )


def _aim(campaign: Campaign, speech: Speech) -> Iterator[str]:
    if campaign.name and campaign.launch is not None:
        yield speech.say(
            "“%(campaign)s” is launched on %(day)s.",
            campaign=campaign.name,
            day=speech.day(campaign.launch),
        )
    if campaign.outcome.text:
        yield speech.say("The one outcome: %(what)s.", what=shortened(campaign.outcome.text, _LINE))
    for one in campaign.no_go:
        if one.claim:
            yield speech.say("We never claim: %(what)s.", what=shortened(one.claim, _LINE))


def _tracks(campaign: Campaign, speech: Speech) -> Iterator[str]:
    for one in campaign.tracks:
        if one.whole:
            yield speech.say(
                "%(who)s: %(message)s We ask them: %(ask)s.",
                who=one.name,
                message=_closed(shortened(one.message, _LINE)),
                ask=shortened(one.call_to_action, _LINE),
            )


def _seen(campaign: Campaign, speech: Speech) -> Iterator[str]:
    plan = campaign.measurement
    if plan.how is HowSeen.UNSEEN:
        yield speech.say("We do it knowing that nobody will be able to tell what it moved.")
    elif plan.could_be_seen is not None:
        yield (
            speech.say("What we hope for could be seen.")
            if plan.could_be_seen
            else speech.say("What we hope for could most likely not be seen.")
        )


def _days(campaign: Campaign, speech: Speech) -> Iterator[str]:
    for one in campaign.replies:
        if one.who and one.within is not None:
            yield speech.say(
                "%(who)s answers on %(channel)s within %(hours)s.",
                who=one.who,
                channel=one.channel,
                hours=speech.hours(one.within),
            )
    for plan_b in campaign.plan_b[:_PLAN_B]:
        if plan_b.use_when:
            yield speech.say("Plan B if: %(what)s.", what=shortened(plan_b.use_when, _LINE))


def _hard(campaign: Campaign, guideline: Guideline, speech: Speech) -> Iterator[str]:
    known = {one.key: one for one in guideline.situations}
    for case in campaign.rehearsed:
        situation = known.get(case.situation or "")
        if situation is not None and situation.call:
            yield speech.say(
                "%(what)s: call %(who)s.",
                what=shortened(situation.situation, _LINE),
                who=situation.call,
            )


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith(("?", "!", "…")) else f"{sentence}."
