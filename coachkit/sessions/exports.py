"""The page on which a client's files come in: look, store on one click, undo.

The same cells serve JupyterLab, a Voilà page and a papermill run, which just shows the preview.
"""

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from ipywidgets import Button

from coachkit.documents import incoming_pages as pages
from coachkit.documents import incoming_words as words
from coachkit.documents import planning_pages
from coachkit.documents.incoming import Preview
from coachkit.language.speech import speak
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language, valid_language
from coachkit.model.mappings import ColumnMappings
from coachkit.platforms.told import NOTHING_TOLD, Told
from coachkit.sessions import uploading
from coachkit.sessions.answers import keep_answers, read_answers
from coachkit.sessions.following import Following, News
from coachkit.sessions.inbox import lying, preview_all, set_aside, store_waiting
from coachkit.sessions.matching import matching_panel
from coachkit.sessions.news import NewsSaid
from coachkit.sessions.opening import now, open_workspace, whoever
from coachkit.sessions.page_opening import PageParameters, RefusedPage, opened
from coachkit.sessions.undoing import last_import, undo_last
from coachkit.sessions.when_saved import when_saved
from coachkit.store.client_store import ClientStore
from coachkit.widgets.choices import language_switch
from coachkit.widgets.incoming import WaitingFile
from coachkit.widgets.panel import Band, Panel, Stack
from coachkit.widgets.remembered import Remembered

_log = logging.getLogger(__name__)


