"""What the planning page does when the plan leaves the house, and when its texts come back."""

import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from coachkit.documents.planning_files import ForScheduler, HandedOut
from coachkit.documents.planning_words import take_away_answer
from coachkit.language.findings import Finding
from coachkit.language.plan_texts import TextsTaken
from coachkit.language.speech import Speech, speak
from coachkit.model.languages import Language
from coachkit.model.plans import Plan
from coachkit.sessions import uploading
from coachkit.sessions.opening import now
from coachkit.sessions.plan_files import write_plan
from coachkit.sessions.post_texts import kept_texts, take_texts, texts_written, write_texts
from coachkit.sessions.room import room_in
from coachkit.sessions.scheduler_files import write_for_scheduler
from coachkit.store.client_store import ClientStore
from coachkit.store.refusals import named
from coachkit.widgets.plan_files import TakeAwayForm, WaysOut

_NOT_IN_A_NAME: Final = re.compile(r"[^\w .()-]|^\.+")
_LONGEST_NAME: Final = 80


class TakingAway:
    """The ways out of a page being used.

    ``opened``: the client's store. ``language``: the page's at the moment. ``tell``: says what is
    being done, for as long as it is; empty afterwards. ``changed``: hears that texts have.
    """

    def __init__(
        self,
        opened: Callable[..., ClientStore],
        language: Callable[[], Language],
        tell: Callable[[str], None],
        changed: Callable[[], None],
    ) -> None:
        self._opened, self._language = opened, language
        self._tell, self._changed = tell, changed

    def form(self, plan: Plan) -> TakeAwayForm:
        """The screen, for the rest of the plan from today."""
        with self._opened(read_only=True) as store:
            today = now().astimezone(ZoneInfo(store.client.time_zone)).date()
        last = plan.starts + timedelta(weeks=plan.weeks, days=-1)
        return TakeAwayForm(
            WaysOut(self._plan, self._texts, self._take, self._scheduler),
            plan,
            first=max(plan.starts, min(today, last)),
            last=last,
            language=self._language(),
        )

    def answer(self, plan: Plan, speech: Speech) -> Finding:
        """What there is to take away, and how many of its items have a text."""
        with self._opened(read_only=True) as store:
            written = texts_written(plan, kept_texts(store))
        return take_away_answer(plan, written, speech)

    def _plan(self) -> HandedOut:
        with self._opened() as store:
            try:
                files = write_plan(store, self._language(), self._say_writing)
            finally:
                self._tell("")
            return _handed(store, files)

    def _texts(self) -> HandedOut:
        with self._opened() as store:
            return _handed(store, (write_texts(store, self._language()),))

    def _take(self, content: bytes, name: str) -> TextsTaken:
        safe = _NOT_IN_A_NAME.sub("_", name)[-_LONGEST_NAME:] or "texts"
        with self._opened() as store, room_in(store.folder) as room:
            arrived = room / safe
            with named(arrived):
                arrived.write_bytes(content)
            taken = take_texts(store, arrived, opened_at=now())
        self._changed()
        return taken

    def _scheduler(self, asked: ForScheduler) -> HandedOut:
        with self._opened() as store:
            written = write_for_scheduler(store, asked, self._language(), now=now())
            return _handed(store, (*written.files, written.notes), written.told)

    def _say_writing(self, name: str) -> None:
        self._tell(speak(self._language()).say("Writing %(name)s…", name=name))


def _handed(store: ClientStore, files: tuple[Path, ...], told: tuple[str, ...] = ()) -> HandedOut:
    """With an address where a server of ours hands documents out."""
    served = os.environ.get(uploading.VARIABLE, "").isdecimal()
    address = f"/clients/{store.client.slug}/documents" if served else ""
    return HandedOut(store.documents, files, address, told)
