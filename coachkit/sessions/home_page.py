"""The coach's desk being used: the list of all clients, one of them, or somebody new."""

import asyncio
import logging
import os
import time
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from coachkit.documents import home_pages as pages
from coachkit.documents import planning_pages
from coachkit.language import desk_words as words
from coachkit.language.findings import Finding
from coachkit.language.speech import Speech, speak
from coachkit.model.at_a_glance import Glance, Unseen, Urgency
from coachkit.model.client import Client
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language, valid_language
from coachkit.sessions import uploading
from coachkit.sessions.autosave import running_loop
from coachkit.sessions.home_client import ClientScreen
from coachkit.sessions.home_glances import Clients, Seen
from coachkit.sessions.opening import now, open_workspace, whoever
from coachkit.sessions.when_saved import when_saved
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.choices import language_switch
from coachkit.widgets.desk_list import LIST, DeskList, DeskRow
from coachkit.widgets.new_client import NewClientForm
from coachkit.widgets.panel import Panel, Stack

if TYPE_CHECKING:
    from datetime import datetime

_log = logging.getLogger(__name__)

EVERY: Final = 1.5
"""Seconds after which the desk looks again whether anything has changed."""

AT_ONCE: Final = 0.6
"""Seconds that the page may wait for the list; the rest comes while it is already seen."""

_SLICE: Final = 0.2
_BREATH: Final = 0.01
_NEW: Final = "new"
_CLIENT: Final = "client"
_PLACES_BETWEEN_DOTS: Final = " · "


