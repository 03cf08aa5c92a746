"""What the idea board says: how many cards, in which state, and what became of them."""

from collections.abc import Mapping
from typing import Final

from coachkit.language.findings import Finding
from coachkit.language.speech import Speech, later, later_in
from coachkit.language.terms import metric_name
from coachkit.model.idea_fates import Fate, Stage, ToldBy
from coachkit.model.ideas import Idea, IdeaBoard, IdeaState

_STATES: Final[Mapping[IdeaState, tuple[str, str]]] = {
    IdeaState.OPEN: later_in("idea", "Open"),
    IdeaState.KEPT: later_in("idea", "Kept"),
    IdeaState.PARKED: later_in("idea", "Parked"),
}

_STAGES: Final[Mapping[Stage, tuple[str, str]]] = {
    Stage.OPEN: later_in("idea", "Open"),
    Stage.PARKED: later_in("idea", "Parked"),
    Stage.KEPT: later_in("idea", "Kept, not in the plan yet"),
    Stage.MATERIAL: later_in("idea", "Kept as material: without a channel it has no day"),
    Stage.UNMADE: later_in("idea", "In the plan, and nobody has the hours for it"),
    Stage.PLANNED: later_in("idea", "Not published yet"),
    Stage.NOT_MADE: later_in("idea", "Planned and never made"),
    Stage.NO_EXPORT: later_in("idea", "No export speaks of its day yet"),
    Stage.NO_POST: later_in("idea", "No post matched"),
    Stage.PUBLISHED: later_in("idea", "Published"),
}

_TOLD_BY: Final[Mapping[ToldBy, str]] = {
    ToldBy.LINK: later("told by its link"),
    ToldBy.WORDS: later("told by its words"),
    ToldBy.DAY: later("told by its day: the only post of the channel"),
}


def state_name(state: IdeaState, speech: Speech) -> str:
    """Open, kept or parked."""
    return speech.say_in(*_STATES[state])


def stage_name(stage: Stage, speech: Speech) -> str:
    """How far an idea has come."""
    return speech.say_in(*_STAGES[stage])


def told_by_name(told_by: ToldBy, speech: Speech) -> str:
    """By what a post is told to be the idea's."""
    return speech.say(_TOLD_BY[told_by])


def standing(card: Idea, speech: Speech) -> str:
    """Where a card stands, in two words: what it lacks comes before everything."""
    if card.state is IdeaState.OPEN:
        if not card.tagged:
            return speech.say_in("idea", "untagged")
        return speech.say_in("idea", "tagged")
    return state_name(card.state, speech)


def board_said(board: IdeaBoard, speech: Speech) -> Finding | None:
    """How many cards there are, from how many units, and how far they have come."""
    if not board.cards:
        return None
    units = speech.count("%(n)s unit", "%(n)s units", len(board.units))
    text = speech.count(
        "%(n)s card from %(units)s: %(kept)s kept, %(untagged)s still untagged.",
        "%(n)s cards from %(units)s: %(kept)s kept, %(untagged)s still untagged.",
        len(board.cards),
        units=units,
        kept=speech.number(len(board.kept)),
        untagged=speech.number(len(board.untagged)),
    )
    unwritten = sum(not one.writer for one in board.kept)
    detail = ""
    if unwritten:
        detail = speech.count(
            "%(n)s kept idea has no writer yet.",
            "%(n)s kept ideas have no writer yet.",
            unwritten,
        )
    return Finding(text=text, detail=detail)


def unit_said(board: IdeaBoard, unit: str, speech: Speech) -> Finding:
    """What a unit has written so far, on its own page."""
    own = [one for one in board.cards if one.unit == unit]
    if not own:
        return Finding(
            text=speech.say("No card from %(unit)s yet.", unit=unit),
            detail=speech.say("Three cards, one thought on each. Nothing is too small."),
        )
    return Finding(
        text=speech.count(
            "%(n)s card from %(unit)s.", "%(n)s cards from %(unit)s.", len(own), unit=unit
        ),
        detail=speech.say("The others see them at once."),
    )


def result_said(fate: Fate, speech: Speech) -> str:
    """What the idea's post gathered beside the usual; why nothing can be said, otherwise."""
    post = fate.post
    if post is None:
        return stage_name(fate.stage, speech)
    if post.value is None or not post.metric:
        return speech.say("Published; the exports have no figure of it.")
    said = {
        "metric": metric_name(post.metric, speech),
        "value": speech.number(post.value),
    }
    usual = fate.usual
    if post.young:
        return speech.say("%(metric)s: %(value)s, and still growing", **said)
    if usual is None or usual.median is None:
        return speech.say("%(metric)s: %(value)s; nothing to lay beside it yet", **said)
    said["usual"] = speech.number(usual.median)
    if usual.low is None or usual.high is None:
        return speech.say(
            "%(metric)s: %(value)s; a post usually gathers about %(usual)s, from few posts", **said
        )
    return speech.say("%(metric)s: %(value)s; a post usually gathers %(usual)s", **said)


def fates_said(published: int, planned: int, kept: int, speech: Speech) -> str:
    """How many of the kept ideas have become a post."""
    if not kept:
        return speech.say("No idea has been kept yet.")
    return speech.count(
        "Of %(n)s kept idea, %(planned)s is in the plan and %(published)s was published.",
        "Of %(n)s kept ideas, %(planned)s are in the plan and %(published)s were published.",
        kept,
        planned=speech.number(planned),
        published=speech.number(published),
    )
