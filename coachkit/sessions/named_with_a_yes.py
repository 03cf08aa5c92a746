"""Whom a document for others may name: whoever of the team has said yes, and nobody else.

A person has promised something in the room, where everybody saw who it was. On paper that goes
further their department stands for them until they want to be named.
"""

from collections.abc import Iterable

from coachkit.language.speech import Speech
from coachkit.model.actions import Action
from coachkit.model.evaluation_record import Evaluation
from coachkit.model.people import Person, Team


def without_yes(text: str, team: Team) -> bool:
    """Whether it names somebody of the team who has not said yes to being named."""
    return _unnamed(text, team) is not None


def named(who: str, team: Team, speech: Speech) -> str:
    """The name, or who stands for it: the department, else “somebody of the team”."""
    person = _unnamed(who, team)
    if person is None:
        return who
    return person.department or speech.say_in("who", "somebody of the team")


def named_actions(actions: Iterable[Action], team: Team, speech: Speech) -> tuple[Action, ...]:
    """Actions as others may read them."""
    return tuple(one.changed(who=named(one.who, team, speech)) for one in actions)


def named_record(record: Evaluation, team: Team, speech: Speech) -> Evaluation:
    """What an evaluation says of who answers for what, as others may read it."""

    def of(who: str) -> str:
        return named(who, team, speech)

    replies, hours, tried = record.replies, record.hours, record.experiment
    return record.changed(
        replies=replies.changed(owner=of(replies.owner), stand_in=of(replies.stand_in)),
        hours=hours.changed(owner=of(hours.owner)),
        experiment=tried.changed(owner=of(tried.owner)),
        edits=tuple(one.changed(who=of(one.who)) for one in record.edits),
        outcomes=tuple(one.changed(voice=of(one.voice)) for one in record.outcomes),
    )


def _unnamed(text: str, team: Team) -> Person | None:
    said = text.casefold()
    silent = (one for one in team.people if not one.opted_in)
    return next((one for one in silent if one.name.casefold() in said), None)