class HomePage:
    """A page being used. ``screen``: the list, ``new``, or ``client``.

    ``names``: of the pages that clients have. Raises what opening the workspace raises, and
    :class:`~coachkit.model.errors.NotWritable` for whoever is not the coach.
    """

    def __init__(self, workspace: str, language: str, names: tuple[str, ...] = ()) -> None:
        self.workspace = open_workspace(workspace)
        self.workspace.reach.check_room(self.workspace.path)
        self.language: Language = valid_language(language) if language else "en"
        self._names = names
        self._clients = Clients(self.workspace, now)
        self._jobs: set[asyncio.Task[None]] = set()
        self._busy, self._unwell = False, False
        self.seen: tuple[Seen, ...] = ()
        self.top, self.asked, self.outcome, self.working = Panel(), Panel(), Panel(), Panel()
        self.saved = Panel()
        self._saved_at: datetime | None = None
        self.languages = language_switch(self.language)
        self.languages.observe(lambda change: self.speak(change["new"]), "value")
        self._back = fields.button(self.go_back)
        self.back = fields.band(self._back, kind="ck-desk-back")
        self.list = DeskList(language=self.language)
        self.list.on_open, self.list.on_add = self.open, self.add
        self.client = ClientScreen(
            self.workspace, self.language, names, self._say_working, self._kept
        )
        self.new = NewClientForm(self._make, language=self.language)
        self.body = Stack([self.list, self.client, self.new])
        self.screen = LIST
        self._begin()
        self._draw()
        self._watch()

    # ── What is pressed ─────────────────────────────────────────────────────────────────────────

    def open(self, slug: str) -> None:
        """Show one client."""
        found = self._glance(slug)
        if found is None:
            return
        self.client.begin(found)
        self._go(_CLIENT)

    def add(self) -> None:
        """Somebody new comes."""
        self.new.taken = frozenset(map(_slug, self.seen))
        self.new.begin()
        self._go(_NEW)

    def go_back(self) -> None:
        """To the list again."""
        self._go(LIST)

    def speak(self, language: Language) -> None:
        """Everything in another language; no entry changes."""
        self.language = language
        self.outcome.value = ""
        self.list.language = language
        self.client.speak(language)
        self.new.speak(language)
        self._draw()

    def _go(self, screen: str) -> None:
        self.outcome.value = ""
        self.screen = screen
        self._draw()

    def _make(self, client: Client) -> None:
        self.workspace.new_client(client, now=now, who=whoever()).close()
        self._kept()
        for _ in self._clients.look():
            pass
        self._take_over()
        self.open(client.slug)
        said = speak(self.language).say("%(client)s is there now.", client=client.name)
        self.outcome.value = planning_pages.said(said, self.language)

    def _kept(self) -> None:
        """Something of what was done here is kept now."""
        self._saved_at = now()
        self._draw_saved()

    # ── Looking ─────────────────────────────────────────────────────────────────────────────────

    def refresh(self) -> None:
        """Show what has changed, whoever changed it."""
        try:
            for _ in self._clients.look():
                pass
        except CoachkitError as error:
            self._could_not(error)
            return
        self._take_over()

    def _begin(self) -> None:
        """Look at everybody: at once where that is quick, else while the page is seen already."""
        looking = self._clients.look()
        loop = running_loop()
        try:
            if not self._looked(looking, AT_ONCE if loop is not None else float("inf")):
                if loop is not None:
                    self._keep(loop.create_task(self._rest(looking)))
                return
        except CoachkitError as error:
            self._could_not(error)
            return
        self._all_there()

    async def _rest(self, looking: Iterator[int], *, quietly: bool = False) -> None:
        """Look at the others, piece by piece: whoever presses something meanwhile is heard."""
        self._busy = True
        try:
            while not self._looked(looking, _SLICE, quietly=quietly):
                self._take_over()
                await asyncio.sleep(_BREATH)
        except CoachkitError as error:
            self._could_not(error)
        else:
            self._all_there()
        finally:
            self._busy = False
            if not quietly:
                self._say_working("", 0)

    def _looked(self, looking: Iterator[int], seconds: float, *, quietly: bool = False) -> bool:
        """Look for so long; whether everybody was looked at."""
        until = time.monotonic() + seconds
        for number in looking:
            if time.monotonic() > until:
                if quietly:
                    return False
                speech = speak(self.language)
                sentence = speech.say(
                    "Looking at the clients: %(n)s so far…", n=speech.number(number)
                )
                self._say_working(sentence, 0)
                return False
        return True

    def _all_there(self) -> None:
        self.list.ready = True
        self._take_over()

    def _watch(self) -> None:
        loop = running_loop()
        if loop is not None:
            self._keep(loop.create_task(self._look_again()))

    async def _look_again(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            if not self._busy:
                await self._rest(self._clients.look(), quietly=True)

    def _keep(self, job: "asyncio.Task[None]") -> None:
        self._jobs.add(job)
        job.add_done_callback(self._jobs.discard)

    def _could_not(self, error: CoachkitError) -> None:
        _log.warning("the clients cannot be looked at: %s", error)
        self.outcome.value = planning_pages.refused(error, self.language)
        self._unwell = True

    def _take_over(self) -> None:
        if self._unwell:
            self._unwell, self.outcome.value = False, ""
        seen = self._clients.seen
        if seen == self.seen:
            return
        self.seen = seen
        if self.screen == _CLIENT and self.client.seen is not None:
            found = self._glance(self.client.seen.client.slug)
            if found is None:
                self.screen = LIST
            else:
                self.client.show(found)
        countries = Counter(one.client.country for one in seen if isinstance(one, Glance))
        if countries and self.screen != _NEW:
            self.new.propose(countries.most_common(1)[0][0])
        self._draw()

    def _glance(self, slug: str) -> Glance | None:
        found = (one for one in self.seen if isinstance(one, Glance))
        return next((one for one in found if one.client.slug == slug), None)

    # ── Drawing ─────────────────────────────────────────────────────────────────────────────────

    def _say_working(self, sentence: str, done: float) -> None:
        self.working.value = planning_pages.working(sentence, self.language, done=done)

    def _draw_saved(self) -> None:
        moment = when_saved(self._saved_at, "", self.language)
        self.saved.value = planning_pages.saved(moment, self.language)

    def _draw(self) -> None:
        speech = speak(self.language)
        self.top.value = pages.header(self.language)
        self._draw_saved()
        self._back.description = speech.say("All clients")
        clients = tuple(self._row(one, speech) for one in self.seen)
        if clients != self.list.clients:
            self.list.clients = clients
        self._draw_answer(speech)
        for screen, part in ((LIST, self.list), (_CLIENT, self.client), (_NEW, self.new)):
            fields.shown(part, there=screen == self.screen)
        fields.shown(self.back, there=self.screen != LIST)
        self.list.screen = self.screen

    def _draw_answer(self, speech: Speech) -> None:
        if self.screen == _NEW:
            asked = speech.say("Somebody new")
            answer = Finding(text=speech.say("Who is it?"), detail="")
        elif self.screen == _CLIENT and self.client.seen is not None:
            seen = self.client.seen
            said = words.needs(seen, speech)
            asked = seen.client.name
            text = _PLACES_BETWEEN_DOTS.join(said) or speech.say("Nothing waits for you here.")
            answer = Finding(text=text, detail=seen.client.sector)
        else:
            asked = speech.say("Who needs you today?")
            answer = words.answer(self.seen, speech)
        drawn = pages.asked(asked, answer, self.language)
        if drawn != self.asked.value:
            self.asked.value = drawn

    def _row(self, seen: Seen, speech: Speech) -> DeskRow:
        said = words.needs(seen, speech)
        if isinstance(seen, Unseen):
            return DeskRow(seen.slug, seen.slug, seen.slug, needs=said, needing=True, opens=False)
        client = seen.client
        served = bool(os.environ.get(uploading.VARIABLE, "")) and bool(self._names)
        found = (client.name, client.slug, client.sector, *seen.people)
        moments = (
            # who has overdue ones, or nothing else, has them among the needs
            words.actions_said(seen, speech) if said and not seen.overdue else "",
            words.imported_said(seen, speech),
            words.active_said(seen, speech),
        )
        return DeskRow(
            slug=client.slug,
            name=client.name,
            find="\n".join(found),
            sector=client.sector,
            needs=said or (words.calm_said(seen, speech),),
            needing=seen.urgency < Urgency.CALM,
            meeting=words.meeting_said(seen.meeting, seen.today, speech),
            moments=_PLACES_BETWEEN_DOTS.join(filter(None, moments)),
            address=f"/clients/{client.slug}/{self._names[0]}" if served else "",
        )


def _slug(seen: Seen) -> str:
    return seen.slug if isinstance(seen, Unseen) else seen.client.slug
