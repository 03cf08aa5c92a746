"""The site and the channels: a grid that says of each pair whether one leads to the other."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from ipywidgets import Dropdown, GridBox, Layout

from coachkit.documents import session_first as panels
from coachkit.documents import session_pages as pages
from coachkit.language.speech import NOTHING, Speech, speak
from coachkit.language.strategy_words import link_state_name
from coachkit.model.audit import Audit, LinkState, SiteLink
from coachkit.model.deciding import next_key
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel, Stack

_WAYS: Final = (("to_channel", "→"), ("to_site", "←"))

_UNSEEN: Final = ""
"""Not looked at: ``None`` would be shown as nothing at all."""

_LACKING: Final = frozenset({LinkState.BROKEN, LinkState.MISSING})

Put = Callable[[Audit], None]
Links = tuple[SiteLink, ...]


class LinkGrid(Stack):
    """A row for each channel, a column for each place on the site, both ways in each cell.

    ``put``: hears the audit with what was chosen.
    """

    def __init__(self, desk: SessionDesk, language: Language, put: Put) -> None:
        self.desk, self.language, self._put = desk, language, put
        self.told, self.outcome = Panel(), Panel()
        self.grid = GridBox([], layout=Layout())
        self.grid.add_class("ck-links")
        self.place = fields.text(kind="ck-long")
        self.more = fields.button(self.add_place)
        fields.entered(self.place, self.add_place)
        self._cells: dict[tuple[str, str, str], Any] = {}
        self._shape: Any = None
        self._deaf = False
        super().__init__([self.told, self.grid, fields.band(self.place, self.more), self.outcome])

    @property
    def places(self) -> tuple[str, ...]:
        """The places on the site, in their order."""
        return tuple(dict.fromkeys(one.place for one in self._links if one.place))

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels of the accounts, then those that only a link names."""
        audit = self.desk.the(Audit)
        linked = (one.channel for one in audit.links if one.channel)
        return tuple(dict.fromkeys((*audit.channels, *linked)))

    @property
    def still(self) -> str:
        """The grid as HTML, for a page that is read without a browser."""
        return panels.links_read(self._links, self.language)

    @property
    def _links(self) -> tuple[SiteLink, ...]:
        return self.desk.the(Audit).links

    def choose(self, place: str, channel: str, way: str, state: LinkState | None) -> None:
        """Whether the site leads to the channel (``to_channel``) or back (``to_site``)."""
        self._keep(lambda: self._with(place, channel, {way: state}))

    def add_place(self) -> None:
        """One more place on the site, with every channel."""
        place = self.place.value.strip()
        if place and place not in self.places and self._keep(lambda: self._with_place(place)):
            self.place.value = ""

    def _with(self, place: str, channel: str, ways: dict[str, Any]) -> Links:
        links = self._links
        found = next((one for one in links if (one.place, one.channel) == (place, channel)), None)
        if found is None:
            return (*links, self._new(place, channel, links).changed(**ways))
        return tuple(one.changed(**ways) if one is found else one for one in links)

    def _with_place(self, place: str) -> Links:
        links = self._links
        for channel in self.channels:
            links = (*links, self._new(place, channel, links))
        return links

    def _new(self, place: str, channel: str, links: Links) -> SiteLink:
        key = next_key("link", (one.key for one in links))
        return SiteLink(key=key, place=place, channel=channel)

    def _keep(self, links: Callable[[], Links]) -> bool:
        """Whether it could be kept; if not, why not is told."""
        try:
            audit = self.desk.the(Audit).changed(links=links())
        except CoachkitError as error:
            self.outcome.value = pages.refused(error, self.language)
            return False
        self.outcome.value = ""
        self._put(audit)
        return True

    def draw(self, language: Language) -> None:
        """As it is now; the cells are made anew only for other places, channels or words."""
        self.language = language
        speech = speak(language)
        self.told.value = panels.guide(self._guide(speech), language)
        self.place.description = speech.say("Place on the site")
        self.place.placeholder = speech.say("The front page, a product page, the footer …")
        self.more.description = speech.say("Add the place")
        there = bool(self.channels) and not self.desk.read_only
        fields.shown(self.place, there=there)
        fields.shown(self.more, there=there)
        shape = (self.places, self.channels, language)
        if shape != self._shape:
            self._shape = shape
            self._make(speech)
        self._fill()

    def _guide(self, speech: Speech) -> str:
        if not self.channels:
            return speech.say("First name your accounts: each has a row here.")
        if not self.places:
            return speech.say("Name a place on the site that ought to lead to your channels.")
        return speech.say("→ from the site to the channel, ← from the channel to the site.")

    def _make(self, speech: Speech) -> None:
        self._cells.clear()
        places, channels = self.places, self.channels
        fields.shown(self.grid, there=bool(places and channels))
        self.grid.layout.grid_template_columns = (
            f"minmax(84px, .8fr) repeat({len(places)}, minmax(110px, 1fr))"
        )
        if not (places and channels):
            self.grid.children = ()
            return
        heads = [Panel(panels.head(place, self.language)) for place in places]
        rows = [
            part
            for channel in channels
            for part in (
                Panel(panels.head(channel, self.language)),
                *(self._cell(place, channel, speech) for place in places),
            )
        ]
        self.grid.children = (Panel(panels.head("", self.language)), *heads, *rows)

    def _cell(self, place: str, channel: str, speech: Speech) -> Any:
        cell = Stack([self._way(place, channel, *way, speech) for way in _WAYS])
        cell.add_class("ck-link-cell")
        return cell

    def _way(self, place: str, channel: str, way: str, arrow: str, speech: Speech) -> Any:
        options = [
            (f"{arrow} {NOTHING}", _UNSEEN),
            *((f"{arrow} {link_state_name(state, speech)}", state) for state in LinkState),
        ]
        label = (
            speech.say("From %(one)s to %(other)s", one=place, other=channel)
            if way == "to_channel"
            else speech.say("From %(one)s to %(other)s", one=channel, other=place)
        )
        field = Dropdown(options=options, value=_UNSEEN, description=label)
        field.disabled = self.desk.read_only
        field.observe(partial(self._heard, place, channel, way), "value")
        self._cells[place, channel, way] = field
        return field

    def _heard(self, place: str, channel: str, way: str, change: Any) -> None:
        if not self._deaf:
            self.choose(place, channel, way, change["new"] or None)

    def _fill(self) -> None:
        states = {(one.place, one.channel): one for one in reversed(self._links)}
        self._deaf = True
        try:
            for (place, channel, way), field in self._cells.items():
                link = states.get((place, channel))
                state = _UNSEEN if link is None else getattr(link, way) or _UNSEEN
                if field.value != state:
                    field.value = state
                (field.add_class if state in _LACKING else field.remove_class)("ck-lacks")
        finally:
            self._deaf = False
