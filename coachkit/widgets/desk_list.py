"""All clients in one list: found as one types, opened with a press.

>>> desk = DeskList(rows, words)
>>> desk.on_open = lambda slug: show(slug)
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

import anywidget
import traitlets

from coachkit.documents.templating import fill
from coachkit.language.speech import Speech, speak
from coachkit.model.languages import LANGUAGES
from coachkit.widgets.browser_parts import module, style

LIST: Final = "list"
"""The screen on which the list itself is seen."""


@dataclass(frozen=True)
class DeskRow:
    """A client in the list. ``find``: all that is searched. ``needs``: in a few words each.

    ``needing``: whether it needs the coach; ``opens``: whether there is more to see of it;
    ``address``: of its first page, empty where no server of ours shows it.
    """

    slug: str
    name: str
    find: str
    sector: str = ""
    needs: tuple[str, ...] = ()
    needing: bool = False
    meeting: str = ""
    moments: str = ""
    address: str = ""
    opens: bool = True


class DeskList(anywidget.AnyWidget):
    """The list. ``clients`` may be set anew; ``language`` may change at any time.

    ``ready``: whether everybody has been looked at. ``screen``: :data:`LIST`, or what is seen in
    its place: the list then leads the keyboard there and back. ``on_open`` hears a short name,
    ``on_add`` that somebody new comes.
    """

    _esm: Final = module("pieces", "desk")
    _css: Final = style("pieces", "desk")

    language = traitlets.Enum(LANGUAGES, default_value="en")
    clients = traitlets.Tuple()
    ready = traitlets.Bool(default_value=False)
    face = traitlets.Dict().tag(sync=True)
    rows: Any = traitlets.List().tag(sync=True)
    screen = traitlets.Unicode(LIST).tag(sync=True)

    def __init__(self, clients: Iterable[DeskRow] = (), **traits: Any) -> None:
        self.on_open: Callable[[str], None] = lambda _: None
        self.on_add: Callable[[], None] = lambda: None
        super().__init__(clients=tuple(clients), **traits)
        self._draw()
        self.observe(lambda _: self._draw(), ["language", "ready"])
        self.observe(lambda _: self._tell(), "clients")
        self.on_msg(self._hear)

    @property
    def still(self) -> str:
        """The list as HTML, for a page that is read without a browser."""
        return fill("pages/home_still.html.j2", self.language, rows=self.clients)

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        live, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        return {"text/html": self.still, **live}, metadata

    def _draw(self) -> None:
        self.face = {
            "language": self.language,
            "ready": self.ready,
            "words": _words(speak(self.language)),
        }
        self._tell()

    def _tell(self) -> None:
        self.rows = [asdict(one) for one in self.clients]

    def _hear(self, _: Any, content: Any, __: Any) -> None:
        """Something was pressed in the browser: ``{"open": slug}`` or ``{"add": true}``."""
        if not isinstance(content, Mapping):
            return
        slug = content.get("open")
        if content.get("add") is True:
            self.on_add()
        elif isinstance(slug, str) and slug in {one.slug for one in self.clients if one.opens}:
            self.on_open(slug)


def _words(speech: Speech) -> dict[str, str]:
    """What the list says itself; the browser fills in its ``%(…)s`` fields."""
    return {
        "search": speech.say("Search: name, sector or person"),
        "filter": speech.say("Which clients"),
        "all": speech.gettext("All (%(n)s)"),
        "needing": speech.gettext("Needs something (%(n)s)"),
        "add": speech.say("New client"),
        "clients": speech.say("Clients"),
        "open": speech.say("Dashboard"),
        "nobody": speech.say("No client matches. Try fewer letters."),
        "found": speech.gettext("%(n)s of %(of)s clients"),
    }
