"""What a campaign, a new cadence or a goal came to, in sentences that cannot contradict it.

A sentence is chosen by the verdict, and the verdict is read off the interval: so direction, number
and doubt of what is said are those of the result.
"""

from collections.abc import Mapping
from typing import Final

from coachkit.language.findings import Finding, measure
from coachkit.language.lifts_said import between, lift, rounded_up
from coachkit.language.speech import Speech, later
from coachkit.language.terms import metric_name, of_part
from coachkit.model.effects import (
    Beside,
    CadenceEffect,
    Comparison,
    Detectability,
    Reason,
    Replay,
    Smallest,
)
from coachkit.model.results import Verdict

_REASONS: Final[Mapping[Reason, str]] = {
    Reason.NO_DATA: later("No export speaks of any day before it."),
    Reason.SHORT_HISTORY: later(
        "Too few weeks are known before it to say what was usual. An export of older months helps."
    ),
    Reason.LONGER_THAN_HISTORY: later(
        "It lasts longer than everything that is known before it. An export of older months helps."
    ),
    Reason.TOO_SHORT: later("It lasted only a few days: fewer than four are not judged."),
    Reason.NOT_TOLD: later("Too many of its own days are missing, and missing is not zero."),
    Reason.NOTHING_COUNTED: later("Nothing was counted on any day, before it or in it."),
    Reason.BELOW_NOTHING: later(
        "This number can fall below zero; of such a number nobody can say by how many per cent it "
        "rose."
    ),
    Reason.CAMPAIGNS_OVERLAP: later(
        "Another campaign ran at the same time, and nobody can part the two."
    ),
    Reason.CONTROL_MOVED: later(
        "The series it was to be compared with moved too, and with it the answer is another one."
    ),
    Reason.NO_CADENCE: later("How much was published is not known, before or after."),
    Reason.SAME_CADENCE: later("As much was published after as before."),
    Reason.TOO_NOISY: later(
        "Your weeks differ so much by themselves that even a large change would not have been "
        "seen. That is not the same as no effect."
    ),
}

_VERDICTS: Final[Mapping[Verdict, str]] = {
    Verdict.SHOWN_UP: later("shown: more"),
    Verdict.SHOWN_DOWN: later("shown: less"),
    Verdict.NOT_SHOWN: later("not shown"),
    Verdict.CANNOT_TELL: later("can't tell"),
}

_CAMPAIGN: Final[Mapping[Verdict, str]] = {
    Verdict.SHOWN_UP: later(
        "More came during the campaign than your own history led to expect. %(metric)s: %(change)s."
    ),
    Verdict.SHOWN_DOWN: later(
        "Less came during the campaign than your own history led to expect. %(metric)s: %(change)s."
    ),
    Verdict.NOT_SHOWN: later(
        "It is not shown that the campaign moved anything. %(metric)s: %(change)s."
    ),
}
_ONE_DAY = later(
    "More came during the campaign than your own history led to expect, but a single day makes "
    "the difference. %(metric)s: %(change)s."
)
_OF_CAMPAIGN = later(
    "%(weeks)s weeks of the campaign (%(span)s) beside %(before)s weeks before it."
)
_SINCE = later("%(weeks)s weeks since then (%(span)s) beside %(before)s weeks before.")
_CADENCE: Final[Mapping[Verdict, str]] = {
    Verdict.SHOWN_UP: later(
        "With %(after)s posts a week instead of %(before)s, more comes in all. %(metric)s: "
        "%(change)s."
    ),
    Verdict.SHOWN_DOWN: later(
        "With %(after)s posts a week instead of %(before)s, less comes in all. %(metric)s: "
        "%(change)s."
    ),
    Verdict.NOT_SHOWN: later(
        "It is not shown that %(after)s posts a week instead of %(before)s bring more or less in "
        "all. %(metric)s: %(change)s."
    ),
}


def verdict_word(verdict: Verdict, speech: Speech) -> str:
    """The verdict in a word or two, for beside a figure."""
    return speech.say(_VERDICTS[verdict])


def comparison_word(found: Comparison, speech: Speech) -> str:
    """The verdict in a few words, with what a single day did to it."""
    if found.one_day:
        return speech.say("shown: more, by one day")
    return verdict_word(found.verdict, speech)


def reason_sentence(reason: Reason, speech: Speech) -> str:
    """Why something cannot be told."""
    return speech.say(_REASONS[reason])


