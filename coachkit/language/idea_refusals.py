"""What coachkit says when a card cannot go on."""

from collections.abc import Mapping
from typing import Final

from coachkit.language.speech import Sentences, later

IDEAS: Final[Mapping[str, Sentences]] = {
    "untagged": (
        later(
            "“%(value)s” doesn't say for whom it is, or what it says. Give it an audience and a "
            "message first; until then it stays outside the plan."
        ),
        later("A card without audience and message stays outside the plan. Tag it first."),
    ),
    "no_writer": (
        later("Nobody has said yes to writing this. Name who has, or a department; or park it."),
    ),
    "no_unit": (later("Choose first whose card it is."),),
    "already_kept": (
        later("This card was kept by the group and is no longer yours alone. Ask the coach."),
    ),
    "card_gone": (later("Somebody has taken this card off the board meanwhile."),),
    "board_full": (later("The board is full. Take off cards that nobody needs any longer."),),
}
