"""The panels of goals, channels and points: what hangs on what, and the figures beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coachkit.documents.templating import fill
from coachkit.language.channels_said import figures_said
from coachkit.language.speech import speak
from coachkit.language.strategy_words import shortened
from coachkit.model.languages import Language
from coachkit.model.strategy import CommunicationGoal, Strategy
from coachkit.model.usage import Usage

_WORDS = 110
"""Characters of a goal that a branch has room for."""


@dataclass(frozen=True)
class Branch:
    """A goal of a tree. ``measure``: how it is seen, empty where nobody has said."""

    text: str
    measure: str
    leaves: tuple["Branch", ...] = ()


def goal_tree(strategy: Strategy, language: Language) -> str:
    """Business goals, below each what communication does for it, at the side how it is seen.

    What serves none of them stands last, by itself; nothing where there is no goal yet.
    """
    known = {one.key for one in strategy.business_goals}
    tree = [
        Branch(
            shortened(one.text, _WORDS),
            shortened(one.measure),
            tuple(_leaf(goal) for goal in strategy.goals_of(one.key)),
        )
        for one in strategy.business_goals
    ]
    loose = [_leaf(one) for one in strategy.communication_goals if one.serves not in known]
    return fill("pages/screen_goals.html.j2", language, tree=tree, loose=loose)


def figures(usage: Sequence[Usage], without: Sequence[str], today: date, language: Language) -> str:
    """Where the figures on the cards come from, what they are a part of, why they may not hold.

    ``without``: the channels of which nobody knows how many use them here.
    """
    speech = speak(language)
    sentences, caveats = figures_said(usage, today, speech)
    return fill(
        "pages/screen_figures.html.j2",
        language,
        sentences=sentences,
        caveats=caveats,
        without=speech.list(without) if without else "",
    )


def facts(sentences: Sequence[str], language: Language) -> str:
    """What is known already, beside what is asked; nothing where nothing is."""
    return fill("pages/screen_facts.html.j2", language, sentences=sentences)


def _leaf(goal: CommunicationGoal) -> Branch:
    return Branch(shortened(goal.text, _WORDS), shortened(goal.measure))


def refused(sentence: str, language: Language) -> str:
    """Why something could not be done."""
    return fill("pages/incoming_said.html.j2", language, sentence=sentence, warning=True)
