"""The panels at the end of a campaign session."""

from collections.abc import Sequence

from coachkit.documents.templating import fill
from coachkit.language.speech import speak
from coachkit.model.languages import Language


def monday(lines: Sequence[str], language: Language) -> str:
    """What Monday starts with, the first line first of all; what to do where there is none."""
    return fill(
        "pages/campaign_monday.html.j2",
        language,
        lines=lines,
        nothing=speak(language).say(
            "No plan and no promise says what comes first. Choose one thing and its owner now."
        ),
    )
