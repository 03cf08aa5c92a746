"""The words of a campaign: its phases, its launch, its tracks and its messages."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from coachkit.language.findings import Finding
from coachkit.language.speech import Speech, later, later_in
from coachkit.model.campaign import Campaign, Phase
from coachkit.model.campaign_dates import LaunchDoubt, ReDated
from coachkit.model.campaign_decided import TRACKS

_PHASES: Final = {
    Phase.TEASE: later_in("phase", "Teaser"),
    Phase.LAUNCH: later_in("phase", "Launch"),
    Phase.SUSTAIN: later_in("phase", "Follow-up"),
    Phase.CLOSE: later_in("phase", "Close"),
}

_DOUBTS: Final = {
    LaunchDoubt.PAST: later("%(day)s has already been."),
    LaunchDoubt.HOLIDAY: later("%(day)s is a day off: nobody is there to answer."),
    LaunchDoubt.WEEKEND: later("%(day)s is in a weekend: who is there to answer?"),
    LaunchDoubt.TEASED_BEFORE_TODAY: later(
        "With a launch on %(day)s the campaign would have had to begin before today."
    ),
    LaunchDoubt.OVER_BEFORE: later(
        "All phases lie before %(day)s: nothing is left from the launch on."
    ),
}


def phase_name(phase: Phase, speech: Speech) -> str:
    """What a phase is called."""
    return speech.say_in(*_PHASES[phase])


def launch_said(campaign: Campaign, speech: Speech) -> Finding | None:
    """The launch and how long the campaign is; ``None`` before there is a day."""
    launch, period = campaign.launch, campaign.period
    if launch is None or period is None:
        return None
    text = speech.say(
        "%(name)s is launched on %(weekday)s %(day)s.",
        name=campaign.name or speech.say("The campaign"),
        weekday=speech.weekday(launch.weekday()),
        day=speech.day(launch),
    )
    detail = speech.count(
        "It begins on %(first)s and ends on %(last)s: %(n)s day.",
        "It begins on %(first)s and ends on %(last)s: %(n)s days.",
        period.days,
        first=speech.day(period.first),
        last=speech.day(period.last),
    )
    return Finding(text=f"{text} {detail}")


def doubt_said(doubt: LaunchDoubt, launch: date, speech: Speech) -> str:
    """Why that day may be a bad one."""
    return speech.say(_DOUBTS[doubt], day=speech.day(launch))


def phase_days_said(campaign: Campaign, speech: Speech) -> tuple[str, ...]:
    """Each phase with its days."""
    told = []
    for one in campaign.phases:
        days = campaign.days_of(one.phase)
        if days is not None:
            told.append(
                speech.say(
                    "%(phase)s: %(span)s",
                    phase=phase_name(one.phase, speech),
                    span=speech.span(days.first, days.last),
                )
            )
    return tuple(told)


def move_counted(moved: Sequence[ReDated], launch: date, speech: Speech) -> str:
    """What a move to that day would do, in one sentence."""
    return speech.count(
        "A launch on %(day)s gives %(n)s thing another day. Nothing has changed yet.",
        "A launch on %(day)s gives %(n)s things another day. Nothing has changed yet.",
        len(moved),
        day=speech.day(launch),
    )


def outcome_said(campaign: Campaign, speech: Speech) -> Finding | None:
    """The one outcome, and how it would be seen."""
    outcome = campaign.outcome
    if not outcome.text:
        return None
    if outcome.measure is None and not outcome.own_measure:
        return Finding(text=outcome.text, detail=speech.say("How would we see it?"))
    return Finding(text=outcome.text)


def tracks_said(campaign: Campaign, speech: Speech) -> Finding | None:
    """How many tracks are whole, and what the first that is not lacks."""
    named = campaign.named_tracks
    if not named:
        return None
    whole = [one for one in named if one.whole]
    text = speech.count(
        "%(n)s track has a message and a call to action: %(names)s.",
        "%(n)s tracks have a message and a call to action: %(names)s.",
        len(whole),
        names=speech.list([one.name for one in whole]) or "–",
    )
    lacking = next((one for one in named if not one.whole), None)
    if lacking is not None:
        said = (
            speech.say("%(track)s has no message yet.", track=lacking.name)
            if not lacking.message
            else speech.say("What do we ask of %(track)s?", track=lacking.name)
        )
        return Finding(text=text, detail=said)
    fewer = speech.say("One message for everybody fits nobody: at least two tracks.")
    return Finding(text=text, detail="" if len(whole) >= TRACKS else fewer)


def messages_said(campaign: Campaign, open_questions: int, speech: Speech) -> Finding | None:
    """How many messages somebody approves, and how many questions of the gates are open."""
    said = [pillar for track in campaign.tracks for pillar in track.pillars if pillar.message]
    if not (campaign.roof or said):
        return None
    cleared = sum(bool(one.cleared_by) for one in said)
    text = speech.count(
        "%(cleared)s of %(n)s message is approved by somebody.",
        "%(cleared)s of %(n)s messages are approved by somebody.",
        len(said),
        cleared=speech.number(cleared),
    )
    left = speech.count(
        "%(n)s question of the gates is open.",
        "%(n)s questions of the gates are open.",
        open_questions,
    )
    return Finding(text=text, detail=left if open_questions else "")
