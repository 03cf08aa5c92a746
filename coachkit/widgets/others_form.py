"""Figures of others that somebody brings along: each asked for all that its passport must say."""

from collections.abc import Iterable
from typing import Final

from coachkit.language.benchmarks_said import statistic_name
from coachkit.language.terms import metric_name, platform_name
from coachkit.model.benchmarks import ALL, DENOMINATORS, FOLLOWERS, Statistic
from coachkit.model.observations import Platform
from coachkit.widgets.form_hints import As, Choices, Hint, Hints
from coachkit.widgets.strategy_forms import codes

_ANOTHER: Final = "another"
"""Stands for every sector that is not the client's."""


def others_form(counted: Iterable[str], sector: str) -> Hints:
    """Figures of others, of an Evaluation: with all that a passport must say.

    ``counted``: metrics that the client's own posts have; ``sector``: the client's.
    """
    above, below = tuple(counted), (*DENOMINATORS, FOLLOWERS)
    return {
        "others": Hint(
            As.CARDS,
            lambda s: s.say_in("field", "Figures of others"),
            help=lambda s: s.say(
                "A figure is only shown beside yours if it is known what exactly it is, of whom, "
                "from when and of how many."
            ),
            add=lambda s: s.say("Add a figure of others"),
            stem="others",
            within={
                "source": Hint(As.LINE, lambda s: s.say_in("field", "Whose figure, and where")),
                "platform": Hint(
                    As.CHOICE,
                    lambda s: s.say_in("field", "Platform"),
                    options=codes(Platform, platform_name),
                ),
                "percent": Hint(As.NUMBER, lambda s: s.say_in("field", "Per cent"), step=0.1),
                "definition": Hint(
                    As.LINE, lambda s: s.say_in("field", "What exactly it is, in their words")
                ),
                "numerator": Hint(
                    As.CHOICE,
                    lambda s: s.say_in("field", "What was counted"),
                    options=lambda s: [(name, metric_name(name, s)) for name in above],
                ),
                "denominator": Hint(
                    As.CHOICE,
                    lambda s: s.say_in("field", "Divided by"),
                    options=lambda s: [(name, metric_name(name, s)) for name in below],
                ),
                "statistic": Hint(
                    As.CHOICE,
                    lambda s: s.say_in("field", "What was made of them"),
                    options=codes(Statistic, statistic_name),
                ),
                "n": Hint(As.WHOLE, lambda s: s.say_in("field", "Of how many")),
                "sampled": Hint(
                    As.LINE, lambda s: s.say_in("field", "Posts or accounts"), folded=True
                ),
                "year": Hint(As.WHOLE, lambda s: s.say_in("field", "Year")),
                "sector": Hint(
                    As.CHOICE, lambda s: s.say_in("field", "Sector"), options=_sectors(sector)
                ),
            },
        )
    }


def _sectors(own: str) -> Choices:
    """All of them, the client's own, or one that is neither and so says nothing of the client."""
    mine = [(own, own)] if own and own not in {ALL, _ANOTHER} else []
    return lambda s: [
        (ALL, s.say_in("sector", "All sectors")),
        *mine,
        (_ANOTHER, s.say_in("sector", "Another sector than ours")),
    ]
