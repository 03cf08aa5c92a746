"""The form before the first session: what the client knows, and the coach need not ask twice.

The same cells serve JupyterLab, a Voilà page and a papermill run, which shows the answers to read.
"""

import os
from collections.abc import Mapping
from typing import Any

from coachkit.documents import intake_pages
from coachkit.model.errors import CoachkitError
from coachkit.model.values import Value
from coachkit.sessions.intake_page import IntakePage
from coachkit.sessions.parameters import read_parameters
from coachkit.sessions.refusing import language_or_english, refuse
from coachkit.widgets.panel import Band, Panel, Stack


class IntakeParameters(Value):
    """What the notebook can be told. Empty means: the client's own."""

    client: str
    language: str = ""
    workspace: str = ""


class RefusedPage:
    """A page that cannot be shown: a sentence on top, nothing below."""

    def __init__(self, sentence: Panel) -> None:
        self.top = sentence


def open_page(namespace: Mapping[str, Any]) -> IntakePage | RefusedPage:
    """The page for the notebook's parameters (give it ``globals()``)."""
    try:
        asked = read_parameters(IntakeParameters, namespace)
        return IntakePage(asked.client, asked.workspace, asked.language)
    except CoachkitError as error:
        return RefusedPage(refuse(error, language_or_english(namespace.get("language"))))


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
    if isinstance(page, RefusedPage) or os.environ.get("SERVER_SOFTWARE", "").startswith("voila/"):
        return Panel()
    panel = Panel(intake_pages.seen(page.intake.consented(), page.language))
    panel.layout.display = "none"
    return panel