def comparison_finding(found: Comparison, speech: Speech) -> Finding:
    """What may be said of a campaign, and, smaller, what it rests on."""
    said = [_interval(found, speech), _unseen(found, speech)]
    said += [
        one_day_sentence(found, speech),
        control_sentence(found.control, speech, same=found.reason is None),
        replay_sentence(found.replay, speech, refined=found.refined)
        if found.change is not None
        else "",
    ]
    return Finding(text=_campaign(found, speech), detail=" ".join(filter(None, said)))


def _campaign(found: Comparison, speech: Speech) -> str:
    if found.verdict is Verdict.CANNOT_TELL:
        text = speech.say("It cannot be told whether the campaign moved anything.")
        return _untold(text, found, speech)
    sentence = _ONE_DAY if found.one_day else _CAMPAIGN[found.verdict]
    return speech.say(sentence, **_numbers(found, speech))


def _numbers(found: Comparison, speech: Speech) -> dict[str, str]:
    change = "" if found.change is None else between(found.change, speech)
    return {"metric": of_part(metric_name(found.metric, speech), found.part), "change": change}


def _untold(text: str, found: Comparison, speech: Speech) -> str:
    """That it cannot be told, and why."""
    return text if found.why is None else f"{text} {reason_sentence(found.why, speech)}"


def _interval(found: Comparison, speech: Speech) -> str:
    """The interval of what cannot be told: it holds all that may be."""
    if found.verdict is not Verdict.CANNOT_TELL or found.change is None:
        return ""
    return speech.say(
        "%(metric)s: anywhere between %(low)s and %(high)s.",
        metric=of_part(metric_name(found.metric, speech), found.part),
        low=lift(found.change.low, speech),
        high=lift(found.change.high, speech),
    )


def _unseen(found: Comparison, speech: Speech) -> str:
    """What could have been seen, where nothing was."""
    shown = found.verdict in (Verdict.SHOWN_UP, Verdict.SHOWN_DOWN)
    if shown or found.smallest is None or found.change is None:
        return ""
    return speech.say(
        "A lift of %(lift)s or more would usually have been seen, a smaller one not.",
        lift=rounded_up(found.smallest.lift, speech),
    )


def one_day_sentence(found: Comparison, speech: Speech) -> str:
    """What the best day did, where a lift is shown; nothing otherwise."""
    best = found.best_day
    if best is None or found.verdict is not Verdict.SHOWN_UP:
        return ""
    said = {
        "day": speech.day(best.day),
        "share": speech.percent(best.share),
        "change": between(best.without, speech),
    }
    if found.one_day:
        return speech.say(
            "Without %(day)s, which brought %(share)s of it all, nothing would be shown: "
            "%(change)s. Look at what happened that day before you call it the campaign.",
            **said,
        )
    return speech.say(
        "Its best day, %(day)s, brought %(share)s of it all; without it: %(change)s.", **said
    )


def replay_sentence(replay: Replay | None, speech: Speech, *, refined: bool) -> str:
    """How far off it was on the client's own quiet weeks, where the right answer is nothing."""
    if not refined:
        return speech.say(
            "First look: it has not yet been tried on your own quiet weeks, and that can only "
            "widen the interval."
        )
    if replay is None:
        return speech.say("Your past is too short to try it on your own quiet weeks.")
    said = [
        speech.count(
            "Tried on %(n)s of your own quiet weeks, it was typically wrong by %(error)s.",
            "Tried on %(n)s of your own quiet weeks, it was typically wrong by %(error)s.",
            replay.weeks,
            error=rounded_up(replay.typical_error, speech),
        ),
        speech.count(
            "In %(inside)s of %(n)s trial the interval held what really came.",
            "In %(inside)s of %(n)s trials the interval held what really came.",
            replay.windows,
            inside=speech.number(replay.inside),
        ),
    ]
    if round(replay.widened, 1) > 1:
        said.append(
            speech.say(
                "That is why it is now %(times)s times as wide.",
                times=speech.number(replay.widened, 1),
            )
        )
    return " ".join(said)


def control_sentence(control: Beside | None, speech: Speech, *, same: bool) -> str:
    """What the control series did to the answer. ``same``: whether it is the same with it."""
    if control is None:
        return ""
    if control.moved:
        moved = speech.say(
            "%(name)s moved during the campaign too: the campaign touched it, or something else "
            "touched both.",
            name=control.name,
        )
        if not same or control.change is None:
            return moved
        return f"{moved} {speech.say('The answer is the same with it and without it.')}"
    if control.used:
        return speech.say(
            "Compared with %(name)s, which kept still during the campaign.", name=control.name
        )
    if control.change is None:
        return speech.say(
            "Too little is known of %(name)s in the same weeks to compare with it.",
            name=control.name,
        )
    return speech.say(
        "%(name)s kept still, but comparing with it makes nothing surer.", name=control.name
    )


