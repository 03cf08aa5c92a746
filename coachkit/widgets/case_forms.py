"""The forms in which a hard situation is rehearsed."""

from typing import Final

from coachkit.widgets.form_hints import As, Hint, Hints
from coachkit.widgets.strategy_forms import PEOPLE

FIRST_SENTENCE: Final[Hints] = {
    "first_sentence": Hint(
        As.PARAGRAPH,
        lambda s: s.say_in("field", "The first sentence"),
        help=lambda s: s.say("It need not be the whole answer."),
    ),
    "confidence_before": Hint(
        As.WHOLE,
        lambda s: s.say_in("field", "How sure the room is before, 1 to 5"),
    ),
    "players": Hint(
        As.LINE,
        lambda s: s.say_in("field", "Who plays what"),
        help=lambda s: s.say("Roles, no names: one answers, one asks, one watches the time."),
    ),
}
"""Of a CaseRehearsal, while it is played."""

CAME_IN: Final[Hints] = {
    "came_in": Hint(
        As.PARAGRAPH,
        lambda s: s.say_in("field", "How it comes in"),
        help=lambda s: s.say("Word for word, on a Friday at ten to five."),
    ),
    **FIRST_SENTENCE,
}
"""The same, of a case of their own."""

CALL: Final[Hints] = {
    "call": Hint(As.LINE, lambda s: s.say_in("field", "Whom we call first"), suggest=PEOPLE),
    "within": Hint(
        As.LINE,
        lambda s: s.say_in("field", "Within what time"),
        help=lambda s: s.say("30 minutes, day and night – or whatever you can keep."),
    ),
    "first": Hint(As.LINE, lambda s: s.say_in("field", "What we do before we say anything")),
    "never": Hint(As.LINE, lambda s: s.say_in("field", "What we don't do")),
}
"""Of a HardSituation of the guideline."""

CALL_OF_OWN: Final[Hints] = {
    "situation": Hint(As.LINE, lambda s: s.say_in("field", "What we call it")),
    **CALL,
}
"""The same, of a case of their own."""

LOG: Final[Hints] = {
    "confidence_after": Hint(
        As.WHOLE,
        lambda s: s.say_in("field", "How sure the room is after, 1 to 5"),
    ),
    "went_well": Hint(As.LINE, lambda s: s.say_in("field", "What went well")),
    "otherwise": Hint(As.LINE, lambda s: s.say_in("field", "What we do otherwise next time")),
}
"""What is learned; of a CaseRehearsal."""
