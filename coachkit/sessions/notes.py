"""The coach's own page about a client, on the second screen: private notes, and what to say next.

No other page imports this, and no page shows it but coachkit's own server.
"""

from collections.abc import Mapping
from typing import Any

from coachkit.sessions.notes_page import NotesPage
from coachkit.sessions.page_opening import PageParameters, RefusedPage, opened
from coachkit.widgets.panel import Band, Panel, Stack


def open_page(namespace: Mapping[str, Any]) -> NotesPage | RefusedPage:
    """The page for the notebook's parameters (give it ``globals()``)."""
    return opened(
        PageParameters,
        lambda asked: NotesPage(asked.client, asked.workspace, asked.language),
        namespace,
    )


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
