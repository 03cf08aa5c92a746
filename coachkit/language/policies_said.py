"""What the policies come to while they are written, in the order in which the room decides."""

from collections.abc import Mapping
from typing import Final

from coachkit.language.findings import Finding
from coachkit.language.speech import Speech, later
from coachkit.language.strategy_gaps_said import gap_sentence
from coachkit.model.policies import Policies
from coachkit.model.strategy_gaps import REWRITES_AT_LEAST, Gap, Part, policy_gaps

_LEFT: Final[Mapping[int, str]] = {
    1: later("%(n)s of %(of)s replies rewritten; the last one is yours until the review."),
    2: later("%(n)s of %(of)s replies rewritten; the other two are yours until the review."),
    3: later("%(n)s of %(of)s replies rewritten; the other three are yours until the review."),
    4: later("%(n)s of %(of)s replies rewritten: one more here, the other three until the review."),
}
"""By how many replies are left."""

_IN_THE_ROOM: Final = (Part.TONE, Part.IMAGES, Part.EMPLOYEES, Part.GUIDELINE)


def policies_said(policies: Policies, speech: Speech) -> Finding | None:
    """How many replies are rewritten, and what is to be decided next; ``None`` before anything."""
    if policies == Policies():
        return None
    lacking = next(
        (said for part in _IN_THE_ROOM if (said := part_lacks(policies, part, speech))), ""
    )
    return Finding(text=_rewritten(policies, speech), detail=lacking)


def part_lacks(policies: Policies, part: Part, speech: Speech) -> str:
    """The first thing that a part lacks; empty where it lacks none.

    The number of replies is not said again: it stands above them.
    """
    found = (gap for gap in policy_gaps(policies) if gap.part is part and not _replies(gap))
    return next((gap_sentence(gap, speech) for gap in found), "")


def _replies(gap: Gap) -> bool:
    return gap.part is Part.TONE and gap.code == "too_few"


def _rewritten(policies: Policies, speech: Speech) -> str:
    n = sum(bool(one.before and one.after) for one in policies.tone.rewrites)
    left = REWRITES_AT_LEAST - n
    said = {"n": speech.number(n), "of": speech.number(REWRITES_AT_LEAST)}
    if left <= 0:
        return speech.say("%(n)s replies rewritten: that is how you sound.", **said)
    if left not in _LEFT:
        return speech.say("No reply is rewritten yet: two here, three until the review.")
    return speech.say(_LEFT[left], **said)
