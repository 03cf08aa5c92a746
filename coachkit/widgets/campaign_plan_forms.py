"""The forms around a campaign's plan: what is made, what it costs, who is there, who decided."""

from collections.abc import Sequence
from typing import Final

from coachkit.language.campaign_words import phase_name
from coachkit.language.money import CURRENCIES, currency_name
from coachkit.language.speech import Speech
from coachkit.model.campaign import Phase
from coachkit.model.campaign_tracks import Track
from coachkit.widgets.evaluation_forms import DEPARTMENTS
from coachkit.widgets.form_hints import As, Choices, Hint, Hints
from coachkit.widgets.strategy_forms import CHANNELS, PEOPLE, codes

KINDS: Final = "kinds"
"""Under what a form knows the names of content types."""

MAKERS: Final = "makers"
"""Under what a form knows who has hours in the plan."""


def assets(tracks: Choices, *, given: str | None) -> Hints:
    """What is made for one track (``given``), or for all of them, and when; of a Campaign."""
    return {
        "assets": Hint(
            As.TABLE,
            lambda s: s.say_in("field", "What we make"),
            help=lambda s: s.say(
                "Days from the launch: below zero is before it. Without a channel it is material: "
                "it takes hours, and no place in the calendar."
            ),
            add=lambda s: s.say("Add an item"),
            stem="asset",
            given={} if given is None else {"track": given},
            within={
                "title": Hint(As.PARAGRAPH, lambda s: s.say_in("field", "What"), wide=2),
                **({} if given is not None else {"track": _track(tracks)}),
                "days_from_launch": Hint(As.WHOLE, lambda s: s.say_in("field", "Day"), wide=1.5),
                "channel": Hint(
                    As.LINE, lambda s: s.say_in("field", "Channel"), suggest=CHANNELS, wide=2
                ),
                "content_type": Hint(
                    As.LINE, lambda s: s.say_in("field", "Content type"), suggest=KINDS, wide=2.7
                ),
            },
        )
    }


def makers(*, given: str | None) -> Hints:
    """Who makes what of a track, in how many hours, and who approves it; of a Campaign."""
    return {
        "assets": Hint(
            As.TABLE,
            lambda s: s.say_in("field", "Who makes it"),
            help=lambda s: s.say(
                "Empty: whoever has hours, with the usual effort. Who approves gets two working "
                "days more."
            ),
            stem="asset",
            fixed=True,
            given={} if given is None else {"track": given},
            within={
                "title": Hint(As.PARAGRAPH, lambda s: s.say_in("field", "What"), wide=2.2),
                "owner": Hint(
                    As.LINE, lambda s: s.say_in("field", "Who makes it"), suggest=MAKERS, wide=2.2
                ),
                "hours": Hint(As.NUMBER, lambda s: s.say_in("field", "Hours"), step=0.5, wide=1.2),
                "lead_days": Hint(As.WHOLE, lambda s: s.say_in("field", "Days ahead"), wide=1.2),
                "approver": Hint(
                    As.LINE, lambda s: s.say_in("field", "Who approves"), suggest=PEOPLE, wide=2.2
                ),
            },
        )
    }


def _track(tracks: Choices) -> Hint:
    return Hint(As.CHOICE, lambda s: s.say_in("field", "Track"), options=tracks, wide=1.8)


BUDGET: Final[Hints] = {
    "budget": Hint(
        As.TABLE,
        lambda s: s.say_in("field", "Budget"),
        help=lambda s: s.say("What nobody has filled in is missing, not zero."),
        add=lambda s: s.say("Add a line"),
        stem="budget",
        within={
            "phase": Hint(
                As.CHOICE,
                lambda s: s.say_in("field", "Phase"),
                options=codes(Phase, phase_name),
                wide=2,
            ),
            "channel": Hint(
                As.LINE, lambda s: s.say_in("field", "Channel"), suggest=CHANNELS, wide=2
            ),
            "planned": Hint(As.NUMBER, lambda s: s.say_in("field", "Planned"), step=100, wide=2.3),
            "spent": Hint(As.NUMBER, lambda s: s.say_in("field", "Spent"), step=100, wide=2.3),
        },
    ),
    "currency": Hint(
        As.CHOICE,
        lambda s: s.say_in("field", "Currency"),
        options=lambda s: [
            ("", s.say("That of the client's country")),
            *((one, currency_name(one, s)) for one in CURRENCIES),
        ],
    ),
}
"""Of a Campaign."""

WHAT_FOR: Final[Hints] = {
    "budget": Hint(
        As.TABLE,
        lambda s: s.say_in("field", "What for"),
        fixed=True,
        within={
            "channel": Hint(
                As.LINE, lambda s: s.say_in("field", "Channel"), suggest=CHANNELS, wide=1
            ),
            "note": Hint(As.LINE, lambda s: s.say_in("field", "What for"), wide=3),
        },
    )
}
"""What each line of the budget is for; of a Campaign."""

DECISION: Final[Hints] = {
    "plan_by": Hint(
        As.LINE, lambda s: s.say_in("field", "Who takes the plan as it is"), suggest=PEOPLE
    ),
    "plan_reason": Hint(As.LINE, lambda s: s.say_in("field", "Why this one, with its gap")),
}
"""Of a Campaign."""

REPLIES: Final[Hints] = {
    "replies": Hint(
        As.TABLE,
        lambda s: s.say_in("field", "Who answers, and how soon"),
        add=lambda s: s.say("Add a channel"),
        stem="reply",
        within={
            "channel": Hint(
                As.LINE, lambda s: s.say_in("field", "Channel"), suggest=CHANNELS, wide=2
            ),
            "within": Hint(
                As.NUMBER, lambda s: s.say_in("field", "Within (hours)"), step=1, wide=1.2
            ),
            "who": Hint(
                As.LINE, lambda s: s.say_in("field", "Who answers"), suggest=PEOPLE, wide=2
            ),
            "stand_in": Hint(
                As.LINE, lambda s: s.say_in("field", "Who stands in"), suggest=PEOPLE, wide=2
            ),
        },
    )
}
"""Of a Campaign."""

CONTACTS: Final[Hints] = {
    "contacts": Hint(
        As.TABLE,
        lambda s: s.say_in("field", "Who talks with which department"),
        add=lambda s: s.say("Add a department"),
        stem="contact",
        within={
            "department": Hint(
                As.LINE, lambda s: s.say_in("field", "Department"), suggest=DEPARTMENTS, wide=2
            ),
            "who": Hint(
                As.LINE, lambda s: s.say_in("field", "Who talks with them"), suggest=PEOPLE, wide=2
            ),
            "rhythm": Hint(As.LINE, lambda s: s.say_in("field", "How often"), wide=2),
        },
    )
}
"""Of a Campaign."""

PLAN_B: Final[Hints] = {
    "plan_b": Hint(
        As.TABLE,
        lambda s: s.say_in("field", "Plan B"),
        stem="plan-b",
        fixed=True,
        within={
            "use_when": Hint(As.LINE, lambda s: s.say_in("field", "Used when"), wide=3),
            "owner": Hint(
                As.LINE, lambda s: s.say_in("field", "Who decides it"), suggest=PEOPLE, wide=2
            ),
            "by": Hint(As.DAY, lambda s: s.say_in("field", "At the latest on"), wide=2),
        },
    )
}
"""Of a Campaign; what each is stands above it."""


def tracks_of(tracks: Sequence[Track]) -> Choices:
    """Those tracks as choices."""
    found = [(one.key, one.name) for one in tracks]

    def named(_: Speech) -> Sequence[tuple[str, str]]:
        return found

    return named
