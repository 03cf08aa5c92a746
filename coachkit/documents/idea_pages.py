"""The panels of the idea board, and of the page on which a unit writes its cards."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from coachkit.documents import session_pages
from coachkit.documents.templating import fill
from coachkit.language.idea_words import (
    fates_said,
    result_said,
    standing,
    told_by_name,
    unit_said,
)
from coachkit.language.speech import NOTHING, Speech, speak
from coachkit.language.strategy_words import shortened
from coachkit.model.campaign import Campaign
from coachkit.model.idea_fates import Fate, Stage
from coachkit.model.ideas import Idea, IdeaBoard, IdeaState
from coachkit.model.languages import Language

NEWEST: Final = 8
"""As many cards are shown where people write: what they need is a look at the last ones."""

ROWS: Final = 60
"""As many ideas a table on a screen tells of."""

_LONGEST: Final = 120


def header(client: str, language: Language) -> str:
    """Whose page it is, and what for."""
    when = speak(language).say("Ideas")
    return fill(
        "pages/header.html.j2", language, client=client, when=when, styles=session_pages.styles()
    )


def asked(board: IdeaBoard, unit: str, language: Language) -> str:
    """The question of a unit's page, and how many cards it has written."""
    speech = speak(language)
    if not unit:
        lead = speech.say("Choose first whose cards you write.")
        question = speech.say("Who are you writing for?")
    else:
        said = unit_said(board, unit, speech)
        question = speech.say("What would they thank you for?")
        lead = f"{said.text} {said.detail}"
    return fill("pages/ideas_asked.html.j2", language, question=question, lead=lead)


def own_card(one: Idea, state: str, language: Language) -> str:
    """One of a unit's own cards, with what has become of it where anything has."""
    return fill("pages/ideas_own.html.j2", language, text=one.text, state=state)


def cards(board: IdeaBoard, language: Language, most: int | None = NEWEST) -> str:
    """The newest cards, and how many each unit has written; all with ``most`` ``None``."""
    speech = speak(language)
    here = [one for one in board.cards if one.state is not IdeaState.PARKED]
    counted = Counter(one.unit for one in here if one.unit)
    shown = len(here) if most is None else most
    left = len(here) - shown
    return fill(
        "pages/ideas_cards.html.j2",
        language,
        units=sorted(counted.items(), key=lambda one: (-one[1], one[0])),
        cards=here[::-1][:shown],
        more="" if left <= 0 else speech.count("and %(n)s more", "and %(n)s more", left),
    )


def card(one: Idea | None, campaign: Campaign, language: Language, more: str = "") -> str:
    """A card, who wrote it, and what it is tagged with; what it lacks, where it lacks any."""
    speech = speak(language)
    return fill(
        "pages/ideas_card.html.j2",
        language,
        card=one,
        facts=[] if one is None else _facts(one, campaign, speech),
        lacks="" if one is None or one.tagged else _lacks(one, speech),
        more=more,
    )


def _facts(one: Idea, campaign: Campaign, speech: Speech) -> list[str]:
    track = campaign.track(one.track) if one.track else None
    told = (
        one.unit,
        track.name if track else "",
        one.message,
        one.channel,
        one.content_type,
        standing(one, speech),
    )
    return [said for said in told if said]


def _lacks(one: Idea, speech: Speech) -> str:
    if not one.track and not one.message:
        return speech.say("It lacks audience and message, and stays outside the plan.")
    if not one.track:
        return speech.say("It lacks an audience, and stays outside the plan.")
    return speech.say("It lacks a message, and stays outside the plan.")


# ── What became of them ─────────────────────────────────────────────────────────────────────────

FateRow = dict[str, str]


def fates(found: Sequence[Fate], language: Language) -> str:
    """What became of the ideas that were kept, the furthest first."""
    speech = speak(language)
    kept = [one for one in found if one.idea.state is IdeaState.KEPT]
    order = list(Stage)
    ranked = sorted(kept, key=lambda one: -order.index(one.stage))
    left = len(ranked) - ROWS
    return fill(
        "pages/ideas_fates.html.j2",
        language,
        sentence=fates_sentence(found, speech),
        rows=fate_rows(ranked[:ROWS], speech),
        more="" if left <= 0 else speech.count("and %(n)s more", "and %(n)s more", left),
    )


def fates_sentence(found: Sequence[Fate], speech: Speech) -> str:
    """How many of the kept ideas are planned, and how many were published."""
    kept = [one for one in found if one.idea.state is IdeaState.KEPT]
    return fates_said(
        len({one.idea.key for one in kept if one.stage is Stage.PUBLISHED}),
        len({one.idea.key for one in kept if one.item}),
        len({one.idea.key for one in kept}),
        speech,
    )


def fate_rows(found: Sequence[Fate], speech: Speech) -> list[FateRow]:
    """Each idea as a row of texts: what, whose, when and where it was planned, what became."""
    return [_row(one, speech) for one in found]


def _row(one: Fate, speech: Speech) -> FateRow:
    day = "" if one.day is None else speech.short_day(one.day, year=True)
    planned = " · ".join(filter(None, (day, one.channel)))
    return {
        "text": one.idea.text,
        "unit": one.idea.unit,
        "planned": planned or NOTHING,
        "became": result_said(one, speech),
        "post": _post(one, speech),
    }


def _post(one: Fate, speech: Speech) -> str:
    post = one.post
    if post is None:
        return ""
    told: dict[str, Any] = {
        "day": speech.short_day(post.day, year=True),
        "text": shortened(post.text, _LONGEST) or NOTHING,
        "told_by": told_by_name(post.told_by, speech),
    }
    return speech.say("%(day)s: %(text)s (%(told_by)s)", **told)
