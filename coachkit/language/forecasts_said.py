"""What a period will come to, and whether a goal will be reached, with its doubt."""

import math
from collections.abc import Callable, Mapping
from typing import Final

from coachkit.language.effects_said import reason_sentence, replay_sentence, standing
from coachkit.language.findings import Finding
from coachkit.language.lifts_said import chance
from coachkit.language.speech import Speech, later
from coachkit.language.terms import metric_name, of_part
from coachkit.model.effects import Forecast
from coachkit.model.metrics import METRICS
from coachkit.model.results import Verdict

_AHEAD: Final[Mapping[Verdict, str]] = {
    Verdict.SHOWN_UP: later(
        "If everything goes on as it does, the goal of %(target)s will be reached. %(metric)s: "
        "about %(value)s (%(low)s–%(high)s)."
    ),
    Verdict.SHOWN_DOWN: later(
        "If everything goes on as it does, the goal of %(target)s will not be reached. "
        "%(metric)s: about %(value)s (%(low)s–%(high)s)."
    ),
    Verdict.CANNOT_TELL: later(
        "Whether the goal of %(target)s will be reached cannot be told yet: the chance is "
        "%(chance)s. %(metric)s: about %(value)s (%(low)s–%(high)s)."
    ),
}
_OVER: Final[Mapping[Verdict, str]] = {
    Verdict.SHOWN_UP: later("The goal of %(target)s is reached. %(metric)s: %(value)s."),
    Verdict.SHOWN_DOWN: later("The goal of %(target)s was not reached. %(metric)s: %(value)s."),
}
_GOES_ON = later(
    "If everything goes on as it does: about %(value)s (%(low)s–%(high)s). %(metric)s, %(span)s."
)


_WORDS: Final[Mapping[Verdict, str]] = {
    Verdict.SHOWN_UP: later("will be reached"),
    Verdict.SHOWN_DOWN: later("will not be reached"),
    Verdict.CANNOT_TELL: later("can't tell"),
}


def forecast_word(found: Forecast, speech: Speech) -> str:
    """The verdict on the goal in a few words; empty without a goal."""
    if found.target is None:
        return ""
    if found.total is not None and not found.days_left:
        reached = found.verdict is Verdict.SHOWN_UP
        return speech.say("reached") if reached else speech.say("not reached")
    return speech.say(_WORDS[found.verdict])


def forecast_finding(found: Forecast, speech: Speech) -> Finding:
    """Whether the goal will be reached, as far as the interval tells, and what it rests on."""
    if found.total is None:
        text = speech.say("It cannot be told what the period will come to.")
        why = "" if found.reason is None else reason_sentence(found.reason, speech)
        return Finding(text=text, detail=why)
    said = {
        "metric": of_part(metric_name(found.metric, speech), found.part),
        "span": speech.span(found.period.first, found.period.last),
        "target": total_said(found.metric, found.target, speech),
        "value": total_said(found.metric, found.total.value, speech),
        "low": total_said(found.metric, found.total.low, speech, towards=math.floor),
        "high": total_said(found.metric, found.total.high, speech, towards=math.ceil),
        "chance": "" if found.probability is None else chance(found.probability, speech),
    }
    return Finding(text=speech.say(_sentence(found), **said), detail=_rests_on(found, speech))


def _sentence(found: Forecast) -> str:
    if not found.days_left and found.verdict in _OVER:
        return _OVER[found.verdict]
    return _GOES_ON if found.target is None else _AHEAD[found.verdict]


def _rests_on(found: Forecast, speech: Speech) -> str:
    if not found.days_left:
        return ""
    said = [
        speech.count(
            "%(value)s so far, %(n)s day left.",
            "%(value)s so far, %(n)s days left.",
            found.days_left,
            value=total_said(found.metric, found.so_far, speech),
        )
    ]
    if found.target is not None and found.verdict is not Verdict.CANNOT_TELL:
        said.append(
            speech.say(
                "The chance of reaching it is %(chance)s.",
                chance=chance(found.probability or 0.0, speech),
            )
        )
    said.append(replay_sentence(found.replay, speech, refined=found.refined))
    return " ".join(said)


def forecast_basis(found: Forecast, speech: Speech) -> tuple[str, ...]:
    """What the forecast rests on: n, definition, source, interval."""
    weeks = speech.count(
        "It rests on %(n)s week before.", "It rests on %(n)s weeks before.", found.weeks_before
    )
    return (weeks, *standing(found.definition, found.sources, found.level, speech))


def total_said(
    metric: str,
    value: float | None,
    speech: Speech,
    towards: Callable[[float], int] | None = None,
) -> str:
    """A total without false precision; ``towards``: how a bound is rounded outwards."""
    if value is None:
        return speech.number(None)
    if METRICS[metric].decimals and abs(value) < 100:
        tens = value * 10
        return speech.number((towards(tens) if towards else round(tens)) / 10, 1)
    return speech.number(towards(value) if towards else value)
