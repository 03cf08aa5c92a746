"""The forms in which a campaign is said: its launch, its outcome, its tracks and its messages."""

from typing import Final

from coachkit.language.campaign_words import phase_name
from coachkit.language.chain_said import link_name
from coachkit.model.campaign import Phase
from coachkit.model.chain import Link
from coachkit.model.strategy import Strategy
from coachkit.widgets.form_hints import As, Hint, Hints
from coachkit.widgets.strategy_forms import PEOPLE, codes, keys

NAME: Final[Hints] = {
    "name": Hint(
        As.LINE,
        lambda s: s.say_in("field", "What the campaign is called"),
        help=lambda s: s.say("As you say it to each other; it stands on every document."),
    ),
}
"""Of a Campaign; its launch is chosen beside it."""

PHASE_DAYS: Final[Hints] = {
    "phases": Hint(
        As.TABLE,
        lambda s: s.say_in("field", "Phases, in days from the launch"),
        add=lambda s: s.say("Add a phase"),
        within={
            "phase": Hint(
                As.CHOICE,
                lambda s: s.say_in("field", "Phase"),
                options=codes(Phase, phase_name),
                wide=2,
            ),
            "first": Hint(As.WHOLE, lambda s: s.say_in("field", "From day"), wide=1),
            "last": Hint(As.WHOLE, lambda s: s.say_in("field", "To day"), wide=1),
        },
    )
}
"""Of a Campaign."""

NO_GO: Final[Hints] = {
    "no_go": Hint(
        As.CARDS,
        lambda s: s.say_in("field", "What nobody says"),
        add=lambda s: s.say("Add a claim"),
        stem="no-go",
        within={
            "claim": Hint(As.LINE, lambda s: s.say_in("field", "The claim")),
            "why": Hint(As.LINE, lambda s: s.say_in("field", "Why not")),
            "who": Hint(
                As.LINE, lambda s: s.say_in("field", "Who said so"), suggest=PEOPLE, folded=True
            ),
        },
    ),
    "no_go_none": Hint(As.TICK, lambda s: s.say_in("field", "There is none: we have looked")),
}
"""Of a Campaign."""

OUTCOME: Final[Hints] = {
    "text": Hint(
        As.PARAGRAPH,
        lambda s: s.say_in("field", "The one thing that is otherwise afterwards"),
        help=lambda s: s.say("One. If there are two, which one would you give up?"),
    ),
    "growth": Hint(
        As.LINE,
        lambda s: s.say_in("field", "What it does for the business"),
    ),
    "owner": Hint(As.LINE, lambda s: s.say_in("field", "Owner"), suggest=PEOPLE),
}
"""Of an Outcome; which goal of the strategy it serves follows from the strategy."""


def outcome_form(strategy: Strategy) -> Hints:
    """The outcome, tied to one of the strategy's business goals where there are some."""
    if not strategy.business_goals:
        return OUTCOME
    serves = Hint(
        As.CHOICE,
        lambda s: s.say_in("field", "The business goal it serves"),
        options=keys(strategy.business_goals),
    )
    return {
        "text": OUTCOME["text"],
        "serves": serves,
        "growth": OUTCOME["growth"],
        "owner": OUTCOME["owner"],
    }


TARGET: Final[Hints] = {
    "target": Hint(
        As.NUMBER,
        lambda s: s.say_in("field", "Target, from the launch to the end"),
        help=lambda s: s.say("As many as are to come in all, not only those on top."),
    ),
    "own_measure": Hint(
        As.LINE,
        lambda s: s.say_in("field", "Or a figure of your own, and where it stands"),
    ),
}
"""Of an Outcome; the measure is chosen beside it."""


def chain_step(link: Link) -> Hints:
    """What a link is in this campaign, under its own name, and where it is seen."""
    return {
        "text": Hint(As.LINE, lambda s: link_name(link, s)),
        "seen_in": Hint(As.LINE, lambda s: s.say_in("field", "Where it is seen")),
    }


TRACK: Final[Hints] = {
    "name": Hint(As.LINE, lambda s: s.say_in("field", "Whom it speaks to")),
    "trusts": Hint(As.LINE, lambda s: s.say_in("field", "Whom they believe")),
    "need": Hint(As.LINE, lambda s: s.say_in("field", "What they need")),
    "afraid_of": Hint(As.LINE, lambda s: s.say_in("field", "What they are afraid of")),
    "message": Hint(As.PARAGRAPH, lambda s: s.say_in("field", "What we say, in one sentence")),
    "call_to_action": Hint(As.LINE, lambda s: s.say_in("field", "The smallest yes we ask for")),
    "route": Hint(
        As.LINE,
        lambda s: s.say_in("field", "Where that leads (address)"),
        placeholder=lambda _: "https://",
    ),
    "outcome": Hint(As.LINE, lambda s: s.say_in("field", "What this track brings")),
    "measure": Hint(As.LINE, lambda s: s.say_in("field", "How that is seen")),
}
"""Of a Track."""

ROOF: Final[Hints] = {
    "roof": Hint(
        As.PARAGRAPH,
        lambda s: s.say_in("field", "The roof: what every message stands under"),
    )
}
"""Of a Campaign."""

PILLARS: Final[Hints] = {
    "pillars": Hint(
        As.CARDS,
        lambda s: s.say_in("field", "Messages"),
        add=lambda s: s.say("Add a message"),
        stem="pillar",
        most=3,
        within={
            "message": Hint(As.PARAGRAPH, lambda s: s.say_in("field", "Message")),
            "proof": Hint(As.LINE, lambda s: s.say_in("field", "What proves it")),
            "cleared_by": Hint(
                As.LINE, lambda s: s.say_in("field", "Who approves it"), suggest=PEOPLE
            ),
            "source": Hint(
                As.LINE, lambda s: s.say_in("field", "Where the proof stands"), folded=True
            ),
            "cleared_on": Hint(As.DAY, lambda s: s.say_in("field", "Approved on"), folded=True),
        },
    )
}
"""Of a Track."""
