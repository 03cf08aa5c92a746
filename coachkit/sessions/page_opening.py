"""How a page opens for the cells of its notebook: with what they ask for, or refused in a sentence.

The same cells serve JupyterLab, a Voilà page and a papermill run, which shows the whole to read.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from coachkit.model.errors import CoachkitError
from coachkit.model.values import Value
from coachkit.sessions.parameters import read_parameters
from coachkit.sessions.refusing import is_a_visit, refuse
from coachkit.widgets.panel import Panel

Asked = TypeVar("Asked", bound=Value)
Page = TypeVar("Page")


class PageParameters(Value):
    """What a client's page can be told. Empty means: the client's own."""

    client: str
    language: str = ""
    workspace: str = ""


class RefusedPage:
    """A page that cannot be shown: a sentence on top, nothing below."""

    def __init__(self, sentence: Panel) -> None:
        self.top = sentence


def opened(
    kind: type[Asked], page: Callable[[Asked], Page], namespace: Mapping[str, Any]
) -> Page | RefusedPage:
    """The page for the parameters of ``kind`` in a notebook's ``globals()``."""
    try:
        return page(read_parameters(kind, namespace))
    except CoachkitError as error:
        return RefusedPage(refuse(error, namespace.get("language")))


def whole_to_read(html: Callable[[], str]) -> Panel:
    """All of a page, hidden below it: for who opens the notebook's file, never for a visitor."""
    if is_a_visit():
        return Panel()
    panel = Panel(html())
    panel.layout.display = "none"
    return panel