class ExportsPage:
    """A page being used. ``previews``: what waits, as it was last looked at."""

    def __init__(self, slug: str, workspace: str, language: str, uploads: int | None) -> None:
        self._slug, self._workspace, self._uploads = slug, workspace, uploads
        with self.opened(read_only=True) as store:
            self.client, self.inbox = store.client, store.inbox
        self.language: Language = valid_language(language) if language else self.client.language
        self.previews: tuple[Preview, ...] = ()
        self.said: dict[str, Told] = {}
        self.undoable: tuple[str, ...] = ()
        self.top, self.finding, self.outcome = Panel(), Panel(), Panel()
        self.reading, self.bringing, self.saved = Panel(), Panel(), Panel()
        self._saved_at: datetime | None = None
        self.rows = Stack([])
        self.languages = language_switch(self.language)
        self.remembered = Remembered(f"exports {slug}")
        self.remembered.control("language", self.languages)
        self.store, self.again, self.undo = Button(button_style="primary"), Button(), Button()
        for button in (self.store, self.again, self.undo):
            button.layout.width = "auto"
        self.again.add_class("ck-look")
        self.news = NewsSaid(lambda: self.language, self.client.time_zone)
        self.following = Following(self.opened, (ColumnMappings,), self._heard, imports=True)
        self.languages.observe(lambda change: self._speak(change["new"]), "value")
        self.store.on_click(lambda _: self._at_work(self.store_all))
        self.again.on_click(lambda _: self._at_work(self.look))
        self.undo.on_click(lambda _: self._at_work(self.undo_last))
        if uploads is None:
            self.look()
        else:
            # A cell has to end soon: the page presses the button when it stands.
            self.again.add_class("ck-look-first")
            self._draw(pages.not_read_yet(self.language))

    def opened(self, *, read_only: bool = False) -> ClientStore:
        """The client's store, for as long as one thing takes."""
        return open_workspace(self._workspace).open_client(
            self._slug, now=now, who=whoever(), read_only=read_only
        )

    def look(self) -> None:
        """Look into the inbox anew."""
        with self.opened(read_only=True) as store:
            found = lying(store)
            self.said = read_answers(store.inbox)
            started = self._progress(len(found.files))
            self.previews = preview_all(store, found, self.said, started)
            latest = last_import(store)
        self.undoable = tuple(one.file for one in latest)
        self._saved(max((one.imported_at for one in latest), default=None))
        self._show()

    def _saved(self, moment: datetime | None) -> None:
        """Something was kept at that moment; what was kept later stays the latest."""
        known = (one for one in (self._saved_at, moment) if one is not None)
        self._saved_at = max(known, default=None)

    def _heard(self, news: Sequence[News]) -> None:
        """Somebody else has stored or undone something: what waits is looked at anew."""
        self._at_work(self.look)
        self.news.tell(news)

    def store_all(self) -> None:
        """Store whatever can be stored."""
        self._store(None)

    def store_one(self, name: str) -> None:
        """Store one file."""
        self._store(name)

    def _store(self, name: str | None) -> None:
        with self.opened() as store:
            started = self._progress(len(self.previews) if name is None else 1)
            done = store_waiting(store, self.said, started, only=name)
            keep_answers(store.inbox, self.said, lying(store).names)
        self._saved(now())
        stored = [one for one in done if one.refused is None and not one.already_there]
        self._tell(
            words.done(
                len(stored),
                sum(one.rows for one in stored),
                sum(one.refused is not None for one in done),
                sum(one.already_there for one in done),
                speak(self.language),
            )
        )
        self.look()

    def undo_last(self) -> None:
        """Undo the last import; its files lie in the inbox again."""
        with self.opened() as store:
            undone = undo_last(store)
        self._saved(now())
        files = [one.file for one in undone.imports]
        self._tell(words.undone(files, len(undone.back), speak(self.language)))
        self.look()

    def answer(self, name: str, told: Told) -> None:
        """A person said something of a file: it is kept at once, and the file read again."""
        self.said[name] = told
        keep_answers(self.inbox, self.said, {preview.name for preview in self.previews})
        self._saved(now())
        self.look()

    def ask_again(self, name: str) -> None:
        """Forget what a person said of a file."""
        self.answer(name, NOTHING_TOLD)

    def set_aside(self, name: str) -> None:
        """Take a file that cannot be read out of the way."""
        with self.opened() as store:
            set_aside(store, name)
        self._saved(now())
        self.look()

    def match(self, name: str) -> None:
        """Show the mapping screen below a file; once a mapping is kept, look again."""
        row = next(row for row in self.rows.children if row.preview.name == name)
        panel = matching_panel(self.opened, name, self.language, self.look)
        row.children = (row.panel, panel)

    def _speak(self, language: Language) -> None:
        self.language = language
        self._tell("")
        self.news.draw()
        self._show()

    def _show(self) -> None:
        self._draw(pages.finding(self.previews, self.language))
        self.rows.children = tuple(map(self._row, self.previews))

    def _draw(self, finding: str) -> None:
        speech = speak(self.language)
        self.top.value = pages.header(self.client.name, self.language)
        moment = when_saved(self._saved_at, self.client.time_zone, self.language)
        self.saved.value = planning_pages.saved(moment, self.language)
        self.finding.value = finding
        self.reading.value = ""
        folder = str(self.inbox)
        self.bringing.value = (
            pages.folder_only(folder, self.language)
            if self._uploads is None
            else pages.upload(folder, self._uploads, self.language)
        )
        ready = sum(preview.can_be_stored for preview in self.previews)
        self.store.description = speech.count(
            "Store this %(n)s file", "Store these %(n)s files", ready
        )
        if not ready:
            self.store.description = speech.say("Put away what is stored already")
        self.again.description = speech.say("Look again")
        self.undo.description = speech.count(
            "Undo the last import (%(files)s)",
            "Undo the last import (%(n)s files)",
            len(self.undoable),
            files="".join(self.undoable[:1]),
        )
        self.store.button_style = "primary" if ready else ""
        _shown(self.store, there=bool(ready) or self._something_is_done_with)
        _shown(self.undo, there=bool(self.undoable))

    @property
    def _something_is_done_with(self) -> bool:
        """Whether an original lies there of which all is stored: it only has to be put away."""
        left = {one.original for one in self.previews if not one.already_there}
        return any(one.original not in left for one in self.previews)

    def _row(self, preview: Preview) -> WaitingFile:
        speech = speak(self.language)
        acting: dict[str, Callable[[str], None]] = {}
        if preview.can_be_stored and sum(one.can_be_stored for one in self.previews) > 1:
            acting[speech.say("Store only this one")] = self.store_one
        if self.said.get(preview.name, NOTHING_TOLD) != NOTHING_TOLD:
            acting[speech.say("Take the answer back")] = self.ask_again
        if preview.can_be_matched:
            acting[speech.say("Match the columns")] = self.match
        if preview.refused is not None and not self._shares_with_wanted(preview):
            acting[speech.say("Set aside")] = self.set_aside
        return WaitingFile(
            preview,
            self.said.get(preview.name, NOTHING_TOLD),
            self.language,
            lambda name, told: self._at_work(partial(self.answer, name, told)),
            {label: partial(self._act, act) for label, act in acting.items()},
        )

    def _shares_with_wanted(self, preview: Preview) -> bool:
        """Whether the archive that it lies in holds something that can still be stored."""
        return any(
            other.can_be_stored and other.original == preview.original for other in self.previews
        )

    def _act(self, act: Callable[[str], None], name: str) -> None:
        self._at_work(partial(act, name))

    def _progress(self, of: int) -> Callable[[str], None]:
        started = iter(range(of))

        def tell(name: str) -> None:
            self.reading.value = pages.progress(next(started, of), of, name, self.language)

        return tell

    def _tell(self, sentence: str) -> None:
        self.outcome.value = pages.said(sentence, self.language)

    def _at_work(self, work: Callable[[], None]) -> None:
        """Do what was asked for; a refusal is a sentence on the page."""
        buttons = (self.store, self.again, self.undo)
        for button in buttons:
            button.disabled = True
        self.news.clear()
        try:
            work()
            self.following.pass_over()
        except CoachkitError as error:
            _log.warning("refused: %s", error)
            self.outcome.value = pages.refused(error, self.language)
            self.reading.value = ""
        finally:
            self.again.remove_class("ck-look-first")
            for button in buttons:
                button.disabled = False


