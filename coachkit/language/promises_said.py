"""What was said before the launch beside what was found, so that neither can be bent afterwards.

Which sentence is said follows from the two values alone: a rise that was seen is never called
unseen, and nothing is “as we said” that was not said.
"""

from collections.abc import Mapping
from typing import Final

from coachkit.language.effects_said import reason_sentence
from coachkit.language.lifts_said import between, rounded_up
from coachkit.language.speech import Speech, later
from coachkit.model.campaign import Campaign
from coachkit.model.campaign_said import CampaignEffect, Promise
from coachkit.model.effects import Comparison, Reason
from coachkit.model.periods import Period
from coachkit.model.results import Verdict

_HARDLY_ANY: Final = 9.0
"""A lift beyond that is as good as none that could be seen."""

_TOLD_BEFORE: Final = frozenset(
    {Reason.NO_DATA, Reason.SHORT_HISTORY, Reason.LONGER_THAN_HISTORY, Reason.NOTHING_COUNTED}
)
"""What is known of the past before the launch already."""

_FOUND: Final[Mapping[str, str]] = {
    "seen": later("Found: %(change)s. That is large enough to be seen, as we said."),
    "seen_smaller": later(
        "Found: %(change)s. That is less than we said could be seen, and it is seen all the same."
    ),
    "seen_untold": later("Found: %(change)s. It is seen, though nobody could promise that."),
    "fell": later("Found: %(change)s, which is less than usual. What we said was about a rise."),
    "not_shown": later(
        "Found: %(change)s. Nothing is shown, and what is smaller than we said could not have been "
        "seen."
    ),
    "not_shown_untold": later("Found: %(change)s. Nothing is shown; nobody could promise more."),
    "as_said": later("Found: %(change)s: can't tell, as we said."),
    "as_said_bare": later("Found: can't tell, as we said."),
    "though_large": later(
        "Found: %(change)s: can't tell, though we said that so much could be seen. Your weeks "
        "differed more than before."
    ),
    "otherwise": later("Found: can't tell, for a reason that nobody could know before."),
}


def promise_sentence(promise: Promise, speech: Speech) -> str:
    """What was said before the launch."""
    if promise.smallest is None:
        return speech.say("Before the launch we said that nobody could tell what would be seen.")
    if promise.smallest.lift > _HARDLY_ANY:
        return speech.say("Before the launch we said that hardly any rise could be seen.")
    return speech.say(
        "Before the launch we said that a rise below %(lift)s could not be seen.",
        lift=rounded_up(promise.smallest.lift, speech),
    )


def promised_and_found(promise: Promise, found: Comparison | None, speech: Speech) -> str:
    """What was promised beside what was found; only the promise before anything is found."""
    said = promise_sentence(promise, speech)
    if found is None:
        return said
    kind = kind_of_found(promise, found)
    change = "" if found.change is None else between(found.change, speech)
    told = [said, speech.say(_FOUND[kind], change=change)]
    if kind == "otherwise" and found.why is not None:
        told.append(reason_sentence(found.why, speech))
    return " ".join(told)


def not_over_said(effect: CampaignEffect, period: Period | None, speech: Speech) -> str:
    """That the campaign goes on after what is evaluated; empty where it does not."""
    window = effect.window
    if window is None or period is None or window.last <= period.last:
        return ""
    return speech.say(
        "The campaign runs until %(last)s and what is evaluated ends on %(end)s: this is not its "
        "last word.",
        last=speech.day(window.last),
        end=speech.day(period.last),
    )


def picked_up_said(effect: CampaignEffect, speech: Speech) -> str:
    """That it was picked up from the plan; empty where people said it by themselves."""
    if effect.of is None:
        return ""
    return speech.say("Taken from the campaign as it was planned. Change whatever came otherwise.")


def ahead_said(campaign: Campaign, speech: Speech) -> str:
    """That a campaign begins only after what is evaluated; empty where it has no launch."""
    if campaign.launch is None:
        return ""
    return speech.say(
        "“%(campaign)s” is launched on %(day)s, after what is evaluated.",
        campaign=campaign.name,
        day=speech.day(campaign.launch),
    )


def kind_of_found(promise: Promise, found: Comparison) -> str:
    """Which of the sentences it is."""
    lift = None if promise.smallest is None else promise.smallest.lift
    match found.verdict:
        case Verdict.SHOWN_UP:
            return _seen(lift, found)
        case Verdict.SHOWN_DOWN:
            return "fell"
        case Verdict.NOT_SHOWN:
            return "not_shown_untold" if lift is None else "not_shown"
        case _:
            return _untold(lift, found)


def _seen(lift: float | None, found: Comparison) -> str:
    if lift is None or found.change is None:
        return "seen_untold"
    return "seen" if found.change.value >= lift else "seen_smaller"


def _untold(lift: float | None, found: Comparison) -> str:
    if found.reason is not None:
        known = lift is None and found.reason in _TOLD_BEFORE
        return "as_said_bare" if known else "otherwise"
    if found.change is None:
        return "otherwise"
    if lift is None or found.change.value < lift:
        return "as_said"
    return "though_large"
