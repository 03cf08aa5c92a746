"""What content factors, unusual days, reply times and guesses come to, in a sentence.

Each sentence is chosen by the verdict that its own numbers give, so that it cannot contradict
them.
"""

from collections.abc import Mapping
from typing import Final

from coachkit.language.effects_said import standing
from coachkit.language.findings import Finding, group_name, measure
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
    NoAnomalies.BELOW_NOTHING: later(
        "This number can fall below zero: it is the difference of two counts, and says nothing of "
        "a single day."
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


_FACTORS: Final[Mapping[Factor, str]] = {
    Factor.PILLAR: later("Theme"),
    Factor.FORMAT: later("Format"),
    Factor.WEEKDAY: later("Weekday"),
    Factor.HOUR: later("Hour"),
}


def factor_name(factor: Factor, speech: Speech) -> str:
    """What posts are told apart by."""
    return speech.say(_FACTORS[factor])


def factor_group_name(factor: Factor, group: GroupEffect, speech: Speech) -> str:
    """A group as people call it: a theme, a format, a weekday, an hour."""
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
            group=factor_group_name(known.factor, known.winner, speech),
            change=change_between(known.winner, speech),
        )
    alike = known.verdict is Verdict.NOT_SHOWN
    return speech.say((_ALIKE if alike else _UNTOLD)[known.factor])


def content_findings(effects: ContentEffects, speech: Speech) -> tuple[Finding, ...]:
    """A finding for each factor, or why there is none."""
    if effects.reason is not None:
        return (Finding(text=speech.say(_NO_FACTORS[effects.reason])),)
    return tuple(factor_finding(known, speech) for known in effects.factors)


def content_basis(effects: ContentEffects, speech: Speech) -> tuple[str, ...]:
    """What the comparison of posts rests on: n, what was left out, definition, source, interval."""
    said = [speech.count("%(n)s post compared.", "%(n)s posts compared.", effects.n)]
    if effects.young:
        said.append(
            speech.count(
                "%(n)s post was still growing when it was exported and is left out.",
                "%(n)s posts were still growing when they were exported and are left out.",
                effects.young,
            )
        )
    if effects.unknown:
        said.append(
            speech.count(
                "%(n)s post without both figures is left out.",
                "%(n)s posts without both figures are left out.",
                effects.unknown,
            )
        )
    said.append(
        speech.say(
            "Each group is drawn towards the average, the more the fewer posts it has: small "
            "groups often look best or worst by luck."
        )
    )
    definition = speech.say(
        "%(above)s divided by %(below)s, post by post",
        above=measure(effects.numerator, speech),
        below=measure(effects.denominator, speech),
    )
    return (*said, *standing(definition, effects.sources, effects.level, speech))


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


def replies_basis(found: Replies, speech: Speech) -> tuple[str, ...]:
    """What reply times rest on: n, what was left out, whose hours, interval."""
    said = [speech.count("%(n)s question.", "%(n)s questions.", found.n)]
    if found.left_out:
        said.append(
            speech.count(
                "%(n)s row without usable times is left out.",
                "%(n)s rows without usable times are left out.",
                found.left_out,
            )
        )
    if found.office is None:
        said.append(speech.say("Every hour counts, nights and weekends too."))
    else:
        said.append(
            speech.say(
                "Only office hours count: %(days)s, %(begins)s–%(ends)s.",
                days=speech.list([speech.short_weekday(day) for day in found.office.weekdays]),
                begins=f"{found.office.begins:%H:%M}",
                ends=f"{found.office.ends:%H:%M}",
            )
        )
    definition = speech.say("from a question to its first answer, by the client's clock")
    return (*said, *standing(definition, (), found.level, speech))


def _typically(found: Replies, speech: Speech) -> str:
    if found.median is None or found.median.value is None:
        return speech.say("Fewer than half have been answered.")
    median = speech.hours(found.median.value)
    if found.office is None:
        return speech.say("Half were answered within %(median)s.", median=median)
    return speech.say("Half were answered within %(median)s of office hours.", median=median)
