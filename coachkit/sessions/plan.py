"""The planning page: hours first, then the wish, then what can be kept, and by whom.

The same cells serve JupyterLab, a Voilà page and a papermill run, which shows the plan to read.
"""

from collections.abc import Mapping
from typing import Any

from coachkit.sessions.page_opening import PageParameters, RefusedPage, opened, whole_to_read
from coachkit.sessions.plan_page import PlanPage
from coachkit.sessions.plan_reading import to_read
from coachkit.widgets.choices import LOOKING
from coachkit.widgets.panel import Band, Panel, Stack


def open_page(namespace: Mapping[str, Any]) -> PlanPage | RefusedPage:
    """The page for the notebook's parameters (give it ``globals()``)."""
    return opened(
        PageParameters,
        lambda asked: PlanPage(asked.client, asked.workspace, asked.language),
        namespace,
    )


def header(page: PlanPage | RefusedPage) -> Band | Panel:
    """Whose page it is, that everything is kept, and the language switch."""
    if isinstance(page, RefusedPage):
        return page.top
    band = Band([page.top, page.saved, page.languages, page.narrow, page.remembered])
    band.add_class("ck-band")
    return band


def steps(page: PlanPage | RefusedPage) -> Band:
    """The screens, in their order; without hours the first alone can be opened."""
    band = Band([] if isinstance(page, RefusedPage) else list(page.steps.values()))
    band.add_class("ck-plan-steps")
    band.add_class(LOOKING)
    return band


def question(page: PlanPage | RefusedPage) -> Stack:
    """What cannot be kept, the one question of the screen, and its answer."""
    if isinstance(page, RefusedPage):
        return Stack([])
    return Stack([page.trouble, page.asked, page.beside.shown, page.outcome, page.working])


def body(page: PlanPage | RefusedPage) -> Stack:
    """What is typed in or looked at on the screen."""
    return Stack([]) if isinstance(page, RefusedPage) else page.body


def whole(page: PlanPage | RefusedPage) -> Panel:
    """The whole plan to read, where nobody looks at a live page."""
    if isinstance(page, RefusedPage):
        return Panel()
    return whole_to_read(lambda: to_read(page.plan_now(), page.language))
