"""The living strategy: what is old, what is changed and why, its versions and its documents.

The same cells serve JupyterLab, a Voilà page and a papermill run, which shows the strategy to read.
"""

from collections.abc import Mapping
from typing import Any

from coachkit.model.errors import CoachkitError
from coachkit.model.values import Value
from coachkit.sessions.living_page import LivingPage
from coachkit.sessions.parameters import read_parameters
from coachkit.sessions.refusing import language_or_english, refuse
from coachkit.widgets.panel import Band, Panel, Stack


class LivingParameters(Value):
    """What the notebook can be told. Empty means: the client's own."""

    client: str
    language: str = ""
    workspace: str = ""


class RefusedPage:
    """A page that cannot be shown: a sentence on top, nothing below."""

    def __init__(self, sentence: Panel) -> None:
        self.top = sentence


def open_page(namespace: Mapping[str, Any]) -> LivingPage | RefusedPage:
    """The page for the notebook's parameters (give it ``globals()``)."""
    try:
        asked = read_parameters(LivingParameters, namespace)
        return LivingPage(asked.client, asked.workspace, asked.language)
    except CoachkitError as error:
        return RefusedPage(refuse(error, language_or_english(namespace.get("language"))))


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
