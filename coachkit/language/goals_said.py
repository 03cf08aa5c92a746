"""What a goal tree comes to, in a sentence: what hangs on nothing, and what nothing hangs on."""

from datetime import date

from coachkit.language.decisions_lacking import still_missing
from coachkit.language.findings import Finding
from coachkit.language.speech import Speech
from coachkit.model.strategy import Strategy
from coachkit.model.strategy_gaps import Part, strategy_gaps


def goals_finding(strategy: Strategy, today: date, speech: Speech) -> Finding | None:
    """“2 communication goals; 1 serves no business goal yet.”; ``None`` before the first goal."""
    if not strategy.business_goals and not strategy.communication_goals:
        return None
    gaps = [gap for gap in strategy_gaps(strategy, today) if gap.part is Part.GOALS]
    loose = sum(gap.code == "serves_nothing" for gap in gaps)
    detail = [_bare(strategy, speech), still_missing(gaps, speech, but=["serves_nothing"])]
    return Finding(text=_tied(strategy, loose, speech), detail=" ".join(filter(None, detail)))


def _tied(strategy: Strategy, loose: int, speech: Speech) -> str:
    goals = len(strategy.communication_goals)
    if not goals:
        return speech.count(
            "%(n)s business goal. What must communication do for it?",
            "%(n)s business goals. What must communication do for them?",
            len(strategy.business_goals),
        )
    if not loose:
        return speech.count(
            "%(n)s communication goal, tied to what the business wants.",
            "%(n)s communication goals, tied to what the business wants.",
            goals,
        )
    head = speech.count("%(n)s communication goal", "%(n)s communication goals", goals)
    rest = speech.count(
        "%(n)s serves no business goal yet", "%(n)s serve no business goal yet", loose
    )
    return speech.say("%(goals)s; %(rest)s.", goals=head, rest=rest)


def _bare(strategy: Strategy, speech: Speech) -> str:
    """Business goals that communication does nothing for, where it does something for others."""
    bare = sum(not strategy.goals_of(one.key) for one in strategy.business_goals)
    if not bare or not strategy.communication_goals:
        return ""
    return speech.count(
        "%(n)s business goal has nothing below it.",
        "%(n)s business goals have nothing below them.",
        bare,
    )
