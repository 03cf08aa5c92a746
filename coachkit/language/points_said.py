"""The seven points in the room: an example of each to write anew, and what is still missing."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from coachkit.language.decisions_lacking import still_missing
from coachkit.language.findings import Finding
from coachkit.language.speech import Speech, later
from coachkit.language.strategy_words import point_name
from coachkit.model.audit import Audit, stale_tools
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.policies import Guideline
from coachkit.model.strategy import Point, Strategy
from coachkit.model.strategy_gaps import Gap, Part, strategy_gaps

_BOTH: Final = 2

_EXAMPLES: Final[Mapping[Point, str]] = {
    Point.MESSAGE: later(
        "To those who hike for the first time we say: you need less than you think, and we lend "
        "you the rest."
    ),
    Point.PLACES: later(
        "We go where they already ask: two local groups and the comments of the tourist office."
    ),
    Point.PACKAGING: later(
        "A question from the shop becomes a film of thirty seconds that ends with a question back."
    ),
    Point.LISTENING: later(
        "Every Thursday we search for our name and for two topics, and write down three things: "
        "a question, a thank-you, a worry."
    ),
    Point.ANSWERING: later(
        "Every question has an answer within one working day. Kim answers, Robin when Kim is away."
    ),
    Point.ROUTINE: later(
        "On Mondays at nine the week changes hands, in ten minutes; a turn comes every fifth or "
        "sixth week."
    ),
    Point.DEVELOPMENT: later(
        "On the second Tuesday of the month we read the figures together, write down one learning "
        "and change one sentence here."
    ),
}


def point_example(point: Point, speech: Speech) -> str:
    """A finished sentence of that kind, for people to make their own."""
    example = speech.say(_EXAMPLES[point])
    return speech.say("For example: “%(example)s”", example=example)


def stale_tools_said(audit: Audit, today: date, speech: Speech) -> tuple[str, ...]:
    """Which tools nobody has looked at for half a year; no line where there is none."""
    stale = [tool.name for tool in stale_tools(audit.tools, today)]
    if not stale:
        return ()
    return (
        speech.count(
            "%(names)s has not been checked for six months: does it still do what you think?",
            "%(names)s have not been checked for six months: do they still do what you think?",
            len(stale),
            names=speech.list(stale),
        ),
    )


def point_gaps(strategy: Strategy, point: Point, today: date) -> tuple[Gap, ...]:
    """What that point alone lacks; code ``none`` where nothing is said of it."""
    alone = Strategy(
        communication_goals=strategy.communication_goals,
        statements=tuple(one for one in strategy.said_of(point) if one.text),
    )
    return tuple(
        gap
        for gap in strategy_gaps(alone, today)
        if gap.part is Part.POINTS and (gap.code != "none" or gap.about == point)
    )


def points_finding(
    strategy: Strategy, points: Sequence[Point], today: date, speech: Speech
) -> Finding | None:
    """How many of these points have their sentence, and what each lacks; ``None`` before any."""
    written = [point for point in points if any(one.text for one in strategy.said_of(point))]
    if not written:
        return None
    if len(written) < len(points):
        text = speech.say(
            "%(n)s of %(of)s points have their sentence.",
            n=speech.number(len(written)),
            of=speech.number(len(points)),
        )
    elif len(points) == _BOTH:
        text = speech.say("Both points have their sentence.")
    else:
        text = speech.say("All %(n)s points have their sentence.", n=speech.number(len(points)))
    lacking = (_lacking(strategy, point, today, speech) for point in points)
    return Finding(text=text, detail=" ".join(filter(None, lacking)))


def _lacking(strategy: Strategy, point: Point, today: date, speech: Speech) -> str:
    gaps = point_gaps(strategy, point, today)
    name = point_name(point, speech)
    if any(gap.code == "none" for gap in gaps):
        return speech.say("%(point)s: no sentence yet.", point=name)
    missing = still_missing(gaps, speech)
    if not missing:
        return ""
    return speech.say("%(point)s: %(missing)s", point=name, missing=_inside(missing))


def _inside(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def presence_said(request: PlanRequest | None, speech: Speech) -> tuple[str, ...]:
    """The time for being there and for answers that the plan keeps; nothing without a plan."""
    if request is None:
        return ()
    kept = request.protected
    said = [
        speech.count(
            "The plan keeps %(n)s minute each working day for being there.",
            "The plan keeps %(n)s minutes each working day for being there.",
            kept.presence_minutes,
        )
    ]
    if kept.replies:
        said.append(
            speech.say("For answers it keeps %(hours)s a week.", hours=speech.hours(kept.replies))
        )
    return tuple(said)


def turns_said(
    request: PlanRequest | None, first: Iterable[str], review: date | None, speech: Speech
) -> tuple[str, ...]:
    """How far turns are apart, whose is the first, and when all of it is looked at again."""
    least, most = (5, 6) if request is None else _gap(request)
    names = list(dict.fromkeys(name for name in first if name))
    return (
        speech.say(
            "A turn every %(least)s to %(most)s weeks.",
            least=speech.number(least),
            most=speech.number(most),
        ),
        speech.say("First turn: %(who)s.", who=names[0])
        if names
        else speech.say("First turn: not given yet."),
        speech.say("Looked at again on %(day)s.", day=speech.day(review))
        if review
        else speech.say("Looked at again: no day yet."),
    )


def _gap(request: PlanRequest) -> tuple[int, int]:
    return request.turn_rule.gap_least, request.turn_rule.gap_most


def ladder_said(guideline: Guideline, speech: Speech) -> str:
    """Whether each hard situation says whom to call in what time; empty where it does."""
    cases = [one for one in guideline.situations if one.situation]
    if not cases:
        return speech.say("Nobody is named yet for what is hard.")
    open_ones = sum(not (one.call and one.within) for one in cases)
    if not open_ones:
        return ""
    return speech.count(
        "%(n)s hard situation does not say whom to call in what time.",
        "%(n)s hard situations do not say whom to call in what time.",
        open_ones,
    )
