"""The coach's desk: all clients, who of them needs the coach today, somebody new, links, packs.

The same cells serve JupyterLab, a Voilà page and a papermill run, which shows the list to read.
"""

from collections.abc import Mapping
from typing import Any

from coachkit.model.values import Value
from coachkit.sessions.home_page import HomePage
from coachkit.sessions.page_opening import RefusedPage, opened
from coachkit.widgets.panel import Band, Panel, Stack


class HomeParameters(Value):
    """What the notebook can be told. ``pages``: those that clients have, with spaces between."""

    language: str = ""
    workspace: str = ""
    pages: str = ""


def open_page(namespace: Mapping[str, Any]) -> HomePage | RefusedPage:
    """The page for the notebook's parameters (give it ``globals()``)."""
    return opened(
        HomeParameters,
        lambda asked: HomePage(asked.workspace, asked.language, tuple(asked.pages.split())),
        namespace,
    )


def header(page: HomePage | RefusedPage) -> Band | Panel:
    """Whose page it is, what was kept on it, and the language switch."""
    if isinstance(page, RefusedPage):
        return page.top
    band = Band([page.top, page.saved, page.languages])
    band.add_class("ck-band")
    return band


def question(page: HomePage | RefusedPage) -> Stack:
    """Who needs the coach today; of one client, what it needs."""
    if isinstance(page, RefusedPage):
        return Stack([])
    return Stack([page.back, page.asked, page.outcome, page.working])


def body(page: HomePage | RefusedPage) -> Stack:
    """All clients, one of them, or somebody new."""
    return Stack([]) if isinstance(page, RefusedPage) else page.body
