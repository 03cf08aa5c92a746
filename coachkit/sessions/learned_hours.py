"""What items really took becomes what the plan reckons with, once somebody has said so."""

from collections.abc import Iterable

from coachkit.language.speech import Speech
from coachkit.model.actuals import Actuals, LearnedEffort
from coachkit.planning.learning import learned_effort
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.session_reality import put_content


def worth_learning(desk: SessionDesk) -> tuple[LearnedEffort, ...]:
    """The efforts that are sure enough and differ from what the plan reckons with."""
    request = desk.request
    if request is None:
        return ()
    found = learned_effort(desk.the(Actuals), request.content)
    return tuple(one for one in found if one.sure and round(one.hours, 2) != round(one.default, 2))


def put_learned(desk: SessionDesk, efforts: Iterable[LearnedEffort], speech: Speech) -> None:
    """Plan with these efforts from now on, each with where it comes from."""
    request = desk.request
    if request is None:
        return
    learned = {one.content_type: one for one in efforts}
    content = tuple(
        one.changed(
            hours=round(learned[one.name].hours, 2),
            source=speech.say("own actuals, %(n)s items", n=learned[one.name].n),
        )
        if one.name in learned
        else one
        for one in request.content
    )
    put_content(desk, content, "learned effort")
