"""What is learned of the effort that items take, and how sure that is."""

from coachkit.language.findings import Finding
from coachkit.language.plan_words import hours_said, short
from coachkit.language.speech import Speech
from coachkit.model.actuals import LearnedEffort


def learned_effort_finding(effort: LearnedEffort, speech: Speech) -> Finding:
    """The effort of a content type after the month, and beside it how sure it is."""
    return Finding(text=_text(effort, speech), detail=_detail(effort, speech))


def _text(effort: LearnedEffort, speech: Speech) -> str:
    said = {
        "content_type": effort.content_type,
        "hours": hours_said(effort.hours, speech),
        "default": short(effort.default, speech),
    }
    if effort.own is None:
        return speech.say(
            "%(content_type)s: none made yet, the default of %(hours)s stands.", **said
        )
    if effort.sure:
        return speech.count(
            "%(content_type)s: %(hours)s instead of %(default)s, learned from %(n)s item of your "
            "own.",
            "%(content_type)s: %(hours)s instead of %(default)s, learned from %(n)s items of your "
            "own.",
            effort.n,
            **said,
        )
    return speech.count(
        "%(content_type)s: %(hours)s for now. %(n)s item of your own is too few to be sure, so "
        "the default of %(default)s still counts.",
        "%(content_type)s: %(hours)s for now. %(n)s items of your own are too few to be sure, so "
        "the default of %(default)s still counts.",
        effort.n,
        **said,
    )


def _detail(effort: LearnedEffort, speech: Speech) -> str:
    said = [_own(effort, speech), _next(effort, speech), _not_made(effort, speech)]
    return " ".join(filter(None, said))


def _own(effort: LearnedEffort, speech: Speech) -> str:
    if effort.own is None:
        return ""
    return speech.say(
        "Yours typically take %(own)s; they count for %(weight)s.",
        own=hours_said(effort.own, speech),
        weight=speech.percent(effort.weight),
    )


def _next(effort: LearnedEffort, speech: Speech) -> str:
    if effort.low is None or effort.high is None:
        return ""
    return speech.say(
        "In nine of ten cases the next one takes between %(low)s and %(high)s.",
        low=short(effort.low, speech),
        high=hours_said(effort.high, speech),
    )


def _not_made(effort: LearnedEffort, speech: Speech) -> str:
    if not effort.not_made:
        return ""
    return speech.count(
        "%(n)s planned item was never made; that says nothing of hours.",
        "%(n)s planned items were never made; that says nothing of hours.",
        effort.not_made,
    )
