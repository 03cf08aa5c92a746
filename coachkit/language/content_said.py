"""What content factors, unusual days, reply times and guesses come to, in a sentence.

Each sentence is chosen by the verdict that its own numbers give, so that it cannot contradict
them.
"""

from collections.abc import Mapping
from typing import Final

from coachkit.language.findings import Finding, group_name
from coachkit.language.speech import Speech, later
from coachkit.model.anomalies import Anomalies, NoAnomalies
from coachkit.model.factors import ContentEffects, Factor, FactorEffects, GroupEffect, NoFactors
from coachkit.model.guesses import Closeness, Scored
from coachkit.model.replies import Replies
from coachkit.model.results import ENOUGH, Verdict

_WINS: Final[Mapping[Factor, str]] = {
    Factor.PILLAR: later("“%(group)s” does better than the average theme: %(change)s."),
    Factor.FORMAT: later("“%(group)s” does better than the average format: %(change)s."),
    Factor.WEEKDAY: later("%(group)s does better than the average weekday: %(change)s."),
    Factor.HOUR: later("Posts at %(group)s do better than at the average hour: %(change)s."),
}
_ALIKE: Final[Mapping[Factor, str]] = {
    Factor.PILLAR: later("No theme is shown to do better than the others."),
    Factor.FORMAT: later("No format is shown to do better than the others."),
    Factor.WEEKDAY: later("No weekday is shown to do better than the others."),
    Factor.HOUR: later("No hour is shown to do better than the others."),
}
_UNTOLD: Final[Mapping[Factor, str]] = {
    Factor.PILLAR: later("It cannot be told yet which theme does best."),
    Factor.FORMAT: later("It cannot be told yet which format does best."),
    Factor.WEEKDAY: later("It cannot be told yet which weekday is best."),
    Factor.HOUR: later("It cannot be told yet which hour is best."),
}
_NO_FACTORS: Final[Mapping[NoFactors, str]] = {
    NoFactors.NO_POSTS: later("No post has both figures that a rate takes."),
    NoFactors.FEW_POSTS: later("There are too few posts to tell what works."),
    NoFactors.ALL_ALIKE: later("All posts are of one kind, so that there is nothing to compare."),
    NoFactors.NOTHING_COUNTED: later("All posts have the same rate; there is nothing to explain."),
}
_NO_ANOMALIES: Final[Mapping[NoAnomalies, str]] = {
    NoAnomalies.NO_DATA: later("No day is known."),
    NoAnomalies.SHORT: later(
        "Too few weeks are known to tell which days were unusual; it takes eight."
    ),
    NoAnomalies.SPARSE: later(
        "Too little happens on a single day to tell which days were unusual: most of what stands "
        "out is chance."
    ),
}
_CLOSE: Final[Mapping[Closeness, str]] = {
    Closeness.SPOT_ON: later("Spot on."),
    Closeness.CLOSE: later("Close: within a fifth."),
    Closeness.RIGHT_SIZE: later("The right size, but not close."),
    Closeness.FAR: later("Far from it: that is what the numbers are for."),
    Closeness.UNKNOWN: later("There is no figure to compare the guess with."),
}


def change_between(group: GroupEffect, speech: Speech) -> str:
    """“+30 % (+5 % to +60 %)”."""
    return speech.say(
        "%(value)s (%(low)s to %(high)s)",
        value=speech.signed_percent(group.change.value),
        low=speech.signed_percent(group.change.low),
        high=speech.signed_percent(group.change.high),
    )


def _named(factor: Factor, group: GroupEffect, speech: Speech) -> str:
    if factor is Factor.WEEKDAY:
        return speech.weekday(int(group.key)).capitalize()
    if factor is Factor.HOUR:
        return f"{int(group.key):02d}"
    return group_name(group.key, speech) if factor is Factor.FORMAT else group.key


def factor_finding(known: FactorEffects, speech: Speech) -> Finding:
    """Whether there is a winner, and of how many posts."""
    few = sum(group.few for group in known.groups)
    detail = [speech.count("%(n)s post compared.", "%(n)s posts compared.", known.n)]
    if few:
        detail.append(
            speech.count(
                "%(n)s group has fewer than %(limit)s posts and is not judged.",
                "%(n)s groups have fewer than %(limit)s posts and are not judged.",
                few,
                limit=speech.number(ENOUGH),
            )
        )
    return Finding(text=_verdict(known, speech), detail=" ".join(detail))


def _verdict(known: FactorEffects, speech: Speech) -> str:
    if known.winner is not None:
        return speech.say(
            _WINS[known.factor],
            group=_named(known.factor, known.winner, speech),
            change=change_between(known.winner, speech),
        )
    alike = known.verdict is Verdict.NOT_SHOWN
    return speech.say((_ALIKE if alike else _UNTOLD)[known.factor])


def content_findings(effects: ContentEffects, speech: Speech) -> tuple[Finding, ...]:
    """A finding for each factor, or why there is none."""
    if effects.reason is not None:
        return (Finding(text=speech.say(_NO_FACTORS[effects.reason])),)
    return tuple(factor_finding(known, speech) for known in effects.factors)


def anomalies_sentence(found: Anomalies, speech: Speech) -> str:
    """How many days were unusual, or why it cannot be told."""
    if found.reason is not None:
        return speech.say(_NO_ANOMALIES[found.reason])
    if not found.days:
        return speech.say("No day was unlike other days of its weekday.")
    first = found.days[0]
    said = speech.count(
        "%(n)s day was unlike other days of its weekday.",
        "%(n)s days were unlike other days of their weekdays.",
        len(found.days),
    )
    most = speech.say(
        "Most of all %(day)s: %(value)s, usually %(usual)s.",
        day=speech.day(first.day),
        value=speech.number(first.value),
        usual=speech.number(first.usual),
    )
    return f"{said} {most}"


def closeness_sentence(score: Scored, speech: Speech) -> str:
    """How near the guess came."""
    return speech.say(_CLOSE[score.closeness])


def replies_finding(found: Replies, speech: Speech) -> Finding:
    """How many were answered in time, and how long people typically wait."""
    if found.within is None or found.median is None:
        return Finding(text=speech.say("There are too few conversations to tell of reply times."))
    text = speech.say(
        "%(share)s were answered within %(target)s hours (%(low)s–%(high)s).",
        share=speech.percent(found.within.value),
        target=speech.number(found.target),
        low=speech.percent(found.within.low),
        high=speech.percent(found.within.high),
    )
    detail = [_typically(found, speech)]
    if found.unanswered:
        detail.append(
            speech.count(
                "%(n)s question still waits for an answer and is counted as waiting.",
                "%(n)s questions still wait for an answer and are counted as waiting.",
                found.unanswered,
            )
        )
    return Finding(text=text, detail=" ".join(detail))


def _typically(found: Replies, speech: Speech) -> str:
    if found.median is None or found.median.value is None:
        return speech.say("Fewer than half have been answered.")
    median = speech.hours(found.median.value)
    if found.office is None:
        return speech.say("Half were answered within %(median)s.", median=median)
    return speech.say("Half were answered within %(median)s of office hours.", median=median)
