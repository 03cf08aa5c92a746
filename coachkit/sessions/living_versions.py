"""What the living strategy's page does with versions: names them, compares them, writes them."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from coachkit.documents import living_pages as living
from coachkit.documents.living_pages import VersionShown
from coachkit.documents.planning_files import HandedOut
from coachkit.language.speech import speak
from coachkit.language.strategy_gaps_said import gap_sentences
from coachkit.model.languages import Language
from coachkit.model.strategy import Strategy
from coachkit.sessions import strategy_documents, uploading
from coachkit.sessions.client_look import look_of
from coachkit.sessions.strategy import client_today, freeze_strategy, standing, version_called
from coachkit.sessions.strategy_documents import Wanted, Written
from coachkit.sessions.strategy_papers import between
from coachkit.store.client_store import ClientStore
from coachkit.store.kinds import kind_of
from coachkit.widgets.living_versions import VersionsForm, VersionWays

if TYPE_CHECKING:
    from coachkit.model.strategy_gaps import Gap


class Versions:
    """The versions of a page being used.

    ``opened``: the client's store. ``sheets``: the folder of the coach's own run sheets.
    ``frozen`` hears the name that was given. ``working``: says what is being done, for as long as
    it is; empty afterwards.
    """

    def __init__(
        self,
        opened: Callable[..., ClientStore],
        sheets: Callable[[], Path],
        frozen: Callable[[str], None],
        working: Callable[[str], None],
        language: Language,
    ) -> None:
        self._opened, self._sheets = opened, sheets
        self._frozen, self._working = frozen, working
        self._language = language
        self._gaps: tuple[Gap, ...] = ()
        self._shown: tuple[VersionShown, ...] = ()
        self._changed = False
        ways = VersionWays(
            freeze=self._freeze,
            compare=self._compare,
            letter=self._letter,
            strategy=self._strategy,
            everything=self._everything,
        )
        self.form = VersionsForm(ways, language)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that a version of the strategy has, the oldest first."""
        return tuple(one.name for one in self._shown)

    def take(self, store: ClientStore, today: date) -> None:
        """Show what the store has now."""
        zone = ZoneInfo(store.client.time_zone)
        self._shown = tuple(
            VersionShown(one.name, one.frozen_at.astimezone(zone).date(), one.because)
            for one in store.frozen_names()
            if kind_of(Strategy) in one.revisions
        )
        self._gaps = standing(store).gaps(today)
        self._changed = not version_called(store, "").names
        self._tell()

    def speak(self, language: Language) -> None:
        """Say everything in another language; no entry changes."""
        self._language = language
        self.form.speak(language)
        self._tell()

    def _tell(self) -> None:
        gaps = gap_sentences(self._gaps, speak(self._language))
        self.form.take(self._shown, gaps, changed=self._changed)

    def _freeze(self, name: str, because: str) -> None:
        with self._opened() as store:
            freeze_strategy(store, name, because=because, today=client_today(store))
        self._frozen(name)

    def _compare(self, older: str, newer: str) -> str:
        with self._opened(read_only=True) as store:
            found = between(store, older, newer)
            names = (found.names[0], found.names[1])
            today = client_today(store)
            return living.difference(found.diff, names, store.client, today, self._language)

    def _letter(self, older: str, newer: str) -> HandedOut:
        two = strategy_documents.Versions(older, newer)
        with self._opened() as store:
            return self._written(
                store,
                lambda sheets: strategy_documents.write_documents(
                    store,
                    sheets,
                    "letter",
                    self._as(store, "docx"),
                    versions=two,
                    progress=self._say,
                ),
            )

    def _strategy(self) -> HandedOut:
        with self._opened() as store:
            return self._written(
                store,
                lambda sheets: strategy_documents.write_documents(
                    store, sheets, "strategy", self._as(store, "docx", "pdf"), progress=self._say
                ),
            )

    def _everything(self) -> HandedOut:
        formats = (*strategy_documents.PACK_FORMATS, strategy_documents.WORKBOOK)
        with self._opened() as store:
            to = store.documents / f"{store.client.slug}-strategy.zip"
            return self._written(
                store,
                lambda sheets: strategy_documents.pack_session(
                    store, sheets, to, self._as(store, *formats), self._say
                ),
            )

    def _written(self, store: ClientStore, write: Callable[[Path], Written]) -> HandedOut:
        """With an address where a server of ours hands documents out."""
        try:
            written = write(self._sheets())
        finally:
            self._working("")
        served = os.environ.get(uploading.VARIABLE, "").isdecimal()
        address = f"/clients/{store.client.slug}/documents" if served else ""
        return HandedOut(store.documents, written.paths, address)

    def _as(self, store: ClientStore, *formats: str) -> Wanted:
        return Wanted((self._language,), formats, look_of(store))

    def _say(self, name: str) -> None:
        self._working(speak(self._language).say("Writing %(name)s…", name=name))
