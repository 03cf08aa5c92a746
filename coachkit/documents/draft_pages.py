"""A draft as it would appear on a phone, and what somebody remarks on it."""

from collections.abc import Sequence

from coachkit.documents.templating import fill
from coachkit.language.draft_said import RemarkSaid
from coachkit.language.speech import speak
from coachkit.language.terms import platform_name
from coachkit.model.campaign_drafts import DraftPost
from coachkit.model.languages import Language


def phone(draft: DraftPost, client: str, language: Language) -> str:
    """The draft as it would appear: whose, where, its picture in words, its text."""
    speech = speak(language)
    return fill(
        "pages/draft_phone.html.j2",
        language,
        client=client,
        platform="" if draft.platform is None else platform_name(draft.platform, speech),
        written_in=draft.written_in or language,
        paragraphs=[one for one in draft.text.splitlines() if one.strip()],
        shows=draft.shows,
        alt=draft.alt,
        film=draft.film,
        nothing=speech.say("Nothing is written here yet."),
    )


def remarks(found: Sequence[RemarkSaid], draft: DraftPost, language: Language) -> str:
    """What is remarked, each with its source; that there is nothing to remark."""
    speech = speak(language)
    return fill(
        "pages/draft_remarks.html.j2",
        language,
        remarks=found,
        nothing=speech.say("Nothing to remark. Would you stop for it?") if draft.text else "",
    )
