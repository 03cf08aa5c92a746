"""The cards of one unit: its own page during an idea sprint, before one and after it.

The same cells serve JupyterLab, a Voilà page and a papermill run, which shows the cards to read.
"""

import os
from collections.abc import Mapping
from typing import Any

from coachkit.documents import idea_pages
from coachkit.model.errors import CoachkitError
from coachkit.model.values import Value
from coachkit.sessions.ideas_page import IdeasPage
from coachkit.sessions.parameters import read_parameters
from coachkit.sessions.refusing import language_or_english, refuse
from coachkit.widgets.panel import Band, Panel, Stack


class IdeasParameters(Value):
    """What the notebook can be told. Empty means: the client's own."""

    client: str
    language: str = ""
    workspace: str = ""


class RefusedPage:
    """A page that cannot be shown: a sentence on top, nothing below."""

    def __init__(self, sentence: Panel) -> None:
        self.top = sentence


def open_page(namespace: Mapping[str, Any]) -> IdeasPage | RefusedPage:
    """The page for the notebook's parameters (give it ``globals()``)."""
    try:
        asked = read_parameters(IdeasParameters, namespace)
        return IdeasPage(asked.client, asked.workspace, asked.language)
    except CoachkitError as error:
        return RefusedPage(refuse(error, language_or_english(namespace.get("language"))))


def header(page: IdeasPage | RefusedPage) -> Band | Panel:
    """Whose page it is, that everything is kept, and the language switch."""
    if isinstance(page, RefusedPage):
        return page.top
    band = Band([page.top, page.saved, page.languages, page.narrow, page.remembered])
    band.add_class("ck-band")
    return band


def question(page: IdeasPage | RefusedPage) -> Stack:
    """What is asked, and what others have changed."""
    if isinstance(page, RefusedPage):
        return Stack([])
    return Stack([page.asked, page.beside.shown, page.outcome])


def writing(page: IdeasPage | RefusedPage) -> Stack:
    """Whose card, the field, and the unit's own cards."""
    if isinstance(page, RefusedPage):
        return Stack([])
    return Stack([page.unit.body, page.line, page.own])


def whole(page: IdeasPage | RefusedPage) -> Panel:
    """All cards to read, where nobody looks at a live page."""
    if isinstance(page, RefusedPage) or os.environ.get("SERVER_SOFTWARE", "").startswith("voila/"):
        return Panel()
    panel = Panel(idea_pages.cards(page.board, page.language, most=None))
    panel.layout.display = "none"
    return panel
