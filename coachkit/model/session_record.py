"""What is written into a session while it runs: notes, decisions, questions, people, language."""

from datetime import datetime
from typing import Final

from coachkit.model.deciding import next_key
from coachkit.model.errors import InvalidValue
from coachkit.model.languages import Language
from coachkit.model.sessions import (
    Attendee,
    DecisionTaken,
    LanguageSwitch,
    Parked,
    Session,
)

NEXT_DATE: Final = "next_date"
"""The decision of a run sheet that says when one meets again."""


def decide(  # noqa: PLR0913 - a decision is all of this
    session: Session,
    text: str,
    now: datetime,
    *,
    owner: str = "",
    reason: str = "",
    key: str | None = None,
) -> Session:
    """Write a decision down. ``key``: which of the run sheet's it is; a later one replaces it."""
    taken = DecisionTaken(
        text=text,
        owner=owner,
        reason=reason,
        key=key,
        second=session.second(now),
        block=_here(session),
    )
    kept = (one for one in session.decisions if key is None or one.key != key)
    return session.changed(decisions=(*kept, taken))


def park(session: Session, text: str, now: datetime, *, who: str = "") -> Session:
    """Put a question aside for later."""
    question = Parked(
        key=next_key("question", (one.key for one in session.parked)),
        text=text,
        who=who,
        second=session.second(now),
        block=_here(session),
    )
    return session.changed(parked=(*session.parked, question))


def answer(session: Session, key: str, text: str) -> Session:
    """Answer a question that was put aside; :class:`InvalidValue` ``unknown_question``."""
    if key not in {one.key for one in session.parked}:
        raise InvalidValue("unknown_question", "parked", value=key[:80])
    parked = (one.changed(answer=text) if one.key == key else one for one in session.parked)
    return session.changed(parked=tuple(parked))


def note(session: Session, notes: str) -> Session:
    """The shared notes, as they are now."""
    return session.changed(notes=notes)


def ask(session: Session, question: str) -> Session:
    """The question that this session is to answer."""
    return session.changed(question=question)


def attend(session: Session, attendees: tuple[Attendee, ...]) -> Session:
    """Who is in the room."""
    return session.changed(attendees=attendees)


def switch_language(session: Session, language: Language, now: datetime) -> Session:
    """Go on in another language; all that was entered stays."""
    if language == session.language:
        return session
    switch = LanguageSwitch(second=session.second(now), language=language)
    return session.changed(language=language, switches=(*session.switches, switch))


def give_feedback(
    session: Session, *, useful: int | None = None, clear_next_step: int | None = None
) -> Session:
    """The two questions at the end, each from 1 (not at all) to 5 (very much).

    What is not answered stays as it was.
    """
    return session.changed(
        useful=session.useful if useful is None else useful,
        clear_next_step=session.clear_next_step if clear_next_step is None else clear_next_step,
    )


def _here(session: Session) -> str:
    """The block on the screen; before and after the session, the first and the last."""
    if session.current is not None:
        return session.current
    return session.blocks[-1 if session.over else 0].key
