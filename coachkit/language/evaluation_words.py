"""What the answers of an evaluation session are called."""

from collections.abc import Mapping
from typing import Final

from coachkit.language.speech import Speech, later, later_in
from coachkit.model.chain import Stake, Tier
from coachkit.model.evaluation_record import Answerable, Fault, Ours
from coachkit.model.guesses import Closeness
from coachkit.model.keep_stop_start import Doing
from coachkit.model.results import Verdict

_TIERS: Final[Mapping[Tier, tuple[str, str]]] = {
    Tier.BASIC: later_in("tier of an evaluation", "Basic"),
    Tier.ENHANCED: later_in("tier of an evaluation", "Enhanced"),
    Tier.COMPREHENSIVE: later_in("tier of an evaluation", "Comprehensive"),
}

_STAKES: Final[Mapping[Stake, str]] = {
    Stake.ROUTINE: later("Next month's posts"),
    Stake.CAMPAIGN: later("A campaign with a budget and a goal"),
    Stake.DECISIVE: later("Whether to go on, stop or spend much more"),
}

_ANSWERABLE: Final[Mapping[Answerable, str]] = {
    Answerable.ACTIVITY: later("Did we do what we had planned?"),
    Answerable.POSTS: later("Which posts did best?"),
    Answerable.RECEPTION: later("How was it received, channel by channel?"),
    Answerable.EFFECT: later("Did the campaign change anything?"),
    Answerable.GOALS: later("Do we reach the goals?"),
    Answerable.OUTCOMES: later("What changed outside the channels?"),
    Answerable.REPLIES: later("How fast do people get an answer?"),
}

_FAULTS: Final[Mapping[Fault, tuple[str, str]]] = {
    Fault.PLAN: later_in("what was wrong", "The plan"),
    Fault.WEEKS: later_in("what was wrong", "The weeks"),
    Fault.BOTH: later_in("what was wrong", "Both"),
    Fault.NEITHER: later_in("what was wrong", "Neither"),
}

_OURS: Final[Mapping[Ours, tuple[str, str]]] = {
    Ours.OURS: later_in("whose doing it is", "Ours"),
    Ours.PARTLY: later_in("whose doing it is", "Partly ours"),
    Ours.NOT_OURS: later_in("whose doing it is", "Not ours"),
    Ours.UNKNOWN: later_in("whose doing it is", "Nobody knows"),
}

_DOINGS: Final[Mapping[Doing, tuple[str, str]]] = {
    Doing.KEEP: later_in("keep, stop or start", "Keep"),
    Doing.STOP: later_in("keep, stop or start", "Stop"),
    Doing.START: later_in("keep, stop or start", "Start"),
}

_VERDICTS: Final[Mapping[Verdict, tuple[str, str]]] = {
    Verdict.SHOWN_UP: later_in("verdict on a campaign", "Shown: up"),
    Verdict.SHOWN_DOWN: later_in("verdict on a campaign", "Shown: down"),
    Verdict.NOT_SHOWN: later_in("verdict on a campaign", "Not shown"),
    Verdict.CANNOT_TELL: later_in("verdict on a campaign", "Can't tell"),
}

_CLOSENESS: Final[Mapping[Closeness, str]] = {
    Closeness.SPOT_ON: later("spot on"),
    Closeness.CLOSE: later("close: within a fifth"),
    Closeness.RIGHT_SIZE: later("the right size: within half or double"),
    Closeness.FAR: later("far off"),
    Closeness.UNKNOWN: later("no figure to compare with"),
}


def tier_name(tier: Tier, speech: Speech) -> str:
    """How thorough an evaluation is, in a word."""
    return speech.say_in(*_TIERS[tier])


def stake_name(stake: Stake, speech: Speech) -> str:
    """What hangs on the answer."""
    return speech.say(_STAKES[stake])


def answerable_name(question: Answerable, speech: Speech) -> str:
    """A question that figures may answer."""
    return speech.say(_ANSWERABLE[question])


def fault_name(fault: Fault, speech: Speech) -> str:
    """What was wrong where plan and reality differ."""
    return speech.say_in(*_FAULTS[fault])


def ours_name(ours: Ours, speech: Speech) -> str:
    """How far something is the campaign's doing."""
    return speech.say_in(*_OURS[ours])


def doing_name(doing: Doing, speech: Speech) -> str:
    """Keep, stop or start."""
    return speech.say_in(*_DOINGS[doing])


def campaign_verdict_name(verdict: Verdict, speech: Speech) -> str:
    """What may be said of a campaign, in a word or two."""
    return speech.say_in(*_VERDICTS[verdict])


def closeness_name(closeness: Closeness, speech: Speech) -> str:
    """How near a guess came."""
    return speech.say(_CLOSENESS[closeness])
