"""The forms in which a draft of a post is written, mended and let go."""

from typing import Final

from coachkit.language.speech import Speech
from coachkit.language.terms import language_name, platform_name
from coachkit.model.languages import LANGUAGES
from coachkit.model.observations import Platform
from coachkit.widgets.form_hints import As, Hint, Hints
from coachkit.widgets.strategy_forms import PEOPLE, codes


def _languages(speech: Speech) -> list[tuple[str, str]]:
    return [(one, language_name(one, speech)) for one in LANGUAGES]


WRITTEN: Final[Hints] = {
    "text": Hint(As.PARAGRAPH, lambda s: s.say_in("field", "The draft")),
    "alt": Hint(
        As.PARAGRAPH,
        lambda s: s.say_in("field", "Alt text"),
        help=lambda s: s.say("What is seen, for whoever hears it."),
    ),
}
"""What is mended while the remarks stand beside it; of a DraftPost."""

ABOUT: Final[Hints] = {
    "platform": Hint(
        As.CHOICE,
        lambda s: s.say_in("field", "Platform"),
        options=codes(Platform, platform_name),
    ),
    "written_in": Hint(As.CHOICE, lambda s: s.say_in("field", "Written in"), options=_languages),
    "shows": Hint(As.LINE, lambda s: s.say_in("field", "What its picture or film shows")),
    "film": Hint(As.TICK, lambda s: s.say_in("field", "It is a film")),
    "captions": Hint(As.TICK, lambda s: s.say_in("field", "The film has captions")),
    "advertising": Hint(
        As.TICK, lambda s: s.say_in("field", "It is for an own product, or somebody pays for it")
    ),
    "item": Hint(As.LINE, lambda s: s.say_in("field", "What it is for")),
}
"""What is to be known of it; of the same."""

RELEASED: Final[Hints] = {
    "released_by": Hint(As.LINE, lambda s: s.say_in("field", "Who lets it go out"), suggest=PEOPLE),
}
"""Who lets it go; of the same."""
