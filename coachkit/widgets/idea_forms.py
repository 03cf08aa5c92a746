"""The forms of the idea board: what a card is tagged with, who writes it, the group, the talks."""

from collections.abc import Iterable
from typing import Final

from coachkit.model.campaign_tracks import Track
from coachkit.widgets.evaluation_forms import DEPARTMENTS
from coachkit.widgets.form_hints import As, Choices, Hint, Hints

WRITERS: Final = "writers"
"""Under what a form knows who may write: people who may be named, and departments."""

MESSAGES: Final = "messages"
"""Under what a form knows the messages that an audience has already."""


def tags(tracks: Iterable[Track], channels: Iterable[str], types: Iterable[str]) -> Hints:
    """What a card is tagged with; channels and content types are those of the plan."""
    return {
        "track": Hint(As.CHOICE, lambda s: s.say_in("field", "For whom"), options=_tracks(tracks)),
        "message": Hint(As.LINE, lambda s: s.say_in("field", "What it says"), suggest=MESSAGES),
        "channel": Hint(As.CHOICE, lambda s: s.say_in("field", "Where"), options=_names(channels)),
        "content_type": Hint(
            As.CHOICE, lambda s: s.say_in("field", "As what"), options=_names(types)
        ),
    }


TEXT: Final[Hints] = {
    "text": Hint(As.LINE, lambda s: s.say_in("field", "The thought")),
    "unit": Hint(As.LINE, lambda s: s.say_in("field", "Written by"), suggest=DEPARTMENTS),
}
"""The card itself, where a word is mended."""

WRITER: Final[Hints] = {
    "writer": Hint(
        As.LINE,
        lambda s: s.say_in("field", "Who has said yes to writing it"),
        help=lambda s: s.say("Somebody who was asked, or a department."),
        suggest=WRITERS,
    )
}
"""Of a card that is to be kept."""

CIRCLE: Final[Hints] = {
    "purpose": Hint(As.LINE, lambda s: s.say_in("field", "What the group is for")),
    "chair": Hint(As.LINE, lambda s: s.say_in("field", "Who leads it"), suggest=WRITERS),
    "departments": Hint(
        As.LINES,
        lambda s: s.say_in("field", "Departments in it"),
        suggest=DEPARTMENTS,
        add=lambda s: s.say("Add a department"),
    ),
    "first": Hint(As.DAY, lambda s: s.say_in("field", "First meeting")),
    "every_weeks": Hint(As.WHOLE, lambda s: s.say_in("field", "Then every so many weeks")),
}
"""Of a digital group."""

TALKS: Final[Hints] = {
    "talks": Hint(
        As.CARDS,
        lambda s: s.say_in("field", "Talks of the trade that we join"),
        add=lambda s: s.say("Add a talk"),
        stem="talk",
        within={
            "topic": Hint(As.LINE, lambda s: s.say_in("field", "What is talked about")),
            "where": Hint(As.LINE, lambda s: s.say_in("field", "Where")),
            "who": Hint(As.LINE, lambda s: s.say_in("field", "Who of us joins"), suggest=WRITERS),
            "angle": Hint(As.LINE, lambda s: s.say_in("field", "What we have to give to it")),
            "draft": Hint(
                As.PARAGRAPH, lambda s: s.say_in("field", "A first contribution"), folded=True
            ),
        },
    )
}
"""Of an idea board."""


def _tracks(tracks: Iterable[Track]) -> Choices:
    named = [(one.key, one.name or one.key) for one in tracks]
    return lambda _: named


def _names(names: Iterable[str]) -> Choices:
    once = tuple(dict.fromkeys(filter(None, names)))
    return lambda _: [(one, one) for one in once]
