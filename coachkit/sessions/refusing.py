"""A refusal as a reader should meet it: one sentence, on a page or under a cell."""

import json
import os
import sys

from coachkit.documents import pages
from coachkit.language.explaining import explain
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import LANGUAGES, Language
from coachkit.widgets.panel import Panel


class Refusal(Exception):
    """Stops a notebook with a sentence in place of a traceback. ``error``: what was refused."""

    def __init__(self, sentence: str, error: CoachkitError | None = None) -> None:
        self.sentence, self.error = sentence, error
        super().__init__(sentence)

    def _render_traceback_(self) -> list[str]:
        return [self.sentence]


def language_or_english(language: object) -> Language:
    """The language asked for, if it is one; a refusal must find words in any case."""
    return next((known for known in LANGUAGES if known == language), "en")


def refuse(error: CoachkitError, language: object) -> Panel:
    """A calm page where a visitor looks; a stopped notebook where a machine runs it."""
    spoken = language_or_english(language)
    sentence = explain(error, spoken)
    if is_a_visit():
        return Panel(pages.refusal(sentence, spoken))
    raise Refusal(sentence, error) from None


def told_last() -> str:
    """What stopped this kernel's notebook: its code, and its sentence in every language, as JSON.

    Whoever runs a client's notebook may speak another language than the client.
    """
    last = getattr(sys, "last_value", None)
    error = last.error if isinstance(last, Refusal) else None
    if error is None:
        return ""
    said = {language: explain(error, language) for language in LANGUAGES}
    return json.dumps({"code": error.code, "said": said})


def is_a_visit() -> bool:
    """Whether a Voilà page is being rendered: there a raised error would only be an empty cell."""
    return os.environ.get("SERVER_SOFTWARE", "").startswith("voila/")
