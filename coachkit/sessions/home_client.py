"""One client on the coach's desk: what waits, its pages, its links, its documents in one ZIP."""

import asyncio
import logging
import os
from collections.abc import Callable
from functools import partial
from typing import Final

from coachkit.documents import home_pages as pages
from coachkit.documents import planning_pages
from coachkit.documents.home_pages import PackShown, PageShown
from coachkit.language.desk_words import page_name
from coachkit.language.speech import speak
from coachkit.model.at_a_glance import Glance
from coachkit.model.errors import CoachkitError, InvalidValue
from coachkit.model.languages import Language
from coachkit.sessions import home_links, home_packing, uploading
from coachkit.sessions.autosave import running_loop
from coachkit.sessions.client_look import forget_look, keep_look
from coachkit.sessions.opening import now, whoever
from coachkit.store.client_store import ClientStore
from coachkit.store.workspace import Workspace
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.client_look import LookForm
from coachkit.widgets.door_links import DoorLinks, LinkShown, LinkWanted
from coachkit.widgets.panel import Panel, Stack

_log = logging.getLogger(__name__)

_EVERY: Final = 0.1
"""Of the files that are packed, as many are told of as fit into seconds so far apart."""


class ClientScreen(Stack):
    """The screen of one client. ``seen``: who it is about, ``None`` before anybody was chosen.

    ``kept`` is called when something was kept.
    """

    def __init__(
        self,
        workspace: Workspace,
        language: Language,
        names: tuple[str, ...],
        say_working: Callable[[str, float], None],
        kept: Callable[[], None] = lambda: None,
    ) -> None:
        self._workspace, self._names = workspace, names
        self._say_working, self._kept = say_working, kept
        self.language = language
        self.seen: Glance | None = None
        self._pack: PackShown | None = None
        self._jobs: set[asyncio.Task[None]] = set()
        self.about, self.packed = Panel(), Panel()
        self.links_title, self.pack_title, self.look_title = Panel(), Panel(), Panel()
        self.links = DoorLinks(self._make_link, self._take_back, language=language)
        self.look = LookForm(self._keep_look, self._forget_look, language=language)
        self.make = fields.button(self.make_pack)
        super().__init__(
            [
                self.about,
                self.links_title,
                self.links,
                self.pack_title,
                fields.band(self.make),
                self.packed,
                self.look_title,
                self.look,
            ]
        )

    def begin(self, seen: Glance) -> None:
        """Show that client."""
        self.seen = seen
        self._pack = home_packing.pack_made(self._workspace, seen.client.slug)
        self.links.begin(self._links())
        self.look.begin(seen.client.colour)
        self.draw()

    def show(self, seen: Glance) -> None:
        """The same client, as it is now."""
        if seen != self.seen:
            self.seen = seen
            self.draw()

    def speak(self, language: Language) -> None:
        """Everything in another language."""
        self.language = language
        self.links.speak(language)
        self.look.speak(language)
        if self.seen is not None:
            self.links.show(self._links())
        self.draw()

    def draw(self) -> None:
        """All of it, as it is now."""
        speech = speak(self.language)
        self.make.description = speech.say("Pack all documents")
        self.links_title.value = pages.part(speech.say("Links for the client"), self.language)
        self.look_title.value = pages.part(speech.say("Colour and logo"), self.language)
        self.pack_title.value = pages.part(speech.say("Documents in one file"), self.language)
        self.packed.value = "" if self._pack is None else pages.pack(self._pack, self.language)
        if self.seen is not None:
            self.about.value = pages.client(self.seen, self._pages(), self.language)

    def make_pack(self) -> None:
        """Pack the documents, beside the page where there is one."""
        if self.seen is None:
            return
        slug = self.seen.client.slug
        self.make.disabled = True
        loop = running_loop()
        if loop is None:
            self._finish(slug, partial(home_packing.make_pack, self._workspace, slug, self._tell))
        else:
            job = loop.create_task(self._beside(loop, slug))
            self._jobs.add(job)
            job.add_done_callback(self._jobs.discard)

    async def _beside(self, loop: asyncio.AbstractEventLoop, slug: str) -> None:
        latest = 0.0

        def told(done: int, of: int, name: str) -> None:
            nonlocal latest
            if loop.time() - latest >= _EVERY or done == of:
                latest = loop.time()
                loop.call_soon_threadsafe(self._tell, done, of, name)

        job = loop.run_in_executor(None, home_packing.make_pack, self._workspace, slug, told)
        await asyncio.wait([job])
        self._finish(slug, job.result)

    def _tell(self, done: int, of: int, name: str) -> None:
        if self.make.disabled:
            sentence = speak(self.language).say("Packing %(name)s…", name=name)
            self._say_working(sentence, done / of)

    def _finish(self, slug: str, made: Callable[[], PackShown]) -> None:
        refused = None
        pack = None
        try:
            pack = made()
        except CoachkitError as error:
            _log.warning("not packed: %s", error)
            refused = error
        finally:
            self.make.disabled = False
            self._say_working("", 0)
        if self.seen is None or self.seen.client.slug != slug:
            # somebody else is on the screen by now; the file lies where it was made
            return
        self._pack = pack or self._pack
        self.draw()
        if refused is not None:
            self.packed.value = planning_pages.refused(refused, self.language)

    def _pages(self) -> list[PageShown]:
        """The ways to the client's pages, where a server of ours shows them."""
        if self.seen is None or not os.environ.get(uploading.VARIABLE, ""):
            return []
        slug, speech = self.seen.client.slug, speak(self.language)
        named = ((name, page_name(name, speech)) for name in self._names)
        return [PageShown(said, f"/clients/{slug}/{name}") for name, said in named if said]

    def _links(self) -> tuple[LinkShown, ...]:
        if self.seen is None:
            return ()
        try:
            return home_links.links_shown(self._workspace, self.seen.client, self.language)
        except CoachkitError as error:
            _log.warning("links cannot be read: %s", error)
            return ()

    def _keep_look(self, colour: str, logo: bytes | None) -> str:
        if self.seen is None:
            return ""
        with self._opened(self.seen.client.slug) as store:
            if logo is None and not colour:
                raise InvalidValue("missing", "brand")
            kept = keep_look(store, colour, logo)
        self._kept()
        return kept.colours["brand"]

    def _forget_look(self) -> None:
        if self.seen is None:
            return
        with self._opened(self.seen.client.slug) as store:
            forget_look(store)
        self._kept()

    def _opened(self, slug: str) -> ClientStore:
        return self._workspace.open_client(slug, now=now, who=whoever())

    def _make_link(self, wanted: LinkWanted) -> str:
        if self.seen is None:
            return ""
        path = home_links.make_link(self._workspace, self.seen.client.slug, wanted)
        self._kept()
        self.links.show(self._links())
        return path

    def _take_back(self, number: str) -> None:
        home_links.take_back(self._workspace, number)
        self._kept()
        self.links.show(self._links())
