"""Links to a client's pages: one is made and shown once, those there are can be taken back."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final, NamedTuple

from coachkit.documents import home_pages
from coachkit.documents import planning_pages as pages
from coachkit.language.explaining import explain
from coachkit.language.speech import Speech
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language
from coachkit.model.visiting import MANAGER, VIEWER
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.address import Address
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.plan_fields import Form

DAYS: Final = 30
LONGEST: Final = 366


class LinkWanted(NamedTuple):
    """What a link is to open, for how many days, and for whom."""

    role: str
    page: str
    days: int
    name: str


class LinkShown(NamedTuple):
    """A link that is there: its number, and what is said of it."""

    number: str
    said: str


class DoorLinks(Form):
    """``make`` gives the path of a new link's address, ``revoke`` takes a link back.

    Both may raise a :class:`CoachkitError`, which is said here.
    """

    def __init__(
        self,
        make: Callable[[LinkWanted], str],
        revoke: Callable[[str], None],
        *,
        language: Language,
    ) -> None:
        super().__init__(language)
        self._make, self._revoke = make, revoke
        self.role = self.worded(fields.either([("", VIEWER)], VIEWER), _roles, "options")
        self.heard(self.role, lambda _: self._for_whom())
        self.page = self.worded(fields.choice(_pages(self.speech)), _pages, "options")
        self.worded(self.page, lambda s: s.say("Page"))
        self.days = self.worded(fields.whole(DAYS, least=1, most=LONGEST), lambda s: s.say("Days"))
        self.name = self.worded(fields.text(), lambda s: s.say("For whom"))
        self.create = self.worded(
            fields.button(self.make, primary=True), lambda s: s.say("Make a link")
        )
        self.wrong, self.given, self.none = Panel(), Panel(), Panel()
        self.address = Address(language=language)
        self.there = Stack([])
        self.add_class("ck-door-links")
        self.children = (
            fields.band(self.role, self.page, self.days, self.name, self.create),
            self.wrong,
            self.address,
            self.given,
            self.there,
        )

    def begin(self, links: Sequence[LinkShown]) -> None:
        """Another client: nothing of the last one is seen any more."""
        self.address.path = ""
        self.wrong.value = ""
        self.name.value = ""
        self.show(links)

    def show(self, links: Sequence[LinkShown]) -> None:
        """The links that there are now."""
        self.given.value = home_pages.links_head(len(links), self.language)
        self.there.children = tuple(map(self._row, links))

    def make(self) -> None:
        """Make a link, and show its address this once."""
        wanted = LinkWanted(
            self.role.value, self.page.value, int(self.days.value), self.name.value.strip()
        )
        self.address.path = ""
        path = self._tried(lambda: self._make(wanted))
        if path:
            self.address.path = path
            self.name.value = ""

    def speak(self, language: Language) -> None:
        """Say everything in another language; no entry changes."""
        super().speak(language)
        self.address.language = language
        self.wrong.value = ""

    def _row(self, link: LinkShown) -> Any:
        off = fields.button(partial(self._take_back, link.number), quiet=True)
        off.description = self.speech.say("Take it back")
        off.tooltip = self.speech.say("Take back: %(link)s", link=link.said)
        return fields.band(
            Panel(home_pages.link(link.said, self.language)), off, kind="ck-desk-link"
        )

    def _take_back(self, number: str) -> None:
        self.address.path = ""
        self._tried(lambda: self._revoke(number))

    def _tried(self, act: Callable[[], Any]) -> Any:
        self.wrong.value = ""
        try:
            return act()
        except CoachkitError as error:
            self.wrong.value = pages.at_field(explain(error, self.language), self.language)
            return None

    def _for_whom(self) -> None:
        fields.shown(self.page, there=self.role.value == VIEWER)


def _roles(speech: Speech) -> list[tuple[str, Any]]:
    return [(speech.say("To look"), VIEWER), (speech.say("To fill in"), MANAGER)]


def _pages(speech: Speech) -> list[tuple[str, Any]]:
    return [(speech.say("Dashboard"), "dashboard"), (speech.say("Content plan"), "plan")]
