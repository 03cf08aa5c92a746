"""The cards of one unit: its own page during an idea sprint, before one and after it.

The same cells serve JupyterLab, a Voilà page and a papermill run, which shows the cards to read.
"""

from collections.abc import Mapping
from typing import Any

from coachkit.documents import idea_pages
from coachkit.sessions.ideas_page import IdeasPage
from coachkit.sessions.page_opening import PageParameters, RefusedPage, opened, whole_to_read
from coachkit.widgets.panel import Band, Panel, Stack


def open_page(namespace: Mapping[str, Any]) -> IdeasPage | RefusedPage:
    """The page for the notebook's parameters (give it ``globals()``)."""
    return opened(
        PageParameters,
        lambda asked: IdeasPage(asked.client, asked.workspace, asked.language),
        namespace,
    )


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
    if isinstance(page, RefusedPage):
        return Panel()
    return whole_to_read(lambda: idea_pages.cards(page.board, page.language, most=None))
