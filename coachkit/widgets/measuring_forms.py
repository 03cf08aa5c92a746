"""The forms of how a campaign is seen: links, events, who reads what, and what is decided."""

from typing import Final

from coachkit.widgets.form_hints import As, Hint, Hints
from coachkit.widgets.strategy_forms import PEOPLE

HAPPENS: Final[Hints] = {
    "happens": Hint(As.PARAGRAPH, lambda s: s.say_in("field", "What else happens in those weeks")),
}
"""Of a Measurement."""

DECIDED: Final[Hints] = {
    "reason": Hint(
        As.LINE,
        lambda s: s.say_in("field", "Why"),
        help=lambda s: s.say("What nobody can see needs a reason for doing it all the same."),
    ),
    "owner": Hint(As.LINE, lambda s: s.say_in("field", "Who answers for it"), suggest=PEOPLE),
}
"""Of the same; what is done about it is chosen beside it."""

EVENTS: Final[Hints] = {
    "events": Hint(
        As.TABLE,
        lambda s: s.say_in("field", "What is counted"),
        add=lambda s: s.say("Add something to count"),
        stem="event",
        within={
            "name": Hint(As.PARAGRAPH, lambda s: s.say_in("field", "Event"), wide=2.6),
            "where": Hint(As.PARAGRAPH, lambda s: s.say_in("field", "Where"), wide=2.6),
            "who": Hint(
                As.LINE, lambda s: s.say_in("field", "Who sets it up"), suggest=PEOPLE, wide=3
            ),
            "works": Hint(As.TICK, lambda s: s.say_in("field", "Tried")),
        },
    )
}
"""Of the same."""

READINGS: Final[Hints] = {
    "readings": Hint(
        As.CARDS,
        lambda s: s.say_in("field", "Who reads what, when"),
        add=lambda s: s.say("Add a reading"),
        stem="reading",
        within={
            "what": Hint(As.LINE, lambda s: s.say_in("field", "What is read")),
            "who": Hint(As.LINE, lambda s: s.say_in("field", "Who reads it"), suggest=PEOPLE),
            "when": Hint(As.LINE, lambda s: s.say_in("field", "When")),
            "decides": Hint(As.LINE, lambda s: s.say_in("field", "What they may decide by it")),
            "days_from_launch": Hint(
                As.WHOLE, lambda s: s.say_in("field", "Days from the launch"), folded=True
            ),
        },
    )
}
"""Of the same."""

LINK: Final[Hints] = {
    "address": Hint(
        As.LINE,
        lambda s: s.say_in("field", "Where it leads (address)"),
        placeholder=lambda _: "https://",
    ),
    "source": Hint(As.LINE, lambda s: s.say_in("field", "Source (the channel)")),
    "medium": Hint(As.LINE, lambda s: s.say_in("field", "Medium (social, email, ad)")),
    "campaign": Hint(As.LINE, lambda s: s.say_in("field", "Campaign")),
    "content": Hint(As.LINE, lambda s: s.say_in("field", "Content (the item)")),
}
"""Of a CampaignLink."""
