"""The panels beside the coach's private notes: what the run sheet says now, and what is open."""

from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.documents import living_pages
from coachkit.documents.templating import fill
from coachkit.language.findings import Finding
from coachkit.language.session_words import action_said, minutes_said
from coachkit.language.speech import Speech, speak
from coachkit.model.actions import Action, Promises
from coachkit.model.languages import Language
from coachkit.model.open_decisions import Undecided
from coachkit.model.run_sheets import RunSheet
from coachkit.model.session_time import Clock
from coachkit.model.sessions import MINUTE, Session


@dataclass(frozen=True)
class Beside:
    """What stands beside the notes. ``session`` is ``None`` before there was any."""

    session: Session | None
    sheet: RunSheet | None
    clock: Clock | None
    undecided: tuple[Undecided, ...]
    promised: Promises


@dataclass(frozen=True)
class PromiseRead:
    """A promise and what became of it."""

    said: str
    state: str
    late: bool = False


def header(client: str, language: Language) -> str:
    """Whose page, and that nobody else sees it."""
    when = speak(language).say("My notes, for nobody else")
    styles = living_pages.styles()
    return fill("pages/header.html.j2", language, client=client, when=when, styles=styles)


def asked(beside: Beside, language: Language) -> str:
    """Where the session is, as the biggest thing on the page."""
    question = speak(language).say("What do I say next?")
    answer = _where(beside, speak(language))
    return fill(
        "pages/plan_question.html.j2", language, question=question, answer=answer, warning=False
    )


def prompts(beside: Beside, language: Language) -> str:
    """What the coach may say in the block on the screen; empty outside a session."""
    here = _here(beside)
    if here is None or beside.sheet is None:
        return ""
    words = beside.sheet.block_said(here, language)
    return fill("pages/notes_prompts.html.j2", language, words=words)


def still_open(beside: Beside, language: Language) -> str:
    """What is undecided so far, and what was promised."""
    speech = speak(language)
    asked_for = beside.sheet.said(language).decisions if beside.sheet else {}
    return fill(
        "pages/notes_open.html.j2",
        language,
        due=[asked_for[one.key] for one in beside.undecided if one.due],
        later=[asked_for[one.key] for one in beside.undecided if not one.due],
        promised=list(_promised(beside.promised, speech)),
    )


def not_here(language: Language) -> str:
    """Why nothing private is shown where a page may be kept as a file."""
    return fill("pages/notes_not_here.html.j2", language)


def _promised(found: Promises, speech: Speech) -> Sequence[PromiseRead]:
    def read(actions: Sequence[Action], state: str, *, late: bool = False) -> list[PromiseRead]:
        return [PromiseRead(action_said(one, speech), state, late) for one in actions]

    return [
        *read(found.late, speech.say_in("state of a promise", "late"), late=True),
        *read(found.waiting, speech.say_in("state of a promise", "under way")),
        *read(found.kept, speech.say_in("state of a promise", "kept")),
        *read(found.dropped, speech.say_in("state of a promise", "dropped")),
    ]


def _here(beside: Beside) -> str | None:
    """The block on the screen; before the session, its first one."""
    session = beside.session
    if session is None or session.over:
        return None
    return session.current or session.blocks[0].key


def _where(beside: Beside, speech: Speech) -> Finding:
    session, sheet, clock = beside.session, beside.sheet, beside.clock
    if session is None or sheet is None or clock is None:
        return Finding(
            text=speech.say("No session has begun."),
            detail=speech.say("As soon as one does, its prompts stand here."),
        )
    spoken = sheet.said(speech.language)
    name = speech.say("%(name)s, session %(number)s", name=spoken.name, number=session.number)
    if session.over:
        return Finding(text=speech.say("The session is over."), detail=name)
    here = _here(beside)
    title = spoken.blocks[here].title if here else spoken.name
    if not session.started:
        return Finding(text=speech.say("It begins with “%(block)s”.", block=title), detail=name)
    return Finding(text=title, detail=_left(clock, speech))


def _left(clock: Clock, speech: Speech) -> str:
    """What time is left, in whole minutes: the clock itself runs on the shared screen."""
    if clock.block_left < 0:
        over = minutes_said(max(MINUTE, -clock.block_left), speech)
        return speech.say("%(minutes)s over in this block.", minutes=over)
    return speech.say(
        "%(block)s left of this block, %(session)s of the session.",
        block=minutes_said(clock.block_left, speech),
        session=minutes_said(max(0, clock.left), speech),
    )
