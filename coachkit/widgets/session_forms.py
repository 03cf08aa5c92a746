"""Forms of a strategy session as narrow as its screen: what is compared stands side by side.

The fields, their words and their help are those of :mod:`coachkit.widgets.strategy_forms`.
"""

from dataclasses import replace
from typing import Final

from coachkit.language.strategy_fields import field_help, field_name
from coachkit.model.actions import OPEN_AT_MOST
from coachkit.model.audit import Audit, Tool
from coachkit.model.policies import Acknowledgement, Policies
from coachkit.widgets.form_hints import As, Hint, Hints
from coachkit.widgets.policy_forms import GUIDELINE, IMAGES, TONE
from coachkit.widgets.strategy_forms import ACTIONS, PEOPLE, only


def _written_out(within: Hints, *names: str) -> Hints:
    """The same fields, those as high as their text: beside another one a line would be cut off."""
    high = {name: replace(within[name], kind=As.PARAGRAPH) for name in names or within}
    return {name: high.get(name, hint) for name, hint in within.items()}


REPLIES: Final[Hints] = {
    "rewrites": replace(
        TONE["rewrites"],
        kind=As.TABLE,
        add=lambda speech: speech.say("Add a reply"),
        within=only(TONE["rewrites"].within, "asked", "before", "after"),
    ),
    "brand_owner": TONE["brand_owner"],
}
"""What was answered beside what we want to answer, and who agrees to it; of a tone policy."""

SOUND: Final[Hints] = {
    **only(TONE, "words", "avoid"),
    "rewrites": replace(
        TONE["rewrites"],
        kind=As.TABLE,
        label=TONE["rewrites"].within["why"].label,
        help=None,
        fixed=True,
        within=only(TONE["rewrites"].within, "after", "why"),
    ),
}
"""How we sound, and why the replies do; of the same."""

PAIRS: Final[Hints] = {
    "pairs": replace(
        IMAGES["pairs"],
        kind=As.CARDS,
        add=lambda speech: speech.say("Add a pair of pictures"),
        within=_written_out(IMAGES["pairs"].within),
    ),
    **only(IMAGES, "alt_text_rule", "consent_rule"),
}
"""An image policy."""

SITUATIONS: Final[Hints] = {
    "situations": replace(
        GUIDELINE["situations"],
        within=_written_out(GUIDELINE["situations"].within, "situation", "first", "never"),
    )
}
"""The hard situations of a guideline."""

GONE_THROUGH: Final[Hints] = {
    "acknowledged": Hint(
        As.TABLE,
        lambda speech: field_name(Policies, "acknowledged", speech),
        help=lambda speech: field_help(Policies, "acknowledged", speech),
        add=lambda speech: speech.say("Add a name"),
        within={
            "name": Hint(
                As.LINE,
                lambda speech: field_name(Acknowledgement, "name", speech),
                suggest=PEOPLE,
            ),
            "on": Hint(As.DAY, lambda speech: field_name(Acknowledgement, "on", speech)),
        },
    )
}
"""Who has gone through the policies; of all of them."""

TOOLS: Final[Hints] = {
    "tools": Hint(
        As.CARDS,
        lambda speech: field_name(Audit, "tools", speech),
        help=lambda speech: field_help(Audit, "tools", speech),
        add=lambda speech: speech.say("Add a tool"),
        stem="tool",
        within={
            "name": Hint(As.LINE, lambda speech: field_name(Tool, "name", speech)),
            "used_for": Hint(As.LINE, lambda speech: field_name(Tool, "used_for", speech)),
            "owner": Hint(
                As.LINE, lambda speech: field_name(Tool, "owner", speech), suggest=PEOPLE
            ),
            "knows": Hint(As.LINE, lambda speech: field_name(Tool, "knows", speech)),
            "checked_on": Hint(As.DAY, lambda speech: field_name(Tool, "checked_on", speech)),
        },
    )
}
"""What the client works with, who can use it, and when somebody last looked; of an audit."""

_ACTION: Final[Hints] = _written_out(ACTIONS["actions"].within, "what", "first_step", "done_sign")


def _actions(within: Hints) -> Hints:
    return {
        "actions": replace(
            ACTIONS["actions"],
            add=lambda speech: speech.say("Add an action"),
            most=OPEN_AT_MOST,
            within=within,
        )
    }


WHO_AND_WHEN: Final[Hints] = _actions(
    {
        "what": replace(_ACTION["what"], wide=2.3),
        "who": replace(_ACTION["who"], wide=1.9),
        "when": _ACTION["when"],
    }
)
"""Half of each action in hand."""

STEP_AND_SIGN: Final[Hints] = _actions(only(_ACTION, "what", "first_step", "done_sign"))
"""The other half."""
