"""The panels round a session's screen: whose it is, what is asked, what is still open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from coachkit.documents import planning_pages
from coachkit.documents.planning_pages import Kept
from coachkit.documents.templating import fill, shipped_text
from coachkit.language.explaining import explain
from coachkit.language.findings import Finding
from coachkit.language.speech import speak
from coachkit.model.actions import OPEN_AT_MOST, ActionPlan, ActionState
from coachkit.model.actions_in_hand import in_hand
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language
from coachkit.model.open_decisions import Undecided
from coachkit.model.sessions import Session
from coachkit.model.sheet_words import BlockWords, SheetWords
from coachkit.model.shipped import shipped

_SHOWN = 4
"""Decisions, open and taken, that a side column has room for."""


def styles() -> Markup:
    """What a session's page looks like: its frame and every screen."""
    folder = shipped("templates", "pages")
    screens = sorted(path.name for path in folder.glob("screen_*.css"))
    names = ["page.css", "incoming.css", "plan.css", "session.css", "evaluation.css", *screens]
    sheets = [shipped_text("pages", name) for name in names]
    return shipped_text("look", "tokens.css") + Markup().join(sheets)


def header(client: str, session: str, label: str, language: Language, *, practice: bool) -> str:
    """Whose session it is, and which. ``label``: of a session held at another minute or again."""
    return fill(
        "pages/session_header.html.j2",
        language,
        client=client,
        session=session,
        label=label,
        practice=practice,
        styles=styles(),
    )


def saved(moment: str, language: Language, kept: Kept = Kept.ALL) -> str:
    """That everything is kept; ``moment``: since when, or empty before the first entry."""
    return planning_pages.saved(moment, language, kept)


def asked(words: BlockWords, answer: Finding | None, language: Language) -> str:
    """A block's question, and below it what the entries come to; the sheet's lead before that."""
    return fill("pages/session_question.html.j2", language, words=words, answer=answer)


def refused(error: CoachkitError, language: Language) -> str:
    """Why something could not be kept, in a sentence."""
    return said(explain(error, language), language, warning=True)


def stood_still(since: datetime, language: Language) -> str:
    """That the clock did not run since that moment, which has the client's zone."""
    speech = speak(language)
    told = speech.say(
        "Nothing was entered after %(moment)s, so the clock stood still until now.",
        moment=speech.moment(since),
    )
    return said(told, language)


def said(sentence: str, language: Language, *, warning: bool = False) -> str:
    """What has just happened, read aloud; nothing where nothing has."""
    return fill("pages/incoming_said.html.j2", language, sentence=sentence, warning=warning)


@dataclass(frozen=True)
class Open:
    """A decision at the side. ``taken``: whether it is behind."""

    text: str
    taken: bool


def undecided(
    left: Sequence[Undecided], session: Session, words: SheetWords, language: Language
) -> str:
    """What is still to be decided, first what is due; then what was decided last."""
    due = [one for one in left if one.due] or list(left)
    shown = [Open(words.decisions[one.key], taken=False) for one in due[:_SHOWN]]
    last = list(reversed(session.decisions))[: _SHOWN - len(shown)]
    taken = [Open(one.text, taken=True) for one in last]
    return fill(
        "pages/session_undecided.html.j2",
        language,
        left=len(left),
        decisions=[*shown, *taken],
        more=len(left) - len(shown),
    )


def actions(plan: ActionPlan, session: Session, language: Language) -> str:
    """What was promised or begun: who, and until when; and how many questions wait for later."""
    speech = speak(language)
    open_ones = [one for one in in_hand(plan).actions if one.state is ActionState.OPEN]
    return fill(
        "pages/session_actions.html.j2",
        language,
        actions=[(one, speech.short_day(one.when) if one.when else "") for one in open_ones],
        most=OPEN_AT_MOST,
        parked=[one.text for one in session.parked if not one.answer],
    )