def comparison_basis(
    found: Comparison, speech: Speech, *, campaign: bool = True
) -> tuple[str, ...]:
    """What the comparison rests on: n, what is missing, definition, source, interval."""
    beside = _OF_CAMPAIGN if campaign else _SINCE
    said = [
        speech.say(
            beside,
            weeks=speech.number(found.weeks),
            span=speech.span(found.period.first, found.period.last),
            before=speech.number(found.weeks_before),
        )
    ]
    if found.missing:
        said.append(
            speech.count(
                "%(n)s day of it is missing and is not counted as zero.",
                "%(n)s days of it are missing and are not counted as zeros.",
                found.missing,
            )
        )
    if found.same_cadence:
        said.append(speech.say("Beside what as many posts as were published usually bring."))
    return (*said, *standing(found.definition, found.sources, found.level, speech))


def standing(
    definition: str, sources: tuple[str, ...], level: float, speech: Speech
) -> tuple[str, ...]:
    """Definition, source and interval of a figure."""
    said = [speech.say("Definition: %(definition)s.", definition=definition.rstrip("."))]
    if sources:
        said.append(speech.say("Source: %(files)s.", files=speech.list(sources)))
    said.append(
        speech.say(
            "%(level)s interval: of ten such intervals about nine hold what is true.",
            level=speech.percent(level),
        )
    )
    return tuple(said)


def cadence_finding(found: CadenceEffect, speech: Speech) -> Finding:
    """What more or fewer posts brought in all, and to each post."""
    total = found.total
    posts = {"before": speech.number(found.before, 1), "after": speech.number(found.after, 1)}
    if total.verdict is Verdict.CANNOT_TELL:
        text = _untold(speech.say("It cannot be told what the new cadence brings."), total, speech)
    else:
        text = speech.say(_CADENCE[total.verdict], **posts, **_numbers(total, speech))
    said = [_interval(total, speech), _unseen(total, speech), _per_post(found, speech)]
    if total.change is not None:
        said.append(replay_sentence(total.replay, speech, refined=total.refined))
    return Finding(text=text, detail=" ".join(filter(None, said)))


def _per_post(found: CadenceEffect, speech: Speech) -> str:
    each = found.per_post
    if each is None or found.total.verdict is Verdict.CANNOT_TELL:
        return ""
    change = between(each, speech)
    if each.up:
        return speech.say("Each post brings more than before: %(change)s.", change=change)
    if each.down:
        return speech.say("Each post brings less than before: %(change)s.", change=change)
    return speech.say(
        "It is not shown that a single post brings more or less than before: %(change)s.",
        change=change,
    )


def detectability_finding(known: Detectability, speech: Speech, *, weeks: int = 4) -> Finding:
    """The smallest lift that could be seen, and what would make it smaller."""
    if not known.options:
        text = speech.say("It cannot be told beforehand how large a lift could be seen.")
        why = "" if known.reason is None else reason_sentence(known.reason, speech)
        return Finding(text=text, detail=why)
    asked = known.smallest(weeks) or known.options[0]
    text = speech.count(
        "The smallest lift in %(metric)s that your own history could show in %(n)s week is "
        "%(lift)s.",
        "The smallest lift in %(metric)s that your own history could show in %(n)s weeks is "
        "%(lift)s.",
        asked.weeks,
        metric=of_part(measure(known.metric, speech), known.part),
        lift=rounded_up(asked.lift, speech),
    )
    better = [_better(one, asked, speech) for one in known.options if _helps(one, asked)]
    if not better:
        better = [speech.say("More weeks do not make it smaller: your weeks differ too much.")]
    return Finding(text=text, detail=" ".join(better))


def _helps(one: Smallest, asked: Smallest) -> bool:
    """By a whole percent at least: less is no reason to wait."""
    longer = one.weeks > asked.weeks and not one.with_control
    beside = one.with_control and one.weeks == asked.weeks
    return (longer or beside) and round(one.lift * 100) < round(asked.lift * 100)


def _better(one: Smallest, asked: Smallest, speech: Speech) -> str:
    made = rounded_up(one.lift, speech)
    if one.with_control and one.weeks == asked.weeks:
        return speech.say("A series to compare with makes it %(lift)s.", lift=made)
    return speech.count(
        "%(n)s week makes it %(lift)s.", "%(n)s weeks make it %(lift)s.", one.weeks, lift=made
    )
