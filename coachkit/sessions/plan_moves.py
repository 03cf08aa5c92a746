"""What a hand in the plan did besides what it meant to do."""

from collections.abc import Callable

from coachkit.language.plan_words import item_name
from coachkit.language.speech import Speech
from coachkit.model.plans import Plan


def what_it_did(
    before: Plan, after: Plan, newly_broken: Callable[[Plan, Plan], list[str]], speech: Speech
) -> str:
    """How much else moved, and what does not hold any longer."""
    was = {item.key: (item.day, item.owner) for item in before.items}
    now_ = {item.key: (item.day, item.owner) for item in after.items}
    moved = [key for key in was.keys() & now_.keys() if was[key] != now_[key]]
    said = [
        speech.count(
            "%(n)s item has moved or changed hands.",
            "%(n)s items have moved or changed hands.",
            len(moved),
        )
    ]
    gone = [item_name(item, speech) for item in before.items if item.key not in now_]
    if gone:
        said.append(speech.say("No longer planned: %(items)s.", items=speech.list(gone[:3])))
    if len(after.broken) > len(before.broken):
        said += newly_broken(before, after)
    return " ".join(said)
