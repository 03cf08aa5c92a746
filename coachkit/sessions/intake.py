"""The form before the first session: what the client knows, and the coach need not ask twice.

The same cells serve JupyterLab, a Voilà page and a papermill run, which shows the answers to read.
"""

from collections.abc import Mapping
from typing import Any

from coachkit.documents import intake_pages
from coachkit.sessions.intake_page import IntakePage
from coachkit.sessions.page_opening import PageParameters, RefusedPage, opened, whole_to_read
from coachkit.widgets.panel import Band, Panel, Stack


def open_page(namespace: Mapping[str, Any]) -> IntakePage | RefusedPage:
    """The page for the notebook's parameters (give it ``globals()``)."""
    return opened(
        PageParameters,
        lambda asked: IntakePage(asked.client, asked.workspace, asked.language),
        namespace,
    )


def header(page: IntakePage | RefusedPage) -> Band | Panel:
    """Whose page it is, that everything is kept, and the language switch."""
    if isinstance(page, RefusedPage):
        return page.top
    band = Band([page.top, page.saved, page.languages, page.narrow, page.remembered])
    band.add_class("ck-band")
    return band


def steps(page: IntakePage | RefusedPage) -> Band:
    """The screens, in their order; any of them can be opened at any time."""
    band = Band([] if isinstance(page, RefusedPage) else list(page.steps.values()))
    band.add_class("ck-plan-steps")
    return band


def question(page: IntakePage | RefusedPage) -> Stack:
    """How much is left, and the one question of the screen."""
    if isinstance(page, RefusedPage):
        return Stack([])
    return Stack([page.asked, page.beside.shown, page.outcome])


def body(page: IntakePage | RefusedPage) -> Stack:
    """What is filled in on the screen, and the way on."""
    return Stack([]) if isinstance(page, RefusedPage) else page.body


def whole(page: IntakePage | RefusedPage) -> Panel:
    """All answers to read, where nobody looks at a live page."""
    if isinstance(page, RefusedPage):
        return Panel()
    return whole_to_read(lambda: intake_pages.seen(page.intake.consented(), page.language))
