"""The chain from inputs to impact in words: its links, the tier, and what stands in the way."""

from collections.abc import Mapping
from typing import Final

from coachkit.language.findings import Finding
from coachkit.language.speech import Speech, later
from coachkit.model.chain import Chain, Link, Tier, TierChoice, TierReason

_LINKS: Final[Mapping[Link, str]] = {
    Link.INPUTS: later("What we put in"),
    Link.ACTIVITY: later("What we did"),
    Link.OUTPUTS: later("Who could see it"),
    Link.OUT_TAKES: later("Who paid attention"),
    Link.OUTCOMES: later("What they did then"),
    Link.IMPACT: later("What it changed for us"),
}
_TIERS: Final[Mapping[Tier, str]] = {
    Tier.BASIC: later("Evaluate in the basic way: what was done, who saw it, who responded."),
    Tier.ENHANCED: later(
        "Evaluate in the enhanced way: also what people then did, beside a goal and your own "
        "history."
    ),
    Tier.COMPREHENSIVE: later(
        "Evaluate comprehensively: also what it changed, beside what would have happened anyway."
    ),
}
_REASONS: Final[Mapping[TierReason, str]] = {
    TierReason.ROUTINE: later("This is everyday work."),
    TierReason.CAMPAIGN: later("This is a campaign with a budget and a goal."),
    TierReason.DECISIVE: later("A larger decision hangs on the answer."),
    TierReason.NO_OUT_TAKES: later("No export says how people responded."),
    TierReason.NO_OUTCOMES: later(
        "No export says what people did then, such as visits or enquiries."
    ),
    TierReason.NO_GOAL: later("No goal has a number yet."),
    TierReason.SHORT_HISTORY: later("Fewer than eight weeks are known before it."),
    TierReason.NOTHING_BESIDE: later(
        "There is nothing to compare with: neither a series that was not touched nor a year of "
        "history."
    ),
    TierReason.NO_IMPACT: later(
        "The organisation's own figures, such as sales, members or donations, are not there."
    ),
    TierReason.FEW_HOURS: later("There are too few hours for it."),
}


def link_name(link: Link, speech: Speech) -> str:
    """A link in everyday words."""
    return speech.say(_LINKS[link])


def tier_finding(choice: TierChoice, speech: Speech) -> Finding:
    """How far to evaluate, why, and what would take more."""
    detail = [speech.say(_REASONS[choice.because])]
    if choice.falls_short:
        detail.append(speech.say("It deserves more than can be done:"))
    elif choice.lacking:
        detail.append(speech.say("To go further:"))
    detail.extend(speech.say(_REASONS[reason]) for reason in choice.lacking)
    return Finding(text=speech.say(_TIERS[choice.tier]), detail=" ".join(detail))


def chain_finding(chain: Chain, speech: Speech) -> Finding:
    """How far the client's numbers reach, and what is missing."""
    if chain.furthest is None:
        return Finding(text=speech.say("No number is known of any link of the chain."))
    text = speech.say(
        "Your numbers reach as far as: %(link)s.", link=link_name(chain.furthest, speech)
    )
    detail = []
    if chain.missing:
        missing = speech.list([link_name(link, speech) for link in chain.missing])
        detail.append(speech.say("Nothing is known of: %(links)s.", links=missing))
    if chain.short_of_outcomes:
        detail.append(speech.say("No goal is about what people do after they have seen a post."))
    if any(one.attributed for link in chain.links for one in link.measured):
        detail.append(
            speech.say(
                "Sales that a platform claims for itself are not yet sales that it brought: that "
                "takes something to compare with."
            )
        )
    return Finding(text=text, detail=" ".join(detail))
