"""The coach's own page about a client, on the second screen: private notes, and what to say next.

No other page imports this, and no page shows it but coachkit's own server.
"""

from collections.abc import Mapping
from typing import Any

from coachkit.model.errors import CoachkitError
from coachkit.model.values import Value
from coachkit.sessions.notes_page import NotesPage
from coachkit.sessions.parameters import read_parameters
from coachkit.sessions.refusing import language_or_english, refuse
from coachkit.widgets.panel import Band, Panel, Stack


class NotesParameters(Value):
    """What the notebook can be told. Empty means: the client's own."""

    client: str
    language: str = ""
    workspace: str = ""


class RefusedPage:
    """A page that cannot be shown: a sentence on top, nothing below."""

    def __init__(self, sentence: Panel) -> None:
        self.top = sentence


def open_page(namespace: Mapping[str, Any]) -> NotesPage | RefusedPage:
    """The page for the notebook's parameters (give it ``globals()``)."""
    try:
        asked = read_parameters(NotesParameters, namespace)
        return NotesPage(asked.client, asked.workspace, asked.language)
    except CoachkitError as error:
        return RefusedPage(refuse(error, language_or_english(namespace.get("language"))))


def header(page: NotesPage | RefusedPage) -> Band | Panel:
    """Whose page it is, that everything is kept, and the language switch."""
    if isinstance(page, RefusedPage):
        return page.top
    band = Band([page.top, page.saved, page.languages])
    band.add_class("ck-band")
    return band


def question(page: NotesPage | RefusedPage) -> Stack:
    """Where the session is."""
    return Stack([]) if isinstance(page, RefusedPage) else Stack([page.asked, page.outcome])


def body(page: NotesPage | RefusedPage) -> Stack:
    """The notes on one side, what the run sheet says on the other."""
    if isinstance(page, RefusedPage):
        return Stack([])
    band = Band([page.notes, Stack([page.prompts, page.open])])
    band.add_class("ck-sides-of")
    return Stack([band])