def _shown(button: Button, *, there: bool) -> None:
    button.layout.display = None if there else "none"


def open_page(namespace: Mapping[str, Any]) -> ExportsPage | RefusedPage:
    """The page for the notebook's parameters (give it ``globals()``)."""
    uploads = os.environ.get(uploading.VARIABLE, "")
    limit = int(uploads) if uploads.isdecimal() else None
    return opened(
        PageParameters,
        lambda asked: ExportsPage(asked.client, asked.workspace, asked.language, limit),
        namespace,
    )


def header(page: ExportsPage | RefusedPage) -> Band | Panel:
    """Whose page it is, since when all is kept, and the language switch."""
    if isinstance(page, RefusedPage):
        return page.top
    band = Band([page.top, page.saved, page.languages, page.remembered])
    band.add_class("ck-band")
    return band


def finding(page: ExportsPage | RefusedPage) -> Stack:
    """How many files can be stored, and what has just happened."""
    if isinstance(page, RefusedPage):
        return Stack([])
    return Stack([page.finding, page.news.panel, page.outcome, page.reading])


def actions(page: ExportsPage | RefusedPage) -> Band:
    """Store, look again, undo."""
    band = Band([] if isinstance(page, RefusedPage) else [page.store, page.again, page.undo])
    band.add_class("ck-actions")
    return band


def files(page: ExportsPage | RefusedPage) -> Stack:
    """Each file that waits, and what storing it would change."""
    return Stack([]) if isinstance(page, RefusedPage) else page.rows


def bring(page: ExportsPage | RefusedPage) -> Stack:
    """Where further files come in."""
    return Stack([] if isinstance(page, RefusedPage) else [page.bringing])
