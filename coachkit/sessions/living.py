"""The living strategy: what is old, what is changed and why, its versions and its documents.

The same cells serve JupyterLab, a Voilà page and a papermill run, which shows the strategy to read.
"""

from collections.abc import Mapping
from typing import Any

from coachkit.sessions.living_page import LivingPage
from coachkit.sessions.page_opening import PageParameters, RefusedPage, opened
from coachkit.widgets.panel import Band, Panel, Stack


def open_page(namespace: Mapping[str, Any]) -> LivingPage | RefusedPage:
    """The page for the notebook's parameters (give it ``globals()``)."""
    return opened(
        PageParameters,
        lambda asked: LivingPage(asked.client, asked.workspace, asked.language),
        namespace,
    )


def header(page: LivingPage | RefusedPage) -> Band | Panel:
    """Whose page it is, when it was kept last, and the language switch."""
    if isinstance(page, RefusedPage):
        return page.top
    band = Band([page.top, page.saved, page.languages, page.remembered])
    band.add_class("ck-band")
    return band


def steps(page: LivingPage | RefusedPage) -> Band:
    """The screens, one question each."""
    band = Band([] if isinstance(page, RefusedPage) else list(page.steps.values()))
    band.add_class("ck-plan-steps")
    return band


def question(page: LivingPage | RefusedPage) -> Stack:
    """The question of the screen, and its answer."""
    if isinstance(page, RefusedPage):
        return Stack([])
    return Stack([page.asked, page.beside.shown, page.outcome, page.working])


def body(page: LivingPage | RefusedPage) -> Stack:
    """What is read or changed on the screen."""
    return Stack([]) if isinstance(page, RefusedPage) else page.body
